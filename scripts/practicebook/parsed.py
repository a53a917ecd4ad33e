"""What was parsed: the value of each text that was read before, so that only new ones are parsed, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from practicebook import source
from practicebook.keeping import keep, kept, named
from practicebook.processes import cores, spread
from practicebook.source import Document, SourceError

CHUNK = 100  # files that one process parses at a time


class Parsed:
    """Reads files as `source.load` does. Without a folder nothing is kept from run to run."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = folder / "parsed" if folder else None
        self._known = kept(self._file) if self._file else {}
        self._before = set(self._known)
        self._met: dict[str, Any] = {}
        self._texts: dict[Path, str] = {}

    def load(self, file: Path, shown_as: str) -> Document:
        """Read one file; raises SourceError as `source.load` does."""
        text = self._texts.pop(file, None) or source.read(file, shown_as)
        name = named(text)
        value = self._known.get(name)
        document = source.parse(text, shown_as) if value is None else Document(shown_as, text, value)
        self._met[name] = document.value
        return document

    def ahead(self, files: Iterable[Path]) -> None:
        """Parse those of many files that are new, by several processes; what is wrong is told when they are loaded."""
        self._texts = {file: text for file in files if (text := source.text_of(file))}
        texts = {named(text): text for text in self._texts.values()}
        new = [(name, text) for name, text in texts.items() if name not in self._known]
        parts = [new[start : start + CHUNK] for start in range(0, len(new), CHUNK)]
        for found in spread(lambda number: _values(parts[number]), len(parts), cores()):
            self._known |= found

    def save(self) -> None:
        """Keep what was met in this run, and nothing else."""
        if self._file and self._met.keys() != self._before:
            keep(self._file, self._met)


def _values(texts: Iterable[tuple[str, str]]) -> dict[str, Any]:
    found = {}
    for name, text in texts:
        try:
            found[name] = source.parse(text, "").value
        except SourceError:
            continue
    return found
