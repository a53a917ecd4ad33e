"""Templates of messages, and patterns of rules in the words of scripts: `practicebook.messages` and `expand.form`."""

from __future__ import annotations

import re

import pytest

from practicebook.expand.form import in_javascript
from practicebook.messages import COUNT, CUT, LIMIT, NUMBER, OTHER, VALUE, messages
from practicebook.rules import RULES
from practicebook.validation import SENTENCES

TRACES = (VALUE, OTHER, CUT, *map(str, (COUNT, LIMIT, NUMBER)), "qqonlyqq", "2026-02-30", "1888", "1999", "example.org")


def test_no_template_keeps_a_trace_of_its_probe() -> None:
    """Every value that a probe put in has become a place to fill in."""
    told = [f"{one.name}: {one.message}" for one in messages()]
    assert [one for one in told if any(trace in one for trace in TRACES)] == []


def test_every_template_has_a_name_of_its_own_and_a_code_with_a_page() -> None:
    """The form finds each by its name, and leads from it to the page of the rule."""
    names = [one.name for one in messages()]
    assert len(names) == len(set(names))
    assert {one.code for one in messages()} - set(RULES) == set()


def test_every_code_of_the_model_has_a_template() -> None:
    """What the model can refuse, the form can say."""
    of_model = {code for code in RULES if re.fullmatch(r"E1\d\d", code)}
    assert of_model == {one.code for one in messages() if one.code.startswith("E1")}
    assert len(SENTENCES) <= len([one for one in messages() if one.code.startswith("E1")])


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\w+", r"[\p{L}\p{N}_]+"),
        (r"[\w.-]", r"[\p{L}\p{N}_.-]"),
        (r"(?<![\w/])x(?!\w)", r"(?<![\p{L}\p{N}_/])x(?![\p{L}\p{N}_])"),
        (r"\d{3}[\d-]", r"\p{Nd}{3}[\p{Nd}-]"),
        (r"\"\'\@", "\"'@"),
    ],
)
def test_a_pattern_is_put_into_the_words_of_scripts(pattern: str, expected: str) -> None:
    """There, letters and digits of all scripts have other names, and no sign is escaped that need not be."""
    assert in_javascript(re.compile(pattern)) == expected
