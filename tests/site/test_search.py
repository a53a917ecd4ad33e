"""The search dialog that every page has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from practicebook.catalogue import Catalogue
from practicebook.fulltext.words import normal, words
from practicebook.record import leaves

from tests.site.server import Server

WORDS = {
    "evictions": "cities-for-adequate-housing",
    "domestic workers": "mexico-city-domestic-workers",
    "ombudsperson": "seoul-human-rights-system",
    "participatory budget": "ariana-participatory-budget",
}
NONSENSE = "qqxxzzqq"
IN_BROWSER = """async (texts) => {
  const { wordsOf } = await import(new URL("../../assets/js/fulltext/words.js", document.baseURI).href);
  return texts.map((text) => wordsOf(text).map(({ word }) => word));
}"""
# What is taken as a shortcut is kept from the browser, at once; what opens then comes later.
HEARD = (
    "addEventListener('keydown', (event) => { window.heard = [event.key, event.defaultPrevented]; }, { once: true })"
)
SEARCH = """async (query) => {
  const { search } = await import(new URL("../../assets/js/fulltext.js", document.baseURI).href);
  return search(query);
}"""


def all_texts(catalogue: Catalogue) -> list[str]:
    """Every text of every practice and of every place."""
    records = [*catalogue.practices.values(), *catalogue.places.values()]
    return [leaf.text for record in records for leaf in leaves(record)]


def opened(page: Page, server: Server, path: str = "en/") -> Locator:
    """The dialog, opened with the key on a page."""
    page.goto(server.address + path)
    page.keyboard.press("/")
    return shown(page)


def shown(page: Page) -> Locator:
    """The dialog that is open, with the cursor in its field."""
    dialog = page.locator(".search-dialog")
    expect(dialog).to_be_visible()
    expect(dialog.locator("#search-field")).to_be_focused()
    return dialog


def search(dialog: Locator, query: str) -> Locator:
    """The links found for a query."""
    dialog.locator("#search-field").fill(query)
    expect(dialog.locator("[role=status]")).not_to_have_text("")
    return dialog.locator(".search-entry a")


@pytest.mark.parametrize("way", ["click", "/", "Control+k", "Meta+k"])
def test_search_opens_in_every_way(page: Page, server: Server, way: str) -> None:
    """A click on the button of the header opens it, and so does each of the keys."""
    page.goto(server.address + "en/themes/")
    if way == "click":
        page.locator(".site-header [data-search-open]").click()
    else:
        page.keyboard.press(way)
    shown(page)


def test_words_are_the_same_in_the_index_and_in_the_browser(page: Page, server: Server, catalogue: Catalogue) -> None:
    """In every script of the records: a word that the browser cuts or spells otherwise would never be found."""
    texts = [text for one in catalogue.site_languages for text in all_texts(catalogue.in_language(one.id))]
    page.goto(server.address + "en/about/")
    assert page.evaluate(IN_BROWSER, texts) == [[normal(word) for word in words(text)] for text in texts]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("housig", "housing"),  # a letter left out
        ("ombudspresons", "ombudsperson"),  # two swapped, and another ending
        ("participatorio", "participatory"),  # another ending
        ("EVICTIÓN", "evictions"),  # accents and capitals
        ("evic", "evictions"),  # the beginning of a word
        ('"house"', "housing"),  # a word that is meant as it is has forms too
    ],
)
def test_slips_and_endings_are_forgiven(page: Page, server: Server, query: str, meant: str) -> None:
    """Readers type in a hurry, on a phone, in a language that is not theirs."""
    page.goto(server.address + "en/about/")
    found, expected = (page.evaluate(SEARCH, one)["numbers"] for one in (query, meant))
    assert expected
    assert set(expected) <= set(found)


def test_a_query_means_all_its_words_and_not_the_small_ones(page: Page, server: Server) -> None:
    """What very many pages have says nothing; within quotation marks, a beginning is no word; nor is nonsense."""
    page.goto(server.address + "en/about/")
    found = {
        query: set(page.evaluate(SEARCH, query)["numbers"])
        for query in (
            "the right to housing",
            "right housing",
            "housing",
            '"hous"',
            NONSENSE,
            f"housing {NONSENSE}",
            "?!",
        )
    }
    assert found["the right to housing"] == found["right housing"] < found["housing"]
    assert found['"hous"'] == found[NONSENSE] == found[f"housing {NONSENSE}"] == found["?!"] == set()


@pytest.mark.parametrize("query", WORDS)
def test_search_finds_what_a_reader_expects(page: Page, server: Server, query: str) -> None:
    """The practice that is known to be about these words is among those that are shown first."""
    dialog = opened(page, server)
    search(dialog, query)
    first = [str(link.get_attribute("href")) for link in dialog.locator("[aria-labelledby=search-practices] a").all()]
    assert [address for address in first if address.endswith(f"/practices/{WORDS[query]}/")], first


def test_a_result_says_where_it_is_and_marks_the_words(page: Page, server: Server) -> None:
    """Readers judge a result before they open it: the place, and the passage with their words."""
    dialog = opened(page, server)
    search(dialog, "domestic workers")
    entry = dialog.locator(".search-entry", has=page.locator("a[href$='/mexico-city-domestic-workers/']"))
    expect(entry.locator(".search-kind")).to_have_text("Mexico City · Mexico")
    assert {text.casefold() for text in entry.locator("mark").all_inner_texts()} & {"domestic", "workers"}


def test_what_is_told_is_asked_for_by_the_edition(page: Page, server: Server) -> None:
    """Its file keeps its address when the text changes: else a browser would show the one that it has."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    search(opened(page, server), "housing")
    expect(page.locator(".search-entry mark")).not_to_have_count(0)
    told = {address.partition("?")[2] for address in asked if "/page-" in address}
    assert told == {json.loads(server.text(f"{server.base}search/en/index.json"))["edition"]}


