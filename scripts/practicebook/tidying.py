"""Repairs: what is wrong, or unusual, in how a record is written, and can be mended without asking what was meant.

One function finds and repairs. It works on the text itself, by the places that the reader keeps, so that comments and
all that is right stay as they are; and after each step it reads the text again, and takes the step back if the record
would say anything else than it should.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from practicebook import source
from practicebook.answers import as_truth
from practicebook.calendar_day import day
from practicebook.columns import Column, columns, lists
from practicebook.ordering import groups, in_order, value_at
from practicebook.source import Document, SourceError, Steps, field_name
from practicebook.validation import quoted

_NUMBER = re.compile(r"[-+]?(0|[1-9]\d{0,15})(\.\d+)?")


@dataclass(frozen=True, order=True)
class Change:
    """One repair: where, and what was done."""

    line: int
    field: str
    message: str

    def __str__(self) -> str:
        """As it is shown after the name of the file."""
        return f"{self.line}: {f'{self.field}: ' if self.field else ''}{self.message}."


@dataclass(frozen=True)
class Edit:
    """A piece of the text to replace, and what the record says there afterwards."""

    start: int
    end: int
    text: str
    steps: Steps
    value: object
    message: str


def tidy(model: type[BaseModel], text: str, path: str) -> tuple[str, list[Change]]:
    """The text in its usual form, and what was changed; a text that is no record, or needs nothing, as it was."""
    changes: list[Change] = []
    try:
        for step in (_trim, _rewrite, _order):
            text, made = step(model, source.parse(text, path))
            changes.extend(made)
    except SourceError:
        return text, []  # `check` tells what is wrong; a file that cannot be read is not touched
    return text, changes


# ------------------------------------------------------------------------------------------------ spaces


def _trim(model: type[BaseModel], document: Document) -> tuple[str, list[Change]]:
    """No spaces at the end of lines, one line break at the end of the file."""
    del model
    lines = document.text.rstrip("\n").split("\n")
    trimmed = "\n".join(line.rstrip() for line in lines) + "\n"
    if trimmed == document.text or _read(trimmed, document.path) != _without_spaces(document.value):
        return document.text, []
    changes = [
        Change(number, "", "spaces at the end of the line are gone")
        for number, line in enumerate(lines, start=1)
        if line != line.rstrip()
    ]
    return trimmed, changes or [Change(len(lines), "", "the file ends with one line break")]


def _without_spaces(value: object) -> object:
    """What a record says when spaces at the end of a line count for nothing."""
    if isinstance(value, dict):
        return {name: _without_spaces(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_without_spaces(one) for one in value]
    return _trimmed(value) if isinstance(value, str) else value


def _trimmed(text: str) -> str:
    """Without spaces where lines end, and without more line breaks than one at the end."""
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return lines.rstrip("\n") + "\n" if lines.endswith("\n") else lines


def _read(text: str, path: str) -> object:
    try:
        return source.parse(text, path).value
    except SourceError:
        return None


# ------------------------------------------------------------------------------------------------ values


def _rewrite(model: type[BaseModel], document: Document) -> tuple[str, list[Change]]:
    """Quotes and dates, value by value."""
    text, changes, value = document.text, [], document.value
    for edit in sorted(_edits(model, document), key=lambda one: -one.start):
        changed = text[: edit.start] + edit.text + text[edit.end :]
        wanted = _replaced(value, edit.steps, edit.value)
        if _read(changed, document.path) == wanted:
            line = document.text.count("\n", 0, edit.start) + 1
            changes.append(Change(line, field_name(edit.steps), edit.message))
            text, value = changed, wanted
    return text, sorted(changes)


def _edits(model: type[BaseModel], document: Document) -> Iterator[Edit]:
    known = {column.steps: column for column in _all_columns(model)}
    for steps, (start, end) in document.spans.items():
        column = known.get(tuple(step for step in steps if isinstance(step, str)))
        raw, value = document.text[start:end], value_at(document.value, steps)
        meant = _meant(column, value, raw) if column and not isinstance(value, (list, dict)) and raw else None
        if meant and meant[0] != raw:
            yield Edit(start, end, meant[0], steps, meant[1], f"{quoted(raw)} is now {meant[0]}")


def _all_columns(model: type[BaseModel]) -> Iterator[Column]:
    """The columns of a model, and those of its lists with the name of the list before them."""
    yield from columns(model)
    for name, inner in lists(model).items():
        for column in columns(inner):
            yield Column((name, *column.steps), column.kind, column.description, many=column.many)


def _meant(column: Column, value: object, raw: str) -> tuple[str, object] | None:
    """How a value is written, and what it is then; nothing where it has to stay, or nobody can tell."""
    if value is None or "\n" in raw:
        return None
    match column.kind:
        case "text" | "prose":
            return _as_text(value, raw)
        case "date":
            found = day(value) if isinstance(value, str) else None
            return (found, found) if found else None
        case "truth":
            truth = as_truth(value) if isinstance(value, str) else value
            return (json.dumps(truth), truth) if isinstance(truth, bool) else None
        case _:
            is_number = isinstance(value, str) and _NUMBER.fullmatch(value.strip())
            return (str(value).strip(), json.loads(str(value))) if is_number else None


def _as_text(value: object, raw: str) -> tuple[str, object] | None:
    """A number or a truth that is a name gets quotes; a text in simple quotes, or with spaces around, double ones."""
    if isinstance(value, str):
        text = value.strip(" ")
        return (json.dumps(text, ensure_ascii=False), text) if raw.startswith("'") or text != value else None
    return json.dumps(raw), raw


def _replaced(value: Any, steps: Steps, what: object) -> Any:  # noqa: ANN401 - any value
    """The same value, but for one place."""
    if not steps:
        return what
    inner = _replaced(value[steps[0]], steps[1:], what)
    if isinstance(value, Mapping):
        return {**value, steps[0]: inner}
    return [*value[: steps[0]], inner, *value[int(steps[0]) + 1 :]]


# ------------------------------------------------------------------------------------------------ order


def _order(model: type[BaseModel], document: Document) -> tuple[str, list[Change]]:
    """Fields in the order of the model, group by group, each with the comments above it."""
    changes: list[Change] = []
    for steps, inner in list(groups(model, document.value, ())):
        moved = in_order(inner, document, steps)
        if moved and _read(moved, document.path) == document.value:
            changes.append(Change(document.mark(steps).line, field_name(steps), "the fields are in their usual order"))
            document = source.parse(moved, document.path)
    return document.text, changes
