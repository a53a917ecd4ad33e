"""Everything can be reached and used with the keyboard alone, and one sees where one is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from practicebook.catalogue import Catalogue

from tests.site.pages import READY, path_of, visit
from tests.site.server import Server

MANY = 400  # more stops than any page here has

# Numbers the elements of a page once: some that come later (a style sheet, an option) must not shift the others.
NUMBER = """() => {
  const pairs = [...document.querySelectorAll("*")].map((element, place) => [element, place]);
  const places = window.places = new WeakMap(pairs);
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((element) => element.checkVisibility() && !element.disabled)
    .map((element) => ({ place: places.get(element), html: element.outerHTML.slice(0, 160) }));
}"""

# The element with focus: its place, whether an outline is drawn around it (or around the label, field or card that
# it is the heart of), and whether it is in sight and not under something else.
STOP = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const drawn = ({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  const whole = element.closest("label, .card, .explore-field") ?? element;
  const inSight = [...element.getClientRects(), ...whole.getClientRects()].some((box) => {
    const hit = document.elementFromPoint(box.x + Math.min(box.width, innerWidth) / 2, box.y + box.height / 2);
    return hit && (whole.contains(hit) || hit.contains(element));
  });
  return { place: window.places?.get(element) ?? -1, html: element.outerHTML.slice(0, 160), inSight,
    drawn: [getComputedStyle(element), getComputedStyle(element, "::after"), getComputedStyle(whole)].some(drawn) };
}"""


@dataclass(frozen=True)
class Stop:
    """Where the Tab key came to rest."""

    place: int
    html: str
    drawn: bool
    in_sight: bool


def tab(page: Page) -> Stop | None:
    """Press Tab; nothing when focus has left the page."""
    page.keyboard.press("Tab")
    found = page.evaluate(STOP)
    return found and Stop(found["place"], found["html"], found["drawn"], found["inSight"])


def tab_to(page: Page, is_wanted: Callable[[], bool]) -> None:
    """Press Tab until focus is where it is wanted."""
    for _ in range(MANY):
        page.keyboard.press("Tab")
        if is_wanted():
            return
    pytest.fail("the Tab key does not lead there")


def focus_is_in(page: Page, selector: str) -> Callable[[], bool]:
    return lambda: bool(page.evaluate("(selector) => document.activeElement.matches(selector)", selector))


def all_stops(page: Page) -> list[Stop]:
    """Every stop from the first to the last one of the page; fails if there is no end."""
    stops: list[Stop] = []
    while len(stops) < MANY:
        stop = tab(page)
        if stop is None or (stops and stop.place == stops[0].place):
            return stops
        stops.append(stop)
    pytest.fail(f"no end after {MANY} stops, the last of them {stops[-1].html}")


@pytest.mark.parametrize("type_", ["home", "explore", "practice with everything"])
def test_every_stop_is_seen_and_none_is_a_trap(page: Page, server: Server, catalogue: Catalogue, type_: str) -> None:
    """Tab goes through everything that can be used, once and in order, out of the page; focus is drawn and in sight."""
    visit(page, server, path_of(type_, catalogue))
    wanted = page.evaluate(NUMBER)
    stops = all_stops(page)
    places = [stop.place for stop in stops]
    assert [stop.html for stop in stops if not stop.drawn] == []
    assert [stop.html for stop in stops if not stop.in_sight] == []
    assert places == sorted(set(places))
    assert [one["html"] for one in wanted if one["place"] not in places] == []
    assert len(places) > 20


def test_the_first_stop_leads_past_the_menu(page: Page, server: Server) -> None:
    """The link to the content is first, comes to sight, and puts focus there."""
    page.goto(f"{server.address}en/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_from_the_address_bar_to_a_practice(page: Page, server: Server) -> None:
    """By Tab, Space and Enter alone: over the menu to the finder, a filter, a result."""
    page.goto(f"{server.address}en/")
    tab_to(page, focus_is_in(page, ".site-menu a[href$='explore/']"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/explore/")
    page.wait_for_function(READY)
    tab_to(page, focus_is_in(page, ".explore-option input"))
    page.keyboard.press("Space")
    expect(page.locator(".explore-option input:checked")).to_be_focused()
    expect(page.locator(".explore-chip")).to_have_count(1)
    page.wait_for_function(READY)
    tab_to(page, focus_is_in(page, ".explore-card a"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/practices/*/")


def test_the_search_dialog_keeps_focus_and_lets_it_go(page: Page, server: Server) -> None:
    """While it is open Tab never reaches the page behind it; Escape leads back."""
    page.goto(f"{server.address}en/")
    page.keyboard.press("/")
    expect(page.locator("#search-field")).to_be_focused()
    outside = "() => document.activeElement !== document.body && !document.activeElement.closest('dialog')"
    for _ in range(12):
        page.keyboard.press("Tab")
        assert not page.evaluate(outside)
    page.keyboard.press("Escape")
    expect(page.locator(".search-dialog")).to_be_hidden()


def test_the_menu_of_a_phone_by_keyboard(page: Page, server: Server) -> None:
    """Enter opens it, its links come next, Escape closes it and gives focus back."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server.address}en/")
    toggle = page.locator("[data-menu-toggle]")
    toggle.focus()
    page.keyboard.press("Enter")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(page.locator(".site-menu a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    expect(toggle).to_be_focused()
    expect(page.locator(".site-menu")).to_be_hidden()
