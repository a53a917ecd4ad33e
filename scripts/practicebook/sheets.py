"""Spreadsheets → rows of plain values. They come from strangers: nothing is computed, and bombs are refused.

A workbook is a packed folder of XML, so a small file can unpack to gigabytes; sizes are looked at before anything is
unpacked. Formulas are not evaluated: a cell that has one is kept as `Formula`, for the import to refuse.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeAlias

import openpyxl

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
MAX_ROWS = 5000
MAX_COLUMNS = 200

# What spreadsheets take for the beginning of a formula (OWASP, CSV injection), in Japanese ones also the wide signs.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class TableError(Exception):
    """A file that is no table; the text says why."""


class Formula(str):
    """What stands in a cell that would be computed."""

    __slots__ = ()


Value: TypeAlias = "str | int | float | bool | None"


@dataclass(frozen=True)
class Row:
    """The values of one row, with its number as the spreadsheet shows it."""

    number: int
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet: its headings, and the rows below them that are not empty."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read(name: str, data: bytes) -> list[Sheet]:
    """The sheets of a workbook, or the one of a CSV file; raises TableError."""
    if len(data) > MAX_BYTES:
        raise TableError(f"the file has more than {MAX_BYTES // 1024**2} MiB")
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == ".xlsx":
        return _workbook(data)
    if suffix == ".csv":
        return [_sheet(PurePosixPath(name).stem, _lines(data))]
    raise TableError(f"“{suffix}” is neither .xlsx nor .csv")


def _sheet(name: str, rows: Iterable[Iterable[object]]) -> Sheet:
    found = []
    for number, cells in enumerate(rows, start=1):
        values = tuple(_value(cell) for cell in cells)
        if number > MAX_ROWS and any(values):
            raise TableError(f"“{name}” has more than {MAX_ROWS} rows")
        found.append(Row(number, values))
    headings = tuple(str(value or "").strip() for value in found[0].values) if found else ()
    return Sheet(name, headings, tuple(row for row in found[1:] if any(value is not None for value in row.values)))


def _value(cell: object) -> Value:
    """A value as a person sees it: a moment at midnight is a day, and what is blank is nothing."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, (bool, int, float)) or cell is None:
        return cell
    if isinstance(cell, Formula):
        return cell
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()
    return text or None


def _workbook(data: bytes) -> list[Sheet]:
    try:
        _refuse_bomb(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        return [_sheet(sheet.title, _rows(sheet)) for sheet in book.worksheets]
    except TableError:
        raise
    except Exception as error:  # openpyxl lets through whatever its parts raise on a broken file
        raise TableError("the file is no Excel workbook, or is damaged") from error


def _rows(sheet: Any) -> Iterator[list[object]]:  # noqa: ANN401 - openpyxl has several classes of sheets
    sheet.reset_dimensions()  # a file may lie about them
    for row in sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS):
        yield [_cell(cell) for cell in row]


def _refuse_bomb(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
            raise TableError(f"the file unpacks to more than {MAX_UNPACKED // 1024**2} MiB")
        contents = (packed.read(part).replace(b"\0", b"") for part in packed.infolist())  # so that UTF-16 hides nothing
        if any(b"<!DOCTYPE" in content for content in contents):
            raise TableError("the file defines entities, which no spreadsheet program does")


def _cell(cell: object) -> object:
    value, kind = getattr(cell, "value", None), getattr(cell, "data_type", "")
    return Formula(value) if kind == "f" else value


def _lines(data: bytes) -> Iterator[list[object]]:
    try:
        text = data.decode("utf-8-sig")
        first = text.partition("\n")[0]
        separator = max(",;\t", key=first.count)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        yield from ([_from_text(value) for value in row[:MAX_COLUMNS]] for row in rows)
    except UnicodeDecodeError as error:
        raise TableError("the file is not UTF-8; save it as “CSV UTF-8”") from error
    except csv.Error as error:
        raise TableError(f"the file is no CSV: {error}") from error


def _from_text(value: str) -> object:
    """A text of a CSV file: one that a spreadsheet would compute is a formula, unless a quote makes it text."""
    if value.startswith("="):
        return Formula(value)
    return value[1:] if value[:1] == "'" and value[1:2] in FORMULA_STARTS else value
