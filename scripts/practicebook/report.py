"""Problems → text for people, annotations for GitHub, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from practicebook.problem import Problem


def line(problem: Problem) -> str:
    """`path:line:column: field: what is wrong. What to do. [CODE]`."""
    name = f"{problem.field}: " if problem.field else ""
    advice = "" if problem.is_error else "advice: "
    return f"{_place(problem)}: {advice}{name}{_text(problem)} [{problem.code}]"


def _place(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}:{problem.column}" if problem.line else problem.path


def _text(problem: Problem) -> str:
    message = problem.message.rstrip(".")
    return f"{message}. {problem.hint}".strip()


def as_text(problems: Sequence[Problem]) -> str:
    """One line a problem."""
    return "\n".join(line(problem) for problem in problems)


def _escaped(text: str, extra: str = "") -> str:
    """GitHub's escaping of workflow commands: % and line breaks, and in properties also : and ,."""
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
        lines.append(f"::{command} {place},title={title}::{_escaped(_text(problem))}")
    return "\n".join(lines)


def as_json(problems: Sequence[Problem]) -> str:
    """A list of {path, line, column, field, code, level, message, hint}."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)


FORMATS = {"text": as_text, "github": as_github, "json": as_json}
