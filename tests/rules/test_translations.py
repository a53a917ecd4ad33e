"""Rules on translations, and other rules on translated texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from practicebook import report
from practicebook.registers import Protection
from practicebook.translation import digests

from tests.builders import FRENCH, Content, Record, a_knowledge_base, a_translation, check, check_translation, findings
from tests.rules.cases import HOSTILE, OUVERT, PROTECTION, a_translated_action

PUT_IT = "Put it after the statement that it supports."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{OUVERT} [@annual-report].", []),
        (f"[@annual-report] {OUVERT}.", []),
        (OUVERT, [f"9: action: [@annual-report] is missing. {PUT_IT}"]),
        (
            f"{OUVERT} [@annual-report] [@annual-report].",
            ["36: action: [@annual-report] is not in the source. Delete it."],
        ),
        (f"{OUVERT} [@annual-report], [@report].", ["54: action: [@report] is not in the source. Delete it."]),
        (
            f"{OUVERT} [@anual-report].",
            [
                f"9: action: [@annual-report] is missing. {PUT_IT}",
                "36: action: [@anual-report] is not in the source. Delete it.",
            ],
        ),
    ],
)
def test_a_translation_cites_what_its_source_cites(text: str, expected: list[str], tmp_path: Path) -> None:
    """Each source as often as the source text does, in any order; what is too much is pointed at."""
    problems = check_translation(tmp_path, a_translated_action(text))
    assert [report.line(one) for one in problems] == [f"{FRENCH}:4:{one} [E504]" for one in expected]


def test_a_line_may_name_sources_and_a_text_behind_may_cite_what_it_did(tmp_path: Path) -> None:
    """Only prose cites; and of what fell behind one thing is told, that it did."""
    behind = a_translation(title="Le rapport [@report]", action="Un abri.", of={"action": "00000000"})
    problems = check_translation(tmp_path, behind)
    hint = "Run `practicebook new --translation` for this file to see the change."
    told = f"8:11: advice: of.action: the source changed since it was translated. {hint} [A506]"
    assert [report.line(problem) for problem in problems] == [f"{FRENCH}:{told}"]


@pytest.mark.parametrize(("text", "code"), HOSTILE)
def test_a_translation_is_held_to_the_same_rules(text: str, code: str | None, tmp_path: Path) -> None:
    """Translations come from strangers as well, and stand on the same pages."""
    problems = check_translation(tmp_path, a_translated_action(f"{OUVERT} [@annual-report]. {text}"))
    assert {(one.path, one.field, one.code) for one in problems} == ({(FRENCH, "action", code)} if code else set())


def test_a_problem_of_a_translated_text_is_shown_in_the_translation(tmp_path: Path) -> None:
    """File, line, column and field there; the record itself is sound."""
    text = f"{OUVERT} [x](javascript:alert(1)) [@annual-report]."
    results = [{"text": "Appelez le +41 22 917 92 20."}]
    made = a_translation(title="Un <b>abri</b> de nuit", lead="a@example.org", action=text, results=results)
    entry: Record = {"id": "pr-one", "label": "One", "kind": "observatory", "use": "It finds a host city for a writer."}
    french = {"id": "pr-one", "label": "Mme Exemple", "use": "Il aide Mme Exemple Personne, et &eacute;coute."}
    of = digests(Protection.model_validate(entry))
    files: dict[str, Content] = {
        FRENCH: made,
        PROTECTION: {"entries": [entry]},
        PROTECTION.replace(".yaml", ".fr.yaml"): {"translation": {"by": "human"}, "entries": [{**french, "of": of}]},
    }
    assert findings(check(a_knowledge_base(tmp_path, files))) == [
        ("content/registers/protection.fr.yaml", 6, 17, "use", "E306"),
        ("content/registers/protection.fr.yaml", 6, 42, "use", "E301"),
        (FRENCH, 4, 12, "title", "E301"),
        (FRENCH, 5, 8, "lead", "E304"),
        (FRENCH, 6, 38, "action", "E302"),
        (FRENCH, 8, 21, "results[0].text", "E305"),
    ]
