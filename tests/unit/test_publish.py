"""What is published for other software is read here by other people's software."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import frictionless
import geojson
import icalendar
import jsonschema
import openpyxl
import pytest
import rdflib
import rispy
import yaml
from bibtexparser.entrypoint import parse_string
from openapi_spec_validator import validate as validate_openapi

from practicebook import editorial, loading, publish
from practicebook.catalogue import Catalogue
from practicebook.expand import address
from practicebook.expand.address import DATA
from practicebook.generated import SCHEMAS
from practicebook.layout import Layout
from practicebook.model import Change, Practice
from practicebook.publish import events, feeds, references, tables, workbook
from practicebook.publish.base import Base, plain
from practicebook.publish.emission import as_yaml
from practicebook.publish.rows import inert
from practicebook.registers import Event, Mechanism
from practicebook.vocabulary import Term

from tests.batches import made
from tests.builders import REPOSITORY

SITE = "https://example.org/book/"
HOSTILE = '=cmd|"/c calc"!A1'


@pytest.fixture(scope="module")
def base() -> Base:
    """The real base."""
    layout = Layout(REPOSITORY)
    words = editorial.load(layout).words
    return Base(loading.load(layout).published(), words, SITE, tuple(words))


@pytest.fixture(scope="module")
def files(base: Base) -> Mapping[str, bytes]:
    """All that is published of it."""
    return made(publish.batches(base)).files


VALUES: Mapping[str, Any] = {
    "texts": [
        "plain",
        "",
        "true",
        "no",
        "1e3",
        "0x1F",
        "2020-01-01",
        "a: b",
        "- a",
        "two\n\nlines\n",
        "é" * 90,
        "\u0007",
    ],
    "numbers": [0, -7, 1.5, 1e30, 12.0],
    "rest": [None, True, False, [], {}, [[]], {"a": {}}],
    "1": {"yes": "key"},
}


def test_yaml_is_what_the_library_writes() -> None:
    """A quicker way and never another text, where YAML 1.1 and 1.2 have the same numbers."""
    others = [text for text in VALUES["texts"] if text != "1e3"]
    value = {**VALUES, "texts": others}
    assert as_yaml(value) == yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=120).encode()
    assert yaml.safe_load(as_yaml(VALUES)) == VALUES


def read(files: Mapping[str, bytes], path: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    return json.loads(files[path])


def with_practice(base: Base, **changes: object) -> tuple[Base, Practice]:
    """The base with one more practice, which nothing real can have."""
    fields = {"place": "vienna", "themes": ["housing/homelessness"], "groups": [], "rights": [], **changes}
    practice = Practice.model_construct(**{**base.catalogue.practices["vienna-human-rights-office"].__dict__, **fields})
    practices = {practice.id: practice}
    return replace(base, catalogue=replace(base.catalogue, practices=practices, _views={})), practice


def test_every_record_is_there_and_says_its_terms(files: Mapping[str, bytes], base: Base) -> None:
    """As many as the catalogue has, in the list and in files of their own; each file names the licence."""
    index = read(files, f"{DATA}/index.json")["registers"]
    catalogue = base.catalogue
    expected = {"practices": len(catalogue.practices), "places": len(catalogue.places)}
    expected |= {"sources": len(catalogue.shared_sources)}
    expected |= {name: len(terms) for name, terms in catalogue.terms.items()}
    assert {name: one["records"] for name, one in index.items()} == expected
    for name, one in index.items():
        listed = read(files, one["url"].removeprefix(SITE))
        assert (len(listed["records"]), listed["licence"]) == (expected[name], "CC-BY-4.0")
    for id_ in catalogue.practices:
        single = read(files, f"{DATA}/practices/{id_}.json")
        assert (single["id"], single["licence"]) == (id_, "CC-BY-4.0")
        assert yaml.safe_load(files[f"{DATA}/practices/{id_}.yaml"]) == single


def test_every_record_fits_its_published_schema(files: Mapping[str, bytes]) -> None:
    """The schema of editors, with what publishing adds."""
    for name, register in (("practice", "practices"), ("place", "places"), ("commitment", "commitments")):
        validator = jsonschema.Draft202012Validator(read(files, f"{DATA}/{name}.schema.json"))
        records = read(files, f"{DATA}/{register}.json")["records"]
        assert [error.message for record in records for error in validator.iter_errors(record)] == []


def test_translations_say_who_made_them(files: Mapping[str, bytes], base: Base) -> None:
    """Each text at its place, and that no person has read it yet."""
    record = read(files, f"{DATA}/practices/vienna-human-rights-office.json")
    french = next(one for one in record["translations"] if one["language"] == "fr")
    turned = base.catalogue.in_language("fr").practices["vienna-human-rights-office"]
    assert french["texts"]["/title"] == turned.title
    assert french["texts"]["/results/0/text"] == turned.results[0].text
    assert (french["by"], french["reviewed"]) == ("machine", False)


def test_nothing_for_editors_is_published(files: Mapping[str, bytes]) -> None:
    """What editors tell each other stays in the repository."""
    assert [path for path, content in files.items() if b'"editor_note"' in content and "schema" not in path] == []
    practices = read(files, f"{DATA}/practices.json")["records"]
    assert {name for one in practices for name in one["review"]} == {"state", "reviewed_on", "verified_by_place_on"}


def test_tables_are_a_frictionless_package(files: Mapping[str, bytes], tmp_path: Path) -> None:
    """Read as a whole by the package's own software: names, types, no missing file."""
    for path, content in files.items():
        if path.startswith(f"{DATA}/") and path.endswith((".csv", "datapackage.json")):
            (tmp_path / path.removeprefix(f"{DATA}/")).write_bytes(content)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["type", "note"]) == []
    assert report.stats["tasks"] == 6


