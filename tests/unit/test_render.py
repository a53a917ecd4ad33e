"""Markdown to HTML: `practicebook.site.render`, `mkdocs` and `digests`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from practicebook.layout import Layout
from practicebook.page import Page
from practicebook.site import render as rendering
from practicebook.site.digests import digest_of_templates
from practicebook.site.failure import BuildError
from practicebook.site.making import make
from practicebook.site.mkdocs import load_words

from tests.unit.small_site import SHELL, URL, a_content, a_page, a_root, contents, put

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


MKDOCS_SHELL = SHELL.replace("</body>", "<footer>{{ build_date_utc.date() }} {{ page.update_date }}</footer></body>")


def made(
    layout: Layout, pages: Mapping[str, Sequence[Page]], site_url: str = URL, *, by_mkdocs: bool = False, jobs: int = 1
) -> dict[str, bytes]:
    """Render pages, and read what became of each, by language and path in the site."""
    found = make(layout, a_content(pages, site_url), jobs, by_mkdocs=by_mkdocs)
    return {f"{one.language}/{one.page.html_path}": one.file.read_bytes() for one in found.pages}


def new(layout: Layout, pages: Mapping[str, Sequence[Page]], site_url: str = URL) -> tuple[str, ...]:
    """The names of pages that had to be rendered."""
    return tuple(one.name for one in make(layout, a_content(pages, site_url)).pages if one.is_new)


@pytest.fixture
def without_mkdocs(monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs must not be started."""

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("MkDocs was started")

    monkeypatch.setattr(subprocess, "run", fail)


