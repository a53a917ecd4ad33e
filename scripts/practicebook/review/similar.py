"""Practices that may be the same one: of one place with a theme in common, or with a title of nearly the same words.

The browser form looks for the same (theme/assets/js/tools/form/similar.js).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from practicebook.model import Practice
from practicebook.translation import sort_key

MOST = 3
SHORT = 4  # words shorter than this say little
ALIKE = 0.5


def similar(practice: Practice, others: Iterable[Practice]) -> list[Practice]:
    """The other practices that a reviewer should compare with this one, those with the closest titles first."""
    likenesses = {other.id: (likeness(practice.title, other.title), other) for other in others}
    found = [
        (like, other)
        for like, other in likenesses.values()
        if other.id != practice.id and (like >= ALIKE or _is_here(practice, other))
    ]
    return [other for _, other in sorted(found, key=lambda one: (-one[0], one[1].id))[:MOST]]


def likeness(first: str, second: str) -> float:
    """How much of the words of two titles is common to both, from 0 to 1."""
    words, others = _words(first), _words(second)
    return len(words & others) / max(1, len(words | others))


def _words(title: str) -> set[str]:
    return {word for word in re.split(r"[\W_]+", str(sort_key(title))) if len(word) >= SHORT}


def _is_here(practice: Practice, other: Practice) -> bool:
    return practice.place == other.place and bool(_leads(practice) & _leads(other))


def _leads(practice: Practice) -> set[str]:
    return {theme.partition("/")[0] for theme in practice.themes}
