"""The pathway: what a human rights city is, the criteria, the steps that places took, where to begin with little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from practicebook.catalogue import Catalogue
from practicebook.expand.context import Context
from practicebook.expand.sources import Sources
from practicebook.model import Practice
from practicebook.page import Page, Searched
from practicebook.registers import CriteriaSource, Criterion, Declaration, Entry
from practicebook.vocabulary import ActionKind

HERE = "pathway/"
MOST = 6  # practices named at once: the rest is one step further

# What the page begins with. Each stands in its register, with its sources.
DEFINITION = "dec-gwangju-2011"
PRINCIPLES = "cs-geneva-2019"
GUIDE = "cs-pdhre"

# Powers without which a practice costs money from the start.
COSTLY = {"own-budget", "raise-revenue", "land-buildings", "run-services"}


@dataclass(frozen=True)
class Step:
    """A practice as a step on the way: when it began, if that is known."""

    practice: Practice
    year: int | None


@dataclass(frozen=True)
class Asked:
    """A criterion with the steps that places took towards it: the first ones, and how many there are."""

    criterion: Criterion
    cites: Markup
    steps: Sequence[Step]
    total: int


@dataclass(frozen=True)
class Text:
    """A text of a register with what it says, point by point."""

    id: str
    label: str
    points: Sequence[str]
    note: str
    cites: Markup


def pages(context: Context) -> Iterator[Page]:
    """The one page."""
    words, catalogue = context.words["pathway"], context.catalogue
    sources = Sources(catalogue, str(context.words["practice"]["source_aria"]))
    title, description = str(words["title"]), str(words["description"])
    light = light_steps(catalogue)
    yield context.page(
        f"{HERE.strip('/')}.md",
        "pathway.md.j2",
        {
            "title": title,
            "description": description,
            "kind": "register",
            "crumbs": context.crumbs(HERE),
            "styles": ["pathway"],
            "searched": Searched("page", title, description),
        },
        definition=_definition(catalogue, sources),
        principles=_text(catalogue, sources, PRINCIPLES),
        guide=_text(catalogue, sources, GUIDE),
        pillars=[(pillar, _asked(context, sources, pillar)) for pillar in catalogue.terms["pillars"]],
        has_texts=bool(catalogue.terms["criteria-sources"]),
        journeys=journeys(catalogue),
        light=light[:MOST],
        light_total=len(light),
        sources=sources,
    )


def _definition(catalogue: Catalogue, sources: Sources) -> Text | None:
    found = catalogue.vocabulary("declarations", Declaration).get(DEFINITION)
    return _as_text(found, [found.description], sources) if found else None


def _text(catalogue: Catalogue, sources: Sources, id_: str) -> Text | None:
    found = catalogue.vocabulary("criteria-sources", CriteriaSource).get(id_)
    return _as_text(found, found.contents, sources) if found else None


def _as_text(entry: Entry, points: Sequence[str], sources: Sources) -> Text:
    return Text(entry.id, entry.label, points, entry.note or "", sources.cite_all(entry.sources))


def _asked(context: Context, sources: Sources, pillar: str) -> list[Asked]:
    criteria = context.catalogue.vocabulary("criteria", Criterion).values()
    return [_one(context, sources, one) for one in criteria if one.pillar == pillar]


def _one(context: Context, sources: Sources, criterion: Criterion) -> Asked:
    steps = in_time(context.catalogue.practices_with("criteria", criterion.id))
    return Asked(criterion, sources.cite_all(criterion.sources), steps[:MOST], len(steps))


def in_time(practices: Sequence[Practice]) -> list[Step]:
    """Practices by the year in which they began; those of which it is not known come last."""
    steps = [Step(one, one.period.since if one.period else None) for one in practices]
    return sorted(steps, key=lambda one: (one.year is None, one.year or 0, one.practice.id))


def journeys(catalogue: Catalogue) -> list[tuple[str, Sequence[Step]]]:
    """The places with more than one dated practice towards a criterion, those with most steps first."""
    found = {id_: _dated(catalogue.practices_with("places", id_)) for id_ in catalogue.places}
    several = [(id_, steps) for id_, steps in found.items() if len(steps) > 1]
    return sorted(several, key=lambda one: (-len(one[1]), one[0]))


def _dated(practices: Sequence[Practice]) -> list[Step]:
    return [step for step in in_time([one for one in practices if one.criteria]) if step.year]


def light_steps(catalogue: Catalogue) -> list[Practice]:
    """Practices towards a criterion whose kind usually needs none of the costly powers and that record no budget.

    Those of the smallest places come first, then those with the strongest evidence: a rule told on the page.
    """
    kinds, sizes = catalogue.vocabulary("kinds", ActionKind), list(catalogue.terms["sizes"])
    found = [
        one
        for one in catalogue.practices.values()
        if one.criteria
        and not COSTLY.intersection(kinds[one.kind].needs)
        and not (one.resources and one.resources.budget)
    ]

    def order(one: Practice) -> tuple[int, int, str]:
        size = catalogue.size(catalogue.places[one.place])
        return sizes.index(size) if size else len(sizes), -catalogue.evidence(one).rank, one.id

    return sorted(found, key=order)
