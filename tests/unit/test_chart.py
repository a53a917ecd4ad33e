"""The small chart of an indicator: `practicebook.expand.chart`."""

from __future__ import annotations

import pytest

from practicebook.commitment import Value
from practicebook.expand.chart import FLOOR, LEFT, RIGHT, TOP, Chart, Dot, chart


def drawn(*values: tuple[int, float], direction: str = "ltr") -> Chart | None:
    """The chart of values by year, each written as its number."""
    return chart([Value(year=year, value=value) for year, value in values], [str(one) for _, one in values], direction)


def test_a_single_value_has_no_picture() -> None:
    """There is nothing to compare it with."""
    assert drawn((2020, 40)) is None


def test_years_stand_where_they_belong_and_values_begin_at_zero() -> None:
    """A year that is three times as far away is drawn so; half the largest value is half as high."""
    found = drawn((2010, 20), (2013, 10), (2014, 40))
    middle = LEFT + round((RIGHT - LEFT) * 3 / 4)
    heights = [FLOOR - (FLOOR - TOP) // 2, round(FLOOR - (FLOOR - TOP) / 4), TOP]
    assert found
    assert list(found.dots) == [
        Dot(LEFT, heights[0], 2010, "20"),
        Dot(middle, heights[1], 2013, "10"),
        Dot(RIGHT, heights[2], 2014, "40"),
    ]
    assert found.line == f"M{LEFT} {heights[0]} L{middle} {heights[1]} L{RIGHT} {heights[2]}"


@pytest.mark.parametrize(("direction", "first", "last"), [("ltr", LEFT, RIGHT), ("rtl", RIGHT, LEFT)])
def test_time_runs_the_way_the_page_is_read(direction: str, first: int, last: int) -> None:
    """From right to left in Arabic."""
    found = drawn((2010, 1), (2020, 2), direction=direction)
    assert found
    assert [dot.x for dot in found.dots] == [first, last]


def test_nothing_but_zeros_lies_on_the_ground() -> None:
    """And nothing is divided by nothing."""
    found = drawn((2010, 0), (2020, 0))
    assert found
    assert {dot.y for dot in found.dots} == {FLOOR}
