"""Advice on people at risk, against what its examples cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest

from practicebook.model import Practice
from practicebook.rules.harm import at_risk

from tests.builders import Record, a_practice
from tests.rules.cases import IN_REVIEW, told_of


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # A308: themes too; what is published was decided on
        (
            {"themes": ["housing/homelessness", "security-peace/victims-support"], "review": IN_REVIEW},
            [("themes[1]", "A308")],
        ),
        ({"themes": ["housing/homelessness", "security-peace/victims-support"]}, []),
        # A309: in the words of several languages, and published too
        *[
            ({"lead": f"Casa, {address}"}, [("lead", "A309")])
            for address in (
                *("12 Example Park Road", "14, rue de l’Exemple", "Calle de Ejemplo 15", "Beispielstraße 16"),
                *("Avenida Ejemplo, n.º 17", "شارع المثال، رقم 18"),
            )
        ],
        ({"lead": "In 2019 the main street, 40 Years of the Lane programme, Avenida Ejemplo"}, []),
        # A310: a draft asks, what is published was decided on
        ({"lead": "Dr Ada Example", "review": IN_REVIEW}, [("lead", "A310")]),
        ({"lead": "Dr Ada Example"}, []),
    ],
)
def test_a_broken_twin_is_told_of_at_its_field(
    changes: Record, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """Each clause of a rule is broken once, and nothing else is told of."""
    assert told_of(changes, tmp_path) == expected


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"groups": ["homeless", "victims-violence"]}, ["victims-violence"]),
        (
            {"groups": ["defenders-artists"], "themes": ["housing/homelessness", "security-peace/victims-support"]},
            ["defenders-artists", "security-peace/victims-support"],
        ),
    ],
)
def test_a_reviewer_is_told_of_people_at_risk(changes: Record, found: list[str]) -> None:
    """By the groups and themes of the practice that are about them."""
    assert at_risk(Practice.model_validate(a_practice(**changes))) == found
