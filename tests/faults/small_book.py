"""A site of a few pages, built by the real command line in a process of its own, to be stopped in every way there is.

Run as a program (`python -m tests.faults.small_book ROOT STATE [OPTIONS]`) it is `practicebook --root ROOT build`, but
for the loading of records: the pages are those of a state, of which half differ from those of any other.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from practicebook.__main__ import main
from practicebook.catalogue import Catalogue
from practicebook.commands import flow
from practicebook.layout import Layout
from practicebook.page import Page
from practicebook.site.content import Content

from tests.unit.small_site import a_content, a_page

REPOSITORY = Path(__file__).parents[2]
PAGES = 70  # so many that two programs render them side by side
MOST = "PRACTICEBOOK_MOST"  # bytes that a file may have; more than that, and the disk is full
STATES = ("dawn", "dusk")


def content(state: str) -> Content:
    """The pages of a state, and a file."""
    links = "".join(f"[{number}](pages/{number}/)\n" for number in range(PAGES))
    pages: list[Page] = [a_page(body=f"{state}\n\n{links}")]
    pages += [a_page(f"pages/{number}.md", f"{state if number % 2 else 'always'}\n") for number in range(PAGES)]
    return a_content({"en": pages}, files={"data/state.json": state.encode()})


def command(layout: Layout, state: str, *options: str) -> list[str]:
    """What builds a state, as `subprocess` takes it."""
    return [sys.executable, "-m", "tests.faults.small_book", str(layout.root), state, *options]


def start(layout: Layout, state: str, *options: str, **environment: str) -> subprocess.Popen[str]:
    """Begin a build in a group of processes of its own."""
    return subprocess.Popen(
        command(layout, state, *options),
        cwd=REPOSITORY,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def build(layout: Layout, state: str, *options: str, **environment: str) -> tuple[int, list[str]]:
    """Build a state; the exit status, and what was said besides progress."""
    with start(layout, state, *options, **environment) as process:
        _, said = process.communicate(timeout=60)
    return process.returncode, messages(said)


def messages(said: str) -> list[str]:
    """The lines on standard error that tell no progress."""
    return [line for line in said.splitlines() if not (line.startswith("  ") and line.endswith("…"))]


def processes(layout: Layout, what: str = "") -> list[int]:
    """The processes that have to do with this book, and with this: both are in their command lines."""
    listed = subprocess.run(["ps", "-A", "-ww", "-o", "pid=,args="], capture_output=True, text=True, check=True)
    found = [line.split(None, 1) for line in listed.stdout.splitlines() if str(layout.root) in line and what in line]
    return [int(number) for number, _ in found]


def wait_for_none(layout: Layout) -> list[int]:
    """The processes that are still there after a while, which should be none."""
    for _ in range(100):
        if not processes(layout):
            break
        time.sleep(0.05)
    return processes(layout)


def wait_for(process: subprocess.Popen[str], said: str) -> None:
    """Read what a build says until it says this."""
    assert process.stderr
    for line in process.stderr:
        if said in line:
            return
    pytest.fail(f"it never said {said!r}")


def _run(root: str, state: str, *options: str) -> None:
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):  # in the background of a shell some are not heard
        signal.signal(number, signal.SIG_DFL)
    loaded = flow.Loaded(Catalogue(), content(state), [], {})
    flow.load = lambda *_, **__: loaded
    most = int(os.environ.get(MOST, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    main(["--root", root, "build", *options], prog_name="practicebook")


if __name__ == "__main__":
    _run(*sys.argv[1:])
