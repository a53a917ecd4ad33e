"""Rules on evidence and dates, against the broken twins that their examples cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest

from practicebook import report
from practicebook.registers import Mechanism

from tests.builders import Record, check_entry
from tests.rules.cases import A_REPORT, A_UN_RECOMMENDATION, IN_REVIEW, UN_RECOMMENDATIONS, told_of

A_PAGE = "https://example.org/"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # E204: every kind of statement
        *[
            ({name: [{"text": "Nobody says so."}]}, [(f"{name}[0]", "E204")])
            for name in ("obstacles", "did_not_work", "contradictions", "lessons", "preconditions", "adaptations")
        ],
        ({"reach": {"text": "Nobody says so."}}, [("reach", "E204")]),
        ({"stage_note": {"text": "Nobody says so."}}, [("stage_note", "E204")]),
        ({"resources": {"budget": {"amount": 1, "currency": "EUR"}}}, [("resources.budget", "E204")]),
        ({"resources": {"staff": {"text": "Nobody says so."}}}, [("resources.staff", "E204")]),
        ({"resources": {"note": {"text": "Nobody says so."}}}, [("resources.note", "E204")]),
        # E212: each pair of dates
        (
            {"review": {"state": "draft", "reviewed_on": "2026-01-31", "verified_by_place_on": "2026-02-01"}},
            [("review.verified_by_place_on", "E212")],
        ),
        (
            {"sources": [{"id": "annual-report", "title": "Report", "year": 2020, "accessed_on": "2019-12-31"}]},
            [("sources[0].accessed_on", "E212")],
        ),
        ({"period": {"since": 2019, "until": 2019}}, []),
        # E212, E216: the same day or year is in order
        ({"review": {**IN_REVIEW, "verified_by_place_on": "2026-01-31"}}, []),
        ({"sources": [{"id": "annual-report", "title": "A report", "year": 2020, "accessed_on": "2020-01-31"}]}, []),
        ({"changes": [{"changed_on": "2026-01-31", "text": text} for text in ("Corrected.", "Added.")]}, []),
        # E213: both stages, and the note that answers it
        ({"stage": "changed"}, [("stage", "E213")]),
        ({"stage": "changed", "stage_note": {"text": "It moved.", "sources": ["annual-report"]}}, []),
    ],
)
def test_a_broken_twin_is_told_of_at_its_field(
    changes: Record, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """Each clause of a rule is broken once, and nothing else is told of."""
    assert told_of(changes, tmp_path) == expected


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"sources": [A_PAGE], "note": "A summary was read."}, []),
        ({"sources": [A_PAGE], "paragraph": "7"}, []),
        (
            {"sources": [A_PAGE]},
            ["2:3: has no paragraph. Give the paragraph, or say in `note` what was read instead."],
        ),
        ({"paragraph": "7"}, ["2:3: has no source. Give the page on which it was read."]),
        (
            {"sources": [A_PAGE], "paragraph": "7", "symbol": "A/HRC/99/2"},
            ["4:11: symbol: “A/HRC/99/2” is not the symbol of its document. That of “rep-example” is “A/HRC/99/1”."],
        ),
    ],
)
def test_a_un_recommendation_is_traced_to_its_document(changes: Record, told: list[str]) -> None:
    """It has a source, a paragraph or a note on what was read, and the symbol that its document has."""
    reports = {"rep-example": Mechanism.model_validate(A_REPORT)}
    found = check_entry("un-recommendations", {**A_UN_RECOMMENDATION, **changes}, mechanisms=reports)
    assert [report.line(problem) for problem in found] == [f"{UN_RECOMMENDATIONS}:{one} [E215]" for one in told]
