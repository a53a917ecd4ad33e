"""YAML text → plain values, each with its place in the file.

Records come from strangers, and YAML 1.1 surprises people (`NO` becomes false, `12:30` becomes 750). So this module
reads the YAML 1.2 core schema over PyYAML's C parser, and refuses what a record never needs: tags, tabs, byte-order
marks, several documents, more than a few aliases, very large or very deep files. Nothing here knows what a practice is.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import InitVar, dataclass
from functools import cached_property
from pathlib import Path

from practicebook.composer import Composer, Mark, SourceError, Steps, Value, field_name, refusal
from practicebook.keeping import named
from practicebook.ordinary import fields_of
from practicebook.problem import Problem
from practicebook.unseen import UNSEEN

__all__ = ["Document", "Mark", "SourceError", "Steps", "Value", "field_name", "load", "parse"]

MAX_BYTES = 256 * 1024
ROOT_LINE = 1


@dataclass(frozen=True)
class Document:
    """One file's text and value; marks are worked out only when a problem asks for one, since most files have none."""

    path: str
    text: str
    read: InitVar[dict[str, Value] | None] = None
    """The value, where somebody has read the text already."""
    known_as: InitVar[str] = ""
    """The name of the text, where somebody has asked for it already."""

    def __post_init__(self, read: dict[str, Value] | None, known_as: str) -> None:
        if read is not None:
            self.__dict__["value"] = read
        if known_as:
            self.__dict__["name"] = known_as

    @cached_property
    def name(self) -> str:
        """A short name of the text by its content."""
        return named(self.text)

    @cached_property
    def value(self) -> dict[str, Value]:
        """What the text says."""
        return parse(self.text, self.path).value

    def let_go(self) -> None:
        """Forget the value, which is as large as the text: whoever still asks for it has the text read again."""
        self.__dict__.pop("value", None)

    @cached_property
    def _marks(self) -> Composer:
        builder = Composer(self.path, self.text)
        builder.build()
        return builder

    @property
    def keys(self) -> dict[Steps, Mark]:
        """Where the name of each field stands."""
        return self._marks.keys

    @property
    def spans(self) -> dict[Steps, tuple[int, int]]:
        """Where each text, list in brackets and group in braces stands, in characters from the start of the file."""
        return self._marks.spans

    def mark(self, steps: Steps, *, key: bool = False) -> Mark:
        """The place of the value (or of its key) at `steps`; of the nearest thing around it when it is absent."""
        keys, values = self._marks.keys, self._marks.values
        if key and steps in keys:
            return keys[steps]
        while steps and steps not in values:
            steps = steps[:-1]
            if steps in keys:
                return keys[steps]
        return values.get(steps, Mark(ROOT_LINE, 1))

    def mark_of(self, steps: Steps, excerpt: str) -> Mark:
        """The place where `excerpt` first stands within the value at `steps`; of the value when it is folded away."""
        start = self.mark(steps)
        lines = self.text.split("\n")[: self._marks.ends.get(steps)]
        for number, line in enumerate(lines[start.line - 1 :], start=start.line):
            column = line.find(excerpt, start.column - 1 if number == start.line else 0)
            if column >= 0:
                return Mark(number, column + 1)
        return start


def load(file: Path, shown_as: str) -> Document:
    """Read one file; `shown_as` is the path that messages show.

    Raises SourceError with every problem found.
    """
    return parse(read(file, shown_as), shown_as)


def read(file: Path, shown_as: str) -> str:
    """The text of a file, whatever it holds; raises SourceError where there is none."""
    try:
        if kind := _no_file(file.lstat()):
            raise SourceError([refusal(shown_as, Mark(1, 1), "E001", f"is {kind}", "Put the file itself here.")])
        data = file.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        hint = "Check that the file exists and that you may read it."
        raise SourceError([refusal(shown_as, Mark(1, 1), "E001", f"cannot be read: {reason}", hint)]) from error
    return _decode(data, shown_as)


def _no_file(found: os.stat_result) -> str:
    """What stands in the place of a file; a pipe would keep its reader waiting for ever."""
    if stat.S_ISREG(found.st_mode):
        return ""
    names = {stat.S_IFLNK: "a link", stat.S_IFDIR: "a folder"}
    return names.get(stat.S_IFMT(found.st_mode), "no ordinary file")


def text_of(file: Path) -> str | None:
    """The text of a file that may be written over; nothing when it cannot be read, or is a link."""
    try:
        return None if _no_file(file.lstat()) else _decode(file.read_bytes(), "")
    except (OSError, SourceError):
        return None


def parse(text: str, shown_as: str) -> Document:
    """Turn text into a Document; raises SourceError."""
    problems = list(_bad_characters(text, shown_as))
    if problems:
        raise SourceError(problems)
    fields = fields_of(text)
    if fields is not None:
        return Document(shown_as, text, fields)
    builder = Composer(shown_as, text)
    value = builder.build()
    if builder.problems:
        raise SourceError(builder.problems)
    if not isinstance(value, dict):
        hint = "Start with the fields, one a line: `id: …`, `title: …`."
        raise SourceError([refusal(shown_as, Mark(1, 1), "E011", "the file holds no fields", hint)])
    return Document(shown_as, text, value)


def _decode(data: bytes, path: str) -> str:
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data) // 1024} KiB; {MAX_BYTES // 1024} KiB are the most"
        raise SourceError([refusal(path, Mark(1, 1), "E002", message, "Shorten the texts.")])
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        hint = "Save the file as UTF-8 without BOM."
        raise SourceError([refusal(path, Mark(1, 1), "E003", "the file starts with a byte-order mark", hint)])
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise SourceError([refusal(path, Mark(line, column), "E003", message, "Save the file as UTF-8.")]) from error


def _bad_characters(text: str, path: str) -> Iterator[Problem]:
    if "\t" not in text and not UNSEEN.search(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line:
            mark = Mark(number, line.index("\t") + 1)
            yield refusal(path, mark, "E004", "a tab character", "Use spaces, two for each level.")
        found = UNSEEN.search(line)
        if found:
            message = f"control character U+{ord(found.group()):04X}"
            yield refusal(path, Mark(number, found.start() + 1), "E004", message, "Delete it and type the text again.")
