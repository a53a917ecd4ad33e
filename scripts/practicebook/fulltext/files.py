"""The files of an index: which word has which stems, which stem is in which documents, and what is told of these.

- `index.json`: what there is. `letters`: the letters that words begin with; `files`: the number of the first stem in
  each of the files of stems; `common`: the stems that one document in five has.
- `<edition>/words-<place>.json`: the words that begin with a letter, by its place in `letters`; each with the number
  of its stem, or of its stems.
- `<edition>/stems-<number>.json`: for each stem its words, then its documents (see `contents`).
- `<numbering>/page-<number>.json`: what is told of a document.

An edition is named by all that is searched and told, a numbering by the addresses of the documents in their order;
`index.json` names both. So no browser takes numbers of one for numbers of another. Where a text changed, what is told
of all other documents stays where it is; browsers ask for it with the edition behind its address, so that they never
show what was told before.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from practicebook.fulltext.contents import Contents, count

INDEX = "index.json"
COMMON = 5  # the small words of a language ("the", "to") are in more than one of so many documents
SIZE = 16_000  # characters in a file of stems, which packs to a third; a query needs one or two of them a word
_BORDER = "]],[["  # between the stems of a file, and nowhere else, since there is no bracket in a word


def files(contents: Contents, documents: Sequence[tuple[str, str]], practices: int) -> Mapping[str, bytes]:
    """The index, by paths in its folder, without what is told of documents.

    `documents` are the addresses and digests of all that is searched and told of each; the first are `practices`.
    """
    stems = contents.stems
    numbers = {stem: number for number, stem in enumerate(stems)}
    parts = list(_parts(contents, stems))
    lexicon = _lexicon(contents, numbers)
    edition = {
        **{f"words-{place}.json": to_json(words) for place, words in enumerate(lexicon.values())},
        **{f"stems-{number}.json": text.encode() for number, (_, text) in enumerate(parts)},
    }
    name = _name([*(one.encode() for _, one in documents), *edition.values()])
    about = {
        "edition": name,
        "numbering": numbering(address for address, _ in documents),
        "documents": len(documents),
        "practices": practices,
        "letters": "".join(lexicon),
        "files": [first for first, _ in parts],
        "common": [numbers[stem] for stem in stems if count(contents.found[stem]) * COMMON > len(documents)],
    }
    return {INDEX: to_json(about), **{f"{name}/{path}": content for path, content in edition.items()}}


def numbering(addresses: Iterable[str]) -> str:
    """Names which document has which number."""
    return _name(address.encode() for address in addresses)


def path_of_told(numbering: str, number: int) -> str:
    """Where it stands what is told of a document."""
    return f"{numbering}/page-{number}.json"


def contents_of(load: Callable[[str], bytes], words: Mapping[str, Mapping[str, int]], length: int) -> Contents:
    """What an index says, by its files; how often it has words, and how many, they do not tell."""
    about = json.loads(load(INDEX))
    texts = (load(f"{about['edition']}/stems-{number}.json").decode() for number in range(len(about["files"])))
    entries = (entry for text in texts for entry in text.split(_BORDER))
    stems = sorted({stem for of in words.values() for stem in of})
    return Contents({stem: _found(entry) for stem, entry in zip(stems, entries, strict=True)}, words, length)


def to_json(value: object) -> bytes:
    """As short as can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _lexicon(contents: Contents, numbers: Mapping[str, int]) -> Mapping[str, Mapping[str, int | list[int]]]:
    """The words by their first letter."""
    letters: dict[str, dict[str, int | list[int]]] = defaultdict(dict)
    for word in sorted(contents.words):
        own = sorted(numbers[stem] for stem in contents.words[word])
        letters[word[0]][word] = own[0] if len(own) == 1 else own
    return letters


def _parts(contents: Contents, stems: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The files of stems: the number of the first one, and the text."""
    words = defaultdict(list)
    for word in sorted(contents.words):
        for stem in contents.words[word]:
            words[stem].append(word)
    entries: list[str] = []
    first = size = 0
    for number, stem in enumerate(stems):
        entry = f"[{to_json(words[stem]).decode()},{contents.found[stem]}]"
        if entries and size + len(entry) > SIZE:
            yield first, f"[{','.join(entries)}]"
            first, entries, size = number, [], 0
        entries.append(entry)
        size += len(entry)
    if entries:
        yield first, f"[{','.join(entries)}]"


def _found(entry: str) -> str:
    """The documents of a stem: all after its words."""
    return entry.partition("],")[2].rstrip("]") + "]"


def _name(parts: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(b"%d:" % len(part) + part)
    return total.hexdigest()[:12]
