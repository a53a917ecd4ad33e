"""The home page."""

from __future__ import annotations

from collections.abc import Iterator

from practicebook.expand.context import Context
from practicebook.page import Page

NEWEST = 6


def pages(context: Context) -> Iterator[Page]:
    """The page at the root of the language."""
    catalogue = context.catalogue
    practices = sorted(catalogue.practices.values(), key=lambda one: (-one.added_on.toordinal(), one.id))
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
        numbers=[("practices", len(practices)), ("places", len(places)), ("countries", len(countries)), ("rights", len(rights))],
        featured=_one_a_region(context),
    )


def _one_a_region(context: Context) -> list[object]:
    """The best supported practice of each part of the world: what a visitor sees first is from everywhere."""
    catalogue = context.catalogue
    best = {}
    for practice in catalogue.practices.values():
        region = catalogue.regions(practice)[-1].id
        strength = (-catalogue.evidence(practice).rank, -len(practice.results), practice.id)
        best[region] = min(best.get(region, (strength, practice)), (strength, practice), key=lambda pair: pair[0])
    order = [region for region in catalogue.terms["regions"] if region in best]
    firsts = [best[region][1] for region in order]
    rest = sorted(
        (one for one in catalogue.practices.values() if one not in firsts and one.place not in {f.place for f in firsts}),
        key=lambda one: (-catalogue.evidence(one).rank, -len(one.results), one.id),
    )
    return [*firsts, *rest][:NEWEST]
