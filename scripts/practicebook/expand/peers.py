"""The page “Who can help me with this”: places, training and organisations, by theme, right and language.

The lists are complete without a script; theme/assets/js/tools/help.js hides what does not fit a choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from practicebook.expand.context import Context
from practicebook.expand.sources import Sources
from practicebook.model import Practice
from practicebook.page import Page, Searched
from practicebook.registers import Organisation, Training

HERE = "help/"
FACETS = ("themes", "rights", "languages")


@dataclass(frozen=True)
class Help:
    """Something or somebody that helps, with the terms by which it is found."""

    register: str
    id: str
    text: str
    terms: Mapping[str, Sequence[str]]
    cites: Markup
    web: str = ""


def pages(context: Context) -> Iterator[Page]:
    """The one page."""
    words, catalogue = context.words["help"], context.catalogue
    title, description = str(words["title"]), str(words["description"])
    sources = Sources(catalogue, str(context.words["practice"]["source_aria"]))
    practices = catalogue.practices.values()
    places = [_place(context, one) for one in practices if one.contact and one.contact.peer_learning]
    passed_on = [_place(context, one) for one in practices if one.reused_by]
    training = [_training(one, sources) for one in catalogue.vocabulary("training", Training).values()]
    offers = [(kind, _offers(context, kind, sources)) for kind in catalogue.terms["offers"]]
    everything = [*places, *passed_on, *training, *(one for _, found in offers for one in found)]
    yield context.page(
        "help.md",
        "help.md.j2",
        {
            "title": title,
            "description": description,
            "kind": "register",
            "crumbs": context.crumbs(HERE),
            "styles": ["mechanisms"],
            "words": ["help"],
            "searched": Searched("page", title, description),
        },
        places=places,
        passed_on=passed_on,
        training=training,
        offers=[(kind, found) for kind, found in offers if found],
        facets=[(facet, _options(context, facet, everything)) for facet in FACETS],
        sources=sources,
    )


def _place(context: Context, practice: Practice) -> Help:
    """The place of a practice, by what the practice is about; in which languages its office answers is not recorded."""
    contact, place = practice.contact, context.label("places", practice.place)
    return Help(
        "practices",
        practice.id,
        context.named(place, contact.office) if contact and contact.office else place,
        {"themes": practice.themes, "rights": practice.rights, "languages": ()},
        Markup(),
        (contact.web or "") if contact else "",
    )


def _training(entry: Training, sources: Sources) -> Help:
    terms = {"themes": entry.themes, "rights": entry.rights, "languages": entry.languages}
    return Help("training", entry.id, entry.provider, terms, sources.cite_all(entry.sources))


def _offers(context: Context, kind: str, sources: Sources) -> list[Help]:
    """What organisations offer of one kind."""
    entries = context.catalogue.vocabulary("organisations", Organisation).values()
    return [
        Help(
            "organisations",
            entry.id,
            offer.text,
            {"themes": entry.themes, "rights": entry.rights, "languages": entry.languages},
            sources.cite_all(offer.sources),
        )
        for entry in entries
        for offer in entry.offers
        if offer.kind == kind
    ]


def _options(context: Context, facet: str, everything: Sequence[Help]) -> list[str]:
    """The terms that something on the page has; of themes also those above, in the order of their list."""
    named = {id_ for one in everything for id_ in one.terms[facet]}
    if facet == "themes":
        named |= {above for id_ in named for above in context.catalogue.with_ancestors("themes", id_)}
        return [id_ for id_ in context.catalogue.terms[facet] if id_ in named]
    return context.by_label(facet, named)
