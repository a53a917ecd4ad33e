"""Markdown to HTML: `practicebook.site.render`, `mkdocs` and `digests`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from practicebook.layout import Layout
from practicebook.problem import Problem
from practicebook.site import render as rendering
from practicebook.site.digests import digest_of_templates, save_memory
from practicebook.site.failure import BuildError
from practicebook.site.mkdocs import Slice, load_words
from practicebook.site.render import Rendered, html_store, render

from tests.unit.small_site import URL, a_page, a_root, contents, put

BODY = """See [the other](../b/#part) and [the first](../../).

## Part

- one
- two

| a | b |
|---|---|
| 1 | 2 |
"""
PAGES = [
    a_page(),
    a_page("practices/a.md", BODY),
    a_page("practices/b.md", BODY),
    a_page("practices/index.md", "All.\n"),
]
NAMES = tuple(f"en/{page.path}" for page in PAGES)


@pytest.fixture
def fake_mkdocs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put a copier in the place of MkDocs; the list tells which pages it was given."""
    seen: list[str] = []

    def copy(part: Slice, _: int) -> list[Problem]:
        for page in part.pages:
            seen.append(f"{part.language}/{page.path}")
            put(part.output / page.html_path, page.text)
        return []

    monkeypatch.setattr(rendering, "render_slice", copy)
    return seen


def test_a_page_is_the_same_whichever_pages_are_rendered_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One run over all, one run a page, and the plain command of MkDocs give the same bytes."""
    whole, sliced = a_root(tmp_path / "whole"), a_root(tmp_path / "sliced")
    render(whole, {"en": PAGES}, URL)
    monkeypatch.setattr(rendering, "SMALLEST_SLICE", 1)
    render(sliced, {"en": PAGES}, URL, jobs=len(PAGES))
    expected = contents(html_store(whole, "en"))
    assert sorted(expected) == [
        "index.html",
        "practices/a/index.html",
        "practices/b/index.html",
        "practices/index.html",
    ]
    assert contents(html_store(sliced, "en")) == expected
    assert _plain_mkdocs(whole) == expected


def _plain_mkdocs(layout: Layout) -> dict[str, bytes]:
    for page in PAGES:
        put(layout.built_pages / "en" / page.path, page.text)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(layout.cache / "mkdocs.en.yml")]
    subprocess.run(command, env={**os.environ, "SOURCE_DATE_EPOCH": "0"}, check=True, capture_output=True)
    return {path: content for path, content in contents(layout.build / "mkdocs/en").items() if path.endswith(".html")}


def test_a_page_has_its_links_tables_and_words(tmp_path: Path) -> None:
    """Addresses stay as they were computed, and the template has the words of the interface."""
    layout = a_root(tmp_path)
    render(layout, {"en": [a_page("practices/a.md", BODY)]}, URL)
    page = (html_store(layout, "en") / "practices/a/index.html").read_text()
    for part in ('href="../b/#part"', 'href="../../"', '<h2 id="part">', "<td>1</td>", "<nav>Home en</nav>"):
        assert part in page


def test_no_page_knows_the_day(tmp_path: Path) -> None:
    """MkDocs offers today's date to templates; here it is always the same."""
    layout = a_root(tmp_path)
    render(layout, {"en": [a_page()]}, URL)
    assert "<footer>1970-01-01</footer>" in (html_store(layout, "en") / "index.html").read_text()


def test_nothing_stale_means_that_mkdocs_is_not_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second rendering of the same pages only looks at digests."""
    layout = a_root(tmp_path)
    assert render(layout, {"en": PAGES}, URL) == Rendered(NAMES, (), ())

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("MkDocs was started")

    monkeypatch.setattr(subprocess, "run", fail)
    assert render(layout, {"en": PAGES}, URL) == Rendered((), NAMES, ())


def test_only_what_changed_is_rendered_and_what_is_gone_is_dropped(tmp_path: Path, fake_mkdocs: list[str]) -> None:
    """The store follows the pages, and no other page is rendered again."""
    layout = a_root(tmp_path)
    render(layout, {"en": PAGES}, URL)
    fake_mkdocs.clear()
    changed = [a_page("index.md", "New.\n"), PAGES[1], PAGES[3]]
    assert render(layout, {"en": changed}, URL) == Rendered(
        ("en/index.md",), ("en/practices/a.md", "en/practices/index.md"), ("en/practices/b.md",)
    )
    assert fake_mkdocs == ["en/index.md"]
    assert sorted(contents(html_store(layout, "en"))) == [
        "index.html",
        "practices/a/index.html",
        "practices/index.html",
    ]


def test_html_that_was_lost_is_rendered_again(tmp_path: Path, fake_mkdocs: list[str]) -> None:
    """The memory alone is not believed."""
    layout = a_root(tmp_path)
    render(layout, {"en": PAGES}, URL)
    (html_store(layout, "en") / "practices/a/index.html").unlink()
    assert render(layout, {"en": PAGES}, URL).rendered == ("en/practices/a.md",)


def test_words_concern_the_pages_of_their_language_only(tmp_path: Path, fake_mkdocs: list[str]) -> None:
    """A new French word leaves the English pages as they are."""
    layout = a_root(tmp_path, "en", "fr")
    pages = {"en": [a_page()], "fr": [a_page(language="fr")]}
    render(layout, pages, URL)
    words = (layout.interface / "fr.yaml").read_text("utf-8")
    put(layout.interface / "fr.yaml", words.replace("home: Home fr", "home: Accueil"))
    assert render(layout, pages, URL) == Rendered(("fr/index.md",), ("en/index.md",), ())


@pytest.mark.parametrize("name", ["mkdocs.yml", "theme/main.html", "theme/partials/foot.html"])
def test_the_configuration_and_the_templates_concern_every_page(
    name: str, tmp_path: Path, fake_mkdocs: list[str]
) -> None:
    """Whatever a page is made with makes it stale."""
    layout = a_root(tmp_path)
    render(layout, {"en": PAGES}, URL)
    path = tmp_path / name
    put(path, f"{path.read_text() if path.exists() else ''}\n")
    assert render(layout, {"en": PAGES}, URL).rendered == NAMES


def test_the_address_of_the_site_concerns_every_page(tmp_path: Path, fake_mkdocs: list[str]) -> None:
    """Canonical addresses are in every page."""
    layout = a_root(tmp_path)
    render(layout, {"en": PAGES}, URL)
    assert render(layout, {"en": PAGES}, "https://example.org/other/").rendered == NAMES


@pytest.mark.parametrize(
    ("include", "effect"),
    [
        ("", "none"),
        ("{% include 'assets/css/main.css' %}", "all"),
        ("{% include page.meta.icon %}", "all"),
        ("{% broken", "all"),
    ],
)
def test_an_asset_concerns_pages_only_if_a_template_may_include_it(include: str, effect: str, tmp_path: Path) -> None:
    """A style sheet that is only linked can change without a page being rendered."""
    layout = a_root(tmp_path)
    put(layout.theme / "main.html", include)
    before = digest_of_templates(layout.theme)
    put(layout.theme / "assets/css/main.css", "body { color: navy }\n")
    assert ("none" if digest_of_templates(layout.theme) == before else "all") == effect


def test_a_kill_while_rendering_leaves_no_wrong_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake_mkdocs: list[str]
) -> None:
    """HTML of a new text must not be taken for that of the old one when the change is undone."""
    layout = a_root(tmp_path)
    old, new = {"en": [a_page("index.md", "Old.\n")]}, {"en": [a_page("index.md", "New.\n")]}
    render(layout, old, URL)
    calls: list[Path] = []

    def die_at_the_end(path: Path, memory: dict[str, object]) -> None:
        calls.append(path)
        if len(calls) > 1:
            raise KeyboardInterrupt
        save_memory(path, memory)

    monkeypatch.setattr(rendering, "save_memory", die_at_the_end)
    with pytest.raises(KeyboardInterrupt):
        render(layout, new, URL)
    monkeypatch.setattr(rendering, "save_memory", save_memory)
    assert render(layout, old, URL).rendered == ("en/index.md",)
    assert b"Old." in contents(html_store(layout, "en"))["index.html"]


def test_a_template_that_fails_names_the_page(tmp_path: Path) -> None:
    """The message says which page MkDocs was at, and the page is tried again next time."""
    layout = a_root(tmp_path)
    put(layout.theme / "main.html", "{% if page.meta.title == 'bad.md' %}{{ page.meta.none.such }}{% endif %}x")
    for _ in range(2):
        with pytest.raises(BuildError) as caught:
            render(layout, {"en": [a_page(), a_page("bad.md")]}, URL)
        assert [(one.path, one.code, one.level) for one in caught.value.problems] == [
            ("build/pages/en/bad.md", "B103", "error")
        ]


def test_a_warning_of_mkdocs_fails_the_build(tmp_path: Path) -> None:
    """MkDocs itself would end with success."""
    layout = a_root(tmp_path)
    with layout.configuration.open("a") as file:
        file.write("unknown_setting: 1\n")
    with pytest.raises(BuildError) as caught:
        render(layout, {"en": [a_page()]}, URL)
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == ("mkdocs.yml", "B103")
    assert "unknown_setting" in problem.message


def test_a_page_that_comes_out_empty_is_named(tmp_path: Path) -> None:
    """MkDocs leaves an empty page out without a word."""
    layout = a_root(tmp_path)
    put(layout.theme / "main.html", " ")
    with pytest.raises(BuildError) as caught:
        render(layout, {"en": [a_page()]}, URL)
    assert [(one.path, one.code) for one in caught.value.problems] == [("build/pages/en/index.md", "B104")]


@pytest.mark.parametrize("link", ["[x](../a.md)", "[x](a.md#part)", "[x]: a.md", "[x](<a.md>)"])
def test_a_link_to_a_markdown_file_is_refused(link: str, tmp_path: Path, fake_mkdocs: list[str]) -> None:
    """It would work or not depending on which pages are rendered together."""
    with pytest.raises(BuildError) as caught:
        render(a_root(tmp_path), {"en": [a_page("index.md", f"{link}\n")]}, URL)
    assert [(one.path, one.code) for one in caught.value.problems] == [("build/pages/en/index.md", "B102")]


@pytest.mark.parametrize("link", ["[x](https://example.org/README.md)", "[x](//example.org/a.md)", "[x](../a/)"])
def test_other_links_are_not_refused(link: str, tmp_path: Path, fake_mkdocs: list[str]) -> None:
    """A Markdown file of somebody else is an ordinary address."""
    assert render(a_root(tmp_path), {"en": [a_page("index.md", f"{link}\n")]}, URL).rendered == ("en/index.md",)


def test_words_are_texts_whatever_they_look_like(tmp_path: Path) -> None:
    """YAML 1.1 would make false of the word no, as a value and as a key."""
    layout = a_root(tmp_path)
    put(layout.interface / "en.yaml", "answer: {no: no, yes: Yes}\nnumber: 1_000\n")
    assert load_words(layout, "en") == {"answer": {"no": "no", "yes": "Yes"}, "number": "1_000"}


@pytest.mark.parametrize("text", ["a: [", "just words", None])
def test_words_that_cannot_be_read_are_named(text: str | None, tmp_path: Path) -> None:
    """A missing or broken interface file is a message about that file."""
    layout = a_root(tmp_path)
    (layout.interface / "en.yaml").unlink()
    if text is not None:
        put(layout.interface / "en.yaml", text)
    with pytest.raises(BuildError) as caught:
        load_words(layout, "en")
    assert [(one.path, one.code) for one in caught.value.problems] == [("content/interface/en.yaml", "B101")]
