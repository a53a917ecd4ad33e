"""What is due, and what the page of a practice says of its reviews and of links that no longer answer."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import lxml.html
import pytest
from click.testing import CliRunner

from practicebook import __main__ as command
from practicebook import editorial, loading
from practicebook.catalogue import Catalogue
from practicebook.due import Reminder, as_issue, by_month, due, schedule, year_after
from practicebook.unanswered import Unanswered

from tests.batches import expand
from tests.builders import OTHER, PRACTICE, Content, a_knowledge_base, a_practice

NOT_AGAIN = "The record was reviewed after that; the place has not confirmed it again."
REVIEWED = dt.date(2026, 3, 1)


def reviewed(state: str = "published", on: str = "2026-03-01", confirmed: str | None = None) -> dict[str, object]:
    """What editors did with a record."""
    return {"state": state, "reviewed_on": on, **({"verified_by_place_on": confirmed} if confirmed else {})}


def base(folder: Path, *records: dict[str, object]) -> Catalogue:
    """A small base whose practices differ only in their reviews."""
    files: dict[str, Content] = {OTHER: None}
    for number, review in enumerate(records):
        id_ = f"practice-{number}"
        record = a_practice(id=id_, review=review, added_on="2026-01-05")
        files[f"practices/housing/{id_}.yaml"] = record
    return loading.load(a_knowledge_base(folder, {PRACTICE: None, **files}))


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-11-23", "2027-11-23"), ("2024-02-29", "2025-02-28"), ("2023-02-28", "2024-02-28")],
)
def test_a_year_is_the_same_day_of_the_next(day: str, expected: str) -> None:
    """A leap day has none, so the last of its month takes its place."""
    assert year_after(dt.date.fromisoformat(day)).isoformat() == expected


def test_each_record_is_due_a_year_after_its_review_and_a_proposal_after_two_months(tmp_path: Path) -> None:
    """Its place is asked with it, unless it has confirmed the record since; the first due comes first."""
    loaded = base(
        tmp_path,
        reviewed(),
        reviewed(on="2026-02-01", confirmed="2026-02-15"),
        reviewed(on="2026-02-01", confirmed="2026-01-15"),
        reviewed("in-review", "2026-02-01"),
        reviewed("draft", "2026-03-01"),
    )
    assert [(str(one.due_on), one.id, one.tasks) for one in schedule(loaded)] == [
        ("2026-04-02", "practice-3", ("decide",)),
        ("2026-04-30", "practice-4", ("decide",)),
        ("2027-02-01", "practice-1", ("review",)),
        ("2027-02-01", "practice-2", ("review", "confirm")),
        ("2027-03-01", "practice-0", ("review", "confirm")),
    ]
    assert [one.id for one in due(loaded, dt.date(2027, 2, 1))] == [
        "practice-3",
        "practice-4",
        "practice-1",
        "practice-2",
    ]
    assert due(loaded, dt.date(2026, 4, 1)) == []
    assert list(by_month(schedule(loaded))) == ["2026-04", "2027-02", "2027-03"]


def test_the_issue_has_a_box_for_each_record_and_no_text_of_it() -> None:
    """Paths cannot be taken for Markdown or for somebody to call."""
    one = Reminder(dt.date(2027, 2, 1), ("review", "confirm"), "a", "practices/housing/a.yaml")
    assert as_issue([one]).splitlines()[-3:] == [
        "### 2027-02",
        "",
        "- [ ] `practices/housing/a.yaml`, 2027-02-01: review, confirm",
    ]


def test_the_command_lists_what_is_due_by_a_day(tmp_path: Path) -> None:
    """As text and as JSON; the file for an issue is written only if there is something to say."""
    layout, issue = a_knowledge_base(tmp_path, {OTHER: None}, review=reviewed()), tmp_path / "issue.md"
    start = ["--root", str(tmp_path), "due", "--issue", str(issue), "--by"]
    assert layout.configuration.is_file()
    early = CliRunner().invoke(command.main, [*start, "2027-02-28"])
    assert (early.exit_code, issue.exists()) == (0, False)
    late = CliRunner().invoke(command.main, [*start, "2027-03-01", "--format", "json"])
    (found,) = [one for one in json.loads(late.stdout) if one["id"] == "night-shelter"]
    assert (late.exit_code, found["due_on"], found["path"]) == (0, "2027-03-01", PRACTICE)
    assert PRACTICE in issue.read_text("utf-8")
    assert CliRunner().invoke(command.main, [*start, "soon"]).exit_code == 2


def note(loaded: Catalogue, folder: Path) -> str:
    """What the page of the practice says of its reviews."""
    text = page(loaded, folder, "practices/practice-0.md")
    return text.partition('<p class="record-note">')[2].partition("</p>")[0]


def page(loaded: Catalogue, folder: Path, path: str) -> str:
    """One page of a small base."""
    texts = editorial.load(a_knowledge_base(folder))
    return next(one.text for one in expand(loaded, texts, "en", "https://example.org/") if one.path == path)


@pytest.mark.parametrize(
    ("confirmed", "expected"),
    [
        (None, "The place has not confirmed this record since it was added on 5 January 2026."),
        ("2026-02-15", f"Confirmed by the place on 15 February 2026. {NOT_AGAIN}"),
        ("2026-03-01", "Confirmed by the place on 1 March 2026."),
    ],
)
def test_the_page_says_by_its_dates_who_looked_last(tmp_path: Path, confirmed: str | None, expected: str) -> None:
    """No clock is asked: days of the record, and the day by which it is to be read again."""
    said = lxml.html.fromstring(f"<p>{note(base(tmp_path, reviewed(confirmed=confirmed)), tmp_path / 'texts')}</p>")
    told = f"Last reviewed on 1 March 2026. {expected} To be reviewed again by 1 March 2027."
    assert " ".join(said.text_content().split()) == told


def test_reviews_are_listed_by_month(tmp_path: Path) -> None:
    """With the practices, their days, and whether their place is to be asked."""
    loaded = base(tmp_path, reviewed(), reviewed(on="2026-02-01", confirmed="2026-02-15"))
    html = lxml.html.fromstring(page(loaded, tmp_path / "texts", "quality/due.md").split("---\n", 2)[2])
    assert [one.text_content() for one in html.iter("h2")] == ["February 2027: 1 practice", "March 2027: 1 practice"]
    assert [one.text_content() for one in html.iter("h3")] == [
        "1 February 2027",
        "1 March 2027 · the place is to be asked",
    ]
    assert [one.text_content() for one in html.iter("li")] == ["Night shelter with a way into housing Sampletown"] * 2


@pytest.mark.parametrize(("days", "archived"), [(2, True), (3, True), (3, False)])
def test_a_link_known_to_be_broken_leads_to_its_copy(tmp_path: Path, days: int, *, archived: bool) -> None:
    """The page says since when it knows; the original stays at hand, and without a copy it stays the link."""
    copy = "https://web.archive.org/web/2026/https://example.org/report"
    changed = a_practice()
    (first, *rest) = changed["sources"]
    url = "https://example.org/report"
    first = {**first, "url": url, **({"archived": copy} if archived else {})}
    loaded = loading.load(a_knowledge_base(tmp_path, {PRACTICE: {**changed, "sources": [first, *rest]}}))
    failed = Unanswered(id=url, since=REVIEWED, last_on=dt.date(2026, 3, 20), days=days, reason="it did not answer")
    loaded.unanswered[url] = failed
    html = lxml.html.fromstring(page(loaded, tmp_path / "texts", "practices/night-shelter.md").split("---\n", 2)[2])
    entry = html.get_element_by_id("source-1")
    links, is_broken = [one.get("href") for one in entry.iter("a")], days == 3
    assert links == {(2, True): [url, copy], (3, True): [copy, url], (3, False): [url]}[days, archived]
    assert ("did not answer when it was last tried, on 20 March 2026" in entry.text_content()) is is_broken
    assert ("copy in a web archive" in entry.text_content()) is (is_broken and archived)
