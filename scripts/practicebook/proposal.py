"""What a proposed practice has by whatever route it comes: its place among the files, and what editors decide later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

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
