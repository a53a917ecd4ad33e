"""Rules on ids, against the broken twins that their examples cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest

from practicebook import source
from practicebook.rules import RULES, identity

from tests.builders import (
    OTHER,
    PRACTICE,
    Content,
    Record,
    a_knowledge_base,
    a_practice,
    check,
    check_entry,
    check_practice,
)
from tests.rules.cases import A_REPORT, A_UN_RECOMMENDATION, MECHANISMS, PUBLISHED, codes, told_of


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # E208: also in other capitals, also another record's former id
        ({"former_ids": ["sampletown"]}, [("former_ids[0]", "E208")]),
        ({"former_ids": ["night-shelter"]}, [("former_ids[0]", "E208")]),
        # E217: of former ids too
        ({"former_ids": ["shelter-at-night", "con"]}, [("former_ids[1]", "E217")]),
    ],
)
def test_a_broken_twin_is_told_of_at_its_field(
    changes: Record, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """Each clause of a rule is broken once, and nothing else is told of."""
    assert told_of(changes, tmp_path) == expected


def test_an_id_that_lives_on_as_a_former_id_is_not_lost(tmp_path: Path) -> None:
    """The way out that the rule on lost ids names is a way out."""
    changed: dict[str, Content] = {
        PUBLISHED: "# comment\nnight-shelter\nshelter-at-night\nsampletown\n",
        PRACTICE: {**a_practice(), **source.parse(RULES["E214"].good.text, "example").value},
    }
    assert codes(tmp_path, changed) == set()


@pytest.mark.parametrize(
    ("id_", "is_free"), [("calendar", True), ("con", False), ("page-12", False), ("page-one", True)]
)
def test_an_id_that_is_kept_for_something_else_is_told_of(id_: str, *, is_free: bool) -> None:
    """Lists have pages beside those of their entries; some names are no file's anywhere."""
    entry = {**A_UN_RECOMMENDATION, "id": id_}
    found = [one for one in check_entry("un-recommendations", entry) if one.code == "E217"]
    assert [(one.field, one.message, one.hint) for one in found] == (
        [] if is_free else [("id", f"“{id_}” is kept for something else", "Add what it is about to the id.")]
    )


def test_a_page_beside_a_list_keeps_its_name_from_the_entries_of_that_list(tmp_path: Path) -> None:
    """The calendar of mechanisms stands where a mechanism of that id would."""
    entries = {"entries": [{**A_REPORT, "id": "calendar"}]}
    (problem,) = check(a_knowledge_base(tmp_path, {MECHANISMS: entries}))
    assert (problem.field, problem.code, problem.message) == ("id", "E217", "“calendar” is kept for something else")


def test_a_part_of_an_id_is_kept_too() -> None:
    """The id of a theme below another has two; a page beside a list is that of its register alone."""
    asked = [("themes", "housing/con"), ("themes", "con/housing"), ("themes", "housing/cone")]
    asked += [("mechanisms", "calendar"), ("organisations", "calendar")]
    assert [identity.is_kept(*one) for one in asked] == [True, True, False, True, False]


def test_a_shelf_is_named_by_the_first_part_of_a_theme(tmp_path: Path) -> None:
    """Where a practice stands on another one, both are said."""
    for theme in ("culture/heritage", "culture"):
        (problem,) = check_practice(tmp_path, a_practice(themes=[theme]))
        assert (problem.field, problem.code) == ("themes[0]", "E202")
        assert problem.message == "the lead theme is “culture”, the folder is “housing”"


def test_two_records_cannot_both_have_had_one_id(tmp_path: Path) -> None:
    """An old address can lead to one page only; both records are told of, each with the other's id."""
    other = a_practice(id="other-practice", former_ids=["shelter-at-night"])
    problems = check(a_knowledge_base(tmp_path, {OTHER: other}, former_ids=["shelter-at-night"]))
    assert [(problem.path, problem.code, problem.message) for problem in problems] == [
        (PRACTICE, "E208", "“shelter-at-night” is taken by other-practice (formerly shelter-at-night)"),
        (OTHER, "E208", "“shelter-at-night” is taken by night-shelter (formerly shelter-at-night)"),
    ]


def test_a_lost_id_is_not_claimed_while_a_record_cannot_be_read(tmp_path: Path) -> None:
    """The record that cannot be read may be the one that holds it."""
    assert codes(tmp_path, {PRACTICE: "id: night-shelter\n  x: [\n", PUBLISHED: "night-shelter\n"}) == {"E005"}
