"""Pages written by hand: their Markdown as it is, with the front matter that every page has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from markupsafe import Markup

from practicebook.editorial import HandPage
from practicebook.expand import address
from practicebook.expand.context import Context
from practicebook.expand.searched import readable
from practicebook.page import Page, Searched


def pages(context: Context) -> Iterator[Page]:
    """One page a file of content/pages/<language>/."""
    titles = {page.path: _in_its_language(context, page, "title") for page in context.editorial.pages[context.language]}
    for page in context.editorial.pages[context.language]:
        here = address.of_file(page.path)
        title, description = (_in_its_language(context, page, name) for name in ("title", "description"))
        front = {
            "title": title,
            "description": description,
            "kind": "text",
            "crumbs": context.crumbs(here, *_parents(page.path, titles)),
            "source": f"content/pages/{page.written_in}/{page.path}",
            "searched": Searched("page", title, description, texts=[readable(page.body)]),
        }
        yield context.page(
            page.path,
            "hand.md.j2",
            front,
            body=Markup(page.body.strip()),  # noqa: S704 - written by the editors of the site, not by strangers
            state=page.state,
            written_in=page.written_in,
            direction_written=context.catalogue.direction(page.written_in),
        )


def _in_its_language(context: Context, page: HandPage, name: str) -> str:
    return context.spoken(str(page.front[name]), page.written_in)


def _parents(path: str, titles: dict[str, str]) -> list[tuple[str, str]]:
    """The index pages of the folders a page lies in, outermost first."""
    indexes = [f"{folder}/index.md" for folder in PurePosixPath(path).parents if str(folder) != "."]
    above = [index for index in reversed(indexes) if index != path and index in titles]
    return [(titles[index], address.of_file(index)) for index in above]