def test_arrow_keys_and_enter_open_a_result(page: Page, server: Server) -> None:
    """Down twice and up once is the first result; Enter goes there."""
    found = search(opened(page, server), "domestic workers")
    address = str(found.first.get_attribute("href"))
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(found.first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    assert page.locator("h1").count() == 1


def test_a_letter_typed_on_a_result_goes_on_in_the_field(page: Page, server: Server) -> None:
    """Whoever looks through the results can change the words without going back first."""
    dialog = opened(page, server)
    search(dialog, "domestic worker")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("s")
    expect(dialog.locator("#search-field")).to_have_value("domestic workers")


def test_escape_closes_and_gives_focus_back(page: Page, server: Server) -> None:
    """Focus returns to what it was taken from, be it a link of the page or the button that opened the dialog."""
    page.goto(server.address + "en/themes/")
    for opener, key in ((".site-header .brand", "/"), (".site-header [data-search-open]", "Enter")):
        page.locator(opener).focus()
        page.keyboard.press(key)
        dialog = shown(page)
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(page.locator(opener)).to_be_focused()


def test_all_results_are_one_step_away_in_the_finder(page: Page, server: Server) -> None:
    """The link at the end leads to the finder with the same words and at least as many results."""
    dialog = opened(page, server)
    search(dialog, "housing")
    dialog.locator(".search-all").click()
    page.wait_for_url(f"{server.address}en/explore/?q=housing")
    expect(page.locator("#explore-field")).to_have_value("housing")
    expect(page.locator(".explore-card")).not_to_have_count(0)


def test_enter_in_the_field_leads_to_the_finder_too(page: Page, server: Server) -> None:
    """Who types and presses Enter sees results, as everywhere."""
    search(opened(page, server), "housing")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server.address}en/explore/?q=housing")


def test_nothing_found_says_so_and_leads_on(page: Page, server: Server, words: Mapping[str, Any]) -> None:
    """It repeats the words searched for, and offers the themes and the finder."""
    dialog = opened(page, server, "en/about/method/")
    search(dialog, NONSENSE)
    expect(dialog.locator(".search-lead")).to_have_text(words["search"]["none"].format(query=NONSENSE))
    expect(dialog.locator("[role=status]")).to_have_text(words["search"]["none"].format(query=NONSENSE))
    ways = [link.get_attribute("href") for link in dialog.locator(".search-ways a").all()]
    assert ways == [f"{server.address}en/themes/", f"{server.address}en/explore/"]


def test_search_that_cannot_be_loaded_says_so_and_tries_again(
    page: Page, server: Server, words: Mapping[str, Any]
) -> None:
    """On a bad connection a reader is told, and one press later has the results."""
    page.route("**/search/en/index.json", lambda route: route.abort())
    dialog = opened(page, server)
    search(dialog, "housing")
    expect(dialog.locator(".search-lead")).to_have_text(words["search"]["error"])
    page.unroute("**/search/en/index.json")
    dialog.locator(".search-retry").click()
    expect(dialog.locator(".search-entry")).not_to_have_count(0)


def test_the_key_can_be_switched_off(page: Page, server: Server) -> None:
    """WCAG 2.1.4: a shortcut of one character can be turned off; Ctrl+K still works."""
    dialog = opened(page, server)
    dialog.locator(".search-foot input").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.evaluate(HEARD)
    page.keyboard.press("/")
    assert page.evaluate("heard") == ["/", False]
    page.keyboard.press("Control+k")
    shown(page)


def test_search_works_at_the_root_of_a_host(page: Page, root_server: Server) -> None:
    """Addresses of results hold wherever the site is put."""
    found = search(opened(page, root_server, "en/practices/vienna-human-rights-office/"), "ombudsperson")
    address = str(found.first.get_attribute("href"))
    assert address.startswith("/en/practices/")
    assert root_server.file(address)
