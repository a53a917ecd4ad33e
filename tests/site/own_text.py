"""What a built page says in its own language: every run of text that no element marks as that of another one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

# Elements that stand within a sentence; every other one begins and ends a run of text.
WITHIN = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "time", "u"}
)
SILENT = frozenset({"code", "pre", "style", "script"})
IDS = frozenset({"id", "parent"})  # in what is described to scripts
READ_ALOUD = ("aria-label", "alt", "title", "placeholder")
END = None


def read(file: Path) -> HtmlElement:
    """One page of the built site."""
    return html.document_fromstring(file.read_bytes())


def runs(page: HtmlElement) -> Iterator[str]:
    """Each run of text in the language of the page, on one line.

    Names and descriptions for readers' ears count as well, and so do the words that scripts show.
    """
    body = page.find("body")
    assert body is not None
    for is_text, pieces in groupby(_pieces(body, str(page.get("lang"))), key=lambda piece: piece is not END):
        text = " ".join("".join(filter(None, pieces)).split()) if is_text else ""
        if text:
            yield text


def _pieces(element: HtmlElement, language: str, *, is_own: bool = True) -> Iterator[str | None]:
    """The texts below an element, with END wherever a run ends."""
    if not isinstance(element.tag, str):
        return  # a comment
    is_own = element.get("lang") == language if element.get("lang") else is_own
    edge = [] if element.tag in WITHIN else [END]
    yield from edge
    if is_own:
        yield from _aside(element, language)
    if element.tag not in SILENT:
        if is_own and element.text:
            yield element.text
        for child in element:
            yield from _pieces(child, language, is_own=is_own)
            if is_own and child.tail:
                yield child.tail
    yield from edge


def _aside(element: HtmlElement, language: str) -> Iterator[str | None]:
    """What an element says beside its text: in attributes that are read aloud, or as words for a script."""
    found = [str(element.get(name)) for name in READ_ALOUD if element.get(name)]
    if element.get("type") == "application/json":
        found.extend(_strings(json.loads(element.text or "null"), language))
    for text in found:
        yield from (END, text, END)


def _strings(value: object, language: str) -> Iterator[str]:
    """Every text in what a script is told, but of a practice that says that it is in another language."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part, language)
    elif isinstance(value, dict) and value.get("language", language) == language:
        for name, part in value.items():
            yield from _strings(part, language) if name not in IDS else ()
