"""Coverage: what the knowledge base holds, and where it is thin. For the quality board and `practicebook status`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from practicebook.catalogue import Catalogue
from practicebook.model import Practice
from practicebook.record import leaves

# A record counts as stale when its last review is older than this.
STALE_AFTER = dt.timedelta(days=730)


@dataclass(frozen=True)
class Table:
    """Counts of practices by a row term and a column term; `cells[row][column]`."""

    rows_of: str
    columns_of: str
    rows: Sequence[str]
    columns: Sequence[str]
    cells: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Coverage:
    """Counts and lists of practice ids; `today` is what the ages were worked out for."""

    today: dt.date
    practices: int
    by_region: Sequence[Table]
    evidence: dict[str, int]
    groups: dict[str, int]
    gaps: dict[str, list[str]]
    unused: dict[str, list[str]]


GAPS: dict[str, Callable[[Practice], bool]] = {
    "without_figure": lambda one: not any(result.figure for result in one.results),
    "without_result": lambda one: not one.results,
    "without_obstacle": lambda one: not (one.obstacles or one.did_not_work),
    "without_cost": lambda one: one.resources is None,
    "not_verified": lambda one: one.review.verified_by_place_on is None,
    "contradictions": lambda one: bool(one.contradictions),
}


def top_terms(catalogue: Catalogue, register: str) -> list[str]:
    """The terms of a register that are not part of another one."""
    return [id_ for id_, term in catalogue.terms[register].items() if getattr(term, "parent", None) is None]


def table(catalogue: Catalogue, rows_of: str, columns_of: str, rows: Sequence[str], columns: Sequence[str]) -> Table:
    """Count the practices listed under both terms of each cell."""
    members = {column: {one.id for one in catalogue.practices_with(columns_of, column)} for column in columns}
    cells = {
        row: {
            column: len(members[column].intersection(one.id for one in catalogue.practices_with(rows_of, row)))
            for column in columns
        }
        for row in rows
    }
    return Table(rows_of, columns_of, rows, columns, cells)


def coverage(catalogue: Catalogue, today: dt.date) -> Coverage:
    """Work everything out for one day; the catalogue itself knows no clock."""
    practices = sorted(catalogue.practices.values(), key=lambda one: one.id)
    regions = [id_ for id_ in top_terms(catalogue, "regions") if catalogue.practices_with("regions", id_)]
    gaps = {name: [one.id for one in practices if has_gap(one)] for name, has_gap in GAPS.items()}
    gaps["broken_link"] = list(_with_broken_links(catalogue, practices))
    gaps["stale"] = [one.id for one in practices if today - one.review.reviewed_on > STALE_AFTER]
    levels = [catalogue.evidence(one).id for one in practices]
    return Coverage(
        today=today,
        practices=len(practices),
        by_region=[
            table(catalogue, "themes", "regions", top_terms(catalogue, "themes"), regions),
            table(catalogue, "rights", "regions", list(catalogue.terms["rights"]), regions),
        ],
        evidence={id_: levels.count(id_) for id_ in catalogue.terms["evidence"]},
        groups={id_: len(catalogue.practices_with("groups", id_)) for id_ in catalogue.terms["groups"]},
        gaps=gaps,
        unused=_unused(catalogue),
    )


def _with_broken_links(catalogue: Catalogue, practices: Iterable[Practice]) -> Iterator[str]:
    if catalogue.unanswered:  # or no text of any record has to be looked at
        yield from (one.id for one in practices if any(catalogue.broken(leaf.text) for leaf in leaves(one)))


def _unused(catalogue: Catalogue) -> dict[str, list[str]]:
    """Terms that no practice uses, by register."""
    registers = ("themes", "rights", "groups", "sdgs", "kinds", "stages", "criteria", "declarations")
    return {
        register: [id_ for id_ in catalogue.terms[register] if not catalogue.practices_with(register, id_)]
        for register in registers
    }


def as_text(found: Coverage) -> str:
    """A short report: counts, then what is missing."""
    return "\n".join(_lines(found))


def _lines(found: Coverage) -> Iterator[str]:
    yield f"{found.practices} practices on {found.today}"
    for counts in found.by_region:
        yield f"\n{counts.rows_of} by {counts.columns_of}"
        yield f"{'':<32}" + "".join(f"{column[:10]:>11}" for column in counts.columns)
        for row, cells in counts.cells.items():
            yield f"{row[:31]:<32}" + "".join(f"{total or '.':>11}" for total in cells.values())
    yield "\nevidence"
    yield from (f"{id_:<32}{total:>11}" for id_, total in found.evidence.items())
    yield "\ngaps"
    yield from (f"{name.replace('_', ' '):<32}{len(ids):>11}" for name, ids in found.gaps.items())
    yield "\nused by no practice"
    yield from (f"{register}: {', '.join(ids)}" for register, ids in found.unused.items() if ids)


def as_json(found: Coverage) -> str:
    """Everything, for programs."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=2, default=str)


STATUS: dict[str, Callable[[Coverage], str]] = {"text": as_text, "json": as_json}
