"""Pages written by hand: their Markdown as it is, with the front matter that every page has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from practicebook.editorial import HandPage
from practicebook.expand import address
from practicebook.expand.context import Context
from practicebook.expand.searched import readable
from practicebook.expand.speed import goals, picture
from practicebook.page import Page, Searched
from practicebook.speed import Speed

# What a page written by hand may have a tool for: its words and its style sheet. <div data-tool="erase"></div>
_MOUNT = re.compile(r'<div data-tool="(\w+)"')
_SECTION = {"erase": "offline", "offline": "offline"}

# What stands in a page by hand for a part that is made from data, and its template.
MADE = {
    "<!-- checks -->": "parts/checks.j2",
    "<!-- speed -->": "parts/speed.j2",
    "<!-- kept -->": "parts/kept.j2",
    "<!-- host -->": "parts/host.j2",
    "<!-- made of -->": "parts/made_of.j2",
    "<!-- tools -->": "parts/tools_used.j2",
}


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
            **_tools(page),
            "source": f"content/pages/{page.written_in}/{page.path}",
            "searched": Searched("page", title, description, texts=[readable(page.body)]),
        }
        yield context.page(
            page.path,
            "hand.md.j2",
            front,
            body=_body(context, page, here),
            state=page.state,
            written_in=page.written_in,
            direction_written=context.catalogue.direction(page.written_in),
        )


def _body(context: Context, page: HandPage, here: str) -> Markup:
    """The text, with what is made from data in the places that are marked for it."""
    body = page.body.strip()
    for mark, template in MADE.items():
        if mark in body:
            body = body.replace(mark, context.fill(here, template, **_values(context)).strip())
    return Markup(body)  # noqa: S704 - written by the editors of the site, not by strangers


def _values(context: Context) -> dict[str, Any]:
    editorial = context.editorial
    codes = editorial.checks.languages if editorial.checks else ()
    languages = context.listed([context.label("languages", one) for one in codes])
    found = {"checks": editorial.checks, "languages": languages, "made": editorial.parts, "host": editorial.host}
    return {**found, **_speed(editorial.speed)}


def _speed(speed: Speed | None) -> dict[str, Any]:
    if not speed:
        return {"speed": None}
    versions = ", ".join(f"{name} {version}" for name, version in speed.versions.items())
    return {"speed": speed, "goals": goals(speed), "picture": picture(speed), "versions": versions}


def _tools(page: HandPage) -> dict[str, list[str]]:
    """The words and styles of the tools in a page."""
    if "<!-- speed -->" in page.body:
        return {"styles": ["speed"]}
    names = sorted({_SECTION[name] for name in _MOUNT.findall(page.body)})
    return {"words": names, "styles": names} if names else {}


def _in_its_language(context: Context, page: HandPage, name: str) -> str:
    return context.spoken(str(page.front[name]), page.written_in)


def _parents(path: str, titles: dict[str, str]) -> list[tuple[str, str]]:
    """The index pages of the folders a page lies in, outermost first."""
    indexes = [f"{folder}/index.md" for folder in PurePosixPath(path).parents if str(folder) != "."]
    above = [index for index in reversed(indexes) if index != path and index in titles]
    return [(titles[index], address.of_file(index)) for index in above]
