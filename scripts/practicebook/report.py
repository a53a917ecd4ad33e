"""Problems → text for people, annotations and a summary for GitHub, JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict

from practicebook.problem import Problem
from practicebook.unseen import UNSEEN, visible


def line(problem: Problem) -> str:
    """`path:line:column: field: what is wrong. What to do. [CODE]`."""
    name = f"{problem.field}: " if problem.field else ""
    advice = "" if problem.is_error else "advice: "
    return visible(f"{_place(problem)}: {advice}{name}{text_of(problem)} [{problem.code}]")


def _place(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}:{problem.column}" if problem.line else problem.path


def text_of(problem: Problem) -> str:
    """What is wrong and what to do, without the place."""
    message = problem.message.rstrip(".")
    return f"{message}. {problem.hint}".strip()


def as_text(problems: Sequence[Problem]) -> str:
    """One line a problem."""
    return "\n".join(line(problem) for problem in problems)


def _escaped(text: str, extra: str = "") -> str:
    """GitHub's escaping of workflow commands: % and line breaks, and in properties also : and ,."""
    text = re.sub(r"[^\r\n]+", lambda found: visible(found[0]), text)
    for character in "%\r\n" + extra:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def as_github(problems: Sequence[Problem]) -> str:
    """One annotation a problem, as GitHub Actions reads them from standard output."""
    lines = []
    for problem in problems:
        command = "error" if problem.is_error else "notice"
        place = f"file={_escaped(problem.path, ':,')},line={problem.line},col={problem.column}"
        title = _escaped(f"{problem.code} {problem.field}".strip(), ":,")
        lines.append(f"::{command} {place},title={title}::{_escaped(text_of(problem))}")
    return "\n".join(lines)


# GitHub takes a summary of a megabyte, and nobody reads more rows than these.
MAX_ROWS = 500


def as_summary(problems: Sequence[Problem], rules_page: str = "") -> str:
    """A table of all problems for the summary of a job, since GitHub shows ten annotations a step at most.

    `rules_page` is the address of the page of the rules, to which the codes lead.
    """
    rows = [_row(problem, rules_page) for problem in problems[:MAX_ROWS]]
    rest = [f"\n{len(problems) - MAX_ROWS} more are in the log."] if len(problems) > MAX_ROWS else []
    head = ["| Place | Field | What is wrong, and what to do | Code |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, *rest]) + "\n"


def _row(problem: Problem, rules_page: str) -> str:
    code = f"[{problem.code}]({rules_page}#{problem.code})" if rules_page else problem.code
    advice = "" if problem.is_error else "Advice: "
    cells = (as_characters(text) for text in (_place(problem), problem.field, advice + text_of(problem)))
    return f"| {' | '.join(cells)} | {code} |"


def as_characters(text: str) -> str:
    """A text that no Markdown or HTML reads anything into: what is no letter, digit or space is a reference."""
    return re.sub(r"[^\w\s]|_", lambda found: f"&#{ord(found[0])};", visible(" ".join(text.split())))


def as_json(problems: Sequence[Problem]) -> str:
    """A list of {path, line, column, field, code, level, message, hint}."""
    text = json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)
    return "\n".join(UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], line) for line in text.split("\n"))


FORMATS = {"text": as_text, "github": as_github, "json": as_json}
