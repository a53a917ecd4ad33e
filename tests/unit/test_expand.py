"""From records to pages: `practicebook.expand` on small knowledge bases."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import lxml.html
import markdown
import pytest
import yaml
from mkdocs.utils.meta import get_data

from practicebook import editorial, loading
from practicebook.layout import Layout
from practicebook.model import Practice
from practicebook.translation import digests

from tests.batches import expand
from tests.builders import (
    FRENCH,
    OTHER,
    PLACE,
    REPOSITORY,
    Content,
    Record,
    a_knowledge_base,
    a_place,
    a_practice,
    a_translation,
    check,
)

HOSTILE = "\"'><script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) {: onclick=x } ![y](https://example.org/y.png)"
QUIET = {"script", "img", "iframe", "object", "style"}


def pages(folder: Path, files: dict[str, Content] | None = None, **changes: object) -> dict[str, str]:
    """Expand a small knowledge base as the site does: what is released, in English."""
    return pages_in("en", a_knowledge_base(folder, files, **changes))


def pages_in(language: str, layout: Layout) -> dict[str, str]:
    """Expand a knowledge base in one of its languages."""
    expanded = expand(loading.load(layout).published(), editorial.load(layout), language, "https://example.org/")
    return {page.path: page.text for page in expanded}


def front(text: str) -> Record:
    """Read the front matter as MkDocs does."""
    _, found = get_data(text)
    return dict(found)


def body(text: str) -> lxml.html.HtmlElement:
    """Render the body with the extensions of mkdocs.yml."""
    content, _ = get_data(text)
    html = markdown.markdown(content, extensions=["tables", "attr_list", "md_in_html", "toc"])
    return lxml.html.fragment_fromstring(html, create_parent="main")


def a_hostile_practice() -> Record:
    """Make a practice that has every field, and an attack in each text; the model takes it, the rules would not."""
    said = {"text": HOSTILE, "sources": ["annual-report"]}
    budget = {"amount": 1.5, "currency": "EUR", "qualifier": "about", "year": 2019, "note": HOSTILE}
    figure = {"value": 40, "unit": HOSTILE, "year": 2019, "qualifier": "more-than", "note": HOSTILE}
    return a_practice(
        title=HOSTILE[:90],
        summary=HOSTILE * 2,
        stage="changed",
        stage_note=said,
        lead=HOSTILE,
        partners=[HOSTILE],
        resources={"budget": {**budget, "sources": ["annual-report"]}, "staff": said, "note": said},
        reach=said,
        problem=HOSTILE,
        action=f"{HOSTILE}\n\n- [z]: javascript:alert(1)\n\n[z] [@annual-report]",
        results=[{**said, "figure": figure, "evidence": "stated"}],
        **{
            name: [said]
            for name in ("obstacles", "did_not_work", "contradictions", "lessons", "preconditions", "adaptations")
        },
        sources=[{"id": "annual-report", "title": HOSTILE, "publisher": HOSTILE, "note": HOSTILE}],
        contact={"office": HOSTILE, "web": "https://example.org/?a=1&b=2", "peer_learning": True},
    )


def test_hostile_records_make_harmless_pages(tmp_path: Path) -> None:
    """On no page that a record appears on does any of its texts become an element, an attribute or an address."""
    record = a_hostile_practice()
    made = pages(tmp_path, {PLACE: a_place(name=HOSTILE, note=HOSTILE), OTHER: None}, **record)
    for path, text in made.items():
        assert "<script>alert" not in get_data(text)[0], path
        for element in body(text).iter():
            is_ours = element.tag == "script" and element.get("type") == "application/json"
            assert element.tag not in QUIET or is_ours or path in {"index.md", "explore.md"}, path
            assert not [name for name in element.attrib if str(name).startswith("on")], path
            assert not str(element.get("href", "")).lower().startswith(("javascript:", "data:")), path
    practice = made["practices/night-shelter.md"]
    assert body(practice).find("h1").text_content() == HOSTILE[:90].strip()  # type: ignore[union-attr]
    assert body(practice).text_content().count("<script>alert(1)</script>") > 10


def test_front_matter_holds_any_text(tmp_path: Path) -> None:
    """MkDocs reads titles and summaries back as they were written, whatever YAML 1.1 would make of them."""
    made = pages(tmp_path, title="NO: 12:30 # {x} – “ja”", summary="--- yes\\n " + "é" * 100)
    found = front(made["practices/night-shelter.md"])
    assert (found["title"], found["description"]) == ("NO: 12:30 # {x} – “ja”", "--- yes\\n " + "é" * 100)
    assert (found["lang"], found["dir"], found["kind"]) == ("en", "ltr", "practice")
    assert found["record"] == "practices/housing/night-shelter.yaml"
    assert yaml.safe_load(made["index.md"].split("---\n")[1])["kind"] == "home"


def test_a_practice_is_on_the_pages_of_all_its_terms(tmp_path: Path) -> None:
    """Theme and what it is part of, right, group, goals, place, country and regions lead to it."""
    made = pages(tmp_path)
    linking = [path for path, text in made.items() if "practices/night-shelter/" in text]
    assert {path for path in linking if "index" not in path and not path.startswith("practices/")} == {
        "countries/uy.md",
        "groups/homeless.md",
        "places/sampletown.md",
        "quality/due.md",
        "regions/americas.md",
        "regions/latin-america-caribbean.md",
        "regions/south-america.md",
        "rights/right-housing.md",
        "sdgs/1.md",
        "sdgs/11.md",
        "themes/housing.md",
        "themes/housing/homelessness.md",
    }


@pytest.mark.parametrize(
    ("reused_by", "expected"),
    [
        (["other-practice", "sampletown"], ["../other-practice/", "../../places/sampletown/"]),
        (["draft-practice", "sampletown"], ["../../places/sampletown/"]),
        (["draft-practice"], []),
    ],
)
def test_what_took_a_practice_up_is_linked_if_it_is_released(
    reused_by: list[str], expected: list[str], tmp_path: Path
) -> None:
    """A draft may be named, but the site does not lead to a page that it does not have."""
    draft = a_practice(id="draft-practice", review={"state": "draft", "reviewed_on": "2026-01-31"})
    files: dict[str, Content] = {"practices/housing/draft-practice.yaml": draft}
    text = pages(tmp_path, files, reused_by=reused_by)["practices/night-shelter.md"]
    _, _, after = text.partition("#reused-by .minor }")
    assert [link.get("href") for link in body(after.partition("\n## ")[0]).iter("a")] == expected
    assert "draft-practice" not in text


def test_a_knowledge_base_without_practices_still_has_its_pages(tmp_path: Path) -> None:
    """Before the first record there is a home page, and every theme has its page."""
    made = pages(tmp_path, {OTHER: None, PLACE: None}, review={"state": "draft", "reviewed_on": "2026-01-31"})
    assert {"index.md", "explore.md", "practices/index.md", "themes/housing.md"} <= set(made)


def test_the_small_knowledge_base_is_sound(tmp_path: Path) -> None:
    """A draft is checked like any other record."""
    layout = a_knowledge_base(tmp_path, review={"state": "draft", "reviewed_on": "2026-01-31"})
    assert check(layout) == []


# ------------------------------------------------------------------------------------------------ other languages

# An attribute that an element begins in, and the name of a picture that one stands in: neither can hold elements.
ATTRIBUTE = re.compile(r'[\w-]="[^"]*<[^"]*')
PICTURE = re.compile(r"<title>[^<]*<(?!/title>)[^>]*")
WEB = "https://example.org/"
ENTRY = {
    "label": HOSTILE[:90],
    "description": HOSTILE,
    "note": HOSTILE,
    "sources": [WEB],
    "facts": [{"text": HOSTILE, "sources": [WEB]}],
}
ENTRIES: dict[str, Record] = {
    "organisations": {
        "type": "un-body",
        "country": "uy",
        "place": "sampletown",
        "role": HOSTILE,
        "at_geneva_2019": True,
    },
    "events": {"date": "2022-10-05", "until": "2022-10-07", "series": "hrc", "theme": HOSTILE},
    "mechanisms": {"kind": "treaty-body", "rights": ["right-housing"], "what": HOSTILE},
}


def a_hostile_knowledge_base(folder: Path) -> Layout:
    """Lay out a knowledge base of which half is translated, and all is an attack, in either language."""
    record = a_hostile_practice()
    now = digests(Practice.model_validate(record))
    french = a_translation(title=HOSTILE[:90], lead=HOSTILE, action=f"{HOSTILE} [@annual-report]", of={**now})
    registers: dict[str, Content] = {
        f"content/registers/{name}.yaml": {"entries": [{"id": "one", **ENTRY, **fields}]}
        for name, fields in ENTRIES.items()
    }
    return a_knowledge_base(folder, {**registers, PLACE: a_place(name=HOSTILE, note=HOSTILE), FRENCH: french}, **record)


def broken(made: dict[str, str]) -> list[tuple[str, str]]:
    """Each place in pages where an element begins in an attribute or in the name of a picture."""
    patterns = (ATTRIBUTE, PICTURE)
    return [(path, one.group()) for path, text in made.items() for each in patterns for one in each.finditer(text)]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_no_element_begins_in_an_attribute(language: str, tmp_path: Path) -> None:
    """Whatever is foreign is marked where an element can stand, and nowhere else."""
    made = pages_in(language, a_hostile_knowledge_base(tmp_path))
    foreign = [path for path, text in made.items() if '<span lang="en" dir="ltr">' in text]
    assert (broken(made), bool(foreign)) == ([], language != "en")


@pytest.mark.parametrize("kept", [1, 2])
def test_no_element_begins_in_an_attribute_of_the_real_pages(kept: int) -> None:
    """In Arabic, as far as it is, and as if every other translation of it were not there."""
    real = loading.load(Layout(REPOSITORY)).published()
    some = dict(list(real.translations.items())[::kept])
    expanded = expand(replace(real, translations=some), editorial.load(Layout(REPOSITORY)), "ar", WEB)
    made = {page.path: page.text for page in expanded}
    assert broken(made) == []
    assert sum('dir="ltr">' in text for text in made.values()) > len(real.practices)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_hostile_records_make_harmless_pages_in_every_language(language: str, tmp_path: Path) -> None:
    """Neither what is translated nor what is not becomes an element, an attribute or an address."""
    for path, text in pages_in(language, a_hostile_knowledge_base(tmp_path)).items():
        assert "<script>alert" not in get_data(text)[0], path
        for element in body(text).iter():
            is_ours = element.tag == "script" and element.get("type") == "application/json"
            assert element.tag not in QUIET or is_ours or path in {"index.md", "explore.md"}, path
            assert not [name for name in element.attrib if str(name).startswith("on")], path
            assert not str(element.get("href", "")).lower().startswith(("javascript:", "data:")), path


CHANGES = [
    {"changed_on": "2026-03-01", "text": "The number of beds was corrected."},
    {"changed_on": "2026-05-20", "text": "The shelter has closed; the record now says why."},
]


def test_a_page_tells_what_changed_in_its_record(tmp_path: Path) -> None:
    """The newest first, with its day, in the language of the page; nothing at all where nothing changed."""
    page = body(pages(tmp_path / "changed", added_on="2026-01-31", changes=CHANGES)["practices/night-shelter.md"])
    told = [
        (one.find("time").get("datetime"), one.find("span").text) for one in page.xpath("//ul[@class='changes']/li")
    ]
    assert told == [(one["changed_on"], one["text"]) for one in reversed(CHANGES)]
    assert "changes" not in pages(tmp_path / "as-it-was")["practices/night-shelter.md"]


def test_a_page_shows_what_is_translated_and_marks_the_rest(tmp_path: Path) -> None:
    """Title and prose in the language of the page; what fell behind is shown in its own, and never the old words."""
    of = {"lead": "00000000"}
    files: dict[str, Content] = {
        FRENCH: a_translation(lead="L’ancien service", action="Un abri [@annual-report].", of=of)
    }
    made = pages_in("fr", a_knowledge_base(tmp_path, files))
    text = made["practices/night-shelter.md"]
    found = front(text)
    assert (found["title"], found["description_lang"]) == ("Abri de nuit qui mène au logement", "en")
    assert "title_lang" not in found
    page = body(text)
    foreign = {(one.get("lang"), one.get("dir"), one.text_content().strip()) for one in page.iter("span", "div")}
    assert ("en", "ltr", "The housing department of Sampletown") in foreign
    assert ("en", "ltr", "People slept in the park of Sampletown in all seasons1.") in foreign
    assert page.find("h1").text_content() == "Abri de nuit qui mène au logement"  # type: ignore[union-attr]
    assert not page.find("h1").xpath(".//*")  # type: ignore[union-attr]
    assert "Un abri" in page.text_content()
    assert not [path for path, one in made.items() if "ancien service" in one]


def test_a_page_by_hand_that_nobody_translated_is_marked_as_a_whole(tmp_path: Path) -> None:
    """It stands in its own language and direction, with a word on that, on a page of the other language."""
    about: dict[str, Content] = {
        "content/pages/en/about.md": "---\ntitle: About\ndescription: What\n---\n\nA *text*.\n"
    }
    layout = a_knowledge_base(tmp_path, about)
    text = pages_in("ar", layout)["about.md"]
    found = front(text)
    assert (found["lang"], found["dir"], found["title_lang"], found["source"]) == (
        "ar",
        "rtl",
        "en",
        "content/pages/en/about.md",
    )
    (note, part) = body(text)
    assert (note.get("class"), part.get("lang"), part.get("dir")) == ("translation-note", "en", "ltr")
    assert [one.tag for one in part.iter()] == ["div", "p", "em"]
    assert [one.tag for one in body(pages_in("en", layout)["about.md"]).iter()] == ["main", "p", "em"]
