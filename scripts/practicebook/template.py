"""The spreadsheet to fill in: a sheet for each table of a practice, with lists of choices and a note on each column.

Every cell is written as a text or a number, never as a formula, whatever a label says.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from practicebook.answers import choices, offered
from practicebook.catalogue import Catalogue
from practicebook.columns import EDITORIAL, Column, Table
from practicebook.gathering import LIST, OWNER, PRACTICES, TABLES
from practicebook.generated import field_id

ROWS = 500  # rows that offer choices; more may be filled in
CHOICES = "choices"
WIDE, NARROW = 40, 22  # columns, in characters
LONG = {"title", "summary", "text", "action", "problem"}
# One moment for all: the same model and vocabularies make the same bytes.
MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class _Head:
    """A column of a sheet: heading, note, and what it offers."""

    name: str
    note: str
    required: bool
    offers: tuple[str, ...] = ()
    many: bool = False


def workbook(catalogue: Catalogue, words: Mapping[str, Any]) -> bytes:
    """The file, with labels in the language of the catalogue, and `words` of the interface in the same one."""
    packed = io.BytesIO()
    book = Workbook(packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": MADE})
    style = _Style(book)
    heads = {table.name: list(_heads(table, catalogue, words)) for table in TABLES.values()}
    sheets = {name: book.add_worksheet(name) for name in (*heads, CHOICES, "help")}
    ranges = _write_choices(sheets[CHOICES], heads, style)
    for name, columns in heads.items():
        _write_table(sheets[name], columns, {head: _validation(head, ranges, words) for head in columns}, style)
    _write_help(sheets["help"], words["help"].values(), style)
    book.close()
    return packed.getvalue()


class _Style:
    """The few looks of cells."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.required: Format = book.add_format({"bold": True, "bg_color": "#e4ebe6", "valign": "top"})
        self.optional: Format = book.add_format({"bg_color": "#f3f3ef", "valign": "top"})
        self.text: Format = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.value: Format = book.add_format({"valign": "top"})


def _heads(table: Table, catalogue: Catalogue, words: Mapping[str, Any]) -> Iterator[_Head]:
    if table is not PRACTICES:
        yield _Head(OWNER, str(words["owner"]), required=True)
    if len(table.lists) > 1:
        yield _Head(LIST, str(words["list"]), required=True, offers=table.lists)
    for column in sorted(table.columns, key=lambda one: one.steps[0] in EDITORIAL):
        offers = tuple(offered(id_, label) for id_, label in choices(catalogue, column).items())
        is_required = column.required and column.steps[0] not in EDITORIAL
        yield _Head(column.name, _note(table, column, catalogue, words), is_required, offers, column.many)


def _note(table: Table, column: Column, catalogue: Catalogue, words: Mapping[str, Any]) -> str:
    """What belongs into a column: the description of its field, in the language of the catalogue where it has one."""
    term = catalogue.terms["fields"].get(field_id("practice", column.name)) if table is PRACTICES else None
    form = words["forms"]["many" if column.many else column.kind]
    editors = words["editors"] if column.steps[0] in EDITORIAL else ""
    return " ".join(str(one) for one in (term.label if term else column.told, form, editors) if one)


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


def _write_table(
    sheet: Worksheet, heads: list[_Head], validations: Mapping[_Head, dict[str, object]], style: _Style
) -> None:
    for number, head in enumerate(heads):
        sheet.write_string(0, number, head.name, style.required if head.required else style.optional)
        sheet.write_comment(0, number, head.note, {"x_scale": 2, "y_scale": 1.2})
        sheet.set_column(number, number, WIDE if head.name in LONG else NARROW, style.text)
        if head.offers:
            sheet.data_validation(1, number, ROWS, number, validations[head])
    sheet.freeze_panes(1, 1)


def _validation(head: _Head, ranges: Mapping[tuple[str, ...], str], words: Mapping[str, Any]) -> dict[str, object]:
    """A list to choose from; where several fit, more may be typed after the first."""
    return {
        "validate": "list",
        "source": ranges.get(head.offers),
        "error_type": "warning",
        "error_title": head.name,
        "error_message": str(words["unlisted"]),
        "show_error": not head.many,
    }


def _write_help(sheet: Worksheet, texts: Iterable[str], style: _Style) -> None:
    sheet.set_column(0, 0, 100, style.text)
    for row, text in enumerate(texts):
        sheet.write_string(row, 0, str(text), style.text)
