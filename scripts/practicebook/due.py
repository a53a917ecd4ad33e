"""What is due: each record is read again, and its place asked, a year after the last time.

Days are worked out from the records alone, so that a page can tell them; what day it is, only a command knows.
"""

from __future__ import annotations

import calendar
import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal, TypeAlias

from practicebook.catalogue import Catalogue
from practicebook.model import Practice

WAITING = dt.timedelta(days=60)
"""How long a proposal may wait for an editor."""

Task: TypeAlias = Literal["review", "confirm", "decide"]
TASKS: dict[Task, str] = {
    "review": "read the record against its sources",
    "confirm": "ask the place whether it is still so",
    "decide": "publish the proposal or say what is missing",
}


@dataclass(frozen=True, order=True)
class Reminder:
    """What is to be done for one practice, and by which day."""

    due_on: dt.date
    tasks: tuple[Task, ...]
    id: str
    path: str


def year_after(day: dt.date) -> dt.date:
    """The same day of the next year; the last of February after a leap day."""
    return day.replace(year=day.year + 1, day=min(day.day, calendar.monthrange(day.year + 1, day.month)[1]))


def schedule(catalogue: Catalogue) -> list[Reminder]:
    """A reminder for each practice, the first due first."""
    return sorted(_reminder(catalogue, one) for one in catalogue.practices.values())


def due(catalogue: Catalogue, day: dt.date) -> list[Reminder]:
    """What is to be done by a day."""
    return [one for one in schedule(catalogue) if one.due_on <= day]


def _reminder(catalogue: Catalogue, practice: Practice) -> Reminder:
    path = catalogue.origins["Practice", practice.id].document.path
    review = practice.review
    if review.state != "published":
        return Reminder(max(practice.added_on, review.reviewed_on) + WAITING, ("decide",), practice.id, path)
    due_on, confirmed = year_after(review.reviewed_on), review.verified_by_place_on
    is_confirmed = confirmed is not None and year_after(confirmed) > due_on
    return Reminder(due_on, ("review",) if is_confirmed else ("review", "confirm"), practice.id, path)


def by_month(reminders: Sequence[Reminder]) -> dict[str, list[Reminder]]:
    """The reminders of each month, called like 2027-11."""
    months: dict[str, list[Reminder]] = {}
    for one in reminders:
        months.setdefault(one.due_on.isoformat()[:7], []).append(one)
    return months


def as_text(reminders: Sequence[Reminder]) -> str:
    """One line a practice."""
    lines = [f"{one.due_on}  {one.path}: {'; '.join(TASKS[task] for task in one.tasks)}" for one in reminders]
    return "\n".join([*lines, f"{len(reminders)} due."])


def as_json(reminders: Sequence[Reminder]) -> str:
    """Everything, for programs."""
    return json.dumps([asdict(one) for one in reminders], indent=2, default=str)


def as_issue(reminders: Sequence[Reminder]) -> str:
    """Markdown with boxes to tick; ids and paths only, since they cannot be taken for anything else."""
    parts = [INTRODUCTION]
    for month, some in by_month(reminders).items():
        boxes = [f"- [ ] `{one.path}`, {one.due_on}: {', '.join(one.tasks)}" for one in some]
        parts.append("\n".join([f"### {month}\n", *boxes]))
    return "\n\n".join(parts) + "\n"


INTRODUCTION = (
    "To be done, by the end of this month:\n\n"
    + "\n".join(f"- *{task}*: {told}" for task, told in TASKS.items())
    + "\n\nThen write the day into the record (`reviewed_on`, `verified_by_place_on`): it leaves this list for a year."
)
FORMATS: dict[str, Callable[[Sequence[Reminder]], str]] = {"text": as_text, "json": as_json}