def test_the_table_of_practices_says_what_the_records_say(files: Mapping[str, bytes], base: Base) -> None:
    """Row by row, for what can be told from the record itself."""
    rows = list(csv.DictReader(io.StringIO(files[f"{DATA}/practices.csv"].decode())))
    expected = [
        (id_, one.place, one.kind, str(len(one.results)), one.review.reviewed_on.isoformat())
        for id_, one in sorted(base.catalogue.practices.items())
    ]
    names = ("id", "place", "kind", "results", "reviewed_on")
    assert [tuple(row[name] for name in names) for row in rows] == expected


def piece_of(base: Base) -> bytes:
    """The rows of all practices, by their ids."""
    return tables.piece(base, [one for _, one in sorted(base.catalogue.practices.items())])


def as_typed(column: tables.Column, cell: str) -> str | float | None:
    """What a cell of CSV holds."""
    return float(cell) if cell and column.type in {"integer", "number", "year"} else cell or None


def test_the_workbook_holds_the_tables(files: Mapping[str, bytes], base: Base) -> None:
    """Opened by another program: the same rows, numbers as numbers, a codebook of all columns, the licence."""
    book = openpyxl.load_workbook(io.BytesIO(files[workbook.FILE]))
    assert book.sheetnames == [*(table.title for table in tables.TABLES), "Codebook", "Licence"]
    assert book["Practices"].max_row == 1 + len(base.catalogue.practices)
    for table in tables.TABLES:
        head, *rows = csv.reader(io.StringIO(files[f"{DATA}/{table.name}.csv"].decode(), newline=""))
        sheet = [list(row) for row in book[table.title].iter_rows(values_only=True)]
        assert sheet[0] == head == [column.name for column in table.columns]
        assert sheet[1:] == [list(map(as_typed, table.columns, row)) for row in rows]
    codebook = list(book["Codebook"].iter_rows(min_row=2, values_only=True))
    assert len(codebook) == sum(len(table.columns) for table in tables.TABLES)


def test_no_cell_is_a_formula(base: Base) -> None:
    """A title that looks like one stays a text in both formats."""
    hostile, _ = with_practice(base, title=HOSTILE)
    piece = piece_of(hostile)
    table = tables.files(hostile, [piece])[f"{DATA}/practices.csv"]
    text = list(csv.reader(io.StringIO(table.decode())))[1][1]
    sheets = workbook.files(hostile, [piece])[workbook.FILE]
    cell = openpyxl.load_workbook(io.BytesIO(sheets))["Practices"]["B2"]
    assert (text, cell.value, cell.data_type) == (f"'{HOSTILE}", f"'{HOSTILE}", "s")


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_what_begins_like_a_formula_is_made_inert(beginning: str) -> None:
    """By a sign in front, as spreadsheets understand it."""
    assert inert(f"{beginning}1") == f"'{beginning}1"


def test_numbers_stay_numbers() -> None:
    """Also below zero."""
    assert inert(-1.5) == -1.5


