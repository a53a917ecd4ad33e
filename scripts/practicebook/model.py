"""The model: what a practice, a place and a source hold. Schema, form, field guide and rules all derive from it.

Field descriptions are shown to contributors, so they are written for them.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from practicebook.record import (
    Currency,
    Date,
    Line,
    ListOf,
    Name,
    Paragraph,
    Qualifier,
    RecordId,
    Reference,
    Strict,
    TermId,
    TextKind,
    WebAddress,
    Year,
)

Cited: TypeAlias = Annotated[tuple[Annotated[RecordId, Reference("sources")], ...], ListOf]
Prose: TypeAlias = Annotated[str, Field(min_length=40, max_length=6000), TextKind(markdown=True)]


class Said(Strict):
    """A text that stands alone."""

    text: Paragraph = Field(description="One or two sentences in your own words.")


class Statement(Said):
    """One statement that stands alone and names the sources it rests on."""

    sources: Cited = Field(default=(), description="Ids of the sources that say so.")


class Figure(Strict):
    """A number with its unit and year."""

    value: int | float = Field(description="The number alone.")
    unit: Line = Field(description="What is counted, for example: households.")
    year: Year | None = Field(default=None, description="The year the number is about.")
    qualifier: Qualifier | None = Field(default=None, description="How exact the source is.")
    note: Paragraph | None = Field(default=None, description="What a reader must know to understand the number.")


class Result(Said):
    """What came out, with how well it is supported."""

    figure: Figure | None = Field(default=None, description="The number, if a source gives one.")
    evidence: Annotated[TermId, Reference("evidence")] = Field(description="How well the sources support the result.")
    sources: Cited = Field(default=(), description="Ids of the sources that say so.")


class Budget(Strict):
    """An amount of money that a source states."""

    amount: int | float = Field(ge=0, description="The number alone.")
    currency: Currency = Field(description="ISO 4217 code, for example EUR.")
    year: Year | None = Field(default=None, description="The year the amount is of.")
    qualifier: Qualifier | None = Field(default=None, description="How exact the source is.")
    note: Paragraph | None = Field(default=None, description="What the amount pays for, and for how long.")
    sources: Cited = Field(default=(), description="Ids of the sources that say so.")


class Resources(Strict):
    """Cost and people, as far as sources state them."""

    budget: Budget | None = Field(default=None, description="What it costs.")
    staff: Statement | None = Field(default=None, description="How many people work on it.")
    note: Statement | None = Field(default=None, description="What else is known of money and people.")


class Period(Strict):
    """Whole years; `until` only for what has ended."""

    since: Year | None = Field(default=None, description="The first year.")
    until: Year | None = Field(default=None, description="The last year.")


class Source(Strict):
    """Where a statement was read."""

    id: RecordId = Field(description="A short name that the statements above use.")
    title: Annotated[str, Field(min_length=2, max_length=300), TextKind(markdown=False, translated=False)] = Field(
        description="The title as it stands on the page."
    )
    title_is_description: bool = Field(
        default=False, description="True when the page has no title and this describes it."
    )
    publisher: Name | None = Field(default=None, description="Who published it.")
    year: Year | None = Field(default=None, description="The year it was published.")
    url: WebAddress | None = Field(default=None, description="The address of the page.")
    language: Annotated[TermId | None, Reference("languages")] = Field(
        default=None, description="The language it is written in."
    )
    note: Paragraph | None = Field(default=None, description="For example: a copy; the original was not found.")
    accessed_on: Date | None = Field(default=None, description="The day the page was read.")
    archived: WebAddress | None = Field(default=None, description="A copy in a web archive.")


class Contact(Strict):
    """An office, never a private person."""

    office: Line | None = Field(default=None, description="The name of the office.")
    web: WebAddress | None = Field(default=None, description="The page on which the office says how to reach it.")
    peer_learning: bool = Field(default=False, description="True if the office has agreed to answer other cities.")


class Credit(Strict):
    """Whoever wrote or checked the record, if they want to be named: an institution, or a name of their choice."""

    name: Name = Field(description="The institution, or the name under which they want to be thanked.")
    agreed_on: Date = Field(description="The day they agreed that this name stands on the page.")


class Review(Strict):
    """What editors did with the record."""

    state: Literal["draft", "in-review", "published"] = Field(description="Only what is published is on the site.")
    reviewed_on: Date = Field(description="The day an editor last read record and sources.")
    verified_by_place_on: Date | None = Field(default=None, description="The day the place itself said that it is so.")
    note: Annotated[str, Field(min_length=2, max_length=900), TextKind(markdown=False, translated=False)] | None = (
        Field(default=None, description="What the next editor should check.")
    )


class Change(Strict):
    """What an editor changed in a record, told to its readers."""

    changed_on: Date = Field(description="The day it was changed.")
    text: Paragraph = Field(description="What the record says now that it did not say before, in plain words.")


class Practice(Strict):
    """A good-practice record: what a local government did for human rights, what came of it, and who says so."""

    id: RecordId = Field(description="The file's name without .yaml; it becomes the address and never changes.")
    title: Annotated[str, Field(min_length=8, max_length=90), TextKind(markdown=False)] = Field(
        description="What it is, in your own words, in at most 90 characters."
    )
    language: Annotated[TermId, Reference("languages")] = Field(description="The language of the texts in this file.")
    summary: Annotated[str, Field(min_length=80, max_length=320), TextKind(markdown=False)] = Field(
        description="What it is and what it changed, in 80 to 320 characters."
    )
    place: Annotated[RecordId, Reference("places")] = Field(description="Where: the id of a place record.")
    themes: Annotated[tuple[Annotated[TermId, Reference("themes")], ...], ListOf] = Field(
        min_length=1, max_length=6, description="Sub-themes; the first one leads and decides the folder."
    )
    rights: Annotated[tuple[Annotated[TermId, Reference("rights")], ...], ListOf] = Field(
        min_length=1, max_length=8, description="The human rights it serves."
    )
    groups: Annotated[tuple[Annotated[TermId, Reference("groups")], ...], ListOf] = Field(
        default=(), description="Whom it is for."
    )
    sdgs: Annotated[tuple[Annotated[TermId, Reference("sdgs")], ...], ListOf] = Field(
        default=(), description="Sustainable Development Goals, by number in quotes."
    )
    kind: Annotated[TermId, Reference("kinds")] = Field(description="What kind of action it is.")
    stage: Annotated[TermId, Reference("stages")] = Field(description="How far it is.")
    stage_note: Statement | None = Field(
        default=None, description="Why it changed or ended, or since when nothing is known."
    )
    period: Period | None = Field(default=None, description="From which year to which.")
    lead: Line | None = Field(default=None, description="The body in charge.")
    partners: Annotated[tuple[Line, ...], ListOf] = Field(default=(), description="Who does it with them.")
    resources: Resources | None = Field(default=None, description="Money and people.")
    reach: Statement | None = Field(default=None, description="Who and how many benefit.")
    problem: Prose | None = Field(default=None, description="Why it was needed. Cite sources as [@id].")
    action: Prose = Field(description="What the local government did. Cite sources as [@id].")
    results: Annotated[tuple[Result, ...], ListOf] = Field(default=(), description="What came out, one by one.")
    obstacles: Annotated[tuple[Statement, ...], ListOf] = Field(default=(), description="What was hard.")
    did_not_work: Annotated[tuple[Statement, ...], ListOf] = Field(
        default=(), description="What failed, is missing or is criticised."
    )
    contradictions: Annotated[tuple[Statement, ...], ListOf] = Field(
        default=(), description="Where sources disagree: both versions."
    )
    lessons: Annotated[tuple[Statement, ...], ListOf] = Field(default=(), description="What others can learn.")
    preconditions: Annotated[tuple[Statement, ...], ListOf] = Field(
        default=(), description="What another city needs first: powers, bodies, data, money."
    )
    adaptations: Annotated[tuple[Statement, ...], ListOf] = Field(
        default=(), description="What can be changed or left out."
    )
    reused_by: Annotated[tuple[Annotated[RecordId, Reference("practices-or-places")], ...], ListOf] = Field(
        default=(), description="Places or practices that took it up."
    )
    criteria: Annotated[tuple[Annotated[TermId, Reference("criteria")], ...], ListOf] = Field(
        default=(), description="Criteria for a human rights city that it exemplifies."
    )
    recommendations: Annotated[
        tuple[Annotated[TermId, Reference("recommendations-or-un-recommendations")], ...], ListOf
    ] = Field(default=(), description="Recommendations of the 2019 roadmap, or of UN bodies, that it answers.")
    declarations: Annotated[tuple[Annotated[TermId, Reference("declarations")], ...], ListOf] = Field(
        default=(), description="Declarations that it is, or carries out."
    )
    sources: Annotated[tuple[Source, ...], ListOf] = Field(default=(), description="Every page the record rests on.")
    contact: Contact | None = Field(default=None, description="An office that answers, never a private person.")
    credit: Credit | None = Field(default=None, description="Who is to be thanked for the record, if they agreed.")
    review: Review
    added_on: Date
    changes: Annotated[tuple[Change, ...], ListOf] = Field(
        default=(), description="What changed in the record after it was added, oldest first; spelling does not count."
    )
    former_ids: Annotated[tuple[RecordId, ...], ListOf] = Field(
        default=(), description="Ids this record had before; their addresses lead here."
    )

    @property
    def changed_on(self) -> dt.date:
        """The day on which the record last changed as far as it says."""
        return max(self.added_on, self.review.reviewed_on, *(one.changed_on for one in self.changes))


class Coordinates(Strict):
    """A point, WGS 84, in degrees."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    note: Paragraph | None = None
    sources: Cited = ()


class Population(Strict):
    """How many people live in a place."""

    value: int = Field(ge=0)
    year: Year | None = None
    note: Paragraph | None = None
    sources: Cited = ()


class Place(Strict):
    """A city or another territory with a government of its own."""

    id: RecordId = Field(description="The file's name without .yaml.")
    name: Line
    kind: Annotated[TermId, Reference("place-kinds")]
    country: Annotated[TermId, Reference("countries")]
    coordinates: Coordinates | None = None
    population: Population | None = None
    website: WebAddress | None = None
    note: Paragraph | None = None
    sources: Annotated[tuple[Source, ...], ListOf] = ()
    added_on: Date
    former_ids: Annotated[tuple[RecordId, ...], ListOf] = ()
