"""Every rule against its own examples, and against the broken twins that its example cannot show."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from practicebook import report, source
from practicebook.catalogue import Catalogue
from practicebook.model import Practice
from practicebook.problem import Problem
from practicebook.registers import Mechanism, Protection
from practicebook.rules import RULES, Rule, identity
from practicebook.rules.harm import at_risk
from practicebook.rules.safety import no_mailbox_in_addresses
from practicebook.translation import digests
from practicebook.vocabulary import Goal

from tests.builders import (
    FRENCH,
    OTHER,
    PLACE,
    PRACTICE,
    Content,
    Record,
    a_knowledge_base,
    a_place,
    a_practice,
    a_translation,
    as_yaml,
    check,
    check_commitment,
    check_entry,
    check_practice,
    check_translation,
    findings,
)
from tests.conftest import Golden

PROTECTION = "content/registers/protection.yaml"
PUBLISHED = "content/registers/published-ids.txt"
WITHDRAWN = "content/registers/withdrawn.yaml"
BIG = "id: night-shelter\nsummary: " + "x" * 1024 * 1024 + "\n"
TWIN = "practices/housing/twin.yaml"

A_PAGE = "https://example.org/"
MECHANISMS = "content/registers/mechanisms.yaml"
A_REPORT: Record = {"id": "rep-example", "label": "Example", "kind": "report", "symbol": "A/HRC/99/1"}
UN_RECOMMENDATIONS = "content/registers/un-recommendations.yaml"
A_UN_RECOMMENDATION: Record = {
    "id": "un-example",
    "label": "Example",
    "symbol": "A/HRC/99/1",
    "mechanism": "rep-example",
    "addressee": ["local-governments"],
    "date": "2024",
    "says": "Local governments are to count.",
}
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


def codes(folder: Path, changed: dict[str, Content]) -> set[str]:
    """The codes of all problems of a knowledge base with these files in it."""
    return {problem.code for problem in check(a_knowledge_base(folder, changed))}


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


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"sources": [A_PAGE], "note": "A summary was read."}, []),
        ({"sources": [A_PAGE], "paragraph": "7"}, []),
        (
            {"sources": [A_PAGE]},
            ["2:3: has no paragraph. Give the paragraph, or say in `note` what was read instead."],
        ),
        ({"paragraph": "7"}, ["2:3: has no source. Give the page on which it was read."]),
        (
            {"sources": [A_PAGE], "paragraph": "7", "symbol": "A/HRC/99/2"},
            ["4:11: symbol: “A/HRC/99/2” is not the symbol of its document. That of “rep-example” is “A/HRC/99/1”."],
        ),
    ],
)
def test_a_un_recommendation_is_traced_to_its_document(changes: Record, told: list[str]) -> None:
    """It has a source, a paragraph or a note on what was read, and the symbol that its document has."""
    reports = {"rep-example": Mechanism.model_validate(A_REPORT)}
    found = check_entry("un-recommendations", {**A_UN_RECOMMENDATION, **changes}, mechanisms=reports)
    assert [report.line(problem) for problem in found] == [f"{UN_RECOMMENDATIONS}:{one} [E215]" for one in told]


@pytest.mark.parametrize("register", ["recommendations", "un-recommendations"])
def test_a_practice_answers_a_recommendation_of_either_register(register: str, tmp_path: Path) -> None:
    """An id of the roadmap and one of a UN body are both known; one of neither is not."""
    roadmap: Record = {"id": "rec-example", "label": "Example", "number": 1, "asked": "To meet."}
    un: Record = {**A_UN_RECOMMENDATION, "paragraph": "7", "sources": ["https://example.org/"]}
    entry = {"recommendations": roadmap, "un-recommendations": un}[register]
    files: dict[str, Content] = {
        MECHANISMS: {"entries": [A_REPORT]},
        f"content/registers/{register}.yaml": {"entries": [entry]},
        PRACTICE: a_practice(recommendations=[entry["id"], "rec-unknown"]),
    }
    found = check(a_knowledge_base(tmp_path, files))
    assert [(problem.code, problem.field) for problem in found] == [("E203", "recommendations[1]")]


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


def test_an_id_that_lives_on_as_a_former_id_is_not_lost(tmp_path: Path) -> None:
    """The way out that the rule on lost ids names is a way out."""
    changed: dict[str, Content] = {
        PUBLISHED: "# comment\nnight-shelter\nshelter-at-night\nsampletown\n",
        PRACTICE: {**a_practice(), **source.parse(RULES["E214"].good.text, "example").value},
    }
    assert codes(tmp_path, changed) == set()


@by_code
def test_a_rule_has_a_page(rule: Rule) -> None:
    """Each code tells what it asks for, why, and shows both examples; its level is the letter of the code."""
    assert re.fullmatch(r"[EA]\d{3}", rule.code)
    assert (rule.level == "advice") == rule.code.startswith("A")
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert rule.why.endswith(".")
    assert rule.good.text != rule.bad.text


# ------------------------------------------------------------------------------------------------ twins

PAGE = "https://example.org/report"
REASON: Record = {"text": "The council said so.", "on": "2019-03", "sources": [PAGE]}


def an_indicator(*values: Record, **changes: object) -> Record:
    """One that counts beds."""
    return {"label": "Beds", "unit": "beds", "kind": "process", "values": list(values), **changes}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"place": None}, [("place", "E701")]),
        ({"organisation": "org-sample"}, [("organisation", "E203"), ("place", "E701")]),
        *[({"state": state}, [("state", "E702")]) for state in ("under-way", "delivered", "withdrawn")],
        ({"state": "delivered", "reason": REASON}, []),
        ({"state": "done", "reason": REASON}, [("state", "E203")]),
        ({"sources": []}, [("sources", "E703")]),
        ({"reason": {**REASON, "sources": []}}, [("reason", "E703")]),
        ({"place": "othertown", "practices": ["night-shelter"]}, [("practices[0]", "E704")]),
        ({"practices": ["night-shelter", "night-shelter"]}, [("practices[1]", "E209")]),
        ({"reason": {**REASON, "on": "2018-11"}}, [("reason", "E705")]),
        ({"date": "2017-12-31"}, [("date", "E705")]),
        ({"date": "2018", "until": "2018-01"}, []),
        ({"date": "2018-12", "until": "2018"}, []),
        ({"progress": [an_indicator()]}, [("entries[0].progress[0].values", "E105")]),
        (
            {"progress": [an_indicator({"year": 2020, "value": 3, "sources": [PAGE]}, practice="other")]},
            [("progress[0].practice", "E203")],
        ),
    ],
)
def test_broken_commitments_are_told_apart(changes: dict[str, object], expected: list[tuple[str, str]]) -> None:
    """One thing of a sound commitment changed: the field and the code that say so, and no others."""
    found = check_commitment(**changes)
    assert sorted((problem.field, problem.code) for problem in found) == expected


BEDS = {"year": 2020, "value": 3, "sources": [PAGE]}
BROKEN_COMMITMENTS: dict[str, dict[str, object]] = {
    "of nobody": {"place": None},
    "of both": {"organisation": "org-sample"},
    "under way for no reason": {"state": "under-way"},
    "without a source": {"sources": []},
    "a reason without a source": {"reason": {**REASON, "sources": []}},
    "a value without a source": {"progress": [an_indicator(BEDS, {**BEDS, "year": 2021, "sources": []})]},
    "a practice of another place": {"place": "othertown", "practices": ["night-shelter"]},
    "an indicator of a practice of another place": {
        "place": "othertown",
        "progress": [an_indicator(BEDS), an_indicator(BEDS, practice="night-shelter")],
    },
    "a reason before it": {"reason": {**REASON, "on": "2018-11"}},
    "an end before it": {"until": "2017"},
    "before what it refers to": {"date": "2017-12-31"},
    "values out of order": {"progress": [an_indicator(BEDS, {**BEDS, "year": 2019})]},
    "two values of a year": {"progress": [an_indicator(BEDS, BEDS)]},
}


def test_what_is_said_of_broken_commitments(golden: Golden) -> None:
    """Each message with its place and its advice, as a contributor reads it."""
    told = {name: report.as_text(check_commitment(**changes)) for name, changes in BROKEN_COMMITMENTS.items()}
    golden("broken/commitments.txt", "".join(f"# {name}\n{text}\n\n" for name, text in told.items()))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"groups": ["homeless", "victims-violence"]}, ["victims-violence"]),
        (
            {"groups": ["defenders-artists"], "themes": ["housing/homelessness", "security-peace/victims-support"]},
            ["defenders-artists", "security-peace/victims-support"],
        ),
    ],
)
def test_a_reviewer_is_told_of_people_at_risk(changes: Record, found: list[str]) -> None:
    """By the groups and themes of the practice that are about them."""
    assert at_risk(Practice.model_validate(a_practice(**changes))) == found


IN_REVIEW = {"state": "in-review", "reviewed_on": "2026-01-31"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # E203: each register that a practice points into
        ({"place": "sampletwon"}, [("place", "E203")]),
        ({"rights": ["right-houses"]}, [("rights[0]", "E203")]),
        ({"groups": ["homeless", "everyone"]}, [("groups[1]", "E203")]),
        ({"sdgs": ["18"]}, [("sdgs[0]", "E203")]),
        ({"kind": "miracle"}, [("kind", "E203")]),
        ({"stage": "never"}, [("stage", "E203")]),
        ({"language": "xx"}, [("language", "E203")]),
        ({"reused_by": ["nowhere"]}, [("reused_by[0]", "E203")]),
        ({"reused_by": ["other-practice", "sampletown"]}, []),
        (
            {"results": [{"text": "40 beds.", "evidence": "proven", "sources": ["annual-report"]}]},
            [("results[0].evidence", "E203")],
        ),
        # E204: every kind of statement
        *[
            ({name: [{"text": "Nobody says so."}]}, [(f"{name}[0]", "E204")])
            for name in ("obstacles", "did_not_work", "contradictions", "lessons", "preconditions", "adaptations")
        ],
        ({"reach": {"text": "Nobody says so."}}, [("reach", "E204")]),
        ({"stage_note": {"text": "Nobody says so."}}, [("stage_note", "E204")]),
        ({"resources": {"budget": {"amount": 1, "currency": "EUR"}}}, [("resources.budget", "E204")]),
        ({"resources": {"staff": {"text": "Nobody says so."}}}, [("resources.staff", "E204")]),
        ({"resources": {"note": {"text": "Nobody says so."}}}, [("resources.note", "E204")]),
        # E205: in lists and in prose
        ({"action": "The city opened a night shelter. " * 3 + "[@report]"}, [("action", "E205")]),
        ({"problem": "People slept in the park of Sampletown [@]."}, [("problem", "E205")]),
        ({"reach": {"text": "About 200.", "sources": ["geonames"]}}, []),
        # E206: a shared source is not listed again
        (
            {"sources": [*a_practice()["sources"], {"id": "geonames", "title": "Gazetteer"}], "lead": "See there"},
            [("sources[1].id", "E206")],
        ),
        # E208: also in other capitals, also another record's former id
        ({"former_ids": ["sampletown"]}, [("former_ids[0]", "E208")]),
        ({"former_ids": ["night-shelter"]}, [("former_ids[0]", "E208")]),
        # E217: of former ids too
        ({"former_ids": ["shelter-at-night", "con"]}, [("former_ids[1]", "E217")]),
        # E209: in the sources of one statement too
        ({"reach": {"text": "About 200.", "sources": ["annual-report"] * 2}}, [("reach.sources[1]", "E209")]),
        # E212: each pair of dates
        (
            {"review": {"state": "draft", "reviewed_on": "2026-01-31", "verified_by_place_on": "2026-02-01"}},
            [("review.verified_by_place_on", "E212")],
        ),
        (
            {"sources": [{"id": "annual-report", "title": "Report", "year": 2020, "accessed_on": "2019-12-31"}]},
            [("sources[0].accessed_on", "E212")],
        ),
        ({"period": {"since": 2019, "until": 2019}}, []),
        # A308: themes too; what is published was decided on
        (
            {"themes": ["housing/homelessness", "security-peace/victims-support"], "review": IN_REVIEW},
            [("themes[1]", "A308")],
        ),
        ({"themes": ["housing/homelessness", "security-peace/victims-support"]}, []),
        # A309: in the words of several languages, and published too
        *[
            ({"lead": f"Casa, {address}"}, [("lead", "A309")])
            for address in (
                *("12 Example Park Road", "14, rue de l’Exemple", "Calle de Ejemplo 15", "Beispielstraße 16"),
                *("Avenida Ejemplo, n.º 17", "شارع المثال، رقم 18"),
            )
        ],
        ({"lead": "In 2019 the main street, 40 Years of the Lane programme, Avenida Ejemplo"}, []),
        # A310: a draft asks, what is published was decided on
        ({"lead": "Dr Ada Example", "review": IN_REVIEW}, [("lead", "A310")]),
        ({"lead": "Dr Ada Example"}, []),
        # E212, E216: the same day or year is in order
        ({"review": {**IN_REVIEW, "verified_by_place_on": "2026-01-31"}}, []),
        ({"sources": [{"id": "annual-report", "title": "A report", "year": 2020, "accessed_on": "2020-01-31"}]}, []),
        ({"changes": [{"changed_on": "2026-01-31", "text": text} for text in ("Corrected.", "Added.")]}, []),
        # E213: both stages, and the note that answers it
        ({"stage": "changed"}, [("stage", "E213")]),
        ({"stage": "changed", "stage_note": {"text": "It moved.", "sources": ["annual-report"]}}, []),
    ],
)
def test_a_broken_twin_is_told_of_at_its_field(
    changes: Record, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """Each clause of a rule is broken once, and nothing else is told of."""
    problems = check_practice(tmp_path, a_practice(**changes))
    assert sorted((problem.field, problem.code) for problem in problems) == expected


def test_a_source_that_is_missing_is_told_of_once_with_how_often_it_is_cited(tmp_path: Path) -> None:
    """At the first place, with the nearest that there is, and with nothing where none is near."""
    cites = [{"text": text, "sources": ["anual-report"]} for text in ("It was full.", "It was cold.")]
    other = {"text": "It was far.", "sources": ["x"]}
    problems = check_practice(tmp_path, a_practice(obstacles=cites, lessons=[other]))
    assert [(one.field, one.message, one.hint) for one in problems if one.code == "E205"] == [
        (
            "obstacles[0].sources[0]",
            "“anual-report” is not among the sources (cited 2 times)",
            "Did you mean “annual-report”?",
        ),
        ("lessons[0].sources[0]", "“x” is not among the sources", "The choices are in the record's `sources`."),
    ]


@pytest.mark.parametrize(
    ("id_", "is_free"), [("calendar", True), ("con", False), ("page-12", False), ("page-one", True)]
)
def test_an_id_that_is_kept_for_something_else_is_told_of(id_: str, *, is_free: bool) -> None:
    """Lists have pages beside those of their entries; some names are no file's anywhere."""
    entry = {**A_UN_RECOMMENDATION, "id": id_}
    found = [one for one in check_entry("un-recommendations", entry) if one.code == "E217"]
    assert [(one.field, one.message, one.hint) for one in found] == (
        [] if is_free else [("id", f"“{id_}” is kept for something else", "Add what it is about to the id.")]
    )


