"""What programs found when they last looked for barriers on the site; `make accessibility` writes it down."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from practicebook.record import Date, Line, ListOf, Strict


class Checks(Strict):
    """One run over one page of each type."""

    checked_on: Date
    axe: Line
    browser: Line
    checker: Line
    languages: Annotated[tuple[Line, ...], ListOf]
    pages: Annotated[tuple[Line, ...], ListOf] = Field(min_length=1)
    looks: int
    """How many a page has: wide and narrow, light and dark."""
    rules: Annotated[tuple[Line, ...], ListOf] = Field(min_length=1)
    faults: int
    undecided: Annotated[tuple[Line, ...], ListOf]
    """Rules about which the program could not decide everywhere."""
