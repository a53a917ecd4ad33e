"""Spreadsheets that people fill in: `practicebook template` and `practicebook import`."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from practicebook import editorial, importing, loading, sheets
from practicebook.__main__ import main
from practicebook.catalogue import Catalogue
from practicebook.commands.terminal import EXIT_PROBLEMS, EXIT_USAGE
from practicebook.gathering import Cell, Imported
from practicebook.layout import Layout
from practicebook.rules import RULES
from practicebook.sheets import TableError
from practicebook.template import workbook

from tests.builders import PRACTICE, Record
from tests.routes import TODAY, home, rows, values

SHADE = "sampletown-shade-map"


def table(**changed: object) -> dict[str, list[Record]]:
    """The spreadsheet of one sound practice, in which some cells of its row are changed."""
    sound = {
        name: [one for one in entries if SHADE in (one.get("practice"), one.get("id"))]
        for name, entries in rows(values()).items()
    }
    sound["practices"][0] |= {"reused_by": "", **changed}
    return sound


def as_xlsx(content: dict[str, list[Record]]) -> bytes:
    """A workbook with these sheets; a heading for each cell that is given."""
    book = openpyxl.Workbook()
    for name, entries in content.items():
        sheet = book.create_sheet(name)
        headings = list(dict.fromkeys(heading for entry in entries for heading in entry))
        sheet.append(headings)
        for entry in entries:
            sheet.append([entry.get(heading) for heading in headings])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def as_csv(entries: list[Record], separator: str = ",") -> bytes:
    """One table as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(entries[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(entries)
    return text.getvalue().encode("utf-8-sig")


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A knowledge base that no test writes to."""
    return home(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def known(layout: Layout) -> Catalogue:
    """What is in it."""
    return loading.load(layout)


def imported(known: Catalogue, content: dict[str, list[Record]], *, may_replace: bool = False) -> Imported:
    """What becomes of a spreadsheet."""
    return importing.read(sheets.read("t.xlsx", as_xlsx(content)), known, TODAY, may_replace=may_replace)


def told(found: Imported) -> list[tuple[str, str, str]]:
    """Cell, field and code of each problem."""
    return [(cell.address, problem.field, problem.code) for cell, problem in found.told]


def test_the_sound_table_has_no_problem(known: Catalogue) -> None:
    """What every case below changes one thing of."""
    assert told(imported(known, table())) == []


CASES: list[tuple[dict[str, object], str, str, str]] = [
    ({"title": "=1+1"}, "B2", "title", "E602"),
    ({"id": "night-shelter"}, "A2", "id", "E604"),
    ({"place": "sampletwon"}, "E2", "place", "E203"),
    ({"title": "Short"}, "B2", "title", "E104"),
    ({"title": None}, "B2", "title", "E101"),
    ({"themes": "housing/homelesness"}, "F2", "themes[0]", "E203"),
    ({"period.until": "soon"}, "O2", "period.until", "E103"),
    ({"lead": "<b>Parks</b>"}, "P2", "lead", "E301"),
    ({"lead": "a\x07b".replace("\x07", "&amp;")}, "P2", "lead", "E301"),
    ({"contact.peer_learning": "perhaps"}, "AL2", "contact.peer_learning", "E103"),
    ({"remarks": "Ask the parks."}, "AO2", "remarks", "A605"),
]


@pytest.mark.parametrize(("changed", "cell", "field", "code"), CASES, ids=[str(case[0]) for case in CASES])
def test_a_mistake_is_told_once_at_its_cell(
    changed: dict[str, object], cell: str, field: str, code: str, known: Catalogue
) -> None:
    """With the field and the sentence that `check` has for it."""
    content = table(**changed)
    if "id" in changed:
        content["sources"][0]["practice"] = changed["id"]
    assert told(imported(known, content)) == [(f"practices!{cell}", field, code)]


def test_rows_that_belong_to_no_practice_are_told_of(known: Catalogue) -> None:
    """A slip in the id has a suggestion; a row without one, and an unknown list, are told at their cells."""
    content = table()
    statement = {"field": "obstacles", "text": "It is hot.", "sources": "shade"}
    content["statements"] = [
        {"practice": "sampletown-shade-mop", **statement},
        {"practice": "", **statement},
        {"practice": SHADE, **statement, "field": "obstacle"},
    ]
    found = imported(known, content)
    assert [(cell.address, problem.code, problem.hint) for cell, problem in found.told] == [
        ("statements!A2", "E603", f"Did you mean “{SHADE}”?"),
        ("statements!A3", "E603", "Write the id of a row of the sheet “practices”."),
        ("statements!B4", "E106", "Did you mean “obstacles”?"),
    ]


def test_two_rows_cannot_have_one_id_and_a_good_record_cannot_lean_on_a_bad_one(known: Catalogue) -> None:
    """The second row is refused; a record that names one that is not taken is not taken either."""
    content = table(reused_by="othertown-bus-stops")
    content["practices"] += [
        {**content["practices"][0], "title": "Shade where nobody waits"},
        {**content["practices"][0], "id": "othertown-bus-stops", "title": "Stops", "reused_by": ""},
    ]
    content["sources"].append({**content["sources"][0], "practice": "othertown-bus-stops"})
    assert told(imported(known, content)) == [
        ("practices!AF2", "reused_by[0]", "E203"),
        ("practices!A3", "id", "E207"),
        ("practices!B4", "title", "E104"),
    ]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("infrastructure", "infrastructure"),
        ("Infrastructure and public space", None),
        ("Anything, really (infrastructure)", "infrastructure"),
    ],
)
def test_a_choice_may_be_an_id_a_label_or_both(given: str, meant: str | None, known: Catalogue) -> None:
    """As the list offers it, as a person writes it, or as another row has it."""
    label = known.terms["kinds"]["infrastructure"].label
    found = imported(known, table(kind=given if meant else label))
    assert (told(found), found.drafts[0].value["kind"]) == ([], "infrastructure")


def test_values_are_read_as_they_are_meant(known: Catalogue) -> None:
    """Numbers that stand as text, days and moments, several values, line ends of another system."""
    changed = {"period.since": "2019", "period.until": 2030.0, "sdgs": 13, "added_on": dt.datetime(2026, 1, 31)}  # noqa: DTZ001 - as Excel has it
    found = imported(
        known,
        table(**changed, groups="children;\n youth ;", problem="In summer it is hot here, at 44 degrees.\r\n\r\nYes."),
    )
    value = found.drafts[0].value
    assert told(found) == []
    assert (value["period"], value["sdgs"], value["added_on"]) == ({"since": 2019, "until": 2030}, ["13"], "2026-01-31")
    assert (value["groups"], value["problem"]) == (
        ["children", "youth"],
        "In summer it is hot here, at 44 degrees.\n\nYes.\n",
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_as_well(separator: str, known: Catalogue) -> None:
    """A file a table, known by its name or its headings, with the comma that the country uses."""
    content = table()
    found = importing.read(
        [
            *sheets.read("my-practices.csv", as_csv(content["practices"], separator)),
            *sheets.read("sources.csv", as_csv(content["sources"], separator)),
        ],
        known,
        TODAY,
    )
    assert (told(found), [draft.id for draft in found.drafts]) == ([], [SHADE])
    formula = as_csv([{**content["practices"][0], "lead": "=HYPERLINK()"}])
    assert "E602" in {code for _, _, code in told(importing.read(sheets.read("practices.csv", formula), known, TODAY))}


def a_bomb() -> bytes:
    """A small file that unpacks to more than is read."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for number in range(7):
            folder.writestr(f"xl/part{number}.xml", b" " * 10 * 1024 * 1024)
    return packed.getvalue()


def entities() -> bytes:
    """A workbook whose text is made of entities that multiply."""
    sound, packed = zipfile.ZipFile(io.BytesIO(as_xlsx(table()))), io.BytesIO()
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{lines}]><sst><si><t>&a9;</t></si></sst>'
    with zipfile.ZipFile(packed, "w") as folder:
        for name in sound.namelist():
            folder.writestr(name, bomb if name.endswith("sheet2.xml") else sound.read(name))
    return packed.getvalue()


BROKEN: list[tuple[str, Any, str]] = [
    ("t.xlsx", b"no workbook", "is no Excel workbook"),
    ("t.xlsx", a_bomb, "unpacks to more than 60 MiB"),
    ("t.xlsx", entities, "defines entities"),
    ("t.xlsx", b"x" * (5 * 1024 * 1024 + 1), "more than 5 MiB"),
    ("t.ods", b"", "neither .xlsx nor .csv"),
    ("t.csv", "id\nDépartement\n".encode("latin-1"), "is not UTF-8"),
    ("t.csv", b'id,title\n"a', "is no CSV"),
    ("t.csv", b"id\n" + b"a\n" * 5001, "more than 5000 rows"),
]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    BROKEN,
    ids=["damaged", "bomb", "entities", "large", "other", "latin-1", "quote", "long"],
)
def test_what_is_no_table_or_a_bomb_is_refused(name: str, data: Any, reason: str) -> None:  # noqa: ANN401 - made late
    """With the reason, and before it takes memory or time."""
    with pytest.raises(TableError, match=reason):
        sheets.read(name, data() if callable(data) else data)


