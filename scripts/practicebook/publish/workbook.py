"""The workbook: every table as a sheet, with a codebook of all columns and the terms of reuse."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

from practicebook.expand.address import DATA
from practicebook.publish.base import Base
from practicebook.publish.rows import Rows, drawn
from practicebook.publish.tables import TABLES, whole

FILE = f"{DATA}/practicebook.xlsx"
WIDEST = 60


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: its title, what stands above its columns, and its rows."""

    title: str
    names: Sequence[str]
    rows: Rows


def files(base: Base, pieces: Iterable[bytes]) -> dict[str, bytes]:
    """The one workbook, put together from the pieces of all practices."""
    rows = whole(base, pieces)
    tables = [Sheet(table.title, [column.name for column in table.columns], rows[table.name]) for table in TABLES]
    return {FILE: as_xlsx(base, [*tables, _codebook(), _terms(base)])}


def as_xlsx(base: Base, sheets: Sequence[Sheet]) -> bytes:
    """Office Open XML; its dates are those of the records, so that the same base gives the same bytes.

    The library makes all but the rows: they are there already.
    """
    content, made = io.BytesIO(_without_rows(base, sheets)), io.BytesIO()
    rows = {f"xl/worksheets/sheet{number}.xml": one.rows for number, one in enumerate(sheets, start=1)}
    with ZipFile(content) as book, ZipFile(made, "w", ZIP_DEFLATED) as filled:
        for info in book.infolist():
            text = book.read(info)
            filled.writestr(info, _filled(text, rows[info.filename]) if info.filename in rows else text)
    return made.getvalue()


def _without_rows(base: Base, sheets: Sequence[Sheet]) -> bytes:
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
    for one in sheets:
        sheet = book.add_worksheet(one.title[:31])
        sheet.write_row(0, 0, one.names, head)
        for column, (name, width) in enumerate(zip_longest(one.names, one.rows.widths, fillvalue=0)):
            sheet.set_column(column, column, min(max(len(str(name)), int(width)) + 2, WIDEST))
        sheet.freeze_panes(1, 1)
    book.close()
    return content.getvalue()


def _filled(sheet: bytes, rows: Rows) -> bytes:
    """A sheet that has its head with the rows below it; where it ends is told anew."""
    before, end, after = sheet.partition(b"</sheetData>")
    before = re.sub(rb'(<dimension ref="A1:[A-Z]+)1"', rb'\g<1>%d"' % (len(rows.sheet) + 1), before, count=1)
    return b"".join([before, *(row.encode() for row in rows.numbered(first=2)), end, after])


def _codebook() -> Sheet:
    rows = ([table.title, column.name, column.type, column.description] for table in TABLES for column in table.columns)
    return Sheet("Codebook", ["sheet", "column", "type", "description"], drawn(rows))


def _terms(base: Base) -> Sheet:
    return Sheet("Licence", ["what", "value"], drawn(base.licence.items()))
