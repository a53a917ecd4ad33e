"""The copy to read without a network, unpacked and opened from the file system as a reader would."""

from __future__ import annotations

import zipfile
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from practicebook.catalogue import Catalogue
from practicebook.layout import Layout
from practicebook.site import offline

from tests.site.pages import TYPES, Opener, fullest, path_of
from tests.site.server import Server
from tests.site.test_requests import faults_of

SEEN = """() => ({
  note: document.querySelector('.copy-note').innerText,
  top: document.querySelector('.site-header').getBoundingClientRect().top,
  padding: parseFloat(getComputedStyle(document.querySelector('.copy-note')).paddingTop) > 0,
  controls: [...document.querySelectorAll('button, input, select')]
    .filter((one) => one.checkVisibility()).map((one) => one.outerHTML),
})"""
ABSENT = {"not found", "root"}


@pytest.fixture(scope="module")
def unpacked(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English copy, as it comes out of its ZIP."""
    folder = tmp_path_factory.mktemp("copy")
    file = folder / "copy.zip"
    file.write_bytes(offline.as_zip(offline.of(Layout(root), root / "build/site", ["en"])))
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    return folder / offline.FOLDER


def test_every_type_of_page_opens_from_the_file_system(page: Page, unpacked: Path, catalogue: Catalogue) -> None:
    """No fault on the console, nothing asked of a network, the copy named as one, and nothing to press in vain."""
    faults, asked = faults_of(page), []
    page.on("request", lambda request: asked.append(request.url))
    for type_ in (one for one in TYPES if one not in ABSENT):
        page.goto((unpacked / path_of(type_, catalogue) / "index.html").as_uri())
        found = page.evaluate(SEEN)
        assert found.pop("note").startswith("This is a copy of Practicebook as of"), type_
        assert (type_, found) == (type_, {"top": 0, "padding": True, "controls": []})
    assert faults == []
    assert {urlsplit(url).scheme for url in asked} == {"file"}


def test_the_copy_is_walked_by_its_links(page: Page, unpacked: Path, catalogue: Catalogue) -> None:
    """From the first page by way of the search, which leads to lists, to a practice and its theme, in the same look."""
    id_ = fullest(catalogue)
    page.goto((unpacked / "index.html").as_uri())
    page.locator("[data-language=en]").click()
    page.wait_for_url("**/en/index.html")
    page.locator(".site-header [data-search-open]").click()
    page.wait_for_url("**/en/explore/index.html")
    page.locator("[data-explore] a").first.click()
    page.wait_for_url("**/en/practices/index.html")
    page.locator(f"main a[href='{id_}/index.html']").click()
    expect(page.locator("#results")).to_be_visible()
    page.wait_for_function("document.querySelector('.brand-mark use').getBBox().width > 0")
    page.wait_for_function("document.fonts.check('600 20px \"Source Serif\"')")
    page.locator(".crumbs a").last.click()
    page.wait_for_url("**/en/themes/*/**/index.html")


def test_every_link_of_the_copy_leads_to_a_file_or_to_the_site(unpacked: Path, server: Server) -> None:
    """On all pages; what the copy leaves out is where the site says."""
    faults = set()
    for file in unpacked.rglob("*.html"):
        for link in html.fromstring(file.read_text("utf-8")).iter("a", "link", "img"):
            address = urljoin(file.as_uri(), str(link.get("href") or link.get("src")))
            path = Path(unquote(urlsplit(address).path))
            outside = not address.startswith(server.address) or server.file(address)
            if not (path.is_file() if address.startswith("file:") else outside):
                faults.add(address)
    assert faults == set()


def test_a_copy_on_a_phone_has_its_menu_open(open_page: Opener, unpacked: Path) -> None:
    """No script is there to open it."""
    page = open_page(viewport={"width": 360, "height": 700})
    page.goto((unpacked / "en/index.html").as_uri())
    expect(page.locator("#site-menu a").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
