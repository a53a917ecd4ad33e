"""The real texts in every language: nothing of the interface is missing, and all that has to be is translated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from practicebook import editorial, loading, source
from practicebook.catalogue import Catalogue
from practicebook.editorial import FORMS, Editorial
from practicebook.layout import Layout
from practicebook.progress import Languages, progress
from practicebook.source import Steps
from practicebook.translation import State, source_texts
from practicebook.translations import HEAD, OF

from tests.batches import expand
from tests.builders import REPOSITORY

LANGUAGES = ("ar", "en", "es", "fr")
TRANSLATED = ("ar", "es", "fr")
GENEVA = Path(__file__).with_name("geneva-2019-ids.txt").read_text("utf-8").split()
AT_LEAST = {"ar": 12, "es": len(GENEVA), "fr": len(GENEVA)}
PLACEHOLDER = re.compile(r"\{[^}]*\}")
NOTE = re.compile(r'<p class="translation-note"[^>]*>(.*?)<(?:a|/p)\b')


@cache
def real() -> Catalogue:
    """All records that are released."""
    return loading.load(Layout(REPOSITORY)).published()


@cache
def texts() -> Editorial:
    """All words and pages."""
    return editorial.load(Layout(REPOSITORY))


@cache
def found() -> Languages:
    """How far each language is."""
    return progress(real(), texts())


@cache
def raw(language: str) -> Mapping[str, Any]:
    """The words of a language as they stand in their file, with nothing filled in from English."""
    path = f"content/interface/{language}.yaml"
    words = source.load(REPOSITORY / path, path).value
    return {name: part for name, part in words.items() if name not in {HEAD, OF}}


def plurals(words: Mapping[str, Any], steps: Steps = ()) -> Iterator[tuple[Steps, Mapping[str, str]]]:
    """Every text that depends on a number: its place and its forms."""
    for name, part in words.items():
        if isinstance(part, Mapping) and "other" in part:
            yield (*steps, name), part
        elif isinstance(part, Mapping):
            yield from plurals(part, (*steps, name))


def without_forms(words: Mapping[str, Any]) -> set[Steps]:
    """The place of every text, whatever its forms."""
    return {steps[:-1] if steps[-1] in FORMS and len(steps) > 1 else steps for steps in source_texts(words)}


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def for_one_number(language: str) -> set[str]:
    """The forms of a plural that stand for one number alone: zero, one and two in Arabic, but not one in French."""
    locale = Locale.parse(raw(language)["site"]["locale"], sep="-")
    forms = Counter(locale.plural_form(number) for number in range(1000))
    return {form for form, count in forms.items() if count == 1}


# ------------------------------------------------------------------------------------------------ words


def test_the_site_speaks_four_languages() -> None:
    """Those of the vocabulary that are called languages of the site, and no other."""
    assert tuple(sorted(texts().words)) == LANGUAGES
    assert {one.id: one.direction for one in real().site_languages} == {
        language: raw(language)["site"]["direction"] for language in LANGUAGES
    }


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_word_of_the_interface_is_in_every_language(language: str) -> None:
    """The same words, none of them empty, none too many; and each is up to date with the English one."""
    assert without_forms(raw(language)) == without_forms(raw("en"))
    assert [steps for steps, (text, _) in source_texts(raw(language)).items() if not text.strip()] == []
    state = texts().state(language)
    assert state
    assert (state.missing, state.behind) == ((), ())
    assert [problem for problem in texts().problems if language in problem.path] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_with_a_number_has_each_form_that_the_language_needs(language: str) -> None:
    """By the categories of CLDR, which browsers go by as well: six in Arabic, two in English."""
    needed = {*Locale.parse(raw(language)["site"]["locale"], sep="-").plural_form.tags, "other"}
    forms = {steps: set(given) for steps, given in plurals(raw(language))}
    assert {steps for steps, _ in plurals(raw("en"))} == set(forms)
    assert {steps: given for steps, given in forms.items() if given != needed} == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_filled_in_is_filled_in_everywhere(language: str) -> None:
    """A text has the placeholders of the English one; a form for one number alone may say that number in words."""
    expected = source_texts(texts().expected(language))
    wrong = {}
    for steps, (text, _) in source_texts(raw(language)).items():
        wanted, given = placeholders(expected[steps][0]), placeholders(text)
        in_words = [one for one in wanted if one != "{count}"] if steps[-1] in for_one_number(language) else wanted
        if given not in (wanted, in_words):
            wrong[steps] = (text, wanted)
    assert wrong == {}


# ------------------------------------------------------------------------------------------------ texts


@pytest.mark.parametrize("part", ["places", "terms", "words", "hand_pages"])
@pytest.mark.parametrize("language", TRANSLATED)
def test_all_but_practices_is_translated(language: str, part: str) -> None:
    """Every vocabulary, register, place and page by hand: wholly, and as its source is today."""
    one = asdict(found()[language][part])
    assert one["whole"] != []
    assert {name: one[name] for name in ("partly", "behind", "missing")} == {"partly": [], "behind": [], "missing": []}


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_practices_of_the_geneva_meeting_are_translated(language: str) -> None:
    """All of them into French and Spanish, a dozen into Arabic; what is begun is whole."""
    one = found()[language]["practices"]
    assert len(set(GENEVA) & set(one.whole)) >= AT_LEAST[language]
    assert (one.partly, one.behind) == ([], [])


@cache
def notes(language: str) -> dict[str, str]:
    """Page → what it says of its translation, for pages that say anything."""
    pages = expand(real(), texts(), language, "https://example.org/", LANGUAGES)
    return {page.path: note[1].strip() for page in pages if (note := NOTE.search(page.text))}


def said(language: str, state: State, untranslated: str) -> str:
    """What a page has to say of a translation that is up to date."""
    words = texts().words[language]["translations"]
    if state.head is None:
        return str(words[untranslated])
    by = [] if state.head.reviewed else [words[state.head.by]]
    return " ".join([*by, *([words["partly"]] if state.missing else [])])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_how_it_was_translated(language: str) -> None:
    """By a machine, by somebody, or not at all; what is written in the language or was reviewed says nothing."""
    states = {f"practices/{id_}.md": (real().state("practices", id_, language), "none") for id_ in real().practices}
    states |= {page.path: (page.state, "page") for page in texts().pages[language]}
    assert [path for path, (state, _) in states.items() if state and state.behind] == []
    expected = {path: said(language, state, untranslated) for path, (state, untranslated) in states.items() if state}
    assert notes(language) == {path: text for path, text in expected.items() if text}
