"""The self-assessment: by keyboard, kept on the device alone, taken along as a file and brought back, nothing sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from practicebook.catalogue import Catalogue
from practicebook.expand.assessment import practices_for
from practicebook.expand.context import Context

from tests.site.accessibility import violations
from tests.site.pages import DESK, PHONE, Opener
from tests.site.server import Server
from tests.site.test_keyboard import focus_is_in, tab_to
from tests.site.width import CUT, NARROWEST

STATES = ["not-yet", "started", "in-place", "evidence", "not-ours"]
PLACE = "pathway/assessment/"
HOSTILE = "<img src=x onerror=\"document.title='caught'\"> =1+1 [link](javascript:alert(1))"
KEEP = "(text) => localStorage.setItem('practicebook.assessment', text)"
KEPT = "() => JSON.parse(localStorage.getItem('practicebook.assessment') ?? 'null')"


def a_file(**more: Any) -> str:  # noqa: ANN401 - whatever a file may hold
    """An assessment as a file, with something of it different."""
    answers = {"crit-01": {"state": "started", "note": "Begun.", "evidence": ["https://example.org/decision"]}}
    city = {"name": "Sampletown", "place": "", "size": "", "region": ""}
    whole = {"format": "practicebook-assessment", "version": 1, "saved_on": "2026-11-01", "city": city}
    return json.dumps(whole | {"answers": answers} | more)


def open_assessment(page: Page, server: Server, text: str | None = None, language: str = "en") -> None:
    """The page, for somebody whose browser keeps these answers."""
    if text is not None:
        page.goto(f"{server.address}robots.txt")
        page.evaluate(KEEP, text)
    page.goto(f"{server.address}{language}/{PLACE}")
    expect(page.locator(".assessment-question").first).to_be_visible()


def choose_file(page: Page, field: str, text: str, name: str = "theirs.json") -> None:
    page.locator(f"#assessment-{field}").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    )


def picture(page: Page) -> str:
    """The picture of the result, as it is drawn."""
    return page.locator(".assessment-picture").inner_html()


def note_requests(page: Page, asked: list[str]) -> None:
    """All that goes over the network, but the icon, which the browser fetches for its tab when it likes."""

    def note(request: Request) -> None:
        if not request.url.startswith("blob:") and not request.url.endswith("/assets/img/mark.svg"):
            asked.append(request.url)

    page.on("request", note)


def skip_to_content(page: Page) -> None:
    """By the first stop of every page; on the way through the menu, search would begin to load."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def answer(page: Page, id_: str, steps: int) -> None:
    """Choose an answer by keyboard: Tab to the question, arrows to the answer."""
    tab_to(page, focus_is_in(page, f"#{id_} input[type=radio]"))
    page.keyboard.press("Space")
    for _ in range(steps):
        page.keyboard.press("ArrowDown")


