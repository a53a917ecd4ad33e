"""The pages of the registers: a list of each, and a page for each entry that practices point to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from markupsafe import Markup

from practicebook.catalogue import INDEXED
from practicebook.expand import address
from practicebook.expand.context import Context, index_entries
from practicebook.expand.markup import pick
from practicebook.expand.sources import Pages
from practicebook.page import Page
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
from practicebook.vocabulary import Term, Texts


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


# Registers whose entries have pages of their own; the others stand on one page each.
WITH_PAGES = ("declarations", "mechanisms", "criteria", "recommendations")


class Viewer:
    """Turns entries into views in one language; `sources` numbers what one page cites."""

    def __init__(self, context: Context, sources: Pages) -> None:
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

    def row(self, name: str, text: object, link: str = "") -> Row:
        return Row(str(self.words[name]), "" if text is None else str(text), link)

    def texts(self, texts: Texts) -> str:
        return pick(texts, self.context.language)

    def part(self, name: str, *texts: Texts) -> Part:
        return Part(str(self.words[name]), [(self.texts(one), Markup("")) for one in texts if one])

    def facts(self, name: str, facts: Sequence[Fact]) -> Part:
        return Part(str(self.words[name]), [(self._fact(fact), self.sources.cite_all(fact.sources)) for fact in facts])

    def _fact(self, fact: Fact) -> str:
        text = self.texts(fact.text)
        mark = "inferred" if fact.inferred else "unverified" if fact.unverified else ""
        return f"{text} ({self.words[mark]})" if mark else text

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
    chips = [viewer.chips("place", "places", [entry.place])]
    return rows, [viewer.facts("known", entry.facts)], chips


def _declaration(viewer: Viewer, entry: Declaration) -> Shape:
    rows = [
        viewer.row("when", viewer.context.moment(entry.date or str(entry.year))),
        viewer.row("where", viewer.texts(entry.where)),
        viewer.row("adopted_by", viewer.texts(entry.adopted_by)),
        viewer.row("signatories", viewer.texts(entry.signatories)),
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
        viewer.row("evidence", viewer.texts(entry.evidence)),
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
        viewer.row("when", viewer.context.moment(entry.date)),
        viewer.row("where", viewer.texts(entry.where)),
        viewer.row("series", viewer.context.label("event-series", entry.series)),
        viewer.row("theme", viewer.texts(entry.theme)),
    ]
    return rows, [viewer.facts("known", entry.facts)], []


def _training(viewer: Viewer, entry: Training) -> Shape:
    languages = ", ".join(viewer.context.label("languages", one) for one in entry.languages)
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
        viewer.row("where", viewer.texts(entry.where)),
        viewer.row("status", viewer.texts(entry.status)),
        viewer.row("partners", ", ".join(entry.partners)),
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


def pages(context: Context) -> Iterator[Page]:
    """The list of each register, and a page for each entry of those in WITH_PAGES."""
    for register in LISTS:
        yield _list(context, register)
    for register in WITH_PAGES:
        for id_ in context.catalogue.terms[register]:
            yield _entry(context, register, id_)


def _sources(context: Context) -> Pages:
    return Pages(context.catalogue, str(context.words["practice"]["source_aria"]))


def _entry(context: Context, register: str, id_: str) -> Page:
    here = address.of(register, id_)
    sources = _sources(context)
    view = Viewer(context, sources).view(register, id_)
    words = context.words["lists"][register]
    return context.page(
        address.file_of(here),
        "entry.md.j2",
        {
            "title": f"{view.title} ({_sort_of(context, register, id_)})",
            "description": view.about or f"{words['one']}: {view.title}",
            "kind": "entry",
            "crumbs": context.crumbs(here, (str(words["title"]), address.of(register))),
            "source": f"content/registers/{register}.yaml",
            "filters": index_entries(iter([("type", "page")])),
            "metas": index_entries(iter([("title", view.title), ("summary", view.about or str(words["one"]))])),
        },
        view=view,
        one=words["one"],
        practices=context.catalogue.practices_with(register, id_),
        served=_served(context, register, id_),
        sources=sources,
    )


def _sort_of(context: Context, register: str, id_: str) -> str:
    """What tells entries of the same name apart in titles: the symbol of a document, else the kind of entry."""
    symbol = getattr(context.catalogue.terms[register][id_], "symbol", None)
    return symbol or str(context.words["lists"][register]["one"])


def _served(context: Context, register: str, id_: str) -> list[tuple[str, str]]:
    """Title and address of the pages that serve a recommendation."""
    entry = context.catalogue.terms[register][id_]
    if not isinstance(entry, Recommendation):
        return []
    return [(_title_of(context, there), there) for there in entry.served_by]


def _title_of(context: Context, there: str) -> str:
    """What the page at an address of this site is called."""
    folder, _, id_ = there.strip("/").partition("/")
    if folder == "practices" and id_:
        return context.label("practices", id_)
    return str(context.words["served"][there.strip("/").replace("/", "-")])


@dataclass(frozen=True)
class Section:
    """Entries of a list under a heading; the heading is empty where there is only one."""

    title: str
    views: Sequence[View]


# Register → the field by which its list is divided, and the vocabulary of that field; None: not divided.
LISTS: dict[str, tuple[str, str] | None] = {
    "criteria": ("pillar", "pillars"),
    "declarations": None,
    "events": ("series", "event-series"),
    "mechanisms": ("kind", "mechanism-kinds"),
    "organisations": ("type", "organisation-types"),
    "protection": ("kind", "protection-kinds"),
    "recommendations": None,
    "training": None,
}


def _list(context: Context, register: str) -> Page:
    sources = _sources(context)
    viewer = Viewer(context, sources)
    words = context.words["lists"][register]
    sections = _sections(context, viewer, register)
    below = list(context.catalogue.terms["criteria-sources"]) if register == "criteria" else []
    return context.page(
        address.file_of(address.of(register), is_list=True),
        "register.md.j2",
        {
            "title": words["title"],
            "description": words["description"],
            "kind": "register",
            "crumbs": context.crumbs(address.of(register)),
            "filters": index_entries(iter([("type", "page")])),
            "metas": index_entries(iter([("title", str(words["title"])), ("summary", str(words["description"]))])),
        },
        register=register,
        sections=sections,
        total=len(context.catalogue.terms[register]),
        linked=register in WITH_PAGES,
        totals=_totals(context, register),
        below=[viewer.view("criteria-sources", id_) for id_ in below],
        timeline=timeline(context, register),
        sources=sources,
    )


def _order(register: str, entry: Entry) -> tuple[object, ...]:
    """Organisations by country and name; what is dated by date, the newest first; the rest as in its file."""
    if isinstance(entry, Organisation):
        return (entry.country or "", entry.label["en"].casefold())
    if isinstance(entry, Recommendation):
        return (entry.number,)
    if register in {"events", "declarations"}:
        return (tuple(-int(part) for part in _moment_of(entry).split("-")),)
    return ()


def _totals(context: Context, register: str) -> dict[str, int]:
    """How many practices name each entry; nothing for registers that practices do not name."""
    if register not in INDEXED:
        return {}
    return {id_: len(context.catalogue.practices_with(register, id_)) for id_ in context.catalogue.terms[register]}


def _moment_of(entry: Entry) -> str:
    return str(getattr(entry, "date", None) or getattr(entry, "year", "0"))


def _sections(context: Context, viewer: Viewer, register: str) -> list[Section]:
    terms = context.catalogue.terms[register]
    ids = sorted(terms, key=lambda id_: _order(register, cast("Entry", terms[id_])))
    divided = LISTS[register]
    if divided is None:
        return [Section("", [viewer.view(register, id_) for id_ in ids])]
    name, vocabulary = divided
    sections = []
    for first in (True, False) if register == "organisations" else (None,):
        for group in context.catalogue.terms[vocabulary]:
            members = [id_ for id_ in ids if getattr(terms[id_], name) == group and _is_in(terms[id_], first=first)]
            title = context.label(vocabulary, group)
            if first:
                title = str(context.words["entry"]["at_geneva"]).format(type=title)
            sections.append(Section(title, [viewer.view(register, id_) for id_ in members]))
    return [section for section in sections if section.views]


def _is_in(entry: Term, *, first: bool | None) -> bool:
    """Among organisations, those that took part in the Geneva meeting come first."""
    return first is None or getattr(entry, "at_geneva_2019", False) is first


@dataclass(frozen=True)
class Year:
    """A year of a timeline with how many entries it has; `height` is its share of the fullest year, in per cent."""

    year: int
    total: int
    height: int


def timeline(context: Context, register: str) -> list[Year]:
    """Entries by year, from the first to the last, empty years included; nothing for registers without dates."""
    if register not in {"events", "declarations"} or not context.catalogue.terms[register]:
        return []
    years = [int(_moment_of(cast("Entry", entry))[:4]) for entry in context.catalogue.terms[register].values()]
    fullest = max(years.count(year) for year in years)
    return [
        Year(year, years.count(year), round(100 * years.count(year) / fullest))
        for year in range(min(years), max(years) + 1)
    ]
