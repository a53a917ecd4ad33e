"""What the finder counts and sorts by in the browser: one small file a facet, read only when that facet is needed.

Practices are numbered from the newest (`Context.numbered`), and search results carry the same numbers. So a page that
knows the words and one column knows which practices to show and how many each choice would leave.
theme/assets/js/explore/columns.js reads these files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from practicebook.expand.context import Context
from practicebook.expand.practice import FACETS
from practicebook.expand.worldmap import point
from practicebook.model import Practice
from practicebook.translation import sort_key

# Facets that a practice has from its place alone: told once a place, which is far less than once a practice.
OF_PLACES = ("region", "country", "size")


def files(context: Context) -> Mapping[str, bytes]:
    """The files of one language by their paths in the site."""
    practices = [context.catalogue.practices[id_] for id_ in context.numbered]
    own = {facet: _column(context, facet, practices) for facet in FACETS if facet not in {"place", *OF_PLACES}}
    parts = {**own, "place": _places(context, practices), "title": _ranks(practices)}
    return {f"{context.language}/data/finder/{name}.json": _json(value) for name, value in parts.items()}


def _ranks(practices: Sequence[Practice]) -> list[int]:
    """The place of each practice in the order of titles."""
    places = {title: place for place, title in enumerate(sorted({sort_key(one.title) for one in practices}))}
    return [places[sort_key(one.title)] for one in practices]


def _places(context: Context, practices: Sequence[Practice]) -> dict[str, Any]:
    """The column of places, by their names; for each of them where it is on the map, and the facets that hang on it."""
    catalogue = context.catalogue
    at = {one.place: one for one in practices}
    ids = context.by_label("places", at)
    spots = [point(catalogue, catalogue.places[id_]) for id_ in ids]
    return {
        **_encoded(ids, ((one.place,) for one in practices)),
        "points": [[spot.x, spot.y] if spot else None for spot in spots],
        "facets": {facet: _column(context, facet, [at[id_] for id_ in ids]) for facet in OF_PLACES},
    }


def _column(context: Context, facet: str, practices: Sequence[Practice]) -> dict[str, Any]:
    """What each practice is listed under, without what lies above that: the page knows what is above."""
    register, catalogue = FACETS[facet], context.catalogue
    terms = catalogue.ids(register)
    parents = {id_: getattr(term, "parent", None) for id_, term in terms.items()}

    def lowest(own: Sequence[str]) -> Sequence[str]:
        above = {parents.get(id_) for id_ in own}
        return [id_ for id_ in own if id_ not in above]

    found = [lowest(catalogue.terms_of(one, register)) for one in practices]
    used = {id_ for own in found for id_ in own}
    unlisted = sorted(used.difference(terms))  # a language of the site need not be in the vocabulary
    return _encoded([*(id_ for id_ in terms if id_ in used), *unlisted], found)


def _encoded(ids: Sequence[str], terms: Iterable[Sequence[str]]) -> dict[str, Any]:
    """`of` holds the terms of each practice by their place in `ids`: one number, or a list of several or none."""
    places = {id_: place for place, id_ in enumerate(ids)}
    found = ([places[id_] for id_ in own] for own in terms)
    return {"ids": list(ids), "of": [one[0] if len(one) == 1 else one for one in found]}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
