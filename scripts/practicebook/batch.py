"""Batches: parts of a site that are made each without the others, in any order, perhaps in processes of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from practicebook.page import Page

Item = TypeVar("Item")

SLICE = 25  # practices in one batch: enough to make the start of one cheap, few enough to make again after an edit


@dataclass(frozen=True)
class Part:
    """What a batch makes: pages of its language, and files, such as feeds and data, by their paths in the site."""

    pages: Sequence[Page] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Batch:
    """How to make a part; `language` is that of its pages.

    `inputs` names all that it is made from, so that it need not be made again; a batch without is always made.
    `prepare` is called before the first of those that share it is made. `late` names a batch of files that no page
    needs, such as a spreadsheet: a build that is in haste leaves them as they were.
    """

    language: str
    make: Callable[[], Part]
    inputs: str = ""
    prepare: Callable[[], None] | None = None
    late: str = ""


def slices(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """All items, in their order, a batch at a time."""
    return (items[start : start + SLICE] for start in range(0, len(items), SLICE))
