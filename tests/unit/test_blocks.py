"""Our renderer: `practicebook.site.blocks` writes what Python-Markdown does, `shell` refuses what it cannot give."""

from __future__ import annotations

from typing import Any

import jinja2
import markdown
import pytest

from practicebook.page import Page
from practicebook.site.blocks import Converter
from practicebook.site.mkdocs import EXTENSIONS
from practicebook.site.shell import BeyondError, Shell, split

from tests.unit.small_site import SHELL

NAMES, SETTINGS = [*EXTENSIONS, "attr_list", "md_in_html"], {"toc": {"permalink": False}}
OWN = Converter(NAMES, SETTINGS)
GIVEN: dict[str, Any] = {"site_url": "https://example.org/en/", "site_name": "Book", "plugins": [], "extra": {}}


# ------------------------------------------------------------------------------------------------ blocks


@pytest.mark.parametrize(
    "text",
    [
        "Words, &amp; &#42;more&#42;.\n\n## Part\n\n## Other {: #other .wide }\n\n<p class='lead'>x</p>\n",
        '<div class="a">\n\n<p>x</p>\n<br>\n<img src="x">\n\n</div>\n\n- one\n- two\n',
        # what holds more than it shows
        "```\n<p>x</p>\n```\n",
        "One.\n \nTwo.\n",
        "## Part\n\nText.\n\n## Part\n",
        "[a][b]\n\n<p>x</p>\n\n[b]: https://example.org/\n\n*x*\n",
        "<!-- a note -->\n\nText.\n",
        "</div>\n\nText.\n",
        "<p>x</div>\n\nText.\n",
        "<div>\n\nText.\n",
        '<div markdown="1">\n\n*x*\n\n</div>\n',
        "<div markdown>*x*</div>\n",
        "<p>x</p> and more\n\nText.\n",
        "<span>x</span> and\n\n<p>y</p>",
        "",
    ],
)
def test_a_page_is_what_python_markdown_makes_of_it(text: str) -> None:
    """Cut into blocks where that changes nothing, and as a whole where it would."""
    assert OWN.html(text) == markdown.markdown(text, extensions=NAMES, extension_configs=SETTINGS)


# ------------------------------------------------------------------------------------------------ shell


def shell(main: str = SHELL, parts: str = "", **configuration: Any) -> Shell:  # noqa: ANN401 - as MkDocs has it
    """A theme of two templates."""
    loader = jinja2.DictLoader({"main.html": main, "part.html": parts})
    return Shell(jinja2.Environment(loader=loader, autoescape=True), {**GIVEN, **configuration})


def test_a_page_gets_what_the_theme_asks_for() -> None:
    """Its content, its address from the root, and where it is published; also in a part of the template."""
    made = shell("{% include 'part.html' %}", "{{ page.content | safe }} {{ base_url }} {{ page.canonical_url }}")
    page = Page("practices/a.md", "")
    assert made.around(page, {}, "<p>x</p>") == b"<p>x</p> ../.. https://example.org/en/practices/a/"
    assert made.around(Page("index.md", ""), {}, "<p>x</p>") == b"<p>x</p> . https://example.org/en/"


@pytest.mark.parametrize(
    ("main", "configuration"),
    [
        (SHELL, {"plugins": ["search"]}),
        (SHELL, {"hooks": []}),
        ("{{ build_date_utc }}", {}),
        ("{% include name %}", {}),
        ("{% set name = 'part.html' %}{% include name %}", {}),
        ("{% include 'missing.html' %}", {}),
        ("{% if %}", {}),
    ],
)
def test_a_theme_that_asks_for_more_is_left_to_mkdocs(main: str, configuration: dict[str, Any]) -> None:
    """A plugin, a setting, a name, a template that only MkDocs has; or one that it tells what is wrong with."""
    with pytest.raises(BeyondError):
        shell(main, **configuration)


@pytest.mark.parametrize("asked", ["{{ page.edit_url }}", "{{ config.theme }}"])
def test_a_value_that_is_not_known_is_left_to_mkdocs(asked: str) -> None:
    """It is noticed when a page is made."""
    with pytest.raises(BeyondError):
        shell(asked).around(Page("index.md", ""), {}, "")


def test_a_page_with_a_template_of_its_own_is_left_to_mkdocs() -> None:
    """MkDocs takes it from the front matter."""
    with pytest.raises(BeyondError):
        shell().around(Page("index.md", ""), {"template": "other.html"}, "")


@pytest.mark.parametrize(
    ("text", "front"),
    [
        ('---\n"title": "A: b"\n"n": 1\n---\n\nText.', {"title": "A: b", "n": 1}),
        ("---\ntitle: A\n---\nText.", {"title": "A"}),
    ],
)
def test_front_matter_is_json_or_yaml(text: str, front: dict[str, Any]) -> None:
    """JSON, a field a line, as our pages have it; YAML in those that people wrote."""
    assert split(text) == (front, "Text.")


@pytest.mark.parametrize("text", ["Text.", "---\n[a\n---\nText.", "---\n- a\n---\nText."])
def test_a_page_without_front_matter_is_left_to_mkdocs(text: str) -> None:
    """Without any, or with what is none."""
    with pytest.raises(BeyondError):
        split(text)
