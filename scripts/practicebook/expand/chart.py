"""A small chart of one indicator: a dot for each year that a source tells, in a frame that begins at zero.

The line between dots is drawn in dashes, since nothing is known of the years between. It is a picture only: the table
beside it says the same, with the sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from practicebook.commitment import Value

WIDTH, HEIGHT = 320, 132
LEFT, RIGHT = 44, 276  # the first and the last year; room for their labels beside
TOP, FLOOR = 34, 104  # the largest value, and zero


@dataclass(frozen=True)
class Dot:
    """A value: where its dot stands, and what is written above and below it."""

    x: int
    y: int
    year: int
    text: str


@dataclass(frozen=True)
class Chart:
    """Dots from left to right or from right to left, and the line that joins them as the path of an SVG."""

    dots: Sequence[Dot]
    line: str
    floor: int = FLOOR
    width: int = WIDTH
    height: int = HEIGHT


def chart(values: Sequence[Value], texts: Sequence[str], direction: str) -> Chart | None:
    """The chart of an indicator; none for a single value, which needs no picture. `texts` name the values."""
    if len(values) < 2:  # noqa: PLR2004 - two make a change
        return None
    first, last = values[0].year, values[-1].year
    largest = max(one.value for one in values) or 1
    dots = [
        Dot(
            _across(one.year, first, last, direction),
            round(FLOOR - (FLOOR - TOP) * one.value / largest),
            one.year,
            text,
        )
        for one, text in zip(values, texts, strict=True)
    ]
    return Chart(dots, "M" + " L".join(f"{dot.x} {dot.y}" for dot in dots))


def _across(year: int, first: int, last: int, direction: str) -> int:
    """Where a year stands; time runs the way the page is read."""
    share = (year - first) / (last - first)
    return round(RIGHT - (RIGHT - LEFT) * share if direction == "rtl" else LEFT + (RIGHT - LEFT) * share)