def test_a_whole_assessment_by_keyboard(page: Page, open_page: Opener, server: Server, catalogue: Catalogue) -> None:
    """A reload in the middle, a file, the same picture in a fresh browser; and the network stays silent."""
    asked: list[str] = []
    criteria = list(catalogue.terms["criteria"])
    middle = len(criteria) // 2
    open_assessment(page, server)
    page.wait_for_load_state("networkidle")
    note_requests(page, asked)
    skip_to_content(page)
    tab_to(page, focus_is_in(page, "#city-name"))
    page.keyboard.type("Sampletown")
    for number, id_ in enumerate(criteria[:middle]):
        answer(page, id_, number % len(STATES))
    tab_to(page, focus_is_in(page, f"#{criteria[middle - 1]} summary"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Ask again.")
    assert asked == []
    before = picture(page)
    page.reload(wait_until="networkidle")
    assert {url.removeprefix(server.address).split("/")[0] for url in asked} <= {"en", "assets"}
    asked.clear()
    assert picture(page) == before  # and the address still ends in #main, so the Tab key goes on from there
    for number, id_ in enumerate(criteria[middle:], middle):
        answer(page, id_, number % len(STATES))
    kept = page.evaluate(KEPT)
    assert [one["state"] for one in kept["answers"].values()] == [
        STATES[at % len(STATES)] for at in range(len(criteria))
    ]
    assert kept["answers"][criteria[middle - 1]]["note"] == "Ask again."
    tab_to(page, focus_is_in(page, ".assessment-files button"))
    assert asked == []
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert json.loads(text)["answers"] == kept["answers"]
    assert waiting.value.suggested_filename.startswith("self-assessment-sampletown-")
    other = open_page()
    open_assessment(other, server)
    other.wait_for_load_state("networkidle")
    note_requests(other, asked)
    choose_file(other, "open", text)
    expect(other.locator(".assessment-status")).to_contain_text("was opened")
    assert picture(other) == picture(page)
    assert other.evaluate(KEPT) == kept
    assert asked == []


def test_the_picture_and_the_table_say_the_same(page: Page, server: Server) -> None:
    """Each sign has a name; an earlier file stands beside, and what has changed is said; no number sums it up."""
    open_assessment(page, server, a_file())
    first = page.locator(".assessment-cell").first
    expect(first).to_have_accessible_name(
        "1. Has the council adopted a public commitment that names international human rights standards? Started"
    )
    choose_file(page, "compare", a_file(saved_on="2025-01-31", answers={"crit-01": {"state": "not-yet"}}))
    expect(first).to_have_attribute("data-changed", "")
    expect(first).to_have_accessible_name(
        "1. Has the council adopted a public commitment that names international human rights standards? "
        "Started (earlier: Not yet)"
    )
    expect(page.locator(".assessment-compared")).to_contain_text("January 31, 2025, Sampletown")
    row = page.locator(".assessment-table tbody tr:not(.assessment-group)").first
    assert [one.strip() for one in row.locator("td").all_inner_texts()] == [
        "Started",
        "Not yet",
        "Begun.\n\nhttps://example.org/decision",
    ]
    assert page.evaluate(KEPT)["answers"]["crit-01"]["state"] == "started"
    assert "%" not in page.locator(".assessment-result").inner_text()
    page.get_by_role("button", name="End the comparison").click()
    expect(first).to_have_accessible_name(
        "1. Has the council adopted a public commitment that names international human rights standards? Started"
    )


def test_weak_spots_lead_on(page: Page, server: Server, context: Context) -> None:
    """To practices, declarations and training, those that fit the city first; where there is none, that is said."""
    many, none = "crit-21", "crit-27"
    both = {many: {"state": "not-yet"}, none: {"state": "started"}, "crit-02": {"state": "in-place"}}
    open_assessment(page, server, a_file(answers=both))
    ways = page.locator(".assessment-way")
    expect(ways).to_have_count(2)
    best = [one.title for one in practices_for(context, many)[:3]]
    assert ways.first.locator("ul").first.locator("a").all_inner_texts() == best
    expect(ways.last).to_contain_text("No practice is recorded for this yet.")
    expect(ways.last.get_by_role("link", name="Reporting to the UN")).to_have_attribute(
        "href", f"{server.address}en/training/#tr-treaty-guide"
    )
    page.get_by_label("Part of the world").select_option("africa")
    expect(ways.first.locator("li").first).to_contain_text("Same part of the world")
    page.locator("#crit-01").get_by_label("Not yet").check()
    expect(ways).to_have_count(3)
    links = ways.first.locator("a[href*='/declarations/']").evaluate_all("(all) => all.map((one) => one.href)")
    assert links == [f"{server.address}en/declarations/dec-gwangju-principles/"]


BAD = {
    "no JSON": ("{", "is not a JSON file"),
    "something else": ('{"items": []}', "is not an assessment that was saved here"),
    "null": ("null", "is not an assessment that was saved here"),
    "from the future": (a_file(version=2), "newer version"),
    "too large": (a_file(city={"name": "x" * 1_100_000}), "too large"),
    "unknown part": (a_file(script="x"), "script is not a part of an assessment"),
    "unknown criterion": (a_file(answers={"crit-99": {}}), "answers.crit-99 is not a part of an assessment"),
    "prototype": (
        a_file(answers="?").replace('"?"', '{"__proto__": {"state": "started"}}'),
        "answers.__proto__ is not a part of an assessment",
    ),
    "unknown state": (a_file(answers={"crit-01": {"state": "done"}}), "answers.crit-01.state “done” is none of these"),
    "a number": (a_file(answers={"crit-01": {"note": 7}}), "answers.crit-01.note must be a text"),
    "no list": (a_file(answers={"crit-01": {"evidence": "x"}}), "answers.crit-01.evidence must be a list"),
    "no answers": (a_file(answers=[]), "answers must be a group"),
    "no day": (a_file(saved_on="yesterday"), "saved_on must be a day"),
    "several": (a_file(saved_on=1, city=2), "city must be a group"),
}


def test_a_bad_file_changes_nothing(page: Page, server: Server) -> None:
    """Each is named, with what is wrong and where; all is as it was."""
    open_assessment(page, server, a_file())
    before, fault = page.evaluate(KEPT), page.locator(".assessment-fault")
    told = {}
    for kind, (text, _) in BAD.items():
        choose_file(page, "open", text, f"{kind}.json")
        expect(fault).to_contain_text(f"“{kind}.json”")
        told[kind] = " ".join(fault.inner_text().split())
    assert [kind for kind, (_, reason) in BAD.items() if reason not in told[kind]] == []
    assert [kind for kind, text in told.items() if "Nothing has changed" not in text] == []
    assert page.evaluate(KEPT) == before


def test_hostile_text_stays_text(page: Page, server: Server) -> None:
    """Whoever wrote a file: its texts are shown as they are, and only addresses of web pages become links."""
    hostile = {
        "state": "started",
        "note": HOSTILE,
        "evidence": ["javascript:alert(1)", HOSTILE, "https://example.org/"],
    }
    open_assessment(page, server)
    title = page.title()
    choose_file(page, "open", a_file(city={"name": HOSTILE}, answers={"crit-01": hostile}), f"{HOSTILE[:10]}.json")
    expect(page.locator(".assessment-of")).to_have_text(HOSTILE)
    expect(page.locator(".assessment-note")).to_have_text(HOSTILE)
    assert page.locator(".assessment-table a").evaluate_all("(all) => all.map((one) => one.href)") == [
        "https://example.org/"
    ]
    assert (page.locator(".assessment img").count(), page.title()) == (0, title)


def test_erasing_leaves_nothing_and_can_be_undone(page: Page, server: Server) -> None:
    """The key is gone from the device; the way back brings all back."""
    open_assessment(page, server, a_file())
    before = page.evaluate(KEPT)["answers"]
    page.get_by_role("button", name="Erase from this device").click()
    assert page.evaluate("localStorage.getItem('practicebook.assessment')") is None
    expect(page.locator("#crit-01 input:checked")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    assert page.evaluate(KEPT)["answers"] == before


def test_a_browser_that_keeps_nothing_is_told(page: Page, server: Server) -> None:
    """The answer counts while the page is open, and one learns that a file is needed."""
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); };")
    open_assessment(page, server)
    page.locator("#crit-01").get_by_label("Started").check()
    expect(page.locator(".assessment-private strong")).to_be_visible()
    expect(page.locator(".assessment-cell").first).to_have_attribute("data-state", "started")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_and_nothing_is_cut(page: Page, server: Server, language: str) -> None:
    """At work, with a comparison and a fault on the page; in both directions, down to the narrowest phone."""
    answers = {f"crit-{at:02}": {"state": STATES[at % 5], "note": "x" * 80} for at in range(1, 30)}
    open_assessment(page, server, a_file(answers=answers), language)
    choose_file(page, "compare", a_file())
    expect(page.locator("[data-changed]").first).to_be_visible()
    choose_file(page, "open", a_file(script=1))
    expect(page.locator(".assessment-fault li")).to_have_count(1)
    assert violations(page, DESK, PHONE, schemes=["light", "dark"] if language == "en" else ["light"]) == []
    for size in (PHONE, NARROWEST):
        page.set_viewport_size(size)
        assert page.evaluate(CUT) == []


def test_on_paper_the_result_stands_alone(page: Page, server: Server, words: Mapping[str, Any]) -> None:
    """Picture and table with notes are printed, and that it is no certificate; questions and buttons are not."""
    open_assessment(page, server, a_file())
    page.emulate_media(media="print")
    for shown in (".assessment-picture", ".assessment-table", ".assessment-note"):
        expect(page.locator(shown).first).to_be_visible()
    for left in (".assessment-questions", ".assessment-files", ".assessment-ways", ".assessment-city"):
        expect(page.locator(left)).to_be_hidden()
    expect(page.get_by_text(words["assessment"]["no_score"])).to_be_visible()
