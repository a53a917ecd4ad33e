"""How much each word tells of each document.

The measure is BM25 (Robertson and Zaragoza, “The Probabilistic Relevance Framework: BM25 and Beyond”, 2009) with the
weights of fields added up before saturation (BM25F). All but the rarity of a word is worked out here and kept as a
level from 1 to 15; the browser multiplies by the rarity.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from practicebook.fulltext.words import Stem, normal, words

LEVELS = 15
_SATURATION = 1.5  # k1 of BM25
_LENGTH = 0.6  # b of BM25: how far a long document has to say a word more often


@dataclass(frozen=True)
class Document:
    """What is searched of one page: texts, each with what a word in it counts."""

    fields: Sequence[tuple[str, float]]

    @property
    def length(self) -> int:
        """How many words there are."""
        return sum(len(words(text)) for text, _ in self.fields)


@dataclass(frozen=True)
class Read:
    """What was read in some documents, in arrays, since there is a lot of it.

    `lengths`: the number of words in each document. `weights`: for each stem the places of the documents that have it
    among those read, and what it weighs in each. `words`: in how many of them each word is, by the stem it has there.
    """

    lengths: Sequence[int]
    weights: Mapping[str, tuple[array[int], array[float]]]
    words: Mapping[str, Mapping[str, int]]


def read(documents: Iterable[Document], stem: Stem) -> Read:
    """Documents can be read a few at a time, in any process."""
    lengths: list[int] = []
    found: dict[str, tuple[array[int], array[float]]] = defaultdict(lambda: (array("L"), array("d")))
    counted: Counter[tuple[str, str]] = Counter()
    for place, document in enumerate(documents):
        weighed, length = _read(document)
        lengths.append(length)
        for of, weight in _by_stem(weighed, stem).items():
            places, weights = found[of]
            places.append(place)
            weights.append(weight)
        counted.update({(normal(word), stem(word)) for word in weighed})
    stems: dict[str, dict[str, int]] = defaultdict(dict)
    for (word, of), documents_ in counted.items():
        stems[word][of] = documents_
    return Read(lengths, dict(found), dict(stems))


def usual(length: int, documents: int) -> float:
    """How many words a document has on the average, to two digits.

    Every level depends on it. Rounded, it stays as it is when a document gets some words more or fewer, and so do the
    levels of all others; it moves a level by one at most.
    """
    return float(f"{length / max(1, documents):.1e}") or 1.0


def weigh(parts: Iterable[tuple[Sequence[int], Read]], length: float) -> Mapping[str, array[int]]:
    """The documents of each stem, each as number × 16 + level; for parts that come with the numbers of their documents.

    `length` is the usual one.
    """
    found: dict[str, array[int]] = defaultdict(lambda: array("L"))
    for numbers, part in parts:
        shares = [_SATURATION * (1 - _LENGTH + _LENGTH * own / length) for own in part.lengths]
        for stem, (places, weights) in part.weights.items():
            found[stem].extend(
                numbers[place] << 4 | math.ceil(LEVELS * weight / (weight + shares[place]))
                for place, weight in zip(places, weights, strict=True)
            )
    return found


def _read(document: Document) -> tuple[Mapping[str, float], int]:
    """The weight of each word of a document, and how many words there are."""
    counted: dict[str, float] = {}
    length = 0
    for text, weight in document.fields:
        found = words(text)
        length += len(found)
        for word, times in Counter(found).items():
            counted[word] = counted.get(word, 0) + times * weight
    return counted, length


def _by_stem(weighed: Mapping[str, float], stem: Stem) -> Mapping[str, float]:
    weights: dict[str, float] = {}
    for word, weight in weighed.items():
        of = stem(word)
        weights[of] = weights.get(of, 0) + weight
    return weights
