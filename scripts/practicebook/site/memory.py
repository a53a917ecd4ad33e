"""Memory: what batches gave in earlier builds, so that only those are made whose inputs changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from practicebook import writing
from practicebook.batch import Batch
from practicebook.keeping import keep, kept, named
from practicebook.layout import Layout
from practicebook.page import Page
from practicebook.site.found import Found, Place
from practicebook.site.made import Kept, Made, files_store, found_store, pieces_store
from practicebook.site.render import Language


class Memory:
    """What batches gave in earlier builds, as long as it is still there; of those that are not asked for no more."""

    def __init__(self, layout: Layout, by_code: Mapping[str, Language], *, in_haste: bool = False) -> None:
        self._layout, self._by_code, self._in_haste = layout, by_code, in_haste
        self._file = layout.cache / "batches"
        self._before = kept(self._file) or {"batches": {}, "late": {}}
        self._known, self._met = self._before["batches"], dict[str, Any]()
        self._late, self._has_learned = dict[str, str](), False
        self._made = Made()
        self._files = frozenset(writing.files(files_store(layout)))
        stores = (pieces_store(layout), found_store(layout))
        self._stores = {folder: frozenset(writing.files(folder)) for folder in stores}
        self._pages = {code: frozenset(writing.files(one.store)) for code, one in by_code.items()}

    def has(self, batch: Batch) -> bool:
        """Whether a batch need not be made; if so, what it gave is part of `made`."""
        name = self.name(batch)
        if self._in_haste and batch.late and name not in self._known:
            name = self._before["late"].get(batch.late, "")
        known = self._known.get(name) if batch.inputs else None
        if known is None:
            return False
        pages, there = known["pages"], self._pages[batch.language]
        is_whole = self._files.issuperset(known["files"]) and all(file in there for _, _, file, _ in pages)
        is_stored = all(name in of for folder, of in self._stores.items() if folder.name in known["stores"])
        if not (is_whole and is_stored) or any(
            self._state(batch.language, path) != state for path, _, _, state in pages
        ):
            return False
        self._meet(batch, name, known)
        self._made.pages += [self._kept(batch.language, name, *page) for page in pages]
        self._made.files += known["files"]
        return True

    def made(self) -> Made:
        """All that need not be made."""
        return self._made

    def learn(self, batch: Batch, made: Made, *, gave_a_piece: bool) -> None:
        """Remember what a batch gave."""
        if batch.inputs:
            self._has_learned = True
            store = self._by_code[batch.language].store
            pages = [
                [one.page.path, _told(one.found), _name(store, one), self._state(batch.language, one.page.path)]
                for one in made.pages
            ]
            stores = {pieces_store: gave_a_piece, found_store: any(one.found for one in made.pages)}
            names = [store(self._layout).name for store, is_there in stores.items() if is_there]
            self._meet(batch, self.name(batch), {"pages": pages, "files": made.files, "stores": names})

    def _meet(self, batch: Batch, name: str, given: dict[str, Any]) -> None:
        self._met[name] = given
        if batch.late:
            self._late[batch.late] = name

    def forget_others(self, made: Made) -> None:
        """Remove what earlier builds kept and is not of this site: HTML, files and pieces."""
        writing.remove_files(files_store(self._layout), self._files.difference(made.files))
        for folder, names in self._stores.items():
            wanted = (name for name, given in self._met.items() if folder.name in given["stores"])
            writing.remove_files(folder, names.difference(wanted))
        for code, one in self._by_code.items():
            pages = (_name(one.store, page) for page in made.of(code))
            writing.remove_files(one.store, self._pages[code].difference(pages))

    def save(self) -> None:
        """Keep it for the next build."""
        if self._has_learned or self._met.keys() != self._known.keys():
            keep(self._file, {"batches": self._met, "late": self._late})

    def name(self, batch: Batch) -> str:
        """Names what a batch is made from."""
        return named(batch.inputs, self._by_code[batch.language].common)

    def _kept(self, language: str, batch: str, path: str, told: list[Any] | None, file: str, _: list[int]) -> Kept:
        of = _found(found_store(self._layout) / batch, *told) if told else None
        return Kept(language, Page(path, ""), self._by_code[language].store / file, is_new=False, found=of)

    def _state(self, language: str, path: str) -> list[int]:
        """What changes when somebody writes into the Markdown of a page."""
        try:
            found = os.stat(f"{self._layout.built_pages}/{language}/{path}")  # noqa: PTH116 - a Path for each takes too long
        except OSError:
            return []
        return [found.st_size, found.st_mtime_ns]


def _told(found: Found | None) -> list[Any] | None:
    place = found.told if found and isinstance(found.told, Place) else None
    return [found.name, found.labels, found.added, place.start, place.size] if found and place else None


def _found(file: Path, name: str, labels: list[str], added: int | None, *place: int) -> Found:
    return Found(name, labels, added, Place(file, *place))


def _name(store: Path, one: Kept) -> str:
    return str(one.file)[len(f"{store}/") :]
