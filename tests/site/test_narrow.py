"""Phones, and 400 % zoom: 320 CSS pixels are a window of 1280 made four times as large."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from practicebook.catalogue import Catalogue

from tests.site.pages import PHONE, READY, TYPES, path_of, visit
from tests.site.server import Server
from tests.site.width import CUT, NARROWEST

ZOOMED: ViewportSize = {"width": 320, "height": 256}


@pytest.mark.parametrize("size", [PHONE, NARROWEST], ids=["phone", "narrowest"])
def test_nothing_is_cut_or_scrolls_sideways(
    page: Page, server: Server, catalogue: Catalogue, size: ViewportSize
) -> None:
    """On every type of page, on a phone and on the narrowest one, which is what 400 % zoom makes of a desk."""
    page.set_viewport_size(size)
    faults = {}
    for type_ in TYPES:
        visit(page, server, path_of(type_, catalogue))
        faults[type_] = page.evaluate(CUT)
    assert {type_: found for type_, found in faults.items() if found} == {}


def test_nothing_is_cut_in_any_view_of_the_finder(page: Page, server: Server) -> None:
    """On the narrowest phone, and at 200 % zoom, which makes 640 pixels of a desk."""
    faults = {}
    for view in ("cards", "table", "map"):
        page.goto(f"{server.address}en/explore/?q=rights&view={view}")
        for width in (320, 640):
            page.set_viewport_size({"width": width, "height": 640})
            page.wait_for_function(READY)
            faults[view, width] = page.evaluate(CUT)
    assert {view: found for view, found in faults.items() if found} == {}


def test_nothing_is_cut_in_what_opens(page: Page, server: Server) -> None:
    """The menu, the search dialog and the sheet of filters fit on the narrowest phone too."""
    page.set_viewport_size(NARROWEST)
    page.goto(f"{server.address}en/explore/?theme=housing&region=europe")
    page.wait_for_function(READY)
    page.locator("[data-menu-toggle]").click()
    assert page.evaluate(CUT) == []
    page.locator("[data-menu-toggle]").click()
    page.locator(".explore-open").click()
    expect(page.locator(".explore-sheet")).to_be_visible()
    page.wait_for_function(READY)
    assert page.evaluate(CUT) == []
    page.locator(".explore-sheet .find-button").click()
    page.locator(".site-header [data-search-open]").click()
    page.locator("#search-field").fill("housing")
    expect(page.locator(".search-entry").first).to_be_visible()
    assert page.evaluate(CUT) == []


def test_the_menu_opens_and_closes(page: Page, server: Server) -> None:
    """It is shut at first, and its links lead on."""
    page.set_viewport_size(PHONE)
    page.goto(f"{server.address}en/")
    toggle, menu = page.locator("[data-menu-toggle]"), page.locator("#site-menu")
    expect(menu).to_be_hidden()
    toggle.click()
    expect(menu).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    toggle.click()
    expect(menu).to_be_hidden()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    toggle.click()
    menu.locator("a[href$='themes/']").click()
    page.wait_for_url("**/en/themes/")


def test_the_filters_of_a_phone_are_a_sheet(page: Page, server: Server) -> None:
    """It opens by a button, says how many it would show, and the choice stays when it closes."""
    page.set_viewport_size(PHONE)
    page.goto(f"{server.address}en/explore/")
    page.locator(".explore-open").click()
    sheet = page.locator(".explore-sheet")
    sheet.locator(".explore-option input").first.check()
    page.wait_for_function(READY)
    promised = sheet.locator(".explore-primary").inner_text()
    sheet.locator(".explore-primary").click()
    expect(sheet).to_be_hidden()
    expect(page.locator(".explore-open")).to_be_focused()
    expect(page.locator(".explore-chip")).to_have_count(1)
    assert [word for word in promised.split() if word.isdigit()] == [
        page.locator(".explore-total").inner_text().split()[0]
    ]


def test_at_400_percent_the_header_leaves_room(page: Page, server: Server) -> None:
    """What stays at the top while one scrolls takes less than half of a window that is only 256 pixels high."""
    page.set_viewport_size(ZOOMED)
    page.goto(f"{server.address}en/practices/vienna-human-rights-office/")
    page.evaluate("scrollTo(0, 800)")
    covered = page.evaluate("Math.max(0, document.querySelector('.site-header').getBoundingClientRect().bottom)")
    assert covered < ZOOMED["height"] / 2
