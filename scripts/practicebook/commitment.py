"""Commitments: who undertook what before everybody, and what sources tell of it year by year.

An entry of a register like the others; the field descriptions are shown to editors.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from practicebook.record import ListOf, Moment, Qualifier, RecordId, Reference, Strict, TermId, TextKind, Year
from practicebook.vocabulary import EditorNote, LongText, Reading, Term, Text


class Value(Strict):
    """What a source says of an indicator for one year."""

    year: Year = Field(description="The year the number is about.")
    value: int | float = Field(description="The number alone, as a source gives it.")
    qualifier: Qualifier | None = Field(default=None, description="How exact the source is.")
    sources: Reading = Field(default=(), description="Addresses of the pages that say so.")


class Indicator(Strict):
    """One thing that is counted, with its values from the earliest year to the latest."""

    label: Text = Field(description="What is counted.")
    unit: Text = Field(description="The unit, for example: pupils.")
    kind: Annotated[TermId, Reference("indicator-types")] = Field(
        description="What it shows: rules and bodies, efforts, or what people have of it."
    )
    practice: Annotated[RecordId | None, Reference("practices")] = Field(
        default=None, description="The practice that it is about."
    )
    note: LongText | None = Field(default=None, description="What a reader must know to compare the values.")
    values: Annotated[tuple[Value, ...], ListOf] = Field(min_length=1, description="The values, in order of years.")


class Reason(Strict):
    """Why a commitment is in its state, when that was so, and who says it."""

    text: LongText = Field(description="What a source says of it, in your own words.")
    on: Moment = Field(description="The day, month or year to which this belongs.")
    sources: Reading = Field(default=(), description="Addresses of the pages that say so.")


class Commitment(Term):
    """A public commitment of a place or an organisation, with the practices that carry it out and what is counted."""

    id: TermId = Field(description="A short name that never changes; it becomes the address of the page.")
    label: Text = Field(description="What was committed to, in a few words.")
    description: Annotated[str, TextKind(markdown=False)] = Field(
        default="", max_length=400, description="Left empty: `what` tells more."
    )
    note: LongText | None = Field(default=None, description="What a reader must know, such as what was not found.")
    editor_note: EditorNote | None = Field(default=None, description="For editors; on no page.")
    unverified: bool = Field(default=False, description="Left out: nothing stands here that nobody read.")
    place: Annotated[RecordId | None, Reference("places")] = Field(
        default=None, description="The place that made it; else name an organisation."
    )
    organisation: Annotated[TermId | None, Reference("organisations")] = Field(
        default=None, description="The organisation that made it, if it was no place."
    )
    form: Annotated[TermId, Reference("commitment-forms")] = Field(description="How the commitment was made.")
    declaration: Annotated[TermId | None, Reference("declarations")] = Field(
        default=None, description="The declaration that was signed, promoted or adopted."
    )
    date: Moment | None = Field(default=None, description="When it was made: a day, a month or a year.")
    until: Moment | None = Field(default=None, description="By when it is to be kept, if a source says so.")
    what: LongText | None = Field(default=None, description="What was promised, in your own words.")
    criteria: Annotated[tuple[Annotated[TermId, Reference("criteria")], ...], ListOf] = Field(
        default=(), description="Criteria for a human rights city that it is about."
    )
    practices: Annotated[tuple[Annotated[RecordId, Reference("practices")], ...], ListOf] = Field(
        default=(), description="Practices of the same place that carry it out."
    )
    state: Annotated[TermId, Reference("commitment-states")] = Field(
        description="How far it is; “announced” unless a source says more."
    )
    reason: Reason | None = Field(default=None, description="Why it is in this state, if it is more than announced.")
    progress: Annotated[tuple[Indicator, ...], ListOf] = Field(
        default=(), description="What sources count, year by year."
    )
    inferred: bool = Field(default=False, description="True if a part of it is deduced from what was read.")
    sources: Reading = Field(default=(), description="Addresses of the pages that tell of the commitment.")
