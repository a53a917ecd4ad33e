"""Pages for contributors that are made from the model and the rules, so that they cannot tell anything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from practicebook.expand.context import Context
from practicebook.generated import SCHEMAS, Field, described, field_id
from practicebook.page import Page, Searched
from practicebook.rules import RULES


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
        "searched": Searched("page", title, description),
    }


def _records(context: Context) -> dict[str, list[Field]]:
    return {
        name: [_told(context, name, field) for field in described(model, context.catalogue)]
        for name, model in SCHEMAS.items()
    }


def _told(context: Context, record: str, field: Field) -> Field:
    """The field with its description in the language of the page."""
    id_ = field_id(record, field.name)
    return replace(field, description=context.label("fields", id_)) if field.description else field
