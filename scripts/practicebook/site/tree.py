"""The tree of a site: a folder that gets exactly the files it should have, by what differs from what it has.

Each file of a site is a second name of a kept one (a hard link). So a file is the right one if it is the very same
file, which the folder itself tells; nothing has to be remembered of it, nothing read, and any folder will do to begin
with: that of the site before, half of one, or an empty one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from practicebook import writing
from practicebook.site.listing import State, state_of


def lay(wanted: Mapping[str, str], folder: Path, known: Mapping[str, State] = MappingProxyType({})) -> dict[str, State]:
    """Make `folder` hold exactly the files at the paths `wanted` names, each another name of the kept file it gives.

    Paths are posix paths in the folder. States of kept files that are `known` need not be asked for; those of all files
    of the folder are returned.
    """
    if folder.is_symlink() or not folder.is_dir():
        writing.remove(folder)
    folder.mkdir(parents=True, exist_ok=True)
    root, device = str(folder), folder.stat().st_dev
    present, folders = _present(folder)
    states = {path: known.get(kept) or state_of(kept) for path, kept in wanted.items()}
    right = {path for path, one in states.items() if present.get(path) == one.number and one.device == device}
    for path in present.keys() - right:
        os.unlink(f"{root}/{path}")  # noqa: PTH108 - a Path for each of many files would take longer than the rest
    needed = folders_of(wanted)
    for path in sorted(folders - needed, reverse=True):  # from the depth: there is nothing left in any of them
        os.rmdir(f"{root}/{path}")  # noqa: PTH106 - as above
    for path in sorted(needed - folders):
        os.mkdir(f"{root}/{path}")  # noqa: PTH102 - as above
    for path in sorted(wanted.keys() - right):
        link(wanted[path], f"{root}/{path}")
    return states


def folders_of(paths: Iterable[str]) -> set[str]:
    """The folders that some paths lie in, at whatever depth."""
    above = {path.rpartition("/")[0] for path in paths} - {""}
    return above | folders_of(above) if above else above


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


def _present(folder: Path) -> tuple[dict[str, int], set[str]]:
    """Each file and link below a folder, with the number the disk knows it by (that of a link is none); the folders."""
    files, folders = dict[str, int](), set[str]()
    for inside, entries in writing.walk(folder):
        folders.add(inside[:-1])
        files |= {f"{inside}{one.name}": 0 if one.is_symlink() else one.inode() for one in entries}
    return files, folders - {""}
