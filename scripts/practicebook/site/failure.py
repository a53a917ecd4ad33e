"""Failure: why a site could not be built."""

from __future__ import annotations

from collections.abc import Iterable

from practicebook.problem import Problem


class BuildError(Exception):
    """The build stopped and published nothing; `problems` say why, at least one of them an error."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted."""
        self.problems = tuple(sorted(problems))
        super().__init__("; ".join(problem.message for problem in self.problems))


def failure(path: str, code: str, message: str, hint: str) -> Problem:
    """Make a problem of the build: an error that concerns a whole file."""
    return Problem(path=path, line=0, column=0, field="", code=code, level="error", message=message, hint=hint)
