"""The finder: its results and counts are those of the records, and its whole state is in the address."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from practicebook.expand.context import Context
from practicebook.expand.practice import FACETS

from tests.site.finder import COUNTED, Choice, Records, chosen, explore, option, read, titles
from tests.site.pages import Opener
from tests.site.server import Server


@pytest.fixture
def records(context: Context) -> Records:
    return Records(context)


def test_without_a_choice_all_practices_are_there(page: Page, server: Server, records: Records) -> None:
    """The total and every count are those of the records, and the first twenty are listed."""
    assert explore(page, server) == records.view({})
    assert len(titles(page)) == 20


def test_counts_are_those_of_the_records(page: Page, server: Server, records: Records) -> None:
    """For five choices made at random: the total, every count of every facet, what is ticked, and the list."""
    for choice in map(records.at_random, range(5)):
        assert explore(page, server, choice, shown="1000") == records.view(choice), choice
        assert sorted(titles(page)) == sorted(one.title for one in records.found(choice)), choice


def test_counts_of_two_hundred_choices_are_those_of_the_records(page: Page, server: Server, records: Records) -> None:
    """What the finder counts, asked for directly, against a count of one record after the other."""
    page.goto(f"{server.address}en/explore/")
    choices = [records.at_random(seed) for seed in range(100, 300)]
    counted = page.evaluate(COUNTED, [f"?{urlencode(choice, doseq=True)}" for choice in choices])
    for choice, (total, counts) in zip(choices, counted, strict=True):
        assert total == len(records.found(choice)), choice
        assert counts == {facet: records.counts(choice, facet) for facet in FACETS}, choice


def test_choices_by_click_keep_to_the_records(page: Page, server: Server, records: Records) -> None:
    """Each click shows in address, ticks and counts; a second value of a facet widens, a second facet narrows."""
    explore(page, server)
    first, second = sorted(records.options("country"), key=lambda id_: -len(records.found({"country": [id_]})))[:2]
    theme = records.terms(records.found({"country": [first]})[0], "theme")[-1]
    totals = []
    for choice in ({"country": [first]}, {"country": [first, second]}, {"country": [first, second], "theme": [theme]}):
        facet, id_ = list(choice.items())[-1][0], list(choice.items())[-1][1][-1]
        option(page, facet, records.label(facet, id_)).check()
        assert read(page) == records.view(choice)
        assert {name: sorted(ids) for name, ids in chosen(page).items()} == {
            name: sorted(ids) for name, ids in choice.items()
        }
        totals.append(len(records.found(choice)))
    assert totals[0] < totals[1] > totals[2]


def test_a_part_takes_the_place_of_the_whole(page: Page, server: Server, records: Records) -> None:
    """Choosing a sub-theme under a chosen theme narrows to it; choosing the theme again widens."""
    explore(page, server)
    for id_ in ("housing", "housing/social-housing", "housing"):
        option(page, "theme", records.label("theme", id_)).click()
        assert read(page) == records.view({"theme": [id_]})


def test_a_count_keeps_its_promise_with_words_too(page: Page, server: Server, records: Records) -> None:
    """What a count says beside a search for words is what choosing it finds."""
    view = explore(page, server, q="housing")
    counts = view["counts"]
    assert isinstance(counts, dict)
    label, count = max(counts["kind"].items(), key=lambda one: one[1])
    option(page, "kind", label).check()
    assert 0 < count < len(records.found({}))
    assert read(page)["total"] == records.total(count)


def test_chips_and_reset_give_choices_up(page: Page, server: Server, records: Records) -> None:
    """Each choice has a chip that removes it alone; "clear" removes all of them and leaves the words searched for."""
    choice = {"kind": ["service"], "region": ["europe", "asia"]}
    explore(page, server, choice, q="rights")
    chips = page.locator(".explore-chip")
    assert chips.count() == 3
    chips.filter(has_text=records.label("kind", "service")).click()
    assert read(page)["checked"] == sorted(records.label("region", id_) for id_ in choice["region"])
    assert chosen(page) == {"q": ["rights"], "region": ["europe", "asia"]}
    page.locator(".explore-chips .explore-reset").click()
    assert read(page)["checked"] == []
    assert chosen(page) == {"q": ["rights"]}
    expect(page.locator(".explore-chips")).to_be_hidden()


def plain(text: str) -> str:
    """A text as it is sorted: without case or accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if letter.isascii())


def test_sorting(page: Page, server: Server, records: Records) -> None:
    """By title, by place and by date of entry, each over all practices and not only over those shown."""
    explore(page, server, shown="1000")
    practices = records.found({})
    places = {one.title: records.catalogue.places[one.place].name for one in practices}
    dates = {one.title: one.added_on for one in practices}
    page.locator("#explore-sort").select_option("title")
    assert titles(page) == sorted((one.title for one in practices), key=plain)[:20]
    assert chosen(page) == {"sort": ["title"]}
    page.locator("#explore-sort").select_option("place")
    assert [plain(places[title]) for title in titles(page)] == sorted(plain(name) for name in places.values())[:20]
    page.locator("#explore-sort").select_option("newest")
    assert [dates[title] for title in titles(page)] == sorted(dates.values(), reverse=True)[:20]
    assert chosen(page) == {}


