"""Commitments and the roadmap: no number is invented, every claim leads to a source, places show the whole chain."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from practicebook.expand import commitments, register, roadmap, term

from tests.repository import tally
from tests.repository.shown import Shown, english, number_in, text_of
from tests.repository.tally import Record

NUMERALS = {"3": "three"}  # numbers that a record writes as a word
FAMILIES = (commitments, roadmap, register, term)

Pages = Mapping[str, Shown]


@pytest.fixture(scope="module")
def pages() -> Pages:
    """Every English page of a register or a place, by its address."""
    return english(FAMILIES)


def all_commitments() -> dict[str, Record]:
    return tally.entries("registers", "commitments")


def values() -> Iterator[tuple[str, Record, Record]]:
    """Every value, with the id of its commitment and its indicator."""
    for id_, one in all_commitments().items():
        for indicator in one.get("progress", ()):
            yield from ((id_, indicator, value) for value in indicator["values"])


def told_of(id_: str, indicator: Record) -> tuple[str, set[str]]:
    """All that is recorded of what an indicator is about, and the pages that were read for it."""
    if "practice" in indicator:
        practice = tally.practices()[indicator["practice"]]
        return json.dumps(practice), {source.get("url", source["id"]) for source in practice["sources"]} | {
            "geneva-2019"
        }
    declaration = tally.entries("registers", "declarations")[all_commitments()[id_]["declaration"]]
    return json.dumps(declaration), set(declaration["sources"])


def test_no_value_is_invented() -> None:
    """Each stands in the record of the practice or declaration that it is about, and was read on a page of it."""
    for id_, indicator, value in values():
        told, read = told_of(id_, indicator)
        found = {number.replace(",", "") for number in re.findall(r"\d[\d,.]*\d|\d", told)}
        is_told = value["value"] in found or NUMERALS.get(value["value"], "…") in told.lower()
        assert (is_told, set(value["sources"]) <= read) == (True, True), (id_, value)


def test_who_signed_a_declaration_has_a_commitment() -> None:
    """The two registers name the same places."""
    found = {(one["declaration"], one.get("place")) for one in all_commitments().values() if "declaration" in one}
    declarations = tally.entries("registers", "declarations").items()
    assert {(id_, place) for id_, one in declarations for place in one.get("signatory_places", ())} <= found


def test_the_list_has_each_commitment_once_by_place_and_counts_the_states(pages: Pages) -> None:
    """And says so of a state that nothing is in."""
    page, entries = pages["commitments/"], all_commitments()
    assert sorted(page.targets("//section//li/a")) == sorted(f"commitments/{id_}/" for id_ in entries)
    states = Counter(one["state"] for one in entries.values())
    labels = {id_: one["label"] for id_, one in tally.entries("vocabulary", "commitment-states").items()}
    rows = [(text_of(row[0][0]), number_in(text_of(row[1]))) for row in page.all("//table/tbody/tr")]
    assert rows == [(label, states[id_]) for id_, label in labels.items()]
    assert len(page.all("//p[@class='absent']")) == sum(not states[id_] for id_ in labels)
    numbers = [number_in(text) for text in text_of(page.all("//p[@class='count']")[0]).split("·")]
    assert numbers == [len(entries), len(list(values()))]


def test_every_claim_on_the_page_of_a_commitment_has_its_source(pages: Pages) -> None:
    """What was promised or when, why it is in its state, and each number."""
    for id_, one in all_commitments().items():
        page = pages[f"commitments/{id_}/"]
        claims = page.all("//p[@class='lead'] | //p[@class='reason'] | //div[@class='progress']//td")
        if "what" not in one:
            claims += page.all("//dl[@class='facts']/div[2]/dd")
        assert claims != []
        assert [text_of(claim) for claim in claims if not page.cited_by(claim)] == [], id_
        cited = {link for claim in claims for _, link in page.cited_by(claim) if link}
        assert {source for source in one["sources"] if source != "geneva-2019"} <= cited


def test_a_place_joins_commitments_practices_and_progress(pages: Pages) -> None:
    """Each commitment with its practices and its values, in one row of a list."""
    for place in tally.places():
        own = {f"commitments/{id_}/": one for id_, one in all_commitments().items() if one.get("place") == place}
        page = pages[f"places/{place}/"]
        rows = page.all("//ol[@class='chain']/li")
        assert [page.target(row.xpath(".//h3/a")[0]) for row in rows] == list(own)
        for row, one in zip(rows, own.values(), strict=True):
            practices = [page.target(link) for link in row.xpath("./div[2]//a")]
            assert practices == [f"practices/{id_}/" for id_ in one.get("practices", ())]
            numbers = [number_in(cell.text) for cell in row.xpath(".//td")]
            assert numbers == [int(value["value"]) for part in one.get("progress", ()) for value in part["values"]]


def test_declarations_and_criteria_list_their_commitments(pages: Pages) -> None:
    """All of them, in the order of the register."""
    for name, field in (("declarations", "declaration"), ("criteria", "criteria")):
        for id_ in tally.entries("registers", name):
            named = [
                one for one, entry in all_commitments().items() if id_ in (entry.get(field), *entry.get(field, ()))
            ]
            found = pages[f"{name}/{id_}/"].targets("//h2[@id='commitments']/following-sibling::ul[1]/li/a")
            assert found == [f"commitments/{one}/" for one in named], id_


def test_every_criterion_leads_to_a_practice_or_says_that_there_is_none(pages: Pages) -> None:
    """Cards, or a line that asks for one."""
    for id_ in tally.entries("registers", "criteria"):
        page = pages[f"criteria/{id_}/"]
        assert bool(page.cards) != bool(page.all("//p[@class='absent']/a")), id_


# --------------------------------------------------------------------------------------------- roadmap


def recommendations() -> list[Record]:
    return sorted(tally.entries("registers", "recommendations").values(), key=lambda one: int(one["number"]))


def test_the_picture_of_the_roadmap_counts_what_happened_by_year(pages: Pages) -> None:
    """For each recommendation, and what has no year apart."""
    page = pages["roadmap/"]
    years = [text_of(one) for one in page.all("//table/thead//th")][1:]
    for row, one in zip(page.all("//table/tbody/tr"), recommendations(), strict=True):
        found = {year: number_in(text_of(cell)) for year, cell in zip(years, row[1:], strict=True) if text_of(cell)}
        assert found == Counter(news["on"][:4] if "on" in news else "No year" for news in one["since"])


def test_a_recommendation_tells_four_things_with_their_sources(pages: Pages) -> None:
    """What was asked and what has happened cite pages; this site's parts and how we looked are links."""
    page = pages["roadmap/"]
    for part, one in zip(page.all("//section"), recommendations(), strict=True):
        asked, here, since, left = part.xpath(
            ".//div[contains(@class, 'roadmap-part ')] | .//div[@class='roadmap-part']"
        )
        assert page.cited_by(asked)
        named = {there.removesuffix("/") for there in one["served_by"]}
        assert named <= {page.target(link).removesuffix("/") for link in here.xpath(".//li/a")}
        news = {text_of(line): page.cited_by(line) for line in since.xpath(".//li")}
        assert (len(news), all(news.values())) == (len(one["since"]), True)
        assert " ".join(one["open"].split()) in text_of(left)
        assert [page.target(link) for link in left.xpath(".//a")] == ["about/method/"]
