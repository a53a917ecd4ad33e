"""The form and the command line say the same of every record that the form can be given, valid or not."""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from playwright.sync_api import Page

from practicebook import source
from practicebook.catalogue import Catalogue
from practicebook.model import Practice
from practicebook.rules import RULES
from practicebook.validation import validate

from tests.builders import a_practice
from tests.site.server import Server
from tests.unit.test_properties import change, places

# `make agree` tries many more.
SPOILT = int(os.environ.get("PRACTICEBOOK_SPOILT", "500"))

# Ways to spoil a record; what JSON cannot say, or the form cannot hold, is not among them.
JUNK: tuple[Any, ...] = (
    *("", "x", "No", "2026-02-30", "2019-01-01", "night shelter", "javascript:alert(1)", "https://example.org/x"),
    *("x" * 7000, "<b>bold</b>", "a@example.org", "call +44 20 7946 0000", "![x](y)", "# heading\n\ntext"),
    *("[x](ftp://y)", "see [@nowhere]", "graz", "housing/homelessness", "EUR", {"text": "Only a text."}),
    *(0, -1, 3000, 1999, 2.5, True, None, [], {}, ["x", "x"]),
)
# Problems that another record has part in, or the name of the file, or the history that editors write; and what asks
# the reviewer of a draft.
ELSEWHERE = {"E201", "E202", "E207", "E208", "E216", "E217", "E308", "A308", "A309", "A310"}
JUDGE = """async ([root, records]) => {
  const { check, codeOf, sentence } = await import(`${root}assets/js/tools/form/check.js`);
  const { fieldName } = await import(`${root}assets/js/tools/form/record.js`);
  const book = await (await fetch(`${root}en/data/form.json`)).json();
  const known = { practices: new Set(), places: new Set(book.choices.places.map(([id]) => id)) };
  for (const { id } of (await (await fetch(`${root}en/data/practices.json`)).json()).practices) known.practices.add(id);
  return records.map((record) => check(record, book, known).filter((one) => one.name !== "taken").map((one) => {
    const { message } = sentence(one, book);
    return [fieldName(one.steps), codeOf(one, book).code, message];
  }));
}"""


def spoilt(record: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A record with one to three changes somewhere in it."""
    made: dict[str, Any] = json.loads(json.dumps(record))
    for _ in range(chance.randint(1, 3)):
        place = chance.choice(list(places(made)))
        change(made, place, partial(chance.choice([_put, _put, _drop, _twice, _misspell]), chance))
    return made


def _put(chance: random.Random, holder: Any, step: str | int) -> None:  # noqa: ANN401 - a list or a group
    holder[step] = chance.choice(JUNK)


def _drop(_: random.Random, holder: Any, step: str | int) -> None:  # noqa: ANN401 - a list or a group
    del holder[step]


def _twice(_: random.Random, holder: Any, step: str | int) -> None:  # noqa: ANN401 - a list or a group
    if isinstance(holder, list):
        holder.append(holder[int(step)])


def _misspell(_: random.Random, holder: Any, step: str | int) -> None:  # noqa: ANN401 - a list or a group
    if isinstance(holder, dict):
        holder[f"{step}x"] = holder.pop(step)


def judged(record: dict[str, Any], known: Catalogue) -> set[tuple[str, str, str]]:
    """What the command line says of a record: the model first, then each rule that needs nothing but the record."""
    found = validate(Practice, source.parse(json.dumps(record), "x.yaml"))
    if isinstance(found, list):
        return {(one.field, one.code, one.message) for one in found}
    asked = [rule for code, rule in RULES.items() if rule.find and rule.asks(found) and code not in ELSEWHERE]
    return {
        (source.field_name(one.steps), rule.code, one.message)
        for rule in asked
        if rule.find
        for one in rule.find(found, known)
    }


def examples() -> Iterator[dict[str, Any]]:
    """A record for each example of a rule, good or bad."""
    for rule in RULES.values():
        for example in (rule.good, rule.bad):
            if not example.whole:
                yield {**a_practice(place="graz"), **source.parse(example.text, "x.yaml").value}


def test_form_and_command_line_agree(page: Page, server: Server, catalogue: Catalogue) -> None:
    """On whether a record is valid, for many spoilt ones; and where only rules are broken, on every word."""
    chance = random.Random(6)  # noqa: S311 - the same records each time
    sound = [json.loads(one.model_dump_json(exclude_defaults=True)) for one in catalogue.practices.values()]
    records = [*sound[:20], *examples(), *(spoilt(chance.choice(sound), chance) for _ in range(SPOILT))]
    page.goto(f"{server.address}robots.txt")
    here = page.evaluate(JUDGE, [server.address, records])
    faults = []
    for record, told in zip(records, here, strict=True):
        form, line = _alike(told), _alike(judged(record, catalogue))
        leads_on = any(code.startswith("E1") or code == "E205" for _, code, _ in line)  # what else is told may follow
        same = bool(_errors(form)) == bool(_errors(line)) if leads_on else form == line
        faults += [] if same else [(sorted(form - line), sorted(line - form))]
    assert faults == []


def _alike(found: Iterable[Sequence[str]]) -> set[tuple[str, str, str]]:
    """A source that is not there is told of where it is cited, once or at each place."""
    once = re.compile(r" \(cited \d+ times\)$")
    return {("" if code == "E205" else field, code, once.sub("", message)) for field, code, message in found}


def _errors(found: set[tuple[str, str, str]]) -> list[str]:
    return [code for _, code, _ in found if code.startswith("E") and code not in ELSEWHERE]
