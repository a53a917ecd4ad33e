"""axe-core finds nothing on any type of page, in light and dark, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize, expect

from practicebook.catalogue import Catalogue

from tests.site.pages import DESK, PHONE, READY, TYPES, path_of, visit
from tests.site.server import Server

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"], "preload": False}
# In the dark only colours differ, so only the rules that look at them are run again.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
SCHEMES = {"light": OPTIONS, "dark": COLOURS}
SHARES = 5  # of the types of pages, so that every core has its part


def violations(page: Page, *sizes: ViewportSize, schemes: Sequence[str] = ("light", "dark")) -> list[str]:
    """What axe finds: the rule, where, and why, in each look of a page."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for size in sizes or (DESK, PHONE):
        page.set_viewport_size(size)
        for scheme in schemes:
            options = SCHEMES[scheme]
            page.evaluate("(scheme) => { document.documentElement.dataset.theme = scheme; }", scheme)
            report: dict[str, Any] = page.evaluate("(options) => axe.run(options)", options)
            found += [f"{size['width']} {scheme}: {line}" for line in told(report)]
    return found


def told(report: dict[str, Any]) -> list[str]:
    """One line for each element at fault."""
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']} {node['html']}"
        for violation in report["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize(("language", "schemes"), [("en", ["light", "dark"]), ("ar", ["light"])])
def test_axe_finds_nothing(
    page: Page, server: Server, catalogue: Catalogue, language: str, schemes: Sequence[str], share: int
) -> None:
    """On every type of page: the rules of WCAG 2.2 AA that a program can check, and axe's good practices.

    From right to left the colours are the same, and looked at once.
    """
    faults = {}
    for type_ in TYPES[share::SHARES]:
        visit(page, server, path_of(type_, catalogue, language))
        faults[type_] = violations(page, schemes=schemes)
    assert {type_: found for type_, found in faults.items() if found} == {}


@pytest.mark.parametrize("query", ["", "housing", "qqxxzzqq"])
def test_axe_finds_nothing_in_the_search_dialog(page: Page, server: Server, query: str) -> None:
    """When it opens, with results, and with none."""
    page.goto(f"{server.address}en/")
    page.keyboard.press("/")
    page.locator("#search-field").fill(query)
    expect(page.locator(".search-lead" if query != "housing" else ".search-entry").first).to_be_visible()
    page.wait_for_function("() => !document.querySelector('.search-results[aria-busy]')")
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
    assert violations(page, PHONE) == []
