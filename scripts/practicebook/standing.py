"""Standing: what the last check found, which still is so while no file that it looked at changed.

As with what a build keeps, size and times of the last change tell; to read every file would take as long as a check.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from practicebook.keeping import keep, kept, named
from practicebook.layout import Layout
from practicebook.problem import Problem

NAME = "standing"


@dataclass(frozen=True)
class Found:
    """What a check found: every problem, in so many records."""

    problems: Sequence[Problem]
    records: int


def state(layout: Layout) -> str:
    """Names the files that a check looks at, as they are now."""
    return named(*sorted(line for folder in (layout.practices, layout.root / "content") for line in _states(folder)))


def found(layout: Layout, now: str) -> Found | None:
    """What the last check found, if files were in this state then."""
    known = kept(layout.cache / NAME)
    if known.get("state") != now:
        return None
    return Found([Problem(*one) for one in known["problems"]], known["records"])


def keep_found(layout: Layout, before: str, what: Found) -> None:
    """Remember what was found in files that were in a state before they were read."""
    problems = [astuple(one) for one in what.problems]
    keep(layout.cache / NAME, {"state": before, "problems": problems, "records": what.records})


def _states(folder: Path | str) -> Iterator[str]:
    """A line for each file and folder below a folder; one that cannot be looked at has none."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        one = entry.stat(follow_symlinks=False)
        yield f"{entry.path}\n{one.st_mode} {one.st_ino} {one.st_size} {one.st_mtime_ns} {one.st_ctime_ns}"
        if entry.is_dir(follow_symlinks=False):
            yield from _states(entry.path)
