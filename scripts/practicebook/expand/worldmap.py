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
    found = []
    for place in catalogue.places.values():
        total = len(catalogue.practices_with("places", place.id))
        if place.coordinates and total:
            x, y = place.coordinates.longitude + 180, NORTH - place.coordinates.latitude
            found.append(Point(place, round(x, 1), round(y, 1), round(SMALLEST + GROWTH * total**0.5, 2)))
    return sorted(found, key=lambda point: (-point.radius, point.place.id))
