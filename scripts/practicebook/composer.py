"""YAML 1.2 text → value and places, from the events of PyYAML's C parser.

PyYAML's own constructors read YAML 1.1; this one reads the core schema of YAML 1.2, keeps the place of every key and
value, and refuses what a record never needs. Problems are collected as far as the text can be followed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias

import yaml

from practicebook.problem import Problem
from practicebook.spacing import spaced
from practicebook.unseen import UNSEEN

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"
Steps: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 12
MAX_ALIASES = 8

# YAML 1.2.2, chapter 10.3: the core schema.
_CONSTANTS: dict[str, Value] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMERIC = frozenset("+-.0123456789")  # what a number begins with
_DECIMAL = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_MAX_DIGITS = 32  # Python takes quadratic time for endless numbers, and no record needs one

_PLAIN_WORDS = {
    "mapping values are not allowed": "a colon followed by a space stands inside a text, or the indentation is off",
    "could not find expected ':'": "a key without its colon, or a text that runs on without indentation",
    "did not find expected key": "the indentation is off, or a quote is not closed",
    "did not find expected '-' indicator": "a list item must start with a dash at the same indentation as the others",
    "found unexpected end of stream": "a quote or a bracket is not closed",
    "found character that cannot start any token": "a text starts with a character that YAML keeps to itself (@ ` %)",
    "did not find expected alphabetic": "a text that starts with & or * needs quotes",
    "block sequence entries are not allowed": "a list starts in the line of its field; give each “- ” its own line",
    "did not find expected node content": "a value is missing here, or a bracket or comma is out of place",
    "did not find expected ','": "a bracket is not closed, or a comma is missing in it",
}

# What was opened and not closed is mended where it starts; the parser notices it only where the text ends.
_OPENED = {
    "while scanning a simple key",
    "while scanning a quoted scalar",
    "while parsing a flow sequence",
    "while parsing a flow mapping",
}


@dataclass(frozen=True, order=True)
class Mark:
    """A place in a file; both count from 1."""

    line: int
    column: int


class SourceError(Exception):
    """A file that cannot be taken as a record; `problems` says why, each with its place."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


def refusal(path: str, mark: Mark, code: str, message: str, hint: str, name: str = "") -> Problem:
    return Problem(path, mark.line, mark.column, name, code, "error", message, hint)