def test_places_are_geojson(files: Mapping[str, bytes], base: Base) -> None:
    """Valid for another program: every place, longitude first, with its practices."""
    collection = geojson.loads(files[f"{DATA}/places.geojson"])
    assert (collection.is_valid, collection.errors()) == (True, [])
    assert isinstance(collection, geojson.FeatureCollection)
    found = {one["id"]: one for one in collection["features"]}
    assert set(found) == set(base.catalogue.places)
    spot = base.catalogue.places["vienna"].coordinates
    assert spot
    assert found["vienna"]["geometry"] == {"type": "Point", "coordinates": [spot.longitude, spot.latitude]}
    assert "vienna-human-rights-office" in found["vienna"]["properties"]["practices"]


def test_the_interface_is_openapi(files: Mapping[str, bytes], tmp_path: Path) -> None:
    """Valid with the schemas it points to, and every address in it is a file."""
    for name in ("openapi.json", *(f"{name}.schema.json" for name in SCHEMAS)):
        (tmp_path / name).write_bytes(files[f"{DATA}/{name}"])
    described = read(files, f"{DATA}/openapi.json")
    validate_openapi(described, base_uri=(tmp_path / "openapi.json").as_uri())
    fixed = [path for path in described["paths"] if "{" not in path]
    assert [path for path in fixed if f"{DATA}{path}" not in files] == []
    assert described["servers"] == [{"url": f"{SITE}{DATA}"}]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own use of it
def test_the_catalogue_is_linked_data(files: Mapping[str, bytes]) -> None:
    """One dataset with its distributions, each with a licence and an address that is a file."""
    graph = rdflib.Graph().parse(data=files[f"{DATA}/catalogue.jsonld"], format="json-ld")
    dcat, terms = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://purl.org/dc/terms/")
    distributions = list(graph.subjects(rdflib.RDF.type, dcat.Distribution))
    assert len(list(graph.subjects(rdflib.RDF.type, dcat.Dataset))) == 1
    assert len(distributions) == 9
    for one in distributions:
        assert (one, terms.license, rdflib.URIRef("https://creativecommons.org/licenses/by/4.0/")) in graph
        assert str(one).removeprefix(SITE) in files


def test_each_practice_can_be_cited(files: Mapping[str, bytes], base: Base) -> None:
    """Title, year and address are the same in BibTeX, RIS and CSL."""
    for id_, practice in base.catalogue.practices.items():
        ris = rispy.loads(files[f"{DATA}/practices/{id_}.ris"].decode())
        csl = read(files, f"{DATA}/practices/{id_}.csl.json")
        expected = (practice.title, f"{SITE}en/practices/{id_}/")
        assert [(one["title"], one["urls"][0]) for one in ris] == [expected]
        assert [(one["title"], one["URL"]) for one in csl] == [expected]
        library = parse_string(files[f"{DATA}/practices/{id_}.bib"].decode())
        assert library.failed_blocks == []
        assert [(entry.key, entry["url"]) for entry in library.entries] == [(id_, expected[1])]


