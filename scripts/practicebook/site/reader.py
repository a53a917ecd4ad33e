"""Reading: what each file of a site comes to, read by several processes, or remembered from the last time.

Texts are held once and named by numbers, since pages lead to the same places, and there are many pages.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from practicebook.keeping import keep, kept
from practicebook.problem import Problem
from practicebook.processes import spread
from practicebook.site.facts import READ, packed
from practicebook.site.judging import Home, Judged, judged
from practicebook.site.listing import State
from practicebook.site.skimming import Skimmer

CHUNK = 200  # files that one process reads at a time
LIGHT = 40_000  # bytes; a smaller page is not packed only to see that it weighs little
QUICKLY = 1  # the level of packing that takes least time, and most space


class Texts:
    """Texts, each once, by their numbers."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._texts = list(texts)
        self._numbers = {text: number for number, text in enumerate(self._texts)}

    def __getitem__(self, number: int) -> str:
        return self._texts[number]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def number(self, text: str) -> int:
        """The number of a text, a new one if it has none."""
        number = self._numbers.setdefault(text, len(self._texts))
        if number == len(self._texts):
            self._texts.append(text)
        return number


class Reader:
    """Reads the files of a site. Of an index of words no file is read: it is fetched when somebody searches.

    Weights are `exact` or, of pages, as much or more.
    """

    def __init__(self, folder: Path, home: Home, *, exact: bool = False) -> None:
        self._folder, self._home, self._exact = folder, home, exact
        self._skimmer = Skimmer(home)
        self.texts = Texts()

    def read(self, files: Mapping[str, State], memory: Path | None, jobs: int) -> dict[str, Judged[int]]:
        """What those of some files come to that can say something, by path and with numbers in the place of texts.

        `memory` is a file; what is in it counts for each file whose size and time of the last change are the same.
        """
        states = {path: [files[path].size, files[path].changed_on] for path in sorted(files) if _says_something(path)}
        remembered = self._remembered(memory) if memory else {}
        same = (path for path, state in states.items() if path in remembered and remembered[path][0] == state)
        found = {path: _known(remembered[path]) for path in same}
        new = [path for path in states if path not in found]
        parts = [new[start : start + CHUNK] for start in range(0, len(new), CHUNK)]
        for texts, part in spread(lambda number: self._part(parts[number]), len(parts), jobs):
            numbers = [self.texts.number(text) for text in texts]
            found |= {path: one.read(numbers.__getitem__) for path, one in part.items()}
        if memory and (new or len(found) < len(remembered)):
            self._remember(memory, states, found)
        return found

    def _part(self, paths: Iterable[str]) -> tuple[list[str], dict[str, Judged[int]]]:
        """What some files come to, and the texts that the numbers in it name: so each is sent once."""
        texts = Texts()
        found = {path: self._judged(path).read(texts.number) for path in paths}
        return list(texts), found

    def _judged(self, path: str) -> Judged[str]:
        content = (self._folder / path).read_bytes()
        one = self._skimmer.skimmed(path, content) or judged(self._home, path, content)
        return one._replace(weight=self._weight(path, content))

    def _weight(self, path: str, content: bytes) -> int:
        """How many bytes are sent for a file; where it has not to be exact, a bound for pages, since these are many."""
        if self._exact or not path.endswith(".html"):
            return packed(content)
        return len(content) if len(content) < LIGHT else packed(content, QUICKLY)

    def _remembered(self, memory: Path) -> Mapping[str, Any]:
        known = kept(memory)
        if known.get("url") != self._home.url:
            return {}
        self.texts = Texts(known["texts"])
        files: Mapping[str, Any] = known["files"]
        return files

    def _remember(self, memory: Path, states: Mapping[str, Sequence[int]], found: Mapping[str, Judged[int]]) -> None:
        """Keep it with the texts that are still in use."""
        texts = Texts()
        numbers = {number: 0 for one in found.values() for some in one.texts for number in some}
        for number in numbers:
            numbers[number] = texts.number(self.texts[number])
        files = {path: [states[path], *_plain(one.read(numbers.__getitem__))] for path, one in found.items()}
        keep(memory, {"url": self._home.url, "texts": list(texts), "files": files})


def _says_something(path: str) -> bool:
    return not path.startswith("search/") and posixpath.splitext(path)[1] in READ


def _plain(one: Judged[int]) -> list[Any]:
    problems = [astuple(problem) for problem in one.problems]
    return [one.weight, one.title, one.language, one.leads_on, problems, *one.texts]


def _known(kept_: Sequence[Any]) -> Judged[int]:
    """What was kept of a file, behind its state."""
    _, weight, title, language, leads_on, problems, *numbers = kept_
    ids, targets, needs = map(tuple, numbers)
    return Judged(weight, title, language, leads_on, tuple(Problem(*one) for one in problems), ids, targets, needs)
