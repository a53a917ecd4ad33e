"""Data for the self-assessment in the browser: the criteria, and what helps with each.

`data/assessment.json` of a language holds

- `pillars`: in their order, each with what it is about;
- `criteria`: in their order, each with its pillar, what would show that it is met, and ids of what helps: practices
  (the best supported first), declarations, training;
- `declarations` and `training`: what those are called.

A text in another language than that of the file is `{text, lang, dir}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from practicebook.expand.context import Context
from practicebook.expand.mechanisms import text
from practicebook.model import Practice
from practicebook.registers import CriteriaSource, Criterion, Training

FILE = "data/assessment.json"


def data(context: Context) -> dict[str, Any]:
    """The whole file, as the docstring of this module tells."""
    criteria = context.catalogue.vocabulary("criteria", Criterion)
    described = {id_: _criterion(context, one) for id_, one in criteria.items()}
    pillars = context.catalogue.terms["pillars"].values()
    return {
        "pillars": [{"id": one.id, "label": text(one.label), "about": text(one.description)} for one in pillars],
        "criteria": list(described.values()),
        **{name: _labels(context, name, described) for name in ("declarations", "training")},
    }


def _criterion(context: Context, criterion: Criterion) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "pillar": criterion.pillar,
        "label": text(criterion.label),
        "shown_by": text(criterion.evidence),
        "practices": [one.id for one in practices_for(context, criterion.id)],
        "declarations": declarations_for(context, criterion),
        "training": training_for(context, criterion),
    }


def practices_for(context: Context, criterion: str) -> list[Practice]:
    """The practices that exemplify a criterion, the best supported first."""
    found = context.catalogue.practices_with("criteria", criterion)
    return sorted(found, key=lambda one: (-context.catalogue.evidence(one).rank, one.id))


def declarations_for(context: Context, criterion: Criterion) -> list[str]:
    """The declarations from which the criterion was taken."""
    return [one.declaration for one in _based_on(context, criterion) if one.declaration]


def training_for(context: Context, criterion: Criterion) -> list[str]:
    """The guides from which the criterion was taken, then the training that helps with it."""
    guides = [one.training for one in _based_on(context, criterion) if one.training]
    training = context.catalogue.vocabulary("training", Training).values()
    return list(dict.fromkeys([*guides, *(one.id for one in training if criterion.id in one.criteria)]))


def _based_on(context: Context, criterion: Criterion) -> Iterator[CriteriaSource]:
    sources = context.catalogue.vocabulary("criteria-sources", CriteriaSource)
    return (sources[id_] for id_ in criterion.based_on)


def _labels(context: Context, register: str, described: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    named = {id_ for one in described.values() for id_ in one[register]}
    return {id_: text(context.label(register, id_)) for id_ in context.catalogue.terms[register] if id_ in named}
