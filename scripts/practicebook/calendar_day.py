"""Dates as people write them → year-month-day, where there is only one way to read them.

3/4/2026 is March in one country and April in another, so it stays as it is, and a rule asks what was meant.
"""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]00:00(?::00)?Z?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_DAY_MONTH = re.compile(r"(\d{1,2})\.? ([A-Za-z]{3,9})\.?,? (\d{4})")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})")
_MONTHS_IN_A_YEAR = 12


def day(text: str) -> str | None:
    """The date that a text says; nothing when it says none, or more than one."""
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        return _date(found[1], found[2], found[3])
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(found[3], int(found[1]), int(found[2]))
    if found := _DAY_MONTH.fullmatch(text):
        return _named(found[3], found[2], found[1])
    if found := _MONTH_DAY.fullmatch(text):
        return _named(found[3], found[1], found[2])
    return None


def _year_last(year: str, first: int, second: int) -> str | None:
    if first > _MONTHS_IN_A_YEAR or first == second:
        return _date(year, second, first)
    return _date(year, first, second) if second > _MONTHS_IN_A_YEAR else None


def _named(year: str, month: str, number: str) -> str | None:
    meant = [name for name in _MONTHS if name.startswith(month.lower())]
    return _date(year, _MONTHS.index(meant[0]) + 1, number) if len(meant) == 1 else None


def _date(year: str, month: str | int, number: str | int) -> str | None:
    try:
        return dt.date(int(year), int(month), int(number)).isoformat()
    except ValueError:
        return None
