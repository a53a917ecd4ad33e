"""Vocabularies: closed lists kept as data, so that an editor adds a theme without touching Python."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from practicebook.record import ListOf, Reference, Strict, TermId, TextKind, WebAddress

Text: TypeAlias = Annotated[str, Field(min_length=1, max_length=400), TextKind(markdown=False)]
LongText: TypeAlias = Annotated[str, Field(min_length=2, max_length=1500), TextKind(markdown=False)]
# What an editor should look for or replace; no page shows it, and nobody translates it.
EditorNote: TypeAlias = Annotated[str, Field(min_length=2, max_length=1500), TextKind(markdown=False, translated=False)]
# Pages on which something was read; the Geneva report has no web address.
Reading: TypeAlias = Annotated[tuple[WebAddress | Literal["geneva-2019"], ...], ListOf]
Listed: TypeAlias = Annotated[tuple[TermId, ...], ListOf]


class Term(Strict):
    """An entry of a vocabulary: what all lists have in common."""

    id: TermId
    label: Text
    description: Text = ""
    note: LongText | None = None
    editor_note: EditorNote | None = None
    unverified: bool = False
    sources: Reading = ()


class Theme(Term):
    """A theme, or with `parent` a sub-theme."""

    parent: Annotated[TermId | None, Reference("themes")] = None
    rights: Annotated[Listed, Reference("rights")] = ()
    geneva_blocks: Annotated[Listed, Reference("geneva-blocks")] = ()


class GenevaBlock(Term):
    """A part of the 2019 Geneva report."""

    parent: Annotated[TermId | None, Reference("geneva-blocks")] = None
    title_in_report: Annotated[str, TextKind(markdown=False, translated=False)]


class Articles(Strict):
    """The articles of one instrument that state a right."""

    instrument: Annotated[TermId, Reference("instruments")]
    articles: Annotated[tuple[str, ...], ListOf]


class Right(Term):
    """A human right with the law it stands on and the bodies that watch over it."""

    instruments: Annotated[tuple[Articles, ...], ListOf] = ()
    treaty_bodies: Annotated[Listed, Reference("treaty-bodies")] = ()
    mandates: Annotated[Listed, Reference("mandates")] = ()
    status: LongText | None = None


class Instrument(Term):
    """A treaty or declaration."""

    year: int
    kind: Text
    treaty_body: Annotated[TermId | None, Reference("treaty-bodies")] = None


class TreatyBody(Term):
    """A committee of experts that monitors a treaty."""

    monitors: Annotated[TermId | None, Reference("instruments")] = None


class Mandate(Term):
    """A special procedure of the Human Rights Council."""

    created: int | None = None
    basis: LongText | None = None


class Evidence(Term):
    """A level of evidence; a higher `rank` is stronger."""

    rank: int
    test: LongText


class Goal(Term):
    """A Sustainable Development Goal."""

    rights: Annotated[Listed, Reference("rights")] = ()
    mapping: Literal["sourced", "editorial"]
    articles_cited: Annotated[tuple[str, ...], ListOf] = ()


class ActionKind(Term):
    """A kind of action, with the powers it usually needs of a local government: an editorial reading."""

    needs: Annotated[Listed, Reference("powers")] = ()


class Region(Term):
    """A region of the UN M49 standard."""

    m49: Annotated[str, Field(pattern=r"^[0-9]{3}$")]
    parent: Annotated[TermId | None, Reference("regions")] = None


class Country(Term):
    """A country by ISO 3166-1 alpha-2 code."""

    m49: Annotated[str, Field(pattern=r"^[0-9]{3}$")]
    region: Annotated[TermId, Reference("regions")]


class Size(Term):
    """A population band; `least` is the smallest number of inhabitants in it."""

    least: Annotated[int, Field(ge=0)]


class PeriodTerm(Term):
    """A span of years in which practices began; `first` is its first year."""

    first: Annotated[int, Field(ge=0)]


class RuleText(Term):
    """What a rule asks (the label) and why, so that it can be translated; the truth is in the code of the rule."""

    description: LongText


class LanguageTerm(Term):
    """A language of the site (`site`) or of sources."""

    endonym: str
    direction: Literal["ltr", "rtl"]
    site: bool


# The one list of vocabularies: file stem in content/vocabulary/ → what its terms hold.
VOCABULARIES: dict[str, type[Term]] = {
    "countries": Country,
    "evidence": Evidence,
    "fields": Term,
    "geneva-blocks": GenevaBlock,
    "groups": Term,
    "instruments": Instrument,
    "kinds": ActionKind,
    "languages": LanguageTerm,
    "mandates": Mandate,
    "messages": Term,
    "periods": PeriodTerm,
    "place-kinds": Term,
    "powers": Term,
    "regions": Region,
    "rights": Right,
    "rules": RuleText,
    "sdgs": Goal,
    "sizes": Size,
    "stages": Term,
    "themes": Theme,
    "treaty-bodies": TreatyBody,
}
