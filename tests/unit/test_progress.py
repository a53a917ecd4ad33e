"""How far each language is: `practicebook.progress`."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

import pytest

from practicebook.catalogue import Catalogue
from practicebook.editorial import Editorial, HandPage
from practicebook.model import Place, Practice, Source
from practicebook.progress import PARTS, PROGRESS, Languages, Progress, as_json, as_text, progress
from practicebook.record import Leaf
from practicebook.source import Document
from practicebook.translation import Head, State, Translated, Translation, digests, source_texts
from practicebook.vocabulary import Term

from tests.builders import a_place, a_practice

READ, UNREAD = Head(by="human", reviewed=True), Head(by="machine")
WORDS: dict[str, Any] = {"site": {"name": "Book"}}
PAGE = HandPage("about/index.md", {"title": "About", "description": "What it is"}, "Text")


def translated(record: Translated, head: Head = UNREAD, *, fields: int = 99, behind: bool = False) -> Translation:
    """A translation of the first fields of a record; where it is behind, of another source."""
    now = dict(list(digests(record).items())[:fields])
    texts = {steps: Leaf(steps, text, kind, None) for steps, (text, kind) in source_texts(record).items()}
    texts = {steps: leaf for steps, leaf in texts.items() if steps[0] in now}
    of = dict.fromkeys(now, "00000000") if behind else now
    return Translation("", "", "fr", head, of, texts, Document("", "", {}))


def a_catalogue() -> Catalogue:
    """Five practices, one of them in French, a place, two terms, and two shared sources of which one has a text."""
    names = ("whole", "read", "partly", "behind", "missing")
    practices = {id_: Practice.model_validate(a_practice(id=id_)) for id_ in names}
    practices["french"] = Practice.model_validate(a_practice(id="french", language="fr"))
    places = {"sampletown": Place.model_validate(a_place())}
    sources = {"one": Source(id="one", title="Title"), "two": Source(id="two", title="Title", note="A copy.")}
    terms: dict[str, dict[str, Term]] = {"kinds": {id_: Term(id=id_, label="Label") for id_ in ("law", "plan")}}
    made = Catalogue(practices, places, sources, terms)
    made.translations = {
        ("practices", "whole", "fr"): translated(practices["whole"]),
        ("practices", "read", "fr"): translated(practices["read"], READ),
        ("practices", "partly", "fr"): translated(practices["partly"], fields=2),
        ("practices", "behind", "fr"): translated(practices["behind"], READ, fields=2, behind=True),
        ("places", "sampletown", "fr"): translated(places["sampletown"], READ),
        ("kinds", "plan", "fr"): translated(terms["kinds"]["plan"]),
    }
    return made


def an_editorial(*languages: str) -> Editorial:
    """Words and one page in these languages beside English; French words are there, French pages too."""
    words = dict.fromkeys(("en", *languages), WORDS)
    pages = {language: [replace(PAGE, state=State(None, ("text",), ()))] for language in words}
    french = [replace(PAGE, written_in="fr", state=State(READ, (), ()))]
    return Editorial(words, {"fr": translated(WORDS)}, {**pages, "en": [PAGE], "fr": french})


FRENCH = {
    "practices": Progress(
        whole=["whole", "read"], partly=["partly"], behind=["behind"], missing=["missing"], awaiting=["whole", "partly"]
    ),
    "places": Progress(whole=["sampletown"]),
    "terms": Progress(whole=["kinds plan"], missing=["sources two", "kinds law"], awaiting=["kinds plan"]),
    "words": Progress(whole=["interface"], awaiting=["interface"]),
    "hand_pages": Progress(whole=["about/index"]),
}
TABLE = """\
fr                   whole    partly    behind   missing  awaiting
practices                2         1         1         1         2
places                   1         .         .         .         .
terms                    1         .         .         2         1
words                    1         .         .         .         1
hand pages               1         .         .         .         .
  behind: behind
  missing: sources two, kinds law
  practices missing: missing
"""


def test_everything_is_counted_once_in_the_state_it_is_in() -> None:
    """What nobody has read yet waits, however far it is; what is written in the language is no translation."""
    found = progress(a_catalogue(), an_editorial("fr"))
    assert list(found) == ["en", "fr"]
    assert found["fr"] == FRENCH
    assert tuple(FRENCH) == PARTS


def test_into_english_there_are_only_records_of_other_languages() -> None:
    """Where there is none, nothing is told of English."""
    assert progress(a_catalogue(), an_editorial())["en"] == {
        **{part: Progress() for part in PARTS},
        "practices": Progress(missing=["french"]),
    }
    english = a_catalogue()
    del english.practices["french"]
    assert progress(english, an_editorial()) == {}


def test_a_language_lacks_what_is_not_begun() -> None:
    """All that has a text: nobody could ever translate a source without a note."""
    assert progress(a_catalogue(), an_editorial("ar"))["ar"] == {
        "practices": Progress(missing=[*a_catalogue().practices]),
        "places": Progress(missing=["sampletown"]),
        "terms": Progress(missing=["sources two", "kinds law", "kinds plan"]),
        "words": Progress(missing=["interface"]),
        "hand_pages": Progress(missing=["about/index"]),
    }


@pytest.mark.parametrize(("found", "expected"), [({"fr": FRENCH}, TABLE), ({}, "")])
def test_the_text_is_a_table_and_the_names_of_what_is_to_be_done(found: Languages, expected: str) -> None:
    """Nothing stands where there is nothing to tell; practices that are missing come last, since they are many."""
    assert as_text(found) == expected


def test_each_language_has_its_table() -> None:
    """One after the other, in the order of their names."""
    assert as_text({"fr": FRENCH, "es": FRENCH}) == f"{TABLE}\n{TABLE.replace('fr  ', 'es  ', 1)}"


def test_programs_get_every_name() -> None:
    """By language, part and state."""
    assert json.loads(as_json({"fr": FRENCH})) == {"fr": {part: asdict(one) for part, one in FRENCH.items()}}
    assert {"text": as_text, "json": as_json} == PROGRESS