def test_a_part_of_an_id_is_kept_too() -> None:
    """The id of a theme below another has two; a page beside a list is that of its register alone."""
    asked = [("themes", "housing/con"), ("themes", "con/housing"), ("themes", "housing/cone")]
    asked += [("mechanisms", "calendar"), ("organisations", "calendar")]
    assert [identity.is_kept(*one) for one in asked] == [True, True, False, True, False]


def test_a_link_that_is_defined_elsewhere_is_shown_with_what_to_do(tmp_path: Path) -> None:
    """A reader of the file has to see where a link leads; of a long name the beginning is enough."""
    for name in ("shelter", "s" * 80):
        text = f"The city opened a night shelter and staffs it. [@annual-report]\n\n[{name}]: https://example.org/\n"
        (problem,) = check_practice(tmp_path, a_practice(problem=text))
        shown = f"[{name}]:"[:60]
        assert problem.message == f"“{shown}” defines a link apart from it"
        assert problem.hint == "Write the address where the link stands: [words](https://…)."
        assert (problem.code, problem.field, problem.column > 1) == ("E302", "problem", True)


def test_what_leads_to_people_is_shown_with_what_to_do(tmp_path: Path) -> None:
    """A point on the map, a person in the register of protection (an award may be named after one), a mailbox."""
    spot = "The house is open all year at 12.34567, 98.76543. [@annual-report]"
    page = {"id": "annual-report", "title": "Report", "url": "https://example.org/?to=ada@example.org"}
    entry = {"label": "Prize of Mr Example Person", "use": "It found a city for Mr Example Person."}
    found = check_practice(tmp_path, a_practice(problem=spot, sources=[page]))
    found += check_entry("protection", {"id": "pr-example", "kind": "observatory", **entry})
    assert [report.line(one).partition(": ")[2] for one in found] == [
        "problem: coordinates “12.34567, 98.76543”. Leave them out: the place of the record says enough. [E307]",
        "sources[0].url: e-mail address “ada@example.org” in an address. Give the address without it. [E308]",
        "use: looks like a person: “Mr Example Person”. Leave the person out. [E306]",
    ]


