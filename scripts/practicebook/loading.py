"""Loading: files → catalogue.

Loading never stops at the first problem: what is sound is in the catalogue, what is not is in `problems`.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel

from practicebook import source, translations
from practicebook.catalogue import Catalogue
from practicebook.holdings import Origin
from practicebook.layout import Layout
from practicebook.model import Place, Practice, Source
from practicebook.outline import Outline, is_translation
from practicebook.parsed import Parsed
from practicebook.partial import readable
from practicebook.problem import Problem
from practicebook.registers import KINDS, REGISTERS
from practicebook.source import Document, SourceError
from practicebook.translations import language_of
from practicebook.unanswered import Unanswered
from practicebook.validation import validate
from practicebook.withdrawn import Withdrawn

Record = TypeVar("Record", bound=BaseModel)
Known = TypeVar("Known", Unanswered, Withdrawn)

# Files in the record folders whose name starts so are not records (generated schemas).
NOT_A_SHELF = "_"
RECORD_SUFFIXES = {".yaml", ".yml"}


def load(layout: Layout, parsed: Parsed | None = None) -> Catalogue:
    """Read everything below `layout`; what is wrong is in `problems`, nothing is raised. `parsed` is added to."""
    catalogue, parsed = Catalogue(), parsed or Parsed()
    practices, translated = list(practice_files(layout)), list(translations.files(layout))
    places = list(record_files(layout.places))
    parsed.ahead((*_lists(layout), *places, *practices, *translated))
    reader = _Reader(catalogue, layout, parsed)
    for name in KINDS:
        _load_terms(reader, name)
    _load_list(reader)
    _load_if_there(reader, layout.unanswered, "links", Unanswered, catalogue.unanswered)
    _load_if_there(reader, layout.withdrawn, "withdrawn", Withdrawn, catalogue.withdrawn)
    for file in places:
        _load_record(reader, file, Place, catalogue.places)
    for file in practices:
        _load_record(reader, file, Practice, catalogue.practices)
    _load_translations(reader, translated)
    catalogue.problems.extend(_astray(layout, {os.fspath(file) for file in (*places, *practices, *translated)}))
    catalogue.published_ids = _published(catalogue, layout)
    return catalogue


def load_some(layout: Layout, others: Outline, files: Iterable[str]) -> Catalogue:
    """Read only some practices and translations into a catalogue that knows the others."""
    catalogue, translated = others.frame(), []
    reader = _Reader(catalogue, layout, Parsed())
    for path in sorted([*others.practices, *files], key=lambda path: path.split("/")):
        if path in others.practices:
            others.put(path, catalogue)
        elif is_translation(path):
            translated.append(layout.root / path)
        else:
            _load_record(reader, layout.root / path, Practice, catalogue.practices)
    _load_translations(reader, translated)
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
        files = (file for file in folder.iterdir() if file.suffix in RECORD_SUFFIXES and not language_of(file))
        yield from sorted(files, key=attrgetter("name"))


def texts(layout: Layout) -> dict[str, str]:
    """What the files of practices, places and translations of practices hold, by path; nothing if it cannot be read."""
    translated = (file for file in translations.files(layout) if layout.practices in file.parents)
    files = (*practice_files(layout), *record_files(layout.places), *translated)
    return {shown(layout, file): source.text_of(file) or "" for file in files}


def _lists(layout: Layout) -> Iterator[Path]:
    """The vocabularies, and the registers that are one file each."""
    for folder in (layout.vocabulary, layout.registers):
        yield from record_files(folder)


def _astray(layout: Layout, read: Container[str]) -> Iterator[Problem]:
    """Files that look like records and lie where nobody reads them; `read` are all others."""
    for folder in (layout.practices, layout.places):
        for current, folders, files in os.walk(folder):
            for path in (f"{current}{os.sep}{name}" for name in (*folders, *files)):
                if path not in read:
                    yield from _strayed(layout, folder, Path(path))


def _strayed(layout: Layout, folder: Path, file: Path) -> Iterator[Problem]:
    if file.is_symlink() and file.is_dir():
        hint = "Put the files themselves here."
        yield Problem(shown(layout, file), 1, 1, "", "E001", "error", "is a link", hint)
    is_shelved = not any(part.startswith(NOT_A_SHELF) for part in file.relative_to(folder).parts)
    if file.suffix.lower() in RECORD_SUFFIXES and is_shelved:
        hint = "Put it into practices/<theme>/ or content/registers/places/, and call it <id>.yaml."
        yield Problem(shown(layout, file), 1, 1, "", "E012", "error", "lies where no record is read", hint)


def shown(layout: Layout, file: Path) -> str:
    """A path as messages show it."""
    return file.as_posix().removeprefix(f"{layout.root.as_posix()}/")


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
    document.let_go()  # the record says the same
    into[record.id] = record
    catalogue.origins[model.__name__, record.id] = Origin(document)


def _load_translations(reader: _Reader, files: Iterable[Path]) -> None:
    catalogue = reader.catalogue
    found = translations.load(reader.layout, files, catalogue.written, catalogue.unread, reader.parsed)
    catalogue.translations = found.by_key
    catalogue.problems.extend(found.problems)


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
