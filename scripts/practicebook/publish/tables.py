"""Tables: practices, results, sources and places as rows, described once for CSV, the workbook and their codebooks.

The rows of practices are made a few practices at a time, and kept from build to build as pieces of the tables.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal, TypeAlias

from practicebook.catalogue import Catalogue
from practicebook.commitment import Commitment
from practicebook.expand.address import DATA
from practicebook.model import Place, Practice
from practicebook.publish.base import Base
from practicebook.publish.rows import Cell, Rows, drawn, joined
from practicebook.rules.references import cited

Type: TypeAlias = Literal["string", "integer", "number", "date", "year"]
BETWEEN = "; "


@dataclass(frozen=True)
class Column:
    """A column: its name, what kind of value it holds, and what that says."""

    name: str
    type: Type
    description: str


@dataclass(frozen=True)
class Table:
    """What a table is; `name` is that of the file."""

    name: str
    title: str
    columns: tuple[Column, ...]


Getter: TypeAlias = Callable[[Base, Practice], Cell]


def files(base: Base, pieces: Iterable[bytes]) -> dict[str, bytes]:
    """One CSV file a table (RFC 4180, UTF-8), put together from the pieces of all practices."""
    rows = whole(base, pieces)
    return {f"{DATA}/{table.name}.csv": as_csv(table, rows[table.name]) for table in TABLES}


def piece(base: Base, practices: Sequence[Practice]) -> bytes:
    """The rows that some practices have in each table."""
    rows = {
        "practices": drawn(_row(base, one) for one in practices),
        "results": drawn(row for one in practices for row in _results(one)),
        "practice-sources": drawn(_sources(base, practices)),
    }
    return json.dumps({name: asdict(some) for name, some in rows.items()}, ensure_ascii=False).encode()


def whole(base: Base, pieces: Iterable[bytes]) -> Mapping[str, Rows]:
    """The rows of each table, those of practices from pieces."""
    commitments = base.catalogue.vocabulary("commitments", Commitment).values()
    parts: dict[str, list[Rows]] = defaultdict(list)
    for one in pieces:
        for name, some in json.loads(one).items():
            parts[name].append(Rows(**some))
    own = {
        "places": drawn(_place(base, one) for _, one in sorted(base.catalogue.places.items())),
        "commitments": drawn(_commitment(base, one) for one in commitments),
        "progress": drawn(row for one in commitments for row in _values(one)),
    }
    return {table.name: own.get(table.name) or joined(parts[table.name]) for table in TABLES}


def as_csv(table: Table, rows: Rows) -> bytes:
    """The table as comma-separated values, with a header."""
    head = io.StringIO(newline="")
    csv.writer(head).writerow(column.name for column in table.columns)
    return f"{head.getvalue()}{rows.csv}".encode()


def _label(catalogue: Catalogue, register: str, id_: str) -> str:
    return str(catalogue.terms[register][id_].label)


def _listed(register: str) -> Getter:
    return lambda base, one: BETWEEN.join(base.catalogue.terms_of(one, register))


def _year(name: Literal["since", "until"]) -> Getter:
    return lambda _, one: getattr(one.period, name) if one.period else None


PRACTICE: dict[Column, Getter] = {
    Column("id", "string", "The name of the record; it never changes."): lambda _, one: one.id,
    Column("title", "string", "What it is."): lambda _, one: one.title,
    Column("language", "string", "The language of the texts of this row (ISO 639)."): lambda _, one: one.language,
    Column("summary", "string", "What it is and what it changed."): lambda _, one: one.summary,
    Column("place", "string", "The id of the place, as in the table of places."): lambda _, one: one.place,
    Column("place_name", "string", "What the place is called in English."): lambda base, one: (
        base.catalogue.places[one.place].name
    ),
    Column("country", "string", "The country (ISO 3166-1 alpha-2, small letters)."): lambda base, one: (
        base.catalogue.country(one).id
    ),
    Column("country_name", "string", "What the country is called in English."): lambda base, one: _label(
        base.catalogue, "countries", base.catalogue.country(one).id
    ),
    Column("regions", "string", "The regions it lies in (UN M49), from small to large."): _listed("regions"),
    Column("themes", "string", "Its themes and what they are part of."): _listed("themes"),
    Column("rights", "string", "The human rights it serves."): _listed("rights"),
    Column("groups", "string", "Whom it is for."): _listed("groups"),
    Column("sdgs", "string", "Sustainable Development Goals, by number."): _listed("sdgs"),
    Column("kind", "string", "What kind of action it is."): lambda _, one: one.kind,
    Column("stage", "string", "How far it is."): lambda _, one: one.stage,
    Column("since", "year", "The year in which it began."): _year("since"),
    Column("until", "year", "The year in which it ended."): _year("until"),
    Column("lead", "string", "The body in charge."): lambda _, one: one.lead,
    Column("evidence", "string", "The strongest evidence among its results."): lambda base, one: (
        base.catalogue.evidence(one).id
    ),
    Column("results", "integer", "How many results the record tells."): lambda _, one: len(one.results),
    Column("did_not_work", "integer", "How many failures, gaps and criticisms it tells."): lambda _, one: len(
        one.did_not_work
    ),
    Column("sources", "integer", "How many sources it rests on."): lambda _, one: len(one.sources),
    Column("added_on", "date", "The day it was added."): lambda _, one: one.added_on.isoformat(),
    Column("reviewed_on", "date", "The day it was last reviewed."): lambda _, one: one.review.reviewed_on.isoformat(),
    Column("url", "string", "Its page."): lambda base, one: base.page("practices", one.id),
}

RESULT = (
    Column("practice", "string", "The id of the practice."),
    Column("number", "integer", "The place of the result in the record, from 1."),
    Column("text", "string", "What came out."),
    Column("value", "number", "The number, if a source gives one."),
    Column("unit", "string", "What is counted."),
    Column("year", "year", "The year the number is about."),
    Column("qualifier", "string", "How exact the source is; empty for a plain number."),
    Column("evidence", "string", "How well the sources support the result."),
    Column("sources", "string", "The ids of the sources that say so."),
)

SOURCE = (
    Column("practice", "string", "The id of the practice."),
    Column("id", "string", "The id of the source within the practice."),
    Column("title", "string", "The title of the page or document."),
    Column("publisher", "string", "Who published it."),
    Column("year", "year", "The year of publication."),
    Column("url", "string", "Where it was read."),
    Column("language", "string", "Its language (ISO 639)."),
    Column("accessed_on", "date", "The day it was read."),
)

PLACE = (
    Column("id", "string", "The name of the record; it never changes."),
    Column("name", "string", "What it is called in English."),
    Column("kind", "string", "What kind of territory it is."),
    Column("country", "string", "The country (ISO 3166-1 alpha-2, small letters)."),
    Column("latitude", "number", "Degrees north (WGS 84)."),
    Column("longitude", "number", "Degrees east (WGS 84)."),
    Column("population", "integer", "Inhabitants."),
    Column("population_year", "year", "The year of that number."),
    Column("practices", "integer", "How many practices are recorded there."),
    Column("url", "string", "Its page."),
)

COMMITMENT = (
    Column("id", "string", "The name of the commitment; it never changes."),
    Column("label", "string", "What was committed to."),
    Column("place", "string", "The id of the place that made it; empty for an organisation."),
    Column("organisation", "string", "The id of the organisation that made it; empty for a place."),
    Column("form", "string", "How it was made."),
    Column("declaration", "string", "The declaration that was signed, promoted or adopted."),
    Column("date", "string", "When it was made: a day, a month or a year."),
    Column("until", "string", "By when it is to be kept."),
    Column("state", "string", "How far it is; beyond “announced” only where a source says so."),
    Column("practices", "string", "The practices that carry it out."),
    Column("sources", "string", "The addresses of the pages that tell of it."),
    Column("url", "string", "Its page."),
)

PROGRESS = (
    Column("commitment", "string", "The id of the commitment."),
    Column("indicator", "string", "What is counted."),
    Column("unit", "string", "The unit."),
    Column("kind", "string", "Structure, process or outcome."),
    Column("year", "year", "The year the number is about."),
    Column("value", "number", "The number."),
    Column("qualifier", "string", "How exact the source is; empty for a plain number."),
    Column("practice", "string", "The practice that it is about."),
    Column("sources", "string", "The addresses of the pages that say so."),
)

TABLES = (
    Table("practices", "Practices", tuple(PRACTICE)),
    Table("results", "Results of practices", RESULT),
    Table("practice-sources", "Sources of practices", SOURCE),
    Table("places", "Places", PLACE),
    Table("commitments", "Commitments", COMMITMENT),
    Table("progress", "Progress of commitments", PROGRESS),
)


def _commitment(base: Base, one: Commitment) -> list[Cell]:
    listed = (BETWEEN.join(one.practices), BETWEEN.join(one.sources), base.page("commitments", one.id))
    made = (one.form, one.declaration, one.date, one.until, one.state)
    return [one.id, one.label, one.place, one.organisation, *made, *listed]


def _values(one: Commitment) -> Iterator[list[Cell]]:
    for indicator in one.progress:
        for value in indicator.values:
            number = (value.year, value.value, value.qualifier)
            told = (indicator.practice, BETWEEN.join(value.sources))
            yield [one.id, indicator.label, indicator.unit, indicator.kind, *number, *told]


def _row(base: Base, practice: Practice) -> list[Cell]:
    return [getter(base, practice) for getter in PRACTICE.values()]


def _results(practice: Practice) -> Iterator[list[Cell]]:
    for number, one in enumerate(practice.results, start=1):
        figure = one.figure
        numbers = [figure.value, figure.unit, figure.year, figure.qualifier] if figure else [None] * 4
        yield [practice.id, number, one.text, *numbers, one.evidence, BETWEEN.join(one.sources)]


def _sources(base: Base, practices: Iterable[Practice]) -> Iterator[list[Cell]]:
    """Every source that a practice names, the shared ones that it cites included."""
    for practice in practices:
        shared = sorted({id_ for _, id_, _ in cited(practice)} & base.catalogue.shared_sources.keys())
        for one in (*practice.sources, *(base.catalogue.shared_sources[id_] for id_ in shared)):
            read_on = one.accessed_on.isoformat() if one.accessed_on else None
            yield [practice.id, one.id, one.title, one.publisher, one.year, one.url, one.language, read_on]


def _place(base: Base, place: Place) -> list[Cell]:
    spot, people = place.coordinates, place.population
    return [
        *(place.id, place.name, place.kind, place.country),
        *((spot.latitude, spot.longitude) if spot else (None, None)),
        *((people.value, people.year) if people else (None, None)),
        *(len(base.catalogue.practices_with("places", place.id)), base.page("places", place.id)),
    ]
