"""Practices side by side: what the table tells is what the records tell, and the address is all it remembers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from practicebook.catalogue import Catalogue
from practicebook.model import Practice

from tests.site.accessibility import violations
from tests.site.finder import Records
from tests.site.pages import PHONE, Opener, fullest
from tests.site.server import Server
from tests.site.test_keyboard import focus_is_in, tab_to
from tests.site.width import CUT, NARROWEST

SETTLED = "() => document.querySelector('.compare-result:not([aria-busy])')"
VIENNA, LUND, FINCAS = "vienna-human-rights-office", "lund-human-rights-city", "montevideo-fincas-recuperadas"
CARTERA = "montevideo-cartera-de-tierras"
GWANGJU = "gwangju-human-rights-ombudsman"
SEVERAL = [VIENNA, LUND, FINCAS]
STATEMENTS = ("obstacles", "did_not_work", "contradictions", "lessons", "preconditions", "adaptations")


def compare(page: Page, server: Server, ids: Sequence[str] = (), language: str = "en") -> None:
    """Open the comparison of these practices, until it is there."""
    query = f"?{urlencode([('p', id_) for id_ in ids])}" if ids else ""
    page.goto(f"{server.address}{language}/compare/{query}")
    page.wait_for_function(SETTLED)


def chosen(page: Page) -> list[str]:
    """The practices in the address."""
    return parse_qs(urlsplit(page.url).query).get("p", [])


def titles(page: Page) -> list[str]:
    return page.locator("thead .compare-title").all_inner_texts()


def rows(page: Page) -> dict[str, list[str]]:
    """What each row says of each practice."""
    found: dict[str, list[str]] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[data-row]")].map((row) => [row.dataset.row,
             [...row.querySelectorAll(".compare-content")].map((cell) => {
               const copy = cell.cloneNode(true);
               copy.querySelectorAll(".cite, .hidden").forEach((node) => node.remove());
               return copy.textContent.trim();
             })]))"""
    )
    return found


def told(practice: Practice, name: str) -> bool:
    return bool(getattr(practice, name))


def test_the_table_tells_what_the_records_tell(page: Page, server: Server, context: Any) -> None:  # noqa: ANN401
    """Titles in the order of the address, each with its own facts; the number of sources leads to them."""
    catalogue, records = context.catalogue, Records(context)
    practices = [catalogue.practices[id_] for id_ in SEVERAL]
    compare(page, server, SEVERAL)
    shown = rows(page)
    assert titles(page) == [one.title for one in practices]
    assert shown["summary"] == [one.summary for one in practices]
    assert shown["kind"] == [records.label("kind", one.kind) for one in practices]
    assert [one.split("·")[0].strip() for one in page.locator("thead .compare-where").all_inner_texts()] == [
        context.label("places", one.place) for one in practices
    ]
    for link, number in zip(page.locator("[data-row=sources] a").all(), shown["sources"], strict=True):
        page_of = server.file(link.get_attribute("href") or "")
        assert page_of
        assert page_of.read_text().count('<li id="source-') == int(number.split()[0])


@pytest.mark.parametrize("ids", [SEVERAL, [FINCAS, CARTERA]], ids=["three", "two"])
def test_a_row_is_there_if_any_practice_has_something_for_it(
    page: Page, server: Server, catalogue: Catalogue, ids: list[str]
) -> None:
    """What all lack makes no row; what one lacks is said in its cell."""
    practices = [catalogue.practices[id_] for id_ in ids]
    compare(page, server, ids)
    shown = rows(page)
    for name in (*STATEMENTS, "problem", "partners", "reach", "resources"):
        has = [told(one, name) for one in practices]
        row = shown.get(name.replace("_", "-"))
        assert (row is not None) == any(has), name
        assert row is None or [text != "Nothing recorded" for text in row] == has, name


def test_what_is_the_same_is_marked(page: Page, server: Server) -> None:
    """Two practices of one city are led by the same body and share a right, but differ in kind."""
    compare(page, server, [FINCAS, CARTERA])
    expect(page.locator("[data-row=lead] .compare-common")).to_have_text("the same for all")
    expect(page.locator("[data-row=kind] .compare-common")).to_have_count(0)
    expect(page.locator("[data-row=rights] .compare-common")).to_have_text("1 in all of them")
    shared = page.locator("[data-row=rights] .is-shared").all_text_contents()
    assert shared == ["Adequate housing (in all of them)"] * 2


def test_a_practice_is_added_by_typing(page: Page, server: Server, catalogue: Catalogue) -> None:
    """Without its accents, with arrow keys and Enter; the address follows, and going back takes it out again."""
    compare(page, server, [VIENNA])
    field = page.get_by_role("combobox", name="Add a practice")
    field.fill("medellin")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Medellín")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("Enter")
    expect(page.locator("thead .compare-title")).to_have_count(2)
    assert chosen(page)[0] == VIENNA
    assert catalogue.practices[chosen(page)[1]].place == "medellin"
    expect(field).to_be_focused()
    expect(page.locator(".compare-status")).to_contain_text("was added")
    page.go_back()
    expect(page.locator("thead .compare-title")).to_have_count(1)
    assert chosen(page) == [VIENNA]


