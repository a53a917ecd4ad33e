"""The fit panel of a practice, and what the tool for cities like mine gets to know."""

from __future__ import annotations

import json
from pathlib import Path

import lxml.html
import pytest

from practicebook import editorial, loading
from practicebook.expand import data
from practicebook.expand.context import Context
from practicebook.layout import Layout
from practicebook.translation import digest
from practicebook.vocabulary import ActionKind

from tests.builders import OTHER, PLACE, REPOSITORY, Content, Record, a_knowledge_base, a_place, a_practice
from tests.unit.test_expand import body, pages

NEEDED = [{"text": "A school that stands empty.", "sources": ["annual-report"]}, {"text": "Staff.", "sources": []}]


def the_page(folder: Path, files: dict[str, Content] | None = None, **changes: object) -> lxml.html.HtmlElement:
    return body(pages(folder, files, **changes)["practices/night-shelter.md"])


def addresses(page: lxml.html.HtmlElement) -> list[str | None]:
    return [link.get("href") for link in page.xpath("//ul[@class='fit-links']//a")]


def test_what_is_needed_first_is_a_plain_list_with_names_for_its_ticks(tmp_path: Path) -> None:
    """Each has its sources, and a key that follows from its text alone."""
    (found,) = the_page(tmp_path, preconditions=NEEDED).xpath("//h2[@id='preconditions']/following-sibling::ul[1]")
    assert found.get("data-checklist") == "night-shelter"
    assert [(item.get("data-key"), item.text_content()) for item in found] == [
        (digest("A school that stands empty."), "A school that stands empty.1"),
        (digest("Staff."), "Staff."),
    ]


def test_without_preconditions_the_panel_says_so(tmp_path: Path) -> None:
    """An empty list would look as if nothing were needed."""
    page = the_page(tmp_path)
    assert page.xpath("//*[@id='preconditions']") == []
    assert "does not mean that nothing is" in page.xpath("//div[@class='fit']")[0].text_content()


def test_the_panel_tells_powers_size_and_part_of_the_world(tmp_path: Path) -> None:
    """As the vocabularies have them, the powers with the words that they are our reading."""
    panel = the_page(tmp_path).xpath("//div[@class='fit']")[0]
    facts = [fact.text_content() for fact in panel.iter("dd")]
    assert "Spend a budget of its ownEmploy and train staffThis is our reading" in facts[0]
    assert facts[1] == "City · Fewer than 50,000 inhabitants · South America"


@pytest.mark.parametrize(
    ("other", "place", "expected"),
    [
        ({}, {}, ["../../like-mine/?place=sampletown", "../../explore/?theme=housing/homelessness&size=below-50000"]),
        (
            {"themes": ["housing/evictions-tenure"]},
            {},
            ["../../like-mine/?place=sampletown", "../../explore/?theme=housing&size=below-50000"],
        ),
        ({"themes": ["culture/heritage"]}, {}, ["../../like-mine/?place=sampletown"]),
        ({}, {"population": ...}, ["../../like-mine/?place=sampletown"]),
    ],
)
def test_the_panel_leads_on_to_what_there_is(other: Record, place: Record, expected: list[str], tmp_path: Path) -> None:
    """To the narrowest part of the theme that has more from places of this size; nowhere if there is none."""
    files: dict[str, Content] = {PLACE: a_place(**place), OTHER: a_practice(id="other-practice", **other)}
    page = the_page(tmp_path, files)
    assert addresses(page) == expected
    if len(expected) > 1:
        assert (
            page.xpath("//ul[@class='fit-links']/li")[1].text_content().endswith("2 practices in places of this size")
        )


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The data of a small knowledge base, in English."""
    layout = a_knowledge_base(tmp_path_factory.mktemp("book"), preconditions=NEEDED)
    context = Context(loading.load(layout), editorial.load(layout), "en", "https://example.org/")
    found: Record = json.loads(data.files(context)["en/data/practices.json"])
    return found


def test_the_data_tell_what_kinds_need_and_what_powers_are(facts: Record) -> None:
    """Only of kinds that are used; of every power its name and what it means."""
    assert facts["needs"] == {"programme": ["own-budget", "employ-staff"]}
    assert facts["labels"]["power"]["own-budget"] == "Spend a budget of its own"
    assert facts["powers"].keys() == facts["labels"]["power"].keys()
    assert {one["id"]: one["preconditions"] for one in facts["practices"]} == {"night-shelter": 2, "other-practice": 0}


def test_the_data_keep_the_order_of_the_vocabularies(facts: Record) -> None:
    """Regions after what they are part of: tools show them so."""
    assert list(facts["labels"]["region"]) == ["americas", "latin-america-caribbean", "south-america"]


def test_every_kind_of_action_needs_something() -> None:
    """A kind without an entry would fit every city; and no power is there that nothing needs."""
    known = loading.load(Layout(REPOSITORY))
    needs = {id_: kind.needs for id_, kind in known.vocabulary("kinds", ActionKind).items()}
    assert [id_ for id_, powers in needs.items() if not powers] == []
    assert {power for powers in needs.values() for power in powers} == set(known.terms["powers"])
