"""The pathway and the data of the self-assessment, from the real records."""

from __future__ import annotations

import pytest

from practicebook import editorial, loading
from practicebook.expand import assessment, pathway
from practicebook.expand.context import Context
from practicebook.layout import Layout
from practicebook.registers import Criterion
from practicebook.vocabulary import ActionKind

from tests.builders import REPOSITORY


@pytest.fixture(scope="module")
def context() -> Context:
    """The knowledge base itself, in English."""
    layout = Layout(REPOSITORY)
    return Context(loading.load(layout).published(), editorial.load(layout), "en", "https://example.org/")


def test_every_criterion_is_there_with_what_helps(context: Context) -> None:
    """In their order, with all practices, and with a name for each declaration and training."""
    data = assessment.data(context)
    assert [one["id"] for one in data["criteria"]] == list(context.catalogue.terms["criteria"])
    for one in data["criteria"]:
        found = {practice.id for practice in context.catalogue.practices_with("criteria", one["id"])}
        assert set(one["practices"]) == found
        assert set(one["declarations"]) <= data["declarations"].keys()
        assert set(one["training"]) <= data["training"].keys()


def test_what_a_criterion_was_taken_from_comes_first(context: Context) -> None:
    """The guides that are its sources, then other training; the declarations that are its sources."""
    criterion = context.catalogue.vocabulary("criteria", Criterion)["crit-19"]
    assert assessment.training_for(context, criterion)[0] in {"tr-fra-guide", "tr-barcelona-guide", "tr-gwangju-center"}
    first = context.catalogue.vocabulary("criteria", Criterion)["crit-02"]
    assert assessment.declarations_for(context, first) == ["dec-charter-agenda", "dec-european-charter"]


def test_the_best_supported_practices_come_first(context: Context) -> None:
    """Whatever the order of the files."""
    found = assessment.practices_for(context, "crit-21")
    ranks = [context.catalogue.evidence(one).rank for one in found]
    assert ranks == sorted(ranks, reverse=True)
    assert len(found) > 3


def test_first_steps_hold_what_the_page_says(context: Context) -> None:
    """They answer a criterion, their kind needs nothing costly, no budget is recorded; small places come first."""
    kinds, known = context.catalogue.vocabulary("kinds", ActionKind), list(context.catalogue.terms["sizes"])
    found = pathway.light_steps(context.catalogue)
    assert len(found) > pathway.MOST
    for one in found:
        assert one.criteria
        assert not {"own-budget", "raise-revenue", "land-buildings", "run-services"} & set(kinds[one.kind].needs)
        assert not (one.resources and one.resources.budget)
    sizes = [context.catalogue.size(context.catalogue.places[one.place]) for one in found]
    order = [known.index(size) if size else len(known) for size in sizes]
    assert order == sorted(order)


def test_steps_are_in_the_order_of_time(context: Context) -> None:
    """Of each place by the year in which they began; practices without a year come last, or are no step of a place."""
    journeys = pathway.journeys(context.catalogue)
    assert [len(steps) for _, steps in journeys] == sorted((len(steps) for _, steps in journeys), reverse=True)
    for place, steps in journeys:
        years = [step.year or 0 for step in steps]
        assert len(years) > 1
        assert years == sorted(years)
        assert {step.practice.place for step in steps} == {place}
        assert all(step.practice.criteria for step in steps)
    some = pathway.in_time(list(context.catalogue.practices.values()))
    assert [step.year is None for step in some] == sorted(step.year is None for step in some)
