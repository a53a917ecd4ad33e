"""A problem: what is wrong, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Level: TypeAlias = Literal["error", "advice"]


@dataclass(frozen=True, order=True)
class Problem:
    """One finding about one file; sorts by place, so that a report reads from top to bottom.

    `path` is posix and relative (to the repository for records, to the site for built pages); `line` and `column`
    count from 1 and are 0 where nothing closer than the file is known.
    """

    path: str
    line: int
    column: int
    field: str
    code: str
    level: Level
    message: str
    hint: str

    @property
    def is_error(self) -> bool:
        """Tell whether this blocks; advice does not."""
        return self.level == "error"
