"""The workbook: every table as a sheet, with a codebook of all columns and the terms of reuse."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from practicebook.expand.address import DATA
from practicebook.publish.base import Base
from practicebook.publish.tables import TABLES, Cell, Row, Rows, whole

FILE = f"{DATA}/practicebook.xlsx"
WIDEST = 60


def files(base: Base, pieces: Iterable[bytes]) -> dict[str, bytes]:
    """The one workbook, put together from the pieces of all practices."""
    return {FILE: as_xlsx(base, whole(base, pieces))}


def as_xlsx(base: Base, rows: Rows) -> bytes:
    """Office Open XML; its dates are those of the records, so that the same base gives the same bytes."""
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True})
    book.set_properties(
        {
            "title": base.name,
            "comments": base.licence["attribution"],
            "created": dt.datetime.combine(base.updated_on, dt.time()),
        }
    )
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheets = [(table.title, [column.name for column in table.columns], rows[table.name]) for table in TABLES]
    for title, names, cells in [*sheets, _codebook(), _terms(base)]:
        _fill(book.add_worksheet(title[:31]), head, names, cells)
    book.close()
    return content.getvalue()


def _codebook() -> tuple[str, list[str], list[Row]]:
    rows: list[Row] = [
        [table.title, column.name, column.type, column.description] for table in TABLES for column in table.columns
    ]
    return "Codebook", ["sheet", "column", "type", "description"], rows


def _terms(base: Base) -> tuple[str, list[str], list[Row]]:
    return "Licence", ["what", "value"], [[name, value] for name, value in base.licence.items()]


def _fill(sheet: Worksheet, head: object, names: Sequence[str], rows: Sequence[Row]) -> None:
    sheet.write_row(0, 0, names, head)
    for column, name in enumerate(names):
        cells = {number: row[column] for number, row in enumerate(rows, start=1) if row[column] not in (None, "")}
        for number, cell in cells.items():
            _write(sheet, number, column, cell)
        width = max(map(len, (name, *map(str, cells.values()))))
        sheet.set_column(column, column, min(width + 2, WIDEST))
    sheet.freeze_panes(1, 1)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    """A text stays a text: nothing becomes a formula, a link or a number because of how it looks."""
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    else:
        sheet.write_number(row, column, cell)
