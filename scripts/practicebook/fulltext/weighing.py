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


@dataclass(frozen=True)
class Weighed:
    """`documents`: those of a stem in the order of their numbers, each as number × 16 + level. `stems`: a word's."""

    documents: Mapping[str, array[int]]
    stems: Mapping[str, set[str]]


@dataclass(frozen=True)
class Read:
    """What was read in some documents, in arrays, since there is a lot of it.

    `lengths`: the number of words in each document. `weights`: for each stem the places of the documents that have it
    among those read, and what it weighs in each. `stems`: those of each word.
    """

    lengths: Sequence[int]
    weights: Mapping[str, tuple[array[int], array[float]]]
    stems: Mapping[str, set[str]]


def read(documents: Iterable[Document], stem: Stem) -> Read:
    """Documents can be read a few at a time, in any process."""
    lengths: list[int] = []
    found: dict[str, tuple[array[int], array[float]]] = defaultdict(lambda: (array("L"), array("d")))
    stems: dict[str, set[str]] = defaultdict(set)
    for place, document in enumerate(documents):
        weights, length = _read(document, stem, stems)
        lengths.append(length)
        for of, weight in weights.items():
            places, weighed = found[of]
            places.append(place)
            weighed.append(weight)
    return Read(lengths, dict(found), dict(stems))


def weigh(parts: Sequence[Read]) -> Weighed:
    """Documents are numbered as they come, a part after the other."""
    found: dict[str, array[int]] = defaultdict(lambda: array("L"))
    stems: dict[str, set[str]] = defaultdict(set)
    lengths = [length for part in parts for length in part.lengths]
    average = sum(lengths) / max(1, len(lengths))
    shares = [_SATURATION * (1 - _LENGTH + _LENGTH * length / average) for length in lengths]
    first = 0
    for part in parts:
        for stem, (places, weights) in part.weights.items():
            found[stem].extend(
                (first + place) << 4 | math.ceil(LEVELS * weight / (weight + shares[first + place]))
                for place, weight in zip(places, weights, strict=True)
            )
        for word, of in part.stems.items():
            stems[word] |= of
        first += len(part.lengths)
    return Weighed(found, stems)


def _read(document: Document, stem: Stem, stems: dict[str, set[str]]) -> tuple[Mapping[str, float], int]:
    """The weight of each stem of a document, and how many words there are."""
    counted: dict[str, float] = {}
    length = 0
    for text, weight in document.fields:
        found = words(text)
        length += len(found)
        for word, times in Counter(found).items():
            counted[word] = counted.get(word, 0) + times * weight
    return _by_stem(counted, stem, stems), length


def _by_stem(counted: Mapping[str, float], stem: Stem, stems: dict[str, set[str]]) -> Mapping[str, float]:
    weights: dict[str, float] = {}
    for word, weight in counted.items():
        of = stem(word)
        weights[of] = weights.get(of, 0) + weight
        stems[normal(word)].add(of)
    return weights
