"""Without JavaScript every practice can be found and read."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, Route, expect

from practicebook.catalogue import Catalogue

from tests.site.pages import DESK, PHONE, Opener, fullest
from tests.site.server import Server


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def plain_page(request: pytest.FixtureRequest, open_page: Opener) -> Page:
    """A page of a browser that runs no script."""
    return open_page(java_script_enabled=False, viewport=request.param)


def test_the_menu_is_there_and_leads_on(plain_page: Page, server: Server) -> None:
    """Each of its links is in sight and leads to a page of the site; so it does when one follows it."""
    plain_page.goto(f"{server.address}en/")
    links = plain_page.locator("#site-menu a").all()
    assert len(links) >= 6
    assert [link.get_attribute("href") for link in links if not link.is_visible()] == []
    assert all(server.file(urljoin(plain_page.url, str(link.get_attribute("href")))) for link in links)
    links[1].click()
    expect(plain_page).not_to_have_url(f"{server.address}en/")
    expect(plain_page.locator("h1")).to_be_visible()


def test_search_leads_to_lists(plain_page: Page, server: Server) -> None:
    """The button of the header leads to the finder, which then is a page of links to every list."""
    plain_page.goto(f"{server.address}en/")
    plain_page.locator(".site-header [data-search-open]").click()
    expect(plain_page).to_have_url(f"{server.address}en/explore/")
    links = plain_page.locator("[data-explore] a")
    expect(links).to_have_count(8)
    for index in range(8):
        expect(links.nth(index)).to_be_visible()
    links.first.click()
    expect(plain_page).to_have_url(f"{server.address}en/practices/")


def test_every_practice_is_in_the_plain_list(plain_page: Page, server: Server, catalogue: Catalogue) -> None:
    """None is found by script alone."""
    plain_page.goto(f"{server.address}en/practices/")
    links = {str(link.get_attribute("href")) for link in plain_page.locator("main a").all()}
    assert {f"{id_}/" for id_ in catalogue.practices} <= links


def test_a_practice_can_be_read(plain_page: Page, server: Server, catalogue: Catalogue) -> None:
    """Its parts are in sight, and its citations lead to its sources."""
    id_ = fullest(catalogue)
    plain_page.goto(f"{server.address}en/practices/{id_}/")
    for selector in ("h1", ".lead", ".glance", "#action", "#results", "#sources"):
        expect(plain_page.locator(selector)).to_be_visible()
    plain_page.locator(".cite a").first.click()
    expect(plain_page.locator(".sources li:target")).to_be_in_viewport()


def test_nothing_is_shown_that_would_do_nothing(plain_page: Page, server: Server, catalogue: Catalogue) -> None:
    """Buttons work by script only, so without it there are none to press."""
    plain_page.goto(f"{server.address}en/practices/{fullest(catalogue)}/")
    buttons = [button.inner_text() for button in plain_page.locator("button").all() if button.is_visible()]
    assert buttons == []


def test_the_menu_of_a_phone_does_not_jump(open_page: Opener, server: Server) -> None:
    """While the script is on its way the menu is shut already; should it never come, the menu opens by itself."""
    page = open_page(viewport=PHONE)
    waiting: list[Route] = []

    def wait(route: Route) -> None:
        waiting.append(route)

    page.route("**/js/site.js", wait)
    with page.expect_request("**/js/site.js"):
        page.goto(f"{server.address}en/", wait_until="commit")
    expect(page.locator("footer")).to_be_visible()
    expect(page.locator("#site-menu")).to_be_hidden()
    waiting[0].abort()
    expect(page.locator("#site-menu")).to_be_visible()
