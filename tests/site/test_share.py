"""Sharing a practice: its permanent address, handed to the device or copied, and never lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.site.pages import Opener
from tests.site.server import Server

FINCAS = "montevideo-fincas-recuperadas"
DEVICE = "window.shared = []; navigator.share = async (what) => { shared.push(what); };"
REFUSED = "navigator.share = async () => { throw new DOMException('no', '%s'); };"


def open_practice(page: Page, server: Server, language: str = "en") -> str:
    """The page of a practice, come to with a query and a place in it; what comes back is its permanent address."""
    page.goto(f"{server.address}{language}/practices/{FINCAS}/?from=mail#sources")
    return f"{server.address}{language}/practices/{FINCAS}/"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_permanent_address_is_copied(open_page: Opener, server: Server, language: str) -> None:
    """Where the device has nothing to share with; without what stood after the address; and it is told."""
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script("delete Navigator.prototype.share;")
    address = open_practice(page, server, language)
    status = page.locator(".actions [role=status]")
    expect(status).to_have_text("")
    page.locator(".actions button.action").first.click()
    expect(status).not_to_have_text("")
    assert page.evaluate("navigator.clipboard.readText()") == address


def test_the_device_shares_where_it_can(page: Page, server: Server) -> None:
    """Title and permanent address go to it, once, and nothing is copied."""
    page.add_init_script(DEVICE)
    address = open_practice(page, server)
    page.get_by_role("button", name="Share").click()
    assert page.evaluate("shared") == [{"title": page.title(), "url": address}]
    expect(page.locator(".actions [role=status]")).to_have_text("")


@pytest.mark.parametrize(("reason", "is_shown"), [("NotAllowedError", True), ("AbortError", False)])
def test_a_refusal_leaves_the_address_to_be_copied_by_hand(
    page: Page, server: Server, reason: str, *, is_shown: bool
) -> None:
    """It is shown where sharing failed; somebody who changed their mind is told nothing."""
    page.add_init_script(REFUSED % reason)
    address = open_practice(page, server)
    page.get_by_role("button", name="Share").click()
    expect(page.locator(".actions [role=status]")).to_have_text(address if is_shown else "")


def test_embedding_starts_from_the_practice(page: Page, server: Server) -> None:
    """The link beside leads to the builder of frames, with this practice chosen."""
    open_practice(page, server)
    page.locator(".actions").get_by_role("link", name="Embed").click()
    expect(page.locator(".embed-chosen")).to_contain_text("Fincas")
