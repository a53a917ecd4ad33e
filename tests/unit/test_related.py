"""Why a practice is named beside another, and the way it travelled: the reason that is true, and never another."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

from practicebook import editorial, loading
from practicebook.expand import related
from practicebook.expand.context import Context
from practicebook.expand.trail import WIDTH, trail

from tests.builders import OTHER, PLACE, Content, Record, a_knowledge_base, a_place, a_practice
from tests.unit.test_expand import body, pages

THERE = "content/registers/places/otherville.yaml"
THEME = "Same theme (Homelessness)"


def a_context(folder: Path, files: dict[str, Content], language: str, **changes: object) -> Context:
    """What pages are expanded from, for a small knowledge base."""
    layout = a_knowledge_base(folder, files, **changes)
    return Context(loading.load(layout).published(), editorial.load(layout), language, "https://example.org/")


def reason(folder: Path, here: Record, there: Record | None, other: Record, **changes: object) -> str:
    """Why the page of the night shelter names the other practice, given their places."""
    files: dict[str, Content] = {PLACE: a_place(**here), OTHER: a_practice(id="other-practice", **other)}
    if there is not None:
        files[THERE] = a_place(id="otherville", name="Otherville", **there)
    context = a_context(folder, files, "en", **changes)
    (found,) = related.related(context, context.catalogue.practices["night-shelter"])
    assert found.practice.id == "other-practice"
    return found.reason


def people(number: int | None) -> Record:
    """The population of a place; nothing where it is not known."""
    return {"population": ... if number is None else {"value": number}}


CITY = people(100_000)
ELSEWHERE: Record = {"place": "otherville"}


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ({**people(200_000), "country": "uy"}, "city of similar size, same country"),
        ({**people(200_001), "country": "uy"}, "larger city, same country"),
        ({**people(50_000), "country": "uy"}, "city of similar size, same country"),
        ({**people(49_999), "country": "uy"}, "smaller city, same country"),
        ({**people(49_999), "country": "uy", "kind": "region"}, "smaller place, same country"),
        ({**people(99_999), "country": "uy", "kind": "borough"}, "place of similar size, same country"),
        ({**people(9_000_000), "country": "uy", "kind": "national"}, "larger place, same country"),
        ({**people(None), "country": "uy"}, "same country"),
        ({**people(None), "country": "fr"}, "other part of the world"),
        ({**people(None), "country": "ar"}, "same part of the world (South America)"),
        ({**people(None), "country": "mx"}, "same part of the world (Latin America and the Caribbean)"),
        ({**people(None), "country": "ca"}, "same part of the world (Americas)"),
        ({**people(1_000), "country": "jp"}, "smaller city, other part of the world"),
    ],
)
def test_size_and_part_of_the_world_are_compared(there: Record, expected: str, tmp_path: Path) -> None:
    """A city only with a city; the smallest region that both are in; silence on what is not known."""
    assert reason(tmp_path, CITY, there, ELSEWHERE) == f"{THEME}, {expected}"


def test_nothing_is_compared_where_this_place_is_not_known(tmp_path: Path) -> None:
    """Two populations are needed, not one."""
    there = {**people(200_000), "country": "fr"}
    assert reason(tmp_path, people(None), there, ELSEWHERE) == f"{THEME}, other part of the world"


def test_a_place_is_not_compared_with_itself(tmp_path: Path) -> None:
    """It has one size, and one country."""
    assert reason(tmp_path, CITY, None, {}) == f"{THEME}, same place"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({}, THEME),
        ({"themes": ["housing/evictions-tenure", "housing/homelessness"]}, THEME),
        ({"themes": ["culture/heritage"]}, "Same right (Adequate housing)"),
        (
            {"themes": ["culture/heritage"], "rights": ["right-health", "right-housing"]},
            "Same right (Adequate housing)",
        ),
    ],
)
def test_what_they_share_is_named(other: Record, expected: str, tmp_path: Path) -> None:
    """A theme before a right."""
    assert reason(tmp_path, CITY, None, other) == f"{expected}, same place"


@pytest.mark.parametrize(
    ("reused_by", "others", "expected"),
    [
        (["other-practice"], [], "Taken up from here"),
        ([], ["night-shelter"], "This was taken up from there"),
        (["otherville"], [], THEME),
        ([], ["sampletown"], THEME),
    ],
)
def test_the_trail_is_told_as_far_as_a_record_does(
    reused_by: list[str], others: list[str], expected: str, tmp_path: Path
) -> None:
    """Practice by practice; that a city took up one says nothing of another one there."""
    other = {**ELSEWHERE, "reused_by": others}
    found = reason(tmp_path, CITY, {**CITY, "country": "fr"}, other, reused_by=reused_by)
    assert found == f"{expected}, city of similar size, other part of the world"


def test_what_was_taken_up_is_named_even_if_nothing_is_shared(tmp_path: Path) -> None:
    """With no theme and no right in common, and before all others."""
    other: Record = {"themes": ["culture/heritage"], "rights": ["right-health"], "groups": [], **ELSEWHERE}
    found = reason(tmp_path, CITY, {**CITY, "country": "fr"}, other, reused_by=["other-practice"])
    assert found == "Taken up from here, city of similar size, other part of the world"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "Même thème (Homelessness), ville plus petite, autre partie du monde"),
        ("ar", "الموضوع نفسه (Homelessness)، مدينة أصغر، جزء آخر من العالم"),
    ],
)
def test_reasons_are_joined_as_the_language_does(language: str, expected: str, tmp_path: Path) -> None:
    """Arabic has a comma of its own."""
    there = a_place(id="otherville", country="fr", **people(10_000))
    other = a_practice(id="other-practice", **ELSEWHERE)
    context = a_context(tmp_path, {PLACE: a_place(**CITY), THERE: there, OTHER: other}, language)
    here = context.catalogue.practices["night-shelter"]
    assert related.reason(context, here, context.catalogue.practices["other-practice"]) == expected


# ------------------------------------------------------------------------------------------------- the trail


def trail_files() -> dict[str, Content]:
    """Otherville gave the night shelter to Sampletown, and two places took it up from there."""
    return {
        THERE: a_place(id="otherville", name="Otherville"),
        "content/registers/places/thirdham.yaml": a_place(id="thirdham", name="Thirdham-under-the-Long-Hill"),
        OTHER: a_practice(
            id="other-practice", title="The first shelter", place="otherville", reused_by=["night-shelter"]
        ),
    }


def links(text: str, heading: str) -> list[str | None]:
    """Where the list below a heading leads."""
    (found,) = body(text).xpath(f"//h2[@id='{heading}']/following-sibling::ul[1]")
    return [link.get("href") for link in found.iter("a")]


def test_the_trail_is_drawn_both_ways(tmp_path: Path) -> None:
    """From whom and by whom, each with a dot, an arrow and a link; the giver's page shows the same from its side."""
    made = pages(tmp_path, trail_files(), reused_by=["otherville", "thirdham"])
    text = made["practices/night-shelter.md"]
    assert links(text, "taken-up-from") == ["../other-practice/"]
    assert links(text, "reused-by") == ["../../places/otherville/", "../../places/thirdham/"]
    drawn = names(text)
    assert drawn == ["Otherville", "Sampletown", "Otherville", "Thirdham-under-th…"]
    assert links(made["practices/other-practice.md"], "reused-by") == ["../night-shelter/"]
    assert names(made["practices/other-practice.md"]) == ["Otherville", "Sampletown"]
    (taken,) = body(made["places/thirdham.md"]).xpath("//h2[@id='taken-up']/following-sibling::ul[1]")
    assert [link.get("href") for link in taken.iter("a")] == ["../../practices/night-shelter/"]


