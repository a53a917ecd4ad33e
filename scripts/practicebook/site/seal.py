"""The seal: what is kept from build to build is used only if it is as the last build left it.

HTML, indexes and pictures in the cache are published as they are, and a published file is the same file as the kept one
(a hard link). A tool that edits the site in place, an editor, or a disk that lost its last writes would otherwise be
published from then on. Size and time of the last change tell, since reading everything would cost more than the rest of
a build without changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from practicebook import writing
from practicebook.site.digests import load_memory, save_memory
from practicebook.site.listing import Listing, State, state_of

NAME = "seal.json"
FOLDERS = ("html", "files", "pieces", "found", "whole", "search", "cards")
MEMORIES = ("search-*.json",)


class Store:
    """What is kept, in its states."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._listing = Listing(cache / folder for folder in FOLDERS)

    def states(self) -> dict[str, State]:
        """The state of each kept file, by its whole path."""
        memories = (file for pattern in MEMORIES for file in self._cache.glob(pattern))
        return self._listing.files() | {str(file): state_of(file) for file in memories}

    def unseal(self) -> None:
        """Remove what is not as it was when it was sealed; what a killed build left is among it."""
        sealed = load_memory(self._cache / NAME)
        others = [path for path, state in self._told() if sealed.get(path) != state]
        for path in others:
            (self._cache / path).unlink()
        for folder in FOLDERS if others else ():
            if (self._cache / folder).is_dir():
                writing.remove_empty_folders(self._cache / folder)

    def seal(self) -> None:
        """Note the state of everything kept, so that a change from outside is seen."""
        told = dict(self._told())
        if told != load_memory(self._cache / NAME):
            save_memory(self._cache / NAME, told)

    def _told(self) -> Iterator[tuple[str, str]]:
        """Each kept file by its path in the cache, with its state as it is noted."""
        start = len(f"{self._cache}/")
        for path, state in self.states().items():
            yield path[start:], f"{state.mode} {state.size} {state.changed_on}"


@contextmanager
def sealed(cache: Path) -> Iterator[Store]:
    """Use and change what is kept: only what the last build left is there, and what is left in the end is noted."""
    if cache.is_symlink() or (cache.exists() and not cache.is_dir()):
        cache.unlink()
    cache.mkdir(parents=True, exist_ok=True)
    for path in list(_misplaced(cache)):
        writing.remove(path)
    store = Store(cache)
    store.unseal()
    try:
        yield store
    finally:
        store.seal()


def _misplaced(cache: Path) -> Iterator[Path]:
    """What lies directly in the cache and cannot be ours: links, halves of files, a folder where a file belongs."""
    for path in cache.iterdir():
        should_be_folder = path.name in FOLDERS or (path.is_dir() and not path.suffix)
        if path.is_symlink() or path.suffix == ".part" or path.is_dir() != should_be_folder:
            yield path
