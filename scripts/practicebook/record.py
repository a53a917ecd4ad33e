"""What all records are made of: strict models, text kinds, references, and a walk over every field.

A field says once what it is (a plain line, Markdown prose, an id of some register); rules, schemas, forms and pages
read it from here instead of keeping lists of their own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated, Any, Literal, NamedTuple, Protocol, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from practicebook.source import Steps

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
TERM_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$"
LONGEST_ID = 80
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS = range(1800, 2101)  # what a record can tell of
WEB_ADDRESS = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:[0-9]{1,5})?([/?#][^\s<>\"`\\{}|^]*)?", re.IGNORECASE)


_NO_DAY = PydanticCustomError("date_form", f"not a day of the years {YEARS[0]} to {YEARS[-1]}")


@dataclass(frozen=True)
class Reference:
    """Marks a field whose text is an id of a vocabulary or register (`practices-or-places` means either)."""

    register: str


@dataclass(frozen=True)
class TextKind:
    """Marks a field that a person reads: a plain line, or prose in Markdown that may cite sources as [@id].

    `translated` is false for what stands in its own language on every page, such as the title of a source.
    """

    markdown: bool
    translated: bool = True


_NOT_REMEMBERED: set[str] = set()


class Strict(BaseModel):
    """A frozen record that refuses fields it does not know and values of another type."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)

    def model_post_init(self, _: object) -> None:
        """Nobody asks which fields were given; to remember it took a sixth of the memory of all records."""
        object.__setattr__(self, "__pydantic_fields_set__", _NOT_REMEMBERED)

    @cached_property
    def texts(self) -> tuple[Leaf, ...]:
        """Every text of the record; use `leaves`."""
        found = list[Leaf]()
        _add_leaves(self, (), found)
        return tuple(found)

    @cached_property
    def wording(self) -> str:
        """All that people read in it, each text in lines of its own."""
        return wording(self.texts)


def _check_date(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise PydanticCustomError("date_form", "not a date")
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        raise _NO_DAY from None
    if day.year not in YEARS:
        raise _NO_DAY
    return day


def _check_moment(value: str) -> str:
    """A month and a year are read as their first day."""
    _check_date(value + "0000-01-01"[len(value) :])
    return value


def _check_web_address(value: str) -> str:
    if not WEB_ADDRESS.fullmatch(value):
        raise PydanticCustomError("web_address", "not a web address")
    return value


def _as_tuple(value: object) -> object:
    """Lists arrive from YAML; records hold tuples so that they stay frozen."""
    return tuple(value) if isinstance(value, list) else value


# Strictness would refuse a YAML list where a tuple stands, so each list field takes it through `_as_tuple`.
ListOf = BeforeValidator(_as_tuple)

RecordId: TypeAlias = Annotated[str, Field(pattern=ID_PATTERN, max_length=LONGEST_ID)]
TermId: TypeAlias = Annotated[str, Field(pattern=TERM_PATTERN, max_length=LONGEST_ID)]
WebAddress: TypeAlias = Annotated[
    str,
    Field(max_length=1000),
    AfterValidator(_check_web_address),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://", "maxLength": 1000}),
]
Date: TypeAlias = Annotated[dt.date, BeforeValidator(_check_date), WithJsonSchema({"type": "string", "format": "date"})]
# A day, a month or a year, as exact as the source is.
Moment: TypeAlias = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
    AfterValidator(_check_moment),
]
Year: TypeAlias = Annotated[int, Field(ge=YEARS[0], le=YEARS[-1])]
Currency: TypeAlias = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Line: TypeAlias = Annotated[str, Field(min_length=2, max_length=200), TextKind(markdown=False)]
Name: TypeAlias = Annotated[str, Field(min_length=2, max_length=200), TextKind(markdown=False, translated=False)]
Paragraph: TypeAlias = Annotated[str, Field(min_length=2, max_length=900), TextKind(markdown=False)]
Qualifier: TypeAlias = Literal["about", "almost", "at-least", "more-than", "less-than", "up-to"]


class Leaf(NamedTuple):
    """One text of a record: where it stands, the text, and what its field says it is."""

    steps: Steps
    text: str
    kind: TextKind | None
    """Whether a person reads it, and how."""
    reference: Reference | None
    """Which register it points into."""


Marks: TypeAlias = tuple[TextKind | None, Reference | None]


@cache
def fields(model: type[BaseModel]) -> tuple[tuple[str, Marks], ...]:
    """The fields of a model with what each says its texts are."""
    return tuple((name, _marks(info.annotation, tuple(info.metadata))) for name, info in model.model_fields.items())


def _marks(annotation: object, metadata: tuple[Any, ...]) -> Marks:
    found = _marks_of(annotation, metadata)
    kind = next((mark for mark in found if isinstance(mark, TextKind)), None)
    return kind, next((mark for mark in found if isinstance(mark, Reference)), None)


def _marks_of(annotation: object, found: tuple[Any, ...]) -> tuple[Any, ...]:
    """The marks on a field, also those inside `tuple[…]` and `… | None`."""
    marks = list(found)
    marks.extend(getattr(annotation, "__metadata__", ()))
    for inner in getattr(annotation, "__args__", ()):
        marks.extend(_marks_of(inner, ()))
    origin = getattr(annotation, "__origin__", None)
    if origin is not None and hasattr(annotation, "__metadata__"):
        marks.extend(_marks_of(origin, ()))
    return tuple(mark for mark in marks if isinstance(mark, (Reference, TextKind)))


class Texts(Protocol):
    """Whatever holds texts: a record, or a translation of one."""

    @property
    def texts(self) -> tuple[Leaf, ...]:
        """Every text, with its place."""

    @property
    def wording(self) -> str:
        """All texts that people read, in one."""


def leaves(record: Texts) -> tuple[Leaf, ...]:
    """Every text in a record, in the order of the fields, parts of parts included; walked once a record."""
    return record.texts


def let_go(record: Texts) -> None:
    """Forget the walk over a record, which takes more room than its texts; whoever asks again has it walked again."""
    for name in ("texts", "wording"):
        record.__dict__.pop(name, None)


def wording(texts: Iterable[Leaf]) -> str:
    """The texts that people read, each in lines of its own."""
    return "\n".join([leaf.text for leaf in texts if leaf.kind])


def _add_leaves(record: BaseModel, steps: Steps, found: list[Leaf]) -> None:
    values = record.__dict__  # one with errors may lack some
    for name, marks in fields(type(record)):
        value = values.get(name)
        if value is not None:
            _add_leaf(value, marks, (*steps, name), found)


def _add_leaf(value: object, marks: Marks, steps: Steps, found: list[Leaf]) -> None:
    if isinstance(value, str):
        found.append(Leaf(steps, value, *marks))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            _add_leaf(item, marks, (*steps, number), found)
    elif isinstance(value, BaseModel):
        _add_leaves(value, steps, found)
