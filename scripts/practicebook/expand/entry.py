"""Entries of registers as pages show them: each kind has its shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

from practicebook.commitment import Commitment
from practicebook.expand.context import Context
from practicebook.expand.sources import Sources
from practicebook.expand.view import Chips, Part, Row, Statement, View
from practicebook.registers import (
    CriteriaSource,
    Criterion,
    Declaration,
    Entry,
    Event,
    Fact,
    Mechanism,
    MechanismKind,
    Offer,
    Organisation,
    Protection,
    Recommendation,
    Training,
    UnRecommendation,
)


def mark_of(entry: Entry) -> str:
    """The symbol of a document, or the short name of a body; empty where an entry has neither."""
    return getattr(entry, "symbol", None) or getattr(entry, "acronym", None) or ""


def kind_of(context: Context, entry: Entry) -> list[str]:
    """What an entry is, as the line above its title tells: “Treaty body”, “CESCR”."""
    if isinstance(entry, Mechanism):
        return [context.label("mechanism-kinds", entry.kind), *filter(None, [mark_of(entry)])]
    words = context.words["lists"]
    if isinstance(entry, UnRecommendation):
        return [str(words["un-recommendations"]["one"]), mark_of(entry)]
    if isinstance(entry, Criterion):
        return [str(words["criteria"]["one"]), context.label("pillars", entry.pillar)]
    if isinstance(entry, Recommendation):
        return [f"{words['recommendations']['one']} {context.number(entry.number)}"]
    return [str(words["declarations"]["one"])]


class Viewer:
    """Turns entries into views in one language; `sources` numbers what one page cites."""

    def __init__(self, context: Context, sources: Sources) -> None:
        self.context = context
        self.words = context.words["entry"]
        self.sources = sources

    def view(self, register: str, id_: str) -> View:
        """The view of one entry."""
        entry = cast("Entry", self.context.catalogue.terms[register][id_])  # REGISTERS says so
        cites = self.sources.cite_all(entry.sources)  # first, so that numbers count from the top
        rows, parts, chips = _SHAPES[register](self, entry)
        return View(
            register=register,
            id=id_,
            title=self.context.label(register, id_),
            mark=mark_of(entry),
            about=self.context.description(register, id_),
            badge=self._badge(entry),
            rows=[row for row in rows if row.text],
            web=(entry.web or "") if isinstance(entry, Training) else "",
            place=(entry.place or "") if isinstance(entry, Organisation) else "",
            parts=[part for part in parts if part.statements],
            chips=[row for row in chips if row.ids],
            note=entry.note or "",
            warning=self._warning(entry),
            cites=cites,
        )

    def _badge(self, entry: Entry) -> str:
        if not isinstance(entry, Organisation) or not entry.at_geneva_2019:
            return ""
        at_geneva = str(self.words["at_geneva"])
        return self.context.named(at_geneva, entry.role) if entry.role else at_geneva

    def _warning(self, entry: Entry) -> str:
        """What a reader should know where neither a note nor a mark tells which part is not simply what was read."""
        if entry.unverified:
            return str(self.words["only_name"])
        told = entry.note or any(fact.inferred for fact in getattr(entry, "facts", ()))
        return str(self.words["doubtful"]) if entry.inferred and not told else ""

    def row(self, name: str, text: str | None, link: str = "") -> Row:
        return Row(str(self.words[name]), text or "", link)

    def part(self, name: str, *texts: str) -> Part:
        return Part(name, str(self.words[name]), [Statement(one) for one in texts if one])

    def facts(self, name: str, facts: Sequence[Fact | Offer], *, counted: bool = False) -> Part:
        return Part(name, str(self.words[name]), [self._statement(fact) for fact in facts], counted)

    def _statement(self, fact: Fact | Offer) -> Statement:
        mark = _mark(fact) if isinstance(fact, Fact) else ""
        return Statement(fact.text, mark, self.sources.cite_all(fact.sources))

    def labels(self, register: str, ids: Sequence[str]) -> str:
        """What several terms are called, as a list in a sentence."""
        return self.context.listed([self.context.label(register, one) for one in ids])

    def chips(self, name: str, register: str, ids: Sequence[str | None]) -> Chips:
        return Chips(name, str(self.words[name]), register, [id_ for id_ in ids if id_])

    def watched(self, ids: Sequence[str]) -> Chips:
        """The rights that a body watches over, those with most practices first."""
        catalogue = self.context.catalogue
        totals = {id_: len(catalogue.practices_with("rights", id_)) for id_ in self.context.by_label("rights", ids)}
        ordered = sorted(totals, key=lambda id_: -totals[id_])
        return Chips("watched", str(self.words["watched"]), "rights", ordered, totals)

    def steps(self, kind: str) -> Part:
        """How a local government can take part in a kind of mechanism."""
        return self.facts("steps", self._kind(kind).steps, counted=True)

    def in_general(self, kind: str) -> Part:
        """How a kind of mechanism works, and what of that is not known."""
        part, note = self.facts("in_general", self._kind(kind).facts), self._kind(kind).note
        return replace(part, statements=[*part.statements, *([Statement(note)] if note else [])])

    def _kind(self, id_: str) -> MechanismKind:
        return self.context.catalogue.vocabulary("mechanism-kinds", MechanismKind)[id_]


def _mark(fact: Fact) -> str:
    """What a reader should know of how a fact is known."""
    return "inferred" if fact.inferred else "unverified" if fact.unverified else ""


Shape = tuple[list[Row], list[Part], list[Chips]]


def _organisation(viewer: Viewer, entry: Organisation) -> Shape:
    rows = [
        viewer.row("country", viewer.context.label("countries", entry.country) if entry.country else None),
        viewer.row("languages", viewer.labels("languages", entry.languages)),
        viewer.row("web", entry.web, entry.web or ""),
    ]
    chips = [
        viewer.chips("place", "places", [entry.place]),
        viewer.chips("members", "places", [member.place for member in entry.members]),
    ]
    return rows, [viewer.facts("offers", entry.offers), viewer.facts("known", entry.facts)], chips


def _declaration(viewer: Viewer, entry: Declaration) -> Shape:
    """What it is; the places whose commitments to it are recorded stand below, with these."""
    recorded = viewer.context.catalogue.vocabulary("commitments", Commitment).values()
    told = {one.place for one in recorded if one.declaration == entry.id}
    rows = [
        viewer.row("when", viewer.context.moment(entry.date or str(entry.year))),
        viewer.row("where", entry.where),
        viewer.row("adopted_by", entry.adopted_by),
        viewer.row("signatories", entry.signatories),
    ]
    chips = [
        viewer.chips("signatory_places", "places", [id_ for id_ in entry.signatory_places if id_ not in told]),
        viewer.chips("themes", "themes", entry.themes),
        viewer.chips("rights", "rights", entry.rights),
    ]
    return rows, [viewer.part("asks", *entry.asks)], chips


def _mechanism(viewer: Viewer, entry: Mechanism) -> Shape:
    rows = [
        viewer.row("when", viewer.context.moment(entry.date) if entry.date else None),
        viewer.row("web", entry.web, entry.web or ""),
    ]
    parts = [
        viewer.part("what", entry.what),
        viewer.part("local_use", entry.local_use),
        viewer.facts("known", entry.facts),
        viewer.in_general(entry.kind),
        viewer.steps(entry.kind),
    ]
    watches = entry.treaty_body or entry.mandate
    return rows, parts, [viewer.watched(entry.rights) if watches else viewer.chips("rights", "rights", entry.rights)]


def _criterion(viewer: Viewer, entry: Criterion) -> Shape:
    rows = [
        viewer.row("indicator_type", viewer.context.label("indicator-types", entry.indicator_type)),
        viewer.row("evidence", entry.evidence),
    ]
    return rows, [], [viewer.chips("based_on", "criteria-sources", entry.based_on)]


def _criteria_source(viewer: Viewer, entry: CriteriaSource) -> Shape:
    rows = [viewer.row("when", viewer.context.moment(entry.date) if entry.date else None)]
    return rows, [viewer.part("asks", *entry.contents)], []


def _recommendation(viewer: Viewer, entry: Recommendation) -> Shape:
    parts = [
        viewer.part("asked", entry.asked),
        viewer.facts("since", entry.since),
        viewer.part("open", entry.open),
    ]
    return [], parts, []


def _un_recommendation(viewer: Viewer, entry: UnRecommendation) -> Shape:
    rows = [
        viewer.row("symbol", entry.symbol),
        viewer.row("paragraph", entry.paragraph or str(viewer.words["no_paragraph"])),
        viewer.row("addressee", viewer.labels("addressees", entry.addressee)),
        viewer.row("when", viewer.context.moment(entry.date)),
        viewer.row("countries", viewer.labels("countries", entry.countries)),
        viewer.row("web", entry.web, entry.web or ""),
    ]
    chips = [
        viewer.chips("document", "mechanisms", [entry.mechanism]),
        viewer.chips("rights", "rights", entry.rights),
        viewer.chips("place", "places", entry.places),
    ]
    return rows, [viewer.part("says", entry.says)], chips


def _event(viewer: Viewer, entry: Event) -> Shape:
    rows = [
        viewer.row("when", viewer.context.span(entry.date, entry.until) if entry.date else None),
        viewer.row("where", entry.where),
        viewer.row("theme", entry.theme),
    ]
    return rows, [viewer.facts("known", entry.facts)], []


def _training(viewer: Viewer, entry: Training) -> Shape:
    rows = [
        viewer.row("provider", entry.provider),
        viewer.row("when", viewer.context.moment(entry.date) if entry.date else None),
        viewer.row("format", entry.format),
        viewer.row("cost", entry.cost),
        viewer.row("languages", viewer.labels("languages", entry.languages)),
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
    parts = [viewer.part("use", entry.use), viewer.facts("helps", entry.helps), viewer.facts("known", entry.facts)]
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
    "un-recommendations": _un_recommendation,
}
