"""Registers: everything that has records beside practices and places, one file a register.

An entry is a term with more to tell, so that loading, references, labels and translations work as for vocabularies.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from practicebook.commitment import Commitment
from practicebook.record import ListOf, Moment, RecordId, Reference, Strict, TermId, WebAddress
from practicebook.vocabulary import VOCABULARIES, Listed, LongText, Reading, Term, Text

Places: TypeAlias = Annotated[tuple[Annotated[RecordId, Reference("places")], ...], ListOf]


class Fact(Strict):
    """A statement with the pages it was read on; `inferred` marks a deduction, `unverified` a part not checked."""

    text: LongText
    inferred: bool = False
    unverified: bool = False
    sources: Reading = ()


Facts: TypeAlias = Annotated[tuple[Fact, ...], ListOf]


class News(Fact):
    """A fact with the day, month or year to which it belongs."""

    on: Moment | None = None


class Guidance(Fact):
    """A fact about a mechanism; `tells` names what of a submission it is about, for those who draft one."""

    tells: Annotated[tuple[Literal["length", "structure", "when", "sending"], ...], ListOf] = ()


AllGuidance: TypeAlias = Annotated[tuple[Guidance, ...], ListOf]


class Entry(Term):
    """An entry of a register; `inferred` says that its identity or date is a deduction from what was read.

    One that is `unverified` rests on nothing read so far, and says only its name.
    """

    inferred: bool = False


class Member(Strict):
    """A place of ours that belongs to a network, with the pages that say so."""

    place: Annotated[RecordId, Reference("places")]
    sources: Reading


class Offer(Strict):
    """What an organisation has to give to local governments, with the pages that say so."""

    kind: Annotated[TermId, Reference("offers")]
    text: LongText
    sources: Reading


class Organisation(Entry):
    """A body that takes part in this field; `at_geneva_2019` for those on the list of the meeting.

    `themes` and `rights` are what it works on by its own name and offers: our reading.
    """

    acronym: str | None = None
    type: Annotated[TermId, Reference("organisation-types")]
    country: Annotated[TermId | None, Reference("countries")] = None
    place: Annotated[RecordId | None, Reference("places")] = None
    web: WebAddress | None = None
    at_geneva_2019: bool = False
    role: Text | None = None
    members: Annotated[tuple[Member, ...], ListOf] = ()
    offers: Annotated[tuple[Offer, ...], ListOf] = ()
    themes: Annotated[Listed, Reference("themes")] = ()
    rights: Annotated[Listed, Reference("rights")] = ()
    languages: Annotated[Listed, Reference("languages")] = ()
    facts: Facts = ()


class Declaration(Entry):
    """A declaration or charter of local governments."""

    year: int
    date: Moment | None = None
    where: LongText = ""
    adopted_by: LongText = ""
    signatories: LongText = ""
    signatory_places: Places = ()
    asks: Annotated[tuple[LongText, ...], ListOf] = ()
    themes: Annotated[Listed, Reference("themes")] = ()
    rights: Annotated[Listed, Reference("rights")] = ()
    in_geneva_report: bool = False


class Dated(Strict):
    """A day, month or year in the work of a mechanism: what it was or is to be, as exact as the source is."""

    date: Moment
    until: Moment | None = None
    text: LongText
    sources: Reading


class MechanismKind(Term):
    """A kind of mechanism with what holds for all of them, and how a local government takes part, step by step."""

    facts: AllGuidance = ()
    steps: AllGuidance = ()


class Mechanism(Entry):
    """A body, procedure, resolution, report or tool of the United Nations system, or one like it."""

    kind: Annotated[TermId, Reference("mechanism-kinds")]
    acronym: str | None = None
    symbol: str | None = None
    date: Moment | None = None
    web: WebAddress | None = None
    treaty_body: Annotated[TermId | None, Reference("treaty-bodies")] = None
    mandate: Annotated[TermId | None, Reference("mandates")] = None
    rights: Annotated[Listed, Reference("rights")] = ()
    what: LongText = ""
    local_use: LongText = ""
    dates: Annotated[tuple[Dated, ...], ListOf] = ()
    facts: AllGuidance = ()


class Copy(Term):
    """Where a page that was read is a copy on another site; `label` says of what.

    `address` is the host and path with which the addresses of such pages begin, without www.
    """

    address: str


class CriteriaSource(Entry):
    """A text from which criteria were taken, with what it asks, point by point.

    `declaration` and `training` are the entries of those registers that are about the same text.
    """

    date: Moment | None = None
    contents: Annotated[tuple[LongText, ...], ListOf] = ()
    incomplete: bool = False
    declaration: Annotated[TermId | None, Reference("declarations")] = None
    training: Annotated[TermId | None, Reference("training")] = None


class Criterion(Entry):
    """A criterion for a human rights city, put as a question (the label)."""

    pillar: Annotated[TermId, Reference("pillars")]
    indicator_type: Annotated[TermId, Reference("indicator-types")]
    evidence: LongText
    based_on: Annotated[Listed, Reference("criteria-sources")]


class Recommendation(Entry):
    """A recommendation of the 2019 roadmap: what was asked, what has happened since, where this site serves it."""

    number: int
    asked: LongText
    since: Annotated[tuple[News, ...], ListOf] = ()
    open: LongText = ""
    served_by: Annotated[tuple[str, ...], ListOf] = ()


class UnRecommendation(Entry):
    """What a UN body recommended or decided that concerns local government: where it says so, to whom, and what.

    `mechanism` is the document, or the body, in the register of mechanisms; `rights` those that it names.
    """

    symbol: Annotated[str, Field(pattern=r"^[A-Z]+[A-Z.]*(/[A-Za-z0-9.*-]+)+$", max_length=60)]
    paragraph: Annotated[str, Field(min_length=1, max_length=40)] = ""
    mechanism: Annotated[TermId, Reference("mechanisms")]
    addressee: Annotated[Listed, Reference("addressees")] = Field(min_length=1)
    date: Moment
    says: LongText
    web: WebAddress | None = None
    rights: Annotated[Listed, Reference("rights")] = ()
    places: Places = ()
    countries: Annotated[Listed, Reference("countries")] = ()


class Event(Entry):
    """A meeting; `series` groups editions of one."""

    date: Moment | None = None
    until: Moment | None = None
    where: LongText = ""
    series: Annotated[TermId, Reference("event-series")]
    theme: LongText = ""
    facts: Facts = ()


class Training(Entry):
    """A course, guide or toolkit; `form` is the heading under which it is listed, `format` what it calls itself.

    `criteria`, `themes` and `rights` are those that it helps with, by its subject: our reading.
    """

    provider: Text
    form: Annotated[TermId, Reference("training-forms")]
    date: Moment | None = None
    format: Text | None = None
    cost: Text | None = None
    languages: Annotated[Listed, Reference("languages")] = ()
    criteria: Annotated[Listed, Reference("criteria")] = ()
    themes: Annotated[Listed, Reference("themes")] = ()
    rights: Annotated[Listed, Reference("rights")] = ()
    web: WebAddress | None = None
    facts: Facts = ()


class Emergency(Strict):
    """How an institution is reached in an emergency: an office, never a person."""

    office: Text
    web: WebAddress | None = None
    telephone: Annotated[str, Field(pattern=r"^\+[0-9 ]{6,20}$")] | None = None
    sources: Reading


class Protection(Entry):
    """An instrument, observatory or programme that protects local officials and defenders. Never a person.

    `helps` is what it does for people under threat, as far as its sources tell.
    """

    kind: Annotated[TermId, Reference("protection-kinds")]
    date: Moment | None = None
    where: LongText = ""
    country: Annotated[TermId | None, Reference("countries")] = None
    places: Places = ()
    web: WebAddress | None = None
    use: LongText = ""
    helps: Facts = ()
    emergency: Emergency | None = None
    status: LongText = ""
    partners: Annotated[tuple[Text, ...], ListOf] = ()
    facts: Facts = ()


# The one list of registers: file stem in content/registers/ → what its entries hold.
REGISTERS: dict[str, type[Term]] = {
    "commitments": Commitment,
    "copies": Copy,
    "criteria": Criterion,
    "criteria-sources": CriteriaSource,
    "declarations": Declaration,
    "events": Event,
    "mechanisms": Mechanism,
    "organisations": Organisation,
    "protection": Protection,
    "recommendations": Recommendation,
    "training": Training,
    "un-recommendations": UnRecommendation,
}

# Vocabularies that only registers use.
REGISTER_VOCABULARIES: dict[str, type[Term]] = {
    "addressees": Term,
    "commitment-forms": Term,
    "commitment-states": Term,
    "event-series": Term,
    "indicator-types": Term,
    "mechanism-kinds": MechanismKind,
    "offers": Term,
    "organisation-types": Term,
    "pillars": Term,
    "protection-kinds": Term,
    "training-forms": Term,
}

# Everything that is loaded as terms, by name.
KINDS: dict[str, type[Term]] = {**VOCABULARIES, **REGISTER_VOCABULARIES, **REGISTERS}
