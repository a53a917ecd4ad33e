"""Where YAML 1.2 asks for spaces and the parser does not: before a comment, and where a value goes on in further lines.

Other programs refuse such a file, or read it otherwise, so it is refused here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml
from yaml.composer import ComposerError

_HEAD = re.compile(r"[|>][-+0-9]*#")
_QUOTES = ("'", '"')


def spaced(text: str, events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    """The same events; raises ComposerError where a space is missing."""
    end, columns, starts = 0, [-1], [0]  # of the lists and groups that are open; before the first one, none
    for event in events:
        first, last = _marks(event)
        if "#" in text[end : first.index]:
            _ask_before_comments(text, end, first.index)
        if isinstance(event, yaml.ScalarEvent):
            _ask_of_text(text, event.style, (first.index, last.index), columns[-1])
        elif isinstance(event, yaml.CollectionStartEvent):
            is_block = not (event.flow_style or event.anchor or event.tag)  # else the entries begin elsewhere
            columns.append(first.column if is_block else columns[-1])
            starts.append(first.index)
        elif isinstance(event, yaml.CollectionEndEvent):
            columns.pop()
            start = starts.pop()
            if first.index < last.index:  # the sign of a bracket that closes
                _ask_for_indentation(text, start, last.index, columns[-1])
        end = max(end, last.index)
        yield event


def _marks(event: yaml.Event) -> tuple[Any, Any]:
    """Where an event begins and ends; all events of this parser have both."""
    return event.start_mark, event.end_mark


def _ask_of_text(text: str, style: str | None, span: tuple[int, int], column: int) -> None:
    if style in _QUOTES:
        _ask_for_indentation(text, *span, column)
    elif style and (found := _HEAD.match(text, span[0])):
        _refuse(text, found.end() - 1, "a comment needs a space before it")


def _ask_before_comments(text: str, start: int, stop: int) -> None:
    """In what stands between two values, the first # of each line begins a comment."""
    start = max(start - 1, 0)
    for line in re.finditer(r"[^\n]+", text[start:stop]):
        place = line[0].find("#")
        if place > 0 and not line[0][place - 1].isspace():
            _refuse(text, start + line.start() + place, "a comment needs a space before it")


def _ask_for_indentation(text: str, start: int, stop: int, column: int) -> None:
    """Each further line of a value begins to the right of the list or group that it is in."""
    for found in re.finditer(r"\n( *)(?=[^ \n#])", text[start:stop]):
        if len(found[1]) <= column:
            _refuse(text, start + found.end(), "a value that goes on in a further line is indented there")


def _refuse(text: str, index: int, message: str) -> NoReturn:
    before = text[:index]
    mark = yaml.Mark("", index, before.count("\n"), index - (before.rfind("\n") + 1), None, 0)
    raise ComposerError(None, None, message, mark)
