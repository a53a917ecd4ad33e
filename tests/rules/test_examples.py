"""Every rule against its own examples, and its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from practicebook import source
from practicebook.problem import Problem
from practicebook.rules import RULES, Rule

from tests.builders import (
    FRENCH,
    PRACTICE,
    Content,
    Record,
    a_knowledge_base,
    a_practice,
    a_translation,
    as_yaml,
    check,
    check_commitment,
    check_practice,
)
from tests.rules.cases import (
    A_REPORT,
    A_UN_RECOMMENDATION,
    MECHANISMS,
    PROTECTION,
    PUBLISHED,
    UN_RECOMMENDATIONS,
    codes,
)

WITHDRAWN = "content/registers/withdrawn.yaml"
BIG = "id: night-shelter\nsummary: " + "x" * 1024 * 1024 + "\n"
TWIN = "practices/housing/twin.yaml"
# Rules about one register → its file, and the entry that their examples are laid over.
IN_REGISTERS: dict[str, tuple[str, Record]] = {
    "E306": (PROTECTION, {"id": "pr-example", "label": "Example", "kind": "observatory"}),
    "E215": (UN_RECOMMENDATIONS, A_UN_RECOMMENDATION),
}

# Rules whose bad example is a comment, since no text can show it → the files that break them.
BY_HAND: dict[str, dict[str, Content]] = {
    "E002": {PRACTICE: BIG},
    "E003": {PRACTICE: as_yaml(a_practice(lead="Département")).encode("latin-1")},
    "E012": {"practices/night-shelter.yaml": a_practice()},
    "E207": {TWIN: a_practice()},
    "E501": {"practices/housing/nigth-shelter.fr.yaml": a_translation()},
    "E502": {FRENCH: a_translation(titel="Un abri")},
    "E503": {FRENCH: a_translation(lead=24)},
    "E505": {FRENCH: {name: part for name, part in a_translation().items() if name != "of"}},
    "E214": {PUBLISHED: "night-shelter\nshelter-at-night\n"},
    "E218": {WITHDRAWN: {"withdrawn": [{"id": "night-shelter", "withdrawn_on": "2026-11-23"}]}},
}
LINK = "E001"  # broken by a link, which is no content

by_code = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def is_shown_by_hand(rule: Rule) -> bool:
    """Tell whether the bad example only says in words what is bad."""
    return rule.bad.text.startswith("#")


def laid_over(rule: Rule, text: str, folder: Path) -> list[Problem]:
    """The problems of the practice with an example laid over it, in a file of its name unless that is the rule.

    A rule about a register gets its example in an entry of it, one about translations in a French one.
    """
    if rule.code[1] == "7":
        return check_commitment(**source.parse(text, "example").value)
    if rule.code in IN_REGISTERS:
        register, entry = IN_REGISTERS[rule.code]
        entries = [{**entry, **source.parse(text, "example").value}]
        return check(a_knowledge_base(folder, {MECHANISMS: {"entries": [A_REPORT]}, register: {"entries": entries}}))
    if rule.subject == "translation":
        made = a_translation(**source.parse(text, "example").value)
        return check(a_knowledge_base(folder, {FRENCH: made}))
    record: Record = {**a_practice(), **source.parse(text, "example").value}
    path = PRACTICE if rule.code == "E201" else f"practices/housing/{record['id']}.yaml"
    return check_practice(folder, record, path)


def test_the_sound_knowledge_base_has_no_problem(tmp_path: Path) -> None:
    """What every case below changes one thing of."""
    assert check(a_knowledge_base(tmp_path)) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if not rule.good.whole], ids=lambda rule: rule.code)
def test_the_good_example_is_accepted(rule: Rule, tmp_path: Path) -> None:
    """What the rule's page recommends passes every rule."""
    assert laid_over(rule, rule.good.text, tmp_path) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if not rule.bad.whole], ids=lambda rule: rule.code)
def test_the_bad_example_is_refused_for_this_reason_alone(rule: Rule, tmp_path: Path) -> None:
    """What the rule's page warns of gets this rule's code and no other."""
    assert {problem.code for problem in laid_over(rule, rule.bad.text, tmp_path)} == {rule.code}


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES.values() if rule.good.whole and rule.code[1] != "6"], ids=lambda rule: rule.code
)
def test_the_good_file_can_be_read(rule: Rule) -> None:
    """What a page about reading recommends is read."""
    assert source.parse(rule.good.text, "example").value != {}


@pytest.mark.parametrize(
    "rule",
    [rule for rule in RULES.values() if rule.bad.whole and not is_shown_by_hand(rule)],
    ids=lambda rule: rule.code,
)
def test_the_bad_file_is_refused_for_this_reason_alone(rule: Rule, tmp_path: Path) -> None:
    """What a page about reading warns of is the whole file of a record here."""
    assert codes(tmp_path, {PRACTICE: rule.bad.text}) == {rule.code}


@pytest.mark.parametrize("code", sorted(BY_HAND))
def test_what_no_example_can_show_is_refused_for_this_reason_alone(code: str, tmp_path: Path) -> None:
    """The files that the example only describes get this rule's code and no other."""
    assert codes(tmp_path, BY_HAND[code]) == {code}


def test_a_link_is_refused_for_this_reason_alone(tmp_path: Path) -> None:
    """A link in place of a record gets its own code, also where it leads to a sound record."""
    layout = a_knowledge_base(tmp_path)
    (layout.root / "elsewhere.yaml").write_text(as_yaml(a_practice()), "utf-8")
    (layout.root / PRACTICE).unlink()
    (layout.root / PRACTICE).symlink_to(layout.root / "elsewhere.yaml")
    assert {problem.code for problem in check(layout)} == {LINK}


def test_every_rule_has_a_case() -> None:
    """A rule whose example is only words needs files here; files for a rule that can show itself are not needed."""
    of_tables = {code for code in RULES if code[1] == "6"}  # see tests/unit/test_importing.py
    assert {code for code, rule in RULES.items() if is_shown_by_hand(rule)} == {*BY_HAND, LINK, *of_tables}


@by_code
def test_a_rule_has_a_page(rule: Rule) -> None:
    """Each code tells what it asks for, why, and shows both examples; its level is the letter of the code."""
    assert re.fullmatch(r"[EA]\d{3}", rule.code)
    assert (rule.level == "advice") == rule.code.startswith("A")
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert rule.why.endswith(".")
    assert rule.good.text != rule.bad.text
