"""Changes: which records a proposal adds, changes or removes, and the pages that they make before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from practicebook.catalogue import Catalogue
from practicebook.editorial import Editorial
from practicebook.expand import practice
from practicebook.expand.context import Context
from practicebook.layout import WRITTEN_IN
from practicebook.model import Practice
from practicebook.problem import Problem

SHELVES = "practices/"


@dataclass(frozen=True)
class Book:
    """One state of the knowledge base: before a proposal, or with it; `texts` are its record files by path."""

    catalogue: Catalogue
    editorial: Editorial
    problems: Sequence[Problem]
    texts: Mapping[str, str]

    def practice(self, change: Change) -> Practice | None:
        """The practice that a change is about, as far as it can be read."""
        return self.catalogue.practices.get(change.id) if change.is_practice else None


@dataclass(frozen=True)
class Change:
    """A record of which files differ: itself, translations of it, or both."""

    id: str
    path: str
    files: tuple[str, ...]

    @property
    def is_practice(self) -> bool:
        """Tell whether it is a practice; else it is a place."""
        return self.path.startswith(SHELVES)


def changes(before: Book, after: Book) -> list[Change]:
    """Every record with a file that was added, changed or removed, in the order of the paths."""
    differing = defaultdict(list)
    for path in sorted({*before.texts, *after.texts}):
        if before.texts.get(path) != after.texts.get(path):
            id_, _, _ = PurePosixPath(path).stem.partition(".")
            differing[str(PurePosixPath(path).with_name(f"{id_}.yaml"))].append(path)
    return [Change(PurePosixPath(path).stem, path, tuple(files)) for path, files in sorted(differing.items())]


def languages(changed: Iterable[Change], after: Book) -> list[str]:
    """The languages of the site in which the changes are seen."""
    return sorted({language for change in changed for language in spoken(change, after)})


def spoken(change: Change, book: Book) -> Iterator[str]:
    """The languages in which the page of a practice changes: its own, and those of its translations."""
    record = book.practice(change)
    for file in change.files:
        own = record.language if record else WRITTEN_IN
        language = PurePosixPath(file).stem.partition(".")[2] or own
        if record:
            yield language if language in book.editorial.words else WRITTEN_IN


def pages(book: Book, changed: Sequence[Change], site_url: str) -> dict[tuple[str, str], str]:
    """The pages of changed practices by id and language, as if they were published; none if an error is in the way."""
    broken = {one.path for one in book.problems if one.is_error}
    if any(not path.startswith(SHELVES) for path in broken):  # a place or a word may be missing anywhere
        return {}
    known = _with_drafts(book.catalogue, {change.id for change in changed if change.is_practice}, broken)
    return {
        (change.id, language): practice.page(context, context.catalogue.practices[change.id]).text
        for language in languages(changed, book)
        for context in [Context(known, book.editorial, language, site_url, list(book.editorial.words))]
        for change in changed
        if change.is_practice and change.id in known.practices and language in spoken(change, book)
    }


def _with_drafts(catalogue: Catalogue, drafts: set[str], broken: set[str]) -> Catalogue:
    """What is published and these drafts, without records that have an error."""
    shown = {
        id_: one
        for id_, one in catalogue.practices.items()
        if (one.review.state == "published" or id_ in drafts)
        and catalogue.origins["Practice", id_].document.path not in broken
    }
    return replace(catalogue, practices=shown, _views={})
