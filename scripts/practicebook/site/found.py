"""What search finds of a page: its name and what it is listed by, and where all that is told of it is kept.

That is much, and few ask for it: the index only of pages that changed. So what the pages of a batch tell lies in one
file, and each page knows its place there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from practicebook.fulltext.files import to_json
from practicebook.page import Searched
from practicebook.site.digests import digest


@dataclass(frozen=True)
class Place:
    """Where bytes stand in a file."""

    file: Path
    start: int
    size: int


@dataclass(frozen=True)
class Found:
    """`name` is a digest of all, `told` what a result says, as JSON, or where that is kept; `added`: see `Searched`."""

    name: str
    labels: Sequence[str]
    added: int | None
    told: bytes | Place

    def read(self) -> bytes:
        """What a result says."""
        if isinstance(self.told, bytes):
            return self.told
        with self.told.file.open("rb") as file:
            file.seek(self.told.start)
            return file.read(self.told.size)


def found(address: str, one: Searched) -> Found:
    """What search finds of the page at an address."""
    told, labels = to_json(_told(address, one)), list(one.labels)
    return Found(digest(told, *labels)[:32], labels, one.added, told)


def kept_in(file: Path, pages: Iterable[Found | None]) -> tuple[bytes, list[Found | None]]:
    """What a file has to hold of some pages, and what is found of each once it does."""
    content, placed = b"", list[Found | None]()
    for one in pages:
        told = one.read() if one else b""
        placed.append(replace(one, told=Place(file, len(content), len(told))) if one else None)
        content += told
    return content, placed


def _told(address: str, one: Searched) -> Mapping[str, Any]:
    """What a result says; `text` is what passages are cut from, a part a line."""
    return {
        "address": address,
        "kind": one.kind,
        "meta": {"title": one.title, "summary": one.summary, **one.shown},
        "text": "\n".join(one.texts),
    }
