"""What was made of a site: pages and files, each kept in the cache until another one takes its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from practicebook.layout import Layout
from practicebook.page import Page
from practicebook.site.found import Found

STEPS = ("expand", "write", "render")


@dataclass(frozen=True)
class Kept:
    """A page whose HTML is in the store; `page` has no text any more, and what search finds of it is told apart."""

    language: str
    page: Page
    file: Path
    is_new: bool
    found: Found | None = None

    @property
    def name(self) -> str:
        """How the page is called among those of all languages."""
        return f"{self.language}/{self.page.path}"


@dataclass
class Made:
    """What was made: pages of all languages by their names, paths of files, and the seconds that each step took.

    Seconds are those of all processes together.
    """

    pages: list[Kept] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STEPS, 0.0))

    def add(self, steps: Iterable[float]) -> None:
        """Add the seconds that each step took elsewhere."""
        for step, seconds in zip(STEPS, steps, strict=True):
            self.seconds[step] += seconds

    def of(self, language: str) -> list[Kept]:
        """The pages of one language, by path."""
        return [one for one in self.pages if one.language == language]


def pieces_store(layout: Layout) -> Path:
    """Where pieces are kept that batches put together."""
    return layout.cache / "pieces"


def found_store(layout: Layout) -> Path:
    """Where it is kept what search finds of pages, a file a batch."""
    return layout.cache / "found"


def files_store(layout: Layout) -> Path:
    """Where files that are no pages are kept from build to build, as they lie in the site."""
    return layout.cache / "files"
