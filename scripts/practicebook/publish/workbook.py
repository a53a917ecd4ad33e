"""The workbook: every table as a sheet, with a codebook of all columns and the terms of reuse."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from practicebook.expand.address import DATA
from practicebook.publish.base import Base
from practicebook.publish.tables import Cell, Table, inert, tables

FILE = f"{DATA}/practicebook.xlsx"
WIDEST = 60
# Texts stay texts: nothing becomes a formula, a link or a number because of how it looks.
AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def files(base: Base) -> dict[str, bytes]:
    """The one workbook."""
    return {FILE: as_xlsx(base, tables(base))}


def as_xlsx(base: Base, found: Sequence[Table]) -> bytes:
    """Office Open XML; its dates are those of the records, so that the same base gives the same bytes."""
    content = io.BytesIO()
    book = Workbook(content, AS_TEXT)
    book.set_properties(
        {
            "title": base.name,
            "comments": base.licence["attribution"],
            "created": dt.datetime.combine(base.updated_on, dt.time()),
        }
    )
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheets = [(table.title, [column.name for column in table.columns], table.rows) for table in found]
    for title, names, rows in [*sheets, _codebook(found), _terms(base)]:
        _fill(book.add_worksheet(title[:31]), head, names, rows)
    book.close()
    return content.getvalue()


def _codebook(found: Sequence[Table]) -> tuple[str, list[str], list[list[Cell]]]:
    rows: list[list[Cell]] = [
        [table.title, column.name, column.type, column.description] for table in found for column in table.columns
    ]
    return "Codebook", ["sheet", "column", "type", "description"], rows


def _terms(base: Base) -> tuple[str, list[str], list[list[Cell]]]:
    return "Licence", ["what", "value"], [[name, value] for name, value in base.licence.items()]


def _fill(sheet: Worksheet, head: object, names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    sheet.write_row(0, 0, names, head)
    widths = [len(name) for name in names]
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, column, inert(cell))
                widths[column] = max(widths[column], len(str(cell)))
    sheet.freeze_panes(1, 1)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 2, WIDEST))
