"""All that a base expands to, made batch by batch as a build makes it, in this one process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from practicebook.batch import Batch, Part
from practicebook.catalogue import Catalogue
from practicebook.editorial import Editorial
from practicebook.expand import batches
from practicebook.expand.context import Context
from practicebook.page import Page


def made(batches: Iterable[Batch]) -> Part:
    """What all these batches make; pages sorted by path."""
    parts = [batch.part() for batch in batches]
    pages = sorted((page for part in parts for page in part.pages), key=lambda page: page.path)
    return Part(pages, {path: content for part in parts for path, content in part.files.items()})


def expand(
    catalogue: Catalogue, editorial: Editorial, language: str, site_url: str, languages: Sequence[str] = ()
) -> Sequence[Page]:
    """Every page of a language, sorted by path; see `Context` for what the arguments mean."""
    return made(batches(Context(catalogue, editorial, language, site_url, languages or [language]))).pages
