"""Blocks: the Markdown of a page to HTML, block by block, as Python-Markdown would write it.

Most of a page is HTML already, which Python-Markdown reads tag by tag only to leave it as it is. So the HTML is cut out
here, and only what stands between is converted, the same headings once for all pages. Where a page holds anything that
could join what is cut apart, the whole of it goes to Python-Markdown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from typing import Any

import markdown
from markdown.extensions.toc import slugify

_BLOCKS = frozenset(markdown.util.BLOCK_LEVEL_ELEMENTS)
_VOID = frozenset({"area", "base", "br", "col", "embed", "img", "input", "link", "meta", "source", "track", "wbr"})
# A tag as the templates write it: attributes in double quotes; with it the text and the end of an element that holds
# nothing else.
_TAG = re.compile(r'<(/)?([a-z][a-z0-9]*)([^">]*(?:"[^"]*"[^">]*)*)>(?(1)|((?<!/>)[^<]*</\2>)?)')
_START = re.compile(r"\n {0,3}<([a-zA-Z][a-zA-Z0-9]*|[/!?])")
_LINE_END = re.compile(r"(?: *\n){2}|\n|\Z")
_ASKING = re.compile(r"\smarkdown[\s=>/]")  # an attribute that asks for Markdown within an element, or such a word
# What reaches beyond its block: fences, a table of contents, tabs, lines of spaces, what stands for stashed HTML; and,
# between elements, definitions.
_FAR = ("```", "~~~", "[TOC]", "\t", "\r", "\x02", "\x03")
_BLANK = re.compile(r"\n +\n")
_DEFINITION = re.compile(r"^ {0,3}\*?\[[^\]\n]+\]:", re.MULTILINE)
_ID = re.compile(r'<[a-z][a-z0-9]*[^>]*\sid="([^"]*)"')

# Plain paragraphs and headings with an id, which need no parser: text, character references, and elements of a line.
_INLINE = r"(?:[^\\`*_\[\]{}<>&\n]|&\#\d+;|&[a-z]+;|</?(?:a|bdi|code|span|strong|sup|time)(?:\s[^<>]*)?>)"
_PARAGRAPH = re.compile(rf"(?:(?![ #>\-+=:|~]|\d+[.)]){_INLINE}+(?<! )(?:\n(?=.)|\Z))+")
_HEADING = re.compile(r"(#{1,6}) ((?:[^\\`*_\[\]{}<>&#\n]|&\#\d+;)+?)(?: \{: #([\w-]+)((?: \.[\w-]+)*) \})?")


class UnusualError(Exception):
    """A page is written otherwise than this module expects."""


class Converter:
    """Turns Markdown into HTML with the extensions of one configuration."""

    def __init__(self, extensions: Sequence[str], settings: Mapping[str, Any]) -> None:
        self._markdown = markdown.Markdown(extensions=list(extensions), extension_configs=dict(settings))
        self._once = lru_cache(maxsize=4096)(self._convert)

    def html(self, text: str) -> str:
        """The HTML of a page without its front matter."""
        try:
            return self._by_blocks(text)
        except UnusualError:
            return self._convert(text)

    def _convert(self, text: str) -> str:
        return str(self._markdown.reset().convert(text))

    def _by_blocks(self, text: str) -> str:
        if any(sign in text for sign in _FAR) or _BLANK.search(text) or ("markdown" in text and _ASKING.search(text)):
            raise UnusualError
        made = list(self._blocks(f"\n{text}\n\n"))
        ids = Counter(id_ for is_markup, html in made if not is_markup for id_ in _ID.findall(html))
        if any(count > 1 for count in ids.values()):  # Python-Markdown numbers the second of two alike
            raise UnusualError
        return "\n".join(html for _, html in made).strip()

    def _blocks(self, text: str) -> Iterator[tuple[bool, str]]:
        """Each block as HTML, and whether it was HTML before; a text begins with the end of a line."""
        place = 1
        while place < len(text):
            start = _next_element(text, place)
            yield from ((False, html) for html in self._texts(text[place:start].strip("\n")))
            if start == len(text):
                return
            place, element = _element(text, start)
            yield True, element

    def _texts(self, text: str) -> Iterator[str]:
        blocks = [block.strip("\n") for block in text.split("\n\n") if block.strip("\n")]
        simple = [_simple(block) for block in blocks]
        if all(simple):
            yield from simple
        elif _DEFINITION.search(text):
            raise UnusualError
        else:
            yield self._once(text)


def _next_element(text: str, place: int) -> int:
    """Where the next block of HTML begins, or the end of the text."""
    for found in _START.finditer(text, place - 1):
        if found[1] in "/!?":
            raise UnusualError
        if found[1].lower() in _BLOCKS:
            return found.end() - len(found[1]) - 1
    return len(text)


def _element(text: str, start: int) -> tuple[int, str]:
    """Where the element that begins at `start` ends with its line, and its text; a blank line after it stays."""
    open_: list[str] = []
    for tag in _TAG.finditer(text, start):
        is_end, name, rest, inner = tag.groups()
        if is_end:
            if not open_ or open_.pop() != name:
                raise UnusualError
        elif name in _VOID:
            if inner:
                raise UnusualError
        elif not inner and not rest.endswith("/"):
            open_.append(name)
        if not open_:
            return _line_after(text, start, tag.end())
    raise UnusualError


def _line_after(text: str, start: int, end: int) -> tuple[int, str]:
    after = _LINE_END.match(text, end)
    if not after:
        raise UnusualError
    return after.end(), text[start:end] + ("\n" if after[0].count("\n") > 1 else "")


def _simple(block: str) -> str:
    """The HTML of a block that needs no parser; nothing for any other."""
    if heading := _HEADING.fullmatch(block):
        return _heading(*heading.groups())
    return f"<p>{block}</p>" if _PARAGRAPH.fullmatch(block) else ""


def _heading(signs: str, text: str, id_: str | None, classes: str | None) -> str:
    """A heading with its id, or the one that it gets from its text; nothing where that has no letter for one."""
    level, text, id_ = len(signs), text.strip(), id_ or slugify(unescape(text), "-")
    named = f' class="{classes.replace(".", "").strip()}"' if classes else ""
    return f'<h{level}{named} id="{id_}">{text}</h{level}>' if id_ else ""