def test_a_shelf_is_named_by_the_first_part_of_a_theme(tmp_path: Path) -> None:
    """Where a practice stands on another one, both are said."""
    (problem,) = check_practice(tmp_path, a_practice(themes=["culture/heritage"]))
    assert (problem.field, problem.code) == ("themes[0]", "E202")
    assert problem.message == "the lead theme is “culture”, the folder is “housing”"


SENTENCE = "The city opened a night shelter and staffs it around the clock [@annual-report]. "
HOSTILE = [
    ("<script>alert(1)</script>", "E301"),
    ("<img src=x onerror=alert(1)>", "E301"),
    ("<!-- hidden -->", "E301"),
    ("</p>", "E301"),
    ("a <b", "E301"),
    ("&lt;b&gt;", "E301"),
    ("&#106;avascript", "E301"),
    ("[x](javascript:alert(1))", "E302"),
    ("[x](JaVaScript:alert(1))", "E302"),
    ("[x]( data:text/html,x)", "E302"),
    ("[x](/relative)", "E302"),
    ("[x](//example.org)", "E302"),
    ("[x](mailto:)", "E302"),
    ("[x](file:///etc/passwd)", "E302"),
    ("[x](https://example.org/ok)", None),
    ("\n\n[x]: javascript:alert(1)\n", "E302"),
    ("\n\n[x]: https://example.org/ok\n", "E302"),
    ("\n\n- [x]: javascript:alert(1)\n", "E302"),
    ("\n\n1. > [x]: javascript:alert(1)\n", "E302"),
    ("The report [sic]: [a word]: see there.", None),
    ("[a [nested] text](javascript:alert(1))", "E302"),
    ("[over\ntwo lines](javascript:alert(1))", "E302"),
    ("[x](\njavascript:alert(1))", "E302"),
    ("\n\n[x]:\n  javascript:alert(1)\n", "E302"),
    ("![x](https://example.org/x.png)", "E303"),
    ("![x][y]", "E303"),
    ("\n\n# Heading\n", "E303"),
    ("\n\n#Hashtag\n", None),
    ("\n\nHeading\n=======\n", "E303"),
    ("\n\nHeading\n---\n", "E303"),
    ("**x**{: onclick=alert(1) }", "E303"),
    ("**x**{.big}", "E303"),
    ("Number #1 of 10 [sic] (see below): *all* `year`.", None),
    ("a@example.org", "E304"),
    ("a.b+c@mail.example.org", "E304"),
    ("+41 22 917 92 20", "E305"),
    ("0041 22 917 92 20", "E305"),
    ("(022) 917 92 20", "E305"),
    ("12.34567, -98.76543", "E307"),
    ("-33.4569 / 70.64827", "E307"),
    ("48° 51’ 24” N", "E307"),
    ("Between 3.14159 and 3.5; 1.2345 per head; 20° in the shade.", None),
    ("From 2015 to 2019, 1 234 567 people, 3.5 % of 10,000.", None),
    ("Resolution 45/2019, 12-34-56, 2019/2020.", None),
    ("5 < 6 and 7 > 6, A & B.", None),
]


