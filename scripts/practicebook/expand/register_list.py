"""The list of a register: its entries under their headings, in full or, where each has its own page, in a few lines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from practicebook.catalogue import INDEXED
from practicebook.expand import address
from practicebook.expand.context import Context
from practicebook.expand.entry import Viewer, mark_of
from practicebook.expand.mechanisms import AUDIENCES
from practicebook.expand.protection import shield
from practicebook.expand.sources import Sources
from practicebook.expand.speaking import answers, draft
from practicebook.expand.timeline import timeline
from practicebook.expand.view import Part, Statement, View
from practicebook.page import Page, Searched
from practicebook.registers import (
    Criterion,
    Declaration,
    Entry,
    Event,
    Mechanism,
    MechanismKind,
    Organisation,
    UnRecommendation,
)
from practicebook.translation import like, sort_key

# Registers whose entries have pages of their own; the others stand on one page each.
WITH_PAGES = ("declarations", "mechanisms", "criteria", "recommendations", "un-recommendations")

# Register → the field by which its list is divided, and the vocabulary of that field; None: not divided.
LISTS: dict[str, tuple[str, str] | None] = {
    "criteria": ("pillar", "pillars"),
    "declarations": None,
    "events": ("series", "event-series"),
    "mechanisms": ("kind", "mechanism-kinds"),
    "organisations": ("type", "organisation-types"),
    "protection": ("kind", "protection-kinds"),
    "training": ("form", "training-forms"),
    "un-recommendations": ("addressee", "addressees"),
}
COMPACT = "local-government"  # organisations of this type are known by their places and need a line only

GUIDED = ("mechanisms", "protection")  # registers whose list tells first what one can do
DOCUMENTS = ("resolution", "report")  # kinds of mechanism that are texts

_SENTENCE = re.compile(r".+?[.!?؟](?=\s+[“«¿¡]?[^\Wa-zà-þ\d_]|\s*$)", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """An entry that has a page of its own, as its list shows it. `total`: its practices, if practices can name it."""

    id: str
    title: str
    mark: str = ""
    facts: Sequence[str] = ()
    text: str = ""
    total: int = 0


@dataclass(frozen=True)
class Section:
    """Entries under a heading; `id` and `title` are empty where there is only one section.

    Of a kind of mechanism, `steps` tells how a local government can take part, `answers` what to know before one
    writes, and `draft` where one begins to.
    """

    entries: Sequence[Line | View]
    id: str = ""
    title: str = ""
    about: str = ""
    note: str = ""
    steps: Part | None = None
    answers: Sequence[tuple[str, Sequence[Statement]]] = ()
    draft: str = ""
    compact: bool = False


def list_page(context: Context, register: str) -> Page:
    """The page of a register's list."""
    sources = Sources(context.catalogue, str(context.words["practice"]["source_aria"]))
    viewer = Viewer(context, sources)
    words = context.words["lists"][register]
    sections = _sections(context, viewer, register)
    below = list(context.catalogue.terms["criteria-sources"]) if register == "criteria" else []
    heads = [*_first(context, register), *((section.id, section.title) for section in sections if section.id)]
    if below:
        heads.append(("criteria-sources", str(context.words["entry"]["based_on"])))
    unread = _unread(context) if register == "un-recommendations" else []
    if unread:
        heads.append(("unread", str(context.words["entry"]["unread"])))
    return context.page(
        address.file_of(address.of(register), is_list=True),
        "register.md.j2",
        {
            "title": words["title"],
            "description": words["description"],
            "kind": "register",
            "crumbs": context.crumbs(address.of(register)),
            "searched": Searched("page", words["title"], words["description"]),
            **({"styles": ["mechanisms"], "exit": register == "protection"} if register in GUIDED else {}),
        },
        register=register,
        sections=sections,
        total=len(context.catalogue.terms[register]),
        linked=register in WITH_PAGES,
        heads=heads,
        doors=_doors(sections),
        after=_after(context, register, sections),
        below=[viewer.view("criteria-sources", id_) for id_ in below],
        unread=unread,
        shield=shield(context, sources) if register == "protection" else None,
        timeline=timeline(context.catalogue.terms[register].values()),
        sources=sources,
    )


def _first(context: Context, register: str) -> list[tuple[str, str]]:
    """The parts that the page on protection has before its list."""
    words = context.words["protecting"]
    return [(name, str(words[name])) for name in ("safe", "emergency", "helps")] if register == "protection" else []


