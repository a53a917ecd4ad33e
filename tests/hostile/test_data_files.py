"""The files for other programs, made of hostile records: somebody else's parser reads them and gives the texts back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from itertools import accumulate

import feedparser
import icalendar
import openpyxl
import pytest
import rispy
import yaml
from bibtexparser.entrypoint import parse_string
from lxml import etree

from practicebook import editorial, loading, publish, source
from practicebook.catalogue import Catalogue
from practicebook.expand.address import DATA
from practicebook.publish import Base
from practicebook.publish.emission import as_yaml
from practicebook.publish.references import as_bibtex, of_practice
from practicebook.publish.rows import inert
from practicebook.registers import Event
from practicebook.sheets import FORMULA_STARTS

from tests.batches import made
from tests.hostile.corpus import payloads, shown
from tests.hostile.spoiling import a_hostile_base

SITE = "https://example.org/book/"
TEXTS = [one.text for one in payloads() if one.can_be_read]
Files = Mapping[str, bytes]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """A base of which no text is harmless."""
    layout, _ = a_hostile_base(tmp_path_factory.mktemp("hostile"), payloads(), 12, 4)
    return Base(loading.load(layout), editorial.load(layout).shown, SITE, ("en",))


@pytest.fixture(scope="module")
def files(base: Base) -> Files:
    return made(publish.batches(base)).files


def written(files: Files, ending: str) -> Iterator[tuple[str, bytes]]:
    yield from ((path, content) for path, content in files.items() if path.endswith(ending))


def test_json_gives_every_text_back(files: Files, base: Base) -> None:
    """All of it can be parsed; a practice has the texts that its record has."""
    for _, content in (*written(files, "json"), *written(files, ".jsonld")):
        json.loads(content)
    for id_, practice in base.catalogue.practices.items():
        found = json.loads(files[f"{DATA}/practices/{id_}.json"])
        assert (found["title"], found["summary"], found["action"]) == (
            practice.title,
            practice.summary,
            practice.action,
        )
        assert [one["text"] for one in found["results"]] == [one.text for one in practice.results]


def test_yaml_is_the_same_to_readers_of_either_version(files: Files) -> None:
    """PyYAML reads 1.1, the reader of records 1.2."""
    for path, content in written({path: files[path] for path in files if path.startswith(DATA)}, ".yaml"):
        own = json.loads(files[path.removesuffix("yaml") + "json"])
        assert own == yaml.load(content, Loader=yaml.CSafeLoader) == source.parse(content.decode(), path).value
    texts = {f"t{number}": text for number, text in enumerate([*TEXTS, "1e3", "0o17", "1E-3", "+.5", "0x1F", "1_0"])}
    made = as_yaml(texts)
    assert texts == yaml.load(made, Loader=yaml.CSafeLoader) == source.parse(made.decode(), "x").value


def test_no_cell_of_a_table_is_a_formula(files: Files) -> None:
    """However it is opened: with commas, and as others do, with semicolons or tabs; the workbook holds texts alone."""
    for path, content in written(files, ".csv"):
        for separator in (",", ";", "\t"):
            rows = csv.reader(io.StringIO(content.decode(), newline=""), delimiter=separator)
            assert [cell for row in rows for cell in row if cell.startswith(FORMULA_STARTS)] == [], path
    book = openpyxl.load_workbook(io.BytesIO(files[f"{DATA}/practicebook.xlsx"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [cell.value for cell in cells if isinstance(cell.value, str) and cell.value.startswith(FORMULA_STARTS)] == []
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        *((f"{sign}1", f"'{sign}1") for sign in FORMULA_STARTS),
        ("x;=1", "x;'=1"),
        ("x\n@1", "x\n'@1"),
        ('x";"=1', 'x";\'"=1'),
        *((text, text) for text in ("a; b", "a-b", "2015-2019", "a;b", "x\n\ny", "'=1", "")),
    ],
)
def test_a_cell_is_made_inert_where_another_one_could_begin(text: str, cell: str) -> None:
    """By an apostrophe, which spreadsheets do not show; what is harmless stays as it is."""
    assert inert(text) == cell


def test_tables_give_the_texts_back(files: Files, base: Base) -> None:
    """But for the apostrophe, each cell is the text of the record, and each row has all columns."""
    (head, *rows) = csv.reader(io.StringIO(files[f"{DATA}/practices.csv"].decode(), newline=""), strict=True)
    assert {len(row) for row in rows} == {len(head)}
    told = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    for id_, practice in base.catalogue.practices.items():
        assert [told[id_][name] for name in ("title", "summary")] == [inert(practice.title), inert(practice.summary)]


def test_citations_hold_one_work_each(files: Files, base: Base) -> None:
    """With the fields that it should have and no other, whatever stands in the title; braces stay in pairs."""
    names = ["author", "language", "month", "organization", "title", "url", "year"]
    for id_, practice in base.catalogue.practices.items():
        (ris,) = rispy.loads(files[f"{DATA}/practices/{id_}.ris"].decode())
        assert (shown(ris["title"]), ris["urls"]) == (shown(practice.title), [f"{SITE}en/practices/{id_}/"])
        for text in (practice.title, *TEXTS):
            made = as_bibtex(of_practice(base, practice.model_copy(update={"title": text})))
            assert closes_at_its_end(made)
            (entry,) = parse_string(made).entries
            assert (entry.key, sorted(one.key for one in entry.fields)) == (id_, names)


def closes_at_its_end(text: str) -> bool:
    """Whether the first brace of an entry is closed by its last one, as BibTeX counts: a backslash means nothing."""
    depths = list(accumulate((sign == "{") - (sign == "}") for sign in text[text.index("{") :].rstrip()))
    return depths[-1] == 0 and 0 not in depths[:-1]


def test_feeds_are_read_by_others_and_hold_texts(files: Files, base: Base) -> None:
    """Titles and summaries as the records have them; one entry a practice, with links to this site alone."""
    view = base.catalogue.in_language("en")
    for path, content in written(files, ".atom"):
        root = etree.fromstring(content)
        assert {one.get("href", "").startswith(SITE) for one in root.iter("{*}link")} == {True}, path
        assert not feedparser.parse(content).bozo
    root = etree.fromstring(files["en/feeds/new.atom"])
    told = {
        str(entry.findtext("{*}id")).split("/")[-2]: (entry.findtext("{*}title"), entry.findtext("{*}summary"))
        for entry in root.iter("{*}entry")
    }
    assert told == {id_: (str(one.title), str(one.summary)) for id_, one in view.practices.items()}


def test_the_calendar_has_its_events_and_no_line_of_a_text(files: Files, base: Base) -> None:
    """One event a meeting, with the text that it has."""
    calendar = icalendar.Calendar.from_ical(files["en/events/events.ics"])
    known: Catalogue = base.catalogue.in_language("en")
    expected = {id_: shown(str(one.label)) for id_, one in known.vocabulary("events", Event).items()}
    assert {one.name for one in calendar.walk()} == {"VCALENDAR", "VEVENT"}
    assert {str(one["uid"]).partition("@")[0]: shown(str(one["summary"])) for one in calendar.events} == expected
    for one in calendar.events:
        assert set(one) <= {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL", "LOCATION", "DESCRIPTION"}


def test_maps_search_and_lists_for_programs_can_be_parsed(files: Files) -> None:
    """OpenSearch is XML with addresses of this site; the list for language models links to this site alone."""
    for path, content in written(files, ".xml"):
        found = [str(one.get("template")) for one in etree.fromstring(content).iter("{*}Url")]
        assert all(one.startswith(SITE) for one in found), path
    lines = files["llms.txt"].decode().splitlines()
    links = [line.partition("](")[2].partition(")")[0] for line in lines if "](" in line]
    assert links
    assert [one for one in links if not one.startswith(SITE)] == []