@pytest.mark.parametrize(("text", "code"), HOSTILE)
def test_hostile_prose_is_refused_and_ordinary_prose_is_not(text: str, code: str | None, tmp_path: Path) -> None:
    """What could harm a reader or a person has its code; what only looks alike has none."""
    found = check_practice(tmp_path, a_practice(action=SENTENCE + text))
    assert {problem.code for problem in found} == ({code} if code else set())


def a_translated_action(text: str) -> str:
    """A translation whose action is in line 4, from column 9."""
    of = digests(Practice.model_validate(a_practice()))["action"]
    return f"translation: {{by: human}}\nof: {{action: '{of}'}}\n\naction: {json.dumps(text, ensure_ascii=False)}\n"


OUVERT = "La ville a ouvert un abri"
PUT_IT = "Put it after the statement that it supports."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{OUVERT} [@annual-report].", []),
        (f"[@annual-report] {OUVERT}.", []),
        (OUVERT, [f"9: action: [@annual-report] is missing. {PUT_IT}"]),
        (
            f"{OUVERT} [@annual-report] [@annual-report].",
            ["36: action: [@annual-report] is not in the source. Delete it."],
        ),
        (f"{OUVERT} [@annual-report], [@report].", ["54: action: [@report] is not in the source. Delete it."]),
        (
            f"{OUVERT} [@anual-report].",
            [
                f"9: action: [@annual-report] is missing. {PUT_IT}",
                "36: action: [@anual-report] is not in the source. Delete it.",
            ],
        ),
    ],
)
def test_a_translation_cites_what_its_source_cites(text: str, expected: list[str], tmp_path: Path) -> None:
    """Each source as often as the source text does, in any order; what is too much is pointed at."""
    problems = check_translation(tmp_path, a_translated_action(text))
    assert [report.line(one) for one in problems] == [f"{FRENCH}:4:{one} [E504]" for one in expected]


