"""Builds of few pages within this process alone, to have many."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

from practicebook.layout import Layout
from practicebook.page import Card, Searched
from practicebook.site.build import Options, build

from tests.unit.small_site import REPOSITORY, a_content, a_page, a_root

DEEP = bool(os.environ.get("PRACTICEBOOK_FAULTS"))  # every step and every file, as `make faults` asks
BESIDE = [".lock", "cache", "pages", "site"]
ALONE = Options(jobs=1)
STATES = ("dawn", "dusk")


def built(layout: Layout, state: str, options: Options = ALONE) -> None:
    """Build a state, in silence: half the pages differ by state, and each state has one that the other has not."""
    found = Searched("page", "Title", "Summary", texts=[state])
    pages = [
        replace(a_page("index.md", state), searched=found),
        a_page("a.md", "Always."),
        a_page("b/c.md", state),
        a_page(f"only/{state}.md", "This."),
    ]
    cards = [Card("en/cards/a.png", "Book", state, "A line", "en", "ltr")]
    content = a_content({"en": pages}, files={"data/state.txt": state.encode()}, cards=cards)
    build(layout, content, lambda _: None, options)


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