def test_addresses_of_cells_are_those_of_spreadsheets() -> None:
    """Columns count A to Z, then AA."""
    assert [Cell(0, "s", 2, column).address for column in (1, 26, 27, 52, 703)] == [
        "s!A2",
        "s!Z2",
        "s!AA2",
        "s!AZ2",
        "s!AAA2",
    ]


# ------------------------------------------------------------------------------------------------ template


def test_the_template_offers_every_choice_and_explains_every_column(known: Catalogue, layout: Layout) -> None:
    """Lists with labels and ids, a note on each heading, no formula anywhere; the same bytes each time."""
    words = editorial.load(layout).words["en"]["contribute"]["spreadsheet"]
    data = workbook(known, words)
    assert data == workbook(known, words)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["practices", "results", "statements", "sources", "choices", "help"]
    practices = book["practices"]
    assert all(cell.comment and cell.comment.text for name in book.sheetnames[:4] for cell in book[name][1])
    offers = {str(one.sqref).partition(":")[0]: one.formula1 for one in practices.data_validations.dataValidation}
    headings = {cell.value: f"{Cell(0, '', 2, number).address[1:-1]}2" for number, cell in enumerate(practices[1], 1)}
    at = offers[headings["themes"]].removeprefix("choices!").replace("$", "")
    themes = [cell.value for (cell,) in book["choices"][at]]
    assert themes == [f"{one.label} ({one.id})" for one in known.terms["themes"].values()]
    assert not any(cell.data_type == "f" for sheet in book for row in sheet for cell in row)