def names(text: str) -> list[str]:
    """The names in the picture, in the order of reading; none where there is no picture."""
    return [one.text_content() for one in pictures(text) for one in one.iter("text")]


def pictures(text: str) -> list[lxml.html.HtmlElement]:
    return list(body(text).xpath("//figure[@class='trail']/*"))


def test_where_nobody_took_anything_up_there_is_no_trail(tmp_path: Path) -> None:
    """No heading, no picture; nor is there one on the page of a place."""
    made = pages(tmp_path, reused_by=["no-such-place"])
    assert pictures(made["practices/night-shelter.md"]) == []
    assert "reused-by" not in made["practices/night-shelter.md"]
    assert "taken-up" not in made["places/sampletown.md"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_trail_runs_in_the_direction_of_reading(language: str, tmp_path: Path) -> None:
    """Givers come first: on the left in English, on the right in Arabic; every dot and name is inside the picture."""
    context = a_context(tmp_path, trail_files(), language, reused_by=["otherville", "thirdham"])
    drawn = trail(context, context.catalogue.practices["night-shelter"])
    assert drawn
    places = [dot.x for dot in drawn.dots]
    assert places == (sorted(places) if language == "en" else sorted(places, reverse=True))
    assert [dot.is_here for dot in drawn.dots] == [False, True, False, False]
    assert all(0 < dot.x < WIDTH and 0 < dot.y < drawn.height for dot in drawn.dots)
    assert len(drawn.arrows) == 3
