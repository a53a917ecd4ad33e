"""How much a record tells of what cities ask."""

from __future__ import annotations

import pytest

from practicebook.completeness import missing
from practicebook.model import Practice

from tests.builders import a_practice

SAID = [{"text": "The records of the shelter say so.", "sources": ["annual-report"]}]
EVERYTHING = {
    "contact": {"office": "The housing office"},
    "resources": {"staff": SAID[0]},
    **dict.fromkeys(("obstacles", "did_not_work", "lessons", "preconditions"), SAID),
}


def practice(**changes: object) -> Practice:
    """A practice of which all is told, but for what is changed."""
    record = a_practice(**{**EVERYTHING, **changes})
    record["review"] = {**record["review"], "verified_by_place_on": "2026-01-01"}
    return Practice.model_validate(record)


def test_a_record_that_tells_all_lacks_nothing() -> None:
    """Every question has an answer in the example."""
    assert missing(practice()) == []


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("period", ["period"]),
        ("problem", ["problem"]),
        ("reach", ["reach"]),
        ("resources", ["resources"]),
        ("results", ["results", "figure"]),
        ("lessons", ["lessons"]),
        ("preconditions", ["preconditions"]),
        ("contact", ["contact"]),
    ],
)
def test_what_a_record_does_not_tell_is_named(field: str, expected: list[str]) -> None:
    """One field left out, and what follows from it."""
    assert missing(practice(**{field: ...})) == expected


def test_failures_answer_what_was_hard() -> None:
    """A record tells of difficulties in either field; without both, that is missing."""
    assert missing(practice(obstacles=...)) == []
    assert missing(practice(obstacles=..., did_not_work=...)) == ["obstacles"]
