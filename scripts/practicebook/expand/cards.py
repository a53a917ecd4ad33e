"""The words of the pictures that stand for pages where somebody shares them: one a theme, and one for all else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from practicebook.catalogue import Catalogue
from practicebook.expand.context import Context
from practicebook.page import Card

HOME = "home"


def cards(context: Context) -> Iterator[Card]:
    """The cards of one language; parts of a theme share its card."""
    site = context.words["site"]
    yield _card(context, HOME, str(site["tagline"]), "")
    for id_, theme in context.catalogue.themes.items():
        if theme.parent is None:
            yield _card(context, id_, context.label("themes", id_), str(site["tagline"]))


def _card(context: Context, name: str, title: str, line: str) -> Card:
    path = f"{context.language}/cards/{name}.png"
    site, title, line = (" ".join(str(one).split()) for one in (context.words["site"]["name"], title, line))  # one line
    return Card(path, site, title, line, context.language, context.direction)


def of_theme(catalogue: Catalogue, id_: str) -> dict[str, Any]:
    """The front matter of a page whose card is that of a theme, or of what it is part of."""
    top = catalogue.with_ancestors("themes", id_)[-1]
    return {"card": {"name": top, "alt": str(catalogue.themes[top].label)}}
