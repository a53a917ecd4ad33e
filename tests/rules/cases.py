"""What tests of several families begin with: files of registers, entries of them, texts that may harm."""

from __future__ import annotations

import json
from pathlib import Path

from practicebook.model import Practice
from practicebook.translation import digests

from tests.builders import Content, Record, a_knowledge_base, a_practice, check, check_practice

PROTECTION = "content/registers/protection.yaml"
PUBLISHED = "content/registers/published-ids.txt"
MECHANISMS = "content/registers/mechanisms.yaml"
UN_RECOMMENDATIONS = "content/registers/un-recommendations.yaml"
A_REPORT: Record = {"id": "rep-example", "label": "Example", "kind": "report", "symbol": "A/HRC/99/1"}
A_UN_RECOMMENDATION: Record = {
    "id": "un-example",
    "label": "Example",
    "symbol": "A/HRC/99/1",
    "mechanism": "rep-example",
    "addressee": ["local-governments"],
    "date": "2024",
    "says": "Local governments are to count.",
}
IN_REVIEW = {"state": "in-review", "reviewed_on": "2026-01-31"}
OUVERT = "La ville a ouvert un abri"
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


def codes(folder: Path, changed: dict[str, Content]) -> set[str]:
    """The codes of all problems of a knowledge base with these files in it."""
    return {problem.code for problem in check(a_knowledge_base(folder, changed))}


def told_of(changes: Record, folder: Path) -> list[tuple[str, str]]:
    """Field and code of each problem of a practice that is changed so."""
    problems = check_practice(folder, a_practice(**changes))
    return sorted((problem.field, problem.code) for problem in problems)


def a_translated_action(text: str) -> str:
    """A translation whose action is in line 4, from column 9."""
    of = digests(Practice.model_validate(a_practice()))["action"]
    return f"translation: {{by: human}}\nof: {{action: '{of}'}}\n\naction: {json.dumps(text, ensure_ascii=False)}\n"
