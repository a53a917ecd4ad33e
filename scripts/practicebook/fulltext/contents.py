"""What an index says of words and documents, and how that follows when some of the documents change.

To make it from nothing is the change from no documents at all to some, so that both ways lead to the same.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import sub

from practicebook.fulltext.weighing import LEVELS, Read, usual, weigh


@dataclass(frozen=True)
class Contents:
    """`found`: the documents of each stem, as the index writes them: lists that begin with a level and go on with the
    numbers of documents, each as the distance from the one before. `words`: in how many documents each word is, by the
    stem it has there. `length`: the number of words in all documents.
    """

    found: Mapping[str, str]
    words: Mapping[str, Mapping[str, int]]
    length: int

    @property
    def stems(self) -> list[str]:
        """The stems in their order."""
        return sorted(self.found)


NOTHING = Contents({}, {}, 0)


@dataclass(frozen=True)
class Change:
    """From some documents to others: `gone`, what was read in those that are no more or said something else; `numbers`,
    for each that stays the number it had and the one it has; `come`, what was read in the others, with their numbers.
    """

    gone: Read
    numbers: Mapping[int, int]
    come: Sequence[tuple[Sequence[int], Read]]

    @property
    def documents(self) -> int:
        """How many there are then."""
        return len(self.numbers) + sum(len(numbers) for numbers, _ in self.come)

    def length(self, before: int) -> int:
        """How many words there are then."""
        return before + sum(sum(part.lengths) for _, part in self.come) - sum(self.gone.lengths)


def changed(earlier: Contents, change: Change) -> Contents:
    """What the index says after a change; the usual length of a document must be the same before, if there were any."""
    length = change.length(earlier.length)
    come = weigh(change.come, usual(length, change.documents))
    found = dict(earlier.found)
    for stem in _touched(earlier, change):
        levels = _renumbered(found.pop(stem, ""), change.numbers)
        for one in come.get(stem, ()):
            levels[one & LEVELS].append(one >> 4)
        if written := _written(levels):
            found[stem] = written
    return Contents(found, _counted(earlier, change), length)


def count(written: str) -> int:
    """How many documents are in such lists: all between commas that is not a level."""
    return written.count(",") - written.count("[") + 1


def _touched(earlier: Contents, change: Change) -> set[str]:
    """The stems whose lists may be others afterwards: all, if a document gets another number."""
    parts = [change.gone, *(part for _, part in change.come)]
    stems = {stem for part in parts for stem in part.weights}
    return stems if all(old == new for old, new in change.numbers.items()) else stems | earlier.found.keys()


def _renumbered(written: str, numbers: Mapping[int, int]) -> defaultdict[int, list[int]]:
    """The documents of such lists that stay, by level, with their new numbers."""
    levels: defaultdict[int, list[int]] = defaultdict(list)
    for level, *steps in json.loads(f"[{written}]"):
        levels[level] = [numbers[old] for old in accumulate(steps) if old in numbers]
    return levels


def _written(levels: Mapping[int, list[int]]) -> str:
    """[level,first number,distance to the next,…] for each level that some document has, the highest first."""
    ordered = ((level, sorted(levels[level])) for level in sorted(levels, reverse=True) if levels[level])
    lists = [[level, found[0], *map(sub, found[1:], found)] for level, found in ordered]
    return json.dumps(lists, separators=(",", ":"))[1:-1]


def _counted(earlier: Contents, change: Change) -> Mapping[str, Mapping[str, int]]:
    words = {word: dict(stems) for word, stems in earlier.words.items()}
    for _, part in change.come:
        _add(words, part.words, 1)
    _add(words, change.gone.words, -1)
    return words


def _add(words: dict[str, dict[str, int]], more: Mapping[str, Mapping[str, int]], sign: int) -> None:
    """Add how many documents have each word, or take it away; what none has is gone."""
    for word, stems in more.items():
        own = words.setdefault(word, {})
        for stem, documents in stems.items():
            own[stem] = own.get(stem, 0) + sign * documents
            if not own[stem]:
                del own[stem]
        if not own:
            del words[word]
