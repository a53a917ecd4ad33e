"""Publishing: the catalogue → files for other people's software. Pure: no disk, no clock, no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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

# What belongs to the whole base, what each practice has, and what each language of the site has.
SHARED = (workbook, base, tables, geography, references, describe)
OF_PRACTICES = (base, references)
OF_A_LANGUAGE = (feeds, events, discovery)


def batches(whole: Base) -> Iterator[Batch]:
    """How to make every file, the longest batches first."""
    makers: list[Callable[[], Mapping[str, bytes]]] = [partial(family.files, whole) for family in SHARED]
    makers += [partial(_of_language, whole, family, one) for one in whole.languages for family in OF_A_LANGUAGE]
    makers += [partial(_llms, whole), partial(data.records, whole.catalogue)]
    said = (whole.site_url, *whole.languages, repr(whole.terms), repr(whole.words))
    everything = surroundings.everything(whole.catalogue, whole.languages)
    for number, make in enumerate(makers):
        name = f"data {number}"
        yield Batch(whole.language, partial(_part, make), named(name, *said, everything), late=name)
    for some in slices(list(whole.catalogue.practices.values())):
        texts = (
            text for one in some for code in whole.languages for text in surroundings.own(whole.catalogue, one.id, code)
        )
        yield Batch(whole.language, partial(_part, partial(_practices, whole, some)), named("data", *said, *texts))


def _part(make: Callable[[], Mapping[str, bytes]]) -> Part:
    return Part(files=make())


def _practices(whole: Base, practices: Sequence[Practice]) -> Mapping[str, bytes]:
    return {path: one for family in OF_PRACTICES for path, one in family.of_practices(whole, practices).items()}


def _of_language(whole: Base, family: ModuleType, language: str) -> Mapping[str, bytes]:
    made: Mapping[str, bytes] = family.files(whole.views[language])
    return made


def _llms(whole: Base) -> Mapping[str, bytes]:
    return {"llms.txt": discovery.llms(whole)}
