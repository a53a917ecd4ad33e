"""Related practices: what another city may want to read next, and why."""

from __future__ import annotations

from dataclasses import dataclass

from practicebook.expand.context import Context
from practicebook.model import Practice

MOST = 4
WEIGHTS = {"themes": 3, "rights": 2, "groups": 1}


@dataclass(frozen=True)
class Related:
    """A practice with the reason why it is named."""

    practice: Practice
    reason: str


def related(context: Context, practice: Practice) -> list[Related]:
    """The practices that share most with this one, one a place, those elsewhere in the world first among equals."""
    scored = [(_score(context, practice, other), other) for other in _candidates(context, practice)]
    scored.sort(key=lambda pair: (-pair[0], pair[1].id))
    first_of_place = {other.place: other for _, other in reversed(scored)}
    chosen = [other for _, other in scored if first_of_place[other.place] is other]
    return [Related(other, _reason(context, practice, other)) for other in chosen[:MOST]]


def _candidates(context: Context, practice: Practice) -> list[Practice]:
    found = {
        other.id: other
        for register in ("themes", "rights")
        for id_ in getattr(practice, register)
        for other in context.catalogue.practices_with(register, id_)
        if other.id != practice.id
    }
    return list(found.values())


def _shared(practice: Practice, other: Practice, register: str) -> list[str]:
    theirs = set(getattr(other, register))
    return [id_ for id_ in getattr(practice, register) if id_ in theirs]


def _score(context: Context, practice: Practice, other: Practice) -> float:
    """Shared themes count most; a practice of another region is preferred to a neighbour's."""
    shared = sum(weight * len(_shared(practice, other, register)) for register, weight in WEIGHTS.items())
    elsewhere = context.catalogue.regions(practice)[-1] != context.catalogue.regions(other)[-1]
    return shared + (0.5 if elsewhere else 0) - (1 if practice.place == other.place else 0)


def _reason(context: Context, practice: Practice, other: Practice) -> str:
    words = context.words["related"]
    register = next(register for register in WEIGHTS if _shared(practice, other, register))
    what = context.label(register, _shared(practice, other, register)[0])
    same = words[f"same_{register}"].format(label=what)
    return str(words["reason"]).format(shared=same, where=words[_distance(context, practice, other)])


def _distance(context: Context, practice: Practice, other: Practice) -> str:
    catalogue = context.catalogue
    if practice.place == other.place:
        return "same_place"
    if catalogue.country(practice) == catalogue.country(other):
        return "same_country"
    same_region = catalogue.regions(practice)[-1] == catalogue.regions(other)[-1]
    return "same_region" if same_region else "other_region"
