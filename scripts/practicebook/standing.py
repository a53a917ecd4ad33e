"""Standing: what the last check found, which still is so while no file that it looked at changed.

As with what a build keeps, size and times of the last change tell; to read every file would take as long as a check.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, TypeAlias

from practicebook.keeping import keep, kept
from practicebook.layout import Layout
from practicebook.problem import Problem

NAME = "standing"

# The files and folders that a check looks at, by path, each with what tells that it changed.
State: TypeAlias = Mapping[str, str]


@dataclass(frozen=True)
class Found:
    """What a check found: every problem, in so many records; who these are, as plain values, if that can be told."""

    problems: Sequence[Problem]
    records: int
    outline: Mapping[str, Any] | None = None


def state(layout: Layout) -> State:
    """The files that a check looks at, as they are now."""
    start = len(f"{layout.root}/")
    return dict(one for folder in (layout.practices, layout.root / "content") for one in _states(folder, start))


def last(layout: Layout) -> tuple[State, Found] | None:
    """What the last check found, and the state that files were in then."""
    known = kept(layout.cache / NAME)
    if not known:
        return None
    problems = [Problem(*one) for one in known["problems"]]
    return known["state"], Found(problems, known["records"], known["outline"])


def keep_found(layout: Layout, before: State, what: Found) -> None:
    """Remember what was found in files that were in a state before they were read."""
    problems = [astuple(one) for one in what.problems]
    known = {"state": before, "problems": problems, "records": what.records, "outline": what.outline}
    keep(layout.cache / NAME, known)


def is_file(state: str) -> bool:
    """Whether it is the state of an ordinary file."""
    return stat.S_ISREG(int(state.partition(" ")[0] or 0))


def _states(folder: Path | str, start: int) -> Iterator[tuple[str, str]]:
    """Each file and folder below a folder; one that cannot be looked at is left out.

    Of a folder neither size nor times count, since what is in it tells.
    """
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        one = entry.stat(follow_symlinks=False)
        changes = f" {one.st_size} {one.st_mtime_ns} {one.st_ctime_ns}"
        is_folder = entry.is_dir(follow_symlinks=False)
        yield entry.path[start:], f"{one.st_mode} {one.st_ino}{'' if is_folder else changes}"
        if is_folder:
            yield from _states(entry.path, start)
