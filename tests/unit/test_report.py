"""From problems to text, annotations and JSON: `practicebook.report`."""

from __future__ import annotations

import json

from practicebook.problem import Problem
from practicebook.report import FORMATS, MAX_ROWS, as_github, as_json, as_summary, as_text

ERROR = Problem("practices/a.yaml", 3, 5, "results[0].text", "E104", "error", "has 100 % of “a: b”", "Shorten it.")
ADVICE = Problem("practices/a,b:c.yaml", 7, 1, "", "A401", "advice", "is cited nowhere.", "Delete it.")
OF_A_SITE = Problem("en/index.html", 0, 0, "", "E501", "error", "two\r\nlines", "")
ALL = [ERROR, ADVICE, OF_A_SITE]


def test_text_is_one_line_a_problem() -> None:
    """Place, field, what is wrong, what to do, and the code; without what is not known."""
    assert as_text([ERROR, ADVICE]) == (
        "practices/a.yaml:3:5: results[0].text: has 100 % of “a: b”. Shorten it. [E104]\n"
        "practices/a,b:c.yaml:7:1: advice: is cited nowhere. Delete it. [A401]"
    )
    assert as_text([Problem("en/index.html", 0, 0, "", "E501", "error", "no title", "")]) == (
        "en/index.html: no title. [E501]"
    )


def test_annotations_are_escaped_so_that_none_can_give_a_command() -> None:
    """Percent signs and line breaks everywhere, in properties also colons and commas; advice is a notice."""
    assert as_github(ALL) == (
        "::error file=practices/a.yaml,line=3,col=5,title=E104 results[0].text::has 100 %25 of “a: b”. Shorten it.\n"
        "::notice file=practices/a%2Cb%3Ac.yaml,line=7,col=1,title=A401::is cited nowhere. Delete it.\n"
        "::error file=en/index.html,line=0,col=0,title=E501::two%0D%0Alines."
    )


def test_an_annotation_cannot_be_ended_by_what_a_record_says() -> None:
    """A line break in a quoted value does not begin a command of its own."""
    problem = Problem("a.yaml", 1, 1, "x\n::set-output::y", "E102", "error", "%0A::add-mask::x\n::error::y", "")
    assert as_github([problem]).splitlines() == [
        "::error file=a.yaml,line=1,col=1,title=E102 x%0A%3A%3Aset-output%3A%3Ay::%250A::add-mask::x%0A::error::y."
    ]


def test_a_summary_shows_what_a_record_says_as_characters() -> None:
    """One row a problem; no text of a record becomes a cell, a link, a mention, markup or a row of its own."""
    hostile = Problem("a_b.yaml", 1, 2, "x|y", "E301", "error", "HTML “<img>” | `@who`\n[x](https://y.z)", "Don't.")
    assert as_summary([hostile, ADVICE], "https://example.org/en/contribute/rules/") == (
        "| Place | Field | What is wrong, and what to do | Code |\n"
        "| --- | --- | --- | --- |\n"
        "| a&#95;b&#46;yaml&#58;1&#58;2 | x&#124;y | HTML &#8220;&#60;img&#62;&#8221; &#124; &#96;&#64;who&#96; "
        "&#91;x&#93;&#40;https&#58;&#47;&#47;y&#46;z&#41;&#46; Don&#39;t&#46; "
        "| [E301](https://example.org/en/contribute/rules/#E301) |\n"
        "| practices&#47;a&#44;b&#58;c&#46;yaml&#58;7&#58;1 |  | Advice&#58; is cited nowhere&#46; Delete it&#46; "
        "| [A401](https://example.org/en/contribute/rules/#A401) |\n"
    )
    assert as_summary([ERROR]).endswith(" | E104 |\n")


def test_a_summary_stays_within_what_github_takes() -> None:
    """A megabyte at most; what is left out is counted."""
    table = as_summary([ERROR] * (MAX_ROWS + 3))
    assert table.endswith(" |\n\n3 more are in the log.\n")
    assert len(table) < 2**20


def test_json_is_a_list_of_all_fields_by_name() -> None:
    """Programs get every field of every problem, in the order of the problem."""
    assert json.loads(as_json([ADVICE])) == [
        {
            "path": "practices/a,b:c.yaml",
            "line": 7,
            "column": 1,
            "field": "",
            "code": "A401",
            "level": "advice",
            "message": "is cited nowhere.",
            "hint": "Delete it.",
        }
    ]
    assert "“a: b”" in as_json([ERROR])


def test_nothing_wrong_is_nothing_said() -> None:
    """No problem gives no line, and an empty list."""
    assert {name: of([]) for name, of in FORMATS.items()} == {"text": "", "github": "", "json": "[]"}


def test_what_nobody_sees_is_shown() -> None:
    """A file may be called anything; in each form of report its name hides nothing and gives no command."""
    hidden = Problem("a\u202eb\x1b[31m\udcff.yaml", 1, 1, "", "E201", "error", "x\u200by", "")
    assert as_text([hidden]) == "a<U+202E>b<U+001B>[31m<U+DCFF>.yaml:1:1: x<U+200B>y. [E201]"
    assert as_github([hidden]).startswith("::error file=a<U+202E>b<U+001B>[31m<U+DCFF>.yaml,line=1")
    assert json.loads(as_json([hidden]))[0]["path"] == hidden.path
    assert as_json([hidden]).isascii()
    assert "&#60;U&#43;202E&#62;" in as_summary([hidden])
