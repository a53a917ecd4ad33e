"""What people enter → the value that a record holds; what cannot be understood stays as it is, for the rules to refuse.

A choice may be given by its id, by its label, or as the spreadsheet offers it: `Label (id)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from practicebook.calendar_day import day
from practicebook.catalogue import Catalogue
from practicebook.columns import SEPARATOR, Column

_OFFERED = re.compile(r".*\(([a-z0-9/-]+)\)", re.DOTALL)
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


def choices(catalogue: Catalogue, column: Column) -> dict[str, str]:
    """Id → label of all that a column takes; nothing for one that is free, or that names the record's own sources."""
    if column.choices:
        return {one: one for one in column.choices}
    if column.kind == "truth":
        return {"true": "true", "false": "false"}
    known = catalogue.ids(column.register) if column.register and column.register != "sources" else {}
    return {id_: label_of(one) for id_, one in known.items()}


def label_of(one: object) -> str:
    """What people call a term, a place or a practice."""
    names = (getattr(one, name, None) for name in ("label", "name", "title"))
    return next((str(name) for name in names if name), "")


def offered(id_: str, label: str) -> str:
    """A choice as a spreadsheet offers it; no semicolon, since that parts the values of a cell."""
    return id_ if id_ == label else f"{label.replace(SEPARATOR, ',')} ({id_})"


def value_of(column: Column, given: object, known: Mapping[str, str]) -> Any:  # noqa: ANN401 - whatever a record may hold
    """The value that was meant; `known` are the column's choices."""
    if column.many:
        return [_one(column, part, known) for part in _parts(given)]
    return _one(column, given, known)


def _parts(given: object) -> Iterator[object]:
    if not isinstance(given, str):
        yield given
        return
    yield from filter(None, (part.strip() for part in re.split(rf"[{SEPARATOR}\n]", given)))


def _one(column: Column, given: object, known: Mapping[str, str]) -> object:
    match column.kind:
        case "whole" | "number":
            return _number(given)
        case "truth":
            return given if isinstance(given, bool) else as_truth(str(given))
        case "date":
            return day(str(given)) or str(given)
        case "prose":
            return f"{_text(given)}\n"
        case _:
            return _chosen(_text(given), known) if known else _text(given)


def as_truth(text: str) -> bool | str:
    """What yes and no mean; any other word stays."""
    return _TRUTHS.get(text.strip().casefold(), text)


def _text(given: object) -> str:
    return str(int(given)) if isinstance(given, float) and given.is_integer() else str(given).strip()


def _number(given: object) -> object:
    if isinstance(given, str) and _NUMBER.fullmatch(given.strip()):
        given = float(given)
    return int(given) if isinstance(given, float) and given.is_integer() else given


def _chosen(text: str, known: Mapping[str, str]) -> str:
    if text in known:
        return text
    found = _OFFERED.fullmatch(text)
    if found and found[1] in known:
        return found[1]
    same = [id_ for id_, label in known.items() if label.casefold() == text.casefold()]
    return same[0] if len(same) == 1 else text
