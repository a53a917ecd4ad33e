"""Columns: a record as a flat list of things to fill in, derived from its model.

The spreadsheet, the questions of `practicebook new` and the skeleton of a record all ask for these. Groups of fields
are flattened (`period.since`); lists of groups, such as results, are tables of their own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from practicebook.record import Reference, TextKind, fields
from practicebook.source import field_name
from practicebook.validation import inner_model

Kind: TypeAlias = Literal["text", "prose", "whole", "number", "truth", "date"]

SEPARATOR = ";"  # between the values of one cell, or of one answer
# What editors say of a record; whoever proposes one need not.
EDITORIAL = ("review", "added_on", "changes", "former_ids")

_KINDS: dict[object, Kind] = {bool: "truth", int: "whole", float: "number", dt.date: "date", str: "text"}


@dataclass(frozen=True)
class Column:
    """One thing to fill in: where it stands in the record, and what may stand in it."""

    steps: tuple[str, ...]
    kind: Kind
    description: str
    group: str = ""
    """What the group is about in which it stands."""
    many: bool = False
    """Whether it holds several values, separated by semicolons."""
    required: bool = False
    register: str | None = None
    """The vocabulary or register of which it takes ids."""
    choices: tuple[str, ...] = ()
    """The fixed words that it takes."""

    @property
    def name(self) -> str:
        """The heading, `period.since`."""
        return field_name(self.steps)

    @property
    def told(self) -> str:
        """What belongs into it, for somebody who does not see the group around it."""
        return " ".join(filter(None, (self.group, self.description)))


@dataclass(frozen=True)
class Table:
    """A model as a table; `lists` are the fields of a practice whose entries stand in it, one a row."""

    name: str
    model: type[BaseModel]
    lists: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """What a row holds of the record itself."""
        return columns(self.model)


def tables(model: type[BaseModel], name: str) -> tuple[Table, ...]:
    """The table of a model, and one for each kind of group that its lists hold."""
    found: dict[type[BaseModel], list[str]] = {}
    for field, inner in lists(model).items():
        if field not in EDITORIAL:
            found.setdefault(inner, []).append(field)
    inner_tables = (Table(f"{inner.__name__.lower()}s", inner, tuple(names)) for inner, names in found.items())
    return Table(name, model), *inner_tables


@cache
def lists(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """The fields that hold lists of groups, with what an entry is."""
    found = {name: (inner_model(info.annotation), _leaf(info.annotation)[1]) for name, info in _fields(model)}
    return {name: inner for name, (inner, many) in found.items() if inner and many}


@cache
def columns(model: type[BaseModel]) -> tuple[Column, ...]:
    """The columns of a model, groups within it flattened, lists of groups left out."""
    return tuple(_columns(model, (), "", required=True))


def _columns(model: type[BaseModel], above: tuple[str, ...], group: str, *, required: bool) -> Iterator[Column]:
    marks = dict(fields(model))
    for name, info in _fields(model):
        if name in lists(model):
            continue
        steps, needed = (*above, name), required and info.is_required()
        inner = inner_model(info.annotation)
        if inner:
            yield from _columns(inner, steps, info.description or inner.__doc__ or "", required=needed)
        else:
            yield _column(steps, info, marks[name], group, needed=needed)


def _column(
    steps: tuple[str, ...],
    info: FieldInfo,
    marks: tuple[TextKind | None, Reference | None],
    group: str,
    *,
    needed: bool,
) -> Column:
    leaf, many = _leaf(info.annotation)
    text, reference = marks
    choices = tuple(str(one) for one in get_args(leaf)) if get_origin(leaf) is Literal else ()
    kind = "prose" if text and text.markdown else _KINDS.get(leaf, "text")
    register = reference.register if reference else None
    return Column(steps, kind, info.description or "", group, many, needed, register, choices)


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    yield from model.model_fields.items()


def _leaf(annotation: Any, *, many: bool = False) -> tuple[Any, bool]:  # noqa: ANN401 - any type that a field may have
    """The type of one value of a field, and whether it holds a list of them."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        branches = [one for one in inside if one is not type(None)]
        return _leaf(branches[-1], many=many)  # of a whole number and any number, any number
    if origin is tuple:
        return _leaf(inside[0], many=True)
    if hasattr(annotation, "__metadata__"):
        return _leaf(annotation.__origin__, many=many)
    return annotation, many
