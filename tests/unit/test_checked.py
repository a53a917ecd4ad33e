"""What is kept of earlier checks: `practicebook.rules.checked`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from practicebook import loading, rules
from practicebook.layout import Layout
from practicebook.outline import Who
from practicebook.problem import Problem
from practicebook.rules import Checked
from practicebook.translation import digests
from practicebook.vocabulary import Term

from tests.builders import (
    FRENCH,
    OTHER,
    PRACTICE,
    REPOSITORY,
    Content,
    Record,
    a_commitment,
    a_knowledge_base,
    a_place,
    a_practice,
    a_translation,
    put,
)

COMMITMENTS = "content/registers/commitments.yaml"
GROUPS = "content/vocabulary/groups.fr.yaml"
TERM = {"id": "homeless", "label": "Homeless"}


def in_french(label: str) -> Record:
    """A translation of the list of groups, which has one term."""
    term = {"id": "homeless", "of": digests(Term.model_validate(TERM)), "label": label}
    return {"translation": {"by": "human"}, "terms": [term]}


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """A base with a commitment, and translations of a practice and of a list; it was checked."""
    files: dict[str, Content] = {
        "content/registers/places/othertown.yaml": a_place(id="othertown", name="Othertown"),
        COMMITMENTS: {"entries": [a_commitment(declaration=...)]},
        "content/vocabulary/groups.yaml": {"terms": [TERM]},
        GROUPS: in_french("Personnes sans abri"),
        FRENCH: a_translation(),
    }
    made = a_knowledge_base(tmp_path, files)
    found(made)
    return made


def found(layout: Layout) -> list[Problem]:
    """What a check finds that remembers earlier ones."""
    checked = Checked(layout.cache)
    problems = rules.check(loading.load(layout), checked)
    checked.save()
    return problems


def looked_at(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The files that the next check looks into; it finds what one that remembers nothing finds."""
    seen, look = list[str](), rules._check
    with monkeypatch.context() as watched:
        watched.setattr(rules, "_check", lambda *given: look(*noted(seen, given)))
        problems = found(layout)
    assert problems == rules.check(loading.load(layout))
    return set(seen)


def noted(into: list[str], given: tuple[Any, ...]) -> tuple[Any, ...]:
    """What is passed on, after a note of the file that it is about."""
    into.append(given[2].document.path)
    return given


def test_only_what_changed_is_looked_at(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing at first; then a practice and what translates it; then the translation of a list."""
    assert looked_at(layout, monkeypatch) == set()
    put(layout.root / PRACTICE, a_practice(lead="Write to someone@example.org"))
    assert looked_at(layout, monkeypatch) == {PRACTICE, FRENCH}
    put(layout.root / GROUPS, in_french("<b>Sans abri</b>"))
    assert looked_at(layout, monkeypatch) == {GROUPS}


def test_a_practice_that_moves_is_told_of_where_others_name_it(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commitment names practices of its own place: of a practice, its place is looked at from elsewhere."""
    put(layout.root / PRACTICE, a_practice(place="othertown"))
    assert looked_at(layout, monkeypatch) >= {PRACTICE, OTHER, COMMITMENTS}
    assert [one.path for one in found(layout) if one.code == "E704"] == [COMMITMENTS]


def test_rules_on_lists_ask_of_practices_who_they_are() -> None:
    """What is found in lists is kept as long as that stays; to ask for more would raise an error here."""
    real = loading.load(Layout(REPOSITORY))
    practices: Any = {id_: Who(id_, one.former_ids, one.place) for id_, one in real.practices.items()}
    known = replace(real, practices=practices)
    lists = [*rules._places_and_terms(real)]
    assert len(lists) > 1000
    assert [one for what, origin in lists for one in rules._check(what, known, origin)] == []
