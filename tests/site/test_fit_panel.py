"""The fit panel of a practice: what is needed first as a checklist, and links that keep their promises."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from practicebook.catalogue import Catalogue
from practicebook.expand.context import Context
from practicebook.model import Practice

from tests.site.accessibility import violations
from tests.site.city import Fits
from tests.site.pages import Opener, visit
from tests.site.server import Server


@pytest.fixture
def fits(context: Context) -> Fits:
    return Fits(context)


def with_preconditions(catalogue: Catalogue, number: int) -> Practice:
    return next(one for one in catalogue.practices.values() if len(one.preconditions) == number)


def test_what_is_needed_first_can_be_ticked(page: Page, open_page: Opener, server: Server, fits: Fits) -> None:
    """It is counted, kept on this device under a key of its own, the same in every language, and given up again."""
    practice = with_preconditions(fits.catalogue, 3)
    said = fits.context.words["fit"]
    note = page.locator(".checklist-note")
    page.goto(f"{server.address}en/practices/{practice.id}/")
    expect(note).to_have_text(f"{said['ticked'].format(ticked=0, total=3)} {said['kept']}")
    page.get_by_label(practice.preconditions[1].text).check()
    expect(note).to_contain_text(said["ticked"].format(ticked=1, total=3))
    kept = json.loads(page.evaluate("localStorage.getItem('practicebook.checklists')"))
    assert list(kept["ticked"]) == [practice.id]
    page.goto(f"{server.address}ar/practices/{practice.id}/")
    ticks = page.locator(".preconditions input")
    expect(ticks).to_have_count(3)
    assert [tick.is_checked() for tick in ticks.all()] == [False, True, False]
    ticks.nth(1).uncheck()
    assert page.evaluate("localStorage.getItem('practicebook.checklists')") is None
    other = open_page()
    other.goto(f"{server.address}en/practices/{practice.id}/")
    expect(other.locator(".preconditions input:checked")).to_have_count(0)


def test_sources_stay_links_beside_the_boxes(page: Page, server: Server, fits: Fits) -> None:
    """A click on a number leads to the source and ticks nothing."""
    practice = with_preconditions(fits.catalogue, 2)
    page.goto(f"{server.address}en/practices/{practice.id}/")
    page.locator(".is-checklist .cite a").first.click()
    expect(page).to_have_url(re.compile("#source-"))
    expect(page.locator(".preconditions input:checked")).to_have_count(0)
    assert page.locator(".preconditions label .cite").count() == 0


@pytest.mark.parametrize("stored", ["nonsense", "[]", '{"ticked": 5}', '{"ticked": {"PRACTICE": "x"}}'])
def test_a_damaged_memory_is_an_empty_one(page: Page, server: Server, fits: Fits, stored: str) -> None:
    """Whatever lies under the key, the boxes work."""
    practice = with_preconditions(fits.catalogue, 2)
    address = f"{server.address}en/practices/{practice.id}/"
    page.goto(address)
    value = stored.replace("PRACTICE", practice.id)
    page.evaluate("(value) => localStorage.setItem('practicebook.checklists', value)", value)
    page.reload()
    boxes = page.locator(".preconditions input")
    expect(boxes).to_have_count(2)
    boxes.first.check()
    page.reload()
    expect(page.locator(".preconditions input:checked")).to_have_count(1)


def test_without_storage_ticks_last_for_the_page(page: Page, server: Server, fits: Fits) -> None:
    """A browser that forbids storage gives an error when it is touched."""
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden'); } });")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    practice = with_preconditions(fits.catalogue, 2)
    page.goto(f"{server.address}en/practices/{practice.id}/")
    page.locator(".preconditions input").first.check()
    expect(page.locator(".checklist-note")).to_contain_text("1 of 2")
    assert faults == []


def test_without_scripts_it_is_a_plain_list(open_page: Opener, server: Server, fits: Fits) -> None:
    """No box that would do nothing, no promise to keep ticks."""
    practice = with_preconditions(fits.catalogue, 3)
    page = open_page(java_script_enabled=False)
    page.goto(f"{server.address}en/practices/{practice.id}/")
    expect(page.locator(".preconditions li")).to_have_count(3)
    expect(page.locator(".preconditions input")).to_have_count(0)
    expect(page.get_by_text(fits.context.words["fit"]["kept"])).to_have_count(0)


def test_the_fit_panel_keeps_its_promises(page: Page, server: Server, fits: Fits) -> None:
    """Its links fill in the tool with this place, and find as many practices in the finder as it says."""
    practice = fits.catalogue.practices["saint-denis-maison-des-femmes"]
    page.goto(f"{server.address}en/practices/{practice.id}/")
    first, second = page.locator(".fit-links a").all()
    promised = second.inner_text()
    address = second.get_attribute("href") or ""
    first.click()
    expect(page.locator("#like-place")).to_have_value(fits.context.label("places", practice.place))
    page.go_back()
    page.goto(f"{server.address}en/practices/{practice.id}/{address}")
    total = page.locator(".explore-total")
    expect(total).to_have_text(promised.split(": ")[1].removesuffix(" in places of this size"))


def test_axe_finds_nothing_on_the_page_with_a_trail(page: Page, server: Server) -> None:
    """Checklist, panel, picture and lists."""
    visit(page, server, "en/practices/saint-denis-maison-des-femmes/")
    expect(page.locator(".trail svg")).to_be_visible()
    expect(page.locator(".is-checklist")).to_be_visible()
    assert violations(page) == []