def test_labels_stand_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    """The ids in brackets are the same, so that the table is read in any language."""
    home(tmp_path)
    done = run(tmp_path, "template", "--output", str(tmp_path / "t.xlsx"), "--language", "fr")
    assert (done.exit_code, done.stdout.startswith(f"{tmp_path / 't.xlsx'}: fill it in")) == (0, True)
    assert run(tmp_path, "template", "--output", str(tmp_path / "t.xlsx")).exit_code == EXIT_USAGE
    assert run(tmp_path, "template", "--output", str(tmp_path / "u.xlsx"), "--language", "xx").exit_code == EXIT_USAGE
    assert not (tmp_path / "u.xlsx").exists()


# ------------------------------------------------------------------------------------------------ the command


def run(folder: Path, *words: str) -> Result:
    """Run a command as a person would."""
    return CliRunner().invoke(main, ["--root", str(folder), *words])


def written(folder: Path) -> set[str]:
    """The files of practices that are there."""
    return {file.relative_to(folder).as_posix() for file in (folder / "practices").rglob("*.*")}


def test_a_table_is_written_whole_in_part_or_not_at_all(tmp_path: Path) -> None:
    """Dry when asked; nothing while a row is wrong, unless the good ones are to be taken; nothing is overwritten."""
    home(tmp_path)
    content = table(remarks="Ask the parks.")
    content["practices"].append(
        {**content["practices"][0], "id": "sampletown-wrong", "title": "Short", "remarks": None}
    )
    content["sources"].append({**content["sources"][0], "practice": "sampletown-wrong"})
    (tmp_path / "t.xlsx").write_bytes(as_xlsx(content))
    before, shade = written(tmp_path), f"practices/environment/{SHADE}.yaml"
    for words in (["--dry-run"], ["--dry-run", "--take-good"], []):
        done = run(tmp_path, "import", str(tmp_path / "t.xlsx"), *words)
        assert (done.exit_code, written(tmp_path)) == (EXIT_PROBLEMS, before)
    done = run(tmp_path, "import", str(tmp_path / "t.xlsx"), "--take-good")
    assert done.stdout.splitlines() == [
        (
            "practices!AO2: advice: remarks: no field of a record is called so. "
            "It is kept in a note beside the record. [A605]"
        ),
        "practices!B3: title: has 5 characters, at least 8 are needed: “Short”. Say a little more. [E104]",
        f"sources!A2: written: {shade}",
        "sources!A3: not taken, since another row of this practice is wrong",
    ]
    assert (done.exit_code, done.stderr) == (EXIT_PROBLEMS, "1 of 2 practices written.\n")
    assert written(tmp_path) - before == {shade, shade.replace(".yaml", ".note.txt")}
    assert "practices!AO2 remarks: Ask the parks." in (tmp_path / shade.replace(".yaml", ".note.txt")).read_text(
        "utf-8"
    )
    again = run(tmp_path, "import", str(tmp_path / "t.xlsx"), "--take-good")
    assert f"{shade} is there already" in again.stdout


