"""Translation files: which there are, read and fitted to the records they translate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from practicebook.layout import Layout
from practicebook.parsed import Parsed
from practicebook.problem import Problem
from practicebook.record import Leaf
from practicebook.source import Document, SourceError, Steps, field_name
from practicebook.translation import Head, Translated, Translation, digests, source_texts
from practicebook.validation import quoted, validate

Key = tuple[str, str, str]  # register, id, language
Records = Mapping[str, Mapping[str, BaseModel]]

# Registers of which each record is translated in a file of its own; the others are translated list by list.
IN_FILES = "practices"
HEAD, OF = "translation", "of"
LONGEST = 12_000  # characters of a text; twice what the longest field of a record takes


@dataclass
class Translations:
    """What was read; what is wrong with it is in `problems`."""

    by_key: dict[Key, Translation] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def language_of(file: Path) -> str | None:
    """The language of a translation by its name, <stem>.<language>.yaml; None for what is no translation."""
    return file.stem.partition(".")[2] or None


def stem_of(file: Path) -> str:
    """The name of the record or list that a file translates."""
    return file.stem.partition(".")[0]


def list_key(layout: Layout, name: str) -> str:
    """Under which key the list of a vocabulary or register stands."""
    if name == "sources":
        return "sources"
    return "terms" if (layout.vocabulary / f"{name}.yaml").is_file() else "entries"


def file_of(layout: Layout, register: str, name: str, language: str, shelf: Path | None = None) -> Path:
    """Where the translation of a list, or of a practice in `shelf`, lies."""
    if shelf is not None:
        return shelf / f"{name}.{language}.yaml"
    folder = layout.vocabulary if list_key(layout, register) == "terms" else layout.registers
    return folder / f"{register}.{language}.yaml"


def files(layout: Layout) -> Iterator[Path]:
    """Every translation file of records and lists, sorted."""
    folders = (layout.vocabulary, layout.registers, *sorted(layout.practices.glob("[!_]*/")))
    for folder in folders:
        yield from sorted(file for file in folder.glob("*.*.yaml") if file.is_file())


def load(
    layout: Layout, chosen: Iterable[Path], records: Records, unread: set[str], parsed: Parsed | None = None
) -> Translations:
    """Read translations; those of records in `unread`, which have a problem of their own, are passed over."""
    found, parsed = Translations(), parsed or Parsed()
    for file in chosen:
        try:
            document = parsed.load(file, file.relative_to(layout.root).as_posix())
        except SourceError as error:
            found.problems.extend(error.problems)
        else:
            _fit(found, layout, file, document, records, unread)
    return found


def _fit(
    found: Translations, layout: Layout, file: Path, document: Document, records: Records, unread: set[str]
) -> None:
    language = language_of(file) or ""
    if not (layout.interface / f"{language}.yaml").is_file():
        hint = "Name the file <id>.<language>.yaml, and see that content/interface/<language>.yaml exists."
        found.problems.append(_problem(document, (), "E501", f"“{language}” is not a language of the site", hint))
        return
    head = head_of(document)
    if isinstance(head, list):
        found.problems.extend(head)
        return
    for register, id_, steps in _items(found, layout, document, file):
        if {id_, register} & unread:
            continue
        record = records.get(register, {}).get(id_)
        if record is None:
            hint = "Correct the id, or delete the translation."
            found.problems.append(_problem(document, steps, "E501", f"translates “{id_}”, which does not exist", hint))
        else:
            made = Reader(document, steps, record, found.problems).read(register, id_, language, head)
            found.by_key[register, id_, language] = made


def head_of(document: Document) -> Head | list[Problem]:
    """Who made a translation, or what is wrong with saying so."""
    if HEAD not in document.value:
        hint = "Add `translation: {by: human, reviewed: false}`, or `by: machine`."
        return [_problem(document, (HEAD,), "E101", "is missing", hint)]
    return validate(Head, document, (HEAD,))


def _items(found: Translations, layout: Layout, document: Document, file: Path) -> Iterator[tuple[str, str, Steps]]:
    """Register, id and place of everything a file translates."""
    if file.parent.parent == layout.practices:
        yield IN_FILES, stem_of(file), ()
        return
    name = stem_of(file)
    key = list_key(layout, name)
    items = document.value.get(key)
    if not isinstance(items, list) or set(document.value) != {HEAD, key}:
        hint = f"Beside `{HEAD}:` the file holds one list, `{key}:`."
        found.problems.append(_problem(document, (key,), "E103", "is not a list of entries", hint))
        return
    seen: set[str] = set()
    for number, item in enumerate(items):
        id_ = item.get("id") if isinstance(item, dict) else None
        if not isinstance(id_, str):
            found.problems.append(_problem(document, (key, number), "E101", "the entry has no id", "Add its `id`."))
        elif id_ in seen:
            message, hint = f"“{id_}” stands twice in this list", "Keep one of the two."
            found.problems.append(_problem(document, (key, number, "id"), "E207", message, hint))
        else:
            seen.add(id_)
            yield name, id_, (key, number)


@dataclass(frozen=True)
class Reader:
    """Fits one translation to its record; what does not fit goes to `problems`."""

    document: Document
    steps: Steps
    record: Translated
    problems: list[Problem]

    def read(self, register: str, id_: str, language: str, head: Head) -> Translation:
        """The translation with every text that the record has a place for."""
        value: Any = self.document.value
        for step in self.steps:
            value = value[step]
        of = self._of(value.get(OF, {}))
        apart = {OF, *(("id",) if self.steps else (HEAD,))}
        given = self._once(self._texts({name: one for name, one in value.items() if name not in apart}, (), ()))
        now = digests(self.record)
        behind = {name for name, found in of.items() if now.get(name) != found}
        self._refuse_unknown(given, behind)
        self._ask_for_digests(given, of)
        kinds = source_texts(self.record)
        fitting = {
            steps: Leaf(place, text, kinds[steps][1], None) for steps, (place, text) in given.items() if steps in kinds
        }
        return Translation(register, id_, language, head, of, fitting, self.document, self.steps)

    def _of(self, value: object) -> dict[str, str]:
        if isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
            return {str(name): str(one) for name, one in value.items()}
        self._complain(
            (OF,), "E503", "is not a group of digests", "Delete it; `practicebook new --translation` makes it."
        )
        return {}

    def _texts(self, value: object, steps: Steps, place: Steps) -> Iterator[tuple[Steps, tuple[Steps, str]]]:
        """Each text with its steps in the record and its place in the file; empty ones are not there yet."""
        if isinstance(value, dict):
            for name, part in value.items():
                if not (name == "id" and steps):
                    yield from self._texts(part, (*steps, name), (*place, name))
        elif isinstance(value, list):
            for number, part in enumerate(value):
                named = part.get("id") if isinstance(part, dict) else None
                step = named if isinstance(named, str) else number
                yield from self._texts(part, (*steps, step), (*place, number))
        elif isinstance(value, str):
            if len(value) > LONGEST:
                message = f"has {len(value)} characters, at most {LONGEST} are allowed: {quoted(value)}"
                self._complain(place, "E104", message, "Translate what the source says and no more.")
            elif value.strip():
                yield steps, (place, value)
        elif value is not None:
            self._complain(place, "E503", f"{quoted(value)} is not a text", "Write words; put quotes around a number.")

    def _once(self, texts: Iterator[tuple[Steps, tuple[Steps, str]]]) -> dict[Steps, tuple[Steps, str]]:
        """The texts by their steps; of two entries with one id the second is told of."""
        given: dict[Steps, tuple[Steps, str]] = {}
        for steps, (place, text) in texts:
            if steps in given:
                self._complain(place, "E207", f"“{field_name(steps)}” is given twice", "Keep one of the two.")
            given.setdefault(steps, (place, text))
        return given

    def _refuse_unknown(self, given: Mapping[Steps, tuple[Steps, str]], behind: set[str]) -> None:
        """A text that the source has no place for; where the source changed since, that alone is the reason."""
        known = source_texts(self.record)
        for steps, (place, _) in given.items():
            if steps not in known and steps[0] not in behind:
                hint = (
                    "A translation has the texts of its record and nothing else. Delete it, or look where it belongs."
                )
                self._complain(place, "E502", f"“{field_name(steps)}” is no text of the record", hint)

    def _ask_for_digests(self, given: Mapping[Steps, tuple[Steps, str]], of: Mapping[str, str]) -> None:
        for name in digests(self.record):
            if name not in of and any(steps[0] == name for steps in given):
                hint = "Run `practicebook new --translation` for this file; it notes which source text was translated."
                self._complain((OF,), "E505", f"“{name}” does not say which source text it translates", hint)

    def _complain(self, place: Steps, code: str, message: str, hint: str) -> None:
        self.problems.append(_problem(self.document, (*self.steps, *place), code, message, hint))


def _problem(document: Document, steps: Steps, code: str, message: str, hint: str) -> Problem:
    mark = document.mark(steps)
    return Problem(document.path, mark.line, mark.column, field_name(steps), code, "error", message, hint)
