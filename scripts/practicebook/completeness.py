"""Completeness: what cities ask of a practice, and how much of it a record tells. Not a judgement of the practice."""

from __future__ import annotations

from collections.abc import Callable

from practicebook.model import Practice

# What a city needs to judge an idea (README, goals); a record that lacks one of these may still be a good record.
ASKED: dict[str, Callable[[Practice], bool]] = {
    "period": lambda one: one.period is not None,
    "problem": lambda one: one.problem is not None,
    "reach": lambda one: one.reach is not None,
    "resources": lambda one: one.resources is not None,
    "results": lambda one: bool(one.results),
    "figure": lambda one: any(result.figure for result in one.results),
    "obstacles": lambda one: bool(one.obstacles or one.did_not_work),
    "lessons": lambda one: bool(one.lessons),
    "preconditions": lambda one: bool(one.preconditions),
    "contact": lambda one: one.contact is not None,
    "verified": lambda one: one.review.verified_by_place_on is not None,
}


def missing(practice: Practice) -> list[str]:
    """What is asked and not told, in the order of the page."""
    return [name for name, is_told in ASKED.items() if not is_told(practice)]
