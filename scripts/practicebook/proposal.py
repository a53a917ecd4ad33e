"""What a proposed practice has by whatever route it comes: its place among the files, and what editors decide later."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from practicebook.catalogue import Catalogue
from practicebook.record import ID_PATTERN, LONGEST_ID
from practicebook.rules.references import did_you_mean

HEADER = "# yaml-language-server: $schema=../_schema/practice.schema.json\n"
NO_SHELF = "no-theme"


def with_defaults(value: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    """The values with those that only an editor decides, where nothing is said of them: it waits for review."""
    review = {"state": "in-review", "reviewed_on": today.isoformat(), **(value.get("review") or {})}
    return {"added_on": today.isoformat(), **value, "review": review}


def path_of(value: Mapping[str, Any]) -> str:
    """The file of a practice: its folder is the theme of its first sub-theme."""
    themes = value.get("themes") or [NO_SHELF]
    return f"practices/{str(themes[0]).partition('/')[0]}/{value.get('id')}.yaml"


def refusal(catalogue: Catalogue, theme: str, id_: str) -> str:
    """Why a practice cannot be begun under this theme and id; nothing when it can."""
    if not re.fullmatch(ID_PATTERN, id_) or len(id_) > LONGEST_ID:
        return f"“{id_}” is not an id. Use small letters, digits and single hyphens, for example: sampletown-shelter."
    if theme not in _shelves(catalogue):
        return f"there is no theme “{theme}”. {did_you_mean(theme, _shelves(catalogue), 'themes')}"
    if id_ in catalogue.practices or id_ in catalogue.places or id_ in catalogue.unread:
        return f"there is a record “{id_}” already. Correct it, or choose another id."
    return ""


def _shelves(catalogue: Catalogue) -> list[str]:
    return [theme.id for theme in catalogue.themes.values() if theme.parent is None]