def test_what_is_shown_already_is_not_offered(page: Page, server: Server) -> None:
    """The field offers what is not in the table; words that nothing fits are told; Escape empties the field."""
    compare(page, server, [VIENNA])
    field = page.get_by_role("combobox")
    field.fill("vienna human rights office")
    expect(page.locator(".picker-status")).to_have_text("No practice fits “vienna human rights office”.")
    expect(page.get_by_role("option")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(field).to_have_value("")


def test_removing_one_keeps_focus_near(page: Page, server: Server, catalogue: Catalogue) -> None:
    """The next one's button takes the focus, and after the last the field."""
    compare(page, server, [VIENNA, LUND])
    page.get_by_role("button", name=f"Remove “{catalogue.practices[VIENNA].title}”").click()
    last = page.get_by_role("button", name=f"Remove “{catalogue.practices[LUND].title}”")
    expect(last).to_be_focused()
    assert chosen(page) == [LUND]
    expect(page.locator(".compare-status")).to_have_text("One practice. Add another one to compare.")
    last.click()
    expect(page.get_by_role("combobox")).to_be_focused()
    expect(page.locator(".compare-empty")).to_be_visible()
    assert "p=" not in page.url


def test_the_address_restores_the_view(page: Page, open_page: Opener, server: Server) -> None:
    """What somebody put together looks the same to whoever gets the address, and after a reload."""
    compare(page, server, [GWANGJU])
    field = page.get_by_role("combobox")
    field.fill("lund decision")
    page.keyboard.press("Enter")
    expect(page.locator("thead .compare-title")).to_have_count(2)
    other = open_page()
    other.goto(page.url)
    other.wait_for_function(SETTLED)
    assert rows(other) == rows(page)
    page.reload()
    page.wait_for_function(SETTLED)
    assert rows(page) == rows(other)


def test_wrong_addresses_are_told_politely(page: Page, server: Server) -> None:
    """Unknown, named twice, too many; the place of one that is unknown goes to the next."""
    compare(page, server, [VIENNA, VIENNA, "no-such-practice", "../secret", LUND, FINCAS, CARTERA, GWANGJU])
    assert page.locator(".compare-messages p").all_inner_texts() == [
        "There is no practice called “no-such-practice” here. The address may be old or mistyped.",
        "There is no practice called “../secret” here. The address may be old or mistyped.",
        "“Vienna's Human Rights Office” was named more than once and is shown once.",
        "Four is the most that fits side by side: 1 further practice was left out.",
    ]
    expect(page.locator("thead .compare-title")).to_have_count(4)
    expect(page.locator(".compare-full")).to_be_visible()
    expect(page.get_by_role("combobox")).to_have_count(0)


def test_nothing_chosen_explains_itself(page: Page, server: Server, catalogue: Catalogue) -> None:
    """The empty page leads to the finder, and offers what was collected."""
    compare(page, server)
    expect(page.locator(".compare-empty")).to_contain_text("Nothing is chosen yet")
    expect(page.locator(".compare-ways a:visible")).to_have_attribute("href", f"{server.address}en/explore/")
    page.evaluate(
        "(items) => localStorage.setItem('practicebook.collected', JSON.stringify({ version: 1, items }))",
        [{"id": VIENNA}, {"id": LUND}, {"id": "gone-since"}],
    )
    page.reload()
    title = catalogue.practices[LUND].title
    expect(page.get_by_role("button", name=f"Add “{title}”")).to_be_visible()
    expect(page.locator(".compare-suggested li")).to_have_count(2)
    page.get_by_role("link", name="Compare 2 collected practices").click()
    expect(page.locator("thead .compare-title")).to_have_count(2)
    assert chosen(page) == [VIENNA, LUND]


def test_what_cannot_be_loaded_can_be_tried_again(page: Page, server: Server) -> None:
    """One page that does not come leaves the others in place, and stays in the address."""
    cut = f"{server.address}en/practices/{LUND}/"
    page.route(cut, lambda route: route.abort())
    compare(page, server, [VIENNA, LUND])
    expect(page.locator(".compare-messages")).to_contain_text("1 practice could not be loaded")
    assert len(titles(page)) == 1
    page.unroute(cut)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("thead .compare-title")).to_have_count(2)
    expect(page.locator(".compare-messages p")).to_have_count(0)


def test_a_former_id_leads_to_the_present_one(page: Page, server: Server) -> None:
    """A page that has moved is followed, and is not shown twice."""
    moved = (
        f'<!doctype html><meta http-equiv="refresh" content="0; url=../{LUND}/">'
        f'<link rel="canonical" href="{server.address}en/practices/{LUND}/"><h1>Moved</h1>'
    )

    def answer(route: Route) -> None:
        route.fulfill(body=moved, content_type="text/html")

    page.route("**/practices/lund-as-it-was-called/", answer)
    compare(page, server, ["lund-as-it-was-called", VIENNA, LUND])
    assert len(titles(page)) == 2
    expect(page.locator(".compare-messages")).to_contain_text("shown once")


