"""What the page on speed tells: each goal beside what was measured, and a picture of how time grows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from practicebook.speed import OURS, Build, Speed

STOCK, QUICKEST = "MkDocs + Material", "Hugo + Pagefind"
LARGE = 10_000  # records for which the goals are set
USUAL = "usual"
WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, FLOOR = 56, 420, 24, 256  # the frame of the picture; names stand to its right


@dataclass(frozen=True)
class Goal:
    """What was aimed for and what was measured, in one unit; `more` is better than less only for ratios."""

    name: str
    measured: float
    limit: float
    unit: str = "seconds"
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Honestly, without rounding."""
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit


@dataclass(frozen=True)
class Line:
    """A builder in the picture: its dots, the path that joins them, and where its name stands."""

    name: str
    dots: Sequence[tuple[int, int]]
    path: str
    label: int
    kind: int


@dataclass(frozen=True)
class Picture:
    """Time over records, both in powers of ten, so that a straight line is steady growth."""

    lines: Sequence[Line]
    across: Sequence[tuple[int, int]]
    """Where each number of records stands."""
    up: Sequence[tuple[float, int]]
    """Where each number of seconds stands."""


def goals(speed: Speed) -> list[Goal]:
    """Those for which there is a figure."""
    return [*_of_builds(speed), *_of_checks(speed), *_of_visits(speed)]


def _of_builds(speed: Speed) -> Iterator[Goal]:
    cold, record = (speed.build(OURS, LARGE, change) for change in ("cold", "record"))
    stock, again = (speed.build(STOCK, LARGE, change) for change in ("cold", "record"))
    quickest = speed.build(QUICKEST, LARGE, "cold")
    if cold and stock:
        yield Goal("cold_stock", stock.seconds / cold.seconds, 5, "times", at_least=True)
    if cold and quickest:
        yield Goal("cold_quickest", quickest.seconds / cold.seconds, 1, "times", at_least=True)
    if record:
        yield Goal("record", record.seconds, 12)
        yield Goal("record_without_search", without_search(record), 2)
    if record and again:
        yield Goal("record_stock", again.seconds / record.seconds, 60, "times", at_least=True)
    if cold:
        yield Goal("memory", cold.memory, 1000, "megabytes")
    if speed.growth:
        yield Goal("growth", max(speed.growth.values()), 1.1, "exponent")


def _of_checks(speed: Speed) -> Iterator[Goal]:
    for name, limit in {"check-cold": 8.0, "check-warm": 1.5, "check-one": 0.5}.items():
        if build := speed.build(OURS, LARGE, name):
            yield Goal(name.replace("-", "_"), build.seconds, limit)


def _of_visits(speed: Speed) -> Iterator[Goal]:
    own = [one for one in speed.visits if (one.builder, one.link) == (OURS, USUAL)]
    if own:
        yield Goal("largest_paint", max(one.largest_paint for one in own), 1800, "milliseconds")
        yield Goal("blocked", max(one.blocked for one in own), 100, "milliseconds")
        yield Goal("shift", max(one.shift for one in own), 0.02, "shift")


def without_search(build: Build) -> float:
    """A build less the time it took to make the search index."""
    return build.seconds - build.stages.get("search", 0)


def picture(speed: Speed) -> Picture | None:
    """Cold builds of everybody; none while only one size was measured."""
    sizes = speed.sizes()
    found = {name: _cold(speed, name, sizes) for name in speed.builders}
    seconds = [one.seconds for builds in found.values() for one in builds]
    if len(sizes) < 2 or not seconds:  # noqa: PLR2004 - two make a line
        return None
    low, high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))
    marks = [10.0**power for power in range(low, high + 1)]

    def x(size: int) -> int:
        return round(LEFT + (RIGHT - LEFT) * math.log(size / sizes[0]) / math.log(sizes[-1] / sizes[0]))

    def y(time: float) -> int:
        return round(FLOOR - (FLOOR - TOP) * (math.log10(time) - low) / (high - low))

    dots = {name: [(x(one.records), y(one.seconds)) for one in builds] for name, builds in found.items() if builds}
    labels = _apart({name: places[-1][1] for name, places in dots.items()})
    lines = [
        Line(name, places, "M" + " L".join(f"{across} {up}" for across, up in places), labels[name], kind)
        for kind, (name, places) in enumerate(dots.items())
    ]
    return Picture(lines, [(size, x(size)) for size in sizes], [(mark, y(mark)) for mark in marks])


def _cold(speed: Speed, builder: str, sizes: Sequence[int]) -> list[Build]:
    return [one for size in sizes if (one := speed.build(builder, size, "cold"))]


def _apart(places: dict[str, int], room: int = 18) -> dict[str, int]:
    """Names that would lie on each other move down."""
    moved: dict[str, int] = {}
    for name, place in sorted(places.items(), key=lambda one: one[1]):
        moved[name] = max([place, *(other + room for other in moved.values())])
    return moved