def _sections(context: Context, viewer: Viewer, register: str) -> list[Section]:
    terms = cast("dict[str, Entry]", context.catalogue.terms[register])
    ids = sorted(terms, key=lambda id_: _order(register, terms[id_]))
    shown = _shower(context, viewer, register)
    divided = LISTS[register]
    if divided is None:
        return [Section([shown(id_) for id_ in ids])]
    name, vocabulary = divided
    coming = [id_ for id_ in reversed(ids) if _is_coming(terms[id_], context.catalogue.latest_review)]
    sections = []
    if coming:
        sections.append(Section([shown(id_) for id_ in coming], "coming", str(context.words["entry"]["coming"])))
    for group in context.catalogue.terms[vocabulary]:
        members = [id_ for id_ in ids if _group_of(terms[id_], name) == group and id_ not in coming]
        if members:
            sections.append(_section(context, viewer, (vocabulary, group), f"{name}-{group}", map(shown, members)))
    return sections


def _group_of(entry: Entry, name: str) -> str:
    """What an entry is listed under; the first of several."""
    value = getattr(entry, name)
    return str(value[0] if isinstance(value, tuple) else value)


def _section(
    context: Context, viewer: Viewer, term: tuple[str, str], id_: str, entries: Iterable[Line | View]
) -> Section:
    vocabulary, group = term
    kind = context.catalogue.terms[vocabulary][group]
    is_guided = isinstance(kind, MechanismKind) and kind.steps
    is_audience = isinstance(kind, MechanismKind) and group in AUDIENCES
    return Section(
        id=id_,
        title=context.label(vocabulary, group),
        about=kind.description,
        note="" if isinstance(kind, MechanismKind) else kind.note or "",
        steps=viewer.steps(group) if is_guided else None,
        answers=answers(context, viewer.sources, group, []) if is_audience else (),
        draft=draft(group) if is_audience else "",
        compact=group == COMPACT,
        entries=list(entries),
    )


def _shower(context: Context, viewer: Viewer, register: str) -> Callable[[str], Line | View]:
    """What makes of an id what its list shows."""
    if register in WITH_PAGES:
        return lambda id_: line(context, register, id_)
    return lambda id_: viewer.view(register, id_)


def _unread(context: Context) -> list[str]:
    """The resolutions and reports in the register of which no recommendation was read."""
    said = context.catalogue.vocabulary("un-recommendations", UnRecommendation).values()
    read = {one.mechanism for one in said}
    documents = context.catalogue.vocabulary("mechanisms", Mechanism).values()
    return [one.id for one in documents if one.kind in DOCUMENTS and one.id not in read]


def _order(register: str, entry: Entry) -> tuple[object, ...]:
    """Organisations by name; what is dated by date, the newest first; the rest as in its file."""
    if isinstance(entry, Organisation):
        return (sort_key(entry.label),)
    if register in {"events", "declarations", "un-recommendations"}:
        moment = getattr(entry, "date", None) or getattr(entry, "year", 0)
        return (tuple(-int(part) for part in str(moment).split("-")),)
    return ()


def _is_coming(entry: Entry, day: dt.date) -> bool:
    """Whether a meeting was still to come on a day, as exactly as its date is known; no day is no measure."""
    if not isinstance(entry, Event) or entry.date is None or day == dt.date.min:
        return False
    end = entry.until or entry.date
    return end > day.isoformat()[: len(end)]


def _after(context: Context, register: str, sections: Sequence[Section]) -> str:
    """The day after which no meeting is recorded; nothing where one is, or where there are no meetings."""
    day = context.catalogue.latest_review
    is_silent = register == "events" and day != dt.date.min and sections and sections[0].id != "coming"
    return context.date(day) if is_silent else ""


def _doors(sections: Sequence[Section]) -> list[tuple[Section, str]]:
    """The sections that tell what a city can do, each with the beginning of the first step."""
    return [(section, first_sentence(section.steps.statements[0].text)) for section in sections if section.steps]


def first_sentence(text: str) -> str:
    """The beginning of a text, up to a full stop after which a new sentence begins."""
    found = _SENTENCE.match(text)
    return like(text, found[0]) if found else text


def line(context: Context, register: str, id_: str) -> Line:
    """An entry in a line or two."""
    entry = cast("Entry", context.catalogue.terms[register][id_])
    title, text = context.label(register, id_), entry.description
    facts: list[str] = []
    if isinstance(entry, Mechanism):
        facts, text = [entry.date[:4]] if entry.date else [], text or entry.what or entry.local_use
    elif isinstance(entry, Declaration):
        facts = [str(entry.year), entry.where or entry.adopted_by]
        text = text or (context.named(str(context.words["entry"]["asks"]), "; ".join(entry.asks)) if entry.asks else "")
    elif isinstance(entry, UnRecommendation):
        facts, text = [entry.date[:4]], entry.says
    elif isinstance(entry, Criterion):
        text = text or context.named(str(context.words["entry"]["evidence"]), entry.evidence)
    total = len(context.catalogue.practices_with(register, id_)) if register in INDEXED else 0
    return Line(id_, title, mark_of(entry), [fact for fact in facts if fact], first_sentence(text), total)
