"""The home page."""

from __future__ import annotations

from collections.abc import Iterator

from practicebook.expand.context import Context
from practicebook.expand.worldmap import points
from practicebook.model import Practice
from practicebook.page import Page

FEATURED = 6


def pages(context: Context) -> Iterator[Page]:
    """The page at the root of the language."""
    catalogue = context.catalogue
    practices = list(catalogue.practices.values())
    places = {practice.place for practice in practices}
    countries = {catalogue.country(practice).id for practice in practices}
    rights = {id_ for practice in practices for id_ in practice.rights}
    words = context.words["home"]
    yield context.page(
        "index.md",
        "home.md.j2",
        {"title": words["title"], "description": words["description"], "kind": "home", "crumbs": []},
        themes=[id_ for id_, theme in catalogue.themes.items() if theme.parent is None],
        totals={id_: len(catalogue.practices_with("themes", id_)) for id_ in catalogue.themes},
        numbers=[
            ("practices", len(practices)),
            ("places", len(places)),
            ("countries", len(countries)),
            ("rights", len(rights)),
        ],
        featured=_one_a_region(context),
        points=points(catalogue),
    )


def _one_a_region(context: Context) -> list[Practice]:
    """The best supported practice of each part of the world, then of other places: visitors first see all of it."""
    catalogue = context.catalogue
    ranked = sorted(
        catalogue.practices.values(), key=lambda one: (-catalogue.evidence(one).rank, -len(one.results), one.id)
    )
    firsts = list({catalogue.regions(one)[-1].id: one for one in reversed(ranked)}.values())
    places = {one.place for one in firsts}
    elsewhere = {one.place: one for one in reversed(ranked) if one.place not in places}
    order = list(catalogue.terms["regions"])
    firsts.sort(key=lambda one: order.index(catalogue.regions(one)[-1].id))
    rest = [one for one in ranked if elsewhere.get(one.place) is one]
    return [*firsts, *rest][:FEATURED]
