"""Messages as templates, for the browser form: what the model and the rules say, learned by asking them.

Each probe is a small fault with values that stand out; in the message that it gets, they become places to fill in. So
the form says what the command line says, and nobody writes a sentence twice.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from practicebook.catalogue import Catalogue
from practicebook.model import Place, Practice, Source
from practicebook.record import Currency, Date, ListOf, RecordId, Strict, WebAddress
from practicebook.rules import RULES
from practicebook.source import parse
from practicebook.validation import MAX_QUOTED, validate

# Values that no message contains by itself; what they become in its template.
VALUE, OTHER = "qqvalueqq", "qqotherqq"
COUNT, LIMIT, NUMBER = 137, 4242, 7177
CUT = "x" * (MAX_QUOTED - 1) + "…"
FILLED: Mapping[str, str] = {f"“{VALUE}”": "“{value}”", VALUE: "{value}", OTHER: "{other}"}


class Message(NamedTuple):
    """What is wrong and what to do, under the name that the form calls it by, with its code."""

    name: str
    message: str
    hint: str
    code: str


class _Inner(Strict):
    inner: str | None = None


class _Probe(Strict):
    """One field for each fault that a value can have."""

    required: str
    text: str | None = None
    short: Annotated[str, Field(min_length=LIMIT)] | None = None
    long: Annotated[str, Field(max_length=LIMIT)] | None = None
    listed: Annotated[tuple[str, ...], ListOf] = ()
    few: Annotated[tuple[str, ...], ListOf] = Field(default=("", ""), min_length=LIMIT)
    many: Annotated[tuple[str, ...], ListOf] = Field(default=(), max_length=2)
    whole: int | None = None
    low: Annotated[int, Field(ge=LIMIT)] | None = None
    high: Annotated[int, Field(le=LIMIT)] | None = None
    number: float | None = None
    truth: bool | None = None
    word: Literal["qqonlyqq"] | None = None
    id: RecordId | None = None
    currency: Currency | None = None
    date: Date | None = None
    address: WebAddress | None = None
    group: _Inner | None = None


class _Fault(NamedTuple):
    """A value of a field of the probe; `filled` is what its traces become in the template."""

    name: str
    field: str
    value: object
    filled: Mapping[str, str] = {}


_MODEL = (
    _Fault("missing", "required", ...),
    _Fault("empty", "required", None),
    _Fault("unknown", VALUE, "", {"Known here: " + ", ".join(_Probe.model_fields): "Known here: {known}"}),
    _Fault("not-text", "text", [], {"is a list": "is {found}"}),
    _Fault("not-list", "listed", {}, {"is a group of fields": "is {found}"}),
    _Fault("not-whole", "whole", [], {"is a list": "is {found}"}),
    _Fault("not-number", "number", [], {"is a list": "is {found}"}),
    _Fault("not-truth", "truth", [], {"is a list": "is {found}"}),
    _Fault("not-group", "group", [], {"is a list": "is {found}", "inner": "{known}"}),
    _Fault("short", "short", VALUE, {str(len(VALUE)): "{count}", str(LIMIT): "{limit}"}),
    _Fault(
        "long", "long", "x" * (LIMIT + COUNT), {str(LIMIT + COUNT): "{count}", str(LIMIT): "{limit}", CUT: "{value}"}
    ),
    _Fault("few", "few", [], {str(LIMIT): "{limit}"}),
    _Fault("many", "many", [VALUE] * 3, {"2": "{limit}"}),
    _Fault("word", "word", VALUE, {"qqonlyqq": "{known}"}),
    _Fault("id", "id", f"{VALUE}!", {f"“{VALUE}!”": "“{value}”"}),
    _Fault("currency", "currency", VALUE),
    _Fault("no-date", "date", VALUE),
    _Fault("no-day", "date", "2026-02-30", {"2026-02-30": "{value}"}),
    _Fault("low", "low", -NUMBER, {f"-{NUMBER}": "{value}", str(LIMIT): "{limit}"}),
    _Fault("high", "high", NUMBER, {str(NUMBER): "{value}", str(LIMIT): "{limit}"}),
    _Fault("address", "address", VALUE),
)

_SOURCE = {"id": "own", "title": "Own source"}
_SOUND: Mapping[str, object] = {
    "id": "probe",
    "title": "A sound record",
    "language": "en",
    "summary": "A record in which nothing is wrong, so that whatever a rule finds was put there by the probe.",
    "place": "somewhere",
    "themes": ["theme"],
    "rights": ["right"],
    "kind": "kind",
    "stage": "stage",
    "action": "A record in which nothing is wrong, told by a source [@own].",
    "sources": [_SOURCE],
    "review": {"state": "draft", "reviewed_on": "2020-01-01"},
    "added_on": "2020-01-01",
}
_LONG = "So that the text is long enough, {} stands in it. [@own]"


class _Breach(NamedTuple):
    """What to change in a sound record so that one rule finds something."""

    name: str
    code: str
    changes: Mapping[str, object]
    filled: Mapping[str, str] = {}


def _prose(text: str) -> dict[str, object]:
    return {"action": _LONG.format(text)}


_RULES = (
    _Breach("e203", "E203", {"kind": VALUE}, {"list of kinds": "list of {register}", "kinds": "{register}"}),
    _Breach("e204", "E204", {"reach": {"text": "Everybody."}}),
    _Breach("e204-budget", "E204", {"resources": {"budget": {"amount": 1, "currency": "EUR"}}}),
    _Breach("e205", "E205", {"reach": {"text": "Everybody.", "sources": [VALUE]}}),
    _Breach("e206", "E206", {"sources": [_SOURCE, _SOURCE]}, {"own": "{value}"}),
    _Breach("e206-shared", "E206", {"sources": [{"id": VALUE, "title": "Shared"}]}),
    _Breach("e209", "E209", {"groups": [VALUE, VALUE]}),
    _Breach("e210", "E210", {"id": VALUE}),
    _Breach("e211", "E211", {"sources": [], "action": _LONG.replace(" [@own]", "")}),
    _Breach("e212-period", "E212", {"period": {"since": 1999, "until": 1888}}, {"1999": "{other}", "1888": "{value}"}),
    _Breach(
        "e212-verified",
        "E212",
        {"review": {"state": "draft", "reviewed_on": "2020-01-01", "verified_by_place_on": "2021-01-01"}},
        {"2020-01-01": "{other}", "2021-01-01": "{value}"},
    ),
    _Breach(
        "e212-read",
        "E212",
        {"sources": [{**_SOURCE, "year": 1999, "accessed_on": "1888-01-01"}]},
        {"1999": "{other}", "1888": "{value}"},
    ),
    _Breach("e213", "E213", {"stage": "ended"}, {"ended": "{value}"}),
    _Breach("e301", "E301", {"lead": f"</{VALUE}>"}, {f"</{VALUE}>": "{value}"}),
    _Breach("e302", "E302", _prose(f"[a link]({VALUE})")),
    _Breach("e302-definition", "E302", _prose(f"\n[{VALUE}]: https://example.org/ "), {f"[{VALUE}]:": "{value}"}),
    _Breach("e303-picture", "E303", _prose(f"![{VALUE}]"), {f"![{VALUE}]": "{value}"}),
    _Breach("e303-heading", "E303", _prose("\n#\n"), {"“#”": "“{value}”"}),
    _Breach("e303-attributes", "E303", _prose(f"{{.{VALUE}}}"), {f"{{.{VALUE}}}": "{value}"}),
    _Breach("e304", "E304", {"lead": f"{VALUE}@example.org"}, {f"{VALUE}@example.org": "{value}"}),
    _Breach("e305", "E305", {"lead": "+442079460000"}, {"+442079460000": "{value}"}),
    _Breach("e307", "E307", {"lead": "12.34567, 98.76543"}, {"12.34567, 98.76543": "{value}"}),
    _Breach("a401", "A401", {"sources": [_SOURCE, {"id": VALUE, "title": "Unused"}]}),
)


@cache
def messages() -> tuple[Message, ...]:
    """Every message that the form can give, in a fixed order; learned once, since it takes a while."""
    return tuple(_messages())


def _messages() -> Iterator[Message]:
    for fault in _MODEL:
        yield _template(fault.name, _refused(fault.field, fault.value), fault.filled)
    for found, given in (("group", {}), ("list", []), ("text", VALUE), ("number", NUMBER), ("truth", True)):
        field = "text" if found != "text" else "truth"
        message, _, code = _refused(field, given)
        told = {f"“{NUMBER}”": "“{value}”", "“true”": "“{value}”"}
        yield _template(f"found-{found}", (message.partition(", but is ")[2], "", code), told)
    for breach in _RULES:
        yield _template(breach.name, (*_found(breach.code, breach.changes), breach.code), breach.filled)


def _refused(field: str, value: object) -> tuple[str, str, str]:
    """Message, hint and code for one wrong value in an otherwise right probe."""
    given: dict[str, Any] = {"required": "", field: value}
    document = parse(json.dumps({name: one for name, one in given.items() if one is not ...}), "")
    problems = validate(_Probe, document)
    assert isinstance(problems, list)  # noqa: S101 - each value is wrong
    return problems[0].message, problems[0].hint, problems[0].code


def _found(code: str, changes: Mapping[str, object]) -> tuple[str, str]:
    """Message and hint of what one rule finds."""
    place = Place(id=VALUE, name="Somewhere", kind="city", country="xx", added_on=dt.date(2020, 1, 1))
    shared = Source(id=VALUE, title="Shared")
    known = Catalogue(places={VALUE: place}, shared_sources={VALUE: shared} if code == "E206" else {})
    find = RULES[code].find
    assert find  # noqa: S101 - only rules with a function are asked
    record = Practice.model_validate({**_SOUND, **changes})
    finding = next(one for one in find(record, known) if code != "E203" or one.steps == ("kind",))
    return finding.message, finding.hint


def _template(name: str, told: tuple[str, str, str], filled: Mapping[str, str]) -> Message:
    message, hint, code = told
    for shown, place in {**filled, **FILLED}.items():
        message, hint = message.replace(shown, place), hint.replace(shown, place)
    return Message(name, message, hint, code)