def test_a_line_may_name_sources_and_a_text_behind_may_cite_what_it_did(tmp_path: Path) -> None:
    """Only prose cites; and of what fell behind one thing is told, that it did."""
    behind = a_translation(title="Le rapport [@report]", action="Un abri.", of={"action": "00000000"})
    problems = check_translation(tmp_path, behind)
    hint = "Run `practicebook new --translation` for this file to see the change."
    told = f"8:11: advice: of.action: the source changed since it was translated. {hint} [A506]"
    assert [report.line(problem) for problem in problems] == [f"{FRENCH}:{told}"]


@pytest.mark.parametrize(("text", "code"), HOSTILE)
def test_a_translation_is_held_to_the_same_rules(text: str, code: str | None, tmp_path: Path) -> None:
    """Translations come from strangers as well, and stand on the same pages."""
    problems = check_translation(tmp_path, a_translated_action(f"{OUVERT} [@annual-report]. {text}"))
    assert {(one.path, one.field, one.code) for one in problems} == ({(FRENCH, "action", code)} if code else set())


def test_a_problem_of_a_translated_text_is_shown_in_the_translation(tmp_path: Path) -> None:
    """File, line, column and field there; the record itself is sound."""
    text = f"{OUVERT} [x](javascript:alert(1)) [@annual-report]."
    results = [{"text": "Appelez le +41 22 917 92 20."}]
    made = a_translation(title="Un <b>abri</b> de nuit", lead="a@example.org", action=text, results=results)
    entry: Record = {"id": "pr-one", "label": "One", "kind": "observatory", "use": "It finds a host city for a writer."}
    french = {"id": "pr-one", "label": "Mme Exemple", "use": "Il aide Mme Exemple Personne, et &eacute;coute."}
    of = digests(Protection.model_validate(entry))
    files: dict[str, Content] = {
        FRENCH: made,
        PROTECTION: {"entries": [entry]},
        PROTECTION.replace(".yaml", ".fr.yaml"): {"translation": {"by": "human"}, "entries": [{**french, "of": of}]},
    }
    assert findings(check(a_knowledge_base(tmp_path, files))) == [
        ("content/registers/protection.fr.yaml", 6, 17, "use", "E306"),
        ("content/registers/protection.fr.yaml", 6, 42, "use", "E301"),
        (FRENCH, 4, 12, "title", "E301"),
        (FRENCH, 5, 8, "lead", "E304"),
        (FRENCH, 6, 38, "action", "E302"),
        (FRENCH, 8, 21, "results[0].text", "E305"),
    ]


