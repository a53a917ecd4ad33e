"""Every figure on speed in one run: `python -m tests.benchmarks ON [SIZE…]` (`make bench`).

Our own stages and changes, our peers on the same records, the finder and pages on a phone; ratios are thus of one
machine and one hour. What was found is written down in content/benchmarks.json, and the page on speed tells of it.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from practicebook.layout import Layout

from tests.benchmarks import peers, phone, stages
from tests.benchmarks.peers import content
from tests.benchmarks.processes import CommandError, Figures
from tests.benchmarks.synthetic import synthetic
from tests.builders import REPOSITORY

SIZES = (150, 1_000, 10_000)
LARGEST = 20_000  # above that only checks and expansion are measured
FOLDER = REPOSITORY / "build/bench"


def told(what: str, figures: Figures) -> None:
    """One line of progress."""
    numbers = " ".join(f"{name} {figures[name]:g}" for name in ("seconds", "cpu", "memory", "pages") if name in figures)
    parts = " ".join(f"{stage} {seconds:.2f}" for stage, seconds in figures.get("stages", {}).items())
    print(f"{what:44} {numbers}  {parts}", flush=True)


def ours(sizes: list[int]) -> Iterator[Figures]:
    """Our own command line at each size."""
    for size in sizes:
        print(f"Making {size} records", flush=True)
        layout = synthetic(size, stages.knowledge_base(size, FOLDER).root)
        families = (stages.builds, stages.checks) if size <= LARGEST else (stages.checks, stages.expansion)
        for family in families:
            yield from _rows(stages.NAME, size, family(layout))


def theirs(sizes: list[int], tools: Path, absent: list[str]) -> Iterator[Figures]:
    """Each peer at each size; those that cannot be had or fail are added to `absent`."""
    for size in sizes:
        pages = list(content.pages(stages.knowledge_base(size, FOLDER)))
        for peer in peers.PEERS:
            folder = _folder(size, peer.name)
            peers.lay(peer, pages, folder)
            try:
                yield from _rows(peer.name, size, peers.builds(peer, folder, tools))
            except (OSError, CommandError) as error:
                print(f"{peer.name}: {error}", flush=True)
                absent.append(peer.name)


def _rows(builder: str, size: int, found: Iterator[tuple[str, Figures]]) -> Iterator[Figures]:
    for change, figures in found:
        told(f"{builder}, {size} records, {change}", figures)
        yield {"builder": builder, "records": size, "change": change, **figures}


def growth(builds: list[Figures]) -> dict[str, float]:
    """How each stage of a cold build, and the whole, grows; nothing unless both sizes were measured."""
    cold = {one["records"]: one for one in builds if (one["builder"], one["change"]) == (stages.NAME, "cold")}
    if not {stages.SMALLER, stages.LARGER} <= set(cold):
        return {}
    sizes = stages.SMALLER, stages.LARGER
    smaller, larger = ({**cold[size]["stages"], "whole": cold[size]["seconds"]} for size in sizes)
    return stages.growth(smaller, larger, stages.LARGER / stages.SMALLER)


def machine() -> dict[str, Any]:
    """What kind of machine this is, and nothing that names it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory": round(memory),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def main(day: str, sizes: list[int]) -> int:
    """Measure all, and write it down: builds as soon as they are known, since they take long."""
    tools, absent = FOLDER / "peers", list[str]()
    versions = peers.install(tools)
    builds = list(ours(sizes)) + list(theirs([size for size in sizes if size <= LARGEST], tools, absent))
    made = {
        "measured_on": day,
        **machine(),
        "browser": "-",
        "versions": {name: versions[name] for name in sorted(versions)},
        "absent": sorted(set(absent)),
        "builds": builds,
        "growth": growth(builds),
        "visits": [],
    }
    _write(made)
    visits, browser = phone.visits(REPOSITORY / "build/site", _sites_of_peers(sizes, absent))
    _write({**made, "visits": visits, "browser": browser})
    return 0


def _write(made: Figures) -> None:
    Layout(REPOSITORY).speed.write_text(json.dumps(made, indent=1) + "\n", "utf-8")


def _sites_of_peers(sizes: list[int], absent: list[str]) -> dict[str, Path]:
    """What each peer built at the smallest size."""
    names = [peer.name for peer in peers.PEERS if peer.name not in absent and sizes[0] <= LARGEST]
    return {name: _folder(sizes[0], name) / "site" for name in names}


def _folder(size: int, builder: str) -> Path:
    return FOLDER / f"site-{size}-{builder.split(maxsplit=1)[0].lower()}"


if __name__ == "__main__":
    DAY, *NUMBERS = sys.argv[1:]
    WANTED = sorted({int(number) for number in NUMBERS}) or list(SIZES)
    if WANTED[0] < SIZES[0]:
        sys.exit(f"The smallest size is {SIZES[0]}: the real records, and one to change.")
    sys.exit(main(date.fromisoformat(DAY).isoformat(), WANTED))
