"""Data for the tools that run in the browser: short facts of every practice, with the words for them; each record as
its file has it; from `mechanisms` what the builder of submissions needs, from `form` what the form does, from
`assessment` what the self-assessment does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from practicebook.catalogue import Catalogue
from practicebook.expand import assessment, form, mechanisms
from practicebook.expand.context import Context
from practicebook.expand.practice import FACETS
from practicebook.expand.worldmap import point
from practicebook.model import Practice
from practicebook.vocabulary import ActionKind

FILE = "data/practices.json"


def files(context: Context) -> Mapping[str, bytes]:
    """The files of one language by their paths in the site."""
    return {
        f"{context.language}/{form.FILE}": _json(form.data(context)),
        f"{context.language}/{FILE}": _json(_data(context)),
        f"{context.language}/{mechanisms.FILE}": _json(mechanisms.data(context)),
        f"{context.language}/{assessment.FILE}": _json(assessment.data(context)),
    }


def records(catalogue: Catalogue, practices: Iterable[Practice]) -> Mapping[str, bytes]:
    """Each of some records as its file has it: the same for all languages."""
    texts = {one.id: catalogue.origins["Practice", one.id].document.text for one in practices}
    return {f"data/practices/{id_}.yaml": text.encode() for id_, text in texts.items()}


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _data(context: Context) -> dict[str, Any]:
    """`practices`, by their numbers, hold ids of terms by facet; `labels` say what each is called; `places` where each
    is on the map; `needs` which powers each kind of action usually needs; `powers` what each of them means.
    """
    catalogue = context.catalogue
    practices = [_facts(context, catalogue.practices[id_]) for id_ in context.numbered]
    used = {facet: _used(catalogue, facet, practices) for facet in FACETS}
    labels = {facet: {id_: context.label(FACETS[facet], id_) for id_ in ids} for facet, ids in used.items()}
    powers = catalogue.terms["powers"]
    return {
        "facets": {facet: context.words["facets"][facet] for facet in FACETS},
        "labels": {**labels, "power": {id_: power.label for id_, power in powers.items()}},
        "needs": {id_: catalogue.vocabulary("kinds", ActionKind)[id_].needs for id_ in used["kind"]},
        "powers": {id_: power.description for id_, power in powers.items()},
        "places": {id_: [spot.x, spot.y] for id_ in used["place"] if (spot := point(catalogue, catalogue.places[id_]))},
        "practices": practices,
    }


def _used(catalogue: Catalogue, facet: str, practices: Sequence[Mapping[str, Any]]) -> list[str]:
    """Every term that at least one practice has, in the order of its vocabulary."""
    ids = {id_ for one in practices for id_ in one[facet]}
    return [id_ for id_ in catalogue.ids(FACETS[facet]) if id_ in ids]


def _facts(context: Context, practice: Practice) -> dict[str, Any]:
    catalogue, period = context.catalogue, practice.period
    return {
        "id": practice.id,
        "title": practice.title,
        "summary": practice.summary,
        "tongue": getattr(practice.title, "language", context.language),
        "since": period.since if period else None,
        "until": period.until if period else None,
        "added": practice.added_on.isoformat(),
        "preconditions": len(practice.preconditions),
        **{facet: list(catalogue.terms_of(practice, register)) for facet, register in FACETS.items()},
    }
