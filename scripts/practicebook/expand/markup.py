"""Markup: text that stays text, wherever it lands in a page.

Pages are Markdown with HTML blocks. Every character that means something in either is written as a character
reference, which both take for the character itself; so one escape serves headings, paragraphs, blocks and attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markupsafe import Markup

from practicebook.rules.references import CITATION

_SPECIAL = re.compile(r"[&<>\"'\\`*_\[\]{}|~^!$]|^[-+=#:]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
_LINK_TARGET = re.compile(r"(\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?)(?!https?://)", re.IGNORECASE | re.MULTILINE)
_CITED = re.compile(r"\s*" + CITATION.pattern)  # the small number stands close to what it supports
_LINE_START = re.compile(r"^( {0,3})([#=:])", re.MULTILINE)


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found.group())};"


def plain(text: object) -> Markup:
    """One line of text that neither HTML nor Markdown can misread."""
    return Markup(_SPECIAL.sub(_reference, " ".join(str(text).split())))  # noqa: S704 - this is the escape


def finalize(value: object) -> object:
    """Jinja's last step for every value in a page: whatever is not marked as safe is text."""
    return value if isinstance(value, Markup) else plain(value)


def attribute(text: object) -> Markup:
    """A value for a quoted attribute, such as an address."""
    escaped = str(text).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(escaped)  # noqa: S704 - this is the escape


def prose(text: str, cite: Callable[[str], Markup]) -> Markup:
    """Markdown written by a contributor, with what rules refuse made inert, and [@id] replaced by `cite(id)`."""
    inert = text.replace("&", "&amp;").replace("<", "&lt;").replace("{", "&#123;").replace("![", "&#33;[")
    inert = _LINE_START.sub(lambda found: f"{found.group(1)}&#{ord(found.group(2))};", inert)
    cited = _CITED.sub(lambda found: str(cite(found.group(1))), inert)
    return Markup(_LINK_TARGET.sub(r"\1#", cited).strip())  # noqa: S704 - only what was made inert above is left


def json_for_script(text: str) -> Markup:
    """JSON for a script element: nothing in it can close the element or open a comment."""
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def pick(texts: Mapping[str, str], language: str) -> str:
    """The text in `language`; English where there is none, which every vocabulary has."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
