"""The order of fields: pieces of a record's text, each with its comments, put where the model has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from practicebook.source import Document, Mark, Steps
from practicebook.validation import inner_model


def value_at(value: Any, steps: Steps) -> Any:  # noqa: ANN401 - any value
    """What a record says at a place."""
    for step in steps:
        value = value[step]
    return value


def groups(model: type[BaseModel], value: object, steps: Steps) -> Iterator[tuple[Steps, type[BaseModel]]]:
    """Every group of fields with its model, outer ones first."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from groups(model, item, (*steps, number))
    if isinstance(value, dict):
        yield steps, model
        for name, one in value.items():
            field = model.model_fields.get(name)
            inner = inner_model(field.annotation) if field else None
            if inner:
                yield from groups(inner, one, (*steps, name))


def in_order(model: type[BaseModel], document: Document, steps: Steps) -> str | None:
    """The text with the fields of one group in order; nothing if they are, or if they cannot be told apart."""
    names, places = list(value_at(document.value, steps)), list(model.model_fields)
    wanted = sorted(names, key=lambda name: places.index(name) if name in places else len(places))
    if names == wanted:
        return None
    if steps in document.spans:
        return _in_braces(document, steps, names, wanted)
    return _in_lines(document, steps, names, wanted)


def _in_braces(document: Document, steps: Steps, names: list[str], wanted: list[str]) -> str | None:
    """`{a: 1, b: 2}`: each field takes the slot of the one that stood where it belongs."""
    slots = [(_offset(document, document.keys[*steps, name]), document.spans.get((*steps, name))) for name in names]
    ends = [span[1] for _, span in slots if span]
    if len(ends) < len(slots):
        return None
    pieces = {name: document.text[start:end] for name, (start, _), end in zip(names, slots, ends, strict=True)}
    text, last = "", 0
    for name, (start, _), end in zip(wanted, slots, ends, strict=True):
        text, last = text + document.text[last:start] + pieces[name], end
    return text + document.text[last:]


def _in_lines(document: Document, steps: Steps, names: list[str], wanted: list[str]) -> str | None:
    """One field below the other, with its comments; the first may stand behind the dash of a list."""
    marks, lines = [document.keys[*steps, name] for name in names], document.text.split("\n")
    margin = " " * (marks[0].column - 1)
    if len({mark.line for mark in marks}) < len(marks) or {mark.column for mark in marks} != {marks[0].column}:
        return None
    starts = [marks[0].line - 1, *(_with_comments(lines, mark.line - 1, margin) for mark in marks[1:])]
    ends = [*starts[1:], _end_of_group(lines, marks[-1].line - 1, margin)]
    pieces = {name: lines[start:end] for name, start, end in zip(names, starts, ends, strict=True)}
    before, pieces[names[0]][0] = lines[starts[0]][: len(margin)], margin + lines[starts[0]][len(margin) :]
    moved = [line for name in wanted for line in pieces[name]]
    if before.strip():
        while not moved[0].strip():
            moved.pop(0)
        moved[0] = before + moved[0][len(margin) :]
    return "\n".join([*lines[: starts[0]], *moved, *lines[ends[-1] :]])


def _with_comments(lines: list[str], number: int, margin: str) -> int:
    """The first of the comments and empty lines above a field that belong to it."""
    while not lines[number - 1].strip() or lines[number - 1].startswith(f"{margin}#"):
        number -= 1
    return number


def _end_of_group(lines: list[str], number: int, margin: str) -> int:
    """The line after the last one of a group, of which the last field begins in line `number`."""
    end = number + 1
    for following, line in enumerate(lines[number + 1 :], start=number + 1):
        is_inside = line.startswith((f"{margin} ", f"{margin}-"))
        if line.strip() and not is_inside:
            break
        end = following + 1 if line.strip() else end
    return end


def _offset(document: Document, mark: Mark) -> int:
    """How many characters stand before a place."""
    return sum(len(line) + 1 for line in document.text.split("\n")[: mark.line - 1]) + mark.column - 1
