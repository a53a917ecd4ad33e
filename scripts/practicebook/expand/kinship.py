"""Kinship: which practices may be related, found without comparing each with each.

Under each theme, each right and each pair of them the newest practices are remembered, and only those are compared: the
work grows with the number of practices and not with its square, and in a small base nothing is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from practicebook.keeping import named
from practicebook.model import Practice

REMEMBERED = 24  # practices under a key; pairs see to it that those which share most are among them
WEIGHTS = {"themes": 3, "rights": 2, "groups": 1}

Key: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class Kinship:
    """`found` are the ids under each key, `traits` what each practice has, each trait as often as it weighs."""

    found: Mapping[Key, Sequence[str]]
    traits: Mapping[str, frozenset[tuple[str, int]]]

    def candidates(self, practice: Practice) -> set[str]:
        """The ids of what shares a theme, a right or both with a practice, itself included."""
        return set().union(*(self.found[key] for key in keys(practice)))

    def named(self, faces: Mapping[str, str]) -> Mapping[Key, str]:
        """Names, for each key, those that are remembered under it, by what names each of them."""
        return {key: named(*(faces[id_] for id_ in ids)) for key, ids in self.found.items()}

    def shared(self, one: str, other: str) -> int:
        """How much two practices share: themes count most."""
        return len(self.traits[one] & self.traits[other])


def kinship(practices: Sequence[Practice]) -> Kinship:
    """What is remembered of `practices`, under each key those that come first."""
    found: dict[Key, list[str]] = defaultdict(list)
    for practice in practices:
        for key in keys(practice):
            if len(found[key]) < REMEMBERED:
                found[key].append(practice.id)
    return Kinship(found, {one.id: frozenset(_traits(one)) for one in practices})


def _traits(practice: Practice) -> Iterator[tuple[str, int]]:
    for register, weight in WEIGHTS.items():
        yield from ((f"{register}/{id_}", count) for id_ in getattr(practice, register) for count in range(weight))


def keys(practice: Practice) -> Iterator[Key]:
    """What a practice can share with another."""
    yield from ((id_,) for id_ in (*practice.themes, *practice.rights))
    yield from ((theme, right) for theme in practice.themes for right in practice.rights)
