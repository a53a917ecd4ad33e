"""For the process that all mutants are forked from: what every test of rules would load anew is loaded once."""

from __future__ import annotations

from tests import builders


def pytest_collection_finish() -> None:
    """Loading asks no rule, so no mutant of one is missed."""
    builders._without_the_practice()
    builders._whole()
