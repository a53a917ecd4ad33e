"""The site in every language: the way from one to another, what search engines are told, search, and Arabic."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree
from playwright.sync_api import Locator, Page, ViewportSize, expect

from practicebook.catalogue import Catalogue
from practicebook.expand.context import Context
from practicebook.model import Practice

from tests.site.finder import Records, read
from tests.site.own_text import read as read_page
from tests.site.pages import DESK, PHONE, READY, Opener, fullest, path_of
from tests.site.server import Server
from tests.site.width import CUT, NARROWEST

LANGUAGES = ("en", "ar", "es", "fr")  # in the order in which they are offered
TRANSLATED = LANGUAGES[1:]
SAMPLE = (
    *("home", "explore", "practice with everything", "practice without results", "theme", "sub-theme", "right", "goal"),
    *("place", "country", "declaration", "mechanism", "list of practices", "list of organisations", "matrix", "map"),
    *("quality", "about", "contribute/translate", "rules", "translations"),
    *("commitment", "place with commitments", "list of commitments", "list of roadmap"),
)
LAID_OUT = (
    *("home", "explore", "practice with everything", "practice without results", "right", "place", "declaration"),
    *("list of organisations", "matrix", "map", "about", "place with commitments", "list of roadmap"),
)
WIDTHS: tuple[ViewportSize, ...] = (DESK, PHONE, NARROWEST)
WORDS = {"es": "vivienda", "fr": "logement", "ar": "السكن"}
FIRST = 6  # practices that the dialog shows
XHTML = "{http://www.w3.org/1999/xhtml}link"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MARKED = re.compile(r'<(?!html|meta|title)\w+\b([^>]*?\slang="([^"]+)"[^>]*)>')


@pytest.fixture(scope="session")
def words_of(context: Context) -> Mapping[str, Mapping[str, Any]]:
    """The words of the interface in every language."""
    return context.editorial.words


def in_language(path: str, language: str) -> str:
    """The path of a page in another language."""
    return f"{language}/{path.partition('/')[2]}"


def switch(page: Page) -> Locator:
    """The switch of languages in the header."""
    return page.locator(".site-header details[data-languages]")


def opened(page: Page, address: str) -> Locator:
    """The switch on a page, opened."""
    page.goto(address)
    switch(page).locator("summary").click()
    expect(switch(page).locator("a").first).to_be_visible()
    return switch(page)


# ------------------------------------------------------------------------------------------------ from one to another


@pytest.mark.parametrize("type_", ["practice with everything", "about/method"])
def test_the_switch_leads_to_the_same_page(page: Page, server: Server, catalogue: Catalogue, type_: str) -> None:
    """From language to language and back; each page says which language it is and how it is written."""
    path = path_of(type_, catalogue)
    page.goto(server.address + path)
    for language in (*TRANSLATED, "en"):
        switch(page).locator("summary").click()
        switch(page).locator(f"a[hreflang={language}]").click()
        expect(page).to_have_url(server.address + in_language(path, language))
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
        expect(page.locator("h1")).to_be_visible()


def test_the_switch_takes_the_view_of_the_finder_along(page: Page, server: Server, context: Context) -> None:
    """Words, choices and place in the page are the same in the other language; there they have its names."""
    choice = {"theme": ["housing"], "region": ["europe"]}
    opened(page, f"{server.address}en/explore/?theme=housing#main")
    page.keyboard.press("Escape")
    page.locator(".explore-facet:has(#explore-facet-region) summary").click()
    page.locator(".explore-option", has_text=context.label("regions", "europe")).first.click()
    page.wait_for_url("**/en/explore/?theme=housing&region=europe")
    page.goto(f"{page.url}#main")
    switch(page).locator("summary").click()
    switch(page).locator("a[hreflang=es]").click()
    page.wait_for_url(f"{server.address}es/explore/?theme=housing&region=europe#main")
    spanish = Context(context.original, context.editorial, "es", server.address)
    assert read(page) == Records(spanish).view(choice)


def test_words_searched_for_go_along(page: Page, server: Server) -> None:
    """A search for a name is begun once, in whatever language."""
    opened(page, f"{server.address}fr/explore/?q=Montevideo").locator("a[hreflang=ar]").click()
    page.wait_for_url(f"{server.address}ar/explore/?q=Montevideo")
    expect(page.locator("#explore-field")).to_have_value("Montevideo")


def test_escape_closes_the_switch_and_focus_stays_on_it(page: Page, server: Server) -> None:
    """Also when focus was on one of its links, as whoever uses the keyboard expects."""
    page.goto(f"{server.address}en/about/")
    summary = switch(page).locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(switch(page).locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(switch(page).locator("a").first).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_click_elsewhere_closes_the_switch(page: Page, server: Server) -> None:
    """A click within it does not, and focus is not pulled back from where the reader clicked."""
    menu = opened(page, f"{server.address}en/about/")
    menu.locator("ul").click(position={"x": 2, "y": 2})
    expect(menu.locator("a").first).to_be_visible()
    page.locator("main h1").click()
    expect(menu.locator("a").first).to_be_hidden()
    expect(menu.locator("summary")).not_to_be_focused()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_without_script_the_switch_is_a_list_of_links(open_page: Opener, server: Server, size: ViewportSize) -> None:
    """It opens by itself, and each link leads to the same page."""
    page = open_page(java_script_enabled=False, viewport=size)
    menu = opened(page, f"{server.address}en/rights/")
    addresses = [str(link.get_attribute("href")) for link in menu.locator("a").all()]
    assert addresses == [f"../../{language}/rights/" for language in LANGUAGES]
    menu.locator("a[hreflang=ar]").click()
    expect(page).to_have_url(f"{server.address}ar/rights/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_switch_names_each_language_in_itself_and_marks_the_present_one(
    server: Server, words_of: Mapping[str, Mapping[str, Any]], language: str
) -> None:
    """Names are read aloud and laid out as their languages are."""
    page = read_page(server.site / language / "about/index.html")
    found = [
        (link.get("hreflang"), link.get("lang"), link.get("dir"), link.get("aria-current"), link.text)
        for link in page.xpath("//details[@data-languages]//a")
    ]
    site = {one: words_of[one]["site"] for one in LANGUAGES}
    assert found == [
        (one, one, site[one]["direction"], "true" if one == language else None, site[one]["endonym"])
        for one in LANGUAGES
    ]


# ------------------------------------------------------------------------------------------------ for search engines


def addresses(server: Server, path: str) -> dict[str, str]:
    """Where a page stands in each language, and where whoever speaks none of them is sent."""
    found = {language: server.address + in_language(path, language) for language in LANGUAGES}
    return {**found, "x-default": found["en"]}


@pytest.mark.parametrize("type_", SAMPLE)
def test_a_page_names_its_other_languages(server: Server, catalogue: Catalogue, type_: str) -> None:
    """Each version names all of them, itself included, and calls itself the original of its address."""
    path = path_of(type_, catalogue)
    expected = addresses(server, path)
    assert [one for one in expected.values() if server.file(one) is None] == []
    for language in LANGUAGES:
        page = read_page(server.site / in_language(path, language) / "index.html")
        found = {link.get("hreflang"): link.get("href") for link in page.xpath("//link[@rel='alternate'][@hreflang]")}
        assert found == expected
        assert page.xpath("//link[@rel='canonical']/@href") == [expected[language]]


def test_the_sitemap_names_every_page_with_its_other_languages(server: Server) -> None:
    """Read whole: the pages on disk, no other, and each alternate is a page of the map itself."""
    tree = etree.parse(server.site / "sitemap.xml")
    found = {
        unquote(entry.findtext(f"{SITEMAP}loc") or ""): {
            str(link.get("hreflang")): unquote(str(link.get("href"))) for link in entry.iter(XHTML)
        }
        for entry in tree.getroot().iter(f"{SITEMAP}url")
    }
    paths = {in_language(path, "en") for path in pages_on_disk(server)}
    assert {in_language(path, language) for path in paths for language in LANGUAGES} == pages_on_disk(server)
    expected = {path: addresses(server, path) for path in paths}
    assert found == {
        versions[language]: {one: versions[one] for one in LANGUAGES}
        for versions in expected.values()
        for language in LANGUAGES
    }


def pages_on_disk(server: Server) -> set[str]:
    """The path of every page of every language, but of those that only lead on to another, and of frames."""
    files = (file for language in LANGUAGES for file in (server.site / language).rglob("index.html"))
    apart = re.compile('http-equiv="refresh"|name="robots" content="noindex"')
    return {_path(server, file) for file in files if not apart.search(file.read_text("utf-8"))}


def _path(server: Server, file: Path) -> str:
    return file.relative_to(server.site).as_posix().removesuffix("index.html")


# ------------------------------------------------------------------------------------------------ the outer pages


def lines(page: Page) -> list[tuple[str, str, str, str]]:
    """The line of each language on an outer page: language, direction, words, and where its link leads."""
    found: list[list[str]] = page.locator("main p[lang]").evaluate_all(
        """(lines) => lines.map((line) => [line.lang, line.dir, line.textContent.trim().replace(/\\s+/g, " "),
          line.querySelector("a").getAttribute("href")])"""
    )
    return [(language, direction, text, address) for language, direction, text, address in found]


@pytest.mark.parametrize(
    ("preferred", "language"),
    [("ar-EG", "ar"), ("fr-CA", "fr"), ("en-GB", "en")],
)
def test_the_root_leads_to_the_language_of_the_browser(
    open_page: Opener, server: Server, preferred: str, language: str
) -> None:
    """Also where the browser names a variety of it; Back does not lead into a trap."""
    page = open_page(locale=preferred)
    page.goto(f"{server.address}en/themes/")
    page.goto(server.address, wait_until="commit")
    page.wait_for_url(f"{server.address}{language}/")
    page.go_back()
    expect(page).to_have_url(f"{server.address}en/themes/")


def test_the_root_takes_the_first_language_that_the_site_has(open_page: Opener, server: Server) -> None:
    """Whoever prefers Japanese, then Spanish, then English is led to Spanish."""
    page = open_page()
    page.add_init_script("Object.defineProperty(navigator, 'languages', { get: () => ['ja', 'es-MX', 'en'] })")
    page.goto(server.address, wait_until="commit")
    page.wait_for_url(f"{server.address}es/")


def test_the_root_offers_every_language(
    open_page: Opener, server: Server, words_of: Mapping[str, Mapping[str, Any]]
) -> None:
    """Whoever speaks none of them stays and chooses; each line is in its language and runs as it does."""
    page = open_page(locale="ja")
    page.goto(server.address)
    expect(page).to_have_url(server.address)
    assert lines(page) == [
        (one, site["direction"], f"{words_of[one]['root']['title']} {site['endonym']}", f"{one}/")
        for one, site in ((one, words_of[one]["site"]) for one in LANGUAGES)
    ]
    page.locator("a[hreflang=ar]").click()
    expect(page).to_have_url(f"{server.address}ar/")


def test_a_lost_reader_is_told_in_every_language(
    page: Page, server: Server, words_of: Mapping[str, Mapping[str, Any]]
) -> None:
    """At whatever address; each line leads to the first page of its language."""
    page.goto(f"{server.address}ar/practices/no-such-practice/")
    lost = {one: words_of[one]["not_found"] for one in LANGUAGES}
    assert lines(page) == [
        (one, words_of[one]["site"]["direction"], f"{lost[one]['text']} {lost[one]['home']}", f"{server.base}{one}/")
        for one in LANGUAGES
    ]


# ------------------------------------------------------------------------------------------------ search


def found_by_dialog(page: Page, server: Server, language: str, query: str) -> list[str]:
    """The addresses that the search dialog of a language shows, practices first."""
    page.goto(f"{server.address}{language}/about/")
    page.keyboard.press("/")
    dialog = page.locator(".search-dialog")
    dialog.locator("#search-field").fill(query)
    expect(dialog.locator("[role=status]")).not_to_have_text("")
    return [link.evaluate("(link) => link.href") for link in dialog.locator(".search-entry a").all()]


def found_by_finder(page: Page, server: Server, language: str, query: str) -> list[str]:
    """The addresses of all practices that the finder of a language lists."""
    page.goto(f"{server.address}{language}/explore/?q={query}&shown=1000")
    read(page)
    return [link.evaluate("(link) => link.href") for link in page.locator(".explore-card a").all()]


def ids(found: list[str]) -> list[str]:
    """The ids of the practices among addresses."""
    return [one.rstrip("/").rpartition("/")[2] for one in found if "/practices/" in one]


def is_on_housing(practice: Practice) -> bool:
    return practice.themes[0].startswith("housing/")


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_search_dialog_finds_practices_in_their_language(
    page: Page, server: Server, context: Context, language: str
) -> None:
    """Practices on housing with the word in their translated title are shown first, and nothing of other languages."""
    query = WORDS[language]
    practices = context.original.in_language(language).practices.values()
    expected = {one.id for one in practices if is_on_housing(one) and query in one.title}
    found = found_by_dialog(page, server, language, query)
    assert expected, f"no practice on housing is called so: {query}"
    assert len(expected & set(ids(found))) == min(FIRST, len(expected)), found
    assert [one for one in found if not one.startswith(f"{server.address}{language}/")] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_finder_finds_practices_in_their_language(
    page: Page, server: Server, catalogue: Catalogue, language: str
) -> None:
    """Those that are not translated are found by what is: the names of their themes, rights and places."""
    found = found_by_finder(page, server, language, WORDS[language])
    assert {one.id for one in catalogue.practices.values() if is_on_housing(one)} - set(ids(found)) == set()
    assert [one for one in found if not one.startswith(f"{server.address}{language}/")] == []


@pytest.mark.parametrize(("language", "other"), [("en", "ar"), ("es", "ar"), ("ar", "fr"), ("fr", "es")])
def test_words_of_another_language_find_nothing_of_it(
    page: Page, server: Server, words_of: Mapping[str, Mapping[str, Any]], language: str, other: str
) -> None:
    """Only what cites them in the language one reads; Arabic ones, which are on every Arabic page, nothing at all."""
    found = found_by_dialog(page, server, language, str(words_of[other]["site"]["themes"]))
    assert [one for one in found if not one.startswith(f"{server.address}{language}/")] == []
    assert other != "ar" or found == []


# ------------------------------------------------------------------------------------------------ directions and marks


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_its_language_and_direction(
    server: Server, words_of: Mapping[str, Mapping[str, Any]], language: str
) -> None:
    """On the first element, for browsers and screen readers alike."""
    start = re.compile(r'<html lang="([^"]*)" dir="([^"]*)"')
    found: dict[tuple[tuple[str, str], ...], Path] = {}
    for file in sorted((server.site / language).rglob("index.html")):
        found.setdefault(tuple(start.findall(file.read_text("utf-8")[:200])), file)
    assert set(found) == {((language, words_of[language]["site"]["direction"]),)}, found


def test_whatever_is_in_another_language_says_so_and_runs_as_it_does(server: Server, context: Context) -> None:
    """Every element of every page that names a language names its direction, and it is the right one."""
    wrong = {}
    for file in sorted(server.site.rglob("*.html")):
        for attributes, language in MARKED.findall(file.read_text("utf-8")):
            if f'dir="{context.original.direction(language)}"' not in attributes:
                wrong[language, attributes.strip()] = _path(server, file)
    assert wrong == {}


def untranslated(catalogue: Catalogue, language: str) -> str:
    """The practice of which most is told among those that are not translated."""
    begun = {id_ for register, id_, code in catalogue.translations if (register, code) == ("practices", language)}
    return fullest(Catalogue(practices={id_: one for id_, one in catalogue.practices.items() if id_ not in begun}))


def test_a_practice_that_is_not_translated_is_marked(page: Page, server: Server, catalogue: Catalogue) -> None:
    """On an Arabic page its English runs from left to right, the words around it from right to left."""
    id_ = untranslated(catalogue, "ar")
    page.goto(f"{server.address}ar/practices/{id_}/")
    direction = "(element) => [element.lang, getComputedStyle(element).direction, getComputedStyle(element).textAlign]"
    title = catalogue.practices[id_].title
    foreign = page.locator("h1 [lang], .lead [lang], #action + [lang], .results [lang]").all()
    assert len(foreign) > 4
    assert [page.locator("h1 [lang]").inner_text(), page.title().partition(" – ")[0]] == [title, title]
    assert {tuple(one.evaluate(direction)[:2]) for one in foreign} == {("en", "ltr")}
    for selector in ("h1", "#action", ".glance dt", ".crumbs", ".translation-note", ".site-footer"):
        assert page.locator(selector).first.evaluate(direction)[1] == "rtl", selector


def test_foreign_titles_in_lists_run_their_own_way(page: Page, server: Server, catalogue: Catalogue) -> None:
    """In the finder and in the search dialog, where scripts write them."""
    title = catalogue.practices[untranslated(catalogue, "ar")].title
    direction = "(element) => [element.lang, getComputedStyle(element).direction]"
    page.goto(f"{server.address}ar/explore/?q={title}")
    read(page)
    assert page.locator(".explore-card a", has_text=title).evaluate(direction) == ["en", "ltr"]
    page.keyboard.press("Control+k")
    page.locator("#search-field").fill(title)
    entry = page.locator("[aria-labelledby=search-practices] .search-entry", has_text=title)
    assert entry.locator("a").evaluate(direction) == ["en", "ltr"]
    assert entry.locator(".search-kind").evaluate(direction) == ["", "rtl"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_cut_in_any_language(page: Page, server: Server, catalogue: Catalogue, language: str) -> None:
    """Words are longer than English ones, and Arabic runs the other way: on a desk, a phone and the narrowest one."""
    faults = {}
    for type_ in LAID_OUT if language == "ar" else ("home", "explore", "practice with everything"):
        page.goto(server.address + in_language(path_of(type_, catalogue), language))
        for size in WIDTHS:
            page.set_viewport_size(size)
            page.wait_for_function(READY)
            faults[type_, size["width"]] = page.evaluate(CUT)
    assert {place: found for place, found in faults.items() if found} == {}


@pytest.mark.parametrize(("language", "is_left"), [("ar", True), ("en", False)])
def test_the_glance_stands_where_the_eye_ends(
    page: Page, server: Server, catalogue: Catalogue, language: str, *, is_left: bool
) -> None:
    """Beside the text, on the side where lines end: on the left of Arabic, on the right of English."""
    page.goto(f"{server.address}{language}/practices/{fullest(catalogue)}/")
    box = partial(page.evaluate, "(selector) => document.querySelector(selector).getBoundingClientRect().toJSON()")
    glance, text = box(".glance"), box("#action ~ p, #action + div")
    assert (glance["right"] <= text["left"], text["right"] <= glance["left"]) == (is_left, not is_left)
