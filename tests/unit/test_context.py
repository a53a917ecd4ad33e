"""What pages need to speak a language: `practicebook.expand.context`."""

from __future__ import annotations

import pytest
from mkdocs.utils.meta import get_data

from practicebook.catalogue import Catalogue
from practicebook.editorial import Editorial
from practicebook.expand.context import Context
from practicebook.record import Leaf
from practicebook.source import Document, Steps
from practicebook.translation import Foreign, Head, Translation, digests
from practicebook.vocabulary import Country, Goal, LanguageTerm, Term

from tests.builders import Marked, Record, marked

SITES = {
    "en": {"locale": "en-GB", "direction": "ltr", "named": "{name}: {text}"},
    "fr": {"locale": "fr", "direction": "ltr", "named": "{name}\u00a0: {text}"},
    "es": {"locale": "es", "direction": "ltr", "named": "{name}: {text}"},
    "ar": {"locale": "ar", "direction": "rtl", "named": "{name}: {text}"},
}
COUNTS = {
    "en": {"one": "{count} practice", "other": "{count} practices"},
    "fr": {"one": "{count} pratique", "other": "{count} pratiques"},
    "es": {"one": "{count} práctica", "other": "{count} prácticas"},
    "ar": {
        "zero": "لا ممارسات",
        "one": "ممارسة واحدة",
        "two": "ممارستان",
        "few": "{count} ممارسات",
        "many": "{count} ممارسة",
        "other": "{count} ممارسة أخرى",
    },
}
COUNTRIES = {"be": "Belgium", "de": "Germany", "eg": "Egypt", "us": "United States"}
FRENCH = {"be": "Belgique", "de": "Allemagne", "eg": "Égypte", "us": "États-Unis"}
ARABIC = {"be": "بلجيكا", "de": "ألمانيا", "eg": "مصر"}


def a_language(id_: str, direction: str) -> LanguageTerm:
    """Make a language as the vocabulary has it."""
    return LanguageTerm.model_validate({"id": id_, "label": id_, "endonym": id_, "direction": direction, "site": True})


def a_context(language: str, **words: Record) -> Context:
    """A context with four countries, translated as far as FRENCH and ARABIC go, and a goal that nobody translated."""
    countries = {id_: Country(id=id_, label=name, m49="001", region="x") for id_, name in COUNTRIES.items()}
    languages = {id_: a_language(id_, direction) for id_, direction in (("en", "ltr"), ("ar", "rtl"), ("fr", "ltr"))}
    goals = {"1": Goal(id="1", label="No poverty", mapping="sourced")}
    terms: dict[str, dict[str, Term]] = {"countries": {**countries}, "languages": {**languages}, "sdgs": {**goals}}
    made = Catalogue(terms=terms)
    for code, names in (("fr", FRENCH), ("ar", ARABIC)):
        for id_, name in names.items():
            given: dict[Steps, Leaf] = {("label",): Leaf(("label",), name, None, None)}
            key, of = ("countries", id_, code), digests(countries[id_])
            made.translations[key] = Translation(*key, Head(by="human"), of, given, Document("", "", {}))
    site = {"site": {**SITES[language], "home": "Home"}, "counts": {"practices": COUNTS[language]}}
    return Context(made, Editorial({language: {**site, **words}}), language, "https://example.org/")


# ------------------------------------------------------------------------------------------------ numbers and dates


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", {0: "0 practices", 1: "1 practice", 2: "2 practices", 1234567: "1,234,567 practices"}),
        ("fr", {0: "0 pratique", 1: "1 pratique", 2: "2 pratiques", 1234567: "1\u202f234\u202f567 pratiques"}),
        (
            "ar",
            {
                0: "لا ممارسات",
                1: "ممارسة واحدة",
                2: "ممارستان",
                3: "3 ممارسات",
                10: "10 ممارسات",
                11: "11 ممارسة",
                99: "99 ممارسة",
                100: "100 ممارسة أخرى",
                103: "103 ممارسات",
                1234: "1,234 ممارسة",
            },
        ),
    ],
)
def test_a_count_has_the_form_of_its_number(language: str, expected: dict[int, str]) -> None:
    """By the rules of the language, with its separators, and with the digits that all languages here share."""
    context = a_context(language)
    assert {number: context.count("practices", number) for number in expected} == expected


def test_a_form_that_is_not_there_is_the_one_for_other_numbers() -> None:
    """Until a translator has filled all of them in."""
    context = a_context("ar", counts={"practices": {"one": "", "few": None, "other": "{count} ممارسة"}})
    assert [context.count("practices", number) for number in (1, 2, 3)] == ["1 ممارسة", "2 ممارسة", "3 ممارسة"]


@pytest.mark.parametrize(
    ("language", "july", "august"), [("en", "July", "August"), ("fr", "juillet", "août"), ("ar", "يوليو", "أغسطس")]
)
def test_a_span_is_as_exact_as_its_moments(language: str, july: str, august: str) -> None:
    """A year, a month or a day, alone or up to another one."""
    spans = {
        ("2018", None): "2018",
        ("2018-07", None): f"{july} 2018",
        ("2018-07-05", None): f"5 {july} 2018",
        ("2018", "2019"): "2018 – 2019",
        ("2018-07", "2018-08"): f"{july} 2018 – {august} 2018",
        ("2018", "2019-07"): f"2018 – {july} 2019",
    }
    context = a_context(language)
    assert {moments: context.span(*moments) for moments in spans} == spans


