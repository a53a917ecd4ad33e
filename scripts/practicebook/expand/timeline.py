"""How many entries of a register each year has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from practicebook.registers import Declaration, Event
from practicebook.vocabulary import Term


@dataclass(frozen=True)
class Year:
    """A year of a timeline with how many entries it has; `height` is its share of the fullest year, in per cent."""

    year: int
    total: int
    height: int


def timeline(entries: Iterable[Term]) -> list[Year]:
    """Meetings or declarations by year, from the first to the last, empty years included; other entries have none."""
    years = [year for year in map(_year_of, entries) if year]
    fullest = max(map(years.count, years), default=1)
    return [
        Year(year, years.count(year), round(100 * years.count(year) / fullest))
        for year in range(min(years, default=0), max(years, default=-1) + 1)
    ]


def _year_of(entry: Term) -> int:
    if isinstance(entry, Declaration):
        return entry.year
    return int(entry.date[:4]) if isinstance(entry, Event) and entry.date else 0
