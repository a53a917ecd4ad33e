"""Kinship: which practices may be related, found without comparing each with each.

Under each theme, each right and each pair of them the newest practices are remembered, and only those are compared: the
work grows with the number of practices and not with its square, and in a small base nothing is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from practicebook.model import Practice

REMEMBERED = 24  # practices under a key; pairs see to it that those which share most are among them

Key: TypeAlias = tuple[str, ...]


def kin(practices: Iterable[Practice]) -> Mapping[Key, Sequence[str]]:
    """The ids of `practices` under each key, in their order, as many as are remembered."""
    found: dict[Key, list[str]] = defaultdict(list)
    for practice in practices:
        for key in keys(practice):
            if len(found[key]) < REMEMBERED:
                found[key].append(practice.id)
    return found


def keys(practice: Practice) -> Iterator[Key]:
    """What a practice can share with another."""
    yield from ((id_,) for id_ in (*practice.themes, *practice.rights))
    yield from ((theme, right) for theme in practice.themes for right in practice.rights)
