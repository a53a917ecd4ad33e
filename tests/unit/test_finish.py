"""What belongs to the whole site: `practicebook.site.finish` and `search`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from practicebook.fulltext import files
from practicebook.layout import Layout
from practicebook.page import Page, Searched
from practicebook.site import offline, search
from practicebook.site.content import Content
from practicebook.site.failure import BuildError
from practicebook.site.finish import finish
from practicebook.site.found import found
from practicebook.site.made import Kept, Made
from practicebook.site.making import make
from practicebook.site.seal import Store

from tests.unit.small_site import URL, a_content, a_page, a_root, contents, put

SEARCHED = Page("practices/a.md", "", Searched("practice", "A house", "What it is.", added=0))
OTHER = Page("themes/b.md", "", Searched("theme", "Housing", "What it means.", texts=["Houses for all."]))


def a_site(layout: Layout, content: Content) -> dict[str, str]:
    """Finish a site and read it."""
    site = layout.build / "site.next"
    finish(layout, content, make(layout, content), site, Store(layout.cache))
    return {path: text.decode() for path, text in contents(site).items()}


def refreshed(layout: Layout, pages: dict[str, list[Page]]) -> bool:
    """Whether an index had to be made for such pages."""
    made = Made(
        [
            Kept(code, page, Path(), is_new=True, found=found(page.address, page.searched) if page.searched else None)
            for code, some in pages.items()
            for page in some
        ]
    )
    return search.refresh_index(layout, made, pages)


def test_a_site_has_pages_assets_and_what_robots_ask_for(tmp_path: Path) -> None:
    """Nothing else is in it: no file of the theme but the assets, and no asset twice."""
    layout = a_root(tmp_path, "en", "fr")
    put(layout.theme / "assets/.DS_Store", "x")
    site = a_site(layout, a_content({"en": [a_page(), a_page("practices/a.md")], "fr": [a_page()]}, URL))
    assert sorted(site) == [
        ".nojekyll",
        "404.html",
        "assets/css/main.css",
        "assets/css/site.css",
        "assets/img/icons.svg",
        "assets/img/mark.svg",
        "assets/js/language.js",
        "assets/js/scheme.js",
        "en/index.html",
        "en/manifest.webmanifest",
        "en/practices/a/index.html",
        "fr/index.html",
        "fr/manifest.webmanifest",
        "index.html",
        "robots.txt",
        "sitemap.xml",
        "sw.js",
    ]


def test_the_worker_is_another_one_when_an_asset_is(tmp_path: Path) -> None:
    """Else browsers would keep the earlier look for good; a page alone changes nothing of it."""

    def worker(folder: str, body: str, style: str) -> str:
        layout = a_root(tmp_path / folder)
        put(layout.theme / "assets/css/main.css", style)
        return a_site(layout, a_content({"en": [a_page(body=body)]}, URL))["sw.js"]

    first = worker("first", "One.\n", "")
    assert first == worker("again", "Two.\n", "")
    assert first != worker("styled", "One.\n", "body { color: red }")
    assert '"shell":["assets/css/main.css","assets/css/site.css",' in first


def test_there_is_no_copy_of_what_is_not_built(tmp_path: Path) -> None:
    """Neither of a folder without a site nor of a language that it lacks; the message says what to do."""
    layout = a_root(tmp_path, "en", "fr")
    put(layout.site / "en/index.html", "")
    for site, languages in ((layout.theme, []), (layout.site, ["fr"])):
        with pytest.raises(BuildError) as caught:
            offline.of(layout, site, languages)
        assert [(one.code, one.hint) for one in caught.value.problems] == [("B111", "Build it: practicebook build.")]


def test_the_sitemap_lists_every_page_by_its_whole_address(tmp_path: Path) -> None:
    """Sorted and without dates: the same pages give the same file on every day."""
    site = a_site(a_root(tmp_path), a_content({"en": [a_page("places/a&b.md"), a_page()]}, URL))
    assert site["sitemap.xml"] == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        "<url><loc>https://example.org/book/en/</loc></url>\n"
        "<url><loc>https://example.org/book/en/places/a%26b/</loc></url>\n"
        "</urlset>\n"
    )
    assert site["robots.txt"] == "User-agent: *\nAllow: /\n\nSitemap: https://example.org/book/sitemap.xml\n"


def test_a_single_language_is_gone_to_at_once(tmp_path: Path) -> None:
    """There is nothing to choose, with or without JavaScript."""
    site = a_site(a_root(tmp_path), a_content({"en": [a_page()]}, URL))
    assert '<meta http-equiv="refresh" content="0; url=en/">' in site["index.html"]
    assert "<script>" not in site["index.html"]


def test_several_languages_are_offered_as_plain_links(tmp_path: Path) -> None:
    """Each is named in itself and in its own direction; a script may choose for the visitor."""
    layout = a_root(tmp_path, "ar", "en", "fr")
    site = a_site(layout, a_content({language: [a_page()] for language in ("fr", "en", "ar")}, URL))
    chooser = site["index.html"]
    assert 'http-equiv="refresh"' not in chooser
    assert '<script src="assets/js/language.js" defer></script>' in chooser
    link = '<a class="button" data-language="{0}" href="{0}/" hreflang="{0}">'
    assert f'<p lang="ar" dir="rtl">Choose {link.format("ar")}ar itself</a></p>' in chooser
    assert f'<p lang="fr" dir="ltr">Choose {link.format("fr")}fr itself</a></p>' in chooser


def test_the_404_page_has_links_that_work_at_any_depth(tmp_path: Path) -> None:
    """They start with the path of the site."""
    site = a_site(a_root(tmp_path), a_content({"en": [a_page()]}, URL))
    assert 'href="/book/en/"' in site["404.html"]


def test_a_former_address_leads_on(tmp_path: Path) -> None:
    """By a relative address, for the browser, for a reader without refresh, and for a search engine."""
    content = a_content({"en": [a_page("places/a.md")]}, URL, redirects={"en/practices/old/": "en/places/a/"})
    moved = a_site(a_root(tmp_path), content)["en/practices/old/index.html"]
    assert '<meta http-equiv="refresh" content="0; url=../../places/a/">' in moved
    assert '<a href="../../places/a/">' in moved
    assert '<link rel="canonical" href="https://example.org/book/en/places/a/">' in moved


def test_ready_made_files_are_published_as_they_are(tmp_path: Path) -> None:
    """Feeds and data come from elsewhere."""
    content = a_content({"en": [a_page()]}, URL, files={"data/practices.json": b"[]\n"})
    assert a_site(a_root(tmp_path), content)["data/practices.json"] == "[]\n"


@pytest.mark.parametrize(
    ("content", "code", "path"),
    [
        ({"redirects": {"en/": "en/x/"}}, "B109", "en/index.html"),
        ({"files": {"assets/css/main.css": b""}}, "B109", "assets/css/main.css"),
        ({"files": {"../x": b""}}, "B108", "../x"),
    ],
)
def test_two_claims_to_an_address_are_a_problem(
    content: dict[str, dict[str, str]], code: str, path: str, tmp_path: Path
) -> None:
    """Neither wins, and nothing is written outside the site."""
    with pytest.raises(BuildError) as caught:
        a_site(a_root(tmp_path), a_content({"en": [a_page()]}, URL, **content))  # type: ignore[arg-type]
    assert [(one.path, one.code) for one in caught.value.problems] == [(path, code)]


def test_a_missing_word_is_a_problem(tmp_path: Path) -> None:
    """The word is named, and where words are."""
    layout = a_root(tmp_path)
    put(layout.interface / "en.yaml", "site: {name: N, tagline: T}\nroot: {title: Choose}\n")
    with pytest.raises(BuildError) as caught:
        a_site(layout, a_content({"en": [a_page()]}, URL))
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == ("content/interface", "B107")
    assert "not_found" in problem.message


@pytest.mark.parametrize("url", ["example.org/", "https://example.org/book", "ftp://example.org/", ""])
def test_an_address_that_cannot_be_added_to_is_refused(url: str) -> None:
    """Addresses of pages are made by putting theirs behind it."""
    with pytest.raises(ValueError, match="not the address of a site"):
        a_content({}, url)


def test_a_new_page_in_the_store_leaves_the_published_one(tmp_path: Path) -> None:
    """The published file is another name of the stored one, so the store must never write into a file."""
    layout = a_root(tmp_path)
    a_site(layout, a_content({"en": [a_page()]}, URL))
    (stored,) = (layout.cache / "html/en").rglob("*.html")
    assert stored.samefile(layout.build / "site.next/en/index.html")
    assert not (layout.theme / "assets/css/main.css").samefile(layout.build / "site.next/assets/css/main.css")


def test_the_search_index_is_made_once_for_the_same_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next site takes the index as it is, of each language that it has."""
    layout, pages = a_root(tmp_path, "en", "fr"), {"en": [SEARCHED], "fr": [SEARCHED, OTHER]}
    assert refreshed(layout, pages) is True
    french = contents(search.kept(layout) / "fr")

    def fail(*_: object) -> None:
        raise AssertionError("an index was made")

    monkeypatch.setattr(files, "files", fail)
    assert refreshed(layout, {"fr": [SEARCHED, OTHER]}) is False
    assert {f"fr/{path}": content for path, content in french.items()} == contents(search.kept(layout))


def test_the_search_index_follows_the_pages(tmp_path: Path) -> None:
    """A changed text makes a new index, in which nothing of the earlier one is left."""
    layout = a_root(tmp_path)
    for searched in (SEARCHED, OTHER):
        assert refreshed(layout, {"en": [searched]}) is True
        told = [content for path, content in contents(search.kept(layout)).items() if "/page-" in path]
        assert [json.loads(one)["address"] for one in told] == [searched.address]