def test_a_record_is_replaced_when_that_is_said(tmp_path: Path) -> None:
    """And what it replaces no longer counts."""
    home(tmp_path)
    content = table(id="night-shelter", themes="housing/homelessness")
    content["sources"][0]["practice"] = "night-shelter"
    (tmp_path / "t.xlsx").write_bytes(as_xlsx(content))
    assert run(tmp_path, "import", str(tmp_path / "t.xlsx")).exit_code == EXIT_PROBLEMS
    done = run(tmp_path, "import", str(tmp_path / "t.xlsx"), "--replace")
    assert (done.exit_code, done.stderr) == (0, "1 of 1 practices written.\n")
    assert "title: Shade where people wait\n" in (tmp_path / PRACTICE).read_text("utf-8")


def test_nothing_is_written_beside_or_over_what_is_there_in_another_form(tmp_path: Path) -> None:
    """One that lies in another folder is not doubled, one that cannot be read not lost; a stray sheet is told of."""
    home(tmp_path, {PRACTICE: "id: night-shelter\n  x: [\n"})
    content = table(id="night-shelter", themes="housing/homelessness") | {"remarks": [{"thoughts": "Ask the parks."}]}
    content["sources"][0]["practice"] = "night-shelter"
    (tmp_path / "t.xlsx").write_bytes(as_xlsx(content))
    (tmp_path / "o.xlsx").write_bytes(as_xlsx(table(id="other-practice") | {"sources": []}))
    damaged = run(tmp_path, "import", str(tmp_path / "t.xlsx"))
    moved = run(tmp_path, "import", str(tmp_path / "o.xlsx"), "--replace")
    assert f"practices!A2: id: {PRACTICE} is there already. Give it another id, or say --replace" in damaged.stdout
    assert "remarks!A1: advice: no part of a record is called “remarks”. It was not read." in damaged.stdout
    assert "practices/housing/other-practice.yaml lies in the folder of another theme. Move it to" in moved.stdout
    assert (tmp_path / PRACTICE).read_text("utf-8") == "id: night-shelter\n  x: [\n"


def test_a_file_that_is_no_table_is_told_of_and_an_empty_one_too(tmp_path: Path) -> None:
    """With its code, or with what is missing; never a traceback."""
    home(tmp_path)
    (tmp_path / "t.xlsx").write_bytes(b"x")
    (tmp_path / "e.csv").write_bytes(b"")
    broken, empty = run(tmp_path, "import", str(tmp_path / "t.xlsx")), run(tmp_path, "import", str(tmp_path / "e.csv"))
    assert (broken.exit_code, broken.stderr.endswith("[E601]\n")) == (EXIT_PROBLEMS, True)
    assert (empty.exit_code, empty.stderr) == (
        EXIT_PROBLEMS,
        "The table has no row in a sheet called “practices”. Fill one in (as CSV: practices.csv).\n",
    )


def test_every_code_of_tables_is_shown_by_a_test_of_this_file() -> None:
    """Their examples are words, since no piece of a record can show them."""
    shown = {case[-1] for case in CASES} | {"E601", "E603"}
    assert {code for code in RULES if code[1] == "6"} <= shown
