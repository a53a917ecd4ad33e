"""A city that a reader tells of, and what fits it, worked out from the records."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from babel.lists import format_list

from practicebook.catalogue import Catalogue
from practicebook.expand.context import Context
from practicebook.model import Practice
from practicebook.vocabulary import ActionKind, Country


@dataclass(frozen=True)
class City:
    """What a reader tells of a city; nothing of what is empty."""

    place: str = ""
    size: str = ""
    region: str = ""
    theme: str = ""
    power: Sequence[str] = field(default_factory=tuple)

    def query(self) -> str:
        """The address that says all of it, also what follows from the place."""
        told = [(name, getattr(self, name)) for name in ("place", "size", "region", "theme")]
        return urlencode([*((name, id_) for name, id_ in told if id_), *(("power", id_) for id_ in self.power)])


@dataclass(frozen=True)
class Fits:
    """What fits a city, worked out from the records, one after the other."""

    context: Context

    @property
    def catalogue(self) -> Catalogue:
        return self.context.catalogue

    @property
    def words(self) -> Mapping[str, Any]:
        words: Mapping[str, Any] = self.context.words["like_mine"]
        return words

    def at(self, place: str) -> City:
        """What follows from a place: its population, and the part of the world one step above the smallest."""
        country = self.catalogue.vocabulary("countries", Country)[self.catalogue.places[place].country]
        line = self.catalogue.with_ancestors("regions", country.region)
        return City(place, self.catalogue.size(self.catalogue.places[place]) or "", line[-2])

    def lacking(self, practice: Practice, city: City) -> list[str]:
        needs = self.catalogue.vocabulary("kinds", ActionKind)[practice.kind].needs
        return [id_ for id_ in needs if id_ not in city.power] if city.power else []

    def points(self, practice: Practice, city: City) -> list[str]:
        there = self.catalogue.places[practice.place]
        held = {
            "size": city.size == self.catalogue.size(there),
            "country": bool(city.place) and self.catalogue.places[city.place].country == there.country,
            "region": city.region in self.catalogue.terms_of(practice, "regions"),
            "powers": bool(city.power) and not self.lacking(practice, city),
        }
        return [name for name, holds in held.items() if holds]

    def asked(self, city: City) -> int:
        return sum(map(bool, (city.size, city.place, city.region, city.power)))

    def ranked(self, city: City) -> list[Practice]:
        """Everything that matches in at least one point; most points first, then the strongest evidence."""
        found = [
            one
            for one in self.catalogue.practices.values()
            if one.place != city.place
            and (not city.theme or city.theme in self.catalogue.terms_of(one, "themes"))
            and self.points(one, city)
        ]
        return sorted(found, key=lambda one: self.order(one, city))

    def order(self, practice: Practice, city: City) -> tuple[int, int]:
        return -len(self.points(practice, city)), -self.catalogue.evidence(practice).rank

    def view(self, city: City) -> list[tuple[str, list[dict[str, Any]]]]:
        """The groups as the page shows them; those of equal points and evidence by title, which is told apart below."""
        groups = groupby(self.ranked(city), key=lambda one: len(self.points(one, city)))
        return [
            (self.words["group"].format(held=held, asked=self.asked(city)), [self.card(one, city) for one in some])
            for held, some in groups
        ]

    def card(self, practice: Practice, city: City) -> dict[str, Any]:
        needed = [self.context.label("powers", id_) for id_ in self.lacking(practice, city)]
        said = self.words["lacks"].format(powers=format_list(needed, locale="en_US")) if needed else ""
        held = [self.words["points"][name] for name in self.points(practice, city)]
        return {"title": practice.title, "held": held, "lacks": said}

    def at_random(self, seed: int) -> City:
        """A city with some of what can be told."""
        chance = random.Random(seed)  # noqa: S311 - the same in every run
        practice = chance.choice(list(self.catalogue.practices.values()))
        regions = self.catalogue.terms_of(practice, "regions")
        power = chance.sample(list(self.catalogue.terms["powers"]), chance.choice([0, 2, 5]))
        theme = chance.choice(["", "", practice.themes[0].split("/")[0]])
        if chance.random() < 0.5:
            base = self.at(practice.place)
            return City(base.place, base.size, base.region, theme, power)
        size = chance.choice(["", *self.catalogue.terms["sizes"]])
        return City("", size, chance.choice(["", *regions]), theme, power)
