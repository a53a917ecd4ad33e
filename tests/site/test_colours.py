"""The colours: as on the device, or as the reader chose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.site.pages import Opener
from tests.site.server import Server

PAPER = "getComputedStyle(document.body).backgroundColor"
TOKENS = """() => {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const names = new Set(rules.flatMap((rule) => [...(rule.style ?? [])]).filter((name) => name.startsWith("--")));
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(["color-scheme", ...names].map((name) => [name, style.getPropertyValue(name)]));
}"""
# Tells what of the page was there when the colours were set: without a body nothing can have been painted.
WATCH = """new MutationObserver((changes, observer) => {
  if (!document.documentElement.dataset.theme) return;
  window.bodyWasThere = document.body !== null;
  observer.disconnect();
}).observe(document, { attributes: true, subtree: true });"""


def test_the_toggle_goes_round_and_is_remembered(page: Page, server: Server, words: Mapping[str, Any]) -> None:
    """As on the device, light, dark: each is named, looks so, and is so still after a reload and on another page."""
    page.emulate_media(color_scheme="dark")
    page.goto(f"{server.address}en/")
    toggle = page.locator("[data-theme-toggle]")
    seen = []
    for scheme in ("auto", "light", "dark", "auto"):
        label = words["theme"]["label"].format(scheme=words["theme"][scheme])
        expect(toggle).to_have_attribute("aria-label", label)
        paper = page.evaluate(PAPER)
        page.reload()
        expect(toggle).to_have_attribute("aria-label", label)
        assert page.evaluate(PAPER) == paper
        seen.append(paper)
        toggle.click()
    automatic, light, dark, again = seen
    assert automatic == dark == again != light
    page.goto(f"{server.address}en/themes/")
    expect(toggle).to_have_attribute("data-scheme", "light")
    assert page.evaluate(PAPER) == light


def test_the_device_decides_until_a_reader_does(open_page: Opener, server: Server) -> None:
    """A page that nobody has chosen colours for is dark on a dark device, and changes with it."""
    page = open_page(color_scheme="dark")
    page.goto(f"{server.address}en/")
    dark = page.evaluate(PAPER)
    page.emulate_media(color_scheme="light")
    assert page.evaluate(PAPER) != dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_are_the_same_in_both_ways(page: Page, server: Server, scheme: Any) -> None:  # noqa: ANN401 - a literal
    """They stand twice in the style sheet, for the device and for the toggle, and must not drift apart."""
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{server.address}en/")
    by_device = page.evaluate(TOKENS)
    page.emulate_media(color_scheme="light" if scheme == "dark" else "dark")
    page.evaluate("(scheme) => { document.documentElement.dataset.theme = scheme; }", scheme)
    assert page.evaluate(TOKENS) == by_device
    assert len(by_device) > 10


def test_chosen_colours_are_there_before_anything_is_painted(page: Page, server: Server) -> None:
    """No flash of the wrong colours: they are set before the page has a body."""
    page.add_init_script(WATCH)
    page.goto(f"{server.address}en/")
    page.evaluate("localStorage.setItem('practicebook.theme', 'dark')")
    page.reload()
    assert page.evaluate("[document.documentElement.dataset.theme, window.bodyWasThere]") == ["dark", False]


def test_without_storage_the_toggle_still_works(page: Page, server: Server) -> None:
    """A browser that forbids storage gives an error when it is touched; the choice then lasts for the page."""
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden'); } });")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{server.address}en/")
    page.locator("[data-theme-toggle]").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert faults == []
