"""The browser form, described: what a record holds, the choices, the checks and what they say, in one language.

`data/form.json` of a language holds

- `practice` and `place`: the fields of a record, made from the JSON Schema of the model, each with what it accepts;
- `choices`: the terms of each register that a field may name, as [id, label, more about it];
- `shared`: sources that every record may cite;
- `messages`: what the checks say, as templates; `refused`: what no text may hold; `notes`: stages that need a reason;
- `later`: rules that are checked after the record was proposed.

A field has a `name`, a `kind` (see `_KINDS`) and, where they apply, `help`, `required`, `least`, `most`, `pattern`,
`register`, `words`, `item`, `fields`, `markdown` and `text`: whether a person reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from practicebook.expand.context import Context
from practicebook.generated import field_id
from practicebook.messages import messages
from practicebook.model import Place, Practice
from practicebook.record import WEB_ADDRESS, Marks, fields
from practicebook.rules import RULES
from practicebook.rules.evidence import NEEDS_A_NOTE
from practicebook.rules.safety import REFUSED
from practicebook.validation import inner_model

FILE = "data/form.json"
DESCRIBED = ("kinds", "stages", "evidence", "groups", "criteria", "recommendations-or-un-recommendations")
BY_LABEL = ("countries", "places", "languages", "declarations")
# What the form looks at beside the model; the rest of the rules is asked when the record has been proposed.
LIVE = {"E203", "E204", "E205", "E206", "E207", "E209", "E210", "E211", "E212", "E213", "A401"} | {
    name[:4].upper() for name, *_ in REFUSED
}
# The form names the file itself, so these cannot be broken with it.
BY_ITSELF = {"E201", "E202"}
_KINDS = {"integer": "whole", "number": "number", "boolean": "truth"}


def data(context: Context) -> dict[str, Any]:
    """The whole file, as the docstring of this module tells."""
    practice = _Model(context, Practice).whole()
    place = _Model(context, Place).whole()
    return {
        "practice": practice,
        "place": place,
        "choices": {register: list(_choices(context, register)) for register in sorted(_registers([practice, place]))},
        "shared": [[id_, source.title] for id_, source in context.catalogue.shared_sources.items()],
        "messages": _messages(context),
        "refused": [_refused(*one) for one in REFUSED],
        "notes": sorted(NEEDS_A_NOTE),
        "later": [[code, context.label("rules", code.lower())] for code in sorted(RULES) if _is_later(code)],
    }


def _messages(context: Context) -> dict[str, list[str]]:
    known = context.catalogue.terms["messages"]
    return {one.name: [known[one.name].label, known[one.name].description, one.code] for one in messages()}


def _is_later(code: str) -> bool:
    rule = RULES[code]
    return rule.find is not None and rule.subject in {"practice", "record"} and code not in LIVE | BY_ITSELF


def _refused(name: str, pattern: re.Pattern[str], markdown: bool, safe: re.Pattern[str] | None) -> dict[str, Any]:  # noqa: FBT001 - as in REFUSED
    return {
        "name": name,
        "pattern": in_javascript(pattern),
        "flags": _flags(pattern),
        "markdown": markdown,
        "safe": in_javascript(safe) if safe else None,
        "group": 1 if name.startswith("e302") else 0,
    }


def in_javascript(pattern: re.Pattern[str]) -> str:
    """A pattern as scripts write it: there, the signs for letters and digits mean the English ones alone."""
    unicode = pattern.pattern.replace(r"\w", r"\p{L}\p{N}_").replace(r"\d", r"\p{Nd}")
    whole = re.sub(r"(?<!\[)(?<!\[\^)(\\p\{L\}\\p\{N\}_)(?![^\[\]]*\])", r"[\1]", unicode)
    return re.sub(r"\\([\"'`@<>])", r"\1", whole)


def _flags(pattern: re.Pattern[str]) -> str:
    return "gu" + ("m" if pattern.flags & re.MULTILINE else "") + ("i" if pattern.flags & re.IGNORECASE else "")


def _registers(parts: list[dict[str, Any]]) -> set[str]:
    found: set[str] = set()
    for part in parts:
        inner = [*part.get("fields", ()), *([part["item"]] if "item" in part else ())]
        found |= _registers(inner) | ({part["register"]} if "register" in part else set())
    return found - {"sources", "practices-or-places"}


def _choices(context: Context, register: str) -> Iterator[list[str]]:
    ids = list(context.catalogue.ids(register))
    for id_ in context.by_label(register, ids) if register in BY_LABEL else ids:
        yield [id_, context.label(register, id_), *_about(context, register, id_)]


def _about(context: Context, register: str, id_: str) -> Iterator[str]:
    """What helps to choose: the country of a place, the theme that a theme is part of, what a term means."""
    if register == "places":
        yield context.catalogue.places[id_].country
    elif register == "themes" and "/" in id_:
        yield context.label("themes", id_.partition("/")[0])
    elif register in DESCRIBED:
        yield context.description(register, id_)


class _Model:
    """Walks over the JSON Schema of a model, and beside it over what the model says of its texts."""

    def __init__(self, context: Context, model: type[BaseModel]) -> None:
        self.context = context
        self.model = model
        self.made = model.model_json_schema()

    def whole(self) -> dict[str, Any]:
        """The record as a group of fields."""
        return {"kind": "group", "fields": list(self._fields(self.made, self.model))}

    def _fields(self, part: Mapping[str, Any], model: type[BaseModel]) -> Iterator[dict[str, Any]]:
        for name, marks in fields(model):
            inner = inner_model(model.model_fields[name].annotation)
            node = self._node(_given(part["properties"][name]), marks, inner)
            required = name in part.get("required", ())
            yield _filled({"name": name, **node, "required": required, "help": self._help(model, name)})

    def _help(self, model: type[BaseModel], name: str) -> str:
        id_ = field_id(model.__name__.lower(), name)
        return self.context.label("fields", id_) if id_ in self.context.catalogue.terms["fields"] else ""

    def _node(self, part: Mapping[str, Any], marks: Marks, inner: type[BaseModel] | None) -> dict[str, Any]:
        if "$ref" in part and inner:
            group = self.made["$defs"][part["$ref"].rpartition("/")[2]]
            return {"kind": "group", "fields": list(self._fields(group, inner))}
        if part.get("type") == "array":
            item = self._node(_given(part["items"]), marks, inner)
            return _filled({"kind": "list", "item": item, "least": part.get("minItems"), "most": part.get("maxItems")})
        return _filled(_value(part, marks))


def _given(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a field holds when it is not empty; of whole numbers and others, the others."""
    branches = [one for one in part.get("anyOf", ()) if one.get("type") != "null"]
    return {**part, **branches[-1]} if branches else part


def _value(part: Mapping[str, Any], marks: Marks) -> dict[str, Any]:
    kind, reference = marks
    least, most = (part.get(one, part.get(other)) for one, other in (("minimum", "ge"), ("maximum", "le")))
    return {
        "kind": _kind(part),
        "least": part.get("minLength", least),
        "most": part.get("maxLength", most),
        "pattern": _pattern(part),
        "words": part.get("enum"),
        "register": reference.register if reference else None,
        "text": kind is not None,
        "markdown": kind is not None and kind.markdown,
    }


def _kind(part: Mapping[str, Any]) -> str:
    if part.get("format"):
        return {"date": "date", "uri": "address"}[part["format"]]
    return "word" if "enum" in part else _KINDS.get(part["type"], "text")


def _pattern(part: Mapping[str, Any]) -> str | None:
    return f"^(?:{in_javascript(WEB_ADDRESS)})$" if part.get("format") == "uri" else part.get("pattern")


def _filled(node: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value not in (None, "") and value is not False}
