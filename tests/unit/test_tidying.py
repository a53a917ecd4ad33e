"""Repairs: `practicebook.tidying` and `practicebook check --fix`. What a record says never changes unmeant."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from practicebook import manuscript, source
from practicebook.__main__ import main
from practicebook.calendar_day import day
from practicebook.commands.terminal import EXIT_PROBLEMS
from practicebook.model import Practice
from practicebook.proposal import HEADER
from practicebook.tidying import tidy

from tests.builders import PRACTICE, REPOSITORY, a_knowledge_base, a_practice, as_yaml, check
from tests.unit.test_properties import QUICK

RECORDS = sorted((REPOSITORY / "tests/proposals").glob("*.yaml"))

UNTIDY = """\
# at the top, and stays there
title: 'Night shelter'{}
id: night-shelter
# about the sources
sources:
  # the second was the first
  - title: 'Say ''yes'''
    # the id
    id: two  # why
    year: "2019"
    accessed_on: 31.1.2026
  - {url: https://example.org/, id: one, title: 12}

# about the goals

sdgs: [1, "11", 4.10]
period: {until: "2019", since: 2015}
action: |
  One line{}
  # not a comment
  id: not a field
contact: {peer_learning: yes}
review:
    reviewed_on: "2026/1/31" # when
    state: draft
added_on: 3/4/2026
""".replace("{}", "  ")

TIDY = """\
# at the top, and stays there
id: night-shelter
title: "Night shelter"

# about the goals

sdgs: ["1", "11", "4.10"]
period: {since: 2015, until: 2019}
action: |
  One line
  # not a comment
  id: not a field
# about the sources
sources:
  # the second was the first
  - # the id
    id: two  # why
    title: "Say 'yes'"
    year: 2019
    accessed_on: 2026-01-31
  - {id: one, title: "12", url: https://example.org/}
contact: {peer_learning: true}
review:
    state: draft
    reviewed_on: 2026-01-31 # when
added_on: 3/4/2026
"""


def test_an_untidy_record_becomes_tidy_and_keeps_its_comments() -> None:
    """Order, quotes, dates and spaces; what is ambiguous, such as 3/4/2026, is left to a person."""
    assert tidy(Practice, UNTIDY, PRACTICE)[0] == TIDY
    assert tidy(Practice, TIDY, PRACTICE) == (TIDY, [])


def test_it_is_said_what_was_changed() -> None:
    """Each change with the line and the field where it was made."""
    _, changes = tidy(Practice, "title: 'x'\nid: a\nadded_on: 31.1.2026\nsdgs: [1]  \n", PRACTICE)
    assert [(one.line, one.field, one.message) for one in changes] == [
        (4, "", "spaces at the end of the line are gone"),
        (1, "title", "“'x'” is now \"x\""),
        (3, "added_on", "“31.1.2026” is now 2026-01-31"),
        (4, "sdgs[0]", '“1” is now "1"'),
        (1, "", "the fields are in their usual order"),
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-01-31", "2026-01-31"),
        ("2026-1-5", "2026-01-05"),
        ("2026/01/31", "2026-01-31"),
        ("2026-01-31 00:00:00", "2026-01-31"),
        ("31.1.2026", "2026-01-31"),
        ("1/31/2026", "2026-01-31"),
        ("4/4/2026", "2026-04-04"),
        ("31 January 2026", "2026-01-31"),
        ("Jan. 31, 2026", "2026-01-31"),
        ("3/4/2026", None),
        ("31/2/2026", None),
        ("2026-13-01", None),
        ("2026", None),
        ("31 Ju 2026", None),
        ("5 Juneau 2026", None),
        ("", None),
    ],
)
def test_a_date_is_read_where_it_can_be_read_in_one_way(text: str, meant: str | None) -> None:
    """Anything else stays, and a rule asks for it."""
    assert day(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "id: [\n",
        "- a\n",
        "",
        "id: a\nid: b\n",
        "a: &x 1\nid: *x\n",
        "? [a]\n: b\n",
        "id: 'a\n\n  b'\n",
        "id: |+\n  a\n\n\n",
    ],
)
def test_what_cannot_be_read_or_told_apart_is_left_as_it_is(text: str) -> None:
    """A repair that is not sure is no repair."""
    assert tidy(Practice, text, PRACTICE)[0] in (text, text.rstrip("\n") + "\n")


def test_real_records_and_those_of_every_route_are_tidy() -> None:
    """What the routes write needs no repair."""
    for file in RECORDS:
        text = file.read_text("utf-8")
        assert tidy(Practice, text, file.name) == (text, [])


def a_mess(value: Any, chance: random.Random) -> Any:  # noqa: ANN401 - any value
    """The same record with its fields in another order."""
    if isinstance(value, dict):
        names = sorted(value)
        chance.shuffle(names)
        return {name: a_mess(value[name], chance) for name in names}
    return [a_mess(one, chance) for one in value] if isinstance(value, list) else value


@given(st.sampled_from(RECORDS), st.randoms(use_true_random=False), st.sampled_from(["block", "json", "comments"]))
@settings(QUICK, max_examples=40)
def test_what_a_record_says_is_the_same_before_and_after(file: Path, chance: random.Random, form: str) -> None:
    """In any order and form; comments are kept; a second run changes nothing."""
    meant = source.parse(file.read_text("utf-8"), file.name).value
    value = a_mess(meant, chance)
    text = json.dumps(value, ensure_ascii=False) if form == "json" else as_yaml(value)
    if form == "comments":
        text = "".join(
            f"# {number}\n{line}  # {number}\n" if line[0] not in " -" and line.count('"') == 2 else f"{line}\n"
            for number, line in enumerate(text.splitlines())
        )
    tidied, _ = tidy(Practice, text, PRACTICE)
    found = source.parse(tidied, PRACTICE).value
    assert found == meant
    assert sorted(re.findall(r"# \d+$", tidied, re.MULTILINE)) == sorted(re.findall(r"# \d+$", text, re.MULTILINE))
    assert list(found) == list(meant)
    assert json.dumps(found) == json.dumps(meant)  # in the same order, all the way down
    assert tidy(Practice, tidied, PRACTICE) == (tidied, [])


@given(
    st.text(st.sampled_from("ab:-[]{}&*!|>'\"%@`#,? \n~<.01"), max_size=60),
    st.sampled_from(["title", "sdgs", "added_on", "period"]),
)
@QUICK
def test_no_text_makes_the_repair_fail_or_lose_anything(text: str, name: str) -> None:
    """Whatever stands in a field: it is read as before, but for spaces, quotes and dates."""
    whole = f"id: a\n{name}: {text}\ncontact: {{office: b}}\n"
    tidied, changes = tidy(Practice, whole, PRACTICE)
    if tidied != whole:
        assert changes
        assert tidy(Practice, tidied, PRACTICE)[0] == tidied
        before, after = source.parse(whole, PRACTICE).value, source.parse(tidied, PRACTICE).value
        assert [*sorted(before)] == [*sorted(after)]


def test_the_command_mends_tells_and_then_checks(tmp_path: Path) -> None:
    """The file is tidy afterwards, and what it cannot mend is told as ever."""
    layout = a_knowledge_base(tmp_path, {PRACTICE: as_yaml(a_practice(sdgs=[1], title="Short"))})
    done = CliRunner().invoke(main, ["--root", str(tmp_path), "check", "--fix", str(tmp_path / PRACTICE)])
    assert done.exit_code == EXIT_PROBLEMS
    assert f'{PRACTICE}:13: sdgs[0]: “1” is now "1".\n' in done.stderr
    assert [problem.code for problem in check(layout)] == ["E104"]
    again = CliRunner().invoke(main, ["--root", str(tmp_path), "check", "--fix", str(tmp_path / PRACTICE)])
    assert "is now" not in again.stderr


def test_a_file_that_is_written_by_hand_is_not_touched_beyond_its_repairs(tmp_path: Path) -> None:
    """A tidy file keeps its bytes, its modification time included."""
    a_knowledge_base(tmp_path, {PRACTICE: manuscript.record(Practice, a_practice(), HEADER)})
    before = (tmp_path / PRACTICE).stat().st_mtime_ns
    CliRunner().invoke(main, ["--root", str(tmp_path), "check", "--fix"])
    assert (tmp_path / PRACTICE).stat().st_mtime_ns == before
