"""Expansion: the catalogue → the pages of one language. Pure: no disk, no clock, no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from types import ModuleType

from practicebook import surroundings
from practicebook.batch import Batch, Part, slices
from practicebook.expand import (
    agenda,
    commitments,
    contribute,
    data,
    downloads,
    explore,
    finder,
    frame,
    hand,
    home,
    listing,
    local_review,
    pathway,
    peers,
    practice,
    quality,
    register,
    roadmap,
    term,
    tools,
    withdrawn,
)
from practicebook.expand.context import Context
from practicebook.keeping import named
from practicebook.model import Practice

# What is made family by family; practices and their frames, of which there are many, are made in slices.
_PAGES = (
    *(home, explore, listing, register, commitments, roadmap, pathway, quality),
    *(agenda, local_review, peers, contribute, tools, downloads, hand),
)
_FILES = (data, finder, withdrawn)


def batches(context: Context) -> Iterator[Batch]:
    """How to make all that one language has but its cards, the longest batches first."""
    context.prepare()
    around = context.inputs()
    for name in term.REGISTERS:
        yield Batch(context.language, partial(_terms, context, name), named(around, name))
    for practices in slices(list(context.catalogue.practices.values())):
        texts = (text for one in practices for text in surroundings.own(context.original, one.id, context.language))
        yield Batch(context.language, partial(_practices, context, practices), named(around, *texts))
    for family in (*_PAGES, *_FILES):
        yield Batch(context.language, partial(_family, context, family))


def _terms(context: Context, register: str) -> Part:
    return Part(list(term.pages_of(context, register)), frame.of_terms(context, register))


def _practices(context: Context, practices: Sequence[Practice]) -> Part:
    return Part([practice.page(context, one) for one in practices], frame.of_practices(context, practices))


def _family(context: Context, family: ModuleType) -> Part:
    return Part(
        list(family.pages(context)) if family in _PAGES else [], family.files(context) if family in _FILES else {}
    )
