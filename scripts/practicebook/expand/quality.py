"""Pages that show the whole: coverage, translations, the matrix of goals and rights, the map of the world."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from practicebook.coverage import Coverage, Table, coverage, table, top_terms
from practicebook.due import by_month, schedule
from practicebook.expand import address
from practicebook.expand.context import Context
from practicebook.expand.practice import FACETS
from practicebook.expand.worldmap import points
from practicebook.page import Page, Searched
from practicebook.progress import progress

# Register → the facet of the finder that shows its practices.
FACET_OF = {register: facet for facet, register in FACETS.items()}
SHADES = 5
MOST_NAMED = 120  # practices of one list; `practicebook status` names all
BOARD = "quality/"


@dataclass(frozen=True)
class Cell:
    """A count in a table with its shade (0 for none, SHADES for the largest) and the address of its practices."""

    total: int
    shade: int
    address: str


@dataclass(frozen=True)
class Heat:
    """A table of counts, ready to be drawn."""

    table: Table
    rows: Sequence[tuple[str, Sequence[Cell]]]


@dataclass(frozen=True)
class Bar:
    """A count as a bar; `share` of the largest in per cent."""

    register: str
    id: str
    total: int
    share: int
    address: str


def pages(context: Context) -> Iterator[Page]:
    """The board with a page for each gap, and the four others."""
    found = coverage(context.catalogue, context.catalogue.latest_review)
    yield _board(context, found)
    yield from (_gap(context, name, ids) for name, ids in gaps(found).items())
    yield _due(context)
    yield _translations(context)
    yield _matrix(context)
    yield _map(context)


def _front(context: Context, name: str) -> dict[str, object]:
    words = context.words["lists"][name]
    about = _about(str(words["title"]), str(words["description"]))
    return {**about, "kind": name, "crumbs": context.crumbs(f"{name}/")}


def _about(title: str, description: str) -> dict[str, object]:
    return {
        "title": title,
        "description": description,
        "kind": "register",
        "searched": Searched("page", title, description),
    }


def _board(context: Context, found: Coverage) -> Page:
    return context.page(
        "quality.md",
        "quality.md.j2",
        _front(context, "quality"),
        found=found,
        listed={name: address_of(name) for name in gaps(found)},
        heats=[heat(one) for one in found.by_region],
        evidence=_bars("evidence", found.evidence),
        groups=_bars("groups", found.groups),
    )


def gaps(found: Coverage) -> dict[str, Sequence[str]]:
    """The gaps that some practices have and others not, each with these practices: what a list tells something of."""
    return {name: ids for name, ids in found.gaps.items() if 0 < len(ids) < found.practices}


def address_of(gap: str) -> str:
    """Where the practices that have a gap are listed."""
    return f"{BOARD}{gap.replace('_', '-')}/"


def _gap(context: Context, name: str, ids: Sequence[str]) -> Page:
    here = address_of(name)
    title = context.named(context.words["lists"]["quality"]["title"], context.words["quality"][name])
    return context.page(
        address.file_of(here),
        "gap.md.j2",
        {
            "title": title,
            "description": context.count("practices", len(ids)),
            "kind": "register",
            **_below(context, here),
        },
        name=name,
        ids=ids[:MOST_NAMED],
        further=max(0, len(ids) - MOST_NAMED),
        total=len(ids),
    )


def _below(context: Context, here: str) -> dict[str, object]:
    return {"crumbs": context.crumbs(here, (str(context.words["lists"]["quality"]["title"]), BOARD))}


def _translations(context: Context) -> Page:
    words = context.words["quality"]
    title, description = str(words["translations"]), str(words["translations_help"])
    return context.page(
        "quality/translations.md",
        "translations.md.j2",
        {**_about(title, description), **_below(context, f"{BOARD}translations/")},
        most=MOST_NAMED,
        progress=progress(context.original, context.editorial),
        endonyms={code: context.endonym(code) for code in context.editorial.words},
    )


def _due(context: Context) -> Page:
    """What is to be reviewed, by month: the days follow from the records, so that they are true on every day."""
    words = context.words["due"]
    reminders = schedule(context.catalogue)
    named = set(reminders[:MOST_NAMED])
    months = []
    for month, some in by_month(reminders).items():
        shown = [one for one in some if one in named]
        groups = [(key, list(group)) for key, group in groupby(shown, key=lambda one: (one.due_on, one.tasks))]
        months.append((context.moment(month), len(some), groups, len(some) - len(shown)))
    parent = (str(context.words["lists"]["quality"]["title"]), "quality/")
    return context.page(
        "quality/due.md",
        "due.md.j2",
        {
            **_about(str(words["title"]), str(words["description"])),
            "crumbs": context.crumbs("quality/due/", parent),
        },
        months=months,
        place=lambda id_: context.catalogue.practices[id_].place,
    )


def _matrix(context: Context) -> Page:
    catalogue = context.catalogue
    rights = [id_ for id_ in catalogue.terms["rights"] if catalogue.practices_with("rights", id_)]
    goals = list(catalogue.terms["sdgs"])
    return context.page(
        "matrix.md",
        "matrix.md.j2",
        _front(context, "matrix"),
        heat=heat(table(catalogue, "rights", "sdgs", rights, goals)),
    )


def _map(context: Context) -> Page:
    catalogue = context.catalogue
    found = points(catalogue)
    regions = top_terms(catalogue, "regions")
    here = {place.id: place for place in catalogue.places.values() if catalogue.practices_with("places", place.id)}
    by_region = {
        region: context.by_label("places", {one.place for one in catalogue.practices_with("regions", region)})
        for region in regions
    }
    totals = {id_: len(catalogue.practices_with("places", id_)) for id_ in here}
    return context.page(
        "map.md",
        "map.md.j2",
        _front(context, "map"),
        points=found,
        totals=totals,
        by_region={region: ids for region, ids in by_region.items() if ids},
    )


def heat(counts: Table) -> Heat:
    """Shade each cell by its share of the largest, and lead to the practices behind it."""
    largest = max((total for row in counts.cells.values() for total in row.values()), default=0)
    row_facet, column_facet = FACET_OF[counts.rows_of], FACET_OF[counts.columns_of]
    rows = [
        (
            row,
            [
                Cell(total, _shade(total, largest), f"explore/?{row_facet}={row}&{column_facet}={column}")
                for column, total in counts.cells[row].items()
            ],
        )
        for row in counts.rows
    ]
    return Heat(counts, rows)


def _shade(total: int, largest: int) -> int:
    return -(-total * SHADES // largest) if total else 0


def _bars(register: str, totals: dict[str, int]) -> list[Bar]:
    largest = max(totals.values(), default=0) or 1
    facet = FACET_OF[register]
    return [
        Bar(register, id_, total, round(100 * total / largest), f"explore/?{facet}={id_}")
        for id_, total in totals.items()
    ]
