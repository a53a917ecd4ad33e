"""Embedding: what the builder hands out works on somebody else's page, and a frame asks for nothing but itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from practicebook.catalogue import Catalogue
from practicebook.expand import frame

from tests.site.accessibility import violations
from tests.site.pages import DESK, PHONE, Opener
from tests.site.server import Server, serving
from tests.site.test_keyboard import focus_is_in, tab_to
from tests.site.width import CUT, NARROWEST

FINCAS, THEME = "montevideo-fincas-recuperadas", "housing"
BUDGET = 6_000  # bytes of a frame with all that it needs, as sent
LINKS = "[...document.querySelectorAll('a')].map((link) => [link.target, link.rel])"
ACCENT = "getComputedStyle(document.documentElement).getPropertyValue('--accent')"


@contextmanager
def on_a_city_site(folder: Path, code: str) -> Iterator[str]:
    """The address of a page of another host that shows what was copied."""
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="en"><title>City</title><main><h1>Our city</h1>{code}</main></html>', "utf-8"
    )
    (folder / "404.html").touch()
    with serving(folder, "/") as city:
        yield city.address


def build_frame(page: Page, server: Server, query: str, language: str = "en") -> str:
    """The lines that the builder gives for a choice."""
    page.goto(f"{server.address}{language}/embed/?{query}")
    expect(page.locator(".embed-code")).to_be_visible()
    return page.locator(".embed-code").input_value()


def test_what_is_copied_works_on_another_site(
    page: Page, open_page: Opener, server: Server, catalogue: Catalogue, tmp_path: Path
) -> None:
    """The page of a city shows the practice; only the two hosts are asked, and a link leaves that page be."""
    code = build_frame(page, server, f"by=practice&id={FINCAS}&colours=dark&accent=0f4c5c")
    practice = catalogue.practices[FINCAS]
    with on_a_city_site(tmp_path, code) as address:
        outer, asked = open_page(), []
        outer.on("request", lambda request: asked.append(request.url))
        outer.goto(address)
        shown = outer.frame_locator("iframe")
        expect(shown.get_by_role("heading", level=1)).to_have_text(practice.title)
        expect(shown.locator("main > p").last).to_have_text(practice.summary)
        expect(outer.locator("iframe")).to_have_attribute("title", practice.title)
        plain_link = outer.locator("main > p a")
        expect(plain_link).to_have_attribute("href", f"{server.address}en/practices/{FINCAS}/")
        with outer.context.expect_page() as opened:
            shown.get_by_role("link", name=practice.title).click()
        expect(opened.value).to_have_url(f"{server.address}en/practices/{FINCAS}/")
        assert outer.url == address
        assert {urlsplit(url).netloc for url in asked} == {urlsplit(one).netloc for one in (address, server.address)}
        assert outer.context.cookies() == []
        assert outer.frames[1].evaluate("() => { try { return localStorage.length; } catch { return 0; } }") == 0


def test_choosing_by_keyboard_and_copying(open_page: Opener, server: Server) -> None:
    """A practice is found by typing; the lines, the preview and the address follow; copying says that it did."""
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{server.address}en/embed/")
    expect(page.locator(".embed-result")).to_be_hidden()
    page.get_by_role("combobox", name="Choose a practice").fill("fincas abandoned")
    page.keyboard.press("Enter")
    expect(page.locator(".embed-chosen")).to_contain_text("Fincas")
    expect(page.frame_locator(".embed-preview iframe").get_by_role("heading")).to_contain_text("Fincas")
    tab_to(page, focus_is_in(page, "[data-copy]"))
    page.keyboard.press("Enter")
    expect(page.locator(".embed .copy-status")).to_have_text("Copied")
    copied: str = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".embed-code").input_value().strip()
    assert urlsplit(page.url).query == f"by=practice&id={FINCAS}"


def test_a_list_and_its_look(page: Page, open_page: Opener, server: Server) -> None:
    """Every answer is in the lines and in the address, which shows the same in another browser."""
    page.goto(f"{server.address}en/embed/")
    page.get_by_label("A practice or a list").select_option("theme")
    page.get_by_label("Which one").select_option(THEME)
    page.get_by_label("Colours", exact=True).select_option("dark")
    page.get_by_label("Practices at most").fill("3")
    page.get_by_label("Height").fill("400")
    page.keyboard.press("Tab")
    code = html.fromstring(page.locator(".embed-code").input_value())
    (shown,) = code.xpath("//iframe")
    assert shown.get("src") == f"{server.address}en/embed/themes/{THEME}/?colours=dark&number=3"
    assert shown.get("height") == "400"
    expect(page.frame_locator(".embed-preview iframe").get_by_role("heading", level=2)).to_have_count(3)
    other = open_page()
    assert build_frame(other, server, urlsplit(page.url).query) == page.locator(".embed-code").input_value()


@pytest.mark.parametrize(
    "query",
    [
        "by=practice&id=no-such-practice",
        "by=__proto__&id=constructor",
        "by=theme&id=%3Cscript%3Ealert(1)%3C/script%3E",
        "id=../../evil",
    ],
)
def test_what_the_site_has_not_is_not_built(page: Page, server: Server, query: str) -> None:
    """A strange address is as one that says nothing: no lines, and a word on what to do."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{server.address}en/embed/?{query}")
    expect(page.get_by_text("the lines to copy then appear here")).to_be_visible()
    expect(page.locator(".embed-result")).to_be_hidden()
    assert faults == []