@pytest.mark.parametrize("shell", [SHELL, MKDOCS_SHELL])
def test_a_page_is_the_same_whatever_renders_it_beside_whichever_others(
    shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our renderer, MkDocs over all, a run of it a page, and its plain command give the same bytes."""
    roots = [a_root(tmp_path / name) for name in ("own", "whole", "sliced")]
    for layout in roots:
        put(layout.theme / "main.html", shell)
    own, whole, sliced = roots
    expected = made(whole, {"en": PAGES}, by_mkdocs=True)
    monkeypatch.setattr(rendering, "SMALLEST_SLICE", 1)
    assert made(sliced, {"en": PAGES}, by_mkdocs=True, jobs=len(PAGES)) == expected
    assert made(own, {"en": PAGES}) == expected
    assert _plain_mkdocs(whole) == expected
    assert sorted(expected) == [
        "en/index.html",
        "en/practices/a/index.html",
        "en/practices/b/index.html",
        "en/practices/index.html",
    ]


def _plain_mkdocs(layout: Layout) -> dict[str, bytes]:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(layout.cache / "mkdocs.en.yml")]
    subprocess.run(command, env={**os.environ, "SOURCE_DATE_EPOCH": "0"}, check=True, capture_output=True)
    built = contents(layout.build / "mkdocs")
    return {path: content for path, content in built.items() if path.endswith(".html") and "404" not in path}


@pytest.mark.usefixtures("without_mkdocs")
def test_a_page_has_its_links_tables_and_words(tmp_path: Path) -> None:
    """Addresses stay as they were computed, and the template has the words of the interface."""
    (page,) = made(a_root(tmp_path), {"en": [a_page("practices/a.md", BODY)]}).values()
    for part in ('href="../b/#part"', 'href="../../"', '<h2 id="part">', "<td>1</td>", "<nav>Home en</nav>"):
        assert part in page.decode()


def test_no_page_knows_the_day(tmp_path: Path) -> None:
    """MkDocs offers today's date to templates; here it is always the same."""
    layout = a_root(tmp_path)
    put(layout.theme / "main.html", MKDOCS_SHELL)
    assert b"<footer>1970-01-01 1970-01-01</footer>" in made(layout, {"en": [a_page()]})["en/index.html"]


@pytest.mark.usefixtures("without_mkdocs")
def test_only_what_changed_is_rendered_and_what_is_gone_is_dropped(tmp_path: Path) -> None:
    """The store follows the pages, and no other page is rendered again."""
    layout = a_root(tmp_path)
    assert new(layout, {"en": PAGES}) == NAMES
    assert new(layout, {"en": PAGES}) == ()
    changed = [a_page("index.md", "New.\n"), PAGES[1], PAGES[3]]
    assert new(layout, {"en": changed}) == ("en/index.md",)
    assert sorted(made(layout, {"en": changed})) == [
        "en/index.html",
        "en/practices/a/index.html",
        "en/practices/index.html",
    ]
    assert len(contents(layout.cache / "html")) == len(changed)
    assert sorted(contents(layout.built_pages / "en")) == ["index.md", "practices/a.md", "practices/index.md"]


def test_html_that_was_lost_is_rendered_again(tmp_path: Path) -> None:
    """No memory is believed."""
    layout = a_root(tmp_path)
    found = make(layout, a_content({"en": PAGES}))
    found.pages[1].file.unlink()
    assert new(layout, {"en": PAGES}) == ("en/practices/a.md",)


def test_words_concern_the_pages_of_their_language_only(tmp_path: Path) -> None:
    """A new French word leaves the English pages as they are."""
    layout = a_root(tmp_path, "en", "fr")
    pages = {"en": [a_page()], "fr": [a_page(language="fr")]}
    made(layout, pages)
    words = (layout.interface / "fr.yaml").read_text("utf-8")
    put(layout.interface / "fr.yaml", words.replace("home: Home fr", "home: Accueil"))
    assert new(layout, pages) == ("fr/index.md",)


@pytest.mark.parametrize("name", ["mkdocs.yml", "theme/main.html", "theme/partials/foot.html"])
def test_the_configuration_and_the_templates_concern_every_page(name: str, tmp_path: Path) -> None:
    """Whatever a page is made with makes it stale."""
    layout = a_root(tmp_path)
    made(layout, {"en": PAGES})
    path = tmp_path / name
    put(path, f"{path.read_text() if path.exists() else ''}\n")
    assert new(layout, {"en": PAGES}) == NAMES


def test_the_address_of_the_site_concerns_every_page(tmp_path: Path) -> None:
    """Canonical addresses are in every page."""
    layout = a_root(tmp_path)
    made(layout, {"en": PAGES})
    assert new(layout, {"en": PAGES}, "https://example.org/other/") == NAMES


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


def test_a_template_that_fails_names_the_page(tmp_path: Path) -> None:
    """The message says which page MkDocs was at, and the page is tried again next time."""
    layout = a_root(tmp_path)
    put(layout.theme / "main.html", "{% if page.meta.title == 'bad.md' %}{{ page.meta.none.such }}{% endif %}x")
    for _ in range(2):
        with pytest.raises(BuildError) as caught:
            made(layout, {"en": [a_page(), a_page("bad.md")]})
        assert [(one.path, one.code, one.level) for one in caught.value.problems] == [
            ("build/pages/en/bad.md", "B103", "error")
        ]


def test_a_warning_of_mkdocs_fails_the_build(tmp_path: Path) -> None:
    """A setting that we do not know is put before MkDocs, which itself would end with success."""
    layout = a_root(tmp_path)
    with layout.configuration.open("a") as file:
        file.write("unknown_setting: 1\n")
    with pytest.raises(BuildError) as caught:
        made(layout, {"en": [a_page()]})
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == ("mkdocs.yml", "B103")
    assert "unknown_setting" in problem.message


def test_a_page_that_comes_out_empty_is_named(tmp_path: Path) -> None:
    """MkDocs leaves an empty page out without a word."""
    layout = a_root(tmp_path)
    put(layout.theme / "main.html", " ")
    with pytest.raises(BuildError) as caught:
        made(layout, {"en": [a_page()]})
    assert [(one.path, one.code) for one in caught.value.problems] == [("build/pages/en/index.md", "B104")]


@pytest.mark.parametrize("link", ["[x](../a.md)", "[x](a.md#part)", "[x]: a.md", "[x](<a.md>)"])
def test_a_link_to_a_markdown_file_is_refused(link: str, tmp_path: Path) -> None:
    """It would work or not depending on which pages are rendered together."""
    with pytest.raises(BuildError) as caught:
        made(a_root(tmp_path), {"en": [a_page("index.md", f"{link}\n")]})
    assert [(one.path, one.code) for one in caught.value.problems] == [("build/pages/en/index.md", "B102")]


@pytest.mark.parametrize("link", ["[x](https://example.org/README.md)", "[x](//example.org/a.md)", "[x](../a/)"])
def test_other_links_are_not_refused(link: str, tmp_path: Path) -> None:
    """A Markdown file of somebody else is an ordinary address."""
    assert new(a_root(tmp_path), {"en": [a_page("index.md", f"{link}\n")]}) == ("en/index.md",)


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