def test_a_hostile_title_ends_no_field(base: Base) -> None:
    """Braces, line ends and tags stay what they are: text."""
    hostile, practice = with_practice(base, title="a }, note = {x\nER  - \nTY  - BOOK")
    work = references.of_practice(hostile, practice)
    assert len(rispy.loads(references.as_ris(work))) == 1
    entries = parse_string(references.as_bibtex(work)).entries
    assert [sorted(field.key for field in entry.fields) for entry in entries] == [
        ["author", "language", "month", "organization", "title", "url", "year"]
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_feeds_are_read_by_a_feed_reader(files: Mapping[str, bytes], base: Base, language: str) -> None:
    """The newest practices first, with the dates of their records."""
    feed = feedparser.parse(files[f"{language}/feeds/updated.atom"])
    assert not feed.bozo
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    assert len(days) == feeds.MOST
    assert feed.feed.language == language
    first = feed.entries[0]
    practice = base.catalogue.in_language(language).practices[first.link.rstrip("/").rpartition("/")[2]]
    assert (first.title, first.summary) == (practice.title, practice.summary)


def test_a_feed_tells_what_changed(base: Base) -> None:
    """With the day of the last change, in both formats; the data hold every change."""
    changes = tuple(Change(changed_on=dt.date(2031, 5, day), text=f"Change {day}.") for day in (1, 20))
    changed, practice = with_practice(base, changes=changes)
    feed = next(feeds.feeds(changed))
    atom = feedparser.parse(feeds.as_atom(changed, feed)).entries[0]
    item = json.loads(feeds.as_json_feed(changed, feed))["items"][0]
    assert (atom.updated, atom.content[0].value) == ("2031-05-20T00:00:00Z", "Change 20.")
    assert (item["date_modified"], item["content_text"]) == ("2031-05-20T00:00:00Z", "Change 20.")
    assert plain(practice.changes[0]) == {"changed_on": "2031-05-01", "text": "Change 1."}


def test_each_theme_right_country_and_place_with_practices_has_a_feed(files: Mapping[str, bytes], base: Base) -> None:
    """In both formats, in each language; none for a term without practices."""
    catalogue = base.catalogue
    expected = {
        f"{register}/{id_}"
        for register, terms in {name: catalogue.ids(name) for name in address.FEEDS}.items()
        for id_ in terms
        if catalogue.practices_with(register, id_)
    }
    for language in base.languages:
        for ending in (".atom", ".json"):
            folder = f"{language}/feeds/"
            own = [path for path in files if path.startswith(folder) and path.endswith(ending)]
            found = {path.removeprefix(folder).removesuffix(ending) for path in own}
            assert found == expected | {"new", "updated"}


def test_json_feeds_hold_the_same_as_atom(files: Mapping[str, bytes]) -> None:
    """Addresses and days, in the same order."""
    atom = feedparser.parse(files["en/feeds/themes/housing.atom"])
    made = read(files, "en/feeds/themes/housing.json")
    assert made["version"] == "https://jsonfeed.org/version/1.1"
    assert [(one["id"], one["date_modified"]) for one in made["items"]] == [
        (one.id, one.updated) for one in atom.entries
    ]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_the_calendar_is_read_by_a_calendar(files: Mapping[str, bytes], base: Base, language: str) -> None:
    """Every meeting whose day is known, with its name in the language; the day after the last ends it."""
    calendar = icalendar.Calendar.from_ical(files[f"{language}/events/events.ics"])
    known = {
        str(one.label): (one.date, one.until or one.date)
        for one in base.catalogue.in_language(language).vocabulary("events", Event).values()
        if one.date and len(one.date) == len("2019-06-03")
    }
    found = {
        str(entry["summary"]): (entry.start.isoformat(), (entry.end - dt.timedelta(days=1)).isoformat())
        for entry in calendar.events
    }
    assert found == known


def test_the_calendar_of_the_mechanisms_holds_their_days(files: Mapping[str, bytes], base: Base) -> None:
    """Every date that is known to the day, with its mechanism; the day after the last ends it."""
    calendar = icalendar.Calendar.from_ical(files["en/mechanisms/calendar/dates.ics"])
    known = {
        (str(mechanism.label), str(one.text), one.date, one.until or one.date)
        for mechanism in base.catalogue.vocabulary("mechanisms", Mechanism).values()
        for one in mechanism.dates
        if len(one.date) == len("2022-06-08")
    }
    found = {
        (
            str(entry["summary"]),
            str(entry["description"]),
            entry.start.isoformat(),
            (entry.end - dt.timedelta(days=1)).isoformat(),
        )
        for entry in calendar.events
    }
    assert found == known
    assert known


def test_a_name_adds_no_line_to_the_calendar(base: Base) -> None:
    """Line ends in a text are written as such."""
    event = next(one for one in base.catalogue.vocabulary("events", Event).values() if one.date and len(one.date) == 10)
    hostile = event.model_copy(update={"label": "x\r\nEND:VEVENT\r\nBEGIN:VALARM"})
    terms: dict[str, dict[str, Term]] = {**base.catalogue.terms, "events": {event.id: hostile}}
    one = replace(base, catalogue=replace(base.catalogue, terms=terms, _views={}))
    calendar = icalendar.Calendar.from_ical(events.files(one)["en/events/events.ics"])
    assert [component.name for component in calendar.walk()] == ["VCALENDAR", "VEVENT"]


def test_the_same_base_gives_the_same_bytes(files: Mapping[str, bytes], base: Base) -> None:
    """Twice in a row, from records loaded anew."""
    layout = Layout(REPOSITORY)
    again = made(publish.batches(replace(base, catalogue=loading.load(layout).published()))).files
    assert [path for path in files if again[path] != files[path]] == []
    assert list(again) == list(files)


def test_an_empty_base_is_a_base() -> None:
    """No file fails for want of a practice."""
    layout = Layout(REPOSITORY)
    words = editorial.load(layout).words
    loaded = loading.load(layout)
    empty = Catalogue(terms=loaded.terms)
    files = made(publish.batches(Base(empty, words, SITE, ("en",)))).files
    assert read(files, f"{DATA}/practices.json")["records"] == []
    assert feedparser.parse(files["en/feeds/new.atom"]).entries == []