def test_a_title_is_text_in_the_lines(page: Page, server: Server) -> None:
    """Records come from strangers: what they write is escaped, in the attribute and in the link."""
    hostile = '"><script>alert(1)</script>'

    def with_hostile_title(text: str) -> str:
        return text.replace("Fincas: abandoned", hostile.replace('"', '\\"'))

    page.route(
        "**/data/practices.json", lambda route: route.fulfill(body=with_hostile_title(server.text(route.request.url)))
    )
    code = html.fromstring(f"<div>{build_frame(page, server, f'by=practice&id={FINCAS}')}</div>")
    assert [one.tag for one in code.iterdescendants()] == ["iframe", "p", "a"]
    assert code.xpath("string(.//iframe/@title)").startswith(hostile)
    assert code.xpath("string(.//a)").startswith(hostile)


@pytest.mark.parametrize(
    ("query", "theme", "accent", "count"),
    [
        ("colours=dark&accent=0F4C5C&number=2", "dark", "#0F4C5C", 2),
        ("colours=light", "light", "#a64f18", 10),
        ("colours=pink&accent=red&number=0", None, "#a64f18", 10),
        ("accent=0f4c5c;background:url(//x)&number=11", None, "#a64f18", 10),
        ("accent=%230f4c5c&number=2.5&number=2", None, "#a64f18", 10),
    ],
)
def test_the_look_is_asked_for_strictly(
    page: Page, server: Server, query: str, theme: str | None, accent: str, count: int
) -> None:
    """What is documented works; all else is ignored as a whole."""
    page.goto(f"{server.address}en/embed/themes/{THEME}/?{query}")
    expect(page.get_by_role("heading", level=2)).to_have_count(count)
    assert page.locator("html").get_attribute("data-theme") == theme
    assert page.evaluate(ACCENT) == accent


def test_frames_for_everybody(page: Page, server: Server) -> None:
    """Axe finds nothing, nothing is cut, links open in a new tab; light and dark, from left and from right."""
    page.on("request", lambda request: asked.append(request.url))
    for path in (f"en/embed/practices/{FINCAS}/", f"en/embed/themes/{THEME}/", f"ar/embed/themes/{THEME}/"):
        asked: list[str] = []
        page.goto(f"{server.address}{path}")
        assert sum(map(server.weight, asked)) < BUDGET
        assert violations(page, PHONE) == [], path
        page.set_viewport_size(NARROWEST)
        assert page.evaluate(CUT) == [], path
        assert {tuple(link) for link in page.evaluate(LINKS)} == {("_blank", "noopener")}
        expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def test_frames_need_no_script(open_page: Opener, server: Server, catalogue: Catalogue) -> None:
    """Where a city's system forbids scripts, the list is there all the same."""
    page = open_page(java_script_enabled=False)
    page.goto(f"{server.address}en/embed/themes/{THEME}/")
    total = len(catalogue.practices_with("themes", THEME))
    expect(page.get_by_role("heading", level=2)).to_have_count(min(total, frame.MOST))
    expect(page.get_by_role("link", name=f"{total} practices")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_builder_for_everybody(page: Page, server: Server, language: str) -> None:
    """Axe finds nothing and nothing is cut, before and after a choice, wide and narrow."""
    for query in ("", f"by=theme&id={THEME}&number=3"):
        page.goto(f"{server.address}{language}/embed/?{query}")
        expect(page.locator(".embed-form")).to_be_visible()
        assert violations(page, DESK) == []
        page.set_viewport_size(NARROWEST)
        assert page.evaluate(CUT) == []


def test_practices_that_do_not_come_can_be_asked_for_again(page: Page, server: Server) -> None:
    """The words for a page without scripts come back, with a button."""
    page.route("**/data/practices.json", lambda route: route.abort())
    page.goto(f"{server.address}en/embed/")
    expect(page.get_by_role("alert")).to_have_text("The practices could not be loaded")
    page.unroute("**/data/practices.json")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".embed-form")).to_be_visible()
