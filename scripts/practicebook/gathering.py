"""Rows of a spreadsheet → drafts of records, each knowing the cells that it came from."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from practicebook import manuscript
from practicebook.answers import choices, value_of
from practicebook.catalogue import Catalogue
from practicebook.columns import Column, Table, tables
from practicebook.model import Practice
from practicebook.problem import Problem
from practicebook.proposal import HEADER, path_of
from practicebook.rules import RULES
from practicebook.sheets import Formula, Row, Sheet, Value
from practicebook.source import field_name

TABLES = {table.name: table for table in tables(Practice, "practices")}
PRACTICES = TABLES["practices"]
OWNER = "practice"  # the column of the other tables that names the practice of a row
LIST = "field"  # the column that says in which list of the practice a row belongs
NOT_READ = ("choices", "help")  # sheets of the template that hold no rows


@dataclass(frozen=True, order=True)
class Cell:
    """Where something stands in the spreadsheet: the sheet by its number and name, row and column from 1."""

    number: int
    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """As spreadsheets write it, `results!C3`."""
        letters, left = "", self.column
        while left:
            left, letter = divmod(left - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{self.sheet}!{letters}{self.row}"


@dataclass
class Draft:
    """A record on its way: its values, the cell of each, what it has no field for, and what is wrong with it."""

    id: str
    row: Cell
    value: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    rows: list[Cell] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    problems: list[tuple[Cell, Problem]] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether it may be written."""
        return not any(problem.is_error for _, problem in self.problems)

    @property
    def path(self) -> str:
        """The file that it becomes; a row without an id is told apart by its number."""
        return path_of({"id": f"row-{self.row.row}", **self.value})

    @property
    def text(self) -> str:
        """The file's text."""
        return manuscript.record(Practice, self.value, HEADER)

    @property
    def note(self) -> str:
        """What the table held and the record has no field for."""
        return "\n".join(["The table held more than a record has fields for:", "", *self.left, ""])

    def tell(self, name: str, problem: Problem) -> None:
        """Note a problem of a field at the cell from which it came, or at the nearest thing around it; once."""
        while name and name not in self.cells:
            name = name[: max(name.rfind("."), name.rfind("["), 0)]
        cell = self.cells.get(name, self.row)
        known = [one for at, one in self.problems if at == cell]
        if problem not in known and "E602" not in {one.code for one in known}:  # a formula says nothing to be judged
            self.problems.append((cell, problem))


