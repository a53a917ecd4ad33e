"""What stays in the browser when the tools are used: what the page on privacy tells, and nothing once it is erased."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from practicebook.catalogue import Catalogue

from tests.site.pages import fullest
from tests.site.server import Server

STORED = "Object.keys(localStorage)"


def use_the_tools(page: Page, server: Server, catalogue: Catalogue) -> None:
    """Choose colours, collect, tick, search, answer, write."""
    page.goto(f"{server.address}en/practices/{fullest(catalogue)}/")
    page.keyboard.press("/")
    page.locator(".search-foot input[type=checkbox]").uncheck()
    page.keyboard.press("Escape")
    page.locator("[data-theme-toggle]").first.click()
    page.locator("[data-actions] .collect").click()
    page.locator("input[type=checkbox]:visible").first.check()
    page.goto(f"{server.address}en/contribute/form/")
    page.locator("[data-field=title] input, [data-field=title] textarea").first.fill("A shelter")
    page.wait_for_function("() => localStorage.getItem('practicebook.form')")


def test_only_what_the_page_lists_is_kept_and_all_of_it_can_be_erased(
    page: Page, server: Server, catalogue: Catalogue
) -> None:
    """By keyboard; what was done is said where the focus then is, so that a screen reader tells it."""
    use_the_tools(page, server, catalogue)
    used = set(page.evaluate(STORED))
    page.goto(f"{server.address}en/about/privacy/")
    listed = page.locator("main table code").all_text_contents()
    assert used <= set(listed)
    assert len(used) >= 5, used
    tool = page.locator("[data-tool=erase]")
    tool.get_by_role("button").press("Enter")
    said = tool.get_by_role("status")
    expect(said).to_have_text("Everything is erased.")
    expect(said).to_be_focused()
    assert (page.evaluate(STORED), page.context.cookies()) == ([], [])
