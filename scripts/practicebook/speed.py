"""How fast the last run of the benchmarks found the builds and the pages; `make bench` writes it down."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from practicebook.record import Date, Line, ListOf, Strict

OURS = "practicebook"
Number = Annotated[float, Field(ge=0, strict=False)]


class Build(Strict):
    """One command as a whole process; `memory` in megabytes, `stages` in seconds."""

    builder: Line
    records: int
    change: Line
    """What was done before: nothing was kept ("cold"), nothing changed, or what did; or which check or export it is."""
    seconds: Number
    cpu: Number
    memory: Number
    pages: int = 0
    stages: dict[str, Number] = Field(default_factory=dict)


class Visit(Strict):
    """A page on a throttled phone: milliseconds, layout shift, kilobytes."""

    builder: Line
    page: Line
    language: Line
    link: Line
    first_paint: Number
    largest_paint: Number
    blocked: Number
    shift: Number
    sent: Number
    requests: Number


class Speed(Strict):
    """One run on one machine."""

    measured_on: Date
    cores: int
    memory: int
    system: Line
    python: Line
    browser: Line
    versions: dict[str, str]
    absent: Annotated[tuple[Line, ...], ListOf] = ()
    """Generators that could not be had, or failed."""
    builds: Annotated[tuple[Build, ...], ListOf] = Field(min_length=1)
    growth: dict[str, float]
    """The exponent by which each stage grows between the two larger sizes."""
    visits: Annotated[tuple[Visit, ...], ListOf]

    def build(self, builder: str, records: int, change: str) -> Build | None:
        """The one of a builder at a size after a change, if it was measured."""
        wanted = (builder, records, change)
        return next((one for one in self.builds if (one.builder, one.records, one.change) == wanted), None)

    def sizes(self, builder: str = OURS, change: str = "cold") -> list[int]:
        """The sizes at which a builder was measured."""
        return sorted({one.records for one in self.builds if (one.builder, one.change) == (builder, change)})

    @property
    def builders(self) -> list[str]:
        """Everybody who built, ourselves first."""
        return list(dict.fromkeys(one.builder for one in self.builds))
