"""Publishing: the catalogue → files for other people's software. Pure: no disk, no clock, no network."""

from __future__ import annotations

from collections.abc import Mapping

from practicebook.publish import base, describe, discovery, events, feeds, geography, references, tables, workbook
from practicebook.publish.base import Base

__all__ = ["Base", "files"]


# What belongs to the whole base, and what each language of the site has.
SHARED = (base, tables, workbook, geography, references, describe)
OF_A_LANGUAGE = (feeds, events, discovery)


def files(whole: Base) -> Mapping[str, bytes]:
    """Every file, by its path in the site."""
    found = [(family, whole) for family in SHARED]
    found += [(family, whole.views[language]) for language in whole.languages for family in OF_A_LANGUAGE]
    made = {path: content for family, view in found for path, content in family.files(view).items()}
    return {**made, "llms.txt": discovery.llms(whole)}
