"""Markup: text that stays text, wherever it lands in a page.

Pages are Markdown with HTML blocks. Every character that means something in either is written as a character
reference, which both take for the character itself; so one escape serves headings, paragraphs, blocks and attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup

from practicebook.rules.references import CITATION
from practicebook.translation import Foreign

# Every page is searched with these, so they begin with what they look for: the engine finds that without trying them.
_SPACE = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")  # not the spaces that do not break: typography needs them
_SPECIAL = re.compile(r"[&<>\"'\\`*_\[\]{}|~^!$#]")
_FIRST = re.compile(r"[-+=:]")
_NUMBERED = re.compile(r"(\d+)([.)])")

# In prose, what would become anything but a paragraph, a list, emphasis or a link to a web page. Definitions of links
# and backticks are not needed, and each is a way around the others.
_INERT = re.compile(
    r"&|<|\{|\||`"
    r"|!(?=\[)"  # a picture
    r"|\[(?=TOC\])"  # a table of contents
    r"|\((?<=\]\()(?!https?://)"  # a link to anything but a web page
    r"|:(?:(?<=\]:)|(?<=^:))"  # the definition of a link; what is said of a term
    r"|#(?<![^\s>]#)"  # a heading
    r"|=(?<![^\s>]=)(?=[=-]*[ ]*$)|-(?<![^\s>]-)(?=[=-]*[ ]*$)",  # the line below a heading
    re.IGNORECASE | re.MULTILINE,
)
_CITED = re.compile(r"([ ]*\n?[ ]*)" + CITATION.pattern)


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found.group())};"


@lru_cache(maxsize=50_000, typed=True)  # the same names and addresses stand on hundreds of pages
def plain(text: object) -> Markup:
    """One line of text that neither HTML nor Markdown can misread."""
    line = _SPECIAL.sub(_reference, _SPACE.sub(" ", str(text)).strip())
    if found := _FIRST.match(line):
        line = _reference(found) + line[1:]
    elif found := _NUMBERED.match(line):
        line = f"{found[1]}&#{ord(found[2])};{line[found.end() :]}"
    return Markup(line)  # noqa: S704 - this is the escape


def finalize(value: object) -> object:
    """Jinja's last step for every value in a page: whatever is not marked as safe is text, in its own language."""
    if isinstance(value, Markup):
        return value
    return in_its_language(value, plain(str(value))) if isinstance(value, Foreign) else plain(value)


def bare(text: object) -> Markup:
    """Text for where no element can stand: attributes that are read aloud, titles of pictures."""
    return plain(str(text))


def marks(text: object) -> Markup:
    """The attributes of an element that holds nothing but this text, shown with `bare`; none in the page's language."""
    if not isinstance(text, Foreign):
        return Markup("")
    return Markup(f' lang="{attribute(text.language)}" dir="{text.direction}"')  # noqa: S704 - both are escaped


def in_its_language(text: Foreign, markup: Markup, element: str = "span") -> Markup:
    """What was made from a foreign text, marked for readers' ears and for the direction of its script."""
    opening = f'<{element} lang="{attribute(text.language)}" dir="{text.direction}">'
    return Markup(f"{opening}{markup}</{element.split(maxsplit=1)[0]}>")  # noqa: S704 - both parts are safe


def attribute(text: object) -> Markup:
    """A value for a quoted attribute, such as an address."""
    escaped = str(text).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(escaped)  # noqa: S704 - this is the escape


def prose(text: str, cite: Callable[[str], Markup]) -> Markup:
    """Markdown written by a contributor, with what rules refuse made inert, and [@id] replaced by `cite(id)`."""
    inert = _INERT.sub(_reference, text)
    cited = _CITED.sub(lambda found: _cited(found, cite), inert)
    safe = Markup(cited.strip())  # noqa: S704 - only what was made inert above is left
    return (
        in_its_language(text, Markup("\n\n{}\n\n").format(safe), "div markdown") if isinstance(text, Foreign) else safe
    )


def _cited(found: re.Match[str], cite: Callable[[str], Markup]) -> str:
    """The number of a source, close to what it supports; at the start of a line or an item the space stays."""
    space, id_ = found.groups()
    before = found.string[found.start() - 1 : found.start()]
    kept = space if not before or before.isspace() or before in "*+-" else ""
    return kept + str(cite(id_) or f" {plain(found[0].lstrip() if kept else found[0])}")


def json_for_script(text: str) -> Markup:
    """JSON for a script element: nothing in it can close the element or open a comment."""
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704
