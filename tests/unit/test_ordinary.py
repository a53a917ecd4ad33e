"""Ordinary texts, read the quick way: `practicebook.ordinary` says what `composer` says, or nothing."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from practicebook.composer import Composer, SourceError, Value
from practicebook.ordinary import fields_of
from practicebook.unseen import UNSEEN

from tests.builders import REPOSITORY, a_practice, as_yaml
from tests.hostile.mutating import a_text, as_json

REAL = [file.read_text("utf-8") for file in sorted((REPOSITORY / "practices").glob("[!_]*/*.yaml"))]
SOUND = [as_yaml(a_practice()), as_json(a_practice()), *REAL[::8]]
BAD = re.compile(rf"\t|{UNSEEN.pattern}")  # refused before anything is read
TEXT = "a:\n  b: [1, {c: ~}]\n  d: 'x'\n"


def told(text: str) -> Value:
    """The value of a text as it is read with places; nothing where there is something to tell."""
    composer = Composer("", text)
    try:
        value = composer.build()
    except SourceError:
        return None
    return None if composer.problems else value


def agrees(text: str) -> bool:
    """Whether the quick way says the same, or nothing; a number is not taken for another kind of number."""
    fields = fields_of(text)
    return fields is None or repr(fields) == repr(told(text))


def test_most_records_are_ordinary() -> None:
    """It would serve nobody if it passed over them."""
    read = [fields_of(text) for text in REAL]
    assert sum(fields is not None for fields in read) > 0.9 * len(REAL)
    assert all(fields is None or fields == told(text) for fields, text in zip(read, REAL, strict=True))
    assert fields_of(TEXT) == {"a": {"b": [1, {"c": None}], "d": "x"}}


@pytest.mark.parametrize(
    "text",
    [
        *("", "- a", "a", "a: 1\n--- \nb: 1\n", "a: 1\na: 2\n", "<<: {a: 1}\n", "[a]: 1\n", "? {a: 1}\n: 1\n"),
        *("a: &b 1\n", "a: &b [1]\n", "a: &b {c: 1}\n", "&a b: 1\n", "a: !b 1\n", "a: !!seq [1]\n", "!!map {a: 1}\n"),
        *('a: "\\0"\n', 'a: "\\u202e"\n', "a: 1 #b\n# c# d\n", "a: [1]# b\n", "a: |#\n  b\n", "a: >-# b\n  c\n"),
        *("a: 'b\nc'\n", 'a: "b\nc"\n', "a: [b,\nc]\n", "a: {b: 1,\nc: 1}\n", "'a\n b': 1\n", "a: *b\n", "a: [\n"),
        *("a: " + "[" * 13 + "]" * 13, "a: " + "{b: " * 13 + "1" + "}" * 13),
    ],
)
def test_of_what_is_unusual_nothing_is_said(text: str) -> None:
    """Whether it is right, and where it is wrong, only a reading with places tells."""
    assert fields_of(text) is None


@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"%@#,? \n~<.01"), max_size=30).map(lambda text: f"a: {text}"))
@settings(max_examples=600, deadline=None)
@example("a: " + "[" * 12 + "]" * 12)
@example("a: [0o17, 0x1F, +1, -.5, 1e5, .inf, 1_000, -, ., ~, null, True, '1', no]")
def test_it_agrees_on_any_text(text: str) -> None:
    """Whatever stands there."""
    assert agrees(text)


def test_it_agrees_on_records_with_something_done_to_them() -> None:
    """As a slip or a stranger would do it."""
    chance = random.Random(1)  # noqa: S311 - chance, no secret
    texts = [text for _ in range(500) if not BAD.search(text := a_text(chance, SOUND))]
    assert [text for text in texts if not agrees(text)] == []
    assert sum(fields_of(text) is not None for text in texts) > 40
