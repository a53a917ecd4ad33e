"""Emission: plain values → YAML that every reader takes for the same, those of YAML 1.2 included.

`yaml.dump` makes a tree of nodes from the values, looks for what stands in it twice, and asks each text several times
whether it needs quotes. Plain values are told to the emitter as they come, in a quarter of the time.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import yaml
from yaml import events

_TAG = "tag:yaml.org,2002:"
_START, _END = events.StreamStartEvent(), events.StreamEndEvent()
_DOCUMENT, _DOCUMENT_END = events.DocumentStartEvent(explicit=False), events.DocumentEndEvent(explicit=False)
_MAPPING = events.MappingStartEvent(None, None, implicit=True, flow_style=False)
_MAPPING_END = events.MappingEndEvent()
_LIST = events.SequenceStartEvent(None, None, implicit=True, flow_style=False)
_LIST_END = events.SequenceEndEvent()
_SHORT = 60  # characters of a text that is worth remembering: names of fields, ids


class _Dumper(yaml.CSafeDumper):
    """Takes also a text that is a number in YAML 1.2 alone for one that needs quotes, such as 1e3 or 0o17."""


_Dumper.add_implicit_resolver(
    f"{_TAG}float",
    re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"),
    list("-+.0123456789"),
)
_Dumper.add_implicit_resolver(f"{_TAG}int", re.compile(r"0o[0-7]+$"), ["0"])


def as_yaml(value: Mapping[str, Any]) -> bytes:
    """An object of JSON as YAML, in blocks and in its order."""
    written = io.StringIO()
    dumper = _Dumper(written, allow_unicode=True, sort_keys=False, width=120)
    dumper.emit(_START)
    dumper.emit(_DOCUMENT)
    _put(value, dumper.emit)
    dumper.emit(_DOCUMENT_END)
    dumper.emit(_END)
    return written.getvalue().encode()


def _put(value: object, emit: Callable[[events.Event], None]) -> None:
    match value:
        case str():
            emit(_text(value) if len(value) > _SHORT else _known(value))
        case dict():
            emit(_MAPPING)
            for name, inner in value.items():
                emit(_known(name))
                _put(inner, emit)
            emit(_MAPPING_END)
        case list():
            emit(_LIST)
            for inner in value:
                _put(inner, emit)
            emit(_LIST_END)
        case _:
            emit(_scalar(value))


def _text(text: str) -> events.Event:
    """A text, with quotes if it would be taken for something else without."""
    resolvers = _Dumper.yaml_implicit_resolvers.get(text[:1], ())
    is_plain = not any(pattern.match(text) for _, pattern in resolvers)
    return events.ScalarEvent(None, f"{_TAG}str", (is_plain, True), text)


_known = lru_cache(20_000)(_text)


@lru_cache(10_000, typed=True)
def _scalar(value: object) -> events.Event:
    """A number, yes, no or nothing, as the library writes it."""
    node = yaml.SafeDumper(io.StringIO()).represent_data(value)
    return events.ScalarEvent(None, node.tag, (True, False), node.value)