def test_the_state_outlives_a_reload_and_another_browser(
    page: Page, open_page: Opener, server: Server, records: Records
) -> None:
    """The address is the whole state: whoever opens it sees the same."""
    explore(page, server, q="rights")
    option(page, "region", records.label("region", "europe")).check()
    page.locator("#explore-sort").select_option("title")
    expected, listed = read(page), titles(page)
    assert chosen(page) == {"q": ["rights"], "region": ["europe"], "sort": ["title"]}
    page.reload()
    assert (read(page), titles(page)) == (expected, listed)
    other = open_page()
    other.goto(page.url)
    assert (read(other), titles(other)) == (expected, listed)
    expect(other.locator("#explore-field")).to_have_value("rights")
    expect(other.locator("#explore-sort")).to_have_value("title")


def test_back_takes_one_choice_back(page: Page, server: Server, records: Records) -> None:
    """And forward makes it again."""
    explore(page, server)
    steps: list[Choice] = [{}, {"region": ["europe"]}, {"region": ["europe"], "kind": ["institution"]}]
    option(page, "region", records.label("region", "europe")).check()
    read(page)
    option(page, "kind", records.label("kind", "institution")).check()
    assert read(page) == records.view(steps[2])
    page.go_back()
    assert read(page) == records.view(steps[1])
    page.go_back()
    assert read(page) == records.view(steps[0])
    page.go_forward()
    assert read(page) == records.view(steps[1])


def test_back_from_a_practice_returns_to_the_same_list(page: Page, server: Server, records: Records) -> None:
    """As many are shown as before, in the same order."""
    explore(page, server, sort="title")
    page.locator(".explore-more").click()
    listed = titles(page)
    assert len(listed) == 40
    page.locator(".explore-card a").nth(30).click()
    page.wait_for_url("**/practices/**")
    page.go_back()
    assert titles(page) == listed


def test_what_the_address_has_and_the_site_has_not_is_ignored(page: Page, server: Server, records: Records) -> None:
    """An old or mistyped link still shows what it can."""
    choice = {"theme": ["no-such-theme", "housing"], "planet": ["mars"], "sort": ["by-magic"], "shown": ["many"]}
    assert explore(page, server, choice) == records.view({"theme": ["housing"]})


def test_show_more_goes_on_where_the_list_ended(page: Page, server: Server, records: Records) -> None:
    """Twenty more each time, focus on the first new one, and at the end there is no button."""
    explore(page, server, sort="title")
    ordered = sorted((one.title for one in records.found({})), key=plain)
    for shown in range(20, len(ordered), 20):
        assert titles(page) == ordered[:shown]
        page.locator(".explore-more").click()
        expect(page.locator(".explore-card a").nth(shown)).to_be_focused()
    assert titles(page) == ordered
    expect(page.locator(".explore-more")).to_be_hidden()


def test_typing_searches_and_keeps_the_choices(page: Page, server: Server, records: Records) -> None:
    """Words and facets narrow each other; the address follows without a step in the history for each letter."""
    explore(page, server, {"region": ["europe"]})
    before = page.evaluate("history.length")
    page.locator("#explore-field").press_sequentially("ombudsperson")
    page.wait_for_url("**?q=ombudsperson&region=europe")
    total = str(read(page)["total"])
    assert 0 < int(total.partition(" ")[0]) < len(records.found({"region": ["europe"]}))
    assert page.evaluate("history.length") == before


def test_accents_do_not_matter(page: Page, server: Server) -> None:
    """A name is found with and without them, and its words are marked as they stand."""
    listed = []
    for query in ("Bogota", "Bogotá"):
        explore(page, server, q=query)
        listed.append(sorted(titles(page)))
        assert "Bogotá" in page.locator("mark").all_inner_texts()
    assert listed[0] == listed[1]


def test_a_word_of_two_letters_means_itself(page: Page, server: Server) -> None:
    """Who looks for "ID" does not want every idea; the beginning of a longer word finds something too."""
    explore(page, server, q="ID")
    assert {text.casefold() for text in page.locator("mark").all_inner_texts()} == {"id"}
    explore(page, server, q="ho")
    assert titles(page)


def test_nothing_found_offers_what_to_give_up(page: Page, server: Server, records: Records) -> None:
    """The offer says how many it would find, and keeps to it."""
    assert explore(page, server, {"theme": ["housing"]}, q="qqxxzzqq")["total"] == records.total(0)
    left = len(records.found({"theme": ["housing"]}))
    forms = records.words["explore"]["without_query"]
    page.get_by_role("button", name=forms["other"].format(count=left), exact=True).click()
    assert read(page) == records.view({"theme": ["housing"]})


def test_a_finder_that_cannot_be_loaded_offers_the_lists(page: Page, server: Server, records: Records) -> None:
    """A reader is told, has the plain lists, and can try again."""
    page.route("**/search/en/index.json", lambda route: route.abort())
    page.goto(f"{server.address}en/explore/?q=rights")
    expect(page.locator(".explore-message h3")).to_have_text(records.words["explore"]["error"])
    expect(page.locator(".explore-message a[href$='/practices/']")).to_be_visible()
    page.unroute("**/search/en/index.json")
    page.get_by_role("button", name=records.words["explore"]["retry"]).click()
    expect(page.locator(".explore-card mark").first).to_be_visible()


def test_the_finder_works_at_the_root_of_a_host(page: Page, root_server: Server, records: Records) -> None:
    """It finds the same, and its results lead to pages of that host."""
    assert explore(page, root_server) == records.view({})
    links = [str(link.get_attribute("href")) for link in page.locator(".explore-card a").all()]
    assert {link: link.startswith(f"{root_server.address}en/practices/") for link in links} == dict.fromkeys(
        links, True
    )
    assert root_server.file(links[0])
