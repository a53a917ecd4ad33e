"""Values → YAML as the records of this knowledge base are written; the one place that knows how they look.

What people enter into a spreadsheet, a terminal or a form thus becomes the file that an editor would have written.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from practicebook.record import fields
from practicebook.validation import inner_model

WIDTH = 140
# How editors of YAML find the schema of a record.
HEADER = "# yaml-language-server: $schema={folder}/{name}.schema.json\n"

# What YAML would not take for plain text, or take for something else than text.
_PLAIN = re.compile(r"[^\W\d_][^\n\t#\"'{}\[\]&*!|>%@`]*[^\s:#]")
WORDS = re.compile(r"(?:true|false|null|yes|no|on|off|y|n)", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def record(model: type[BaseModel], value: Mapping[str, Any], header: str = "") -> str:
    """The file of a record; what is empty is left out, fields stand in the order of the model."""
    return header + "".join(_fields(model, value, 0))


def _fields(model: type[BaseModel], value: Mapping[str, Any], indent: int) -> Iterator[str]:
    margin, kinds = " " * indent, dict(fields(model))
    for name in sorted(value, key=list(model.model_fields).index):
        given = value[name]
        if given in (None, "", []):
            continue
        inner, kind = inner_model(model.model_fields[name].annotation), kinds[name][0]
        yield f"{margin}{name}:{_value(inner, given, indent + 2, prose=bool(kind and kind.markdown))}"


def _value(inner: type[BaseModel] | None, given: object, indent: int, *, prose: bool) -> str:
    """What follows the colon, the end of the line included."""
    if inner and isinstance(given, Mapping):
        return f" {_flow_group(given)}\n" if _is_plain_group(given) else "\n" + "".join(_fields(inner, given, indent))
    if inner and isinstance(given, Sequence):
        return "\n" + "".join(_entry(inner, entry, indent) for entry in given)
    if isinstance(given, list):
        return _list(given, indent)
    if prose and isinstance(given, str):
        return " " + _prose(given, indent)
    return f" {_scalar(given, indent)}"


def _entry(model: type[BaseModel], entry: Mapping[str, Any], indent: int) -> str:
    text = "".join(_fields(model, entry, indent + 2))
    return f"{' ' * indent}- {text.lstrip()}" if text else f"{' ' * indent}- {{}}\n"


def _is_plain_group(group: Mapping[str, Any]) -> bool:
    """A number with its unit, a span of years: what is read best in one line."""
    is_plain = all(not isinstance(one, (list, dict)) and not _DATE.fullmatch(str(one)) for one in group.values())
    return is_plain and not {"text"} & set(group) and len(_flow_group(group)) < WIDTH


def _flow_group(group: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{name}: {_in_flow(one)}" for name, one in group.items()) + "}"


def _list(items: Sequence[object], indent: int) -> str:
    flow = f" [{', '.join(_in_flow(item) for item in items)}]\n"
    if len(flow) <= WIDTH:
        return flow
    return "\n" + "".join(f"{' ' * indent}- {_scalar(item, indent + 2)}" for item in items)


def _in_flow(value: object) -> str:
    """A value within brackets, where a comma ends it."""
    if isinstance(value, str) and ("," in value or not _is_plain(value)):
        return json.dumps(value, ensure_ascii=False)
    return value if isinstance(value, str) else json.dumps(value)


def _scalar(value: object, indent: int) -> str:
    if isinstance(value, str):
        return f"{value}\n" if _DATE.fullmatch(value) else scalar(value, indent)
    return f"{json.dumps(value, ensure_ascii=False)}\n"


def _prose(text: str, indent: int) -> str:
    """Markdown stands line by line, as it was written."""
    return scalar("\n".join(line.rstrip() for line in text.strip().split("\n")) + "\n", indent)


def _is_plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and not WORDS.fullmatch(text) and ": " not in text


def scalar(text: str, indent: int) -> str:
    """A text as YAML, in the form that is best to read: plain, in quotes, folded, or line by line."""
    margin = " " * indent
    if "\n" in text and stands_in_lines(text):
        body = "".join(f"{margin}{line}".rstrip() + "\n" for line in text.removesuffix("\n").split("\n"))
        chomp = "" if text.endswith("\n") else "-"
        return f"|{chomp}\n{body}"
    lines = textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    if len(lines) > 1 and " ".join(lines) == text and not text.startswith(" "):
        return ">-\n" + "".join(f"{margin}{line}\n" for line in lines)
    return f"{text if _is_plain(text) else json.dumps(text, ensure_ascii=False)}\n"


def stands_in_lines(text: str) -> bool:
    """Whether YAML reads a text written line by line back as it was: it drops spaces where a line or the text ends."""
    lines = text.removesuffix("\n").split("\n")
    is_whole = all(line == line.rstrip() for line in lines) and "\t" not in text
    return is_whole and bool(lines[-1]) and not lines[0].startswith(" ") and bool(lines[0])
