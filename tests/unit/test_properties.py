"""Whatever arrives: no input makes a traceback, and every problem points into the file it is about."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from practicebook import report, source
from practicebook.problem import Problem
from practicebook.rules import RULES
from practicebook.source import SourceError, Value
from practicebook.unseen import UNSEEN

from tests.builders import PRACTICE, Content, Record, a_practice, as_yaml, check_practice

Place: TypeAlias = tuple[str | int, ...]

QUICK = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def places(value: object, here: Place = ()) -> Iterator[Place]:
    """Every place in a record, from its fields down."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in inner:
        yield (*here, step)
        yield from places(part, (*here, step))


def change(record: Record, place: Place, what: Callable[[Any, str | int], None]) -> None:
    """Let `what` change the step at `place` in the list or group that holds it."""
    holder: Any = record
    for step in place[:-1]:
        holder = holder[step]
    what(holder, place[-1])


PLACES = st.sampled_from(sorted(places(a_practice()), key=str))
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8"), max_size=30).filter(lambda text: not UNSEEN.search(text)),
    st.sampled_from(
        ["NO", "12:30", "0o17", "~", "null", "1e3", "#", "- ", "{", "*", "&", "!", "<<", "---", "[@x]", "<b>"]
    ),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcüx-: #", max_size=9), inner, max_size=4),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def check() -> Iterator[Callable[[Content], list[Problem]]]:
    """Check one practice in a knowledge base that is read once."""
    with tempfile.TemporaryDirectory() as folder:
        yield lambda content: check_practice(Path(folder), content)


def assert_sound(problems: list[Problem], data: bytes) -> None:
    """Each problem is in the file, has a code with a page, and says what is wrong and what to do."""
    lines = data.decode("utf-8", "replace").split("\n")
    for problem in problems:
        assert problem.path == PRACTICE
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.code in RULES
        assert problem.level == RULES[problem.code].level
        assert problem.message
        assert problem.hint
    assert len(report.as_text(problems).split("\n")) == max(1, len(problems))


@given(st.lists(PLACES, min_size=1, max_size=3, unique=True))
@QUICK
def test_fields_that_are_gone_are_told_of(check: Callable[[Content], list[Problem]], gone: list[Place]) -> None:
    """Any part of a record may be missing."""
    record = a_practice()
    for place in sorted(gone, key=str, reverse=True):
        if place in set(places(record)):
            change(record, place, lambda holder, step: holder.pop(step))
    assert_sound(check(record), as_yaml(record).encode())


@given(PLACES, VALUES)
@QUICK
def test_any_value_may_stand_anywhere(check: Callable[[Content], list[Problem]], place: Place, value: object) -> None:
    """Any part of a record may be replaced by anything."""
    record = a_practice()
    change(record, place, lambda holder, step: holder.__setitem__(step, value))
    text = json.dumps(record, ensure_ascii=False)
    assert_sound(check(text), text.encode())


@given(PLACES.filter(lambda place: isinstance(place[-1], str)), st.text("abcxé_-", max_size=8))
@QUICK
def test_a_misspelt_field_is_told_of_once_at_its_name(
    check: Callable[[Content], list[Problem]], place: Place, name: str
) -> None:
    """A name that is not known gets one message, at the line where it stands."""
    record = a_practice()
    misspelt = f"{place[-1]}x{name}"
    change(record, place, lambda holder, step: holder.__setitem__(misspelt, holder.pop(step)))
    text = as_yaml(record)
    problems = check(text)
    assert_sound(problems, text.encode())
    (unknown,) = [problem for problem in problems if problem.code == "E102"]
    assert text.split("\n")[unknown.line - 1][unknown.column - 1 :].lstrip('"').startswith(misspelt)


@given(st.binary(min_size=1, max_size=6), st.integers(0, len(as_yaml(a_practice()))), st.sampled_from(["whole", "cut"]))
@settings(QUICK, max_examples=150)
@example(b"\xef\xbf\xbf", 5, "whole")
@example(b"\xe2\x80\xa8", 5, "whole")
def test_any_bytes_may_stand_anywhere_in_the_file(
    check: Callable[[Content], list[Problem]],
    junk: bytes,
    at: int,
    rest: str,
) -> None:
    """A file may be damaged, or cut off, at any place."""
    data = as_yaml(a_practice()).encode()
    damaged = data[:at] + junk + (data[at:] if rest == "whole" else b"")
    assert_sound(check(damaged), damaged.replace(b"\r\n", b"\n"))


@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"%@`#,? \n~<.0\t\u2028"), max_size=40))
@settings(QUICK, max_examples=400)
@example("a: &a [*a]")
@example("? ? ? a")
@example("%YAML 1.2\n%YAML 1.2\n---\n")
def test_text_made_of_the_characters_of_yaml_is_read_or_refused(text: str) -> None:
    """The reader raises nothing but its own error, with a place in the text."""
    problems: list[Problem] = []
    value: object = None
    try:
        value = source.parse(text, PRACTICE).value
    except SourceError as error:
        problems = error.problems
    assert isinstance(value, dict) == (problems == [])
    assert_sound(problems, text.encode())


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=12), VALUES, max_size=5))
@settings(QUICK, max_examples=200)
@example({"a": ["NO", "12:30", "0o17", "017", "1e3", "~", "", "true", "2026-11-23", 1e16, -0.0, 10**17]})
def test_a_value_written_with_quotes_is_read_back_equal(value: dict[str, Value]) -> None:
    """JSON is YAML 1.2: what another program writes is read as it was meant."""
    if any(UNSEEN.search(key) for key in value):
        return
    assert source.parse(json.dumps(value, ensure_ascii=False), "x.yaml").value == value
    assert source.parse(as_yaml(value), "x.yaml").value == value
