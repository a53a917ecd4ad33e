"""Expansion: the catalogue → the pages of one language. Pure: no disk, no clock, no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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
    fit,
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
    related,
    roadmap,
    term,
    tools,
    withdrawn,
)
from practicebook.expand.context import Context
from practicebook.expand.kinship import Key, keys
from practicebook.keeping import named
from practicebook.model import Practice

# What is made family by family; practices and their frames, of which there are many, are made in slices.
_PAGES = (
    *(home, explore, listing, register, commitments, roadmap, pathway, quality),
    *(agenda, local_review, peers, contribute, tools, downloads, hand),
)
_FILES = (data, finder, withdrawn)
_COUNT = (pathway, peers, quality, data)  # of practices also how much their own pages tell


def batches(context: Context) -> Iterator[Batch]:
    """How to make all that one language has but its cards, the longest batches first."""

    def batch(make: Callable[[], Part], *inputs: str) -> Batch:
        return Batch(context.language, make, named(context.ground, *inputs), context.prepare)

    told = named(*context.faces.values())
    counted = surroundings.boards(context.original, context.faces)
    kin = context.kin.named(context.faces)
    for name in term.REGISTERS:
        yield batch(partial(_terms, context, name), told, name)
    for practices in slices(context.catalogue.practices, of_pages=True):
        yield batch(partial(_practices, context, practices), *_inputs(context, kin, practices))
    for family in (*_PAGES, *_FILES):
        tells = counted if family in _COUNT else told
        yield batch(partial(_family, context, family), tells, family.__name__)


def _inputs(context: Context, kin: Mapping[Key, str], practices: Sequence[Practice]) -> Iterator[str]:
    """What pages of some practices are made from besides the ground: their own files, and others that they may name."""
    for one in practices:
        yield from (context.faces[one.id], repr(fit.alike(context, one)))
        yield from surroundings.own(context.original, one.id, context.language)
        yield from (kin[key] for key in keys(one))
        yield from (context.faces[id_] for id_ in sorted(related.of_trail(context, one)))


def _terms(context: Context, register: str) -> Part:
    return Part(list(term.pages_of(context, register)), frame.of_terms(context, register))


def _practices(context: Context, practices: Sequence[Practice]) -> Part:
    return Part([practice.page(context, one) for one in practices], frame.of_practices(context, practices))


def _family(context: Context, family: ModuleType) -> Part:
    return Part(
        list(family.pages(context)) if family in _PAGES else [], family.files(context) if family in _FILES else {}
    )
