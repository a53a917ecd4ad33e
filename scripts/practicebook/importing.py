"""Drafts from a spreadsheet, checked by the rules that hold for all records.

The rows become the file that an editor would have written, and that file is checked; each problem is then told at the
cell from which its field came.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from practicebook import rules, source
from practicebook.catalogue import Catalogue
from practicebook.gathering import Draft, Imported, gather, problem_of
from practicebook.loading import add
from practicebook.model import Practice
from practicebook.proposal import with_defaults
from practicebook.report import line
from practicebook.sheets import Sheet
from practicebook.source import SourceError


def lines(found: Imported, word: str) -> list[str]:
    """What became of each row, in the order of the table; `word` says it of those that have no problem."""
    told = [(cell, line(replace(problem, path=cell.address))) for cell, problem in found.told]
    rows = {(cell.number, cell.row) for cell, _ in told}
    for draft in found.drafts:
        state = f"{word}: {draft.path}" if draft.is_good else "not taken, since another row of this practice is wrong"
        told += [(cell, f"{cell.address}: {state}") for cell in draft.rows if (cell.number, cell.row) not in rows]
    return [text for _, text in sorted(told)]


def summary(found: Imported, *, written: bool) -> str:
    """What became of the whole table, and what to do next."""
    good = sum(draft.is_good for draft in found.drafts)
    counted = f"{good} of {len(found.drafts)} practices {'written' if written else 'good'}"
    if not found.drafts:
        return "The table has no row in a sheet called “practices”. Fill one in (as CSV: practices.csv)."
    if good == len(found.drafts) or written:
        return f"{counted}."
    return f"{counted}; nothing was written. Mend the table, or take the good ones with --take-good."


def read(sheets: Iterable[Sheet], catalogue: Catalogue, today: dt.date, *, may_replace: bool = False) -> Imported:
    """The records that the sheets hold, checked among all others."""
    found = gather(sheets, catalogue)
    first: dict[str, Draft] = {}
    for draft in found.drafts:
        draft.value = with_defaults(draft.value, today)
        _refuse_twin(draft, first.setdefault(draft.id or str(draft.row), draft))
        _refuse_known(draft, catalogue, may_replace=may_replace)
    drafts = list(first.values())
    _check(drafts, catalogue)
    while len(good := [draft for draft in drafts if draft.is_good]) < len(drafts):
        drafts = good  # one that is good may name one that is not
        _check(drafts, catalogue)
    return found


def _refuse_twin(draft: Draft, first: Draft) -> None:
    if first is not draft:
        message = f"“{draft.id}” is already the id of row {first.row.row}"
        draft.tell("id", problem_of("E207", "id", message, "Give one of the two another id."))


def _refuse_known(draft: Draft, catalogue: Catalogue, *, may_replace: bool) -> None:
    """Nothing is written over by chance; and what is replaced has to lie where it will lie."""
    known = catalogue.origins.get(("Practice", draft.id))
    path = known.document.path if known else draft.path
    if not known and draft.id not in catalogue.unread:
        return
    if not may_replace:
        hint = "Give it another id, or say --replace to write over it."
        draft.tell("id", problem_of("E604", "id", f"{path} is there already", hint))
    elif path != draft.path:
        hint = f"Move it to {draft.path} first, with its translations."
        draft.tell("themes", problem_of("E604", "themes", f"{path} lies in the folder of another theme", hint))


def _check(drafts: list[Draft], catalogue: Catalogue) -> None:
    """Tell each draft what the rules find when all of them are in the knowledge base."""
    by_path = {draft.path: draft for draft in drafts}
    whole = catalogue.draft(*(draft.id for draft in drafts))
    for draft in drafts:
        try:
            add(whole, source.parse(draft.text, draft.path), Practice, whole.practices)
        except SourceError as error:
            whole.problems.extend(error.problems)
    for problem in rules.check(whole):
        if problem.path in by_path:
            by_path[problem.path].tell(problem.field, replace(problem, path="", line=0, column=0))
