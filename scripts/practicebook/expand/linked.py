"""What a practice page tells search engines: terms of schema.org, for the JSON-LD in its head."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from practicebook.expand.context import Context
from practicebook.model import Practice


def linked(context: Context, practice: Practice) -> Iterator[tuple[str, Any]]:
    """Name and value of each property of a schema.org Article; the other properties are those of every page."""
    terms = ("themes", "rights")
    yield "headline", practice.title
    yield "datePublished", practice.added_on.isoformat()
    yield "dateModified", practice.changed_on.isoformat()
    yield "about", [context.label(register, id_) for register in terms for id_ in getattr(practice, register)]
    yield "spatialCoverage", _place(context, practice.place)
    yield "citation", [source.url for source in practice.sources if source.url]
    yield "identifier", practice.id


def _place(context: Context, id_: str) -> dict[str, Any]:
    place = context.catalogue.places[id_]
    spot = place.coordinates
    where = {"@type": "GeoCoordinates", "latitude": spot.latitude, "longitude": spot.longitude} if spot else None
    return {"@type": "Place", "name": place.name, **({"geo": where} if where else {})}
