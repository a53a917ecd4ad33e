"""Mutations: sound texts and values with something done to them, as a stranger, a slip or a broken disk would do it."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from tests.hostile.corpus import payloads
from tests.unit.test_properties import places

Chance: TypeAlias = random.Random

PAYLOADS = [one.text for one in payloads()]
TOKENS = (
    *(": ", "- ", "? ", " #", "&a ", "*a", "!x ", "!!str ", "|\n", ">-\n", "---\n", "...\n", "%YAML 1.2\n", "<<: "),
    *("[", "]", "{", "}", ",", "'", '"', "\\", "\n", "\n\n", "  ", "\t", "\r\n", "~", "null", "yes", "0o17", "1e3"),
    *("\0", "\x1b", "\x85", "\u2028", "\u202e", "\ufeff", "\ud800", "\uffff", "😀", "é", "م", "x" * 300),
    *(".inf", "[@annual-report]"),
)
SCALARS: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**30, -(10**30), 1e308, 1e-308, "", " ", "x", [], {}, [[]], [None], {"": ""}),
    *("2026-02-30", "2026-11-23", "٢٠١٩", "12:30", "=1+1", "night-shelter", "sampletown", "annual-report"),
    "right-housing",
)


def a_value(chance: Chance) -> Any:  # noqa: ANN401 - any value
    """Something that may stand anywhere."""
    return copy.deepcopy(chance.choice(SCALARS)) if chance.random() < 0.4 else chance.choice(PAYLOADS)


def a_record(chance: Chance, sound: Sequence[Any], most: int = 4) -> Any:  # noqa: ANN401 - any value
    """A sound value with up to so many things done to it."""
    record = copy.deepcopy(chance.choice(sound))
    for _ in range(chance.randint(1, most)):
        found = list(places(record))
        if not found:
            break
        *way, last = chance.choice(found)
        holder = record
        for step in way:
            holder = holder[step]
        chance.choice(_CHANGES)(chance, holder, last)
    return record


def _put(chance: Chance, holder: Any, step: Any) -> None:  # noqa: ANN401 - a list or a group
    holder[step] = a_value(chance)


def _drop(_: Chance, holder: Any, step: Any) -> None:  # noqa: ANN401 - a list or a group
    del holder[step]


def _wrap(chance: Chance, holder: Any, step: Any) -> None:  # noqa: ANN401 - a list or a group
    holder[step] = [holder[step]] * chance.randint(1, 3) if chance.random() < 0.5 else {"text": holder[step]}


def _rename(chance: Chance, holder: Any, step: Any) -> None:  # noqa: ANN401 - a list or a group
    if isinstance(holder, dict):
        holder[chance.choice([f"{step}x", str(chance.choice(PAYLOADS)), step[::-1]])] = holder.pop(step)


def _lengthen(chance: Chance, holder: Any, step: Any) -> None:  # noqa: ANN401 - a list or a group
    if isinstance(holder[step], str):
        holder[step] += chance.choice(PAYLOADS)
    elif isinstance(holder[step], list):
        holder[step] *= chance.randint(2, 40)


_CHANGES: tuple[Callable[[Chance, Any, Any], None], ...] = (_put, _put, _drop, _wrap, _rename, _lengthen)


def a_text(chance: Chance, sound: Sequence[str], most: int = 6) -> str:
    """A sound text with up to so many pieces cut out, doubled, moved or put in; or one of nothing but pieces."""
    if chance.random() < 0.2:
        return "".join(chance.choice([*TOKENS, *PAYLOADS[::7], "a: ", "x"]) for _ in range(chance.randint(0, 30)))
    text = chance.choice(sound)
    for _ in range(chance.randint(1, most)):
        start = chance.randint(0, len(text))
        stop = min(len(text), start + chance.choice([0, 0, 1, 2, 8, 80]))
        other = chance.randint(0, len(text))
        pieces = (chance.choice(TOKENS), chance.choice(PAYLOADS), text[other : other + 40], text[start:stop] * 2)
        piece = chance.choice(pieces)
        text = text[:start] + piece + text[stop:]
    return text


def some_bytes(chance: Chance, sound: Sequence[str]) -> bytes:
    """The bytes of a text in some encoding, perhaps damaged, or any bytes at all."""
    if chance.random() < 0.1:
        return chance.randbytes(chance.randint(0, 60))
    encoding = chance.choice(["utf-8"] * 8 + ["utf-16", "utf-8-sig", "utf-16-le", "latin-1"])
    data = bytearray(a_text(chance, sound).encode(encoding, "replace"))
    for _ in range(chance.choice([0, 0, 0, 1, 4])):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def as_json(value: object) -> str:
    """A value as JSON, which is YAML too."""
    return json.dumps(value, ensure_ascii=False, indent=1)
