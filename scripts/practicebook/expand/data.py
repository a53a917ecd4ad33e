"""Data for the tools that run in the browser: short facts of every practice, with the words for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from practicebook.expand.context import Context
from practicebook.expand.practice import FACETS
from practicebook.expand.worldmap import point
from practicebook.model import Practice

FILE = "data/practices.json"


def files(context: Context) -> Mapping[str, bytes]:
    """The file of one language by its path in the site."""
    text = json.dumps(_data(context), ensure_ascii=False, separators=(",", ":"))
    return {f"{context.language}/{FILE}": text.encode()}


def _data(context: Context) -> dict[str, Any]:
    """`practices` hold ids of terms by facet; `labels` say what each id is called; `places` where each is on the map."""
    catalogue = context.catalogue
    practices = [_facts(context, one) for one in sorted(catalogue.practices.values(), key=lambda one: one.id)]
    used = {facet: sorted({id_ for one in practices for id_ in one[facet]}) for facet in FACETS}
    return {
        "facets": {facet: context.words["facets"][facet] for facet in FACETS},
        "labels": {facet: {id_: context.label(FACETS[facet], id_) for id_ in ids} for facet, ids in used.items()},
        "places": {id_: [spot.x, spot.y] for id_ in used["place"] if (spot := point(catalogue, catalogue.places[id_]))},
        "practices": practices,
    }


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
        **{facet: list(catalogue.terms_of(practice, register)) for facet, register in FACETS.items()},
    }
