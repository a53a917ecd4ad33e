"""Lists: an index page for each register, and all practices by theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from practicebook.expand import address, pager
from practicebook.expand.context import Context
from practicebook.expand.term import is_shown
from practicebook.model import Practice
from practicebook.page import Page
from practicebook.vocabulary import Country

LINES = 240  # of the list of all practices, on one page


@dataclass(frozen=True)
class Entry:
    """One term of a list with the number of its practices."""

    register: str
    id: str
    total: int


@dataclass(frozen=True)
class Section:
    """Entries under a heading, which is itself an entry where the heading has a page."""

    head: Entry | None
    entries: Sequence[Entry]


def pages(context: Context) -> Iterator[Page]:
    """One index page a register."""
    yield _list(context, "themes", _by_parent(context, "themes"))
    yield _list(context, "regions", _by_parent(context, "regions"))
    yield _list(context, "countries", _countries(context))
    yield _list(context, "places", _places(context))
    for register in ("rights", "groups", "sdgs"):
        yield _list(context, register, [Section(None, _entries(context, register, context.catalogue.terms[register]))])
    yield from _practices(context)


def _front(context: Context, register: str) -> dict[str, object]:
    words = context.words["lists"][register]
    return {
        "title": words["title"],
        "description": words["description"],
        "kind": "list",
        "crumbs": context.crumbs(f"{register}/"),
    }


def _list(context: Context, register: str, sections: Sequence[Section]) -> Page:
    return context.page(
        f"{register}/index.md", "list.md.j2", _front(context, register), register=register, sections=sections
    )


def _entry(context: Context, register: str, id_: str) -> Entry:
    return Entry(register, id_, len(context.catalogue.practices_with(register, id_)))


def _entries(context: Context, register: str, ids: Iterable[str]) -> list[Entry]:
    return [_entry(context, register, id_) for id_ in ids if is_shown(context.catalogue, register, id_)]


def _by_parent(context: Context, register: str) -> list[Section]:
    """Top terms as headings, with everything below each."""
    catalogue = context.catalogue
    tops = [id_ for id_, term in catalogue.terms[register].items() if getattr(term, "parent", None) is None]
    below = {
        top: [id_ for id_ in catalogue.terms[register] if top in catalogue.with_ancestors(register, id_)[1:]]
        for top in tops
    }
    return [
        Section(_entry(context, register, top), _entries(context, register, below[top]))
        for top in tops
        if is_shown(catalogue, register, top)
    ]


def _countries(context: Context) -> list[Section]:
    """Countries by the largest region they lie in."""
    found: dict[str, list[str]] = {}
    for id_, country in context.catalogue.vocabulary("countries", Country).items():
        top = context.catalogue.with_ancestors("regions", country.region)[-1]
        found.setdefault(top, []).append(id_)
    sections = []
    for top in context.catalogue.terms["regions"]:
        entries = _entries(context, "countries", context.by_label("countries", found.get(top, [])))
        if entries:
            sections.append(Section(_entry(context, "regions", top), entries))
    return sections


def _places(context: Context) -> list[Section]:
    """Places by country."""
    found: dict[str, list[str]] = {}
    for place in context.catalogue.places.values():
        found.setdefault(place.country, []).append(place.id)
    sections = []
    for country in context.by_label("countries", found):
        head = _entry(context, "countries", country) if is_shown(context.catalogue, "countries", country) else None
        sections.append(Section(head, _entries(context, "places", context.by_label("places", found[country]))))
    return sections


def _practices(context: Context) -> Iterator[Page]:
    """Every practice, by lead theme: the list that needs no JavaScript. A large base has it on several pages."""
    catalogue = context.catalogue
    tops = [id_ for id_, theme in catalogue.themes.items() if theme.parent is None]
    led = [(top, one) for top in tops for one in catalogue.practices_with("themes", top) if _leads(top, one)]
    pages = pager.pager("practices/", led, LINES)
    for number, here in enumerate(pages.addresses, start=1):
        part = led[(number - 1) * LINES : number * LINES]
        shelves = [(top, [one for _, one in some]) for top, some in groupby(part, key=itemgetter(0))]
        front = _front(context, "practices")
        yield context.page(
            address.file_of(here, is_list=number == 1),
            "practices.md.j2",
            front if number == 1 else {**front, "title": pager.title_of(context, str(front["title"]), number)},
            shelves=shelves,
            total=len(led),
            pager=replace(pages, number=number),
        )


def _leads(top: str, practice: Practice) -> bool:
    return practice.themes[0].partition("/")[0] == top
