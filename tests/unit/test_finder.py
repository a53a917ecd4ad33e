"""What the finder is made of before it reaches a browser."""

from __future__ import annotations

import re
from pathlib import Path

from practicebook.expand.explore import LATER, MODULES

from tests.builders import REPOSITORY

SCRIPTS = REPOSITORY / "theme/assets/js"
EVERY_PAGE = "words"  # named by the theme
IMPORT = re.compile(r'^(?:import|export)\b[^;]*?from "(\.[^"]+)";', re.MULTILINE | re.DOTALL)


def imported(script: Path) -> set[Path]:
    """A script with all that it imports, and that imports in turn."""
    found, waiting = {script}, [script]
    while waiting:
        current = waiting.pop()
        targets = {(current.parent / target).resolve() for target in IMPORT.findall(current.read_text("utf-8"))}
        waiting += targets - found
        found |= targets
    return found


def named(script: Path) -> set[str]:
    """The same as pages name them."""
    return {path.relative_to(SCRIPTS).with_suffix("").as_posix() for path in imported(script)}


def test_all_scripts_of_the_finder_are_asked_for_at_once() -> None:
    """The page names just those that its script imports, whatever the depth; then what a search or a choice needs."""
    at_once = named(SCRIPTS / "explore.js")
    assert {*MODULES, EVERY_PAGE} == at_once
    assert set(LATER) == {*named(SCRIPTS / "fulltext.js"), *named(SCRIPTS / "explore/columns.js")} - at_once
