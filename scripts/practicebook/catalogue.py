"""The catalogue: every record and vocabulary of one knowledge base, loaded, linked and indexed.

Loading never stops at the first problem: what is sound is in the catalogue, what is not is in `problems`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from practicebook import source, translations
from practicebook.layout import WRITTEN_IN, Layout
from practicebook.model import Place, Practice, Source
from practicebook.parsed import Parsed
from practicebook.partial import readable
from practicebook.problem import Problem
from practicebook.registers import KINDS, REGISTERS
from practicebook.source import Document, SourceError, Steps
from practicebook.translation import Foreign, State, Translation, localised, sort_key, state
from practicebook.translations import Key, language_of
from practicebook.unanswered import Unanswered
from practicebook.validation import validate
from practicebook.vocabulary import Country, Evidence, LanguageTerm, PeriodTerm, Region, Size, Term, Theme
from practicebook.withdrawn import Withdrawn

Record = TypeVar("Record", bound=BaseModel)
Kind = TypeVar("Kind", bound=Term)
Known = TypeVar("Known", Unanswered, Withdrawn)

# The registers under which practices are listed.
INDEXED = (
    *("themes", "rights", "groups", "sdgs", "kinds", "stages", "places", "countries", "regions"),
    *("criteria", "declarations", "recommendations", "un-recommendations"),
)

# Between the names of registers, where a field may name an entry of either.
EITHER = "-or-"

# Files in the record folders whose name starts so are not records (generated schemas).
NOT_A_SHELF = "_"
RECORD_SUFFIXES = {".yaml", ".yml"}


@dataclass(frozen=True)
class Origin:
    """Where a record came from, so that a problem found late can still point into its file."""

    document: Document
    steps: Steps = ()


@dataclass
class Catalogue:
    """Everything known, by id. Treat as frozen once loaded: the indexes below are worked out once."""

    practices: dict[str, Practice] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    shared_sources: dict[str, Source] = field(default_factory=dict)
    terms: dict[str, dict[str, Term]] = field(default_factory=lambda: {name: {} for name in KINDS})
    translations: dict[Key, Translation] = field(default_factory=dict)
    language: str = ""
    """The language that `in_language` put all texts into; empty while each record speaks its own."""
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
    _views: dict[str, Catalogue] = field(default_factory=dict, repr=False, compare=False)

    def vocabulary(self, name: str, kind: type[Kind]) -> Mapping[str, Kind]:
        """The terms of one vocabulary, typed; the loader has validated them as `kind`."""
        return cast("Mapping[str, Kind]", self.terms[name]) if issubclass(KINDS[name], kind) else {}

    def ids(self, register: str) -> Mapping[str, object]:
        """Everything that a Reference to `register` may name; `a-or-b` is either."""
        if EITHER in register:
            return {id_: one for part in register.split(EITHER) for id_, one in self.ids(part).items()}
        registers: dict[str, Mapping[str, object]] = {"practices": self.practices, "places": self.places}
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


def load(layout: Layout, parsed: Parsed | None = None) -> Catalogue:
    """Read everything below `layout`; what is wrong is in `problems`, nothing is raised. `parsed` is added to."""
    catalogue, parsed = Catalogue(), parsed or Parsed()
    parsed.ahead((*practice_files(layout), *translations.files(layout)))
    reader = _Reader(catalogue, layout, parsed)
    for name in KINDS:
        _load_terms(reader, name)
    _load_list(reader)
    _load_if_there(reader, layout.unanswered, "links", Unanswered, catalogue.unanswered)
    _load_if_there(reader, layout.withdrawn, "withdrawn", Withdrawn, catalogue.withdrawn)
    for file in record_files(layout.places):
        _load_record(reader, file, Place, catalogue.places)
    for file in practice_files(layout):
        _load_record(reader, file, Practice, catalogue.practices)
    found = translations.load(layout, catalogue.written, catalogue.unread, parsed)
    catalogue.translations = found.by_key
    catalogue.problems.extend([*_astray(layout), *found.problems])
    catalogue.published_ids = _published(catalogue, layout)
    return catalogue


@dataclass(frozen=True)
class _Reader:
    """Reads files into a catalogue."""

    catalogue: Catalogue
    layout: Layout
    parsed: Parsed

    def read(self, file: Path) -> Document | None:
        """One file; what is wrong goes to the problems of the catalogue."""
        try:
            return self.parsed.load(file, shown(self.layout, file))
        except SourceError as error:
            self.catalogue.unread.add(file.stem)
            self.catalogue.problems.extend(error.problems)
            return None


def practice_files(layout: Layout) -> Iterator[Path]:
    """The practice records, sorted by path."""
    for shelf in sorted(layout.practices.iterdir()) if layout.practices.is_dir() else []:
        if shelf.is_dir() and not shelf.is_symlink() and not shelf.name.startswith(NOT_A_SHELF):
            yield from record_files(shelf)


def record_files(folder: Path) -> Iterator[Path]:
    """The records of one folder, sorted by name; `.yml` too, so that a rule can refuse it and none is lost."""
    if folder.is_dir():
        yield from sorted(file for file in folder.iterdir() if file.suffix in RECORD_SUFFIXES and not language_of(file))


def texts(layout: Layout) -> dict[str, str]:
    """What the files of practices, places and translations of practices hold, by path; nothing if it cannot be read."""
    translated = (file for file in translations.files(layout) if layout.practices in file.parents)
    files = (*practice_files(layout), *record_files(layout.places), *translated)
    return {shown(layout, file): source.text_of(file) or "" for file in files}


def _astray(layout: Layout) -> Iterator[Problem]:
    """Files that look like records and lie where nobody reads them."""
    read = {*practice_files(layout), *record_files(layout.places), *translations.files(layout)}
    for folder in (layout.practices, layout.places):
        for file in sorted(folder.rglob("*")):
            if file.is_symlink() and file.is_dir():
                hint = "Put the files themselves here."
                yield Problem(shown(layout, file), 1, 1, "", "E001", "error", "is a link", hint)
            is_shelved = not any(part.startswith(NOT_A_SHELF) for part in file.relative_to(folder).parts)
            if file.suffix.lower() in RECORD_SUFFIXES and is_shelved and file not in read:
                hint = "Put it into practices/<theme>/ or content/registers/places/, and call it <id>.yaml."
                yield Problem(shown(layout, file), 1, 1, "", "E012", "error", "lies where no record is read", hint)


def shown(layout: Layout, file: Path) -> str:
    """A path as messages show it."""
    return file.relative_to(layout.root).as_posix()


def _load_record(reader: _Reader, file: Path, model: type[Practice | Place], into: dict[str, Any]) -> None:
    document = reader.read(file)
    if document is not None:
        add(reader.catalogue, document, model, into)


def add(catalogue: Catalogue, document: Document, model: type[Practice | Place], into: dict[str, Any]) -> None:
    """Put the record that a document holds into the catalogue, or what is wrong with it."""
    record = validate(model, document)
    if isinstance(record, list):
        catalogue.unread.add(PurePosixPath(document.path).stem)
        catalogue.problems.extend(record)
        part = readable(model, document.value)
        catalogue.partial.append((part, Origin(document)))
        catalogue.origins.setdefault((model.__name__, getattr(part, "id", "")), Origin(document))
        return
    if record.id in into:
        first = catalogue.origins[model.__name__, record.id].document.path
        mark = document.mark(("id",))
        message, hint = f"“{record.id}” is already the id of {first}", "Give one of the two another id and file name."
        catalogue.problems.append(Problem(document.path, mark.line, mark.column, "id", "E207", "error", message, hint))
        return
    into[record.id] = record
    catalogue.origins[model.__name__, record.id] = Origin(document)


def _load_terms(reader: _Reader, name: str) -> None:
    """The terms of a vocabulary, or the entries of a register."""
    catalogue, layout = reader.catalogue, reader.layout
    folder, key = (layout.registers, "entries") if name in REGISTERS else (layout.vocabulary, "terms")
    document = reader.read(folder / f"{name}.yaml")
    if document is not None:
        _load_items(catalogue, document, key, KINDS[name], catalogue.terms[name], name)


def _load_list(reader: _Reader) -> None:
    document = reader.read(reader.layout.registers / "sources.yaml")
    if document is not None:
        _load_items(reader.catalogue, document, "sources", Source, reader.catalogue.shared_sources, "sources")


def _load_if_there(reader: _Reader, file: Path, key: str, model: type[Known], into: dict[str, Known]) -> None:
    """A list that a command writes: a base whose links were never checked, or that took nothing back, has none."""
    document = reader.read(file) if file.is_file() else None
    if document is not None:
        _load_items(reader.catalogue, document, key, model, into, key)


def _load_items(
    catalogue: Catalogue, document: Document, key: str, model: type[Record], into: dict[str, Record], origin: str
) -> None:
    items = document.value.get(key)
    if not isinstance(items, list) or len(document.value) != 1:
        mark = document.mark((key,))
        hint = f"The file holds one list, `{key}:`."
        catalogue.unread.add(origin)
        catalogue.problems.append(
            Problem(document.path, mark.line, mark.column, key, "E103", "error", "is not a list of entries", hint)
        )
        return
    for number in range(len(items)):
        item = validate(model, document, (key, number))
        if isinstance(item, list):
            catalogue.problems.extend(item)
            catalogue.unread.add(_raw_id(items[number]))
            continue
        id_ = str(getattr(item, "id"))  # noqa: B009 - every model read here has one, which its type does not say
        if id_ in into:
            mark = document.mark((key, number, "id"))
            name = source.field_name((key, number, "id"))
            message, hint = f"“{id_}” stands twice in this list", "Keep one of the two."
            catalogue.problems.append(
                Problem(document.path, mark.line, mark.column, name, "E207", "error", message, hint)
            )
            continue
        into[id_] = item
        catalogue.origins[origin, id_] = Origin(document, (key, number))


def _raw_id(item: object) -> str:
    return str(item.get("id")) if isinstance(item, dict) else ""


def _published(catalogue: Catalogue, layout: Layout) -> tuple[str, ...]:
    file = layout.published_ids
    try:
        lines = source.read(file, shown(layout, file)).splitlines() if file.exists() else []
    except SourceError as error:
        catalogue.problems.extend(error.problems)
        lines = []
    return tuple(line for line in lines if line and not line.startswith("#"))
