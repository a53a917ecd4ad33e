"""The pages of the registers: a list of each, and a page for each entry that practices point to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import cast

from practicebook.commitment import Commitment
from practicebook.expand import address, commitments, pager, searched
from practicebook.expand.assessment import declarations_for, training_for
from practicebook.expand.context import Context
from practicebook.expand.entry import Viewer, kind_of, mark_of
from practicebook.expand.register_list import LISTS, WITH_PAGES, Line, line, list_page
from practicebook.expand.shelves import shared
from practicebook.expand.sources import Sources
from practicebook.expand.speaking import draft_to
from practicebook.page import Page, Searched
from practicebook.registers import Criterion, Entry, Mechanism, Recommendation, Training, UnRecommendation


def pages(context: Context) -> Iterator[Page]:
    """The list of each register, and a page for each entry of those in WITH_PAGES."""
    for register in LISTS:
        yield list_page(context, register)
    for register in WITH_PAGES:
        for id_ in context.catalogue.terms[register]:
            yield _entry(context, register, id_)
            yield from _more(context, register, id_)


def _more(context: Context, register: str, id_: str) -> Iterator[Page]:
    name, practices = context.label(register, id_), context.catalogue.practices_with(register, id_)
    title = f"{name} ({_sort_of(context, register, id_)})"
    return pager.more(context, address.of(register, id_), name, title, practices)


def _entry(context: Context, register: str, id_: str) -> Page:
    here = address.of(register, id_)
    sources = Sources(context.catalogue, str(context.words["practice"]["source_aria"]))
    entry = cast("Entry", context.catalogue.terms[register][id_])  # REGISTERS says so
    view = Viewer(context, sources).view(register, id_)
    practices = context.catalogue.practices_with(register, id_)
    words = context.words["lists"][register]
    title = f"{view.title} ({_sort_of(context, register, id_)})"
    return context.page(
        address.file_of(here),
        "entry.md.j2",
        {
            "title": title,
            "description": view.about or f"{words['one']}: {view.title}",
            "kind": "entry",
            "crumbs": context.crumbs(here, (str(words["title"]), address.of(register))),
            "source": f"content/registers/{register}.yaml",
            "styles": commitments.STYLES,
            "searched": Searched(
                "page",
                title if view.mark else view.title,
                view.about or words["one"],
                texts=searched.texts(entry),
            ),
        },
        view=view,
        kind=kind_of(context, entry),
        practices=pager.first(practices),
        total=len(practices),
        pager=pager.pager(here, practices),
        rights=shared(practices, "rights") if register == "criteria" else [],
        watched=_watched(entry),
        served=served(context, entry),
        commitments=_commitments(context, register, id_),
        who=partial(commitments.who, context),
        when=partial(commitments.when, context),
        draft=draft_to(entry) if isinstance(entry, Mechanism) else "",
        said=_said(context, entry),
        learn=_learn(context, entry),
        sources=sources,
    )


def _commitments(context: Context, register: str, id_: str) -> Sequence[Commitment]:
    """The commitments to a declaration, or about a criterion."""
    field = {"declarations": "declaration", "criteria": "criteria"}.get(register)
    return commitments.naming(context, field, id_) if field else []


def _sort_of(context: Context, register: str, id_: str) -> str:
    """What tells entries of the same name apart in titles: a symbol or short name, else the kind of entry."""
    entry = cast("Entry", context.catalogue.terms[register][id_])
    return mark_of(entry) or str(context.words["lists"][register]["one"])


def _watched(entry: Entry) -> str:
    """The view of the finder that holds the practices on the rights that a body watches over."""
    if not isinstance(entry, Mechanism) or not (entry.treaty_body or entry.mandate) or not entry.rights:
        return ""
    return f"explore/?{'&'.join(f'right={id_}' for id_ in entry.rights)}"


def _said(context: Context, entry: Entry) -> Sequence[Line]:
    """What a mechanism recommended that concerns local government."""
    if not isinstance(entry, Mechanism):
        return []
    said = context.catalogue.vocabulary("un-recommendations", UnRecommendation)
    return [line(context, "un-recommendations", id_) for id_, one in said.items() if one.mechanism == entry.id]


def _learn(context: Context, entry: Entry) -> Sequence[tuple[str, str, bool]]:
    """Register and id of what addresses a criterion, and whether the link is our reading."""
    if not isinstance(entry, Criterion):
        return []
    training = context.catalogue.vocabulary("training", Training)
    declared = [("declarations", id_, False) for id_ in declarations_for(context, entry)]
    return [*declared, *(("training", id_, entry.id in training[id_].criteria) for id_ in training_for(context, entry))]


def served(context: Context, entry: Entry) -> Sequence[tuple[str, str]]:
    """Title and address of the pages that serve a recommendation."""
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
