"""Rows of tables are text that is put together: nothing of it may depend on which others it is put together with."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from practicebook.publish.base import Base
from practicebook.publish.rows import LONGEST, Cell, Row, drawn, joined
from practicebook.publish.workbook import Sheet, as_xlsx

from tests.unit.test_publish import base as base  # noqa: PLC0414 - a fixture

cells: st.SearchStrategy[Cell] = st.none() | st.integers() | st.text(max_size=8)
rows = st.lists(st.tuples(cells, cells, cells), max_size=5)


@given(rows, rows)
def test_rows_are_put_together_as_if_drawn_at_once(some: list[Row], others: list[Row]) -> None:
    """Lines, rows and widths alike; parts that have none change nothing."""
    assert joined([drawn(some), drawn([]), drawn(others)]) == drawn([*some, *others])


@pytest.mark.parametrize(
    "text", ["a & <b>", " before", "after ", "two\nlines", "_x0041_", "_x00", "bell\x07", "]]>", "x" * LONGEST]
)
def test_a_text_of_the_workbook_is_the_text_of_the_record(base: Base, text: str) -> None:
    """Read by another program, which leaves it to us what a sheet holds as _x0001_."""
    made = as_xlsx(base, [Sheet("One", ["id", "text"], drawn([["first", None], ["second", text]]))])
    sheet = openpyxl.load_workbook(io.BytesIO(made))["One"]
    assert [[cell.value for cell in row] for row in sheet["A2:A3"]] == [["first"], ["second"]]
    assert (sheet["B2"].value, unescape(sheet["B3"].value)) == (None, text)
    assert sheet.dimensions == "A1:B3"


def test_a_text_that_is_too_long_for_a_sheet_is_cut(base: Base) -> None:
    """Programs refuse the whole workbook otherwise."""
    made = as_xlsx(base, [Sheet("One", ["text"], drawn([["x" * (LONGEST + 1)]]))])
    assert openpyxl.load_workbook(io.BytesIO(made))["One"]["A2"].value == "x" * LONGEST
