"""Builds that are killed, stopped or starved from outside: exit status, one message, the site, no process left."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from practicebook.layout import Layout

from tests.faults.quick import DEEP
from tests.faults.small_book import MOST, STATES, build, messages, processes, start, wait_for, wait_for_none
from tests.unit.small_site import a_root, contents, put

BY_MKDOCS = ("--renderer", "mkdocs")
KILLS = 200 if DEEP else 2

Site = dict[str, bytes]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Layout]:
    """A book with the site of each state, made by a clean build."""
    made = {state: a_root(tmp_path_factory.mktemp(state)) for state in STATES}
    assert {state: build(layout, state) for state, layout in made.items()} == dict.fromkeys(STATES, (0, []))
    return made


@pytest.fixture
def sites(books: dict[str, Layout]) -> dict[str, Site]:
    """What a clean build makes of each state."""
    return {state: contents(layout.site) for state, layout in books.items()}


@pytest.fixture
def book(books: dict[str, Layout], tmp_path: Path) -> Iterator[Layout]:
    """A book at dawn; whatever happens to it, no process is left in the end."""
    layout = Layout(tmp_path / "book")
    shutil.copytree(books["dawn"].root, layout.root)
    yield layout
    assert wait_for_none(layout) == []


def kill_the_group(process: subprocess.Popen[str]) -> None:
    """As the system does when a session ends."""
    os.killpg(process.pid, signal.SIGKILL)


def kill_the_first(process: subprocess.Popen[str]) -> None:
    """As the system does when memory runs out: its children know nothing of it."""
    process.kill()


@pytest.mark.parametrize("kill", [kill_the_group, kill_the_first])
def test_a_build_killed_at_any_moment_loses_no_site(
    kill: Callable[[subprocess.Popen[str]], None], book: Layout, sites: dict[str, Site]
) -> None:
    """The site is the earlier or the next one; no program lives on; the next build is as a clean one."""
    chance = random.Random(kill.__name__)  # noqa: S311 - the same moments in each run
    began = time.perf_counter()
    build(book, "dusk")
    longest = 1.1 * (time.perf_counter() - began)
    for number in range(KILLS // 2):
        state, renderer = STATES[number % 2], BY_MKDOCS if number % 4 > 1 else ()
        with start(book, state, *renderer) as process:
            time.sleep(chance.uniform(0.2, 2 * longest if renderer else longest))
            kill(process)
        assert wait_for_none(book) == []
        assert contents(book.site) in sites.values(), number
        assert build(book, state) == (0, [])
        assert contents(book.site) == sites[state], number
        assert sorted(path.name for path in book.build.iterdir()) == [".lock", "cache", "pages", "site"]


@pytest.mark.parametrize(
    ("asked", "whom"),
    [(signal.SIGINT, "all of it"), (signal.SIGTERM, "the first alone"), (signal.SIGHUP, "all of it")],
)
def test_a_build_that_is_asked_to_stop_says_so(
    asked: signal.Signals, whom: str, book: Layout, sites: dict[str, Site]
) -> None:
    """Status as of a shell, one line, at once; Ctrl+C on a terminal reaches the whole group."""
    with start(book, "dusk", *BY_MKDOCS) as process:
        wait_for(process, "Making")
        os.killpg(process.pid, asked) if whom == "all of it" else process.send_signal(asked)
        _, said = process.communicate(timeout=10)
    line = f".: Stopped by {asked.name}. What was there before is as it was: run the command again. [B113]"
    assert (process.returncode, messages(said)) == (128 + asked, [line])
    assert contents(book.site) == sites["dawn"]


def test_the_second_of_two_builds_is_refused(book: Layout, sites: dict[str, Site]) -> None:
    """Also one that would begin by forgetting what the first is at work on."""
    with start(book, "dusk") as first:
        wait_for(first, "Making")
        first.send_signal(signal.SIGSTOP)  # so that it is still at work
        status, (line,) = build(book, "dusk", "--clean")
        first.send_signal(signal.SIGCONT)
        assert (status, line.startswith("build: Another build is at work here."), line[-6:]) == (1, True, "[B105]")
        assert messages(first.communicate(timeout=30)[1]) == []
    assert first.returncode == 0
    assert contents(book.site) == sites["dusk"]


@pytest.mark.parametrize("most", [0, 3_000])
def test_a_disk_without_room_is_named(most: int, book: Layout, sites: dict[str, Site]) -> None:
    """No file may grow beyond so many bytes, of the build's or of what it starts."""
    status, (line,) = build(book, "dusk", "--clean", **{MOST: str(most)})
    assert (status, re.sub(r"^\S+", "PATH", line)) == (
        1,
        "PATH The system says: File too large. Make room on the disk, then run the command again. [B112]",
    )
    assert contents(book.site) == sites["dawn"]
    assert build(book, "dusk") == (0, [])
    assert contents(book.site) == sites["dusk"]


def test_an_output_that_cannot_be_is_named(book: Layout) -> None:
    """A folder below a file."""
    output = book.configuration / "site"
    status, (line,) = build(book, "dusk", "--output", str(output))
    assert (status, line.endswith("[B112]"), "mkdocs.yml" in line) == (1, True, True)


def test_mkdocs_that_dies_is_told(book: Layout, sites: dict[str, Site]) -> None:
    """As when memory runs out."""
    with start(book, "dusk", *BY_MKDOCS) as process:
        while not (children := processes(book, "site.leash")) and process.poll() is None:
            time.sleep(0.01)
        for child in children:
            os.kill(child, signal.SIGKILL)
        _, said = process.communicate(timeout=30)
    (line,) = messages(said)
    assert (process.returncode, line.startswith("mkdocs.yml: MkDocs says: (nothing: it was ended by SIGKILL")) == (
        1,
        True,
    )
    assert contents(book.site) == sites["dawn"]


def test_mkdocs_that_is_missing_is_told(book: Layout, sites: dict[str, Site], tmp_path: Path) -> None:
    """With how to install it."""
    put(tmp_path / "shadow/mkdocs/__init__.py", "raise ModuleNotFoundError(\"No module named 'mkdocs'\")\n")
    status, (line,) = build(book, "dusk", *BY_MKDOCS, PYTHONPATH=str(tmp_path / "shadow"))
    assert (status, "No module named 'mkdocs'" in line) == (1, True)
    assert contents(book.site) == sites["dawn"]
