"""What was parsed: the value of each text that was read before, so that only new ones are parsed, side by side.

It is kept in parts, by the names of the texts: whoever parses the new texts of a part keeps it, and after an edit one
part is written instead of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from practicebook import source
from practicebook.keeping import PARTS, keep, kept_in_parts, named, packed, unpacked
from practicebook.processes import cores, spread
from practicebook.source import Document, SourceError

FEW = 50  # texts: to parse them takes less time than to begin a process


class Parsed:
    """Reads files as `source.load` does. Without a folder nothing is kept from run to run."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder / "parsed" if folder else None
        self._known: dict[str, Any] = {}
        self._texts: dict[Path, tuple[str, str]] = {}

    def load(self, file: Path, shown_as: str) -> Document:
        """Read one file; raises SourceError as `source.load` does."""
        read = self._texts.pop(file, None)
        name, text = read or _with_name(source.read(file, shown_as))
        value = self._known.pop(name, None)
        return source.parse(text, shown_as) if value is None else Document(shown_as, text, value, name)

    def ahead(self, files: Iterable[Path]) -> None:
        """Parse those of many files that are new, by several processes; what is wrong is told when they are loaded.

        What was parsed is kept for the next run, and nothing else.
        """
        self._texts = {file: _with_name(text) for file in files if (text := source.text_of(file))}
        before = kept_in_parts(self._folder) if self._folder else {}
        for values in before.values():
            self._known |= values
        texts = _in_parts(dict(self._texts.values()))
        changed = [part for part in PARTS if texts[part].keys() != before.get(part, {}).keys()]
        new = sum(name not in self._known for part in changed for name in texts[part])
        jobs = cores() if new > FEW else 1
        for found in spread(lambda number: self._part(changed[number], texts[changed[number]]), len(changed), jobs):
            self._known |= unpacked(found)

    def _part(self, part: str, texts: Mapping[str, str]) -> bytes:
        """Parse the new texts of a part and keep all of its values; give those that are new, packed."""
        new = _values((name, text) for name, text in texts.items() if name not in self._known)
        if self._folder:
            keep(self._folder / part, {name: self._known[name] for name in texts if name in self._known} | new)
        return packed(new)


def _with_name(text: str) -> tuple[str, str]:
    return named(text), text


def _in_parts(texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {part: {} for part in PARTS}
    for name, text in texts.items():
        found[name[: len(PARTS[0])]][name] = text
    return found


def _values(texts: Iterable[tuple[str, str]]) -> dict[str, Any]:
    found = {}
    for name, text in texts:
        try:
            found[name] = source.parse(text, "").value
        except SourceError:
            continue
    return found
