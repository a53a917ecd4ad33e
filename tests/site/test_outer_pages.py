"""The pages outside every language: the root of the site, and what answers where there is nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.site.pages import Opener, visit
from tests.site.server import Server

LOST = ["nowhere", "en/practices/no-such-practice/", "en/practices/a/b/c/d.html", "xx/themes/"]


@pytest.mark.parametrize("language", ["en-GB", "fr", "ar"])
def test_the_root_leads_to_a_language(open_page: Opener, server: Server, language: str) -> None:
    """Whatever the browser prefers, the reader ends in a language of the site, and Back does not catch him."""
    page = open_page(locale=language)
    page.goto("about:blank")
    page.goto(server.address, wait_until="commit")
    page.wait_for_url(f"{server.address}*/")
    expect(page.locator("#main h1")).to_be_visible()


def test_the_root_has_a_plain_link(page: Page, server: Server) -> None:
    """For whoever is not led on."""
    visit(page, server, "")
    link = page.locator("a[hreflang=en]")
    expect(link).to_be_visible()
    page.unroute("**/*")
    assert server.file(page.evaluate("document.querySelector('a[hreflang=en]').href"))


@pytest.mark.parametrize("path", LOST)
def test_a_lost_reader_is_told_and_led_home(page: Page, server: Server, path: str) -> None:
    """At any depth below the site's path the page has its style, and its links work."""
    answers: list[int] = []
    page.on("response", lambda answer: answers.append(answer.status))
    page.goto(server.address + path)
    expect(page.locator("h1")).to_be_visible()
    assert answers[0] == 404
    assert len(answers) > 1
    assert set(answers[1:]) == {200}
    assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--paper')") != ""
    broken = [link for link in page.evaluate("[...document.links].map((link) => link.href)") if not server.file(link)]
    assert broken == []
    page.locator("a[hreflang=en]").click()
    expect(page).to_have_url(f"{server.address}en/")


def test_the_page_for_the_lost_is_no_search_result(page: Page, server: Server) -> None:
    """Search engines leave it out."""
    page.goto(f"{server.address}nowhere")
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
