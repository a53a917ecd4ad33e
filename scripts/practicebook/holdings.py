"""Holdings: the records and terms of one knowledge base by id, and what each says of the others that it names."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from practicebook.layout import WRITTEN_IN
from practicebook.model import Place, Practice, Source
from practicebook.problem import Problem
from practicebook.registers import KINDS
from practicebook.source import Document, Steps
from practicebook.translation import State, Translation, state
from practicebook.translations import Key
from practicebook.unanswered import Unanswered
from practicebook.vocabulary import Country, Evidence, LanguageTerm, PeriodTerm, Region, Size, Term, Theme
from practicebook.withdrawn import Withdrawn

Kind = TypeVar("Kind", bound=Term)

# Between the names of registers, where a field may name an entry of either.
EITHER = "-or-"


@dataclass(frozen=True)
class Origin:
    """Where a record came from, so that a problem found late can still point into its file."""

    document: Document
    steps: Steps = ()


@dataclass
class Holdings:
    """Everything known, by id. Treat as frozen once loaded: what follows from it is worked out once."""

    practices: dict[str, Practice] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    shared_sources: dict[str, Source] = field(default_factory=dict)
    terms: dict[str, dict[str, Term]] = field(default_factory=lambda: {name: {} for name in KINDS})
    translations: dict[Key, Translation] = field(default_factory=dict)
    published_ids: tuple[str, ...] = ()
    unanswered: dict[str, Unanswered] = field(default_factory=dict)
    """Addresses of other sites that failed when they were last tried."""
    withdrawn: dict[str, Withdrawn] = field(default_factory=dict)
    """Practices that were taken back for good."""
    origins: dict[tuple[str, str], Origin] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _ancestors: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    unread: set[str] = field(default_factory=set)
    """Ids of records, terms and lists that have a problem of their own: they exist, though nothing is known of them."""
    partial: list[tuple[Practice | Place, Origin]] = field(default_factory=list)
    """What can be read of the records that have errors; for the rules alone."""

    def vocabulary(self, name: str, kind: type[Kind]) -> Mapping[str, Kind]:
        """The terms of one vocabulary, typed; the loader has validated them as `kind`."""
        return cast("Mapping[str, Kind]", self.terms[name]) if issubclass(KINDS[name], kind) else {}

    def ids(self, register: str) -> Mapping[str, object]:
        """Everything that a Reference to `register` may name; `a-or-b` is either."""
        if EITHER in register:
            return ChainMap(*(self._held(part) for part in reversed(register.split(EITHER))))  # from the last one on
        return self._held(register)

    def _held(self, register: str) -> dict[str, Any]:
        registers: dict[str, dict[str, Any]] = {"practices": self.practices, "places": self.places}
        return registers.get(register) or self.terms.get(register, {})

    def holder(self, register: str, id_: str) -> str:
        """The register that holds an id, of those that a Reference to `register` may name."""
        if EITHER not in register:
            return register
        return next((part for part in register.split(EITHER) if id_ in self.ids(part)), register)

    @property
    def records(self) -> list[Practice | Place]:
        """Every record that has a page and an id of its own."""
        return [*self.practices.values(), *self.places.values()]

    def broken(self, address: str | None) -> Unanswered | None:
        """What is known of an address of another site that failed on so many days that pages say so."""
        known = self.unanswered.get((address or "").partition("#")[0])
        return known if known and known.is_broken else None

    def source(self, practice: Practice | Place, id_: str) -> Source | None:
        """The source that a record calls `id_`: its own, or a shared one."""
        own = next((one for one in practice.sources if one.id == id_), None)
        return own or self.shared_sources.get(id_)

    @cached_property
    def written(self) -> dict[str, Mapping[str, Practice | Place | Term | Source]]:
        """Everything that can be translated, by register and id."""
        return {"practices": self.practices, "places": self.places, "sources": self.shared_sources, **self.terms}

    def source_language(self, register: str, id_: str) -> str:
        """The language that a record is written in."""
        return self.practices[id_].language if register == "practices" else WRITTEN_IN

    def state(self, register: str, id_: str, language: str) -> State | None:
        """How far a record is translated into a language; nothing for its own language."""
        if self.source_language(register, id_) == language:
            return None
        return state(self.written[register][id_], self.translations.get((register, id_, language)))

    def direction(self, language: str) -> str:
        """How a language is written, `ltr` or `rtl`; `ltr` for one that the vocabulary does not know."""
        term = self.vocabulary("languages", LanguageTerm).get(language)
        return term.direction if term else "ltr"

    @property
    def themes(self) -> Mapping[str, Theme]:
        """Themes and sub-themes."""
        return self.vocabulary("themes", Theme)

    @property
    def site_languages(self) -> tuple[LanguageTerm, ...]:
        """The languages the site may speak, in the order of the file."""
        return tuple(term for term in self.vocabulary("languages", LanguageTerm).values() if term.site)

    def with_ancestors(self, register: str, id_: str) -> tuple[str, ...]:
        """A term and what it is part of, nearest first; safe against a circle in the data."""
        known = self._ancestors.get((register, id_))
        if known is None:
            known = self._ancestors[register, id_] = self._line(register, id_)
        return known

    def _line(self, register: str, id_: str) -> tuple[str, ...]:
        line: list[str] = []
        current: str | None = id_
        while current and current not in line and current in self.terms[register]:
            line.append(current)
            current = cast("str | None", getattr(self.terms[register][current], "parent", None))
        return tuple(line)

    def country(self, practice: Practice) -> Country:
        """The country of a practice's place."""
        return self.vocabulary("countries", Country)[self.places[practice.place].country]

    def regions(self, practice: Practice) -> tuple[Region, ...]:
        """The regions a practice lies in, smallest first."""
        return self._regions_of_countries[self.places[practice.place].country]

    @cached_property
    def _regions_of_countries(self) -> dict[str, tuple[Region, ...]]:
        regions = self.vocabulary("regions", Region)
        return {
            id_: tuple(regions[one] for one in self.with_ancestors("regions", country.region))
            for id_, country in self.vocabulary("countries", Country).items()
        }

    def evidence(self, practice: Practice) -> Evidence:
        """The strongest evidence among a practice's results; `not-stated` when it has none."""
        levels = self.vocabulary("evidence", Evidence)
        found = [levels[result.evidence] for result in practice.results]
        return max(found, key=lambda level: level.rank, default=levels["not-stated"])

    def size(self, place: Place) -> str | None:
        """The population band of a place; nothing where its population is not known."""
        bands = self.vocabulary("sizes", Size).values()
        if place.population is None:
            return None
        fitting = [band for band in bands if band.least <= place.population.value]
        return max(fitting, key=lambda band: band.least).id if fitting else None

    def began(self, practice: Practice) -> str | None:
        """The period in which a practice began; nothing where that is not known."""
        since = practice.period.since if practice.period else None
        fitting = [one for one in self.vocabulary("periods", PeriodTerm).values() if since and one.first <= since]
        return max(fitting, key=lambda one: one.first).id if fitting else None
