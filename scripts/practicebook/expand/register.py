"""The pages of the registers: a list of each, and a page for each entry that practices point to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from practicebook.expand import address, pager, searched
from practicebook.expand.context import Context
from practicebook.expand.entry import Viewer, kind_of, mark_of
from practicebook.expand.register_list import LISTS, WITH_PAGES, list_page
from practicebook.expand.shelves import shared
from practicebook.expand.sources import Sources
from practicebook.page import Page, Searched
from practicebook.registers import Entry, Mechanism, Recommendation


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
        served=_served(context, entry),
        sources=sources,
    )


def _sort_of(context: Context, register: str, id_: str) -> str:
    """What tells entries of the same name apart in titles: a symbol or short name, else the kind of entry."""
    entry = cast("Entry", context.catalogue.terms[register][id_])
    return mark_of(entry) or str(context.words["lists"][register]["one"])


def _watched(entry: Entry) -> str:
    """The view of the finder that holds the practices on the rights that a body watches over."""
    if not isinstance(entry, Mechanism) or not (entry.treaty_body or entry.mandate) or not entry.rights:
        return ""
    return f"explore/?{'&'.join(f'right={id_}' for id_ in entry.rights)}"


def _served(context: Context, entry: Entry) -> Sequence[tuple[str, str]]:
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
