"""A command as a whole process: how long it takes, of how many seconds of a core, and how much memory at most.

What a command costs is what its reader waits for, so nothing is measured from within. Memory is that of the whole tree
of processes: on Linux the sum of what each has for itself and its share of what they have in common, looked at five
times a second; elsewhere the most that one of them had.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

LOOK_EVERY = 0.2  # seconds; a look takes some milliseconds of a core
SHORT, TIMES = 15.0, 3  # what takes less than so many seconds is run so often
PROC = Path("/proc")


Figures = dict[str, Any]
"""Of a run: `seconds` on the clock, `cpu` seconds of a core, `memory` in megabytes at most, and what else is told."""


class CommandError(Exception):
    """A command that failed, with the end of what it said."""


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> Figures:
    """Run a command to its end; CommandError if it fails."""
    begin = perf_counter()
    with subprocess.Popen(
        list(map(str, command)),
        cwd=folder,
        env=os.environ | (environment or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        watch = _Watch(process.pid)
        watch.start()
        said = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds, most = perf_counter() - begin, watch.end()
    if process.returncode:
        raise CommandError(f"{' '.join(map(str, command))}\n{said[-2000:]}")
    # On Linux this would count what the process was before it became the command: a copy of its parent.
    largest = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    cpu, memory = used.ru_utime + used.ru_stime, (most or largest) / 1e6
    return {"seconds": round(seconds, 3), "cpu": round(cpu, 3), "memory": round(memory, 1)}


def middle(attempt: Callable[[], Figures]) -> Figures:
    """One attempt, or of short ones the middle of three."""
    found = [attempt()]
    while len(found) < TIMES and found[0]["seconds"] < SHORT:
        found.append(attempt())
    return sorted(found, key=lambda one: float(one["seconds"]))[len(found) // 2]


class _Watch(threading.Thread):
    """Looks at the memory of a process and all below it until told to end."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root, self._most, self._over = root, 0, threading.Event()

    def run(self) -> None:
        while PROC.is_dir() and not self._over.wait(LOOK_EVERY):
            self._most = max(self._most, sum(map(_memory, _tree(self._root))))

    def end(self) -> int:
        """The most there was, in bytes."""
        self._over.set()
        self.join()
        return self._most


def _tree(root: int) -> Iterator[int]:
    """A process and all below it."""
    yield root
    try:
        children = [child for file in PROC.glob(f"{root}/task/*/children") for child in file.read_text("ascii").split()]
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _memory(process: int) -> int:
    """Bytes of a process, its share of what it has in common with others; nothing if it is gone."""
    try:
        lines = (PROC / f"{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
