"""The tree of a site: a folder that gets exactly the files it should have, by what differs from what it has.

Each file of a site is a second name of a kept one (a hard link). So a file is the right one if it is the very same
file, which the folder itself tells; nothing has to be remembered of it, nothing read, and any folder will do to begin
with: that of the site before, half of one, or an empty one.
"""

from __future__ import annotations

import os
import posixpath
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from practicebook import writing


def lay(wanted: Mapping[str, str], folder: Path) -> None:
    """Make `folder` hold exactly the files at the paths `wanted` names, each another name of the kept file it gives.

    Paths are posix paths in the folder.
    """
    if folder.is_symlink() or not folder.is_dir():
        writing.remove(folder)
    folder.mkdir(parents=True, exist_ok=True)
    root, present, device = str(folder), dict(_present(folder)), folder.stat().st_dev
    right = {path for path, kept in wanted.items() if path in present and _is(kept, device, present[path])}
    others, missing = present.keys() - right, sorted(wanted.keys() - right)
    for path in others:
        os.unlink(f"{root}/{path}")  # noqa: PTH108 - as below
    for path in _folders(missing):
        os.makedirs(f"{root}/{path}", exist_ok=True)  # noqa: PTH103 - as below
    for path in missing:
        if (folder / path).is_dir():
            writing.remove(folder / path)
        link(wanted[path], f"{root}/{path}")
    if others:  # last, since most folders have a new file by now, and to remove one can take longer than all the rest
        writing.remove_empty_folders(folder)


def link(source: str | Path, target: str | Path) -> None:
    """Give a file a second name in a folder that exists, or make a copy where the disk has no hard links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def link_into(source: Path, target: Path) -> None:
    """As `link`, and make the folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    link(source, target)


def _present(folder: Path) -> Iterator[tuple[str, int]]:
    """Each file and link below a folder, with the number the disk knows it by; that of a link is none."""
    waiting = [(str(folder), "")]
    while waiting:
        current, inside = waiting.pop()
        with os.scandir(current) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{inside}{entry.name}/"))
                else:
                    yield f"{inside}{entry.name}", 0 if entry.is_symlink() else entry.inode()


def _is(kept: str, device: int, number: int) -> bool:
    found = os.stat(kept)  # noqa: PTH116 - as below
    return (found.st_dev, found.st_ino) == (device, number)


def _folders(paths: Iterable[str]) -> Iterator[str]:
    """The folders of some paths, each once."""
    yield from sorted({posixpath.dirname(path) for path in paths} - {""})
