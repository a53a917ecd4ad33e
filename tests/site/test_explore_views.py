"""The same result as list, cards, table, map and file."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from practicebook.expand.context import Context

from tests.site.finder import Records, chosen, explore, read, titles
from tests.site.pages import READY, Opener
from tests.site.server import Server

VIEWS = ("list", "cards", "table", "map")
CHOICE = {"region": ["europe"], "sort": ["title"]}
# Texts that a spreadsheet would run as a formula, and others that look a little like them.
CELLS = {
    "=1+1": "'=1+1",
    "+1": "'+1",
    "-1": "'-1",
    "@a": "'@a",
    "\tx": "'\tx",
    "\rx": '"\'\rx"',
    "＝1": "'＝1",
    "x;=1": "x;'=1",
    "1-1": "1-1",
    'a "b", c': '"a ""b"", c"',
}
CELL = """async (texts) => {
  const { cell } = await import(new URL("../../assets/js/explore/formats.js", document.baseURI).href);
  return texts.map(cell);
}"""

FOCUSED = "() => { const { id, className, tagName } = document.activeElement; return id || className || tagName; }"


@pytest.fixture
def records(context: Context) -> Records:
    return Records(context)


def shown(page: Page) -> tuple[str, bool]:
    """What a reader sees of the result, and whether practices stand side by side."""
    page.wait_for_function(READY)
    return page.locator(".explore-main").inner_text(), page.locator(".explore-list.is-cards").is_visible()


def test_the_address_of_each_view_brings_it_back(page: Page, open_page: Opener, server: Server) -> None:
    """It is there after a reload and in another browser, and one step back is the view before."""
    explore(page, server, CHOICE, q="rights")
    seen = [shown(page)]
    for view in VIEWS[1:]:
        page.locator(".explore-view", has_text=view.capitalize()).click()
        seen.append(shown(page))
        assert chosen(page) == {**CHOICE, "q": ["rights"], "view": [view]}
        expect(page.locator(".explore-view[aria-pressed=true]")).to_have_text(view.capitalize())
        page.reload()
        assert shown(page) == seen[-1]
        other = open_page()
        other.goto(page.url)
        assert shown(other) == seen[-1]
    assert len(set(seen)) == len(VIEWS)
    page.go_back()
    assert shown(page) == seen[-2]


def test_the_table_is_sorted_by_its_headings(page: Page, server: Server, records: Records) -> None:
    """A press on a heading sorts by it and keeps the focus; the heading says how the table is sorted."""
    explore(page, server, view="table")
    heading = page.get_by_role("columnheader", name=records.words["explore"]["columns"]["place"])
    expect(heading).to_have_attribute("aria-sort", "none")
    heading.get_by_role("button").click()
    page.wait_for_url("**?sort=place&view=table")
    page.wait_for_function(READY)
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(heading.get_by_role("button")).to_be_focused()
    first = page.locator("tbody tr").first.locator("th, td").all_inner_texts()
    one = min(records.found({}), key=lambda one: records.label("place", one.place))
    assert first[:2] == [
        one.title,
        f"{records.label('place', one.place)} · {records.label('country', records.terms(one, 'country')[0])}",
    ]
    page.get_by_role("button", name=records.words["explore"]["more"]["other"].format(count=20)).click()
    expect(page.locator("tbody th a").nth(20)).to_be_focused()


def test_the_map_counts_places(page: Page, server: Server, records: Records) -> None:
    """The list beside it has every place with its number, most first; each leads to the practices there."""
    choice = {"theme": ["housing"]}
    explore(page, server, choice, view="map")
    listed = [line.split("\n") for line in page.locator(".explore-places li").all_inner_texts()]
    expected = Counter(records.label("place", one.place) for one in records.found(choice))
    assert {name: int(number) for name, number in listed} == expected
    assert [int(number) for _, number in listed] == sorted(expected.values(), reverse=True)
    assert page.locator(".world circle").count() == len(expected)
    page.locator(".explore-places a").first.click()
    page.wait_for_url(lambda url: "place=" in url)
    assert len(titles(page)) == int(listed[0][1])
    assert list(chosen(page)) == ["theme", "place"]


def test_the_result_can_be_taken_away(page: Page, server: Server, records: Records, tmp_path: Path) -> None:
    """As CSV and as JSON: what is found, in its order, by the names that readers know, with licence and address."""
    choice = {"country": ["fr", "kr"]}
    explore(page, server, choice, sort="title")
    expected = {one.id: one for one in records.found(choice)}
    texts = {}
    for format_ in ("CSV", "JSON"):
        with page.expect_download() as download:
            page.locator(".explore-download", has_text=format_).click()
        download.value.save_as(tmp_path / format_)
        texts[format_] = (tmp_path / format_).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(texts["CSV"])))
    whole = json.loads(texts["JSON"])
    assert [row["title"] for row in rows] == titles(page)
    assert {row["id"] for row in rows} == set(expected)
    for row, entry in zip(rows, whole["practices"], strict=True):
        one = expected[row["id"]]
        labels = [records.label("theme", id_) for id_ in records.terms(one, "theme")]
        assert (entry["title"], entry["theme"], row["theme"]) == (one.title, labels, "; ".join(labels))
        assert entry["address"] == row["address"] == f"{server.address}en/practices/{one.id}/"
        assert row["licence"] == whole["licence"]
    assert whole["licence"].startswith("CC BY 4.0, https://")
    assert whole["address"] == page.url


def test_a_cell_never_runs_as_a_formula(page: Page, server: Server) -> None:
    """Records come from strangers, and a spreadsheet runs what begins like a formula."""
    page.goto(f"{server.address}en/explore/")
    assert dict(zip(CELLS, page.evaluate(CELL, list(CELLS)), strict=True)) == CELLS


def test_a_practice_can_be_collected_from_each_view(page: Page, server: Server) -> None:
    """The button of a result says its state in every view, and the tray counts."""
    explore(page, server)
    page.locator(".explore-card .collect").first.click()
    expect(page.locator(".tray-count")).to_contain_text("1")
    for view in ("Cards", "Table"):
        page.locator(".explore-view", has_text=view).click()
        page.wait_for_function(READY)
        expect(page.locator(".explore-results .collect").first).to_have_attribute("aria-pressed", "true")


def test_focus_goes_the_way_of_the_eye(page: Page, server: Server) -> None:
    """After the filters to order, view and file, and then to the first practice."""
    explore(page, server)
    page.locator(".explore-facet input").last.focus()
    order = []
    for _ in range(9):
        page.keyboard.press("Tab")
        order.append(page.evaluate(FOCUSED))
    start = order.index("explore-sort")
    assert order[start : start + 8] == ["explore-sort", *["explore-view"] * 4, *["explore-download"] * 2, "A"]
    assert start <= 1


def test_the_count_is_announced(page: Page, server: Server, records: Records) -> None:
    """A live region that was there from the start says how many were found, in every view."""
    explore(page, server, view="map")
    status = page.locator(".explore-total[role=status]")
    status.evaluate("(node) => { node.dataset.same = 'yes'; }")
    page.locator("#explore-field").fill("ombudsperson")
    page.wait_for_url("**?q=ombudsperson&view=map")
    total = str(read(page)["total"])
    expect(status).to_have_text(total)
    expect(status).to_have_attribute("data-same", "yes")
    assert total != records.total(len(records.found({})))
