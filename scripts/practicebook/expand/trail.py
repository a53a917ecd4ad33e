"""The way a practice travelled: from whom it was taken up and by whom, as lists and as a small picture of the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from practicebook.expand.context import Context
from practicebook.model import Practice

WIDTH = 360
ROW = 46
TOP = 12  # of the first dot
GAP = 9  # between a dot and the arrow that leads there
LETTERS = 54  # that fit into the whole width, side by side

Stop: TypeAlias = tuple[str, str]
"""Register and id of whoever is on the way: a practice, or a place."""


@dataclass(frozen=True)
class Dot:
    """Where a stop is in the picture, and the name below it; units are those of the picture."""

    x: float
    y: float
    name: str
    is_here: bool


@dataclass(frozen=True)
class Arrow:
    """The line from one dot to another, and the two strokes of its head, as paths of an SVG."""

    line: str
    head: str


@dataclass(frozen=True)
class Trail:
    """Who gave and who took up a practice, as far as they have a page; `width` and `height` are of the picture."""

    taken_from: Sequence[Stop]
    taken_by: Sequence[Stop]
    dots: Sequence[Dot]
    arrows: Sequence[Arrow]
    height: int
    width: int = WIDTH


def trail(context: Context, practice: Practice) -> Trail | None:
    """The way of a practice; nothing if no source tells of one."""
    catalogue = context.catalogue
    registers = (("practices", catalogue.practices), ("places", catalogue.places))
    givers = [("practices", one.id) for one in catalogue.taken_up_by(practice.id)]
    takers = [(name, id_) for id_ in practice.reused_by for name, records in registers if id_ in records]
    return _drawn(context, practice, givers, takers) if givers or takers else None


def _drawn(context: Context, practice: Practice, givers: Sequence[Stop], takers: Sequence[Stop]) -> Trail:
    """Givers, the practice and takers stand in columns, in the direction of reading; each column in the middle."""
    columns = [column for column in (givers, [("practices", practice.id)], takers) if column]
    height = ROW * max(map(len, columns))
    dots = [_dots(context, columns, at, height) for at in range(len(columns))]
    middle = 1 if givers else 0
    here = dots[middle][0]
    dots[middle] = [Dot(here.x, here.y, here.name, is_here=True)]
    arrows = [_arrow(one, here) for one in (dots[0] if givers else ())]
    arrows += [_arrow(here, one) for one in (dots[-1] if takers else ())]
    return Trail(givers, takers, [one for column in dots for one in column], arrows, height)


def _dots(context: Context, columns: Sequence[Sequence[Stop]], at: int, height: int) -> list[Dot]:
    """The dots of one column, from top to bottom."""
    across = WIDTH * (at + 0.5) / len(columns)
    x = WIDTH - across if context.direction == "rtl" else across
    top, most = (height - ROW * len(columns[at])) / 2 + TOP, LETTERS // len(columns)
    return [Dot(x, top + ROW * row, _name(context, stop, most), is_here=False) for row, stop in enumerate(columns[at])]


def _name(context: Context, stop: Stop, most: int) -> str:
    """The name of the place, cut to what fits; the lists below the picture have it whole."""
    register, id_ = stop
    place = context.catalogue.practices[id_].place if register == "practices" else id_
    name = str(context.label("places", place))
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _arrow(start: Dot, end: Dot) -> Arrow:
    """A line that leaves and arrives level, so that many of them form a fan."""
    ahead = 1 if end.x > start.x else -1
    x1, x2, middle = start.x + ahead * GAP, end.x - ahead * GAP, (start.x + end.x) / 2
    line = f"M{x1:g} {start.y:g}C{middle:g} {start.y:g} {middle:g} {end.y:g} {x2:g} {end.y:g}"
    head = f"M{x2 - ahead * 5:g} {end.y - 4:g}L{x2:g} {end.y:g}L{x2 - ahead * 5:g} {end.y + 4:g}"
    return Arrow(line, head)
