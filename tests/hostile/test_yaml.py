"""YAML 1.2 as the specification has it: what is valid is read as it says, or refused; what is not is always refused."""

from __future__ import annotations

import pytest

from practicebook import source
from practicebook.source import SourceError

from tests.hostile.yaml_cases import MEANT, NONE


def read(text: str) -> tuple[object, list[str]]:
    """The value of a text, or the codes that refuse it."""
    try:
        return source.parse(text, "x.yaml").value, []
    except SourceError as error:
        return None, [one.code for one in error.problems if 1 <= one.line <= len(text.split("\n")) and one.hint]


@pytest.mark.parametrize("text", MEANT)
def test_what_is_valid_is_read_as_the_specification_says_or_refused(text: str) -> None:
    """With the types of the core schema; a refusal has the code that is expected."""
    meaning, *code = MEANT[text]
    assert repr(read(text)) == repr((None, code) if code else (meaning, []))


@pytest.mark.parametrize("text", NONE)
def test_what_is_not_valid_is_refused(text: str) -> None:
    """Nobody guesses what was meant."""
    value, codes = read(text)
    assert (value, bool(codes)) == (None, True)


def test_the_corpus_is_large() -> None:
    """A hundred and fifty texts at the least were promised."""
    assert (len(MEANT), len(set(NONE))) >= (125, 100)
