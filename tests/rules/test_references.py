"""Rules on what points elsewhere, against the broken twins that their examples cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import PRACTICE, Content, Record, a_knowledge_base, a_practice, check, check_practice
from tests.rules.cases import A_REPORT, A_UN_RECOMMENDATION, MECHANISMS, told_of


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # E203: each register that a practice points into
        ({"place": "sampletwon"}, [("place", "E203")]),
        ({"rights": ["right-houses"]}, [("rights[0]", "E203")]),
        ({"groups": ["homeless", "everyone"]}, [("groups[1]", "E203")]),
        ({"sdgs": ["18"]}, [("sdgs[0]", "E203")]),
        ({"kind": "miracle"}, [("kind", "E203")]),
        ({"stage": "never"}, [("stage", "E203")]),
        ({"language": "xx"}, [("language", "E203")]),
        ({"reused_by": ["nowhere"]}, [("reused_by[0]", "E203")]),
        ({"reused_by": ["other-practice", "sampletown"]}, []),
        (
            {"results": [{"text": "40 beds.", "evidence": "proven", "sources": ["annual-report"]}]},
            [("results[0].evidence", "E203")],
        ),
        # E205: in lists and in prose
        ({"action": "The city opened a night shelter. " * 3 + "[@report]"}, [("action", "E205")]),
        ({"problem": "People slept in the park of Sampletown [@]."}, [("problem", "E205")]),
        ({"reach": {"text": "About 200.", "sources": ["geonames"]}}, []),
        # E206: a shared source is not listed again
        (
            {"sources": [*a_practice()["sources"], {"id": "geonames", "title": "Gazetteer"}], "lead": "See there"},
            [("sources[1].id", "E206")],
        ),
        # E209: in the sources of one statement too
        ({"reach": {"text": "About 200.", "sources": ["annual-report"] * 2}}, [("reach.sources[1]", "E209")]),
    ],
)
def test_a_broken_twin_is_told_of_at_its_field(
    changes: Record, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """Each clause of a rule is broken once, and nothing else is told of."""
    assert told_of(changes, tmp_path) == expected


@pytest.mark.parametrize("register", ["recommendations", "un-recommendations"])
def test_a_practice_answers_a_recommendation_of_either_register(register: str, tmp_path: Path) -> None:
    """An id of the roadmap and one of a UN body are both known; one of neither is not."""
    roadmap: Record = {"id": "rec-example", "label": "Example", "number": 1, "asked": "To meet."}
    un: Record = {**A_UN_RECOMMENDATION, "paragraph": "7", "sources": ["https://example.org/"]}
    entry = {"recommendations": roadmap, "un-recommendations": un}[register]
    files: dict[str, Content] = {
        MECHANISMS: {"entries": [A_REPORT]},
        f"content/registers/{register}.yaml": {"entries": [entry]},
        PRACTICE: a_practice(recommendations=[entry["id"], "rec-unknown"]),
    }
    found = check(a_knowledge_base(tmp_path, files))
    assert [(problem.code, problem.field) for problem in found] == [("E203", "recommendations[1]")]


def test_a_source_that_is_missing_is_told_of_once_with_how_often_it_is_cited(tmp_path: Path) -> None:
    """At the first place, with the nearest that there is, and with nothing where none is near."""
    cites = [{"text": text, "sources": ["anual-report"]} for text in ("It was full.", "It was cold.")]
    other = {"text": "It was far.", "sources": ["x"]}
    problems = check_practice(tmp_path, a_practice(obstacles=cites, lessons=[other]))
    assert [(one.field, one.message, one.hint) for one in problems if one.code == "E205"] == [
        (
            "obstacles[0].sources[0]",
            "“anual-report” is not among the sources (cited 2 times)",
            "Did you mean “annual-report”?",
        ),
        ("lessons[0].sources[0]", "“x” is not among the sources", "The choices are in the record's `sources`."),
    ]


def test_a_vocabulary_that_cannot_be_read_is_told_of_once(tmp_path: Path) -> None:
    """The records that use it are not to blame."""
    problems = check(a_knowledge_base(tmp_path, {"content/vocabulary/kinds.yaml": "terms: [\n"}))
    assert [(problem.path, problem.code) for problem in problems] == [("content/vocabulary/kinds.yaml", "E005")]


def test_terms_that_point_nowhere_are_found(tmp_path: Path) -> None:
    """Vocabularies point into each other, and the same rule holds for them."""
    text = "terms:\n  - id: here\n    label: Here\n    m49: '001'\n    parent: nowhere\n"
    problems = check(a_knowledge_base(tmp_path, {"content/vocabulary/regions.yaml": text}))
    found = [one for one in problems if one.path.endswith("regions.yaml")]
    assert [(one.line, one.column, one.code, one.message) for one in found] == [
        (5, 13, "E203", "“nowhere” is not in the list of regions")
    ]
