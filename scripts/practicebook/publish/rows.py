"""Rows: what some records have in a table, as it stands in its files.

It is text that is put together with that of other records without being read again, so that after an edit the rows of
ten thousand practices need not be made anew for one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name

from practicebook.sheets import FORMULA_STARTS

Cell: TypeAlias = str | int | float | None
Row: TypeAlias = Sequence[Cell]

LONGEST = 32767  # characters of a cell, for Excel
NUMBER = "\0"  # stands for the number of a row, which is known once all rows are
# Where a cell begins: at its start; and, where lists are parted by semicolons, after one and after a line break.
_BEGINS = re.compile(rf"^(?=[{re.escape(''.join(FORMULA_STARTS))}])|(?<=[;\t\r\n])(?=\"*[=+\-@＝＋－＠])")
# What a sheet holds as _x0001_: characters that XML lacks, and the beginning of what looks like that.
_CODED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)")


@dataclass(frozen=True)
class Rows:
    """Lines of CSV, rows of a sheet, and how many characters the longest cell of each column has."""

    csv: str = ""
    sheet: Sequence[str] = ()
    widths: Sequence[int] = ()

    def numbered(self, first: int) -> Iterator[str]:
        """The rows of the sheet, counted from `first`."""
        return (row.replace(NUMBER, str(number)) for number, row in enumerate(self.sheet, start=first))


def drawn(rows: Iterable[Row]) -> Rows:
    """Rows as they stand in files, none of them a formula."""
    safe = [[inert(cell) for cell in row] for row in rows]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(safe)
    widths = [max(map(_length, column)) for column in zip(*safe, strict=True)]
    names = [xl_col_to_name(column) for column in range(len(widths))]
    return Rows(text.getvalue(), [_row(names, row) for row in safe], widths)


def joined(parts: Iterable[Rows]) -> Rows:
    """All rows of several parts, one after the other."""
    some = [one for one in parts if one.sheet]
    widths = [max(column) for column in zip(*(one.widths for one in some), strict=True)]
    return Rows("".join(one.csv for one in some), list(chain.from_iterable(one.sheet for one in some)), widths)


def inert(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    return _BEGINS.sub("'", cell) if isinstance(cell, str) else cell


def _length(cell: Cell) -> int:
    return 0 if cell is None else len(str(cell))


def _row(names: Sequence[str], row: Row) -> str:
    cells = (_cell(name, cell) for name, cell in zip(names, row, strict=True) if cell not in (None, ""))
    return f'<row r="{NUMBER}">{"".join(cells)}</row>'


def _cell(column: str, cell: Cell) -> str:
    """A text stays a text: nothing becomes a formula, a link or a number because of how it looks."""
    if not isinstance(cell, str):
        return f'<c r="{column}{NUMBER}"><v>{cell}</v></c>'
    text = _CODED.sub(lambda found: f"_x{ord(found[0]):04X}_", cell[:LONGEST])
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f'<c r="{column}{NUMBER}" t="inlineStr"><is><t{space}>{escape(text)}</t></is></c>'
