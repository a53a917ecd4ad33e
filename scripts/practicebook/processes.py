"""Processes: one function over many numbers, side by side on all cores.

The processes are forked, so that they have all that was loaded without being sent it; where that cannot be, the work is
done one after the other. They end with the one that began them, however it ends. The pools of the standard library do
not promise that: one waits for ever for a process that was killed, the other may in some versions of Python.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar, cast

Result = TypeVar("Result")

LIFE = 200  # results of one process: it gets a copy of all shared memory that it looks at, which is free again then


class LostError(Exception):
    """A process ended in the middle of its work: it was killed, or there was no memory left."""


def spread(task: Callable[[int], Result], count: int, jobs: int) -> Iterator[Result]:
    """`task(0)`, `task(1)` and so on, in this order; results have to be small, since they are sent.

    Raises what a task raised, or LostError; no process is left then, or when the caller stops asking.
    """
    workers = min(jobs, count)
    if workers < 2 or "fork" not in multiprocessing.get_all_start_methods():  # noqa: PLR2004 - one process is no spread
        return map(task, range(count))
    return _spread(task, count, workers)


def cores() -> int:
    """How many processes can run side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _spread(task: Callable[[int], Result], count: int, workers: int) -> Iterator[Result]:
    gc.freeze()  # what is collected in a forked process would be copied to it first
    crew: dict[Connection, ForkProcess] = {}
    try:
        for _ in range(workers):
            _hire(task, crew)
        yield from _in_order(_answers(task, crew, count))
    finally:
        gc.unfreeze()
        for connection, process in crew.items():
            connection.close()
            process.kill()
            process.join()


def _hire(task: Callable[[int], Any], crew: dict[Connection, ForkProcess]) -> Connection:
    """Begin one more process, which keeps none of the ends of pipes that are ours: they tell it that we are gone."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_work, args=(task, theirs, [ours, *crew]), daemon=True)
    process.start()
    theirs.close()
    crew[ours] = process
    return ours


def _replaced(connection: Connection, task: Callable[[int], Any], crew: dict[Connection, ForkProcess]) -> Connection:
    """Let a process end, and begin another one."""
    process = crew.pop(connection)
    connection.close()
    process.join()
    return _hire(task, crew)


def _answers(task: Callable[[int], Any], crew: dict[Connection, ForkProcess], count: int) -> Iterator[tuple[int, Any]]:
    """Each number with the result of its task, as they come in; who is done gets the next number."""
    numbers, given = iter(range(count)), dict.fromkeys(crew, 1)
    for connection in given:
        connection.send(next(numbers))
    while given:
        for connection in cast("list[Connection]", wait(given)):
            yield _received(connection)
            following, done = next(numbers, None), given.pop(connection)
            if following is None:
                continue
            heir = _replaced(connection, task, crew) if done == LIFE else connection
            heir.send(following)
            given[heir] = 1 if done == LIFE else done + 1


def _received(connection: Connection) -> tuple[int, Any]:
    try:
        number, result, error = connection.recv()
    except (EOFError, OSError) as lost:
        raise LostError from lost
    if error is not None:
        raise error
    return number, result


def _in_order(answers: Iterator[tuple[int, Result]]) -> Iterator[Result]:
    early: dict[int, Result] = {}
    due = 0
    for number, result in answers:
        early[number] = result
        while due in early:
            yield early.pop(due)
            due += 1


def _work(task: Callable[[int], Any], connection: Connection, ends_of_others: list[Connection]) -> None:
    """The life of a process: ask for a number, send a result, until there is nobody to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever began us is interrupted too, and ends us
    for number in (signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])):
        signal.signal(number, signal.SIG_DFL)
    for end in ends_of_others:
        end.close()
    gc.enable()  # only what is made from here on is looked at: the rest was set aside before
    with suppress(EOFError, OSError):
        while True:
            connection.send(_answer(task, connection.recv()))


def _answer(task: Callable[[int], Any], number: int) -> tuple[int, Any, Exception | None]:
    try:
        return number, task(number), None
    except Exception as error:  # noqa: BLE001 - it is raised where the result was awaited
        error.add_note(traceback.format_exc())
        return number, None, error
