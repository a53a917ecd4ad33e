"""axe-core finds nothing on any type of page, in light and dark, on a desk and on a phone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from playwright.sync_api import Page, Route, expect

from practicebook.catalogue import Catalogue
from practicebook.expand import withdrawn
from practicebook.expand.context import Context
from practicebook.withdrawn import Withdrawn

from tests.site.accessibility import LANGUAGES, rules, violations
from tests.site.pages import PHONE, READY, TYPES, path_of, visit
from tests.site.server import Server
from tests.site.width import CUT, NARROWEST

NEW = 15  # types of pages that may have come since the last survey
SHARES = 5  # of the types of pages, so that every core has its part


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize(("language", "schemes"), list(LANGUAGES.items()))
def test_axe_finds_nothing(
    page: Page, server: Server, catalogue: Catalogue, language: str, schemes: Sequence[str], share: int
) -> None:
    """On every type of page: the rules of WCAG 2.2 AA that a program can check, and axe's good practices."""
    faults = {}
    for type_ in TYPES[share::SHARES]:
        visit(page, server, path_of(type_, catalogue, language))
        faults[type_] = violations(page, schemes=schemes)
    assert {type_: found for type_, found in faults.items() if found} == {}


def test_the_statement_tells_of_these_pages_and_rules(page: Page, server: Server, context: Context) -> None:
    """What is written down is of the site as it is, but for a few new pages. Else: make accessibility ON=<today>."""
    told = context.editorial.checks
    assert told
    page.goto(f"{server.address}en/about/accessibility/")
    assert (sorted(told.rules), told.faults) == (rules(page), 0)
    assert len(set(TYPES) ^ set(told.pages)) <= NEW
    expect(page.locator(".checks")).to_contain_text(f"{len(told.pages)} types of pages")


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_axe_finds_nothing_where_a_practice_was_withdrawn(
    page: Page, server: Server, context: Context, language: str
) -> None:
    """None was here, so its page is laid into the site; nor is anything cut on the narrowest phone."""
    gone = Withdrawn(id="gone", withdrawn_on=dt.date(2026, 11, 23))
    records = replace(context.catalogue, withdrawn={"gone": gone})
    made = withdrawn.files(Context(records, context.editorial, language, server.address, [*LANGUAGES]))
    for path, content in made.items():
        address = f"{server.address}{path.removesuffix('index.html')}"
        page.route(address, _answer(content))
        page.set_viewport_size(NARROWEST)
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate(CUT) == []
        assert violations(page) == []


def _answer(content: bytes) -> Callable[[Route], None]:
    return lambda route: route.fulfill(body=content, content_type="text/html")


@pytest.mark.parametrize("query", ["", "housing", "qqxxzzqq"])
def test_axe_finds_nothing_in_the_search_dialog(page: Page, server: Server, query: str) -> None:
    """When it opens, with results, and with none."""
    page.goto(f"{server.address}en/")
    page.keyboard.press("/")
    if query:
        page.locator("#search-field").fill(query)
        expect(page.locator(".search-dialog [role=status]")).not_to_have_text("")
    expect(page.locator(".search-entry" if query == "housing" else ".search-ways").first).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize(
    "query",
    [
        *("?q=housing&theme=housing", "?q=qqxxzzqq&theme=housing&region=europe"),
        *(f"?region=asia&view={view}" for view in ("cards", "table", "map")),
    ],
)
def test_axe_finds_nothing_in_the_finder_at_work(page: Page, server: Server, query: str) -> None:
    """With choices in force, when nothing is found, and in each view."""
    page.goto(f"{server.address}en/explore/{query}")
    page.wait_for_function(READY)
    assert violations(page) == []


def test_axe_finds_nothing_in_what_a_phone_opens(page: Page, server: Server) -> None:
    """The menu, and the sheet of filters."""
    page.set_viewport_size(PHONE)
    page.goto(f"{server.address}en/explore/")
    page.wait_for_function(READY)
    page.locator("[data-menu-toggle]").click()
    assert violations(page, PHONE) == []
    page.locator("[data-menu-toggle]").click()
    page.locator(".explore-open").click()
    expect(page.locator(".explore-sheet")).to_be_visible()
    page.wait_for_function(READY)
    assert violations(page, PHONE) == []
