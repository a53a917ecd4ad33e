"""The leash: programs that a build starts end with it, however it ends.

Their standard input is a pipe whose other end this process holds. The system closes that end even when the process is
killed, and who reads then learns that nobody waits for an answer any more. Run as a program, this module is MkDocs on
such a leash.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def side_by_side(run: Callable[[Given, int], Made], given: Iterable[Given], jobs: int) -> list[Made]:
    """What `run` makes of each, in order; its second argument is the standard input for the program that it starts.

    Should this be interrupted, all those programs end at once, so that there is nothing to wait for.
    """
    theirs, ours = os.pipe()
    try:
        with ThreadPoolExecutor(max_workers=jobs) as pool:
            try:
                return list(pool.map(run, given, repeat(theirs)))
            finally:
                os.close(ours)
    finally:
        os.close(theirs)


def _end_with_the_build() -> None:
    """Wait until the other end is gone. A signal ends the process at once, whatever it is busy with."""
    os.read(sys.stdin.fileno(), 1)
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """MkDocs, as `python -m mkdocs` would start it."""
    threading.Thread(target=_end_with_the_build, daemon=True).start()
    from mkdocs.__main__ import cli  # noqa: PLC0415 - it takes half a second, in which the build may end

    cli()


if __name__ == "__main__":
    main()
