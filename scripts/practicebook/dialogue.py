"""Questions and answers: a practice asked for field by field, each answer held to the rules as soon as it is given.

How questions reach a person, and answers come back, is the caller's business: `ask` and `tell` are functions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Protocol

from practicebook import manuscript, source
from practicebook.answers import choices, value_of
from practicebook.catalogue import Catalogue
from practicebook.columns import EDITORIAL, SEPARATOR, Column, columns, lists
from practicebook.model import Practice
from practicebook.problem import Problem
from practicebook.proposal import HEADER, with_defaults
from practicebook.report import text_of
from practicebook.rules import check_draft
from practicebook.source import SourceError, Steps, field_name

SHOWN = 20  # choices that are shown at once
SOURCES = "sources"  # asked for first, since all other answers name them
END = "."  # ends an answer of several lines


class Person(Protocol):
    """Whoever answers."""

    def ask(self) -> str:
        """Take one line; an empty one says nothing."""

    def agree(self, question: str) -> bool:
        """Ask yes or no."""

    def tell(self, text: str) -> None:
        """Show something."""


def practice(person: Person, catalogue: Catalogue, theme: str, id_: str, today: dt.date) -> dict[str, Any]:
    """A practice as a person tells it; what the rules can judge of each answer alone is right."""
    asking = _Asking(person, catalogue, with_defaults({"id": id_}, today), f"practices/{theme}/{id_}.yaml")
    for name in sorted(Practice.model_fields, key=lambda name: name != SOURCES):
        if name not in (*EDITORIAL, "id"):
            asking.field(name)
    return asking.value


class _Asking:
    """One conversation, and what it has gathered."""

    def __init__(self, person: Person, catalogue: Catalogue, value: dict[str, Any], path: str) -> None:
        self.value = value
        self._person = person
        self._catalogue = catalogue
        self._path = path
        self._unasked = {name for name in Practice.model_fields if name not in value}

    def field(self, name: str) -> None:
        self._unasked.discard(name)
        if name in lists(Practice):
            self._list(name)
        else:
            self._groups([one for one in columns(Practice) if one.steps[0] == name], self.value, ())

    def _list(self, name: str) -> None:
        """Entries of a list, until there is no other."""
        told = Practice.model_fields[name].description
        while self._person.agree(f"{name} – {told} Add {'another' if self.value.get(name) else 'one'}?"):
            entries = self.value.setdefault(name, [])
            entries.append({})
            self._groups(columns(lists(Practice)[name]), entries[-1], (name, len(entries) - 1))

    def _groups(self, within: Iterable[Column], value: dict[str, Any], above: Steps) -> None:
        for group, some in groupby(within, key=lambda column: column.steps[:-1]):
            self._group(group, list(some), value, above)

    def _group(self, group: tuple[str, ...], within: list[Column], value: dict[str, Any], above: Steps) -> None:
        """The questions of a group; one that may be left out is asked for as a whole first."""
        if group and not self._person.agree(f"{field_name((*above, *group))} – {within[0].group} Do you know it?"):
            return
        inside = value
        for step in group:
            inside = inside.setdefault(step, {})
        for column in within:
            self._question(column, inside, (*above, *column.steps))
        _prune(value)

    def _question(self, column: Column, value: dict[str, Any], steps: Steps) -> None:
        """One question, again until its answer stands."""
        known = choices(self._catalogue, column)
        self._person.tell(f"\n{field_name(steps)} – {column.description}{_form(column)}")
        if len(known) <= SHOWN:
            self._show(known)
        while True:
            answer = self._answer(column)
            if known and answer.startswith("?"):
                self._show(_found(answer[1:], known))
                continue
            value.pop(column.steps[-1], None)
            if answer:
                value[column.steps[-1]] = value_of(column, answer, known)
            wrong = list(self._wrong(steps))
            if not wrong:
                return
            self._person.tell("\n".join(wrong))

    def _answer(self, column: Column) -> str:
        if column.kind != "prose":
            return self._person.ask().strip()
        return "\n".join(iter(self._person.ask, END)).strip()

    def _show(self, known: Mapping[str, str]) -> None:
        for id_, label in list(known.items())[:SHOWN]:
            self._person.tell(f"  {id_}" if id_ == label else f"  {id_}: {label}")
        if len(known) > SHOWN:
            self._person.tell(f"  … and {len(known) - SHOWN} more: type ? and a part of the name.")

    def _wrong(self, steps: Steps) -> Iterator[str]:
        """What the rules say of the answer at `steps`, in their own sentences."""
        name, statement = field_name(steps), field_name(steps[:-1])
        for problem in check(self._catalogue, self.value, self._path, self._unasked):
            is_here = problem.field == name or problem.field.startswith((f"{name}[", f"{name}."))
            names_no_source = steps[-1] == SOURCES and problem.field == statement
            if problem.is_error and (is_here or names_no_source):
                yield f"  {text_of(problem)}"


def check(catalogue: Catalogue, value: Mapping[str, Any], path: str, unasked: Iterable[str] = ()) -> list[Problem]:
    """Every problem of a practice that has been told so far."""
    try:
        document = source.parse(manuscript.record(Practice, value, HEADER), path)
    except SourceError as error:
        return error.problems
    return check_draft(catalogue, document, unasked)


def _prune(value: dict[str, Any]) -> None:
    """Take away groups of which nothing was known."""
    for name, inner in [*value.items()]:
        if isinstance(inner, dict):
            _prune(inner)
            if not inner:
                del value[name]


def _found(part: str, known: Mapping[str, str]) -> dict[str, str]:
    wanted = part.strip().casefold()
    return {id_: label for id_, label in known.items() if wanted in f"{id_} {label}".casefold()}


def _form(column: Column) -> str:
    if column.kind == "prose":
        return f" Several lines; one with “{END}” alone ends them."
    many = f" Several, separated by “{SEPARATOR}”." if column.many else ""
    return many if column.required else f"{many} (Enter leaves it out.)"
