"""Batches: parts of a site that are made each without the others, in any order, perhaps in processes of their own."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from practicebook.page import Page

Item = TypeVar("Item")

# Practices in one batch, about: enough to make the start of one cheap, few enough to make again after an edit. Pages
# take longest.
SLICE = 25
SLICE_OF_PAGES = 8


@dataclass(frozen=True)
class Part:
    """What a batch makes: pages of its language, and files, such as feeds and data, by their paths in the site.

    `piece` is what a batch that is made `of` this one puts together with those of others.
    """

    pages: Sequence[Page] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    piece: bytes = b""


@dataclass(frozen=True)
class Batch:
    """How to make a part; `language` is that of its pages.

    `inputs` names all that it is made from, so that it need not be made again; a batch without is always made.
    `prepare` is called before the first of those that share it is made. `late` names a batch of files that no page
    needs, such as a spreadsheet: a build that is in haste leaves them as they were. A batch that is made `of` others
    comes after them, and its `make` is given their pieces.
    """

    language: str
    make: Callable[..., Part]
    inputs: str = ""
    prepare: Callable[[], None] | None = None
    late: str = ""
    of: Sequence[Batch] | None = None

    def part(self, piece: Callable[[Batch], bytes] = lambda one: one.part().piece) -> Part:
        """What it makes. `piece` tells what another one gave; unless it knows, that is made again."""
        return self.make() if self.of is None else self.make(map(piece, self.of))


def slices(practices: Mapping[str, Item], *, of_pages: bool = False) -> Iterator[Sequence[Item]]:
    """All practices in the order of their ids, a batch at a time; batches of pages are smaller.

    Where a batch ends is a matter of the id there, so that one more practice, or one less, leaves the others alone.
    """
    found: list[Item] = []
    about = SLICE_OF_PAGES if of_pages else SLICE
    for id_ in sorted(practices):
        found.append(practices[id_])
        if zlib.crc32(id_.encode()) % about == 0:
            yield found
            found = []
    if found:
        yield found
