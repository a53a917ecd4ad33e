"""Related practices: what another city may want to read next, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from practicebook.expand.context import Context
from practicebook.expand.kinship import WEIGHTS
from practicebook.model import Place, Practice

MOST = 4
TRAIL = 100  # what one city took up from another comes before all that is only alike
ALIKE = 2  # a place up to twice as large is of similar size, whatever the bands of the finder say


@dataclass(frozen=True)
class Related:
    """A practice with the reason why it is named."""

    practice: Practice
    reason: str


def related(context: Context, practice: Practice) -> list[Related]:
    """The practices that share most with this one, one a place, those elsewhere in the world first among equals."""
    known = context.catalogue.practices
    scores = dict(_scores(context, practice))
    chosen: dict[str, Practice] = {}
    for id_ in sorted(scores, key=lambda id_: (-scores[id_], id_)):
        chosen.setdefault(known[id_].place, known[id_])
        if len(chosen) == MOST:
            break
    return [Related(other, reason(context, practice, other)) for other in chosen.values()]


def candidates(context: Context, practice: Practice) -> set[str]:
    """The ids of all that may be alike, as far as it is remembered, and of all of the trail."""
    return (context.kin.candidates(practice) | of_trail(context, practice)) - {practice.id}


def of_trail(context: Context, practice: Practice) -> set[str]:
    """The ids of those that were taken up from this one, or this one from them."""
    followers = (id_ for id_ in practice.reused_by if id_ in context.catalogue.practices)
    return {*followers, *(other.id for other in context.catalogue.taken_up_by(practice.id))}


def _shared(practice: Practice, other: Practice, register: str) -> list[str]:
    theirs = getattr(other, register)
    return [id_ for id_ in getattr(practice, register) if id_ in theirs]


def _scores(context: Context, practice: Practice) -> Iterator[tuple[str, float]]:
    """What is shared with each candidate; a practice of another region is preferred to a neighbour's."""
    trail, shared, spots = of_trail(context, practice), context.kin.shared, context.spots
    place, part = spots[practice.id]
    for id_ in candidates(context, practice):
        other_place, other_part = spots[id_]
        elsewhere = 0.5 if other_part != part else 0
        followed = TRAIL if id_ in trail else 0
        yield id_, followed + shared(practice.id, id_) + elsewhere - (other_place == place)


def reason(context: Context, practice: Practice, other: Practice) -> str:
    """Why a reader of `practice` may want to read `other`: “Same right (…), smaller city, other part of the world”."""
    joined = str(context.words["related"]["reason"])
    return reduce(lambda first, then: joined.format(first=first, then=then), _reasons(context, practice, other))


def _reasons(context: Context, practice: Practice, other: Practice) -> Iterator[str]:
    words, catalogue = context.words["related"], context.catalogue
    yield _in_common(context, practice, other)
    if size := _size(catalogue.places[practice.place], catalogue.places[other.place]):
        yield words[size]
    yield _where(context, practice, other)


def _trail(practice: Practice, other: Practice) -> str:
    """Which of the two was taken up from the other; nothing if no source says so."""
    if other.id in practice.reused_by:
        return "taken_up_from_here"
    return "taken_up_here" if practice.id in other.reused_by else ""


def _in_common(context: Context, practice: Practice, other: Practice) -> str:
    words = context.words["related"]
    if trail := _trail(practice, other):
        return str(words[trail])
    register = next(register for register in WEIGHTS if _shared(practice, other, register))
    return str(words[f"same_{register}"]).format(label=context.label(register, _shared(practice, other, register)[0]))


def _size(here: Place, there: Place) -> str:
    """How large the other place is beside this one; nothing within one place, or where a population is not known."""
    if here.id == there.id or not (here.population and there.population):
        return ""
    own, other = here.population.value, there.population.value
    compared = "similar" if max(own, other) <= ALIKE * min(own, other) else "smaller" if other < own else "larger"
    return f"{compared}_{'city' if here.kind == there.kind == 'city' else 'place'}"


def _where(context: Context, practice: Practice, other: Practice) -> str:
    words, catalogue = context.words["related"], context.catalogue
    if practice.place == other.place:
        return str(words["same_place"])
    if catalogue.country(practice) is catalogue.country(other):
        return str(words["same_country"])
    theirs = {region.id for region in catalogue.regions(other)}
    shared = next((region for region in catalogue.regions(practice) if region.id in theirs), None)
    return str(words["same_region"]).format(label=shared.label) if shared else str(words["other_region"])
