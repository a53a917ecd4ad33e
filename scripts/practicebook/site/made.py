"""What was made of a site: pages and files, each kept in the cache until another one takes its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from practicebook.layout import Layout
from practicebook.page import Page, Searched

STEPS = ("expand", "write", "render")


@dataclass(frozen=True)
class Kept:
    """A page whose HTML is in the store; `page` has no text any more."""

    language: str
    page: Page
    file: Path
    is_new: bool

    @property
    def name(self) -> str:
        """How the page is called among those of all languages."""
        return f"{self.language}/{self.page.path}"

    @property
    def searched(self) -> Searched | None:
        """What search finds of it."""
        return self.page.searched


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


def files_store(layout: Layout) -> Path:
    """Where files that are no pages are kept from build to build, as they lie in the site."""
    return layout.cache / "files"