def test_every_link_of_the_table_leads_somewhere(page: Page, server: Server, catalogue: Catalogue) -> None:
    """Whatever page a link stood on, it is a page of the site with that anchor, or another site."""
    compare(page, server, [fullest(catalogue), *SEVERAL])
    links: list[str] = page.evaluate("[...document.querySelectorAll('.compare-table a')].map((link) => link.href)")
    own = {link for link in links if link.startswith(server.address)}
    assert len(own) > 30
    for link in own:
        file = server.file(link)
        assert file, link
        fragment = urlsplit(link).fragment
        assert not fragment or f'id="{fragment}"' in file.read_text(), link


def test_the_table_by_keyboard(page: Page, server: Server) -> None:
    """From the field by Tab to the buttons of each practice; Enter removes."""
    compare(page, server, SEVERAL)
    tab_to(page, focus_is_in(page, ".picker-field"))
    tab_to(page, focus_is_in(page, ".compare-remove"))
    page.keyboard.press("Enter")
    expect(page.locator("thead .compare-title")).to_have_count(2)
    expect(page.locator(".compare-remove").first).to_be_focused()


def test_on_a_phone_each_text_stands_under_its_name(page: Page, server: Server) -> None:
    """Nothing is cut, the name stays in sight in a long text, and rows are still rows to a screen reader."""
    compare(page, server, [*SEVERAL, CARTERA])
    for size in (PHONE, NARROWEST):
        page.set_viewport_size(size)
        assert page.evaluate(CUT) == []
    page.set_viewport_size(PHONE)
    name = page.locator("[data-row=action] td .compare-name").first
    page.evaluate("document.querySelector('[data-row=action] td p:last-of-type').scrollIntoView({ block: 'start' })")
    expect(name).to_be_in_viewport()
    expect(name).to_have_text("Vienna")
    assert page.locator("[data-row=action] .compare-name").all_inner_texts()[2:] == titles_of_montevideo(page)
    expect(page.get_by_role("row")).to_have_count(len(rows(page)) + 2)


def titles_of_montevideo(page: Page) -> list[str]:
    """Two practices are from there, so its name alone would not do."""
    return page.locator(".compare-chosen .compare-title").all_inner_texts()[2:]


def test_in_arabic_foreign_texts_keep_their_language(page: Page, server: Server, catalogue: Catalogue) -> None:
    """The table runs from right to left; what is not translated says in which language it is."""
    compare(page, server, ["almaty-participatory-budget", VIENNA], "ar")
    first, second = (page.locator("thead th").nth(place).bounding_box() for place in (1, 2))
    assert first
    assert second
    assert first["x"] > second["x"]
    title = page.locator("thead .compare-title [lang]").first
    expect(title).to_have_attribute("lang", "en")
    expect(title).to_have_attribute("dir", "ltr")
    expect(title).to_have_text(catalogue.practices["almaty-participatory-budget"].title)


@pytest.mark.parametrize(
    "ids", [[], [VIENNA], [*SEVERAL, CARTERA], [VIENNA, "unknown"]], ids=["none", "one", "four", "wrong"]
)
def test_axe_finds_nothing_in_a_comparison(page: Page, server: Server, ids: list[str]) -> None:
    """In each state, on a desk and on a phone, light and dark."""
    compare(page, server, ids)
    assert violations(page) == []


def test_axe_finds_nothing_while_choosing(page: Page, server: Server) -> None:
    """With the list of suggestions open and one pointed at."""
    compare(page, server, [VIENNA])
    page.get_by_role("combobox").fill("housing")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    assert violations(page) == []


def test_on_paper_only_the_table_is_left_and_it_lies(page: Page, server: Server, words: Mapping[str, Any]) -> None:
    """Landscape; no fields, no buttons; the head comes again on every sheet."""
    compare(page, server, SEVERAL)
    page.emulate_media(media="print")
    for gone in (".site-header", ".picker", ".compare-tools", ".compare-taking"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.get_by_role("heading", name=words["compare"]["title"])).to_be_visible()
    expect(page.locator(".compare-address")).to_contain_text(VIENNA)
    assert page.evaluate("getComputedStyle(document.querySelector('.compare-table thead')).display") == (
        "table-header-group"
    )
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    assert boxes
    assert all(float(width) > float(height) for width, height in boxes)


def test_nothing_of_it_needs_what_a_strict_policy_forbids(page: Page, server: Server) -> None:
    """No style attribute, no handler in an attribute."""
    compare(page, server, SEVERAL)
    forbidden = """[...document.querySelectorAll(".compare, .compare *")].flatMap((node) =>
      [...node.attributes].map(({ name }) => name).filter((name) => name === "style" || name.startsWith("on")))"""
    assert page.evaluate(forbidden) == []
