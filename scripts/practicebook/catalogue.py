"""The catalogue: every record and vocabulary of one knowledge base, linked, indexed, and in any language."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

from practicebook.holdings import Holdings
from practicebook.model import Practice
from practicebook.translation import Foreign, localised, sort_key

# The registers under which practices are listed.
INDEXED = (
    *("themes", "rights", "groups", "sdgs", "kinds", "stages", "places", "countries", "regions"),
    *("criteria", "declarations", "recommendations", "un-recommendations"),
)


@dataclass
class Catalogue(Holdings):
    """What a knowledge base holds, with the indexes over it, which are worked out once."""

    language: str = ""
    """The language that `in_language` put all texts into; empty while each record speaks its own."""
    _views: dict[str, Catalogue] = field(default_factory=dict, repr=False, compare=False)

    def published(self) -> Catalogue:
        """The same catalogue without the practices that editors have not released yet."""
        released = {id_: one for id_, one in self.practices.items() if one.review.state == "published"}
        return replace(self, practices=released, _views={})

    def draft(self, *without: str) -> Catalogue:
        """A copy to add records to, without the practices that they replace, and without problems of its own."""
        gone = {("practices", id_) for id_ in without}
        return replace(
            self,
            practices={id_: one for id_, one in self.practices.items() if id_ not in without},
            translations={key: one for key, one in self.translations.items() if key[:2] not in gone},
            origins={**self.origins},
            problems=[],
            unread={*self.unread},
            partial=[],
            _views={},
        )

    def in_language(self, language: str) -> Catalogue:
        """The same catalogue with every text in `language`, or marked with the one it has; made once."""
        if language not in self._views:
            self._views[language] = self._in_language(language)
        return self._views[language]

    def _in_language(self, language: str) -> Catalogue:
        turned = {
            register: {id_: self._turned(register, id_, language) for id_ in records}
            for register, records in self.written.items()
        }
        return replace(
            self,
            language=language,
            _views={},
            practices=turned.pop("practices"),
            places=turned.pop("places"),
            shared_sources=turned.pop("sources"),
            terms=turned,
        )

    def _turned(self, register: str, id_: str, language: str) -> Any:  # noqa: ANN401 - a record of any register
        record = self.written[register][id_]
        written_in = self.source_language(register, id_)
        if written_in == language:
            return record
        foreign = partial(Foreign, language=written_in, direction=self.direction(written_in))
        return localised(record, self.translations.get((register, id_, language)), foreign)

    def readable_in(self, practice: Practice) -> tuple[str, ...]:
        """The languages in which a practice can be read: its own, and those it is translated into."""
        return (practice.language, *self._translated.get(practice.id, ()))

    @cached_property
    def _translated(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for register, id_, language in sorted(self.translations):
            if register == "practices":
                found[id_].append(language)
        return found

    def taken_up_by(self, id_: str) -> list[Practice]:
        """The practices that a practice, or a place, took up from elsewhere, as far as a record says so; by title."""
        return self._givers.get(id_, [])

    @cached_property
    def _givers(self) -> dict[str, list[Practice]]:
        found: dict[str, list[Practice]] = defaultdict(list)
        for practice in sorted(self.practices.values(), key=lambda one: (sort_key(one.title), one.id)):
            for id_ in practice.reused_by:
                found[id_].append(practice)
        return found

    def total_in(self, theme: str, size: str) -> int:
        """How many practices on a theme are from places of a size."""
        return self._by_theme_and_size[theme, size]

    @cached_property
    def _by_theme_and_size(self) -> Counter[tuple[str, str]]:
        return Counter(
            (theme, size)
            for practice in self.practices.values()
            for theme in self.terms_of(practice, "themes")
            for size in self.terms_of(practice, "sizes")
        )

    @cached_property
    def latest_review(self) -> dt.date:
        """The newest date in the records: the day for which boards and lists are true, since a build knows no clock."""
        return max((one.review.reviewed_on for one in self.practices.values()), default=dt.date.min)

    def terms_of(self, practice: Practice, register: str) -> tuple[str, ...]:
        """The ids under which a practice is listed in a register, what they are part of included."""
        return tuple(_TERMS_OF[register](self, practice))

    @cached_property
    def _index(self) -> dict[str, dict[str, list[Practice]]]:
        index: dict[str, dict[str, list[Practice]]] = {register: defaultdict(list) for register in INDEXED}
        for practice in sorted(self.practices.values(), key=lambda one: (sort_key(one.title), one.id)):
            for register in INDEXED:
                for id_ in self.terms_of(practice, register):
                    index[register][id_].append(practice)
        return index

    def indexed(self) -> None:
        """Work out the indexes now, for processes that are to share them."""
        _ = self._index, self._by_theme_and_size, self._givers, self._regions_of_countries

    def practices_with(self, register: str, id_: str) -> list[Practice]:
        """The practices listed under a term, by title; none for registers that practices do not name."""
        return self._index.get(register, {}).get(id_, [])


def _all_themes(catalogue: Catalogue, practice: Practice) -> Iterator[str]:
    """The themes of a practice and those above them, each once."""
    yield from dict.fromkeys(one for id_ in practice.themes for one in catalogue.with_ancestors("themes", id_))


def _answered(register: str, catalogue: Catalogue, practice: Practice) -> Iterator[str]:
    """The recommendations that a practice answers, of those that a register holds."""
    return (id_ for id_ in practice.recommendations if id_ in catalogue.terms[register])


# Register → how to find the ids under which a practice is listed in it.
_TERMS_OF: dict[str, Callable[[Catalogue, Practice], Iterable[str]]] = {
    "themes": _all_themes,
    "rights": lambda _, one: one.rights,
    "groups": lambda _, one: one.groups,
    "sdgs": lambda _, one: one.sdgs,
    "kinds": lambda _, one: (one.kind,),
    "stages": lambda _, one: (one.stage,),
    "evidence": lambda catalogue, one: (catalogue.evidence(one).id,),
    "places": lambda _, one: (one.place,),
    "countries": lambda catalogue, one: (catalogue.country(one).id,),
    "sizes": lambda catalogue, one: filter(None, [catalogue.size(catalogue.places[one.place])]),
    "periods": lambda catalogue, one: filter(None, [catalogue.began(one)]),
    "languages": lambda catalogue, one: catalogue.readable_in(one),
    "regions": lambda catalogue, one: (region.id for region in catalogue.regions(one)),
    "criteria": lambda _, one: one.criteria,
    "declarations": lambda _, one: one.declarations,
    "recommendations": partial(_answered, "recommendations"),
    "un-recommendations": partial(_answered, "un-recommendations"),
}
