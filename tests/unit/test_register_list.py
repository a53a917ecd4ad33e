"""Lists of registers: `practicebook.expand.register_list`."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

from practicebook import editorial, loading
from practicebook.expand import register
from practicebook.expand.context import Context
from practicebook.expand.register_list import first_sentence
from practicebook.translation import Foreign

from tests.builders import Content, Record, a_knowledge_base

WEB = "https://example.org/"


def listed(folder: Path, name: str, *entries: Record) -> lxml.html.HtmlElement:
    """The list of a register with a few entries, in English; practices were last reviewed on 31 January 2026."""
    files: dict[str, Content] = {
        f"content/registers/{name}.yaml": {"entries": [{"label": "One", **entry} for entry in entries]}
    }
    layout = a_knowledge_base(folder, files)
    context = Context(loading.load(layout).published(), editorial.load(layout), "en", WEB)
    (page,) = [page for page in register.pages(context) if page.path == f"{name}/index.md"]
    return lxml.html.fragment_fromstring(page.text.split("---\n", 2)[2], create_parent="main")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One sentence", "One sentence"),
        ("The first. The second.", "The first."),
        ("Created by resolution 7/22 in 2008; renewed. Later: 28/9.", "Created by resolution 7/22 in 2008; renewed."),
        ("See vol. 2 and no. 5 of it. Then more.", "See vol. 2 and no. 5 of it."),
        ("The U.S. network grew. “It” went on.", "The U.S. network grew."),
        ("Qui veille ? Élus et habitants.", "Qui veille ?"),
        ("هل يوجد مكتب؟ نعم.", "هل يوجد مكتب؟"),
        ("عُقدت الدورة. وبعدها أخرى.", "عُقدت الدورة."),
    ],
)
def test_a_line_takes_the_first_sentence(text: str, expected: str) -> None:
    """A full stop ends one only where another begins."""
    assert first_sentence(text) == expected


def test_a_sentence_keeps_its_language() -> None:
    """What is not translated is marked, whole or in part."""
    found = first_sentence(Foreign("One. Two.", "en", "ltr"))
    assert (found, getattr(found, "language", None)) == ("One.", "en")


@pytest.mark.parametrize(
    ("dates", "coming"),
    [
        ({"date": "2026-01-31"}, False),
        ({"date": "2026-02-01"}, True),
        ({"date": "2026-01-30", "until": "2026-02-02"}, True),
        ({"date": "2026-02"}, True),
        ({"date": "2026-01"}, False),
        ({"date": "2026"}, False),
        ({"date": "2027"}, True),
        ({}, False),
    ],
)
def test_meetings_still_to_come_stand_first(dates: Record, coming: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    """As exactly as the date is known; without any, the page says so."""
    old = {"id": "old", "date": "2019-06-17", "series": "hrc"}
    page = listed(tmp_path, "events", old, {"id": "new", "series": "upr", **dates})
    heads = [one.get("id") for one in page.iter("h2")]
    assert heads[0] == ("coming" if coming else "series-hrc")
    assert heads[1:] == (["series-hrc"] if coming else ["series-upr"])
    told = [one.text_content() for one in page.iter("p") if "31 January 2026" in one.text_content()]
    assert bool(told) is not coming


def test_coming_meetings_begin_with_the_next(tmp_path: Path) -> None:
    """Past ones with the latest."""
    days = ("2026-05-01", "2026-03-01", "2025-01-01", "2025-06-01")
    page = listed(tmp_path, "events", *({"id": f"on-{day}", "date": day, "series": "hrc"} for day in days))
    found = [one.get("id") for one in page.iter("li") if one.get("class") == "entry"]
    assert found == ["on-2026-03-01", "on-2026-05-01", "on-2025-06-01", "on-2025-01-01"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"inferred": True}, "Part of this rests on a deduction"),
        ({"inferred": True, "note": "The year is inferred."}, "The year is inferred."),
        ({"inferred": True, "facts": [{"text": "It grew.", "inferred": True}]}, "It grew. (our deduction)"),
        ({"unverified": True}, "Only the name is recorded here."),
        ({}, ""),
    ],
)
def test_a_warning_stands_only_where_nothing_else_tells(fields: Record, expected: str, tmp_path: Path) -> None:
    """A note or a mark says better which part is not simply what was read."""
    page = listed(tmp_path, "training", {"id": "one", "provider": "City", "form": "guides", **fields})
    text = " ".join(page.text_content().split())
    warnings = ("Part of this rests on a deduction", "Only the name is recorded here.")
    assert expected in text
    assert [warning for warning in warnings if warning in text and warning != expected] == []
    links = [one.get("href") for one in page.iter("a") if one.text_content() == "our deduction"]
    assert links == (["../about/method/"] if "(our deduction)" in expected else [])


def test_local_governments_are_a_compact_list(tmp_path: Path) -> None:
    """Each leads to its place, and those of the Geneva meeting are marked; other bodies are told in full."""
    page = listed(
        tmp_path,
        "organisations",
        {"id": "city", "type": "local-government", "place": "sampletown", "at_geneva_2019": True, "role": "Guest"},
        {"id": "body", "type": "un-body", "acronym": "ONE", "at_geneva_2019": True, "role": "Host"},
    )
    shown = {one.get("id"): " ".join(one.text_content().split()) for one in page.iter("li") if one.get("id")}
    assert shown == {"city": "One Geneva 2019", "body": "One (ONE) Geneva meeting of 2019: Host"}
    assert [one.get("href") for one in page.iter("a") if "places" in one.get("href", "")] == ["../places/sampletown/"]
