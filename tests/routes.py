"""The invented practices of tests/proposals, and the answers that a person would give to propose them."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from practicebook import editorial, loading, source
from practicebook.columns import EDITORIAL, SEPARATOR, Column, tables
from practicebook.dialogue import END
from practicebook.layout import Layout
from practicebook.model import Practice
from practicebook.template import workbook

from tests.builders import REPOSITORY, Content, a_knowledge_base, a_place

PROPOSALS = sorted((REPOSITORY / "tests/proposals").glob("*.yaml"))
TODAY = dt.date(2026, 11, 23)
OTHERTOWN = "content/registers/places/othertown.yaml"

Answers = dict[str, Any]


def home(folder: Path, files: dict[str, Content] | None = None) -> Layout:
    """Lay out the knowledge base for which they are meant."""
    return a_knowledge_base(folder, {OTHERTOWN: a_place(id="othertown", name="Othertown"), **(files or {})})


def by_hand() -> dict[str, str]:
    """The path at which each belongs → its text."""
    texts = {file.stem: file.read_text("utf-8") for file in PROPOSALS}
    return {f"practices/{_theme(text)}/{id_}.yaml": text for id_, text in texts.items()}


def _theme(text: str) -> str:
    return str(source.parse(text, "x.yaml").value["themes"][0]).partition("/")[0]  # type: ignore[index]


def values() -> list[Answers]:
    """What each of them says."""
    return [source.parse(file.read_text("utf-8"), file.name).value for file in PROPOSALS]


def at(value: Answers, column: Column) -> object:
    """What a record says in a column; nothing where it says nothing."""
    found: Any = value
    for step in column.steps:
        found = found.get(step) if found else None
    return found


def cell(value: object) -> object:
    """A value as a person types it into one cell."""
    return f"{SEPARATOR} ".join(value) if isinstance(value, list) else value


def filled_in(layout: Layout, practices: Sequence[Answers]) -> bytes:
    """The template with practices in it, each value below its heading."""
    words = editorial.load(layout).words["en"]["contribute"]["spreadsheet"]
    book = openpyxl.load_workbook(io.BytesIO(workbook(loading.load(layout), words)))
    for name, entries in rows(practices).items():
        headings = [one.value for one in book[name][1]]
        for number, entry in enumerate(entries, start=2):
            for heading, value in entry.items():
                if heading in headings:
                    book[name].cell(number, headings.index(heading) + 1, value)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def rows(practices: Sequence[Answers]) -> dict[str, list[Answers]]:
    """Practices as a spreadsheet holds them: sheet → rows, heading → cell."""
    made: dict[str, list[Answers]] = {table.name: [] for table in tables(Practice, "practices")}
    for value in practices:
        for table in tables(Practice, "practices"):
            for name, entry in _entries(table.lists, value):
                cells = {column.name: cell(at(entry, column)) for column in table.columns}
                cells = {one: given for one, given in cells.items() if one.partition(".")[0] not in EDITORIAL}
                made[table.name].append({"practice": value["id"], "field": name, **cells} if name else cells)
    return made


def _entries(names: tuple[str, ...], value: Answers) -> Iterator[tuple[str, Answers]]:
    if not names:
        yield "", value
    for name in names:
        yield from ((name, entry) for entry in value.get(name, ()))


class Scripted:
    """A person who knows what a record says, and answers each question from it; `told` is what they were shown."""

    def __init__(self, value: Answers) -> None:
        self.told: list[str] = []
        self._value = value
        self._lines: list[str] = []
        self._entry: dict[str, int] = {}

    def agree(self, question: str) -> bool:
        """Yes to what the record holds, an entry of a list at a time."""
        name = question.partition(" – ")[0]
        if "Add " not in question:
            return _found(self._value, name) is not None
        number = self._entry[name] = self._entry.get(name, -1) + 1
        return number < len(self._value.get(name, ()))

    def tell(self, text: str) -> None:
        """A question says which field it is about; whatever else is told is kept."""
        name, dash, _ = text.strip().partition(" – ")
        if text.startswith("\n") and dash:
            answer = _found(self._value, name)
            self._lines = str("" if answer is None else cell(answer)).splitlines() or [""]
            self._lines += [END] if name in ("problem", "action") else []
        else:
            self.told.append(text)

    def ask(self) -> str:
        """The next line of the answer."""
        return self._lines.pop(0)


def _found(value: Answers, name: str) -> object:
    found: Any = value
    for step in re.findall(r"[a-z_]+|\d+", name):
        found = found[int(step)] if step.isdigit() else found.get(step) if found else None
    return found
