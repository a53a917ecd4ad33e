"""Surroundings: what pages and rules may look at beside one practice itself, named by its content.

They are every register, vocabulary and place, and of the practices what is told of them elsewhere: all but their
`INNER` fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from practicebook.catalogue import Catalogue
from practicebook.keeping import named
from practicebook.record import leaves

# What only a practice's own page tells, and files that are made anew in any case.
INNER = frozenset(
    {
        *("problem", "action", "results", "obstacles", "did_not_work", "contradictions", "lessons"),
        *("preconditions", "adaptations", "resources", "reach", "contact", "sources"),
    }
)
# Of these, what boards tell.
_QUOTED = frozenset({"contact", "resources"})


def around(catalogue: Catalogue) -> str:
    """Names all that a rule may look at beside the record itself; of practices that is who they are."""
    practices = (
        f"{id_}\n{catalogue.origins['Practice', id_].document.path}\n{one.place}\n{' '.join(one.former_ids)}"
        for id_, one in sorted(catalogue.practices.items())
    )
    return named(*practices, *_documents(catalogue), *catalogue.published_ids)


def faces(catalogue: Catalogue, language: str) -> Mapping[str, str]:
    """Names, for each practice, what is told of it elsewhere than on its own page, in a language."""
    return {id_: named(*_face(catalogue, id_, language)) for id_ in sorted(catalogue.practices)}


def boards(catalogue: Catalogue, faces: Mapping[str, str]) -> str:
    """Names what boards count and list: what is told of each practice, how much only its own page tells, and all that
    decides how far it is translated.
    """
    return named(*(part for id_ in catalogue.practices for part in (faces[id_], *_counted(catalogue, id_))))


def lists(catalogue: Catalogue) -> str:
    """Names all that is no practice: registers, vocabularies and places, with their translations."""
    translations = {
        one.document.path: one.document.name for one in catalogue.translations.values() if one.register != "practices"
    }
    rest = (repr(catalogue.unanswered), repr(catalogue.withdrawn), *catalogue.published_ids)
    return named(*_documents(catalogue), *(part for item in sorted(translations.items()) for part in item), *rest)


def own(catalogue: Catalogue, practice: str, language: str) -> Iterator[str]:
    """What a practice itself is made of: its file, and that of its translation."""
    document = catalogue.origins["Practice", practice].document
    yield from (document.path, document.name)
    translation = catalogue.translations.get(("practices", practice, language))
    yield translation.document.name if translation else ""


def _documents(catalogue: Catalogue) -> Iterator[str]:
    found = {one.document.path: one.document.name for (kind, _), one in catalogue.origins.items() if kind != "Practice"}
    return (part for item in sorted(found.items()) for part in item)


def _face(catalogue: Catalogue, practice: str, language: str) -> Iterator[str]:
    record = catalogue.practices[practice]
    yield record.model_dump_json(exclude=set(INNER))
    if translation := catalogue.translations.get(("practices", practice, language)):
        yield repr({name: value for name, value in translation.document.value.items() if name not in INNER})
    yield from (catalogue.evidence(record).id, *catalogue.readable_in(record))


def _counted(catalogue: Catalogue, practice: str) -> Iterator[str]:
    record = catalogue.practices[practice]
    yield record.model_dump_json(include=set(_QUOTED))
    yield repr([_extent(getattr(record, name)) for name in sorted(INNER - _QUOTED)])
    yield repr([result.figure is not None for result in record.results])
    if catalogue.unanswered:
        yield repr(any(catalogue.broken(leaf.text) for leaf in leaves(record)))
    _, *translated = catalogue.readable_in(record)
    for code in translated:
        yield from own(catalogue, practice, code)


def _extent(value: object) -> object:
    """How much a field says: how many there are, or whether there is anything."""
    return len(value) if isinstance(value, tuple) else value is not None
