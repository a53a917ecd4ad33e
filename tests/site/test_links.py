"""The ways through the site, read from its HTML: citations, and how far any page is from the first one."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from practicebook.catalogue import Catalogue

from tests.site.pages import fullest
from tests.site.server import Server

CLICKS = 3


def read(server: Server, address: str) -> html.HtmlElement:
    file = server.file(address)
    assert file, f"nothing at {address}"
    return html.fromstring(file.read_text("utf-8"))


def links(server: Server, address: str) -> set[str]:
    """The pages of the site that a page links to; a file to take away leads nowhere."""
    found = {urljoin(address, str(link.get("href"))) for link in read(server, address).iter("a") if link.get("href")}
    inside = {one.partition("#")[0].partition("?")[0] for one in found if one.startswith(server.address)}
    return {one for one in inside if one.endswith("/")}


def test_every_citation_leads_to_its_source(server: Server, catalogue: Catalogue) -> None:
    """On every practice page: one click from the number to the entry that bears it; and no source is never cited."""
    faults = []
    for id_ in catalogue.practices:
        page = read(server, f"{server.address}en/practices/{id_}/")
        entries = page.xpath("//ol[contains(@class, 'sources')]/li")
        sources = {str(entry.get("id")): str(number) for number, entry in enumerate(entries, 1)}
        cited = {str(link.get("href")).removeprefix("#"): link.text_content() for link in page.xpath("//sup//a")}
        if not sources or cited != sources:
            faults.append((id_, cited, sources))
    assert faults == []


def test_no_citation_was_left_in_a_text(server: Server, catalogue: Catalogue) -> None:
    """What an author writes as [@source] is a link on the page, everywhere."""
    pages = {id_: read(server, f"{server.address}en/practices/{id_}/").text_content() for id_ in catalogue.practices}
    assert [id_ for id_, text in pages.items() if re.search(r"\[@[a-z0-9-]+", text)] == []


def test_a_citation_is_one_click(page: Page, server: Server, catalogue: Catalogue) -> None:
    """A click on the number brings the entry to sight, below what stays at the top."""
    page.goto(f"{server.address}en/practices/{fullest(catalogue)}/")
    number = page.locator(".page p .cite a").first
    name = str(number.get_attribute("href"))
    number.click()
    entry = page.locator(f"{name}:target")
    expect(entry).to_be_in_viewport()
    top = page.evaluate("(name) => document.querySelector(name).getBoundingClientRect().top", name)
    assert top >= page.evaluate("document.querySelector('.site-header').getBoundingClientRect().bottom")


def test_every_page_is_within_three_clicks(server: Server) -> None:
    """Walk from the first page over plain links; what is in the sitemap must be met on the way."""
    start = f"{server.address}en/"
    met, edge = {start}, {start}
    for _ in range(CLICKS):
        edge = {link for one in edge for link in links(server, one)} - met
        met |= edge
    assert pages_on_disk(server) - met == set()


def pages_on_disk(server: Server) -> set[str]:
    """Every page of the language, but those that only lead on to another."""
    files = sorted((server.site / "en").rglob("index.html"))
    return {_address(server, file) for file in files if 'http-equiv="refresh"' not in file.read_text("utf-8")}


def _address(server: Server, file: Path) -> str:
    return server.address + file.relative_to(server.site).as_posix().removesuffix("index.html")


@pytest.mark.parametrize("path", ["en/", "en/explore/", "en/about/method/"])
def test_links_stay_on_the_site(server: Server, path: str) -> None:
    """Under a sub-path no link leaves it by accident: each leads into the site or to another host."""
    address = server.address + path
    found = [urljoin(address, str(link.get("href"))) for link in read(server, address).iter("a")]
    assert [one for one in found if urlsplit(one).port and not server.file(one)] == []
