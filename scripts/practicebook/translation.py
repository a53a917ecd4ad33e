"""Translations: the texts of a record in another language, laid over the record.

A translation has the keys of its record, texts only. It keeps a digest of each field's source texts: where the source
changed since, the field is shown in its own language again, since a translation may not say what is no longer true.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal, Self, TypeAlias, TypeVar, cast

from pydantic import BaseModel

from practicebook.record import Leaf, Strict, TextKind, fields, wording
from practicebook.source import Document, Steps

Record = TypeVar("Record", bound=BaseModel)
Result = TypeVar("Result")
# What a translation can belong to: a record, or the words of the interface as they stand in their file.
Translated: TypeAlias = BaseModel | Mapping[str, Any]

DIGITS = 8  # of a digest: enough to notice a change, short enough to read


class Foreign(str):
    """A text that stands on a page of another language; pages mark it, so that it is read aloud and laid out right."""

    __slots__ = ("direction", "language")
    language: str
    direction: str

    def __new__(cls, text: str, language: str, direction: str) -> Self:
        """The same characters, with their language and direction."""
        made = super().__new__(cls, text)
        made.language, made.direction = language, direction
        return made

    def __getnewargs__(self) -> tuple[str, str, str]:  # type: ignore[override]  # str has one
        """What a copy sent to another process is made from."""
        return str(self), self.language, self.direction

    def but(self, text: str) -> Foreign:
        """Another text of the same language, made from this one."""
        return Foreign(text, self.language, self.direction)


def like(original: str, text: str) -> str:
    """A text made from another one, in the language of that one."""
    return original.but(text) if isinstance(original, Foreign) else text


def sort_key(text: str) -> str:
    """Small letters without accents: their order by code point comes close to what a reader expects."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    if decomposed.isascii():
        return decomposed
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


class Head(Strict):
    """Who made a translation, and whether a person who speaks the language has read it."""

    by: Literal["machine", "human"]
    reviewed: bool = False


@dataclass(frozen=True)
class Translation:
    """The texts of one record in `language`, each with its place in the file.

    `of` holds the digest of each field's source texts; `given` holds each text at its steps in the record, in which
    the items of a list that have an id are named by it.
    """

    register: str
    id: str
    language: str
    head: Head
    of: Mapping[str, str]
    given: Mapping[Steps, Leaf]
    document: Document
    steps: Steps = ()

    @property
    def texts(self) -> tuple[Leaf, ...]:
        """Every text with its place in the file, as rules on texts want them."""
        return tuple(self.given.values())

    @cached_property
    def wording(self) -> str:
        """All that people read in it."""
        return wording(self.texts)


@dataclass(frozen=True)
class State:
    """How far a record is translated: fields that are not, and fields whose source changed since."""

    head: Head | None
    missing: tuple[str, ...]
    behind: tuple[str, ...]

    @property
    def is_begun(self) -> bool:
        """Whether any of it is shown in translation."""
        return self.head is not None


PLAIN = TextKind(markdown=False)


def source_texts(record: Translated) -> Mapping[Steps, tuple[str, TextKind]]:
    """Every text that a translation may give, by its steps; walked once a record."""
    return _remembered(record, "_source_texts", _source_texts)


def _source_texts(record: Translated) -> dict[Steps, tuple[str, TextKind]]:
    return dict(_texts(record, ()) if isinstance(record, BaseModel) else _texts_of(record, PLAIN, ()))


def _remembered(record: Translated, name: str, work_out: Callable[[Translated], Result]) -> Result:
    """What was worked out for a record, which never changes, is kept with it."""
    if not isinstance(record, BaseModel):
        return work_out(record)
    kept = record.__dict__
    if name not in kept:
        kept[name] = work_out(record)
    return cast("Result", kept[name])


def _texts(record: BaseModel, steps: Steps) -> Iterator[tuple[Steps, tuple[str, TextKind]]]:
    for name, (kind, _) in fields(type(record)):
        yield from _texts_of(getattr(record, name), kind, (*steps, name))


def _texts_of(value: object, kind: TextKind | None, steps: Steps) -> Iterator[tuple[Steps, tuple[str, TextKind]]]:
    if isinstance(value, str):
        if kind and kind.translated and value:
            yield steps, (value, kind)
    elif isinstance(value, BaseModel):
        yield from _texts(value, steps)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _texts_of(item, kind, (*steps, _step(item, number)))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _texts_of(item, kind, (*steps, name))


def _step(item: object, number: int) -> str | int:
    """Items that have an id keep it when others come and go."""
    return str(item.id) if isinstance(item, BaseModel) and hasattr(item, "id") else number


def digests(record: Translated) -> Mapping[str, str]:
    """Field → digest of its texts, for every field that has any."""
    return _remembered(record, "_digests", _digests)


def _digests(record: Translated) -> dict[str, str]:
    by_field: dict[str, list[object]] = {}
    for steps, (text, _) in source_texts(record).items():
        by_field.setdefault(str(steps[0]), []).append([steps, text])
    return {name: digest(found) for name, found in by_field.items()}


def digest(value: object) -> str:
    """The first digits of a SHA-256 over a value written as JSON."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:DIGITS]


def state(record: Translated, translation: Translation | None) -> State:
    """What of a record its translation lacks."""
    now = digests(record)
    if translation is None or not translation.given:
        return State(None, tuple(now), ())
    behind = tuple(name for name in now if translation.of.get(name, now[name]) != now[name])
    wanted = [steps for steps in source_texts(record) if steps not in translation.given and steps[0] not in behind]
    return State(translation.head, tuple(dict.fromkeys(str(steps[0]) for steps in wanted)), behind)


def localised(record: Record, translation: Translation | None, foreign: Callable[[str], Foreign]) -> Record:
    """The record with the texts of its translation; what is not translated, or behind its source, is `foreign`."""
    behind = state(record, translation).behind if translation else ()
    given = translation.given if translation else {}
    current = {steps: leaf.text for steps, leaf in given.items() if steps[0] not in behind}
    return cast("Record", _Layer(current, foreign).lay(record, ()))


@dataclass(frozen=True)
class _Layer:
    texts: Mapping[Steps, str]
    foreign: Callable[[str], Foreign]

    def lay(self, record: BaseModel, steps: Steps) -> BaseModel:
        values = dict(record.__iter__())
        for name, kind in _translatable(type(record)):
            values[name] = self._value(values[name], kind, (*steps, name))
        return type(record).model_construct(**values)

    def _value(self, value: Any, kind: TextKind | None, steps: Steps) -> Any:  # noqa: ANN401 - a field of any type
        if isinstance(value, str):
            return self.texts.get(steps) or self.foreign(value) if kind and value else value
        if isinstance(value, BaseModel):
            return self.lay(value, steps)
        if isinstance(value, tuple):
            return tuple(self._value(item, kind, (*steps, _step(item, number))) for number, item in enumerate(value))
        return value


@cache
def _translatable(model: type[BaseModel]) -> tuple[tuple[str, TextKind | None], ...]:
    """The fields that are, or may hold, texts to translate."""
    found = []
    for name, (kind, reference) in fields(model):
        inner = any(isinstance(part, type) and issubclass(part, BaseModel) for part in _parts(model, name))
        if (kind and kind.translated) or (inner and not kind and not reference):
            found.append((name, kind))
    return tuple(found)


def _parts(model: type[BaseModel], name: str) -> Iterator[object]:
    waiting: list[object] = [model.model_fields[name].annotation]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(getattr(part, "__args__", ()))
