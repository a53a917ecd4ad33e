"""The seal: what is kept from build to build is used only if it is as the last build left it.

HTML, indexes and pictures in the cache are published as they are, and a published file is the same file as the kept one
(a hard link). A tool that edits the site in place, an editor, or a disk that lost its last writes would otherwise be
published from then on. Size and time of the last change tell, since reading everything would cost more than the rest of
a build without changes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from practicebook import writing
from practicebook.site.digests import load_memory, save_memory

NAME = "seal.json"
FOLDERS = ("html", "files", "pieces", "found", "whole", "search", "cards")
MEMORIES = ("search-*.json",)


@contextmanager
def sealed(cache: Path) -> Iterator[None]:
    """Use and change what is kept: only what the last build left is there, and what is left in the end is noted."""
    unseal(cache)
    try:
        yield
    finally:
        seal(cache)


def unseal(cache: Path) -> None:
    """Remove from `cache` what is not as it was when it was sealed; what a killed build left is among it."""
    if cache.is_symlink() or (cache.exists() and not cache.is_dir()):
        cache.unlink()
    cache.mkdir(parents=True, exist_ok=True)
    for path in list(_misplaced(cache)):
        writing.remove(path)
    sealed = load_memory(cache / NAME)
    others = [name for name in _kept(cache) if sealed.get(name) != _state(cache, name)]
    for name in others:
        (cache / name).unlink()
    for folder in FOLDERS if others else ():
        if (cache / folder).is_dir():
            writing.remove_empty_folders(cache / folder)


def seal(cache: Path) -> None:
    """Note the state of everything kept, so that a change from outside is seen."""
    save_memory(cache / NAME, {path: _state(cache, path) for path in _kept(cache)})


def _misplaced(cache: Path) -> Iterator[Path]:
    """What lies directly in the cache and cannot be ours: links, halves of files, a folder where a file belongs."""
    for path in cache.iterdir():
        should_be_folder = path.name in FOLDERS or (path.is_dir() and not path.suffix)
        if path.is_symlink() or path.suffix == ".part" or path.is_dir() != should_be_folder:
            yield path


def _kept(cache: Path) -> Iterator[str]:
    """The paths of what is kept, in the cache: texts, since there are many."""
    for folder in FOLDERS:
        if (cache / folder).is_dir():
            yield from (f"{folder}/{path}" for path in writing.files(cache / folder))
    for pattern in MEMORIES:
        yield from (file.name for file in cache.glob(pattern))


def _state(cache: Path, path: str) -> str:
    found = os.lstat(f"{cache}/{path}")
    return f"{found.st_mode} {found.st_size} {found.st_mtime_ns}"
