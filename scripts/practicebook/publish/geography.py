"""Places as GeoJSON (RFC 7946), each with its practices."""

from __future__ import annotations

from typing import Any

from practicebook.expand.address import DATA
from practicebook.model import Place
from practicebook.publish.base import Base, as_json

FILE = f"{DATA}/places.geojson"


def files(base: Base) -> dict[str, bytes]:
    """The one collection."""
    places = (place for _, place in sorted(base.catalogue.places.items()))
    features = [_feature(base, place) for place in places]
    return {FILE: as_json({"type": "FeatureCollection", **base.licence, "features": features})}


def _feature(base: Base, place: Place) -> dict[str, Any]:
    """A place; where no source tells its position, its geometry is null, as the standard has it."""
    spot = place.coordinates
    practices = base.catalogue.practices_with("places", place.id)
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": [spot.longitude, spot.latitude]} if spot else None,
        "properties": {
            "name": place.name,
            "kind": place.kind,
            "country": place.country,
            "practices": [one.id for one in practices],
            "url": base.page("places", place.id),
        },
    }