def test_what_only_begins_as_an_address_is_searched_too() -> None:
    """A field without a form may hold anything, and of some that begin so nobody can say what the host is."""
    texts = ("https://[x.example/", "https://[me@x.example", "https://x.example/?to=me%40x.example", "ICCPR 1")
    goal = Goal(id="1", label="Example", mapping="sourced", articles_cited=texts)
    assert [found.steps for found in no_mailbox_in_addresses(goal, Catalogue())] == [
        ("articles_cited", 1),
        ("articles_cited", 2),
    ]


def test_two_records_cannot_both_have_had_one_id(tmp_path: Path) -> None:
    """An old address can lead to one page only; both records are told of, each with the other's id."""
    other = a_practice(id="other-practice", former_ids=["shelter-at-night"])
    problems = check(a_knowledge_base(tmp_path, {OTHER: other}, former_ids=["shelter-at-night"]))
    assert [(problem.path, problem.code, problem.message) for problem in problems] == [
        (PRACTICE, "E208", "“shelter-at-night” is taken by other-practice (formerly shelter-at-night)"),
        (OTHER, "E208", "“shelter-at-night” is taken by night-shelter (formerly shelter-at-night)"),
    ]


def test_a_record_with_a_problem_does_not_make_those_that_name_it_wrong(tmp_path: Path) -> None:
    """The mistakes in a place are told of there, not again in each of its practices."""
    problems = check(a_knowledge_base(tmp_path, {PLACE: a_place(country="nowhere", kind=3)}))
    assert [(problem.path, problem.field, problem.code) for problem in problems] == [
        (PLACE, "kind", "E103"),
        (PLACE, "country", "E203"),
    ]


