"""From the validator's errors to sentences: `practicebook.validation`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from practicebook import source
from practicebook.model import Place, Practice, Source
from practicebook.problem import Problem
from practicebook.validation import SENTENCES, quoted, validate
from practicebook.vocabulary import VOCABULARIES, Country, Theme

from tests.builders import Record, a_place, a_practice, as_yaml, check_commitment

Told = tuple[str, str, str, str]
EMPTY = "Fill it in. A field that may be left out can be deleted instead."
MODELS: set[type[BaseModel]] = {Practice, Place, Source, *VOCABULARIES.values()}

# Part of a core schema → the errors that pydantic raises for it when values come from YAML.
RAISED = {
    "bool": {"bool_type"},
    "date": set(),  # `_check_date` stands before it and hands over dates only
    "float": {"float_type"},
    "int": {"int_type"},
    "literal": {"literal_error"},
    "model": {"model_type"},
    "model-fields": {"extra_forbidden"},
    "model-field": {"missing"},
    "str": {"string_type"},
    "tuple": {"tuple_type"},
    ("function-before", "_check_date"): {"date_form"},
    ("function-before", "_as_tuple"): set(),
    ("function-after", "_check_web_address"): {"web_address"},
    ("function-after", "greater_than_or_equal_validator"): {"greater_than_equal"},  # on `int | float`
    ("int", "ge"): {"greater_than_equal"},
    ("int", "le"): {"less_than_equal"},
    ("float", "ge"): {"greater_than_equal"},
    ("float", "le"): {"less_than_equal"},
    ("str", "min_length"): {"string_too_short"},
    ("str", "max_length"): {"string_too_long"},
    ("str", "pattern"): {"string_pattern_mismatch"},
    ("tuple", "min_length"): {"too_short"},
    ("tuple", "max_length"): {"too_long"},
}
# Parts that raise nothing themselves.
SILENT = {"default", "definition-ref", "definitions", "no-info", "nullable", "union"}


def problems(model: type[BaseModel], record: Record) -> list[Problem]:
    """What is wrong with a record."""
    found = validate(model, source.parse(as_yaml(record), "x.yaml"))
    return found if isinstance(found, list) else []


def told(model: type[BaseModel], record: Record) -> list[Told]:
    """Field, code, message and hint of every problem of a record."""
    return [(one.field, one.code, one.message, one.hint) for one in problems(model, record)]


def told_of_text(text: str, model: type[BaseModel] = Practice) -> list[tuple[int, int, str, str]]:
    """Line, column, field and message of every problem of a text."""
    found = validate(model, source.parse(text, "x.yaml"))
    assert isinstance(found, list)
    return [(one.line, one.column, one.field, one.message) for one in found]


def parts(schema: object) -> Iterator[dict[str, Any]]:
    """Every typed part of a core schema."""
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str):
            yield schema
        for name, inner in schema.items():
            if name not in {"metadata", "serialization"}:
                yield from parts(inner)
    elif isinstance(schema, (list, tuple)):
        for inner in schema:
            yield from parts(inner)


def raised_by(part: dict[str, Any]) -> set[str]:
    """Every error type of one part; a KeyError means that RAISED does not know it yet."""
    kind = part["type"]
    if kind in SILENT:
        return set()
    if kind.startswith("function-"):
        function = part["function"]["function"]
        return RAISED[kind, getattr(function, "func", function).__name__]
    limits = {
        "ge",
        "le",
        "gt",
        "lt",
        "multiple_of",
        "min_length",
        "max_length",
        "pattern",
        "allow_inf_nan",
    } & part.keys()
    return RAISED[kind].union(*(RAISED[kind, limit] for limit in limits))


def test_every_error_that_the_models_can_raise_has_a_sentence() -> None:
    """The models are asked themselves, so a new constraint without a sentence fails here; so does an idle sentence."""
    raised = {error for model in MODELS for part in parts(model.__pydantic_core_schema__) for error in raised_by(part)}
    assert {*SENTENCES, "extra_forbidden"} == raised


def test_sound_records_are_taken() -> None:
    """The builders make what the models accept."""
    assert told(Practice, a_practice()) + told(Place, a_place()) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"place": ...}, ("place", "E101", "is missing", "Add it.")),
        ({"place": None}, ("place", "E101", "is empty", EMPTY)),
        ({"groups": None}, ("groups", "E101", "is empty", EMPTY)),
        (
            {"parnters": ["universities"]},
            ("parnters", "E102", "the field “parnters” does not exist", "Did you mean “partners”?"),
        ),
        (
            {"contact": {"telephone": "1"}},
            (
                "contact.telephone",
                "E102",
                "the field “telephone” does not exist",
                "Known here: office, web, peer_learning.",
            ),
        ),
        (
            {"contact": {"peer_learning": "yes"}},
            (
                "contact.peer_learning",
                "E103",
                "must be true or false, but is text, “yes”",
                "Write true or false, without quotes.",
            ),
        ),
        (
            {"period": {"since": "2015"}},
            (
                "period.since",
                "E103",
                "must be a whole number, but is text, “2015”",
                "Write digits only, without quotes, point, thousands separators or units.",
            ),
        ),
        (
            {"period": {"since": 2015.5}},
            (
                "period.since",
                "E103",
                "must be a whole number, but is a number, “2015.5”",
                "Write digits only, without quotes, point, thousands separators or units.",
            ),
        ),
        (
            {"resources": {"budget": {"amount": "1 million", "currency": "EUR"}}},
            (
                "resources.budget.amount",
                "E103",
                "must be a number, but is text, “1 million”",
                "Write digits only, without quotes, thousands separators or units.",
            ),
        ),
        (
            {"resources": {"budget": {"amount": True, "currency": "EUR"}}},
            (
                "resources.budget.amount",
                "E103",
                "must be a number, but is true or false, “true”",
                "Write digits only, without quotes, thousands separators or units.",
            ),
        ),
        (
            {"sdgs": [1]},
            (
                "sdgs[0]",
                "E103",
                "must be text, but is a number, “1”",
                "Write words; put quotes around a number that is a name.",
            ),
        ),
        (
            {"lead": ["One", "Two"]},
            (
                "lead",
                "E103",
                "must be text, but is a list",
                "Write words; put quotes around a number that is a name.",
            ),
        ),
        (
            {"partners": "universities"},
            (
                "partners",
                "E103",
                "must be a list, but is text, “universities”",
                "Write one entry a line, each starting with “- ”.",
            ),
        ),
        (
            {"reach": "Everybody"},
            (
                "reach",
                "E103",
                "must be a group of fields, but is text, “Everybody”",
                "Write its fields below it, indented by two spaces: text, sources.",
            ),
        ),
        (
            {"title": "Shelter"},
            ("title", "E104", "has 7 characters, at least 8 are needed: “Shelter”", "Say a little more."),
        ),
        (
            {"lead": "x" * 201},
            (
                "lead",
                "E104",
                "has 201 characters, at most 200 are allowed: “" + "x" * 59 + "…”",
                "Shorten it; details may fit into another field.",
            ),
        ),
        ({"rights": []}, ("rights", "E105", "the list needs at least 1 entry", "Add the one that fits best.")),
        (
            {"themes": ["housing/homelessness"] * 7},
            ("themes", "E105", "the list has more than 6 entries", "Keep those that matter most."),
        ),
        (
            {"review": {"state": "pubished", "reviewed_on": "2026-01-31"}},
            ("review.state", "E106", "“pubished” is not one of the choices", "Did you mean “published”?"),
        ),
        (
            {"review": {"state": "new", "reviewed_on": "2026-01-31"}},
            (
                "review.state",
                "E106",
                "“new” is not one of the choices",
                "Choose one of: draft, in-review, published.",
            ),
        ),
        (
            {"place": "Sample Town"},
            (
                "place",
                "E107",
                "“Sample Town” is not an id",
                "Use small letters without accents, digits and single hyphens, for example: night-shelter.",
            ),
        ),
        (
            {"resources": {"budget": {"amount": 1, "currency": "Euro"}}},
            (
                "resources.budget.currency",
                "E107",
                "“Euro” is not a currency code",
                "Use three capital letters, for example EUR.",
            ),
        ),
        (
            {"added_on": "3/4/2026"},
            ("added_on", "E108", "“3/4/2026” is not a date", "Write year-month-day, for example 2026-11-23."),
        ),
        (
            {"added_on": "2026-02-30"},
            (
                "added_on",
                "E108",
                "“2026-02-30” is not a day of the years 1800 to 2100",
                "Write year-month-day, for example 2026-11-23.",
            ),
        ),
        (
            {"period": {"since": 20190}},
            ("period.since", "E109", "“20190” is above 2100", "Check the number."),
        ),
        (
            {"resources": {"budget": {"amount": -1, "currency": "EUR"}}},
            ("resources.budget.amount", "E109", "“-1” is below 0", "Check the number."),
        ),
        (
            {"contact": {"web": "javascript:alert(1)"}},
            (
                "contact.web",
                "E110",
                "“javascript:alert(1)” is not a web address",
                "Give the whole address, starting with https:// or http://, without spaces.",
            ),
        ),
    ],
)
def test_one_mistake_gives_one_sentence_that_says_what_to_do(changes: Record, expected: Told) -> None:
    """Every kind of mistake that a record can hold, with its field, code, message and hint."""
    assert told(Practice, a_practice(**changes)) == [expected]


@pytest.mark.parametrize(
    ("model", "term", "expected"),
    [
        (
            Theme,
            {"id": "housing", "label": {"en": "Housing"}},
            (
                "label",
                "E103",
                "must be text, but is a group of fields",
                "Write words; put quotes around a number that is a name.",
            ),
        ),
        (
            Theme,
            {"id": "housing", "label": "Housing", "sources": ["ftp://example.org/"]},
            (
                "sources[0]",
                "E110",
                "“ftp://example.org/” is not a web address",
                "Give the whole address, starting with https:// or http://, without spaces.",
            ),
        ),
        (
            Country,
            {"id": "uy", "label": "Uruguay", "m49": "UY", "region": "south-america"},
            ("m49", "E107", "“UY” is not an M49 code", "Write three digits in quotes."),
        ),
    ],
)
def test_mistakes_in_vocabularies_are_told_as_well(model: type[BaseModel], term: Record, expected: Told) -> None:
    """Editors of vocabularies get sentences too, one for each mistake."""
    assert told(model, term) == [expected]


def test_a_misspelt_required_field_is_not_also_missing() -> None:
    """The reader is told of the one mistake that was made; a second field that really is missing is told of."""
    record = a_practice(place=..., titel="Night shelter with a way into housing", title=...)
    assert [(one.field, one.message, one.hint) for one in problems(Practice, record)] == [
        ("place", "is missing", "Add it."),
        ("titel", "the field “titel” does not exist", "Did you mean “title”?"),
    ]


def test_all_mistakes_are_told_at_once_from_top_to_bottom() -> None:
    """Nobody has to mend one thing to hear of the next."""
    record = a_practice(title="Short", place=None, rights=[], added_on="today", extra=1)
    assert [(one.line, one.field, one.code) for one in problems(Practice, record)] == [
        (2, "title", "E104"),
        (5, "place", "E101"),
        (8, "rights", "E105"),
        (42, "added_on", "E108"),
        (43, "extra", "E102"),
    ]


def test_places_are_those_of_the_value_the_parent_or_the_name() -> None:
    """A wrong value is shown itself, a missing field at its parent, an unknown field at its name."""
    text = (
        "# comment\n"
        "id: sampletown\n"
        "name: Sampletown\n"
        "kind: city\n"
        "coordinates:\n"
        "  latitude: 123\n"
        "population: {year: 2011}\n"
        "sources:\n"
        "  - id: report\n"
        "    titel: Report\n"
        "  - url: https://example.org/\n"
        "    title: Report\n"
        "added_on: 2026-01-30\n"
    )
    assert told_of_text(text, Place) == [
        (2, 1, "country", "is missing"),
        (5, 1, "coordinates.longitude", "is missing"),
        (6, 13, "coordinates.latitude", "“123” is above 90"),
        (7, 1, "population.value", "is missing"),
        (10, 5, "sources[0].titel", "the field “titel” does not exist"),
        (11, 5, "sources[1].id", "is missing"),
    ]


def test_a_record_inside_a_list_is_placed_in_the_whole_file() -> None:
    """Terms of a vocabulary are validated one by one, and their problems still point into the file."""
    text = "terms:\n  - id: housing\n    label: Housing\n  - id: Culture\n    label: Culture\n"
    found = validate(Theme, source.parse(text, "themes.yaml"), ("terms", 1))
    assert isinstance(found, list)
    assert [(one.path, one.line, one.column, one.field) for one in found] == [("themes.yaml", 4, 9, "terms[1].id")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "nothing"),
        (True, "“true”"),
        (1.5, "“1.5”"),
        ("two\n  lines", "“two lines”"),
        ("x" * 60, "“" + "x" * 60 + "”"),
        ("x" * 61, "“" + "x" * 59 + "…”"),
    ],
)
def test_values_are_quoted_short_and_in_one_line(value: object, expected: str) -> None:
    """A message stays one line, however long the value is."""
    assert quoted(value) == expected


@pytest.mark.parametrize("moment", ["2019-02-31", "2019-13", "0000", "1700-01", "9999-12-31", "٢٠١٩", "19", "2019-1-1"])
def test_a_moment_is_a_year_a_month_or_a_day_that_there_is(moment: str) -> None:
    """In the digits of ISO 8601, within the years that a record tells of; else no page could be made of it."""
    assert [(one.field, one.code) for one in check_commitment(date=moment)] == [("entries[0].date", "E108")]


@pytest.mark.parametrize("moment", ["2019", "2019-02", "2020-02-29", "1800", "2100-12-31"])
def test_a_moment_may_be_as_exact_as_its_source(moment: str) -> None:
    """The first and the last that are taken are among them."""
    assert check_commitment(date=moment, declaration=...) == []
