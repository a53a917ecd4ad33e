"""Rules on commitments, against the broken twins that their examples cannot show."""

from __future__ import annotations

import pytest

from practicebook import report

from tests.builders import Record, check_commitment
from tests.conftest import Golden

PAGE = "https://example.org/report"
REASON: Record = {"text": "The council said so.", "on": "2019-03", "sources": [PAGE]}


def an_indicator(*values: Record, **changes: object) -> Record:
    """One that counts beds."""
    return {"label": "Beds", "unit": "beds", "kind": "process", "values": list(values), **changes}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"place": None}, [("place", "E701")]),
        ({"organisation": "org-sample"}, [("organisation", "E203"), ("place", "E701")]),
        *[({"state": state}, [("state", "E702")]) for state in ("under-way", "delivered", "withdrawn")],
        ({"state": "delivered", "reason": REASON}, []),
        ({"state": "done", "reason": REASON}, [("state", "E203")]),
        ({"sources": []}, [("sources", "E703")]),
        ({"reason": {**REASON, "sources": []}}, [("reason", "E703")]),
        ({"place": "othertown", "practices": ["night-shelter"]}, [("practices[0]", "E704")]),
        ({"practices": ["night-shelter", "night-shelter"]}, [("practices[1]", "E209")]),
        ({"reason": {**REASON, "on": "2018-11"}}, [("reason", "E705")]),
        ({"date": "2017-12-31"}, [("date", "E705")]),
        ({"date": "2018", "until": "2018-01"}, []),
        ({"date": "2018-12", "until": "2018"}, []),
        ({"progress": [an_indicator()]}, [("entries[0].progress[0].values", "E105")]),
        (
            {"progress": [an_indicator({"year": 2020, "value": 3, "sources": [PAGE]}, practice="other")]},
            [("progress[0].practice", "E203")],
        ),
    ],
)
def test_broken_commitments_are_told_apart(changes: dict[str, object], expected: list[tuple[str, str]]) -> None:
    """One thing of a sound commitment changed: the field and the code that say so, and no others."""
    found = check_commitment(**changes)
    assert sorted((problem.field, problem.code) for problem in found) == expected


BEDS = {"year": 2020, "value": 3, "sources": [PAGE]}
BROKEN_COMMITMENTS: dict[str, dict[str, object]] = {
    "of nobody": {"place": None},
    "of both": {"organisation": "org-sample"},
    "under way for no reason": {"state": "under-way"},
    "without a source": {"sources": []},
    "a reason without a source": {"reason": {**REASON, "sources": []}},
    "a value without a source": {"progress": [an_indicator(BEDS, {**BEDS, "year": 2021, "sources": []})]},
    "a practice of another place": {"place": "othertown", "practices": ["night-shelter"]},
    "an indicator of a practice of another place": {
        "place": "othertown",
        "progress": [an_indicator(BEDS), an_indicator(BEDS, practice="night-shelter")],
    },
    "a reason before it": {"reason": {**REASON, "on": "2018-11"}},
    "an end before it": {"until": "2017"},
    "before what it refers to": {"date": "2017-12-31"},
    "values out of order": {"progress": [an_indicator(BEDS, {**BEDS, "year": 2019})]},
    "two values of a year": {"progress": [an_indicator(BEDS, BEDS)]},
}


def test_what_is_said_of_broken_commitments(golden: Golden) -> None:
    """Each message with its place and its advice, as a contributor reads it."""
    told = {name: report.as_text(check_commitment(**changes)) for name, changes in BROKEN_COMMITMENTS.items()}
    golden("broken/commitments.txt", "".join(f"# {name}\n{text}\n\n" for name, text in told.items()))