MONTH, YEAR, YEARS = ("2022-10-05", "2022-10-07"), ("2022-09-30", "2022-10-07"), ("2022-12-31", "2023-01-02")


@pytest.mark.parametrize(
    ("language", "days", "expected"),
    [
        ("en", MONTH, "5–7 October 2022"),
        ("en", YEAR, "30 September – 7 October 2022"),
        ("en", YEARS, "31 December 2022 – 2 January 2023"),
        ("fr", MONTH, "5–7 octobre 2022"),
        ("fr", YEAR, "30 septembre – 7 octobre 2022"),
        ("es", MONTH, "5–7 de octubre de 2022"),
        ("es", YEARS, "31 de diciembre de 2022 – 2 de enero de 2023"),
        ("ar", MONTH, "5–7 أكتوبر 2022"),
        ("ar", YEAR, "30 سبتمبر – 7 أكتوبر 2022"),
        ("ar", YEARS, "31 ديسمبر 2022 – 2 يناير 2023"),
    ],
)
def test_a_span_of_days_does_not_repeat_what_both_share(language: str, days: tuple[str, str], expected: str) -> None:
    """Neither the month nor the year, where one will do; months are written out, as in all dates."""
    assert a_context(language).span(*days) == expected


# ------------------------------------------------------------------------------------------------ names and texts


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["", "a", "a and b", "a, b and c"]),
        ("fr", ["", "a", "a et b", "a, b et c"]),
        ("ar", ["", "a", "a وb", "a وb وc"]),
    ],
)
def test_texts_are_listed_as_the_language_does(language: str, expected: list[str]) -> None:
    """With its word for “and”; nothing for no text."""
    context = a_context(language)
    assert [context.listed(list("abc")[:number]) for number in range(4)] == expected


def test_a_list_of_foreign_texts_is_a_foreign_text() -> None:
    """It stands on the page in one language and one direction."""
    texts = [Foreign(text, "en", "ltr") for text in ("Barcelona", "Utrecht")]
    assert marked(a_context("ar").listed(texts)) == ("Barcelona وUtrecht", "en", "ltr")


@pytest.mark.parametrize(("language", "expected"), [("en", "Gaps: 3"), ("fr", "Gaps\u00a0: 3"), ("ar", "Gaps: 3")])
def test_a_name_and_its_text_are_joined_as_the_language_does(language: str, expected: str) -> None:
    """French sets a space before the colon, one that does not break."""
    assert a_context(language).named("Gaps", 3) == expected


@pytest.mark.parametrize(
    ("language", "spoken_in", "expected"),
    [
        ("fr", "fr", "Rapport"),
        ("fr", None, "Rapport"),
        ("fr", "", "Rapport"),
        ("fr", "ar", ("Rapport", "ar", "rtl")),
        ("ar", "fr", ("Rapport", "fr", "ltr")),
        ("ar", "qu", ("Rapport", "qu", "ltr")),
    ],
)
def test_a_text_that_keeps_its_language_is_marked_on_pages_of_others(
    language: str, spoken_in: str | None, expected: Marked
) -> None:
    """Where the language is not known, or is that of the page, there is nothing to mark."""
    assert marked(a_context(language).spoken("Rapport", spoken_in)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["be", "eg", "de", "us"]),
        ("fr", ["de", "be", "eg", "us"]),
        ("ar", ["us", "de", "be", "eg"]),
    ],
)
def test_names_are_in_the_order_of_the_language_of_the_page(language: str, expected: list[str]) -> None:
    """What is not translated stands where its letters sort it."""
    assert a_context(language).by_label("countries", reversed(COUNTRIES)) == expected


def test_names_that_are_equal_are_in_the_order_of_their_ids() -> None:
    """So that a page has the same bytes, whatever order the ids came in."""
    context = a_context("fr")
    context.catalogue.terms["countries"]["zz"] = context.catalogue.terms["countries"]["be"]
    assert context.by_label("countries", {"zz", "de", "be"}) == ["de", "be", "zz"]


def test_labels_are_translated_or_marked() -> None:
    """A goal is called by its number as well, and keeps its language."""
    context = a_context("ar")
    assert marked(context.label("countries", "eg")) == "مصر"
    assert marked(context.label("countries", "us")) == ("United States", "en", "ltr")
    assert marked(context.label("sdgs", "1")) == ("1. No poverty", "en", "ltr")


def test_front_matter_tells_the_language_of_what_is_foreign() -> None:
    """Text stays text, and title and description say whose they are."""
    front = {"title": Foreign("A: “b”", "en", "ltr"), "description": "نص", "kind": "text"}
    text = a_context("ar").front_matter(front)
    assert get_data(f"{text}Body")[1] == {
        "lang": "ar",
        "dir": "rtl",
        "title": "A: “b”",
        "title_lang": "en",
        "description": "نص",
        "kind": "text",
    }
