"""Redirects: the addresses that records, and their frames, had under former ids."""

from __future__ import annotations

from collections.abc import Sequence

from practicebook.catalogue import Catalogue
from practicebook.expand import address, frame


def redirects(catalogue: Catalogue, languages: Sequence[str]) -> dict[str, str]:
    """Old address → new one, both relative to the root of the site."""
    return {
        f"{language}/{folder}{address.of(register, old)}": f"{language}/{folder}{address.of(register, record.id)}"
        for language in languages
        for folder in ("", frame.FOLDER)
        for register, records in (("practices", catalogue.practices), ("places", catalogue.places))
        for record in records.values()
        for old in record.former_ids
    }
