"""Practices of a term in groups: by region of the world, and by what else many of them name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from practicebook.expand import address
from practicebook.expand.context import Context
from practicebook.expand.quality import FACET_OF
from practicebook.model import Practice

WORTH_SORTING = 4  # fewer practices stand in one row
MIN_BARS = 2
MOST_SHARED = 5


@dataclass(frozen=True)
class Shelf:
    """Practices under a heading; without a heading when there is only one shelf."""

    region: str
    title: str
    practices: Sequence[Practice]


@dataclass(frozen=True)
class Bar:
    """A region with its number of practices, their share of the largest in per cent, and where they are."""

    title: str
    total: int
    share: int
    address: str


def shelves(context: Context, register: str, practices: Sequence[Practice]) -> list[Shelf]:
    """Practices by region of the world; in one row on pages that are a region or country themselves."""
    if register in {"countries", "regions"} or len(practices) < WORTH_SORTING:
        return [Shelf("", "", practices)] if practices else []
    by_region: dict[str, list[Practice]] = {}
    for practice in practices:
        by_region.setdefault(context.catalogue.regions(practice)[-1].id, []).append(practice)
    order = [id_ for id_ in context.catalogue.terms["regions"] if id_ in by_region]
    return [Shelf(id_, context.label("regions", id_), by_region[id_]) for id_ in order]


def bars(context: Context, register: str, id_: str, shown: Sequence[Shelf]) -> list[Bar]:
    """The regions, where there is something to compare; each leads to its shelf, if that is `shown` whole."""
    everything = shelves(context, register, context.catalogue.practices_with(register, id_))
    if len(everything) < MIN_BARS:
        return []
    largest = max(len(shelf.practices) for shelf in everything)
    here = {shelf.region: len(shelf.practices) for shelf in shown}
    found = []
    for shelf in everything:
        there = f"{address.of(register, id_)}#shelf-{shelf.region}"
        elsewhere = f"explore/?{FACET_OF[register]}={id_}&region={shelf.region}"
        total = len(shelf.practices)
        share = round(100 * total / largest)
        found.append(Bar(shelf.title, total, share, there if here.get(shelf.region) == total else elsewhere))
    return found


def shared(practices: Sequence[Practice], register: str) -> list[str]:
    """What some practices name most often in a register; a few ids, the most frequent first."""
    found = Counter(id_ for practice in practices for id_ in getattr(practice, register))
    return sorted(found, key=lambda id_: (-found[id_], id_))[:MOST_SHARED]
