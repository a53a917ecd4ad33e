"""Search: one index a language, made again only when something that is searched changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from practicebook import writing
from practicebook.fulltext import files
from practicebook.fulltext.weighing import Document
from practicebook.layout import Layout
from practicebook.page import Page, Searched
from practicebook.processes import cores, spread
from practicebook.site.digests import digest, digest_of_files, load_memory, save_memory
from practicebook.site.making import Made

KEPT = "search"  # the folder of the indexes, in the cache and in the site
# What a word counts in each part of a page.
TITLE, LABEL, SUMMARY, TEXT = 8, 4, 3, 1
_CODE = Path(files.__file__).parent
_HERE = Path(__file__)


def refresh_index(layout: Layout, made: Made, languages: Iterable[str], jobs: int | None = None) -> bool:
    """Make the kept index of each language anew if what is searched in it changed; tell whether one had to be made.

    What a build without some language leaves of it is removed.
    """
    codes = sorted(languages)

    def refresh(number: int) -> bool:
        code = codes[number]
        return _refresh(layout, code, list(_searched(one.page for one in made.of(code))))

    anew = list(spread(refresh, len(codes), jobs or cores()))
    for folder in sorted(kept(layout).iterdir()):
        if folder.name not in codes:
            writing.remove(folder)
    return any(anew)


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


def _refresh(layout: Layout, language: str, searched: Sequence[tuple[str, Searched]]) -> bool:
    index, memory = kept(layout) / language, layout.cache / f"search-{language}.json"
    wanted = _digest(searched)
    known = load_memory(memory)
    if known.get("digest") == wanted and known.get("files") == sorted(writing.files(index)):
        return False
    memory.unlink(missing_ok=True)
    writing.remove(index)
    made = _index(language, searched)
    for path, content in made.items():
        (index / path).parent.mkdir(parents=True, exist_ok=True)
        (index / path).write_bytes(content)
    save_memory(memory, {"digest": wanted, "files": sorted(made)})
    return True


def _digest(searched: Sequence[tuple[str, Searched]]) -> str:
    """Names what is searched and the programs that make an index of it, this one with its weights too."""
    code = digest_of_files(_CODE, _CODE.glob("*.py"))
    told = json.dumps([(address, asdict(one)) for address, one in searched], ensure_ascii=False)
    return digest(told, code, _HERE.read_bytes(), version("snowballstemmer"))


def _index(language: str, searched: Sequence[tuple[str, Searched]]) -> Mapping[str, bytes]:
    practices = sum(one.number is not None for _, one in searched)
    documents = [Document(list(_fields(one))) for _, one in searched]
    return files.files(language, documents, [_told(address, one) for address, one in searched], practices)


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