@dataclass
class Imported:
    """Every draft of a table, and what belongs to none."""

    drafts: list[Draft] = field(default_factory=list)
    problems: list[tuple[Cell, Problem]] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether every row may become part of a record."""
        return bool(self.drafts) and not any(problem.is_error for _, problem in self.told)

    @property
    def told(self) -> list[tuple[Cell, Problem]]:
        """Every problem with its cell, in the order of the table."""
        return sorted([*self.problems, *(one for draft in self.drafts for one in draft.problems)])


def gather(sheets: Iterable[Sheet], catalogue: Catalogue) -> Imported:
    """Every row where it belongs; practices come first, so that the rows of other sheets find theirs."""
    gatherer = _Gatherer(catalogue)
    known = [(number, sheet, _table(sheet)) for number, sheet in enumerate(sheets)]
    for number, sheet, table in sorted(known, key=lambda one: one[2] is not PRACTICES):
        if table:
            gatherer.take(number, sheet, table)
        elif sheet.rows and sheet.name not in NOT_READ:
            gatherer.found.problems.append((Cell(number, sheet.name, 1, 1), _unread(sheet.name)))
    return gatherer.found


def _table(sheet: Sheet) -> Table | None:
    """The table that a sheet is by its name, or else (a CSV file may be called anything) by most of its headings."""
    named = TABLES.get(sheet.name.casefold())
    headings = {heading for heading in sheet.headings if heading}
    if named or not headings or sheet.name in NOT_READ:
        return named
    fitting = {table: len({column.name for column in table.columns} & headings) for table in TABLES.values()}
    best = max(fitting, key=fitting.__getitem__)
    return best if fitting[best] > len(headings) // 2 else None


class _Gatherer:
    """Puts row after row where it belongs."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.found = Imported()
        self._catalogue = catalogue
        self._choices: dict[tuple[str | None, tuple[str, ...], str], dict[str, str]] = {}

    def take(self, number: int, sheet: Sheet, table: Table) -> None:
        for row in sheet.rows:
            here = Cell(number, sheet.name, row.number, 1)
            values = _by_heading(number, sheet, row)
            if table is PRACTICES:
                draft = Draft(str(values.get("id", (here, ""))[1] or ""), here)
                self.found.drafts.append(draft)
                self._fill(draft, draft.value, (), table, values, here)
            else:
                self._take_entry(table, values, here)

    def _take_entry(self, table: Table, values: Mapping[str, tuple[Cell, Value]], here: Cell) -> None:
        """A row that is an entry of a list of a practice."""
        cell, owner = values.get(OWNER, (here, None))
        draft = next((one for one in self.found.drafts if one.id == str(owner)), None) if owner else None
        if draft is None:
            self.found.problems.append((cell, _orphan(owner, [one.id for one in self.found.drafts])))
            return
        name = table.lists[0]
        if len(table.lists) > 1:
            cell, given = values.get(LIST, (here, None))
            if given not in table.lists:
                draft.rows.append(here)
                draft.problems.append((cell, _no_list(given, table)))
                return
            name = str(given)
        entries = draft.value.setdefault(name, [])
        entries.append({})
        self._fill(draft, entries[-1], (name, len(entries) - 1), table, values, here)

    def _fill(
        self,
        draft: Draft,
        value: dict[str, Any],
        above: tuple[str | int, ...],
        table: Table,
        values: Mapping[str, tuple[Cell, Value]],
        here: Cell,
    ) -> None:
        draft.rows.append(here)
        draft.cells[field_name(above)] = here
        columns = {column.name: column for column in table.columns}
        for heading, (cell, given) in values.items():
            column = columns.get(heading)
            if column is None:
                if given is not None and heading not in (OWNER, LIST):
                    draft.left.append(f"{cell.address} {heading}: {given}")
                    draft.problems.append((cell, _unplaced(heading, columns)))
                continue
            draft.cells[field_name((*above, *column.steps))] = cell
            if isinstance(given, Formula):
                draft.problems.append((cell, _formula(column.name, given)))
            elif given is not None:
                _put(value, column.steps, value_of(column, given, self._known(column)))

    def _known(self, column: Column) -> dict[str, str]:
        key = (column.register, column.choices, column.kind)
        if key not in self._choices:
            self._choices[key] = choices(self._catalogue, column)
        return self._choices[key]


def _by_heading(number: int, sheet: Sheet, row: Row) -> dict[str, tuple[Cell, Value]]:
    """Heading → cell and value; a value without a heading goes by the letter of its column."""
    found = {}
    for column, value in enumerate(row.values, start=1):
        cell = Cell(number, sheet.name, row.number, column)
        heading = sheet.headings[column - 1] if column <= len(sheet.headings) else ""
        if heading or value is not None:
            found[heading or cell.address] = (cell, value)
    return found


def _put(value: dict[str, Any], steps: tuple[str, ...], what: object) -> None:
    for step in steps[:-1]:
        value = value.setdefault(step, {})
    value[steps[-1]] = what


def problem_of(code: str, name: str, message: str, hint: str) -> Problem:
    """A problem of a spreadsheet; its place is a cell, so it has no line."""
    return Problem("", 0, 0, name, code, RULES[code].level, message, hint)


def _orphan(owner: Value, ids: list[str]) -> Problem:
    close = difflib.get_close_matches(str(owner), ids, n=1)
    hint = f"Did you mean “{close[0]}”?" if close else "Write the id of a row of the sheet “practices”."
    message = (
        f"no row of “practices” has the id “{owner}”" if owner else "the row does not say to which practice it belongs"
    )
    return problem_of("E603", OWNER, message, hint)


def _no_list(given: Value, table: Table) -> Problem:
    close = difflib.get_close_matches(str(given), table.lists, n=1)
    hint = f"Did you mean “{close[0]}”?" if close else f"Choose one of: {', '.join(table.lists)}."
    return problem_of("E106", LIST, f"“{given}” is not one of the choices" if given else "is empty", hint)


def _unread(name: str) -> Problem:
    hint = f"It was not read. Sheets that are: {', '.join(TABLES)}."
    return problem_of("A605", "", f"no part of a record is called “{name}”", hint)


def _formula(name: str, given: str) -> Problem:
    return problem_of("E602", name, f"“{given[:60]}” is a formula", "Put the value itself into the cell.")


def _unplaced(heading: str, columns: Iterable[str]) -> Problem:
    close = difflib.get_close_matches(heading, list(columns), n=1)
    hint = f"Did you mean “{close[0]}”?" if close else "It is kept in a note beside the record."
    return problem_of("A605", heading, "no field of a record is called so", hint)