def test_rules_look_at_what_is_right_in_a_record_with_errors(tmp_path: Path) -> None:
    """A contributor hears of everything in one round, and of nothing that follows from a mistake alone.

    Sources are misspelt and a result is half right: neither makes the citations wrong, or the source unused.
    """
    changes = {
        "title": "Short",
        "kind": "miracle",
        "soruces": a_practice()["sources"],
        "sources": ...,
        "lead": "<b>The housing</b> department",
        "results": [{"text": "See a@example.org.", "evidence": "stated", "sources": "annual-report"}, "40 beds", {}],
        "obstacles": [{"text": "Winters are long."}],
    }
    problems = check(a_knowledge_base(tmp_path, **changes))
    assert sorted((problem.field, problem.code) for problem in problems) == [
        ("kind", "E203"),
        ("lead", "E301"),
        ("obstacles[0]", "E204"),
        ("results[0].sources", "E103"),
        ("results[0].text", "E304"),
        ("results[1]", "E103"),
        ("results[2].evidence", "E101"),
        ("results[2].text", "E101"),
        ("soruces", "E102"),
        ("title", "E104"),
    ]


def test_a_vocabulary_that_cannot_be_read_is_told_of_once(tmp_path: Path) -> None:
    """The records that use it are not to blame."""
    problems = check(a_knowledge_base(tmp_path, {"content/vocabulary/kinds.yaml": "terms: [\n"}))
    assert [(problem.path, problem.code) for problem in problems] == [("content/vocabulary/kinds.yaml", "E005")]


def test_terms_that_point_nowhere_are_found(tmp_path: Path) -> None:
    """Vocabularies point into each other, and the same rule holds for them."""
    text = "terms:\n  - id: here\n    label: Here\n    m49: '001'\n    parent: nowhere\n"
    problems = check(a_knowledge_base(tmp_path, {"content/vocabulary/regions.yaml": text}))
    found = [one for one in problems if one.path.endswith("regions.yaml")]
    assert [(one.line, one.column, one.code, one.message) for one in found] == [
        (5, 13, "E203", "“nowhere” is not in the list of regions")
    ]


def test_a_lost_id_is_not_claimed_while_a_record_cannot_be_read(tmp_path: Path) -> None:
    """The record that cannot be read may be the one that holds it."""
    assert codes(tmp_path, {PRACTICE: "id: night-shelter\n  x: [\n", PUBLISHED: "night-shelter\n"}) == {"E005"}


def test_the_same_problem_is_told_once_and_in_order(tmp_path: Path) -> None:
    """Problems come sorted by file and place, so that a report reads from top to bottom."""
    problems = check(a_knowledge_base(tmp_path, {OTHER: "", PLACE: "- x\n"}, kind="miracle", title="Short"))
    assert [(problem.path, problem.code) for problem in problems] == [
        (PLACE, "E011"),
        (PRACTICE, "E104"),
        (PRACTICE, "E203"),
        (OTHER, "E011"),
    ]
