"""Markup: text that stays text, wherever it lands in a page.

Pages are Markdown with HTML blocks. Every character that means something in either is written as a character
reference, which both take for the character itself; so one escape serves headings, paragraphs, blocks and attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from markupsafe import Markup

from practicebook.rules.references import CITATION

_SPACE = re.compile(r"[ \t\r\n]+")  # not the spaces that do not break: typography needs them
_SPECIAL = re.compile(r"[&<>\"'\\`*_\[\]{}|~^!$#]|^[-+=:]")
_NUMBERED = re.compile(r"^(\d+)([.)])")

# In prose, what would become anything but a paragraph, a list, emphasis or a link to a web page. Definitions of links
# and backticks are not needed, and each is a way around the others.
_INERT = re.compile(
    r"[&<{|`]"
    r"|!(?=\[)"  # a picture
    r"|\[(?=TOC\])"  # a table of contents
    r"|(?<=\])\((?!https?://)"  # a link to anything but a web page
    r"|(?<=\]):"  # the definition of a link
    r"|(?<![^\s>])#"  # a heading
    r"|(?<![^\s>])[=-](?=[=-]*[ ]*$)"  # the line below a heading
    r"|^:",
    re.IGNORECASE | re.MULTILINE,
)
# The small number stands close to what it supports.
_CITED = re.compile(r"(?:(?<=[^\s*+-])[ ]*\n?[ ]*)?" + CITATION.pattern)


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found.group())};"


@lru_cache(maxsize=50_000, typed=True)  # the same names and addresses stand on hundreds of pages
def plain(text: object) -> Markup:
    """One line of text that neither HTML nor Markdown can misread."""
    line = _SPECIAL.sub(_reference, _SPACE.sub(" ", str(text)).strip())
    return Markup(_NUMBERED.sub(lambda found: f"{found[1]}&#{ord(found[2])};", line))  # noqa: S704 - this is the escape


def finalize(value: object) -> object:
    """Jinja's last step for every value in a page: whatever is not marked as safe is text."""
    return value if isinstance(value, Markup) else plain(value)


def attribute(text: object) -> Markup:
    """A value for a quoted attribute, such as an address."""
    escaped = str(text).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(escaped)  # noqa: S704 - this is the escape


def prose(text: str, cite: Callable[[str], Markup]) -> Markup:
    """Markdown written by a contributor, with what rules refuse made inert, and [@id] replaced by `cite(id)`."""
    inert = _INERT.sub(_reference, text)
    cited = _CITED.sub(lambda found: str(cite(found[1]) or f" {plain(found[0])}"), inert)
    return Markup(cited.strip())  # noqa: S704 - only what was made inert above is left


def json_for_script(text: str) -> Markup:
    """JSON for a script element: nothing in it can close the element or open a comment."""
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def pick(texts: Mapping[str, str], language: str) -> str:
    """The text in `language`; English where there is none, which every vocabulary has."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
