"""Expansion: the catalogue → the pages of one language. Pure: no disk, no clock, no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from practicebook.catalogue import Catalogue
from practicebook.editorial import Editorial
from practicebook.expand import (
    agenda,
    cards,
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
from practicebook.page import Card, Page


class Expanded(NamedTuple):
    """The pages of a language, sorted by path, its other files, by their path in the site, and its cards."""

    pages: Sequence[Page]
    files: Mapping[str, bytes]
    cards: tuple[Card, ...]


def expand(
    catalogue: Catalogue, editorial: Editorial, language: str, site_url: str, languages: Sequence[str] = ()
) -> list[Page]:
    """Every page of a language, sorted by path; see `expand_with_files`."""
    return list(expand_with_files(catalogue, editorial, language, site_url, languages).pages)


def expand_with_files(
    catalogue: Catalogue,
    editorial: Editorial,
    language: str,
    site_url: str,
    languages: Sequence[str] = (),
    *,
    has_copies: bool = False,
) -> Expanded:
    """All that one language has.

    `site_url` ends in a slash and is shown in citations; `languages` are all that the site will have;
    with `has_copies`, a copy of each to read without a network is beside them.
    """
    context = Context(catalogue, editorial, language, site_url, languages or [language], has_copies=has_copies)
    records = (home, explore, practice, term, listing, register, commitments, roadmap, pathway, quality)
    families = (*records, agenda, local_review, peers, contribute, tools, downloads, hand)
    pages = [page for family in families for page in family.pages(context)]
    others = (data, finder, frame, withdrawn)
    files = {path: content for family in others for path, content in family.files(context).items()}
    return Expanded(sorted(pages, key=lambda page: page.path), files, tuple(cards.cards(context)))
