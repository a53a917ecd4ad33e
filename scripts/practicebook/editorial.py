"""Editorial texts: the words of the interface and the pages written by hand, by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from practicebook import source
from practicebook.layout import Layout
from practicebook.problem import Problem
from practicebook.source import SourceError

FENCE = "---\n"


@dataclass(frozen=True)
class HandPage:
    """Prose written by hand: `path` in the language's docs folder, its front matter, and Markdown."""

    path: str
    front: Mapping[str, Any]
    body: str


@dataclass
class Editorial:
    """All that is written for the site and is not a record."""

    words: dict[str, dict[str, Any]] = field(default_factory=dict)
    pages: dict[str, list[HandPage]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load(layout: Layout) -> Editorial:
    """Read content/interface and content/pages; what is wrong is in `problems`."""
    editorial = Editorial()
    for file in sorted(layout.interface.glob("*.yaml")):
        shown = file.relative_to(layout.root).as_posix()
        try:
            editorial.words[file.stem] = dict(source.load(file, shown).value)
        except SourceError as error:
            editorial.problems.extend(error.problems)
    for language in editorial.words:
        editorial.pages[language] = _hand_pages(layout, language, editorial.problems)
    return editorial


def _hand_pages(layout: Layout, language: str, problems: list[Problem]) -> list[HandPage]:
    folder = layout.pages_by_hand / language
    pages = []
    for file in sorted(folder.rglob("*.md")):
        path = file.relative_to(folder).as_posix()
        page = _hand_page(PurePosixPath(path), file.read_text(encoding="utf-8", errors="replace"))
        if page is None:
            shown = file.relative_to(layout.root).as_posix()
            hint = "Start with ---, `title: …`, `description: …`, ---."
            message = "the page does not start with its title and description"
            problems.append(Problem(shown, 1, 1, "", "E101", "error", message, hint))
        else:
            pages.append(page)
    return pages


def _hand_page(path: PurePosixPath, text: str) -> HandPage | None:
    if not text.startswith(FENCE) or FENCE not in text[len(FENCE) :]:
        return None
    front_text, _, body = text[len(FENCE) :].partition(FENCE)
    try:
        front = source.parse(front_text, str(path)).value
    except SourceError:
        return None
    if not isinstance(front.get("title"), str) or not isinstance(front.get("description"), str):
        return None
    return HandPage(str(path), front, body)
