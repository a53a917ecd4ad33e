"""Publishing: the catalogue → files for other people's software. Pure: no disk, no clock, no network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import ModuleType

from practicebook import surroundings
from practicebook.batch import Batch, Part, slices
from practicebook.expand import data
from practicebook.keeping import named
from practicebook.model import Practice
from practicebook.publish import base, describe, discovery, events, feeds, geography, references, tables, workbook
from practicebook.publish.base import Base

__all__ = ["Base", "batches"]

# What is told of practices on their pages, and of all else, decides over these; over the rest all that there is.
TOLD = (geography, references, describe)
OF_A_LANGUAGE = (feeds, events, discovery)


def batches(whole: Base) -> Iterator[Batch]:
    """How to make every file, the longest batches first."""
    said = (whole.site_url, *whole.languages, repr(whole.terms), repr(whole.words))
    lists = surroundings.lists(whole.catalogue)

    def batch(
        make: Callable[..., Part], name: str, *inputs: str, late: bool = False, of: Sequence[Batch] | None = None
    ) -> Batch:
        return Batch(whole.language, make, named(name, *said, *inputs), late=name if late else "", of=of)

    slices_ = [(some, named(*_own(whole, some))) for some in slices(whole.catalogue.practices)]
    records = [batch(partial(_records, whole, some), "records", own) for some, own in slices_]
    rows = [batch(partial(_rows, whole, some), "rows", lists, own) for some, own in slices_]
    yield from (*records, *rows)
    everything = named(lists, *(own for _, own in slices_))
    for family, pieces in ((workbook, rows), (tables, rows), (base, records)):
        yield batch(partial(_put_together, whole, family), family.__name__, everything, late=True, of=pieces)
    told = named(
        lists, *(face for code in whole.languages for face in surroundings.faces(whole.catalogue, code).values())
    )
    for family in TOLD:
        yield batch(partial(_part, partial(family.files, whole)), family.__name__, told, late=True)
    for code in whole.languages:
        for family in OF_A_LANGUAGE:
            make = partial(_of_language, whole, family, code)
            yield batch(partial(_part, make), f"{family.__name__} {code}", told, late=True)
    yield batch(partial(_part, partial(_llms, whole)), "llms", late=True)


def _own(whole: Base, practices: Sequence[Practice]) -> Iterator[str]:
    return (
        name
        for one in practices
        for code in whole.languages
        for name in surroundings.own(whole.catalogue, one.id, code)
    )


def _records(whole: Base, practices: Sequence[Practice]) -> Part:
    files, piece = base.of_practices(whole, practices)
    files = {**files, **references.of_practices(whole, practices), **data.records(whole.catalogue, practices)}
    return Part(files=files, piece=piece)


def _rows(whole: Base, practices: Sequence[Practice]) -> Part:
    return Part(piece=tables.piece(whole, practices))


def _put_together(whole: Base, family: ModuleType, pieces: Iterable[bytes]) -> Part:
    return Part(files=family.files(whole, pieces))


def _part(make: Callable[[], Mapping[str, bytes]]) -> Part:
    return Part(files=make())


def _of_language(whole: Base, family: ModuleType, language: str) -> Mapping[str, bytes]:
    made: Mapping[str, bytes] = family.files(whole.views[language])
    return made


def _llms(whole: Base) -> Mapping[str, bytes]:
    return {"llms.txt": discovery.llms(whole)}
