"""Listing: the files below some folders and their states, looked at again only where something came or went.

A disk notes in a folder when something in it was made, renamed or removed last. What we keep is never written into, but
replaced, so a folder of the same time holds the same files in the same states; to look at each file again would take as
long as all else in a build without changes. What somebody else writes into a kept file meanwhile is found by the seal
of the next build, since the state from before is what is noted then.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

YOUNG = 3 * 10**9  # nanoseconds: the clocks of some disks tick every other second, so the next change may look the same

_SAME: dict[int, int] = {}  # numbers that are the same for nearly all files, each held once


class State(NamedTuple):
    """What is known of a file without reading it: which one it is for the disk, and what changes with its content."""

    device: int
    number: int
    mode: int
    size: int
    changed_on: int


class _Folder(NamedTuple):
    """What a folder holds; when it changed last, or nothing if that is too recent to be told from a next change."""

    changed_on: int | None
    folders: list[str]
    files: dict[str, State]


def state_of(path: str | Path) -> State:
    """The state of a file, or of a link itself."""
    return _state(os.lstat(path))


def _state(found: os.stat_result) -> State:
    device, mode = _SAME.setdefault(found.st_dev, found.st_dev), _SAME.setdefault(found.st_mode, found.st_mode)
    return State(device, found.st_ino, mode, found.st_size, found.st_mtime_ns)


class Listing:
    """What lies below some folders."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._roots = [str(folder) for folder in folders]
        self._known = dict[str, _Folder]()

    def files(self) -> dict[str, State]:
        """Each file and link, by its whole path."""
        before, self._known = self._known, {}
        waiting = [root for root in self._roots if os.path.isdir(root)]  # noqa: PTH112 - there are many, as below
        while waiting:
            path = waiting.pop()
            self._known[path] = _looked_at(path, before.get(path))
            waiting += self._known[path].folders
        return {f"{path}/{name}": one for path, folder in self._known.items() for name, one in folder.files.items()}


def _looked_at(path: str, before: _Folder | None) -> _Folder:
    now, changed_on = time.time_ns(), os.stat(path).st_mtime_ns  # noqa: PTH116 - a Path for each takes longer
    if before and before.changed_on == changed_on:
        return before
    folders, files = list[str](), dict[str, State]()
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                files[entry.name] = _state(entry.stat(follow_symlinks=False))
    return _Folder(changed_on if changed_on < now - YOUNG else None, folders, files)
