"""Long lists of practices: the first part stands on the page of the list, the others on pages after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from practicebook.expand import address
from practicebook.expand.context import Context
from practicebook.model import Practice
from practicebook.page import Page

PER_PAGE = 90  # cards; a page with more weighs too much on a slow line


@dataclass(frozen=True)
class Pager:
    """The pages of a list: address of each, in order, and which one this is (from 1)."""

    addresses: Sequence[str]
    number: int = 1


def first(practices: Sequence[Practice]) -> Sequence[Practice]:
    """What stands on the page of the list itself."""
    return practices[:PER_PAGE]


def pager(here: str, entries: Sequence[object], per_page: int = PER_PAGE) -> Pager:
    """The pages that a list at the address `here` has."""
    count = max(1, -(-len(entries) // per_page))
    return Pager([here, *(f"{here}page-{number}/" for number in range(2, count + 1))])


def title_of(context: Context, title: str, number: int) -> str:
    """What a further page of a list is called, since no two pages may be called the same."""
    return str(context.words["pager"]["title"]).format(title=title, number=context.number(number))


def more(context: Context, here: str, name: str, title: str, practices: Sequence[Practice]) -> Iterator[Page]:
    """The pages after the first of a list called `name`, whose first page has the title `title`."""
    pages = pager(here, practices)
    for number, there in enumerate(pages.addresses[1:], start=2):
        told = title_of(context, title, number)
        part = practices[(number - 1) * PER_PAGE : number * PER_PAGE]
        yield context.page(
            address.file_of(there),
            "more.md.j2",
            {"title": told, "description": told, "kind": "list", "crumbs": context.crumbs(there, (name, here))},
            name=name,
            practices=part,
            pager=Pager(pages.addresses, number),
        )
