"""A practice on paper: two sides at most, black on white, with an address that a telephone can read."""

from __future__ import annotations

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import FloatRect, Page

from practicebook.catalogue import Catalogue

from tests.site.pages import fullest, visit
from tests.site.paper import MOST, printed
from tests.site.server import Server

EDGE = 10  # white pixels around a code
LONGEST = 3  # practices of each language that are printed here; `make paper` prints all
DRAWN = """() => {
  const shown = (node) => node.checkVisibility({ visibilityProperty: true });
  const nodes = [...document.querySelectorAll("body, body *")].filter(shown);
  const told = new Set(nodes.filter((node) => [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim()))
    .map((node) => getComputedStyle(node).color));
  const grounds = new Set(nodes.map((node) => getComputedStyle(node).backgroundColor));
  return [[...told], [...grounds]];
}"""
GREY = ("rgb(0, 0, 0)", "rgb(51, 51, 51)")  # at least 12 to 1 on white
BLANK = ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def longest(server: Server, language: str) -> list[str]:
    """The practices whose pages of this language are the largest: the first to need a third side."""
    pages = (server.site / language / "practices").glob("*/index.html")
    largest = sorted(pages, key=lambda file: (-file.stat().st_size, file.parent.name))
    return [file.parent.name for file in largest[:LONGEST]]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_the_longest_practices_fit_on_one_sheet(page: Page, server: Server, language: str) -> None:
    """Two sides of A4, with the address, the sources and the licence on them."""
    for id_ in longest(server, language):
        address = f"{server.address}{language}/practices/{id_}/"
        paper = printed(page, address)
        assert len(paper.pages) <= MOST, address
        text = "".join("".join(one.extract_text().split()) for one in paper.pages)
        assert address in text
        assert "CCBY4.0" in text
        source = page.locator("ol.sources > li a").first.inner_text()
        if language != "ar":  # letters of Arabic come joined, and in the order in which they are drawn
            assert "".join(source.split()) in text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_is_told_by_colour(page: Page, server: Server, catalogue: Catalogue, language: str) -> None:
    """Black or dark grey on white, whatever colours the screen had."""
    page.emulate_media(media="print", color_scheme="dark")
    visit(page, server, f"{language}/practices/{fullest(catalogue)}/")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    told, grounds = page.evaluate(DRAWN)
    assert set(told) <= set(GREY)
    assert set(grounds) <= set(BLANK)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_code_leads_to_the_permanent_address(page: Page, server: Server, language: str) -> None:
    """Read from a picture of it as it stands on paper, in grey: the address that is printed beside it."""
    page.emulate_media(media="print")
    for id_ in longest(server, language):
        visit(page, server, f"{language}/practices/{id_}/")  # what scripts add moves what is below it
        code = page.locator(".sheet-code")
        around = code.bounding_box()
        assert around
        x, y, size = around["x"], around["y"], around["width"]
        clip: FloatRect = {"x": x - EDGE, "y": y - EDGE, "width": size + 2 * EDGE, "height": size + 2 * EDGE}
        picture = Image.open(BytesIO(page.screenshot(clip=clip, full_page=True))).convert("L")
        (found,) = zxingcpp.read_barcodes(picture)
        assert found.text == page.locator(".sheet-address").inner_text()
        assert found.text == f"{server.address}{language}/practices/{id_}/"
