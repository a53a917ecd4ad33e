"""Our own command line over knowledge bases of growing size: each change that a build meets, and each stage of it.

A build tells itself how long its stages took (`--timings`); time, processor and memory are those of the whole process.
"""

from __future__ import annotations

import json
import math
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path

from practicebook.layout import WRITTEN_IN, Layout

from tests.benchmarks.processes import Figures, middle, run

NAME = "practicebook"
COMMAND = (sys.executable, "-m", "practicebook")
SMALLER, LARGER = 1_000, 10_000  # between these two growth is told

_number = count(1)


def knowledge_base(size: int, folder: Path) -> Layout:
    """Where the knowledge base of so many practices lies below `folder`."""
    return Layout(folder / f"records-{size}")


def builds(layout: Layout) -> Iterator[tuple[str, Figures]]:
    """What a build costs with nothing kept, and after each kind of change."""
    changes: Mapping[str, Callable[[Layout], None]] = {
        "cold": lambda one: shutil.rmtree(one.build, ignore_errors=True),
        "unchanged": lambda _: None,
        "record": edit_a_record,
        "template": edit_a_template,
        "style": edit_a_style,
    }
    for name, change in changes.items():
        yield name, _build(layout, change)


def _build(layout: Layout, change: Callable[[Layout], None]) -> Figures:
    """One build after a change, the middle of several."""
    timings = layout.root / "timings.json"

    def attempt() -> Figures:
        change(layout)
        figures = run([*COMMAND, "build", "--language", WRITTEN_IN, "--timings", timings], layout.root)
        stages = json.loads(timings.read_text("utf-8"))
        pages = int(stages.pop("pages"))
        return {**figures, "pages": pages, "stages": {one.replace(": ", "-"): took for one, took in stages.items()}}

    return middle(attempt)


def checks(layout: Layout) -> Iterator[tuple[str, Figures]]:
    """What it costs to check every record with nothing kept, again, and one alone that was just edited."""
    record = _a_record(layout)

    def cold() -> Figures:
        shutil.rmtree(layout.build, ignore_errors=True)
        return run([*COMMAND, "check"], layout.root)

    yield "check-cold", middle(cold)
    yield "check-warm", middle(lambda: run([*COMMAND, "check"], layout.root))

    def one() -> Figures:
        edit_a_record(layout)
        return run([*COMMAND, "check", record], layout.root)

    yield "check-one", middle(one)


def expansion(layout: Layout) -> Iterator[tuple[str, Figures]]:
    """What it costs to check and expand without building a site, as `export` does."""
    yield "export", middle(lambda: run([*COMMAND, "export", "--output", layout.build / "data"], layout.root))


def growth(smaller: Mapping[str, float], larger: Mapping[str, float], factor: float) -> dict[str, float]:
    """The exponent by which each stage grows with the number of records: 1 is in step with them.

    What takes less than a tenth of a second at the larger size is lost in what the machine does besides, and left out.
    """
    return {
        stage: round(math.log(larger[stage] / smaller[stage], factor), 2)
        for stage in smaller
        if larger.get(stage, 0) >= 0.1 and smaller[stage] > 0
    }


def _a_record(layout: Layout) -> Path:
    return min(layout.practices.rglob("synthetic-0.yaml"))


def edit_a_record(layout: Layout) -> None:
    """Another word in a text that is shown and searched."""
    file = _a_record(layout)
    text = file.read_text("utf-8").replace("problem: |\n", f"problem: |\n  Edition {next(_number)}. ", 1)
    file.write_text(text, "utf-8")


def edit_a_template(layout: Layout) -> None:
    """Something else in the shell of every page."""
    file = layout.theme / "main.html"
    file.write_text(file.read_text("utf-8").replace("</body>", f"<!-- {next(_number)} --></body>", 1), "utf-8")


def edit_a_style(layout: Layout) -> None:
    """A rule more in the style sheet of every page."""
    file = layout.theme / "assets/css/site.css"
    file.write_text(f"{file.read_text('utf-8')}\n.edition-{next(_number)} {{ color: red; }}\n", "utf-8")
