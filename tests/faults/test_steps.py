"""A build that is killed, or that the disk fails, at each of its steps: the site is whole, the next build heals all.

Each change of a file or folder is a step. The whole sweep (`make faults`) tries every one, a test run some of them.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from practicebook.site import staging
from practicebook.site.failure import BuildError

from tests.faults.disk import Disk, KilledError, watched
from tests.faults.quick import BESIDE, DEEP, STATES, a_book, beside, built, next_state
from tests.unit.small_site import contents

STRIDE = 1 if DEEP else 41


def steps(last: int) -> Iterator[int]:
    """The numbers of the steps to fail at, the last ones among them, which publish."""
    yield from range(last % STRIDE or STRIDE, last + 1, STRIDE)


def count(tmp_path: Path) -> int:
    """How many steps a build from dawn to dusk takes."""
    layout = a_book(tmp_path / "counted", "dawn")
    for state in reversed(STATES):  # once both are known, each build is like the one before the last
        built(layout, state)
    with watched(Disk(layout.root, OSError())) as disk:
        built(layout, "dusk")
    return disk.steps


@pytest.mark.parametrize("in_one_step", [True, False], ids=["change places", "two renames"])
def test_a_build_killed_at_any_step_loses_no_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, in_one_step: bool
) -> None:
    """The earlier site or the next one is there, whole; the next build leaves what a clean one makes, and no more."""
    if not in_one_step:
        monkeypatch.setattr(staging, "_exchanged", lambda *_: False)
    sites = {state: contents(a_book(tmp_path / state, state).site) for state in STATES}
    layout = a_book(tmp_path / "book", "dawn")
    total = count(tmp_path)
    assert total > 60  # so it counts
    for at in steps(total):
        state = next_state(layout)
        with watched(Disk(layout.root, KilledError(), at)), suppress(KilledError):  # the last step may not be reached
            built(layout, state)
        site = layout.site if in_one_step or layout.site.exists() else layout.build / "site.old"
        assert contents(site) in sites.values(), at
        built(layout, state)
        assert (contents(layout.site), beside(layout)) == (sites[state], BESIDE), at


@pytest.mark.parametrize(
    ("number", "once", "advice"),
    [
        (errno.ENOSPC, False, "Make room on the disk"),
        (errno.EROFS, False, "Allow this user"),
        (errno.EIO, True, "look after the disk"),
    ],
    ids=["full", "read only", "a bad block"],
)
def test_a_disk_that_fails_at_any_step_ends_the_build(number: int, advice: str, tmp_path: Path, *, once: bool) -> None:
    """With one message, and the earlier site as it was; once the disk works again, so does the build."""
    sites = {state: contents(a_book(tmp_path / state, state).site) for state in STATES}
    layout = a_book(tmp_path / "book", "dawn")
    for at in steps(count(tmp_path)):
        state = next_state(layout)
        with watched(Disk(layout.root, OSError(number, os.strerror(number), "some/file"), at, once)):
            try:
                built(layout, state)
            except BuildError as error:
                (problem,) = error.problems
                assert problem.code == "B112", at
                assert once or re.search(advice, problem.hint), at
            else:
                assert once or contents(layout.site) == sites[state], at
        assert contents(layout.site) in sites.values(), at
        built(layout, state)
        assert (contents(layout.site), beside(layout)) == (sites[state], BESIDE), at
