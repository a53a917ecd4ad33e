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
    """What was read in some documents: the weights of stems and the number of words in each; the stems of each word."""

    documents: Sequence[tuple[Mapping[str, float], int]]
    stems: Mapping[str, set[str]]


def read(documents: Iterable[Document], stem: Stem) -> Read:
    """Documents can be read a few at a time, in any process."""
    stems: dict[str, set[str]] = defaultdict(set)
    return Read([_read(document, stem, stems) for document in documents], stems)


def weigh(parts: Sequence[Read]) -> Weighed:
    """Documents are numbered as they come, a part after the other."""
    found: dict[str, array[int]] = defaultdict(lambda: array("L"))
    stems: dict[str, set[str]] = defaultdict(set)
    documents = [document for part in parts for document in part.documents]
    average = sum(length for _, length in documents) / max(1, len(documents))
    for number, (weights, length) in enumerate(documents):
        share = _SATURATION * (1 - _LENGTH + _LENGTH * length / average)
        for stem, weight in weights.items():
            found[stem].append(number << 4 | math.ceil(LEVELS * weight / (weight + share)))
    for part in parts:
        for word, of in part.stems.items():
            stems[word] |= of
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
