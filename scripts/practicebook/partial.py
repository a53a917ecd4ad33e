"""What can be read of a record that has errors, so that the rules can look at the rest of it in the same round.

A part that is wrong, or that a misspelt field may have meant, is not there: to ask for it raises AttributeError, and
`rules` passes over a rule that does.
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import Annotated, Any, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from practicebook.validation import MOST, closest, inner_model

Model = TypeVar("Model", bound=BaseModel)


class _Reader(NamedTuple):
    """How to read one field: whole, one entry of its list, or, where it is made of groups, group by group."""

    whole: TypeAdapter[Any]
    item: TypeAdapter[Any] | None
    group: type[BaseModel] | None


def readable(model: type[Model], value: object) -> Model:
    """The fields of `value` that are right, as a `model` that lacks the others."""
    given = value if isinstance(value, dict) else {}
    part = model.model_construct()
    unknown = (name for name in given if name not in model.model_fields)
    meant = {closest(model, name) for name in islice(unknown, MOST)}
    for name, field in model.model_fields.items():
        if name in given:
            _set(part, name, given[name])
        elif name in meant or field.is_required():
            part.__dict__.pop(name, None)
    return part


def _set(part: BaseModel, name: str, value: object) -> None:
    reader = _reader(type(part), name)
    try:
        part.__dict__[name] = reader.whole.validate_python(value, strict=True)
    except ValidationError:
        if isinstance(value, list) and reader.item:
            part.__dict__[name] = tuple(_item(reader, item) for item in value)
        elif isinstance(value, dict) and reader.group:
            part.__dict__[name] = readable(reader.group, value)
        else:
            part.__dict__.pop(name, None)


def _item(reader: _Reader, value: object) -> object:
    """An entry of a list; nothing in the place of a wrong one, so that those after it keep their numbers."""
    if reader.group:
        return readable(reader.group, value) if isinstance(value, dict) else None
    assert reader.item  # noqa: S101 - asked for by `_set`
    try:
        return reader.item.validate_python(value, strict=True)
    except ValidationError:
        return None


@cache
def _reader(model: type[BaseModel], name: str) -> _Reader:
    field = model.model_fields[name]
    annotation = field.annotation
    whole: Any = Annotated[annotation, *field.metadata] if field.metadata else annotation
    item = get_args(annotation)[0] if getattr(annotation, "__origin__", None) is tuple else None
    return _Reader(TypeAdapter(whole), TypeAdapter(item) if item else None, inner_model(annotation))