def resolved(text: str) -> Value:
    """A plain (unquoted) scalar by the core schema; anything else is text."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMERIC or len(text) > _MAX_DIGITS:
        return text
    if _DECIMAL.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text) or _HEXADECIMAL.fullmatch(text):
        return int(text, 0)
    return float(text) if _FLOAT.fullmatch(text) and math.isfinite(float(text)) else text


class Composer:
    """Builds the value of one text from parser events, noting where each key and value starts."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.keys: dict[Steps, Mark] = {}
        self.values: dict[Steps, Mark] = {}
        self.ends: dict[Steps, int] = {}
        """The last line of each text."""
        self.spans: dict[Steps, tuple[int, int]] = {}
        """Where each text, list in brackets and group in braces begins and ends, counted in characters from 0."""
        self.problems: list[Problem] = []
        self._anchors: dict[str, Value] = {}
        self._unused: dict[str, tuple[yaml.Event, Steps]] = {}
        self._aliases = 0
        self._events: Iterator[yaml.Event] = iter(())

    def build(self) -> Value:
        self._events = spaced(self.text, yaml.parse(self.text, Loader=yaml.CLoader))
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            self._refuse_syntax(error)

    def _document(self) -> Value:
        next(self._events)  # start of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        value = self._node(next(self._events), ())
        next(self._events)  # end of the document
        following = next(self._events)
        if not isinstance(following, yaml.StreamEndEvent):
            self._note(following, "E008", (), "a second document starts here", "Put each record in a file of its own.")
        for anchor, (event, steps) in self._unused.items():
            hint = "Put quotes around a text that starts with &, or delete the name."
            self._note(event, "E007", steps, f"the name &{anchor} is used nowhere", hint)
        return value

    def _node(self, event: yaml.Event, steps: Steps) -> Value:
        self.values[steps] = _mark(event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, steps)
        self._check_tag(event, steps)
        if len(steps) > MAX_DEPTH:
            hint = "Compare with the fields of an existing record."
            self._stop(event, "E009", steps, f"nested more than {MAX_DEPTH} levels deep", hint)
        value: Value
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event, steps)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._sequence(event, steps)
        elif isinstance(event, yaml.MappingStartEvent):
            value = self._mapping(event, steps)
        else:
            raise TypeError(event)  # the parser has no other event where a node stands
        anchor: str | None = getattr(event, "anchor", None)
        if anchor is not None:
            self._anchors[anchor] = value
            self._unused[anchor] = event, steps
        return value

    def _scalar(self, event: yaml.ScalarEvent, steps: Steps) -> Value:
        end = _place(event.end_mark)
        self._note_span(event, event, steps)
        self.ends[steps] = end.line if end.column > 1 else end.line - 1
        found = UNSEEN.search(event.value)  # written as an escape, such as "\0"
        if found:
            message = f"control character U+{ord(found.group()):04X}"
            self._note(event, "E004", steps, message, "Delete it and type the text again.")
        return resolved(event.value) if event.implicit[0] else str(event.value)

    def _sequence(self, start: yaml.SequenceStartEvent, steps: Steps) -> Value:
        items: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*steps, len(items))))
        if start.flow_style:
            self._note_span(start, event, steps)
        return items

    def _note_span(self, start: yaml.Event, end: yaml.Event, steps: Steps) -> None:
        if start.start_mark and end.end_mark:
            self.spans[steps] = start.start_mark.index, end.end_mark.index

    def _mapping(self, start: yaml.MappingStartEvent, steps: Steps) -> Value:
        fields: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            name = self._key(event, steps)
            here = (*steps, name)
            if name in fields:
                first = self.keys[here].line
                hint = "Keep one of the two."
                self._note(event, "E006", here, f"the field is given twice (first in line {first})", hint)
            else:
                self.keys[here] = _mark(event)
            fields[name] = self._node(next(self._events), here)
        if start.flow_style:
            self._note_span(start, event, steps)
        return fields

    def _key(self, event: yaml.Event, steps: Steps) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._stop(event, "E010", steps, "a key is not a plain word", "Write `name: value`.")
        if event.value == "<<" and event.implicit[0]:
            self._stop(event, "E007", steps, "merge keys (<<) are not allowed", "Write the fields out.")
        return str(event.value)

    def _alias(self, event: yaml.AliasEvent, steps: Steps) -> Value:
        self._aliases += 1
        if self._aliases > MAX_ALIASES:
            self._stop(event, "E007", steps, f"more than {MAX_ALIASES} aliases", "Write the values out.")
        if event.anchor not in self._anchors:
            hint = "Put quotes around a text that starts with *; write a value out instead of pointing at it."
            self._stop(event, "E007", steps, f"*{event.anchor} stands for nothing", hint)
        self._unused.pop(event.anchor, None)
        return self._anchors[event.anchor]

    def _check_tag(self, event: yaml.Event, steps: Steps) -> None:
        tag: str | None = getattr(event, "tag", None)
        if tag is not None:
            shown = str(tag).replace("tag:yaml.org,2002:", "!!")
            self._note(event, "E008", steps, f"the tag “{shown}” is not allowed", "Delete it.")

    def _note(self, event: yaml.Event, code: str, steps: Steps, message: str, hint: str) -> None:
        self.problems.append(refusal(self.path, _mark(event), code, message, hint, field_name(steps)))

    def _stop(self, event: yaml.Event, code: str, steps: Steps, message: str, hint: str) -> NoReturn:
        self._note(event, code, steps, message, hint)
        raise SourceError(self.problems)

    def _refuse_syntax(self, error: yaml.MarkedYAMLError) -> NoReturn:
        said = str(error.problem or error.context or "not valid YAML")
        meaning = next((words for start, words in _PLAIN_WORDS.items() if said.startswith(start)), said)
        place = error.context_mark if error.context in _OPENED else error.problem_mark or error.context_mark
        mark = self._in_text(_place(place))
        hint = "Mend this line or the one above; texts with “: ” or “ #” need quotes."
        raise SourceError([*self.problems, refusal(self.path, mark, "E005", f"not valid YAML: {meaning}", hint)])

    def _in_text(self, mark: Mark) -> Mark:
        """What the parser misses at the end is missing after the last word."""
        lines = self.text.rstrip().split("\n")
        return mark if mark.line <= len(lines) else Mark(len(lines), len(lines[-1]) + 1)


def field_name(steps: Steps) -> str:
    """`results[0].figure` for ("results", 0, "figure"), as messages show it."""
    name = ""
    for step in steps:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    return name


def _mark(event: yaml.Event) -> Mark:
    return _place(event.start_mark)


def _place(mark: Any) -> Mark:  # noqa: ANN401 - PyYAML has two classes of marks, one of them in C
    """PyYAML counts from 0, and says nothing of events that have no place."""
    return Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)
