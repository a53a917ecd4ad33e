"""Fuzzing: whatever comes in by any way becomes a value or a refusal with its place, never a traceback.

The suite tries a few hundred inputs; `make fuzz` tries PRACTICEBOOK_FUZZ of them (100,000 if nothing else is said).
PRACTICEBOOK_SEED chooses others; the same seed gives the same inputs.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import random
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from practicebook import importing, issue, issueform, loading, report, rules, sheets, source
from practicebook.__main__ import main
from practicebook.catalogue import Catalogue
from practicebook.gathering import TABLES
from practicebook.layout import Layout
from practicebook.model import Place, Practice
from practicebook.problem import Problem
from practicebook.record import leaves
from practicebook.registers import KINDS, REGISTERS
from practicebook.rules import RULES
from practicebook.sheets import Formula, Row, Sheet, TableError
from practicebook.source import SourceError
from practicebook.tidying import tidy
from practicebook.unseen import UNSEEN
from practicebook.validation import validate

from tests.builders import (
    FRENCH,
    PRACTICE,
    REPOSITORY,
    a_knowledge_base,
    a_place,
    a_practice,
    a_translation,
    as_yaml,
    check_practice,
    check_translation,
)
from tests.hostile.mutating import PAYLOADS, TOKENS, a_record, a_text, a_value, as_json, some_bytes
from tests.routes import values

INPUTS = int(os.environ.get("PRACTICEBOOK_FUZZ", "400"))
SEED = int(os.environ.get("PRACTICEBOOK_SEED", "1"))
TODAY = dt.date(2026, 11, 23)
RECORDS = [a_practice(), *({**value, "id": "night-shelter", "place": "sampletown"} for value in values())]
TEXTS = [*(as_yaml(one) for one in RECORDS), *(as_json(one) for one in RECORDS[:2])]
LISTS = ("vocabulary/kinds", "vocabulary/themes", "registers/events", "registers/links")
REAL = [file.read_text("utf-8") for file in sorted((REPOSITORY / "practices/housing").glob("*.yaml"))[:40]]

Chance: TypeAlias = random.Random
Test: TypeAlias = Callable[..., None]


def inputs(share: float) -> Callable[[Test], Test]:
    """Try this share of all inputs, the same for the same seed; each is made by chance from what Hypothesis draws."""
    few = settings(
        max_examples=max(5, int(INPUTS * share)),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    return lambda test: seed(SEED)(few(given(chance=st.randoms(use_true_random=True))(test)))


def assert_located(problems: list[Problem], path: str, text: str) -> None:
    """Each is in the file, has a code, says what is wrong and what to do, and is shown in one line."""
    lines = text.split("\n")
    for one in problems:
        assert (one.path, one.code in RULES, bool(one.message and one.hint)) == (path, True, True)
        assert 1 <= one.line <= len(lines)
        assert 1 <= one.column <= len(lines[one.line - 1]) + 1
    for shown in (report.as_text, report.as_github):
        assert len(shown(problems).split("\n")) == max(1, len(problems))
        assert not UNSEEN.search(shown(problems).replace("\n", ""))
    assert len(json.loads(report.as_json(problems))) == len(problems)
    report.as_summary(problems).encode()


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


@cache
def known() -> Catalogue:
    """Few records, among which the others come."""
    with tempfile.TemporaryDirectory() as made:
        return loading.load(a_knowledge_base(Path(made)))


@inputs(0.55)
def test_bytes_are_read_or_refused(folder: Path, chance: Chance) -> None:
    """By the reader of all files."""
    data = some_bytes(chance, TEXTS + REAL)
    file = folder / "x.yaml"
    file.write_bytes(data)
    problems: list[Problem] = []
    value: object = None
    try:
        value = source.load(file, "x.yaml").value
    except SourceError as error:
        problems = error.problems
    assert isinstance(value, dict) == (problems == [])
    assert_located(problems, "x.yaml", data.decode("utf-8", "replace").replace("\r\n", "\n"))


@inputs(0.12)
def test_records_are_judged(folder: Path, chance: Chance) -> None:
    """By the model and by every rule, in either form of YAML."""
    record = a_record(chance, RECORDS)
    text = as_json(record) if chance.random() < 0.3 or not isinstance(record, dict) else as_yaml(record)
    assert_located(check_practice(folder, text), PRACTICE, text)


@inputs(0.09)
def test_translations_are_judged(folder: Path, chance: Chance) -> None:
    """By what fits them to their record, and by the rules on texts."""
    text = as_json(a_record(chance, [a_translation(), a_translation(action="Une école vide [@annual-report].")]))
    problems = [one for one in check_translation(folder, text) if one.path == FRENCH]
    assert_located(problems, FRENCH, text)


@cache
def entries() -> list[tuple[str, Any]]:
    """The entries of all registers and vocabularies, as their files hold them."""
    found = []
    for name in KINDS:
        file = REPOSITORY / f"content/{'registers' if name in REGISTERS else 'vocabulary'}/{name}.yaml"
        value = source.load(file, name).value
        found += [(name, one) for one in next(iter(value.values()))[:20]]  # type: ignore[union-attr, index]
    return found


@inputs(0.06)
def test_entries_of_lists_are_judged(chance: Chance) -> None:
    """Of every register and vocabulary; one that is sound is asked by the rules, and formats a date that it has."""
    name, entry = chance.choice(entries())
    text = as_json({"entries": [a_record(chance, [entry], 2)]})
    try:
        document = source.parse(text, "x.yaml")
    except SourceError as error:
        assert_located(error.problems, "x.yaml", text)
        return
    whole = Catalogue()
    made: dict[str, Any] = {}
    loading._load_items(whole, document, "entries", KINDS[name], made, name)
    found = [problem for id_, one in made.items() for problem in rules._check(one, known(), whole.origins[name, id_])]
    assert_located([*whole.problems, *found], "x.yaml", text)


def a_cell(chance: Chance) -> Any:  # noqa: ANN401 - whatever a cell may hold
    one = a_value(chance)
    if isinstance(one, (dict, list)):
        return dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    return Formula(one) if isinstance(one, str) and chance.random() < 0.1 else one


def some_sheets(chance: Chance) -> list[Sheet]:
    """Sheets with the headings of the template, or others, and any values."""
    made = []
    for table in chance.sample(list(TABLES.values()), chance.randint(1, len(TABLES))):
        headings = [*(column.name for column in table.columns), "practice", "field"]
        names = [chance.choice(PAYLOADS) if chance.random() < 0.03 else one for one in headings]
        rows = [
            Row(number, tuple(sheets._value(a_cell(chance) if chance.random() < 0.5 else "x-1") for _ in names))
            for number in range(2, chance.randint(2, 5))
        ]
        name = chance.choice([table.name, table.name, chance.choice(PAYLOADS)])
        made.append(Sheet(name, tuple(names), tuple(rows)))
    return made


@inputs(0.005)
def test_rows_of_a_spreadsheet_become_records_or_messages(chance: Chance) -> None:
    """Each row is told of in one line; what is taken is a record that can be read."""
    found = importing.read(some_sheets(chance), known(), TODAY)
    told = importing.lines(found, "good")
    assert not UNSEEN.search("".join(told))
    for draft in found.drafts:
        if draft.is_good:
            assert isinstance(validate(Practice, source.parse(draft.text, draft.path)), Practice)


@cache
def a_workbook() -> bytes:
    made = io.BytesIO()
    book = openpyxl.Workbook()
    assert book.active
    for row in (["id", "title"], ["x", 2019], ["y", "=1+1"]):
        book.active.append(row)
    book.save(made)
    return made.getvalue()


@inputs(0.06)
def test_files_of_spreadsheets_are_read_or_refused(chance: Chance) -> None:
    """Text in columns, and packed workbooks with a damaged part."""
    name, data = "x.csv", some_bytes(chance, ["id,title\nx,y\n", 'id;"a\nb"\n', "\ufeffid\ttitle\n"])
    if chance.random() < 0.5:
        name, made = "x.xlsx", io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(a_workbook())) as old, zipfile.ZipFile(made, "w") as new:
            spoilt = chance.choice(old.namelist())
            for part in old.namelist():
                text = old.read(part).decode()
                new.writestr(part, a_text(chance, [text]).encode("utf-8", "replace") if part == spoilt else text)
        data = made.getvalue()
    with suppress(TableError):
        assert isinstance(sheets.read(name, data), list)


@inputs(0.005)
def test_issues_become_records_or_answers(chance: Chance) -> None:
    """Whatever is written into the form, or in its place; the answer holds nothing that GitHub would link."""
    labels = [*(issueform.label_of(column) for column in issueform.asked()), issueform.RESULTS, issueform.SOURCES]
    answers = "\n\n".join(f"### {label}\n\n{a_value(chance)}" for label in labels if chance.random() < 0.9)
    found = issue.read(a_text(chance, [answers], 3), known(), TODAY)
    assert found.answer
    quoted = "".join(line for line in found.answer.splitlines() if line.startswith("- "))
    assert not re.search(r"[<@`]|://\w|\bwww\.", quoted)


def meaning(model: type[Practice | Place], value: object) -> Any:  # noqa: ANN401 - the texts of a record, or nothing
    """What a record says, however it is written: each text with its spaces run together."""
    try:
        record = model.model_validate(value)
    except ValidationError:
        return None
    return [(leaf.steps, " ".join(leaf.text.split())) for leaf in leaves(record)]


@inputs(0.108)
def test_tidying_changes_nothing_of_meaning(chance: Chance) -> None:
    """What was a record says the same; no comment is lost; and what is tidy is left alone."""
    model, sound = (Practice, TEXTS + REAL) if chance.random() < 0.8 else (Place, [as_yaml(a_place())])
    text = a_text(chance, sound, 3)
    tidied, changes = tidy(model, text, "x.yaml")
    assert (tidied == text) == (changes == [])
    try:
        before = source.parse(text, "x.yaml").value
    except SourceError:
        assert tidied == text
        return
    after = source.parse(tidied, "x.yaml").value
    assert meaning(model, before) in (None, meaning(model, after))
    assert sorted(re.findall(r"^ *#.*?(?= *$)", text, re.MULTILINE)) == sorted(
        re.findall(r"^ *#.*?(?= *$)", tidied, re.MULTILINE)
    )
    assert tidy(model, tidied, "x.yaml") == (tidied, [])


@inputs(0.002)
def test_the_command_line_ends_by_itself(folder: Path, chance: Chance) -> None:
    """On any file of a knowledge base, mended or not, in each form of report."""
    layout = Layout(folder / "base")
    if not layout.root.exists():
        a_knowledge_base(layout.root)
    file = layout.root / chance.choice([PRACTICE, FRENCH, *(f"content/{name}.yaml" for name in LISTS)])
    kept = file.read_bytes() if file.is_file() else None
    file.write_bytes(some_bytes(chance, [*TEXTS, "terms:\n  - {id: x, label: y}\n", *TOKENS]))
    words = ["check", *chance.choice([[], [str(file)]]), *chance.choice([[], ["--fix"], ["--format", "json"]])]
    done = CliRunner().invoke(main, ["--root", str(layout.root), *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    assert done.exit_code in (0, 1)
    file.write_bytes(kept) if kept is not None else file.unlink()
