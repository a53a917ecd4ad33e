"""Failure: why a site could not be built."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable

from practicebook.problem import Problem


class BuildError(Exception):
    """The build stopped and published nothing; `problems` say why, at least one of them an error."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted, each once."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("; ".join(problem.message for problem in self.problems))


def failure(path: str, code: str, message: str, hint: str) -> Problem:
    """Make a problem of the build: an error that concerns a whole file."""
    return Problem(path=path, line=0, column=0, field="", code=code, level="error", message=message, hint=hint)


def leading_out(path: str) -> Problem:
    """Say that something would lie beside the site."""
    return failure(path, "B108", "This path leads out of the site.", "Name a path inside the site.")


def claimed_twice(path: str) -> Problem:
    """Say that two things would lie in one place of the site."""
    return failure(path, "B109", "Two things claim this address.", "Rename one; a former id must not be in use.")


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)
_GONE = (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY)


def of_system(error: OSError) -> Problem:
    """Say what the system refused, of which file, and what to do about it."""
    if error.errno is None and error.args and isinstance(error.args[0], list):  # shutil.Error: what failed, one by one
        path, _, reason = error.args[0][0]
    else:
        path, reason = error.filename or ".", error.strerror or str(error)
    return failure(_shown(path), "B112", f"The system says: {str(reason).rstrip('.')}.", _advice(error.errno))


def of_loss() -> Problem:
    """Say that a process that did a part of the work is gone."""
    return failure(".", "B116", "A process was killed at its work.", "Perhaps memory ran out: run the command again.")


def _shown(path: str | bytes | int) -> str:
    """A path as people write it: from where they are, if it lies below."""
    text = "." if isinstance(path, int) else os.fsdecode(path)
    inner = os.path.relpath(text) if os.path.isabs(text) else text  # noqa: PTH117 - a text in, a text out
    return text if inner.startswith(os.pardir) else inner


def _advice(number: int | None) -> str:
    if number in _NO_ROOM:
        return "Make room on the disk, then run the command again."
    if number in _NOT_ALLOWED:
        return "Allow this user to read and write there, or name another folder."
    if number in _GONE:
        return "Something else changed the files meanwhile: run the command again."
    return "Run the command again; if it fails again, look after the disk."
