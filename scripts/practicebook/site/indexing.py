"""Indexing: the index of one language, which follows what is searched by what changed of that.

Beside an index it is remembered of which documents it is. What is told of a document and its labels are all that is
searched of it; so what it said earlier can be read once more, and taken out of the index.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from practicebook import writing
from practicebook.fulltext import files
from practicebook.fulltext.contents import NOTHING, Change, Contents, changed
from practicebook.fulltext.weighing import Document, Read, read, usual
from practicebook.fulltext.words import stemmer
from practicebook.site.digests import digest, digest_of_files, load_memory, save_memory
from practicebook.site.found import Found
from practicebook.site.tree import link_into

# What a word counts in each part of a page.
TITLE, LABEL, SUMMARY, TEXT = 8, 4, 3, 1
CHUNK = 400  # documents that one process reads at a time; where more changed, an index is made from nothing
_CODE = Path(files.__file__).parent
_HERE = Path(__file__)


class _Entry(NamedTuple):
    """What is remembered of a document: a digest of all that is searched and told of it, and what its file lacks."""

    address: str
    digest: str
    labels: list[str]


@dataclass(frozen=True)
class _Earlier:
    """The index in a folder, with what is remembered of it; without that, there is none."""

    folder: Path
    known: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def documents(self) -> Sequence[_Entry]:
        """What it is of."""
        return [_Entry(*one) for one in self.known.get("documents", ())]

    @cached_property
    def numbering(self) -> str:
        """The name of the numbers that they have."""
        return files.numbering(one.address for one in self.documents)

    @property
    def length(self) -> int:
        """How many words there are."""
        return int(self.known.get("length", 0))

    def document(self, number: int) -> Document:
        """What was searched of a page."""
        told = (self.folder / files.path_of_told(self.numbering, number)).read_bytes()
        return _searched(told, self.documents[number].labels)

    def contents(self) -> Contents:
        """What it says."""
        if not self.known:
            return NOTHING
        return files.contents_of(lambda path: (self.folder / path).read_bytes(), self.known["words"], self.length)


@dataclass(frozen=True)
class _Way:
    """From an earlier index to the next: `numbers` of each document that stays, until now and from now on; those of the
    others that it was of (`gone`) and of those that it will be of (`come`).
    """

    earlier: _Earlier
    numbers: Mapping[int, int]
    gone: Sequence[int]
    come: Sequence[int]


class Index:
    """The index in a folder, and what is searched now: addresses with what is found there, the practices first."""

    def __init__(self, folder: Path, memory: Path, language: str, found: Sequence[tuple[str, Found]]) -> None:
        self._folder, self._memory, self._stem = folder, memory, stemmer(language)
        self._found = [one for _, one in found]
        self._documents = [_Entry(address, one.name, list(one.labels)) for address, one in found]
        self._practices = sum(one.added is not None for one in self._found)
        self._code = _digest_of_code()
        known = load_memory(memory)
        is_whole = known.get("code") == self._code and known.get("files") == _names(writing.files(folder))
        self._earlier = _Earlier(folder, known if is_whole else {})
        of = (self._earlier.documents, known.get("practices"))
        self.is_kept = is_whole and of == (self._documents, self._practices)

    @property
    def come(self) -> Sequence[Sequence[int]]:
        """The numbers of the documents that have to be read, a chunk at a time."""
        come = self._way.come
        return [come[start : start + CHUNK] for start in range(0, len(come), CHUNK)]

    def read(self, numbers: Sequence[int]) -> Read:
        """Read some of what is searched now, in any process."""
        return read(map(self._document, numbers), self._stem)

    def write(self, parts: Sequence[Read]) -> None:
        """Make the index that of what is searched now, with what was read in the documents that had to be."""
        earlier = self._way.earlier
        gone = read(map(earlier.document, self._way.gone), self._stem)
        change = Change(gone, self._way.numbers, list(zip(self.come, parts, strict=True)))
        contents = changed(earlier.contents(), change)
        made = files.files(contents, [(one.address, one.digest) for one in self._documents], self._practices)
        self._memory.unlink(missing_ok=True)
        for path, content in made.items():
            writing.replace(self._folder / path, content)
        paths = [*made, *self._put_told()]
        writing.remove_others(self._folder, paths)
        state = {"code": self._code, "documents": self._documents, "practices": self._practices}
        held = {"words": contents.words, "length": contents.length, "files": _names(paths)}
        save_memory(self._memory, {**state, **held})

    @cached_property
    def _way(self) -> _Way:
        """From the index there is, or from nothing, if much changed or all levels are others."""
        way = self._from(self._earlier)
        is_near = len(way.gone) + len(way.come) <= CHUNK and self._keeps_levels(way)
        return way if is_near else self._from(_Earlier(self._folder))

    def _from(self, earlier: _Earlier) -> _Way:
        before = {one.digest: number for number, one in enumerate(earlier.documents)}
        numbers = {before[one.digest]: new for new, one in enumerate(self._documents) if one.digest in before}
        stay = set(numbers.values())
        gone = [number for number in range(len(earlier.documents)) if number not in numbers]
        return _Way(earlier, numbers, gone, [number for number in range(len(self._documents)) if number not in stay])

    def _keeps_levels(self, way: _Way) -> bool:
        """Whether the usual length of a document is what it was."""
        come = sum(self._document(number).length for number in way.come)
        gone = sum(way.earlier.document(number).length for number in way.gone)
        before = way.earlier.length
        return usual(before, len(way.earlier.documents)) == usual(before + come - gone, len(self._documents))

    def _put_told(self) -> Iterator[str]:
        """Put what is told of each document at its place, and tell where that is."""
        before, now = self._way.earlier.numbering, files.numbering(one.address for one in self._documents)
        stay = {new: old for old, new in self._way.numbers.items()}
        for number, one in enumerate(self._found):
            path = files.path_of_told(now, number)
            if number not in stay:
                writing.replace(self._folder / path, one.read())
            elif before != now:
                link_into(self._folder / files.path_of_told(before, stay[number]), self._folder / path)
            yield path

    def _document(self, number: int) -> Document:
        one = self._found[number]
        return _searched(one.read(), one.labels)


def _digest_of_code() -> str:
    """Names the programs that read and write an index: only what reads as before can take out what was read before."""
    code = digest_of_files(_CODE, _CODE.glob("*.py"))
    return digest(sys.version, version("snowballstemmer"), code, _HERE.read_bytes())


def _searched(content: bytes, labels: Sequence[str]) -> Document:
    told = json.loads(content)
    meta = told["meta"]
    named = ((label, LABEL) for label in [meta.get("place", ""), meta.get("country", ""), *labels])
    return Document([(meta["title"], TITLE), (meta["summary"], SUMMARY), *named, (told["text"], TEXT)])


def _names(paths: Iterable[str]) -> str:
    return digest(*sorted(paths))
