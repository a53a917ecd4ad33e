"""The files of an index: which word has which stems, and which stem is in which documents.

- `index.json`: what there is. `letters`: the letters that words begin with; `files`: the number of the first stem in
  each of the files of stems; `common`: the stems that one document in five has.
- `<edition>/words-<place>.json`: the words that begin with a letter, by its place in `letters`; each with the number
  of its stem, or of its stems.
- `<edition>/stems-<number>.json`: for each stem its words, then lists that begin with a level (see `weighing`) and go
  on with the numbers of the documents, each as the distance from the one before.
- `<edition>/page-<number>.json`: what is told of a document.

An edition is named by its contents, so that no browser takes numbers of one for numbers of another.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from practicebook.fulltext.weighing import LEVELS, Read, Weighed, weigh

INDEX = "index.json"
COMMON = 5  # the small words of a language ("the", "to") are in more than one of so many documents
SIZE = 16_000  # characters in a file of stems, which packs to a third; a query needs one or two of them a word


def files(read: Sequence[Read], told: Sequence[Mapping[str, Any]], practices: int) -> Mapping[str, bytes]:
    """The index over documents, of each of which `told` says what is shown; by paths in the folder of the index.

    They were `read` in parts; the first `practices` of them are practices.
    """
    weighed = weigh(read)
    stems = sorted(weighed.documents)
    numbers = {stem: number for number, stem in enumerate(stems)}
    parts = list(_parts(weighed, stems))
    common = [numbers[stem] for stem in stems if len(weighed.documents[stem]) * COMMON > len(told)]
    lexicon = _lexicon(weighed, numbers)
    edition = {
        **{f"words-{place}.json": _json(words) for place, words in enumerate(lexicon.values())},
        **{f"stems-{number}.json": text.encode() for number, (_, text) in enumerate(parts)},
        **{f"page-{number}.json": _json(one) for number, one in enumerate(told)},
    }
    name = _digest(edition)
    about = {
        "edition": name,
        "documents": len(told),
        "practices": practices,
        "letters": list(lexicon),
        "files": [first for first, _ in parts],
        "common": common,
    }
    return {INDEX: _json(about), **{f"{name}/{path}": content for path, content in edition.items()}}


def _lexicon(weighed: Weighed, numbers: Mapping[str, int]) -> Mapping[str, Mapping[str, int | list[int]]]:
    """The words by their first letter."""
    letters: dict[str, dict[str, int | list[int]]] = defaultdict(dict)
    for word in sorted(weighed.stems):
        own = sorted(numbers[stem] for stem in weighed.stems[word])
        letters[word[0]][word] = own[0] if len(own) == 1 else own
    return letters


def _parts(weighed: Weighed, stems: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The files of stems: the number of the first one, and the text."""
    words = defaultdict(list)
    for word in sorted(weighed.stems):
        for stem in weighed.stems[word]:
            words[stem].append(word)
    entries: list[str] = []
    first = size = 0
    for number, stem in enumerate(stems):
        entry = json.dumps(
            [words[stem], *_by_level(weighed.documents[stem])], ensure_ascii=False, separators=(",", ":")
        )
        if entries and size + len(entry) > SIZE:
            yield first, f"[{','.join(entries)}]"
            first, entries, size = number, [], 0
        entries.append(entry)
        size += len(entry)
    if entries:
        yield first, f"[{','.join(entries)}]"


def _by_level(found: Sequence[int]) -> Iterator[list[int]]:
    """[level, first number, distance to the next, …] for each level that some document has, the highest first."""
    levels: dict[int, list[int]] = defaultdict(list)
    for one in found:
        levels[one & LEVELS].append(one >> 4)
    for level in sorted(levels, reverse=True):
        yield [level, levels[level][0], *(later - earlier for earlier, later in pairwise(levels[level]))]


def _digest(contents: Mapping[str, bytes]) -> str:
    total = hashlib.sha256()
    for path in sorted(contents):
        total.update(f"{path}:{len(contents[path])}:".encode() + contents[path])
    return total.hexdigest()[:12]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
