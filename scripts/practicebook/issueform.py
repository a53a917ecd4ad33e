"""The issue form: a practice proposed on GitHub without Git, made from the model. `issue` reads what comes back."""

from __future__ import annotations

from typing import Any

from practicebook.answers import choices, offered
from practicebook.catalogue import Catalogue
from practicebook.columns import Column, columns
from practicebook.model import Practice
from practicebook.settings import CC_BY

LABEL = "practice"  # of the issues that the form makes
# What people without the model in their head can answer; the rest is for the editor who follows up.
ASKED = (
    *("title", "language", "place", "themes", "rights", "groups", "kind", "stage", "period.since", "period.until"),
    *("lead", "summary", "problem", "action"),
)
RESULTS, SOURCES = "Results", "Sources"
MOST_OPTIONS = 200


def asked() -> list[Column]:
    """The columns of the form, in its order."""
    by_name = {column.name: column for column in columns(Practice)}
    return [by_name[name] for name in ASKED]


def label_of(column: Column) -> str:
    """What the form calls a column; the heading below which its answer is found."""
    return column.name.replace("_", " ").replace(".", ": ").capitalize()


def form(catalogue: Catalogue, licence: str = CC_BY.name) -> dict[str, Any]:
    """The form as GitHub wants it (its syntax for issue forms)."""
    return {
        "name": "Propose a practice",
        "description": "Tell what a local government did for human rights. No Git and no YAML needed.",
        "title": "Practice: ",
        "labels": [LABEL],
        "body": [
            _introduction(licence),
            *(_field(catalogue, column) for column in asked()),
            *_lists(),
            _consent(licence),
        ],
    }


def _introduction(licence: str) -> dict[str, Any]:
    text = (
        "Write in your own words. Name institutions, never private persons, and nothing by which somebody at risk "
        f"could be found. What you send is public at once, and is published under {licence}."
    )
    return {"type": "markdown", "attributes": {"value": text}}


def _field(catalogue: Catalogue, column: Column) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": label_of(column), "description": column.told}
    options = [offered(id_, label) for id_, label in choices(catalogue, column).items()]
    is_list = 0 < len(options) <= MOST_OPTIONS
    if is_list:
        attributes |= {"options": options, "multiple": column.many}
    kind = "dropdown" if is_list else "textarea" if column.kind == "prose" or column.name == "summary" else "input"
    made = {"type": kind, "id": column.name.replace(".", "-"), "attributes": attributes}
    return {**made, "validations": {"required": True}} if column.required else made


def _lists() -> list[dict[str, Any]]:
    results = "What came out, one result a line, as your sources say it."
    sources = "Where it can be read, one web address a line. An editor reads them."
    return [
        {"type": "textarea", "id": "results", "attributes": {"label": RESULTS, "description": results}},
        {
            "type": "textarea",
            "id": "sources",
            "attributes": {"label": SOURCES, "description": sources},
            "validations": {"required": True},
        },
    ]


def _consent(licence: str) -> dict[str, Any]:
    options = [
        {"label": "Nobody is named or can be found by this text who did not agree to it.", "required": True},
        {"label": f"I may give this text, and it may be published under {licence}.", "required": True},
    ]
    return {"type": "checkboxes", "id": "consent", "attributes": {"label": "Before you send", "options": options}}
