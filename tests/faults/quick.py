"""Builds of few pages within this process, with a writer of plain pages in the place of MkDocs, to have many."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from practicebook.layout import Layout
from practicebook.page import Card, Page, Searched
from practicebook.problem import Problem
from practicebook.site import render as rendering
from practicebook.site.build import build
from practicebook.site.finish import Content
from practicebook.site.mkdocs import Slice

from tests.unit.small_site import REPOSITORY, URL, a_root, put

DEEP = bool(os.environ.get("PRACTICEBOOK_FAULTS"))  # every step and every file, as `make faults` asks
BESIDE = [".lock", "cache", "pages", "site"]
STATES = ("dawn", "dusk")
_HTML = "<!doctype html><html lang=en><title>{0}</title><h1>{0}</h1>{1}</html>"


def without_mkdocs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a writer of plain pages in its place."""
    monkeypatch.setattr(rendering, "render_slice", write)


def write(part: Slice, _: int) -> list[Problem]:
    """Write what MkDocs would."""
    for page in part.pages:
        put(part.output / page.html_path, _HTML.format(page.path, page.text))
    return []


def built(layout: Layout, state: str) -> None:
    """Build a state, in silence: half the pages differ by state, and each state has one that the other has not."""
    found = Searched("page", "Title", "Summary", texts=[state])
    pages = [
        Page("index.md", state, searched=found),
        Page("a.md", "Always."),
        Page("b/c.md", state),
        Page(f"only/{state}.md", "This."),
    ]
    cards = [Card("en/cards/a.png", "Book", state, "A line", "en", "ltr")]
    content = Content({"en": pages}, URL, files={"data/state.txt": state.encode()}, cards=cards)
    build(layout, content, lambda _: None, jobs=1)


def next_state(layout: Layout) -> str:
    """The state that the site is not in."""
    return "dawn" if (layout.site / "data/state.txt").read_text() == "dusk" else "dusk"


def a_book(folder: Path, state: str) -> Layout:
    """A book with the site of a state, and all kinds of things in its cache."""
    layout = a_root(folder)
    shutil.copytree(REPOSITORY / "theme/cards", layout.theme / "cards")
    built(layout, state)
    return layout


def beside(layout: Layout) -> list[str]:
    """What is in the folder of builds."""
    return sorted(path.name for path in layout.build.iterdir())
