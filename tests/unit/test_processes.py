"""One function over many numbers, side by side: `practicebook.processes`."""

from __future__ import annotations

import os

import pytest

from practicebook import processes
from practicebook.processes import spread


def test_a_process_gives_way_to_another_after_some_results(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what it copied of shared memory is free again; results stay in order, and each is there once."""
    monkeypatch.setattr(processes, "LIFE", 3)
    found = list(spread(lambda number: (number, os.getpid()), 20, 2))
    at_work = [process for _, process in found]
    assert [number for number, _ in found] == list(range(20))
    assert os.getpid() not in at_work
    assert max(at_work.count(process) for process in at_work) <= 3


def test_what_a_task_raises_is_raised_after_a_change_of_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number that fails is given to a process that took another's place."""
    monkeypatch.setattr(processes, "LIFE", 1)
    with pytest.raises(ZeroDivisionError):
        list(spread(lambda number: 1 // (7 - number), 20, 2))
