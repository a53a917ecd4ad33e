"""Five hundred damaged records: no traceback, and every message points at what it is about."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicebook import source
from practicebook.problem import Problem
from practicebook.source import SourceError, field_name

from tests.builders import PRACTICE, Content, Record, a_practice, as_yaml, check_practice
from tests.routes import values
from tests.unit.test_properties import PLACES, QUICK, VALUES, assert_sound, change, places

# What a contributor does to a record: leave out, write anything, misspell, repeat, cut, and the like.
RECORDS = [a_practice(), *({**value, "id": "night-shelter", "place": "sampletown"} for value in values())]


@pytest.fixture(scope="module")
def check() -> Iterator[Callable[[Content], list[Problem]]]:
    """Check one practice in a knowledge base that is read once."""
    with tempfile.TemporaryDirectory() as folder:
        yield lambda content: check_practice(Path(folder), content)


def _leave_out(holder: Any, step: Any, _: object) -> None:  # noqa: ANN401 - a list or a group
    holder.pop(step)


def _write(holder: Any, step: Any, value: object) -> None:  # noqa: ANN401
    holder[step] = value


def _misspell(holder: Any, step: Any, _: object) -> None:  # noqa: ANN401
    if isinstance(holder, dict):
        holder[f"{step[:1]}x{step[1:]}"] = holder.pop(step)


def _put_into_a_list(holder: Any, step: Any, _: object) -> None:  # noqa: ANN401
    holder[step] = [holder[step], holder[step]]


def _as_text(holder: Any, step: Any, _: object) -> None:  # noqa: ANN401
    holder[step] = f"{holder[step]} <b>!</b> a@example.org"


HOW = [_leave_out, _write, _misspell, _put_into_a_list, _as_text]


@st.composite
def mutations(draw: st.DrawFn) -> Record:
    """A valid record with one to four things done to it."""
    record: Record = json.loads(json.dumps(draw(st.sampled_from(RECORDS))))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.sampled_from(sorted(places(record), key=str)) if record else PLACES)
        how, value = draw(st.sampled_from(HOW)), draw(VALUES)
        if place in set(places(record)):
            change(record, place, lambda holder, step, how=how, value=value: how(holder, step, value))  # type: ignore[misc]
    return record


def _named(text: str) -> dict[str, list[tuple[int, int]]]:
    """Field → where its name and its value begin, for every place of the file."""
    document = source.parse(text, PRACTICE)
    found: dict[str, list[tuple[int, int]]] = {}
    for steps in [(), *places(document.value)]:
        marks = (document.mark(steps), document.mark(steps, key=True))
        found[field_name(steps)] = [(mark.line, mark.column) for mark in marks]
    return found


def _around(steps_name: str) -> Iterator[str]:
    """The name of a field, then of what it is in, and so on."""
    while steps_name:
        yield steps_name
        steps_name = steps_name[: max(steps_name.rfind("."), steps_name.rfind("["), 0)]
    yield ""


def assert_true_position(problem: Problem, text: str) -> None:
    """The place is that of the field, of the nearest thing around it that is there, or of a quote within the field."""
    named = _named(text)
    nearest = next(name for name in _around(problem.field) if name in named)
    if (problem.line, problem.column) in named[nearest]:
        return
    line = text.split("\n")[problem.line - 1]
    quoted = problem.message.partition("“")[2].partition("”")[0].rstrip("…")
    start = min(named[nearest])
    assert (problem.line, problem.column) > start
    assert line[problem.column - 1 :].startswith((quoted.split(" ")[0], "[@"))


@given(mutations(), st.sampled_from(["block", "json"]))
@settings(QUICK, max_examples=500)
def test_five_hundred_mutations_get_true_messages(
    check: Callable[[Content], list[Problem]], record: Record, form: str
) -> None:
    """In either form of YAML: a code, a hint, a line and a column at the field that the message names."""
    text = as_yaml(record) if form == "block" else json.dumps(record, ensure_ascii=False, indent=1)
    problems = check(text)
    assert_sound(problems, text.encode())
    assert len({(one.line, one.column, one.field, one.code, one.message) for one in problems}) == len(problems)
    try:
        source.parse(text, PRACTICE)
    except SourceError:
        return
    for problem in problems:
        assert_true_position(problem, text)


SINGLE: list[tuple[Callable[[Any, Any, object], None], object]] = [
    *((_leave_out, None), (_misspell, None)),
    *((_write, None), (_write, True), (_write, "x"), (_write, 3), (_write, [])),
]


def test_one_mistake_gives_one_message(check: Callable[[Content], list[Problem]]) -> None:
    """Wherever it is made: no message follows from another one."""
    several = {}
    for how, value in SINGLE:
        for place in places(a_practice()):
            record = a_practice()
            change(record, place, lambda holder, step, how=how, value=value: how(holder, step, value))  # type: ignore[misc]
            problems = check(record)
            if len(problems) > 1:
                several[how.__name__, place, str(value)] = [(one.field, one.code) for one in problems]
    assert several == {}
