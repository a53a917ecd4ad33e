"""How commands end, and what several of them take."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from practicebook.problem import Problem
from practicebook.report import FORMATS
from practicebook.unseen import visible

EXIT_PROBLEMS = 1
EXIT_USAGE = 2

languages_option = click.option("--language", "languages", multiple=True, metavar="L", help="Only this language.")


def usage(message: str) -> NoReturn:
    click.echo(f"practicebook: {visible(message)}", err=True)
    sys.exit(EXIT_USAGE)


def fail(problems: Sequence[Problem], format_: str = "text") -> NoReturn:
    click.echo(FORMATS[format_](problems), err=format_ == "text")
    sys.exit(EXIT_PROBLEMS)
