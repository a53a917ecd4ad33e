"""Entries of registers as pages show them: each kind has its shape, and one template draws them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from practicebook.expand.context import Context
from practicebook.expand.markup import plain
from practicebook.expand.sources import Sources
from practicebook.registers import (
    Criterion,
    Declaration,
    Entry,
    Event,
    Fact,
    Mechanism,
    MechanismKind,
    Organisation,
    Protection,
    Recommendation,
    Training,
)


@dataclass(frozen=True)
class Row:
    """A short fact with its name, such as “When: 2018”; `link` leads to a page of this site or to another one."""

    name: str
    text: str
    link: str = ""


@dataclass(frozen=True)
class Part:
    """A part of an entry: a heading and statements, each with the links to its sources."""

    title: str
    statements: Sequence[tuple[str, Markup]]


@dataclass(frozen=True)
class Chips:
    """Links to other entries or terms under a heading."""

    title: str
    register: str
    ids: Sequence[str]


@dataclass(frozen=True)
class View:
    """An entry as lists and pages show it. What is empty is left out."""

    register: str
    id: str
    title: str
    about: str = ""
    rows: Sequence[Row] = ()
    parts: Sequence[Part] = ()
    chips: Sequence[Chips] = ()
    note: str = ""
    doubtful: bool = False
    cites: Markup = field(default_factory=Markup)


class Viewer:
    """Turns entries into views in one language; `sources` numbers what one page cites."""

    def __init__(self, context: Context, sources: Sources) -> None:
        self.context = context
        self.words = context.words["entry"]
        self.sources = sources

    def view(self, register: str, id_: str) -> View:
        """The view of one entry."""
        entry = self.context.catalogue.terms[register][id_]
        assert isinstance(entry, Entry)  # noqa: S101 - REGISTERS says so; for the type checker
        cites = self.sources.cite_all(entry.sources)  # first, so that numbers count from the top
        rows, parts, chips = _SHAPES[register](self, entry)
        return View(
            register=register,
            id=id_,
            title=self.context.label(register, id_),
            about=self.context.description(register, id_),
            rows=[row for row in rows if row.text],
            parts=[part for part in parts if part.statements],
            chips=[row for row in chips if row.ids],
            note=entry.note or "",
            doubtful=entry.inferred or entry.unverified,
            cites=cites,
        )

    def row(self, name: str, text: str | None, link: str = "") -> Row:
        return Row(str(self.words[name]), text or "", link)

    def part(self, name: str, *texts: str) -> Part:
        return Part(str(self.words[name]), [(one, Markup("")) for one in texts if one])

    def facts(self, name: str, facts: Sequence[Fact]) -> Part:
        return Part(str(self.words[name]), [(fact.text, self._support(fact)) for fact in facts])

    def _support(self, fact: Fact) -> Markup:
        """The links to the sources of a fact, after a word on how far it was checked."""
        cites = self.sources.cite_all(fact.sources)
        mark = "inferred" if fact.inferred else "unverified" if fact.unverified else ""
        return Markup(" ({})").format(plain(self.words[mark])) + cites if mark else cites

    def chips(self, name: str, register: str, ids: Sequence[str | None]) -> Chips:
        return Chips(str(self.words[name]), register, [id_ for id_ in ids if id_])


Shape = tuple[list[Row], list[Part], list[Chips]]


def _organisation(viewer: Viewer, entry: Organisation) -> Shape:
    rows = [
        viewer.row("acronym", entry.acronym),
        viewer.row("role", entry.role if entry.at_geneva_2019 else None),
        viewer.row("country", viewer.context.label("countries", entry.country) if entry.country else None),
        viewer.row("web", entry.web, entry.web or ""),
    ]
    chips = [
        viewer.chips("place", "places", [entry.place]),
        viewer.chips("members", "places", [member.place for member in entry.members]),
    ]
    return rows, [viewer.facts("known", entry.facts)], chips


def _declaration(viewer: Viewer, entry: Declaration) -> Shape:
    rows = [
        viewer.row("when", viewer.context.moment(entry.date or str(entry.year))),
        viewer.row("where", entry.where),
        viewer.row("adopted_by", entry.adopted_by),
        viewer.row("signatories", entry.signatories),
    ]
    chips = [
        viewer.chips("signatory_places", "places", entry.signatory_places),
        viewer.chips("themes", "themes", entry.themes),
        viewer.chips("rights", "rights", entry.rights),
    ]
    return rows, [viewer.part("asks", *entry.asks)], chips


def _mechanism(viewer: Viewer, entry: Mechanism) -> Shape:
    kind = viewer.context.catalogue.terms["mechanism-kinds"][entry.kind]
    assert isinstance(kind, MechanismKind)  # noqa: S101 - REGISTER_VOCABULARIES says so; for the type checker
    rows = [
        viewer.row("kind", viewer.context.label("mechanism-kinds", entry.kind)),
        viewer.row("symbol", entry.symbol),
        viewer.row("when", viewer.context.moment(entry.date) if entry.date else None),
        viewer.row("web", entry.web, entry.web or ""),
    ]
    parts = [
        viewer.part("what", entry.what),
        viewer.part("local_use", entry.local_use),
        viewer.facts("known", entry.facts),
        viewer.facts("steps", kind.steps),
        viewer.facts("in_general", kind.facts),
    ]
    return rows, parts, [viewer.chips("rights", "rights", entry.rights)]


def _criterion(viewer: Viewer, entry: Criterion) -> Shape:
    rows = [
        viewer.row("pillar", viewer.context.label("pillars", entry.pillar)),
        viewer.row("indicator_type", viewer.context.label("indicator-types", entry.indicator_type)),
        viewer.row("evidence", entry.evidence),
    ]
    return rows, [], [viewer.chips("based_on", "criteria-sources", entry.based_on)]


def _criteria_source(viewer: Viewer, entry: Entry) -> Shape:
    contents = getattr(entry, "contents", ())
    return [viewer.row("when", getattr(entry, "date", None))], [viewer.part("asks", *contents)], []


def _recommendation(viewer: Viewer, entry: Recommendation) -> Shape:
    parts = [
        viewer.part("asked", entry.asked),
        viewer.facts("since", entry.since),
        viewer.part("open", entry.open),
    ]
    return [], parts, []


def _event(viewer: Viewer, entry: Event) -> Shape:
    rows = [
        viewer.row("when", viewer.context.span(entry.date, entry.until)),
        viewer.row("where", entry.where),
        viewer.row("series", viewer.context.label("event-series", entry.series)),
        viewer.row("theme", entry.theme),
    ]
    return rows, [viewer.facts("known", entry.facts)], []


def _training(viewer: Viewer, entry: Training) -> Shape:
    languages = viewer.context.listed([viewer.context.label("languages", one) for one in entry.languages])
    rows = [
        viewer.row("provider", entry.provider),
        viewer.row("when", viewer.context.moment(entry.date) if entry.date else None),
        viewer.row("format", entry.format),
        viewer.row("cost", entry.cost),
        viewer.row("languages", languages),
        viewer.row("web", entry.web, entry.web or ""),
    ]
    return rows, [viewer.facts("known", entry.facts)], []


def _protection(viewer: Viewer, entry: Protection) -> Shape:
    rows = [
        viewer.row("when", viewer.context.moment(entry.date) if entry.date else None),
        viewer.row("where", entry.where),
        viewer.row("status", entry.status),
        viewer.row("partners", viewer.context.listed(entry.partners)),
        viewer.row("web", entry.web, entry.web or ""),
    ]
    parts = [viewer.part("use", entry.use), viewer.facts("known", entry.facts)]
    return rows, parts, [viewer.chips("place", "places", entry.places)]


_SHAPES: dict[str, Callable[..., Shape]] = {
    "criteria": _criterion,
    "criteria-sources": _criteria_source,
    "declarations": _declaration,
    "events": _event,
    "mechanisms": _mechanism,
    "organisations": _organisation,
    "protection": _protection,
    "recommendations": _recommendation,
    "training": _training,
}
