"""Cities like mine: what it lists, in which order and why is what the records say; and the fit panel of a practice."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from babel.lists import format_list
from playwright.sync_api import Locator, Page, expect

from practicebook.catalogue import Catalogue
from practicebook.expand.context import Context
from practicebook.model import Practice
from practicebook.vocabulary import ActionKind, Country

from tests.site.pages import PHONE, Opener
from tests.site.server import Server
from tests.site.test_accessibility import violations
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


@dataclass(frozen=True)
class City:
    """What a reader tells of a city; nothing of what is empty."""

    place: str = ""
    size: str = ""
    region: str = ""
    theme: str = ""
    power: Sequence[str] = field(default_factory=tuple)

    def query(self) -> str:
        """The address that says all of it, also what follows from the place."""
        told = [(name, getattr(self, name)) for name in ("place", "size", "region", "theme")]
        return urlencode([*((name, id_) for name, id_ in told if id_), *(("power", id_) for id_ in self.power)])


@dataclass(frozen=True)
class Fits:
    """What fits a city, worked out from the records, one after the other."""

    context: Context

    @property
    def catalogue(self) -> Catalogue:
        return self.context.catalogue

    @property
    def words(self) -> Mapping[str, Any]:
        words: Mapping[str, Any] = self.context.words["like_mine"]
        return words

    def at(self, place: str) -> City:
        """What follows from a place: its population, and the part of the world one step above the smallest."""
        country = self.catalogue.vocabulary("countries", Country)[self.catalogue.places[place].country]
        line = self.catalogue.with_ancestors("regions", country.region)
        return City(place, self.catalogue.size(self.catalogue.places[place]) or "", line[-2])

    def lacking(self, practice: Practice, city: City) -> list[str]:
        needs = self.catalogue.vocabulary("kinds", ActionKind)[practice.kind].needs
        return [id_ for id_ in needs if id_ not in city.power] if city.power else []

    def points(self, practice: Practice, city: City) -> list[str]:
        there = self.catalogue.places[practice.place]
        held = {
            "size": city.size == self.catalogue.size(there),
            "country": bool(city.place) and self.catalogue.places[city.place].country == there.country,
            "region": city.region in self.catalogue.terms_of(practice, "regions"),
            "powers": bool(city.power) and not self.lacking(practice, city),
        }
        return [name for name, holds in held.items() if holds]

    def asked(self, city: City) -> int:
        return sum(map(bool, (city.size, city.place, city.region, city.power)))

    def ranked(self, city: City) -> list[Practice]:
        """Everything that matches in at least one point; most points first, then the strongest evidence."""
        found = [
            one
            for one in self.catalogue.practices.values()
            if one.place != city.place
            and (not city.theme or city.theme in self.catalogue.terms_of(one, "themes"))
            and self.points(one, city)
        ]
        return sorted(found, key=lambda one: self.order(one, city))

    def order(self, practice: Practice, city: City) -> tuple[int, int]:
        return -len(self.points(practice, city)), -self.catalogue.evidence(practice).rank

    def view(self, city: City) -> list[tuple[str, list[dict[str, Any]]]]:
        """The groups as the page shows them; those of equal points and evidence by title, which is told apart below."""
        groups = groupby(self.ranked(city), key=lambda one: len(self.points(one, city)))
        return [
            (self.words["group"].format(held=held, asked=self.asked(city)), [self.card(one, city) for one in some])
            for held, some in groups
        ]

    def card(self, practice: Practice, city: City) -> dict[str, Any]:
        needed = [self.context.label("powers", id_) for id_ in self.lacking(practice, city)]
        said = self.words["lacks"].format(powers=format_list(needed, locale="en_US")) if needed else ""
        held = [self.words["points"][name] for name in self.points(practice, city)]
        return {"title": practice.title, "held": held, "lacks": said}

    def at_random(self, seed: int) -> City:
        """A city with some of what can be told."""
        chance = random.Random(seed)  # noqa: S311 - the same in every run
        practice = chance.choice(list(self.catalogue.practices.values()))
        regions = self.catalogue.terms_of(practice, "regions")
        power = chance.sample(list(self.catalogue.terms["powers"]), chance.choice([0, 2, 5]))
        theme = chance.choice(["", "", practice.themes[0].split("/")[0]])
        if chance.random() < 0.5:
            base = self.at(practice.place)
            return City(base.place, base.size, base.region, theme, power)
        size = chance.choice(["", *self.catalogue.terms["sizes"]])
        return City("", size, chance.choice(["", *regions]), theme, power)


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
    assert chosen(page) == {"place": [SIZED]}
    expect(place_field(page)).to_have_value("Vienna")
    expect(note).to_have_text("")


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
    assert chosen(page) == {"place": [SIZED], "size": [""], "theme": ["equality"]}
    expect(page.locator(".like-powers input:checked")).to_have_count(0)
    page.go_forward()
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
    assert chosen(page) == {"place": [SIZED], "power": ["own-budget"]}
    expect(page.locator("#like-power-own-budget")).to_be_focused()


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


# --------------------------------------------------------------------------------------------- the page of a practice


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
    assert "#source-" in page.url
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
    page.wait_for_function(READY)
    expect(place_field(page)).to_have_value(fits.context.label("places", practice.place))
    page.go_back()
    page.goto(f"{server.address}en/practices/{practice.id}/{address}")
    total = page.locator(".explore-total")
    expect(total).to_have_text(promised.split(": ")[1].removesuffix(" in places of this size"))


def test_axe_finds_nothing_on_the_page_with_a_trail(page: Page, server: Server) -> None:
    """Checklist, panel, picture and lists."""
    page.goto(f"{server.address}en/practices/saint-denis-maison-des-femmes/")
    expect(page.locator(".trail svg")).to_be_visible()
    expect(page.locator(".is-checklist")).to_be_visible()
    assert violations(page) == []
