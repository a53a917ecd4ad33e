"""Rules on texts, against what strangers may write."""

from __future__ import annotations

from pathlib import Path

import pytest

from practicebook import report
from practicebook.catalogue import Catalogue
from practicebook.rules.safety import no_mailbox_in_addresses
from practicebook.vocabulary import Goal

from tests.builders import FRENCH, a_practice, check_entry, check_practice, check_translation
from tests.rules.cases import HOSTILE, a_translated_action

SENTENCE = "The city opened a night shelter and staffs it around the clock [@annual-report]. "


@pytest.mark.parametrize(("text", "code"), HOSTILE)
def test_hostile_prose_is_refused_and_ordinary_prose_is_not(text: str, code: str | None, tmp_path: Path) -> None:
    """What could harm a reader or a person has its code; what only looks alike has none."""
    found = check_practice(tmp_path, a_practice(action=SENTENCE + text))
    assert {problem.code for problem in found} == ({code} if code else set())


def test_a_link_that_is_defined_elsewhere_is_shown_with_what_to_do(tmp_path: Path) -> None:
    """A reader of the file has to see where a link leads; of a long name the beginning is enough."""
    for name in ("shelter", "s" * 80):
        text = f"The city opened a night shelter and staffs it. [@annual-report]\n\n[{name}]: https://example.org/\n"
        (problem,) = check_practice(tmp_path, a_practice(problem=text))
        shown = f"[{name}]:"[:60]
        assert problem.message == f"“{shown}” defines a link apart from it"
        assert problem.hint == "Write the address where the link stands: [words](https://…)."
        assert (problem.code, problem.field, problem.column > 1) == ("E302", "problem", True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- [shelter]: https://a.org/", "12: action: “[shelter]:” defines a link"),
        (f"See [x](ftp://{'h' * 80}).", f"16: action: link to “ftp://{'h' * 54}”. Use"),
        (f"See ![{'p' * 80}].", f"14: action: a picture, “![{'p' * 58}”. Write"),
        ("In 12.34567, 98.76543.", "13: action: coordinates “12.34567, 98.76543”. Leave"),
    ],
)
def test_what_may_harm_is_pointed_at(text: str, told: str, tmp_path: Path) -> None:
    """At its place in the text; of what is long the beginning is shown."""
    (problem,) = check_translation(tmp_path, a_translated_action(f"{text} [@annual-report]"))
    assert report.line(problem)[: len(f"{FRENCH}:4:{told}")] == f"{FRENCH}:4:{told}"


def test_in_plain_fields_signs_of_markdown_are_signs(tmp_path: Path) -> None:
    """They are shown as they stand, and lead nowhere."""
    lead = "[x](javascript:alert(1)) ![y](z) # heading {: .big }"
    assert check_practice(tmp_path, a_practice(lead=lead)) == []


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


def test_what_only_begins_as_an_address_is_searched_too() -> None:
    """A field without a form may hold anything, and of some that begin so nobody can say what the host is."""
    texts = ("https://[x.example/", "https://[me@x.example", "https://x.example/?to=me%40x.example", "ICCPR 1")
    goal = Goal(id="1", label="Example", mapping="sourced", articles_cited=texts)
    named = ("a name before the host", "Give the address without what stands before the @.")
    mailbox = ("e-mail address “me@x.example” in an address", "Give the address without it.")
    assert [(one.steps, one.message, one.hint) for one in no_mailbox_in_addresses(goal, Catalogue())] == [
        (("articles_cited", 1), *named),
        (("articles_cited", 2), *mailbox),
    ]
