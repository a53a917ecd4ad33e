"""Ordinary YAML: the fields of a text that holds nothing unusual, in half the time that `composer` takes.

What is unusual may be right or wrong: a tag, a name, an escape, a field given twice, a text in quotes that goes on in
the next line, a comment right behind a word. Nothing is told of it here, since `composer` reads such a text again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from sys import intern
from typing import Any, TypeAlias

import yaml
from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent, StreamEndEvent

from practicebook.composer import MAX_DEPTH, Value, resolved

_COMMENT = re.compile(r"#(?<=\S#)")
_QUOTES = ("'", '"')

# Events have no types of their own in PyYAML; each step asks for the class that it needs.
Following: TypeAlias = Callable[[], Any]


class _UnusualError(Exception):
    """There is something for `composer` to look at."""


def fields_of(text: str) -> dict[str, Value] | None:
    """The fields of an ordinary text; nothing for any other. Tabs and characters that nobody sees are not in it."""
    if "\\" in text or _COMMENT.search(text):
        return None
    try:
        return _document(yaml.CLoader(text).get_event)
    except (yaml.YAMLError, _UnusualError):
        return None


def _document(following: Following) -> dict[str, Value]:
    following()  # start of the stream
    following()  # start of the document
    start = following()
    if type(start) is not MappingStartEvent:
        raise _UnusualError
    fields = _fields(following, start, 0)
    following()  # end of the document
    if type(following()) is not StreamEndEvent:
        raise _UnusualError
    return fields


def _fields(following: Following, start: Any, depth: int) -> dict[str, Value]:  # noqa: ANN401 - see Following
    found: dict[str, Value] = {}
    while type(event := following()) is ScalarEvent:
        name = _text(event)
        if name in found or name == "<<":
            raise _UnusualError
        found[intern(name)] = _node(following, following(), depth + 1)
    _ask_for_end(start, event, MappingEndEvent)
    return found


def _list(following: Following, start: Any, depth: int) -> list[Value]:  # noqa: ANN401 - see Following
    found: list[Value] = []
    while type(event := following()) is not SequenceEndEvent:
        found.append(_node(following, event, depth + 1))
    _ask_for_end(start, event, SequenceEndEvent)
    return found


def _node(following: Following, event: Any, depth: int) -> Value:  # noqa: ANN401 - see Following
    kind = type(event)
    if kind is ScalarEvent:
        text = _text(event)
        return resolved(text) if event.implicit[0] else text
    if depth < MAX_DEPTH:
        if kind is SequenceStartEvent:
            return _list(following, event, depth)
        if kind is MappingStartEvent:
            return _fields(following, event, depth)
    raise _UnusualError


def _text(event: Any) -> str:  # noqa: ANN401 - see Following
    if event.tag is not None or event.anchor is not None or (event.style in _QUOTES and _goes_on(event, event)):
        raise _UnusualError
    text: str = event.value
    return text


def _ask_for_end(start: Any, end: Any, kind: type) -> None:  # noqa: ANN401 - see Following
    """A list or group that ends in order: without a tag or a name, and if it has brackets, in one line."""
    if type(end) is not kind or start.tag is not None or start.anchor is not None:
        raise _UnusualError
    if start.flow_style and _goes_on(start, end):
        raise _UnusualError


def _goes_on(start: Any, end: Any) -> bool:  # noqa: ANN401 - see Following
    return bool(start.start_mark.line != end.end_mark.line)
