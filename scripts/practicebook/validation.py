"""Pydantic's errors → sentences a contributor understands, each at its place in the file."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from practicebook.problem import Problem
from practicebook.source import Document, Steps, field_name

Model = TypeVar("Model", bound=BaseModel)

MAX_QUOTED = 60
MOST = 200  # problems of a record: a file of nothing but mistakes would take a minute, and nobody reads them all

Sentence = tuple[str, str, str]  # code, message, hint


def validate(model: type[Model], document: Document, at: Steps = ()) -> Model | list[Problem]:
    """The value at `at` as a `model`, or every problem it has."""
    value: Any = document.value
    for step in at:
        value = value[step]
    try:
        return model.model_validate(value)
    except ValidationError as error:
        return _problems(model, document, at, error.errors(include_url=False)[:MOST])


def _problems(model: type[BaseModel], document: Document, at: Steps, errors: list[ErrorDetails]) -> list[Problem]:
    """One problem a place: branches of a union fail each for itself, and a misspelt field is not missing as well."""
    meant = {
        (*error["loc"][:-1], _closest(model, error["loc"])) for error in errors if error["type"] == "extra_forbidden"
    }
    chosen: dict[Steps, ErrorDetails] = {}
    for error in errors:
        if _is_long_enough(error):
            continue
        steps = _steps(document, at, error)
        widest = error["type"] == "float_type"  # where a whole number will do, so will any other
        if widest or (steps not in chosen and not (error["type"] == "missing" and error["loc"] in meant)):
            chosen[steps] = error
    return sorted(_problem(model, document, (*at, *steps), error) for steps, error in chosen.items())


def _is_long_enough(error: ErrorDetails) -> bool:
    """Pydantic counts only the right entries of a list; that one of them is wrong is told of already."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _problem(model: type[BaseModel], document: Document, steps: Steps, error: ErrorDetails) -> Problem:
    code, message, hint = sentence(error, model)
    mark = document.mark(steps, key=error["type"] == "extra_forbidden")
    return Problem(document.path, mark.line, mark.column, field_name(steps), code, "error", message, hint)


def _steps(document: Document, at: Steps, error: ErrorDetails) -> Steps:
    """Pydantic adds the branch of a union to the place; only steps that are in the file count."""
    value: Any = document.value
    for step in at:
        value = value[step]
    steps: list[int | str] = []
    loc, is_missing = error["loc"], error["type"] == "missing"
    for number, step in enumerate(loc):
        inside = isinstance(value, dict) or (isinstance(value, list) and isinstance(step, int))
        if not inside:
            break
        if isinstance(value, dict) and step not in value and not (is_missing and number == len(loc) - 1):
            continue
        steps.append(step)
        value = value.get(step) if isinstance(value, dict) else value[int(step)] if int(step) < len(value) else None
    return tuple(steps)


def closest(model: type[BaseModel], name: str) -> str | None:
    """The field that a misspelt name most likely means."""
    close = difflib.get_close_matches(name, model.model_fields, n=1)
    return close[0] if close else None


def _closest(model: type[BaseModel], loc: tuple[int | str, ...]) -> str | None:
    return closest(_model_at(model, loc[:-1]), str(loc[-1]))


def _suggestion(model: type[BaseModel], loc: tuple[int | str, ...]) -> str:
    close = _closest(model, loc)
    return f"Did you mean “{close}”?" if close else f"Known here: {_names(_model_at(model, loc[:-1]))}."


def _names(model: type[BaseModel]) -> str:
    return ", ".join(model.model_fields)


def _model_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel]:
    for step in loc:
        if isinstance(step, str) and step in model.model_fields:
            model = inner_model(model.model_fields[step].annotation) or model
    return model


