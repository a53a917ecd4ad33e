"""Words of the interface and pages written by hand: `practicebook.editorial`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from practicebook import editorial
from practicebook.editorial import HandPage
from practicebook.layout import Layout
from practicebook.translation import State

from tests.builders import findings, put

FRENCH = 'translation: {by: human}\nof: {site: "28d4de61"}\nsite: {name: Livre}\n'
SOUND = "---\ntitle: About\ndescription: 'What it is: a book'\n---\n\nText with --- in it.\n---\n"


def test_words_and_pages_are_read_by_language(tmp_path: Path) -> None:
    """One file a language names the languages; each has the pages of its folder, at any depth."""
    put(tmp_path / "content/interface/en.yaml", "site: {name: Book}\n")
    put(tmp_path / "content/interface/fr.yaml", FRENCH)
    put(tmp_path / "content/pages/en/about/index.md", SOUND)
    loaded = editorial.load(Layout(tmp_path))
    front = {"title": "About", "description": "What it is: a book"}
    page = HandPage("about/index.md", front, "\nText with --- in it.\n---\n")
    assert loaded.words == {"en": {"site": {"name": "Book"}}, "fr": {"site": {"name": "Livre"}}}
    assert loaded.pages == {"en": [page], "fr": [replace(page, state=State(None, ("text",), ()))]}
    assert loaded.problems == []


@pytest.mark.parametrize(
    "content",
    [
        "Text alone\n",
        "---\ntitle: About\n",
        "---\ntitle: About\n---\n",
        "---\ntitle: About\ndescription: 3\n---\n",
        "---\n- title\n---\n",
        "---\n---\n",
        "---\ntitle: a: b\ndescription: [\n---\n",
        b"---\ntitle: \xff\xfe\ndescription: \x00\n---\n",
    ],
)
def test_a_page_that_does_not_say_what_it_is_is_a_problem(content: str | bytes, tmp_path: Path) -> None:
    """Whatever is wrong at its start, nothing is raised, and the page is told of."""
    put(tmp_path / "content/interface/en.yaml", "site: {name: Book}\n")
    put(tmp_path / "content/pages/en/about.md", content)
    loaded = editorial.load(Layout(tmp_path))
    assert findings(loaded.problems) == [("content/pages/en/about.md", 1, 1, "", "E101")]
    assert loaded.pages == {"en": []}


def test_words_that_cannot_be_read_are_a_problem(tmp_path: Path) -> None:
    """The language is left out, and the file is told of like a record."""
    put(tmp_path / "content/interface/en.yaml", "a: 1\na: 2\n")
    loaded = editorial.load(Layout(tmp_path))
    assert findings(loaded.problems) == [("content/interface/en.yaml", 2, 1, "a", "E006")]
    assert (loaded.words, loaded.pages) == ({}, {})
