"""Beginning a practice: `practicebook new THEME/ID`, as a file to fill in or question by question."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from practicebook import dialogue, loading, rules, source
from practicebook.__main__ import main
from practicebook.commands.terminal import EXIT_USAGE
from practicebook.model import Practice
from practicebook.skeleton import skeleton

from tests.builders import a_knowledge_base, check
from tests.routes import TODAY, home

SHELTER = "practices/housing/sampletown-shelter.yaml"


def run(folder: Path, *words: str, answers: str = "") -> Result:
    """Run a command as a person would, with what they type."""
    return CliRunner().invoke(main, ["--root", str(folder), *words], input=answers)


def test_a_file_to_fill_in_asks_for_what_is_required_and_nothing_else(tmp_path: Path) -> None:
    """Every problem of it is one of a field that is still empty; every field of the model is in it."""
    layout = a_knowledge_base(tmp_path)
    done = run(tmp_path, "new", "housing/sampletown-shelter")
    assert (done.exit_code, done.stdout) == (0, f"{SHELTER}: written. Next: practicebook check {SHELTER}\n")
    problems = [problem for problem in check(layout) if problem.path == SHELTER]
    assert {(problem.field, problem.code) for problem in problems} == {
        *((name, "E101") for name in ("title", "summary", "place", "kind", "stage", "action")),
        *((name, "E105") for name in ("themes", "rights")),
    }
    text = (tmp_path / SHELTER).read_text("utf-8")
    assert [name for name in Practice.model_fields if not re.search(rf"^(# )?{name}:", text, re.MULTILINE)] == []


def test_each_field_of_the_file_is_one_of_the_model(tmp_path: Path) -> None:
    """Also those that are comments: without the sign in front they are read, in the form that the model asks for."""
    known = loading.load(home(tmp_path))
    text = re.sub(r"^# (?=[a-z_]+:| +[a-z_-])", "", skeleton(known, "housing", "a-b", "2026-11-23"), flags=re.MULTILINE)
    document = source.parse(re.sub(r"^#.*\n", "", text, flags=re.MULTILINE), SHELTER)
    assert list(document.value) == list(Practice.model_fields)
    unknown = [one for one in rules.check_draft(known, document) if one.code in {"E102", "E103"}]
    assert unknown == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("housing/Night Shelter", "“Night Shelter” is not an id"),
        ("housing", "say what to begin: a practice, as THEME/ID"),
        ("housing/../x", "“../x” is not an id"),
        ("housin/x", "there is no theme “housin”. Did you mean “housing”?"),
        ("housing/homelessness/x", "“homelessness/x” is not an id"),
        ("housing/night-shelter", "there is a record “night-shelter” already"),
        ("housing/sampletown", "there is a record “sampletown” already"),
    ],
)
def test_what_cannot_be_begun_is_a_usage_error(name: str, told: str, tmp_path: Path) -> None:
    """Nothing is written, least of all over what is there."""
    a_knowledge_base(tmp_path)
    before = sorted(tmp_path.rglob("*.yaml"))
    done = run(tmp_path, "new", name, "--no-ask")
    assert (done.exit_code, done.stdout, sorted(tmp_path.rglob("*.yaml"))) == (EXIT_USAGE, "", before)
    assert told in done.stderr


class Typing:
    """A person who types these lines, and agrees to what is named."""

    def __init__(self, *lines: str, agrees: tuple[str, ...] = ()) -> None:
        self.told: list[str] = []
        self._lines = list(lines)
        self._agrees = list(agrees)

    def ask(self) -> str:
        """The next line."""
        return self._lines.pop(0)

    def agree(self, question: str) -> bool:
        """Yes, once, to what is named next."""
        if self._agrees and question.startswith(f"{self._agrees[0]} –"):
            self._agrees.pop(0)
            return True
        return False

    def tell(self, text: str) -> None:
        """What was shown."""
        self.told.append(text)


def test_an_answer_that_breaks_a_rule_is_asked_for_again_with_the_rules_sentence(tmp_path: Path) -> None:
    """Wrong kind, unknown id, markup, nothing where something is needed, no source; choices can be looked for."""
    known = loading.load(home(tmp_path))
    person = Typing(
        *("report", "Report", "", "", "2019x", "2019", "", "", "", "", ""),  # a source
        *("Short", "A shelter for the night", "en", "<b>x</b>", "A house where everybody may sleep. " * 3),
        *("sampletwon", "? town", "Sampletown", "culture/heritage", "housing/homelessness", "right-housing", "", ""),
        *("programme", "ended"),
        *("The lease ran out.", "reprot", "report"),  # stage_note
        *("", "", ".", "The city opened a house and staffs it all night [@report].", "."),
        *("", "", "", ""),
        agrees=("sources", "stage_note"),
    )
    told = dialogue.practice(person, known, "housing", "sampletown-shelter", TODAY)
    assert dialogue.check(known, told, SHELTER) == []
    assert told["stage_note"] == {"text": "The lease ran out.", "sources": ["report"]}
    shown = [
        text for text in person.told if not text.startswith(("\n", "  sampletown", "  othertown")) and "[" not in text
    ]
    assert [text.strip() for text in shown if "“" in text] == [
        (
            "must be a whole number, but is text, “2019x”. "
            "Write digits only, without quotes, point, thousands separators or units."
        ),
        "has 5 characters, at least 8 are needed: “Short”. Say a little more.",
        *[text.strip() for text in shown if "<b>" in text],
        "“sampletwon” is not in the list of places. Did you mean “sampletown”?",
        (
            "the lead theme is “culture”, the folder is “housing”. "
            "Move the file to practices/culture/, or put another theme first."
        ),
        "“reprot” is not among the sources. Did you mean “report”?",
    ]


def test_on_a_terminal_the_questions_are_asked_and_the_file_is_written(tmp_path: Path) -> None:
    """Only at the end; an interrupted conversation leaves nothing behind."""
    a_knowledge_base(tmp_path)
    done = run(tmp_path, "new", "housing/sampletown-shelter", "--ask", answers="n\nA shelter for the night\n")
    assert (done.exit_code, (tmp_path / SHELTER).exists()) == (1, False)
    assert "title – What it is, in your own words, in at most 90 characters." in done.stdout


def test_today_is_what_the_caller_says(tmp_path: Path) -> None:
    """The skeleton has no clock of its own."""
    known = loading.load(home(tmp_path))
    assert "added_on: 2020-02-03\n" in skeleton(known, "housing", "a-b", dt.date(2020, 2, 3).isoformat())
