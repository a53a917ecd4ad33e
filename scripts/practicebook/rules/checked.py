"""What was checked: the problems of each practice and translation, kept until something that a rule looks at changes.

A rule sees the record, and of the rest the frame: every register, vocabulary and place, and of the other practices who
they are. So the problems of a record are named by its text and the frame; those of what is in the frame by it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from practicebook import surroundings
from practicebook.catalogue import Catalogue
from practicebook.holdings import Origin
from practicebook.keeping import keep, kept, named
from practicebook.problem import Problem
from practicebook.processes import cores, spread

CHUNK = 200  # subjects that one process looks at, at a time


@dataclass(frozen=True)
class Subject:
    """Something that rules look at: the documents that it stands in, and how to find its problems."""

    origins: Sequence[Origin]
    find: Callable[[], Iterable[Problem]]


class Checked:
    """Problems by what they were found in. Without a folder nothing is kept from run to run."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = folder / "checked" if folder else None
        self._known = kept(self._file) if self._file else {}
        self._before = set(self._known)
        self._met: dict[str, list[tuple[Any, ...]]] = {}
        self._frame = ""

    def begin(self, catalogue: Catalogue) -> None:
        """Look at what all rules look at; with errors in the base that is more, and nothing is believed or kept."""
        self._frame = surroundings.around(catalogue)
        if catalogue.problems or catalogue.partial:
            self._known, self._file = {}, None

    def problems(self, subjects: Sequence[Subject]) -> Iterator[Problem]:
        """What was found in each subject when it was the same, or is found now, by several processes."""
        names = [self._named(one) for one in subjects]
        new = [(name, one.find) for name, one in zip(names, subjects, strict=True) if name not in self._known]
        parts = [new[start : start + CHUNK] for start in range(0, len(new), CHUNK)]
        for found in spread(lambda number: _found(parts[number]), len(parts), cores()):
            self._known |= found
        self._met = {name: self._known[name] for name in names}
        return (Problem(*one) for found in self._met.values() for one in found)

    def _named(self, subject: Subject) -> str:
        documents = (one.document for one in subject.origins)
        return named(self._frame, *(part for one in documents for part in (one.path, one.name)))

    def save(self) -> None:
        """Keep what was met in this run, and nothing else."""
        if self._file and self._met.keys() != self._before:
            keep(self._file, self._met)


def _found(parts: Iterable[tuple[str, Callable[[], Iterable[Problem]]]]) -> dict[str, list[tuple[Any, ...]]]:
    return {name: [astuple(one) for one in find()] for name, find in parts}
