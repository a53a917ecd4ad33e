"""A disk that fails at a certain step: each change of a file or folder below a root is a step.

Python tells of each such change before it is made, and lets the listener refuse it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHANGES = {"os.mkdir", "os.rename", "os.link", "os.symlink", "os.remove", "os.rmdir", "os.truncate", "os.chmod"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class KilledError(BaseException):
    """Nothing of the process happens after this, as after `kill -9`."""


@dataclass
class Disk:
    """Counts the steps below `root`; refuses the one at `at`, and those after it unless it fails but `once`."""

    root: Path
    error: BaseException
    at: int = sys.maxsize
    once: bool = False
    steps: int = 0

    def step(self, path: object) -> None:
        """Make a step, or refuse it."""
        name = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
        if name and os.path.isabs(name) and not name.startswith(str(self.root)):  # noqa: PTH117 - perhaps no path at all
            return
        self.steps += 1
        if self.steps == self.at or (self.steps > self.at and not self.once):
            raise self.error


_watched: list[Disk] = []


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _watched and (
        event in CHANGES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING)
    ):
        _watched[-1].step(arguments[0])


sys.addaudithook(_listen)


@contextmanager
def watched(disk: Disk) -> Iterator[Disk]:
    """Let this disk take part in whatever happens here."""
    _watched.append(disk)
    try:
        yield disk
    finally:
        _watched.remove(disk)
