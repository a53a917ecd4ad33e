"""The spreadsheet to fill in: a sheet for each table of a practice, with lists of choices and a note on each column.

Every cell is written as a text or a number, never as a formula, whatever a label says.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from practicebook.answers import choices, offered
from practicebook.catalogue import Catalogue
from practicebook.columns import EDITORIAL, SEPARATOR, Column, Kind, Table
from practicebook.gathering import LIST, OWNER, PRACTICES, TABLES
from practicebook.generated import field_id

ROWS = 500  # rows that offer choices; more may be filled in
CHOICES = "choices"
# One moment for all: the same model and vocabularies make the same bytes.
MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)

_FORMS: dict[Kind, str] = {
    "text": "Text.",
    "prose": "Several paragraphs: Alt+Enter begins a line. Cite sources as [@id].",
    "whole": "A whole number.",
    "number": "A number.",
    "truth": "true or false.",
    "date": "A date, year-month-day.",
}
HELP = """\
Fill in one row a practice on the sheet “practices”. The id is short, in small letters with hyphens, and becomes the \
address of the page: sampletown-night-shelter.
On the other sheets, “practice” is the id of the practice that the row belongs to. On “statements”, “field” says what \
the statement is: an obstacle, a lesson and so on.
Headings in bold must be filled in. Point at a heading to read what belongs below it.
Where several values fit, separate them by “;”. Where there is a list, choose from it, or copy from the \
sheet “choices”; the id in brackets is what counts.
Write plain values, no formulas. Leave empty what no source tells. Name no private person.
Then: practicebook import FILE.xlsx --dry-run tells of each row whether it can become a record.
"""


@dataclass(frozen=True)
class _Head:
    """A column of a sheet: heading, note, and what it offers."""

    name: str
    note: str
    required: bool
    offers: tuple[str, ...] = ()
    many: bool = False


def workbook(catalogue: Catalogue) -> bytes:
    """The file, with labels in the language of the catalogue."""
    packed = io.BytesIO()
    book = Workbook(packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Practicebook", "created": MADE})
    style = _Style(book)
    heads = {table.name: list(_heads(table, catalogue)) for table in TABLES.values()}
    sheets = {name: book.add_worksheet(name) for name in (*heads, CHOICES, "help")}
    ranges = _write_choices(sheets[CHOICES], heads, style)
    for name, columns in heads.items():
        _write_table(sheets[name], columns, ranges, style)
    _write_help(sheets["help"], style)
    book.close()
    return packed.getvalue()


class _Style:
    """The few looks of cells."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.required: Format = book.add_format({"bold": True, "bg_color": "#e4ebe6", "valign": "top"})
        self.optional: Format = book.add_format({"bg_color": "#f3f3ef", "valign": "top"})
        self.text: Format = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.value: Format = book.add_format({"valign": "top"})


def _heads(table: Table, catalogue: Catalogue) -> Iterator[_Head]:
    if table is not PRACTICES:
        yield _Head(OWNER, "The id of the practice that this row belongs to.", required=True)
    if len(table.lists) > 1:
        yield _Head(LIST, "What the statement is.", required=True, offers=table.lists)
    for column in sorted(table.columns, key=lambda one: one.steps[0] in EDITORIAL):
        offers = tuple(offered(id_, label) for id_, label in choices(catalogue, column).items())
        is_required = column.required and column.steps[0] not in EDITORIAL
        yield _Head(column.name, _note(table, column, catalogue), is_required, offers, column.many)


def _note(table: Table, column: Column, catalogue: Catalogue) -> str:
    """What belongs into a column: the description of its field, in the language of the catalogue where it has one."""
    term = catalogue.terms["fields"].get(field_id("practice", column.name)) if table is PRACTICES else None
    form = f"Several, separated by “{SEPARATOR}”." if column.many else _FORMS[column.kind]
    editors = "For editors; filled in when left empty." if column.steps[0] in EDITORIAL else ""
    return " ".join(filter(None, (str(term.label) if term else column.told, form, editors)))


def _write_choices(sheet: Worksheet, heads: dict[str, list[_Head]], style: _Style) -> dict[tuple[str, ...], str]:
    """Every list of choices in a column of its own; returns where each stands."""
    ranges: dict[tuple[str, ...], str] = {}
    for head in (head for columns in heads.values() for head in columns):
        if head.offers and head.offers not in ranges:
            number = len(ranges)
            sheet.write_string(0, number, head.name, style.required)
            for row, offer in enumerate(head.offers, start=1):
                sheet.write_string(row, number, offer)
            letter = xlsxwriter.utility.xl_col_to_name(number, col_abs=True)
            ranges[head.offers] = f"={CHOICES}!{letter}$2:{letter}${len(head.offers) + 1}"
    sheet.set_column(0, max(len(ranges) - 1, 0), 36)
    sheet.freeze_panes(1, 0)
    return ranges


def _write_table(sheet: Worksheet, heads: list[_Head], ranges: dict[tuple[str, ...], str], style: _Style) -> None:
    for number, head in enumerate(heads):
        sheet.write_string(0, number, head.name, style.required if head.required else style.optional)
        sheet.write_comment(0, number, head.note, {"x_scale": 2, "y_scale": 1.2})
        sheet.set_column(
            number, number, 40 if head.name in ("title", "summary", "text", "action", "problem") else 22, style.text
        )
        if head.offers:
            sheet.data_validation(1, number, ROWS, number, _validation(head, ranges[head.offers]))
    sheet.freeze_panes(1, 1)


def _validation(head: _Head, choices_at: str) -> dict[str, object]:
    """A list to choose from; where several fit, more may be typed after the first."""
    return {
        "validate": "list",
        "source": choices_at,
        "error_type": "warning",
        "error_title": head.name,
        "error_message": "This is not in the list. Keep it only if the id in brackets is right.",
        "show_error": not head.many,
    }


def _write_help(sheet: Worksheet, style: _Style) -> None:
    sheet.set_column(0, 0, 100, style.text)
    for row, text in enumerate(HELP.splitlines()):
        sheet.write_string(row, 0, text, style.text)
