"""Points on the world map of the theme (theme/assets/img/world.svg), which is drawn in degrees."""

from __future__ import annotations

from dataclasses import dataclass

from practicebook.catalogue import Catalogue
from practicebook.model import Place

# The map is equirectangular: one unit a degree, from 180° west, and from this latitude downwards.
NORTH = 80.0
SMALLEST = 1.6
GROWTH = 0.7


@dataclass(frozen=True)
class Point:
    """A place on the map; `radius` grows with its practices. Units are degrees."""

    place: Place
    x: float
    y: float
    radius: float


def points(catalogue: Catalogue) -> list[Point]:
    """The places with practices and known coordinates, largest first, so that small ones stay visible on top."""
    placed = (
        point(catalogue, place) for place in catalogue.places.values() if catalogue.practices_with("places", place.id)
    )
    return sorted((one for one in placed if one), key=lambda one: (-one.radius, one.place.id))


def point(catalogue: Catalogue, place: Place) -> Point | None:
    """Where a place is on the map; nothing if its coordinates are not known."""
    if place.coordinates is None:
        return None
    total = len(catalogue.practices_with("places", place.id))
    x, y = place.coordinates.longitude + 180, NORTH - place.coordinates.latitude
    return Point(place, round(x, 1), round(y, 1), round(SMALLEST + GROWTH * total**0.5, 2))
