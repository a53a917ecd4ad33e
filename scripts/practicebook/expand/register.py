"""The pages of the registers: a list of each, and a page for each entry that practices point to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from practicebook.catalogue import INDEXED
from practicebook.expand import address, pager
from practicebook.expand.context import Context, index_entries
from practicebook.expand.entry import View, Viewer
from practicebook.expand.sources import Sources
from practicebook.page import Page
from practicebook.registers import Entry, Organisation, Recommendation
from practicebook.translation import sort_key
from practicebook.vocabulary import Term

# Registers whose entries have pages of their own; the others stand on one page each.
WITH_PAGES = ("declarations", "mechanisms", "criteria", "recommendations")


def pages(context: Context) -> Iterator[Page]:
    """The list of each register, and a page for each entry of those in WITH_PAGES."""
    for register in LISTS:
        yield _list(context, register)
    for register in WITH_PAGES:
        for id_ in context.catalogue.terms[register]:
            yield _entry(context, register, id_)
            yield from _more(context, register, id_)


def _more(context: Context, register: str, id_: str) -> Iterator[Page]:
    name, practices = context.label(register, id_), context.catalogue.practices_with(register, id_)
    title = f"{name} ({_sort_of(context, register, id_)})"
    return pager.more(context, address.of(register, id_), name, title, practices)


def _sources(context: Context) -> Sources:
    return Sources(context.catalogue, str(context.words["practice"]["source_aria"]))


def _entry(context: Context, register: str, id_: str) -> Page:
    here = address.of(register, id_)
    sources = _sources(context)
    view = Viewer(context, sources).view(register, id_)
    practices = context.catalogue.practices_with(register, id_)
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
        practices=pager.first(practices),
        total=len(practices),
        pager=pager.pager(here, practices),
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
    named = ((_title_of(context, there), there) for there in entry.served_by)
    return [(title, there) for title, there in named if title]


def _title_of(context: Context, there: str) -> str:
    """What the page at an address of this site is called; nothing for a practice that is not published.

    An address that is none of ours is its own name: the check of the built site then tells that it leads nowhere.
    """
    folder, _, id_ = there.strip("/").partition("/")
    if folder == "practices" and id_:
        return context.label("practices", id_) if id_ in context.catalogue.practices else ""
    return str(context.words["pages"].get(there.strip("/"), there))


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
        return (entry.country or "", sort_key(entry.label))
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
