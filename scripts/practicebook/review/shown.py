"""What a reviewer reads in a summary of GitHub: a page as lines of text, differences, texts that stay texts."""

from __future__ import annotations

import difflib
import html
import re

from practicebook.unseen import visible

MOST = 60_000  # characters of one block; a page of a record has some 10,000

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_OUTSIDE = re.compile(r"<a\b[^>]*?\bhref=\"(https?://[^\"]*)\"[^>]*>")
# Every text of a record is escaped, so that what looks like an element is one of the template.
_ELEMENT = re.compile(r"<[^>]*>")
_ATTRIBUTES = re.compile(r"[ ]*\{: [^}\n]*\}")
_SENTENCE = re.compile(r"(?<=[^\d\s][.!?؟…])[ ]+(?=\S)")
_GAPS = re.compile(r"[ \t]+(?=[.,][\s]|[.,]$)|(?<=[ \t])[ \t]+")


def as_lines(page: str) -> list[str]:
    """The Markdown of a page as a reader meets it: no elements, links to elsewhere spelt out, one sentence a line."""
    text = _OUTSIDE.sub(r"\1 ", _ATTRIBUTES.sub("", _FRONT.sub("", page)))
    lines = (line.strip() for line in html.unescape(_ELEMENT.sub(" ", text)).splitlines())
    return [part for line in lines for part in _SENTENCE.split(_GAPS.sub("", line)) if part]


def difference(before: list[str], after: list[str]) -> str:
    """What changed, with two lines around it; nothing when nothing did."""
    return "\n".join(list(difflib.unified_diff(before, after, n=2, lineterm=""))[2:])


def fenced(text: str, language: str = "text") -> str:
    """A block of code that holds this text whatever it is: the fence is longer than any row of backticks in it."""
    cut = text[:MOST]
    seen = "\n".join(visible(line) for line in cut.split("\n"))
    longest = max((len(row) for row in re.findall("`+", seen)), default=0)
    fence = "`" * max(3, longest + 1)
    rest = f"\n\n{len(text) - MOST:,} more characters are not shown." if len(text) > MOST else ""
    return f"{fence}{language}\n{seen}\n{fence}{rest}"
