"""What rules look for in the texts that people read, and where they find it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from practicebook.record import Leaf, Texts, leaves


class Sought(NamedTuple):
    """A pattern, and a sign of it: something that is found quicker, and wherever the pattern is found.

    The sign is looked for in all texts of a record at once; nearly all records show none.
    """

    pattern: re.Pattern[str]
    sign: re.Pattern[str]


def sought(pattern: str, sign: str = "", flags: int = 0) -> Sought:
    """What begins with a rare character is found as quickly as any sign of it."""
    return Sought(re.compile(pattern, flags), re.compile(sign or pattern, flags))


def matches(record: Texts, what: Sought, *, markdown: bool | None) -> Iterator[tuple[Leaf, re.Match[str]]]:
    """Every place where it is found: in Markdown alone, in all but Markdown, or in both."""
    if not what.sign.search(record.wording):
        return
    for leaf in leaves(record):
        if leaf.kind and markdown in (None, leaf.kind.markdown) and what.sign.search(leaf.text):
            for found in what.pattern.finditer(leaf.text):
                yield leaf, found


def each(record: Texts, what: Sought, *, markdown: bool | None) -> Iterator[tuple[Leaf, str]]:
    """Every place where it is found, with what was found."""
    return ((leaf, found[0].strip()) for leaf, found in matches(record, what, markdown=markdown))
