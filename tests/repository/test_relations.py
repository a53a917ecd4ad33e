"""The real records beside each other: every relation says why, and a way is drawn from both of its ends."""

from __future__ import annotations

import pytest

from practicebook import editorial, loading
from practicebook.expand.context import Context
from practicebook.expand.related import related
from practicebook.expand.trail import trail
from practicebook.layout import Layout

from tests.builders import REPOSITORY


@pytest.fixture(scope="module", params=["en", "ar"])
def context(request: pytest.FixtureRequest) -> Context:
    """What the pages of a language are expanded from."""
    layout = Layout(REPOSITORY)
    records = loading.load(layout).published()
    return Context(records, editorial.load(layout), str(request.param), "https://example.org/")


def test_every_relation_is_explained(context: Context) -> None:
    """No practice stands beside another without a reason, nor with a gap in it."""
    reasons = [one.reason for here in context.catalogue.practices.values() for one in related(context, here)]
    assert len(reasons) > len(context.catalogue.practices)
    assert [reason for reason in reasons if not reason.strip() or "{" in reason] == []


def test_a_trail_is_drawn_from_both_ends(context: Context) -> None:
    """Who took up a practice names whose it was, and the other way round; arrows lead from giver to taker."""
    records = context.catalogue.practices
    taken = [(giver, taker) for giver in records.values() for taker in giver.reused_by]
    assert taken
    for giver, taker in taken:
        given = trail(context, giver)
        assert given
        assert taker in [id_ for _, id_ in given.taken_by]
        assert len(given.arrows) == len(given.dots) - 1
        if taker in records:
            back = trail(context, records[taker])
            assert back
            assert ("practices", giver.id) in back.taken_from
