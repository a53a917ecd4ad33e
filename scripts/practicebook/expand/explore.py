"""The finder: a page that JavaScript brings to life, with the plain lists as its content until then."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from practicebook.expand.context import Context
from practicebook.expand.markup import json_for_script
from practicebook.expand.practice import FACETS
from practicebook.expand.searched import shown
from practicebook.model import Practice
from practicebook.page import Page

# All that the first view imports, so that browsers ask for it at once and not one after the other; and what a search
# or a choice will.
PARTS = ("cards", "controls", "download", "facets", "find", "results", "state")
MODULES = ("explore", "addresses", "collect", "collected", "dom", *(f"explore/{name}" for name in PARTS))
LATER = ("fulltext", "files", "fulltext/passage", "fulltext/query", "fulltext/words", "explore/columns")
NEWEST = 20  # practices that the page brings along; state.js shows as many at first


def pages(context: Context) -> Iterator[Page]:
    """The one page of the finder."""
    words = context.words["lists"]["explore"]
    yield context.page(
        "explore.md",
        "explore.md.j2",
        {
            "title": words["title"],
            "description": words["description"],
            "kind": "explore",
            "styles": ["explore"],
            "words": ["explore"],
            "modules": [f"js/{name}.js" for name in MODULES],
            "later": [f"js/{name}.js" for name in LATER],
            "crumbs": context.crumbs("explore/"),
        },
        facts=json_for_script(json.dumps(_facts(context), ensure_ascii=False, separators=(",", ":"))),
    )


def _facts(context: Context) -> dict[str, Any]:
    """The choices there are, and the newest practices, so that the first view needs nothing else."""
    return {
        "total": len(context.numbered),
        "facets": _facets(context),
        "newest": [_told(context, context.catalogue.practices[id_]) for id_ in islice(context.numbered, NEWEST)],
    }


def _told(context: Context, practice: Practice) -> dict[str, str]:
    return {"id": practice.id, "title": practice.title, "summary": practice.summary, **dict(shown(context, practice))}


def _facets(context: Context) -> list[dict[str, Any]]:
    words = context.words["facets"]
    return [{"id": facet, "label": words[facet], "options": _options(context, facet)} for facet in FACETS]


def _options(context: Context, facet: str) -> list[dict[str, str | None]]:
    """Every term that at least one practice has, in the order of its vocabulary."""
    register, catalogue = FACETS[facet], context.catalogue
    used = {id_ for one in catalogue.practices.values() for id_ in catalogue.terms_of(one, register)}
    ids = [id_ for id_ in catalogue.ids(register) if id_ in used]
    if register in {"countries", "places"}:
        ids = context.by_label(register, ids)
    return [
        {
            "id": id_,
            "label": context.label(register, id_),
            "parent": getattr(catalogue.ids(register)[id_], "parent", None),
        }
        for id_ in ids
    ]
