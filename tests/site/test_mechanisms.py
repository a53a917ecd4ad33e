"""Mechanisms and protection in the browser: leaving a page, who can help, the template of a local review, a draft."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, Route, expect

from practicebook.catalogue import Catalogue

from tests.site.pages import Opener
from tests.site.server import Server

ELSEWHERE = "https://www.wikipedia.org/"


def answer(route: Route) -> None:
    """Stand in for the site that one leaves to."""
    route.fulfill(body="<!doctype html><title>Elsewhere</title>", content_type="text/html")


def open_protection(page: Page, server: Server, *, scripted: bool = True) -> list[str]:
    """The page on protection, come to from the list of mechanisms; gives the requests to other hosts as they come."""
    outside: list[str] = []
    page.on("request", lambda one: None if one.url.startswith(server.address) else outside.append(one.url))
    page.route(f"{ELSEWHERE}**", answer)
    page.goto(f"{server.address}en/mechanisms/")
    page.goto(f"{server.address}en/protection/")
    if scripted:
        expect(page.locator("[data-tool=exit][data-ready]")).to_be_attached()
    return outside


@pytest.mark.parametrize("way", ["button", "keys"])
def test_the_page_is_left_at_once_and_does_not_come_back(page: Page, server: Server, way: str) -> None:
    """By the button or by Escape three times; nothing is asked elsewhere before, kept here, or told there."""
    outside = open_protection(page, server)
    page.locator("[data-theme-toggle]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    assert outside == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    with page.expect_request(ELSEWHERE) as waiting:
        if way == "button":
            page.get_by_role("link", name="Leave this page").click()
        else:
            for _ in range(3):
                page.keyboard.press("Escape")
    expect(page).to_have_title("Elsewhere")
    assert "referer" not in waiting.value.all_headers()
    page.go_back()
    expect(page).to_have_url(f"{server.address}en/mechanisms/")


def test_two_presses_stay(page: Page, server: Server) -> None:
    """Another key in between begins anew."""
    open_protection(page, server)
    for key in ("Escape", "Escape", "a", "Escape", "Escape"):
        page.keyboard.press(key)
    expect(page.locator("[data-exit]")).to_be_visible()
    assert page.url == f"{server.address}en/protection/"


def test_the_page_can_be_left_without_a_script(open_page: Opener, server: Server) -> None:
    """The button is a link."""
    page = open_page(java_script_enabled=False)
    open_protection(page, server, scripted=False)
    page.get_by_role("link", name="Leave this page").click()
    expect(page).to_have_title("Elsewhere")


def test_help_is_narrowed_and_the_address_holds_it(page: Page, server: Server, catalogue: Catalogue) -> None:
    """By theme with its parts, right and language; what fits nothing says so; a link with a choice works."""
    page.goto(f"{server.address}en/help/")
    everything = page.locator("[data-help]")
    expect(page.locator(".help-filters [role=status]")).to_have_text(f"{everything.count()} entries fit")
    page.locator("select[name=languages]").select_option("ar")
    page.wait_for_url("**/help/?language=ar")
    expect(page.locator("[data-help]:visible")).to_have_count(len(page.locator("[data-languages~=ar]").all()))
    page.locator("select[name=themes]").select_option("migration")
    expect(page.locator("[data-help]:visible")).to_have_count(0)
    expect(page.locator(".help-filters [role=status]")).to_have_text("0 entries fit")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("[data-help]:visible")).to_have_count(everything.count())
    page.goto(f"{server.address}en/help/?theme=equality/anti-racism&right=no-such-right")
    titles = page.locator("[data-help]:visible a[href*=organisations]")
    expect(titles.filter(has_text=catalogue.terms["organisations"]["org-eccar"].label)).to_have_count(1)
    expect(page.locator("select[name=rights]")).to_have_value("")


def test_the_template_of_a_local_review_is_taken_away(page: Page, server: Server, tmp_path: Path) -> None:
    """As Markdown and for Word, with the same headings in the same order."""
    page.goto(f"{server.address}en/mechanisms/local-review/")
    titles = page.locator(".review-template :is(h3, h4)").all_text_contents()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as Markdown").click()
    lines = Path(waiting.value.path()).read_text("utf-8").splitlines()
    assert [line.lstrip("# ") for line in lines if line.startswith("#")] == titles
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as Word").click()
    document = docx.Document(str(Path(waiting.value.path()).rename(tmp_path / "review.docx")))
    headed = [one.text for one in document.paragraphs if one.style and one.style.name in {"Title", "Heading 1"}]
    assert headed == titles


def test_a_draft_begins_from_a_right_with_body_and_right_chosen(page: Page, server: Server) -> None:
    """One click from the page of the right to a draft for one of its bodies."""
    page.goto(f"{server.address}en/rights/right-housing/")
    page.locator(".way").get_by_role("link", name="Committee on Economic, Social and Cultural Rights").click()
    expect(page.locator("input[value='treaty-body']")).to_be_checked()
    expect(page.locator("#submission-body")).to_have_value("cescr")
    expect(page.locator(".submission-candidate").first).to_be_visible()
    assert "right=right-housing" in page.url
