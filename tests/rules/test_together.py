"""What rules say together: everything in one round, once, in order, and nothing that only follows."""

from __future__ import annotations

from pathlib import Path

from tests.builders import OTHER, PLACE, PRACTICE, a_knowledge_base, a_place, a_practice, check


def test_a_record_with_a_problem_does_not_make_those_that_name_it_wrong(tmp_path: Path) -> None:
    """The mistakes in a place are told of there, not again in each of its practices."""
    problems = check(a_knowledge_base(tmp_path, {PLACE: a_place(country="nowhere", kind=3)}))
    assert [(problem.path, problem.field, problem.code) for problem in problems] == [
        (PLACE, "kind", "E103"),
        (PLACE, "country", "E203"),
    ]


def test_rules_look_at_what_is_right_in_a_record_with_errors(tmp_path: Path) -> None:
    """A contributor hears of everything in one round, and of nothing that follows from a mistake alone.

    Sources are misspelt and a result is half right: neither makes the citations wrong, or the source unused.
    """
    changes = {
        "title": "Short",
        "kind": "miracle",
        "soruces": a_practice()["sources"],
        "sources": ...,
        "lead": "<b>The housing</b> department",
        "results": [{"text": "See a@example.org.", "evidence": "stated", "sources": "annual-report"}, "40 beds", {}],
        "obstacles": [{"text": "Winters are long."}],
    }
    problems = check(a_knowledge_base(tmp_path, **changes))
    assert sorted((problem.field, problem.code) for problem in problems) == [
        ("kind", "E203"),
        ("lead", "E301"),
        ("obstacles[0]", "E204"),
        ("results[0].sources", "E103"),
        ("results[0].text", "E304"),
        ("results[1]", "E103"),
        ("results[2].evidence", "E101"),
        ("results[2].text", "E101"),
        ("soruces", "E102"),
        ("title", "E104"),
    ]


def test_the_same_problem_is_told_once_and_in_order(tmp_path: Path) -> None:
    """Problems come sorted by file and place, so that a report reads from top to bottom."""
    problems = check(a_knowledge_base(tmp_path, {OTHER: "", PLACE: "- x\n"}, kind="miracle", title="Short"))
    assert [(problem.path, problem.code) for problem in problems] == [
        (PLACE, "E011"),
        (PRACTICE, "E104"),
        (PRACTICE, "E203"),
        (OTHER, "E011"),
    ]
