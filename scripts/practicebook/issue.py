"""A filled issue form → a record, checked, and an answer in plain words.

It arrives as Markdown: each label as a heading, what was entered below it. It is turned into rows like those of the
spreadsheet, and from there goes the way of a spreadsheet: the same file, the same rules, the same sentences.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from practicebook import importing
from practicebook.answers import choices
from practicebook.catalogue import Catalogue
from practicebook.columns import SEPARATOR, Column
from practicebook.gathering import PRACTICES, Cell, Draft
from practicebook.issueform import ASKED, RESULTS, SOURCES, asked, label_of
from practicebook.report import text_of
from practicebook.sheets import Row, Sheet, Value
from practicebook.translation import sort_key
from practicebook.unseen import visible

UNANSWERED = "_No response_"
LONGEST = 60_000  # characters; GitHub refuses longer issues
LONGEST_ID = 60
STATED = "stated"  # what whoever proposes a practice says of it; the editor reads the sources and may say more
_OPTION = re.compile(r"\(([a-z0-9/.-]+)\)(?=,|$)")
_HEADING = re.compile(r"^### (.+?)\s*$", re.MULTILINE)
_LINKED = re.compile(r"@|#(?=\w)|://|\bwww(?=\.)|\bGH(?=-)", re.IGNORECASE)
_SIGNS = {"<": "&lt;", "@": "&#64;", "[": "(", "]": ")", "`": "'"}
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Proposal:
    """What became of an issue: the draft of its record, and the answer to whoever wrote it."""

    draft: Draft | None
    answer: str


def read(body: str, catalogue: Catalogue, today: dt.date) -> Proposal:
    """The record in the text of an issue, checked; or why there is none."""
    answers = _answers(body[:LONGEST])
    found = importing.read(list(_sheets(answers, catalogue)), catalogue, today)
    draft = found.drafts[0] if found.drafts else None
    told = [f"- **{_told_of(cell)}**: {text_of(one)} [{one.code}]" for cell, one in found.told if one.is_error]
    if draft is None:
        return Proposal(None, "The form is empty: nothing could be read below its headings.\n")
    if told:
        return Proposal(None, _answer("Thank you. Before this can become a record, please correct in your text:", told))
    return Proposal(draft, _answer(f"Thank you. This is now a proposal, as `{draft.path}`. An editor will read it."))


def _answer(first: str, lines: Sequence[str] = ()) -> str:
    """Text of strangers is shown as text: no mention, no link, no markup."""
    return "\n".join([first, "", *(_inert(line) for line in lines)]).rstrip() + "\n"


def _inert(text: str) -> str:
    """GitHub looks for mentions, numbers of issues and addresses in what is shown, so something unseen parts them."""
    apart = _LINKED.sub(lambda found: f"{found[0]}&#8203;", visible(text))
    return re.sub(r"[<@\[\]`]", lambda sign: _SIGNS[sign[0]], apart)


def _answers(body: str) -> dict[str, str]:
    """Label → answer; a heading that somebody wrote into an answer counts only if no earlier one is called so."""
    known = {*(label_of(column) for column in asked()), RESULTS, SOURCES}
    parts = _HEADING.split(body.replace("\r\n", "\n"))
    answers: dict[str, str] = {}
    for label, text in zip(parts[1::2], parts[2::2], strict=True):
        if label in known and label not in answers and text.strip() not in ("", UNANSWERED):
            answers[label] = text.strip()
    return answers


def _sheets(answers: Mapping[str, str], catalogue: Catalogue) -> Iterator[Sheet]:
    """The rows that somebody would have filled in for the same answers."""
    if not answers:
        return
    columns = asked()
    values: list[Value] = [_value(column, answers.get(label_of(column)), catalogue) for column in columns]
    id_ = _id(answers)
    yield Sheet(PRACTICES.name, (*(column.name for column in columns), "id"), (Row(2, (*values, id_)),))
    addresses = list(dict.fromkeys(_ADDRESS.findall(answers.get(SOURCES, ""))))
    names = [f"source-{number}" for number in range(1, len(addresses) + 1)]
    rows = [(id_, name, _title(url), True, url) for name, url in zip(names, addresses, strict=True)]
    yield _rows("sources", ("practice", "id", "title", "title_is_description", "url"), rows)
    results = [line.strip(" -*•\t") for line in answers.get(RESULTS, "").splitlines() if line.strip(" -*•\t")]
    cited = SEPARATOR.join(names)
    yield _rows(
        "results", ("practice", "text", "evidence", "sources"), [(id_, text, STATED, cited) for text in results]
    )


def _rows(name: str, headings: tuple[str, ...], rows: Sequence[tuple[Value, ...]]) -> Sheet:
    return Sheet(name, headings, tuple(Row(number, row) for number, row in enumerate(rows, start=2)))


def _value(column: Column, given: str | None, catalogue: Catalogue) -> Value:
    """GitHub joins several choices by commas, which labels hold too: the ids in brackets tell them apart."""
    if given is not None and column.many and choices(catalogue, column):
        return SEPARATOR.join(_OPTION.findall(given)) or given
    return given


def _id(answers: Mapping[str, str]) -> str:
    """A name for the record, from place and title: whoever fills in the form need not know of ids."""
    place = answers.get("Place", "").partition("(")[0]
    words = re.findall(r"[a-z0-9]+", sort_key(f"{place} {answers.get('Title', '')}"))
    return "-".join(dict.fromkeys(words))[:LONGEST_ID].strip("-") or "proposal"


def _title(url: str) -> str:
    """What a page is called until an editor has read it: host and path."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/")[:300]


def _told_of(cell: Cell) -> str:
    """What the form calls the place of a problem."""
    if cell.sheet == PRACTICES.name and 0 < cell.column <= len(ASKED):
        return label_of(asked()[cell.column - 1])
    return {"results": f"{RESULTS}, line {cell.row - 1}", "sources": f"{SOURCES}, address {cell.row - 1}"}.get(
        cell.sheet, "The whole"
    )
