"""How commands end, and what several of them take."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

import click

from practicebook.problem import Problem
from practicebook.report import FORMATS
from practicebook.unseen import visible

EXIT_PROBLEMS = 1
EXIT_USAGE = 2
EXIT_STOPPED = 128  # and the number of the signal, as shells say it

STOPPING = (signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []))

languages_option = click.option("--language", "languages", multiple=True, metavar="L", help="Only this language.")


class StoppedError(KeyboardInterrupt):
    """Somebody, or the system, asked the command to end."""

    def __init__(self, number: int) -> None:
        """Keep the number of the signal."""
        super().__init__()
        self.number = number


class Commands(click.Group):
    """Ends each command with a status and one message, also if the system refuses something or asks it to end."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as in click
        """Run the command that was asked for."""
        from practicebook.processes import LostError
        from practicebook.site.failure import failure, of_loss, of_system

        try:
            with _stoppable(), _uncollected():
                return super().invoke(ctx)
        except StoppedError as stopped:
            name = signal.Signals(stopped.number).name
            hint = "What was there before is as it was: run the command again."
            click.echo(FORMATS["text"]([failure(".", "B113", f"Stopped by {name}.", hint)]), err=True)
            sys.exit(EXIT_STOPPED + stopped.number)
        except BrokenPipeError:
            raise  # whoever read the output wants no more: click ends in silence
        except OSError as error:
            fail([of_system(error)])
        except LostError:
            fail([of_loss()])
        except ModuleNotFoundError as error:
            hint = "Run make setup, which installs what is missing."
            fail([failure(".", "B115", f"The Python package {error.name} is missing.", hint)])


@contextmanager
def _stoppable() -> Iterator[None]:
    """Turn signals into an exception, once, so that whatever is under way can be put right first.

    What was to be ignored (a command in the background, or under nohup) stays ignored.
    """
    numbers = [number for number in STOPPING if signal.getsignal(number) is not signal.SIG_IGN]
    earlier = {number: signal.signal(number, _stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: a command needs what it reads to its end; looking takes a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _stop(number: int, _: FrameType | None) -> None:
    for one in STOPPING:
        signal.signal(one, signal.SIG_IGN)
    raise StoppedError(number)


def usage(message: str) -> NoReturn:
    click.echo(f"practicebook: {visible(message)}", err=True)
    sys.exit(EXIT_USAGE)


def fail(problems: Sequence[Problem], format_: str = "text") -> NoReturn:
    click.echo(FORMATS[format_](problems), err=format_ == "text")
    sys.exit(EXIT_PROBLEMS)
