"""Pages for contributors that are made from the model and the rules, so that they cannot tell anything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from practicebook.expand.context import Context, index_entries
from practicebook.generated import SCHEMAS, schema
from practicebook.page import Page
from practicebook.rules import RULES


@dataclass(frozen=True)
class Field:
    """A field as the guide shows it."""

    name: str
    required: bool
    description: str


def pages(context: Context) -> Iterator[Page]:
    """The guide to the fields and the list of rules."""
    yield context.page(
        "contribute/rules.md", "rules.md.j2", _front(context, "rules"), rules=[RULES[code] for code in sorted(RULES)]
    )
    yield context.page("contribute/fields.md", "fields.md.j2", _front(context, "fields"), records=_records(context))


def _front(context: Context, name: str) -> dict[str, Any]:
    words = context.words["contribute"]
    title, description = words[name]["title"], words[name]["description"]
    return {
        "title": title,
        "description": description,
        "kind": "text",
        "crumbs": context.crumbs(f"contribute/{name}/", (str(words["title"]), "contribute/")),
        "filters": index_entries(iter([("type", "page")])),
        "metas": index_entries(iter([("title", title), ("summary", description)])),
    }


def _records(context: Context) -> dict[str, list[Field]]:
    return {name: _fields(schema(model, context.catalogue)) for name, model in SCHEMAS.items()}


def _fields(described: dict[str, Any]) -> list[Field]:
    required = set(described.get("required", ()))
    return [
        Field(name, name in required, _description(part, described)) for name, part in described["properties"].items()
    ]


def _description(part: dict[str, Any], described: dict[str, Any]) -> str:
    if part.get("description"):
        return str(part["description"])
    name = str(part.get("$ref", "")).rpartition("/")[2]
    return str(described.get("$defs", {}).get(name, {}).get("description", ""))
