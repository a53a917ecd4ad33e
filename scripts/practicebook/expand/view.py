"""What pages show of an entry of a register, ready for the template that draws them all: templates/parts/entry.j2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True)
class Row:
    """A short fact with its name, such as “When: 2018”; `link` leads to a page of this site or to another one."""

    name: str
    text: str
    link: str = ""


@dataclass(frozen=True)
class Statement:
    """A text with the links to its sources; `mark`: `inferred` or `unverified`, if it is either."""

    text: str
    mark: str = ""
    cites: Markup = field(default_factory=Markup)


@dataclass(frozen=True)
class Part:
    """A part of an entry: a heading and statements; steps are counted."""

    id: str
    title: str
    statements: Sequence[Statement]
    counted: bool = False


@dataclass(frozen=True)
class Chips:
    """Links to other entries or terms under a heading; with `totals`, each tells how many practices it has."""

    id: str
    title: str
    register: str
    ids: Sequence[str]
    totals: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class View:
    """An entry as lists and pages show it. What is empty is left out."""

    register: str
    id: str
    title: str
    mark: str = ""
    """What tells it from entries of the same name: the symbol of a document, or a short name."""
    about: str = ""
    badge: str = ""
    rows: Sequence[Row] = ()
    web: str = ""
    """Where the thing itself is to be had."""
    place: str = ""
    """The place that a local government governs."""
    parts: Sequence[Part] = ()
    chips: Sequence[Chips] = ()
    note: str = ""
    warning: str = ""
    cites: Markup = field(default_factory=Markup)
