"""Search: one index a language, made again only when something that is searched changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from practicebook import writing
from practicebook.fulltext import files
from practicebook.fulltext.weighing import Document, Read, read
from practicebook.fulltext.words import stemmer
from practicebook.layout import Layout
from practicebook.page import Page, Searched
from practicebook.processes import cores, spread
from practicebook.site.digests import digest, digest_of_files, load_memory, save_memory
from practicebook.site.made import Made
from practicebook.site.tree import link

KEPT = "search"  # the folder of the indexes, in the cache and in the site
# What a word counts in each part of a page.
TITLE, LABEL, SUMMARY, TEXT = 8, 4, 3, 1
CHUNK = 400  # pages that one process reads at a time
_CODE = Path(files.__file__).parent
_HERE = Path(__file__)


def refresh_index(layout: Layout, made: Made, languages: Iterable[str], jobs: int | None = None) -> bool:
    """Make the kept index of each language anew if what is searched in it changed; tell whether one had to be made.

    What a build without some language leaves of it is removed.
    """
    jobs, codes = jobs or cores(), sorted(languages)
    found = [_Found(layout, code, list(_searched(one.page for one in made.of(code)))) for code in codes]
    new = [one for one in found if not one.is_kept]
    parts = [(one, start) for one in new for start in range(0, len(one.searched), CHUNK)]
    read_ = list(spread(lambda number: _read(*parts[number]), len(parts), jobs))
    by_code = {one.language: [part for (of, _), part in zip(parts, read_, strict=True) if of is one] for one in new}
    list(spread(lambda number: _write(new[number], by_code[new[number].language]), len(new), jobs))
    for folder in sorted(kept(layout).iterdir()):
        if folder.name not in codes:
            writing.remove(folder)
    return bool(new)


def kept(layout: Layout) -> Path:
    """Where the indexes are kept, as they lie in the site."""
    folder = layout.cache / KEPT
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _searched(pages: Iterable[Page]) -> Iterator[tuple[str, Searched]]:
    """Addresses and what is searched: the practices by their numbers, then all else."""
    found = [(page.address, page.searched) for page in pages if page.searched]
    practices = [(address, one) for address, one in found if one.number is not None]
    yield from sorted(practices, key=lambda one: one[1].number or 0)
    yield from (one for one in found if one[1].number is None)


class _Found:
    """What is searched in one language, and whether its index is there already."""

    def __init__(self, layout: Layout, language: str, searched: Sequence[tuple[str, Searched]]) -> None:
        self.language, self.searched = language, searched
        self.index, self.memory = kept(layout) / language, layout.cache / f"search-{language}.json"
        self.digest = _digest(searched)
        known = load_memory(self.memory)
        self.is_kept = known.get("digest") == self.digest and known.get("files") == sorted(writing.files(self.index))


def _digest(searched: Sequence[tuple[str, Searched]]) -> str:
    """Names what is searched and the programs that make an index of it, this one with its weights too."""
    code = digest_of_files(_CODE, _CODE.glob("*.py"))
    told = json.dumps([(address, one.__dict__) for address, one in searched], ensure_ascii=False)
    return digest(told, code, _HERE.read_bytes(), version("snowballstemmer"))


def _read(found: _Found, start: int) -> Read:
    documents = (Document(list(_fields(one))) for _, one in found.searched[start : start + CHUNK])
    return read(documents, stemmer(found.language))


def _write(found: _Found, parts: Sequence[Read]) -> None:
    practices = sum(one.number is not None for _, one in found.searched)
    made = files.files(parts, [_told(address, one) for address, one in found.searched], practices)
    found.memory.unlink(missing_ok=True)
    earlier = {path.rpartition("/")[2]: found.index / path for path in writing.files(found.index)}
    for path, content in made.items():
        _put(found.index / path, content, earlier.get(path.rpartition("/")[2]))
    writing.remove_others(found.index, made)
    save_memory(found.memory, {"digest": found.digest, "files": sorted(made)})


def _put(path: Path, content: bytes, earlier: Path | None) -> None:
    """Put a file of an edition at its place: that of an earlier one, if it says the same.

    Most do, and to give a file another name is quicker than to write it, and much quicker than to remove the earlier.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if earlier is None or earlier.is_symlink() or not earlier.is_file() or earlier.read_bytes() != content:
        writing.write_atomically(path, content)
    elif earlier != path:
        path.unlink(missing_ok=True)
        link(earlier, path)


def _fields(one: Searched) -> Iterator[tuple[str, float]]:
    yield one.title, TITLE
    yield one.summary, SUMMARY
    yield from ((label, LABEL) for label in [*(one.shown.get(name, "") for name in ("place", "country")), *one.labels])
    yield from ((text, TEXT) for text in one.texts)


def _told(address: str, one: Searched) -> Mapping[str, Any]:
    """What a result says; `text` is what passages are cut from, a part a line."""
    return {
        "address": address,
        "kind": one.kind,
        "meta": {"title": one.title, "summary": one.summary, **one.shown},
        "text": "\n".join(one.texts),
    }
