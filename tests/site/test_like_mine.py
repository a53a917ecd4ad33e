"""Cities like mine: what it lists, in which order and why is what the records say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from practicebook.expand.context import Context

from tests.site.accessibility import violations
from tests.site.city import City, Fits
from tests.site.pages import PHONE, Opener
from tests.site.server import Server
from tests.site.test_keyboard import NUMBER, all_stops, focus_is_in, tab_to
from tests.site.width import CUT, NARROWEST

READY = "() => document.querySelector('.like-form')"
GROUPS = """() => [...document.querySelectorAll(".like-groups > section")].map((section) => [
  section.querySelector("h3").textContent,
  [...section.querySelectorAll(".like-card")].map((card) => ({
    title: card.querySelector(".card-title").textContent,
    held: [...card.querySelectorAll(".is-held")].map((point) => point.textContent),
    lacks: card.querySelector(".is-lacking")?.textContent ?? "" }))])"""
SIZED = "vienna"
STEP = 20


@pytest.fixture
def fits(context: Context) -> Fits:
    return Fits(context)


def tell(page: Page, server: Server, city: City | None = None, language: str = "en", **more: str) -> None:
    """Open the tool for a city, until it is ready."""
    query = "&".join(filter(None, [city.query() if city else "", urlencode(more)]))
    page.goto(f"{server.address}{language}/like-mine/{'?' if query else ''}{query}")
    page.wait_for_function(READY)


def shown(page: Page) -> list[tuple[str, list[dict[str, Any]]]]:
    found: list[list[Any]] = page.evaluate(GROUPS)
    return [(title, cards) for title, cards in found]


def chosen(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query, keep_blank_values=True)


def by_title(view: list[tuple[str, list[dict[str, Any]]]]) -> list[tuple[str, list[dict[str, Any]]]]:
    return [(title, sorted(cards, key=lambda card: str(card["title"]))) for title, cards in view]


def place_field(page: Page) -> Locator:
    return page.locator("#like-place")


def place_options(page: Page) -> Locator:
    return page.locator("#like-place-options > li")


# --------------------------------------------------------------------------------------------- what is listed


def test_what_fits_and_why_is_what_the_records_say(page: Page, server: Server, fits: Fits) -> None:
    """For twenty cities made at random: the groups, each practice with its reasons, the order by evidence."""
    ranks = {one.title: fits.catalogue.evidence(one).rank for one in fits.catalogue.practices.values()}
    told = 0
    for city in map(fits.at_random, range(20)):
        tell(page, server, city, shown="1000")
        view = shown(page)
        assert by_title(view) == by_title(fits.view(city)), city
        for _, cards in view:
            levels = [ranks[card["title"]] for card in cards]
            assert levels == sorted(levels, reverse=True), city
        told += len(view)
    assert told > 20


def test_the_number_is_announced(page: Page, server: Server, fits: Fits) -> None:
    """In a region that is read aloud when it changes."""
    city = fits.at(SIZED)
    tell(page, server, city)
    total = page.locator(".like-total")
    expect(total).to_have_attribute("role", "status")
    expect(total).to_have_text(fits.words["count"]["other"].format(count=len(fits.ranked(city))))


def test_nothing_is_said_of_powers_until_one_is_ticked(page: Page, server: Server, fits: Fits) -> None:
    """A point for having everything would be a point for nothing; what is lacking is told by name."""
    city = fits.at(SIZED)
    tell(page, server, city)
    assert page.get_by_text(fits.words["points"]["powers"]).count() == 0
    expect(page.locator(".is-lacking")).to_have_count(0)
    page.get_by_label(fits.context.label("powers", "make-rules"), exact=True).check()
    assert chosen(page) == {"place": [SIZED], "power": ["make-rules"]}
    expect(page.locator(".is-lacking").first).to_be_visible()
    expect(page.get_by_text(fits.words["reading"])).to_be_visible()


def test_all_powers_at_once(page: Page, server: Server, fits: Fits) -> None:
    """One button ticks them all, then nothing is lacking anywhere; and gives them up again."""
    tell(page, server)
    page.get_by_role("button", name=fits.words["all_powers"]).click()
    assert chosen(page) == {"power": list(fits.catalogue.terms["powers"])}
    assert shown(page)[0][0] == fits.words["group"].format(held=1, asked=1)
    assert {card["lacks"] for _, cards in shown(page) for card in cards} == {""}
    page.get_by_role("button", name=fits.words["no_powers"]).click()
    assert chosen(page) == {}
    expect(page.locator(".like-total")).to_have_text(fits.words["start"])


def test_twenty_at_a_time(page: Page, server: Server, fits: Fits) -> None:
    """Focus goes to the first new one, the address holds how many; at the end there is no button."""
    city = City(power=list(fits.catalogue.terms["powers"]))
    tell(page, server, city)
    total = len(fits.ranked(city))
    cards = page.locator(".like-card")
    for count in range(STEP, total, STEP):
        expect(cards).to_have_count(count)
        page.locator(".like-more").click()
        expect(page.locator(".like-card .card-title a").nth(count)).to_be_focused()
    expect(cards).to_have_count(total)
    expect(page.locator(".like-more")).to_be_hidden()
    page.reload()
    page.wait_for_function(READY)
    expect(cards).to_have_count(total)


def test_a_card_leads_to_its_practice_and_to_what_is_needed_first(page: Page, server: Server, fits: Fits) -> None:
    """Every link leads to a page that is there, with that anchor; a practice can be collected."""
    tell(page, server, fits.at(SIZED))
    links: list[str] = page.evaluate("[...document.querySelectorAll('.like-card a')].map((link) => link.href)")
    assert [link for link in links if link.endswith("#preconditions")]
    for link in links:
        file = server.file(link)
        assert file, link
        assert not urlsplit(link).fragment or f'id="{urlsplit(link).fragment}"' in file.read_text(), link
    page.locator(".like-card .collect").first.click()
    expect(page.locator(".tray")).to_be_visible()


# --------------------------------------------------------------------------------------------- what is told


def test_a_place_fills_in_what_follows_from_it(page: Page, server: Server, fits: Fits) -> None:
    """By typing without accents, arrow key and Enter; giving it up empties what it filled in and nothing else."""
    tell(page, server)
    place_field(page).fill("medell")
    expect(place_options(page)).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#like-place-options > [aria-selected=true]")).to_contain_text("Medellín")
    page.keyboard.press("Enter")
    city = fits.at("medellin")
    expect(place_field(page)).to_have_value("Medellín")
    expect(page.locator("#like-size")).to_have_value(city.size)
    expect(page.locator("#like-region")).to_have_value(city.region)
    assert chosen(page) == {"place": ["medellin"]}
    assert by_title(shown(page))[0] == by_title(fits.view(city))[0]
    page.locator("#like-region").select_option("africa")
    assert chosen(page) == {"place": ["medellin"], "region": ["africa"]}
    page.get_by_role("button", name=fits.words["place_clear"].format(place="Medellín")).click()
    assert chosen(page) == {"region": ["africa"]}
    expect(place_field(page)).to_be_focused()
    expect(place_field(page)).to_have_value("")


def test_a_place_of_unknown_population_leaves_the_question_open(page: Page, server: Server, fits: Fits) -> None:
    """It says so, and asks for one point fewer."""
    unknown = next(one.place for one in fits.catalogue.practices.values() if not fits.at(one.place).size)
    tell(page, server, City(unknown))
    name = fits.context.label("places", unknown)
    expect(page.locator("#like-size-note")).to_have_text(fits.words["size_unknown"].format(place=name))
    expect(page.locator("#like-size")).to_have_value("")
    assert shown(page)[0][0].endswith(" of 2")


def test_a_name_that_we_do_not_have_is_told(page: Page, server: Server, fits: Fits) -> None:
    """The text stays to be mended, nothing is chosen by it, and a name typed in full is taken on leaving the field."""
    tell(page, server, fits.at(SIZED))
    place_field(page).fill("Atlantis")
    expect(place_options(page)).to_have_count(0)
    page.keyboard.press("Tab")
    note = page.locator(".like-combobox + .like-note")
    expect(note).to_have_text(fits.words["place_none"].format(query="Atlantis"))
    expect(place_field(page)).to_have_value("Atlantis")
    assert chosen(page) == {}
    place_field(page).fill(" vienna ")
    page.locator("#like-size").focus()
    expect(place_field(page)).to_have_value("Vienna")
    expect(note).to_have_text("")
    assert chosen(page) == {"place": [SIZED]}


def test_escape_and_arrows_in_the_list_of_places(page: Page, server: Server) -> None:
    """Arrow down opens it, up goes to the end, Escape closes it without a choice."""
    tell(page, server)
    place_field(page).focus()
    page.keyboard.press("ArrowDown")
    options = place_options(page)
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(options.last).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(place_field(page)).to_have_attribute("aria-expanded", "false")
    assert chosen(page) == {}


def test_the_address_is_the_whole_state(page: Page, open_page: Opener, server: Server, fits: Fits) -> None:
    """Reload, another browser, back and forward: the same questions answered, the same practices in the same order."""
    tell(page, server, City(SIZED))
    page.locator("#like-theme").select_option("equality")
    page.locator("#like-size").select_option("")
    page.get_by_label(fits.context.label("powers", "own-budget"), exact=True).check()
    address, view = page.url, shown(page)
    assert chosen(page) == {"place": [SIZED], "size": [""], "theme": ["equality"], "power": ["own-budget"]}
    page.reload()
    page.wait_for_function(READY)
    assert shown(page) == view
    other = open_page()
    other.goto(address)
    other.wait_for_function(READY)
    assert shown(other) == view
    expect(other.locator("#like-size")).to_have_value("")
    page.go_back()
    page.wait_for_function(READY)
    assert chosen(page) == {"place": [SIZED], "size": [""], "theme": ["equality"]}
    expect(page.locator(".like-powers input:checked")).to_have_count(0)
    page.go_forward()
    page.wait_for_function(READY)
    assert shown(page) == view


def test_what_the_address_has_and_the_site_has_not_is_ignored(page: Page, server: Server, fits: Fits) -> None:
    """An old or mistyped link still shows what it can; nothing that can be told is not nothing told."""
    tell(page, server, City("vienna", "huge", "mars", "no-such", ["magic", "make-rules"]), shown="many")
    expected = fits.at("vienna")
    city = City("vienna", expected.size, expected.region, "", ["make-rules"])
    assert page.locator(".like-total").inner_text().startswith(f"{len(fits.ranked(city))} ")
    tell(page, server, City("no-such-place"))
    expect(page.locator(".like-total")).to_have_text(fits.words["start"])


def test_without_anything_told_there_are_examples(page: Page, server: Server, fits: Fits) -> None:
    """One place of each population band, and it works."""
    tell(page, server)
    expect(page.locator(".like-examples a")).to_have_count(len(fits.catalogue.terms["sizes"]))
    page.locator(".like-examples a").nth(2).click()
    page.wait_for_url("**?place=*")
    expect(page.locator("#like-size")).to_have_value("from-200000")


def test_a_theme_without_a_match_says_so(page: Page, server: Server, fits: Fits) -> None:
    """It tells what to change instead of showing an empty page."""
    tell(page, server, nothing(fits))
    expect(page.locator(".like-total")).to_have_text(fits.words["none"])
    expect(page.get_by_text(fits.words["none_hint"])).to_be_visible()
    expect(page.locator(".like-card")).to_have_count(0)


def nothing(fits: Fits) -> City:
    """A region in which a theme has no practice."""
    pairs: Iterator[City] = (
        City(region=region, theme=theme)
        for region in fits.catalogue.terms["regions"]
        if fits.catalogue.practices_with("regions", region)
        for theme in fits.catalogue.terms["themes"]
        if fits.catalogue.practices_with("themes", theme)
    )
    return next(city for city in pairs if not fits.ranked(city))


def test_start_again(page: Page, server: Server, fits: Fits) -> None:
    """One button empties everything, and focus goes to where the answers begin."""
    tell(page, server, City(SIZED, power=["own-budget"]))
    page.get_by_role("button", name=fits.words["reset"]).click()
    assert chosen(page) == {}
    expect(place_field(page)).to_have_value("")
    expect(page.locator(".like-total")).to_be_focused()
    expect(page.locator(".like-reset")).to_be_hidden()


def test_practices_that_do_not_come_can_be_asked_for_again(page: Page, server: Server, fits: Fits) -> None:
    """The words that the page has without scripts come back, with a button."""
    page.route("**/data/practices.json", lambda route: route.abort())
    page.goto(f"{server.address}en/like-mine/?place={SIZED}")
    expect(page.get_by_role("alert")).to_have_text(fits.words["error"])
    expect(page.locator(".like-mine a[href$='practices/']")).to_be_visible()
    page.unroute("**/data/practices.json")
    page.get_by_role("button", name=fits.words["retry"]).click()
    expect(page.locator(".like-card").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


# --------------------------------------------------------------------------------------------- for everybody


@pytest.mark.parametrize("query", ["", f"place={SIZED}&power=make-rules", "region=oceania&theme=culture/heritage"])
def test_axe_finds_nothing(page: Page, server: Server, query: str) -> None:
    """Before anything is told, with practices, and with none."""
    page.goto(f"{server.address}en/like-mine/?{query}")
    page.wait_for_function(READY)
    assert violations(page) == []


def test_axe_finds_nothing_while_choosing_a_place(page: Page, server: Server) -> None:
    """With the list open and one place pointed at."""
    tell(page, server)
    place_field(page).fill("a")
    page.keyboard.press("ArrowDown")
    expect(place_options(page).first).to_have_attribute("aria-selected", "true")
    assert violations(page) == []


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_nothing_is_cut(page: Page, server: Server, language: str) -> None:
    """On a phone and on the narrowest one, with everything unfolded."""
    page.set_viewport_size(PHONE)
    city = City(SIZED, power=["make-rules"])
    tell(page, server, city, language)
    page.locator(".like-powers summary").click()
    for size in (PHONE, NARROWEST):
        page.set_viewport_size(size)
        assert page.evaluate(CUT) == []
    tell(page, server, None, language)
    assert page.evaluate(CUT) == []


def test_on_a_phone_a_button_leads_to_the_answers(page: Page, server: Server, fits: Fits) -> None:
    """They are below the questions; it says how many there are."""
    page.set_viewport_size(PHONE)
    city = fits.at(SIZED)
    tell(page, server, city)
    page.get_by_role("button", name=fits.words["show"]["other"].format(count=len(fits.ranked(city)))).click()
    expect(page.locator(".like-total")).to_be_focused()
    expect(page.locator(".like-total")).to_be_in_viewport()


def test_everything_by_keyboard(page: Page, server: Server) -> None:
    """Tab reaches each question and each answer once and in order, drawn and in sight; Space ticks."""
    tell(page, server, City(SIZED))
    page.evaluate(NUMBER)
    stops = all_stops(page)
    assert [stop.html for stop in stops if not stop.drawn or not stop.in_sight] == []
    assert len({stop.html for stop in stops if "like-power-" in stop.html}) == 8
    page.goto("about:blank")
    tell(page, server, City(SIZED))
    tab_to(page, focus_is_in(page, "#like-power-own-budget"))
    page.keyboard.press("Space")
    expect(page.locator("#like-power-own-budget")).to_be_checked()
    expect(page.locator("#like-power-own-budget")).to_be_focused()
    assert chosen(page) == {"place": [SIZED], "power": ["own-budget"]}


def test_in_arabic_it_runs_from_right_to_left(page: Page, server: Server) -> None:
    """The questions stand on the right, titles that are not translated say their language."""
    tell(page, server, City(SIZED), "ar")
    form, answers = page.locator(".like-form").bounding_box(), page.locator(".like-results").bounding_box()
    assert form
    assert answers
    assert form["x"] > answers["x"]
    expect(page.locator(".like-card .card-title [lang=en]").first).to_be_visible()


def test_on_paper_the_answers_are_left(page: Page, server: Server) -> None:
    """No questions, no buttons."""
    tell(page, server, City(SIZED))
    page.emulate_media(media="print")
    for gone in (".like-form", ".like-more", ".like-card .collect", ".site-header"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".like-points").first).to_be_visible()


def test_nothing_of_it_needs_what_a_strict_policy_forbids(page: Page, server: Server) -> None:
    """No style attribute, no handler in an attribute."""
    tell(page, server, City(SIZED, power=["make-rules"]))
    forbidden = """[...document.querySelectorAll(".like-mine, .like-mine *")].flatMap((node) =>
      [...node.attributes].map(({ name }) => name).filter((name) => name === "style" || name.startsWith("on")))"""
    assert page.evaluate(forbidden) == []
