"""Staging: the new site is composed aside and takes the place of the old one in the end, or never.

Where the system can let two folders change places, that is one step, and there is a whole site at every moment.
Elsewhere there are two renames; whatever a kill leaves, `heal` puts right. The site that gave way is what the next one
is composed from, where it can stay: in the cache.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from practicebook import writing
from practicebook.layout import Layout
from practicebook.site.failure import BuildError, failure

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no such lock; two builds at once are then up to the user
    fcntl = None  # type: ignore[assignment]

AT_CWD, EXCHANGE = -100, 2  # as in fcntl.h: paths as they are, and RENAME_EXCHANGE of Linux
MARK = ".nojekyll"  # every site has this file, and GitHub Pages needs it to publish names that start with an underscore


@dataclass(frozen=True)
class Staging:
    """The published folder, and where the new site is composed: in `workshop` for good, else beside, for a while."""

    site: Path
    workshop: Path | None = None

    @property
    def coming(self) -> Path:
        """Where the new site is composed."""
        return self.workshop or self._beside

    @property
    def _beside(self) -> Path:
        return self.site.parent / f"{self.site.name}.next"

    @property
    def going(self) -> Path:
        """Where the old site waits for its end."""
        return self.site.parent / f"{self.site.name}.old"

    def heal(self) -> None:
        """Undo what a killed build left: the old site comes back if there is no other, half a new one goes."""
        if self.going.is_dir() and not self.site.exists():
            self.going.rename(self.site)
        self.discard()

    @contextmanager
    def healed(self) -> Iterator[None]:
        """Begin and end with nothing but the site; refuse to touch a folder that is no site."""
        self.heal()
        self.refuse_other_folders()
        try:
            yield
        finally:
            self.heal()

    def discard(self) -> None:
        """Remove what is beside the site, as far as that can be done: the next build tries again."""
        for folder in (self._beside, self.going):
            with suppress(OSError):
                writing.remove(folder)

    def swap(self) -> None:
        """Publish the new site."""
        if not (self.site.is_dir() and _exchanged(self.coming, self.site)):
            if self.site.exists():
                self.site.rename(self.going)
            self.coming.rename(self.site)
            if self.workshop and self.going.is_dir():
                self.going.rename(self.coming)
        self.discard()

    def refuse_other_folders(self) -> None:
        """Raise BuildError where `site` holds something that is not a site: it would be deleted."""
        if self.site.is_symlink() or (self.site.exists() and not self._is_ours()):
            hint = "Name a folder that is empty, does not exist yet, or holds an earlier site."
            raise BuildError([failure(str(self.site), "B106", "This folder is not a site made by Practicebook.", hint)])

    def _is_ours(self) -> bool:
        return self.site.is_dir() and ((self.site / MARK).is_file() or not any(self.site.iterdir()))


@contextmanager
def the_only_build(layout: Layout) -> Iterator[None]:
    """Hold the lock of this knowledge base; raise BuildError if another build holds it.

    The system frees the lock when a process ends, however it ends.
    """
    with _locked(layout.build / ".lock", "build"):
        yield


@contextmanager
def the_only_build_into(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder that other knowledge bases may be built into as well, by a file beside it."""
    file = folder.parent / f".{folder.name}.lock"
    with _locked(file, str(folder)):
        try:
            yield
        finally:
            with suppress(OSError):  # left there, it harms nothing
                file.unlink()


@contextmanager
def _locked(file: Path, shown: str) -> Iterator[None]:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+b") as held:
        _lock(held.fileno(), shown)
        yield


def _lock(handle: int, shown: str) -> None:
    if fcntl is None:  # pragma: no cover
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.fstat(handle).st_nlink:
            raise BlockingIOError("its holder removed it since it was opened, and the next build has another")
    except OSError as error:
        hint = "Wait until it ends (`practicebook serve` builds after each change), or stop it."
        raise BuildError([failure(shown, "B105", "Another build is at work here.", hint)]) from error


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; tell whether the system could."""
    step = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    return step is not None and step(AT_CWD, os.fsencode(one), AT_CWD, os.fsencode(other), EXCHANGE) == 0