def inner_model(annotation: object) -> type[BaseModel] | None:
    """The group of fields that a field holds, or a list of it; nothing for a field that holds values."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (inner_model(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model), None)


def quoted(value: object) -> str:
    """A value as messages quote it, cut when it is long."""
    if value is None:
        return "nothing"
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    text = " ".join(text.split())
    return f"“{text[: MAX_QUOTED - 1]}…”" if len(text) > MAX_QUOTED else f"“{text}”"


def _kind(value: object) -> str:
    names: dict[type, str] = {dict: "a group of fields", list: "a list", bool: "true or false", str: "text"}
    return names.get(type(value), "nothing" if value is None else "a number")


def _wrong_kind(wanted: str, hint: str) -> Callable[[ErrorDetails], Sentence]:
    def sentence_for(error: ErrorDetails) -> Sentence:
        given = error["input"]
        found = _kind(given) if isinstance(given, (dict, list)) or given is None else f"{_kind(given)}, {quoted(given)}"
        return "E103", f"must be {wanted}, but is {found}", hint

    return sentence_for


def _length(error: ErrorDetails) -> Sentence:
    given, context = str(error["input"]), error.get("ctx", {})
    short = error["type"] == "string_too_short"
    limit = context["min_length"] if short else context["max_length"]
    bound = f"at least {limit} are needed" if short else f"at most {limit} are allowed"
    hint = "Say a little more." if short else "Shorten it; details may fit into another field."
    return "E104", f"has {len(given)} characters, {bound}: {quoted(given)}", hint


def _count(error: ErrorDetails) -> Sentence:
    context = error.get("ctx", {})
    if error["type"] == "too_short":
        return "E105", f"the list needs at least {context['min_length']} entry", "Add the one that fits best."
    return "E105", f"the list has more than {context['max_length']} entries", "Keep those that matter most."


def _choice(error: ErrorDetails) -> Sentence:
    expected = str(error.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
    choices = expected.split(", ")
    close = difflib.get_close_matches(str(error["input"]), choices, n=1)
    hint = f"Did you mean “{close[0]}”?" if close else f"Choose one of: {expected}."
    return "E106", f"{quoted(error['input'])} is not one of the choices", hint


def _pattern(error: ErrorDetails) -> Sentence:
    pattern = str(error.get("ctx", {}).get("pattern", ""))
    if "A-Z" in pattern and "{3}" in pattern:
        return "E107", f"{quoted(error['input'])} is not a currency code", "Use three capital letters, for example EUR."
    if "[0-9]{3}" in pattern:
        return "E107", f"{quoted(error['input'])} is not an M49 code", "Write three digits in quotes."
    if "{4}" in pattern:
        hint = "Write a year, year-month or year-month-day, for example 2026-11."
        return "E108", f"{quoted(error['input'])} is not a date", hint
    hint = "Use small letters without accents, digits and single hyphens, for example: night-shelter."
    return "E107", f"{quoted(error['input'])} is not an id", hint


def _date(error: ErrorDetails) -> Sentence:
    return "E108", f"{quoted(error['input'])} is {error['msg']}", "Write year-month-day, for example 2026-11-23."


def _range(error: ErrorDetails) -> Sentence:
    context = error.get("ctx", {})
    low = error["type"].startswith("greater")
    limit = context["ge" if low else "le"]
    return "E109", f"{quoted(error['input'])} is {'below' if low else 'above'} {limit:g}", "Check the number."


def _address(error: ErrorDetails) -> Sentence:
    hint = "Give the whole address, starting with https:// or http://, without spaces."
    return "E110", f"{quoted(error['input'])} is not a web address", hint


def _list(error: ErrorDetails) -> Sentence:
    return _wrong_kind("a list", "Write one entry a line, each starting with “- ”.")(error)


_TEXT = _wrong_kind("text", "Write words; put quotes around a number that is a name.")
_WHOLE = _wrong_kind("a whole number", "Write digits only, without quotes, point, thousands separators or units.")
_NUMBER = _wrong_kind("a number", "Write digits only, without quotes, thousands separators or units.")
_GROUP = _wrong_kind("a group of fields", "Write its fields below it, indented by two spaces: {fields}.")
_TRUTH = _wrong_kind("true or false", "Write true or false, without quotes.")

# Every error type that the models can raise; a test holds that none is missing.
SENTENCES: dict[str, Callable[[ErrorDetails], Sentence]] = {
    "bool_type": _TRUTH,
    "date_form": _date,
    "float_type": _NUMBER,
    "greater_than_equal": _range,
    "int_type": _WHOLE,
    "less_than_equal": _range,
    "literal_error": _choice,
    "missing": lambda _: ("E101", "is missing", "Add it."),
    "model_type": _GROUP,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _length,
    "string_too_short": _length,
    "string_type": _TEXT,
    "too_long": _count,
    "too_short": _count,
    "tuple_type": _list,
    "web_address": _address,
}


def sentence(error: ErrorDetails, model: type[BaseModel]) -> Sentence:
    """Code, message and hint for one of pydantic's errors on a `model`, whose fields the hint may name."""
    if error["type"] == "extra_forbidden":
        return "E102", f"the field “{error['loc'][-1]}” does not exist", _suggestion(model, error["loc"])
    if error["input"] is None:
        return "E101", "is empty", "Fill it in. A field that may be left out can be deleted instead."
    code, message, hint = SENTENCES[error["type"]](error)
    return code, message, hint.format(fields=_names(_model_at(model, error["loc"])))
