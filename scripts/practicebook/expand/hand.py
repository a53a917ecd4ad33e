"""Pages written by hand: their Markdown as it is, with the front matter that every page has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from practicebook.expand import address
from practicebook.expand.context import Context, index_entries
from practicebook.page import Page


def pages(context: Context) -> Iterator[Page]:
    """One page a file of content/pages/<language>/."""
    titles = {page.path: str(page.front["title"]) for page in context.editorial.pages[context.language]}
    for page in context.editorial.pages[context.language]:
        here = address.of_file(page.path)
        front = {
            "title": page.front["title"],
            "description": page.front["description"],
            "kind": "text",
            "crumbs": context.crumbs(here, *_parents(page.path, titles)),
            "source": f"content/pages/{context.language}/{page.path}",
            "filters": index_entries(iter([("type", "page")])),
            "metas": index_entries(
                iter([("title", str(page.front["title"])), ("summary", str(page.front["description"]))])
            ),
        }
        yield Page(page.path, f"{context.front_matter(front)}{page.body.strip()}\n")


def _parents(path: str, titles: dict[str, str]) -> list[tuple[str, str]]:
    """The index pages of the folders a page lies in, outermost first."""
    indexes = [f"{folder}/index.md" for folder in PurePosixPath(path).parents if str(folder) != "."]
    above = [index for index in reversed(indexes) if index != path and index in titles]
    return [(titles[index], address.of_file(index)) for index in above]
