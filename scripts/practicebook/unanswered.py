"""Addresses that did not answer, and since when: what one check of the links hands on to the next, and to the pages.

It lies in the repository, content/registers/links.yaml, because pages show it: the same records give the same pages
everywhere, and an editor sees each link that comes to be called broken. An address that answers is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

import yaml
from pydantic import Field

from practicebook.record import Date, Name, Strict, WebAddress

# One bad day of a server is no news: an address is broken once it failed on this many different days.
DAYS = 3
HEADER = "# Written by `practicebook links`: addresses that did not answer, until they do again.\n"


class Unanswered(Strict):
    """An address (`id`) that failed each time on one or more days."""

    id: WebAddress
    since: Date
    last_on: Date
    days: Annotated[int, Field(ge=1)]
    reason: Name

    @property
    def is_broken(self) -> bool:
        """Whether it failed on enough days to say so."""
        return self.days >= DAYS


def remember(
    earlier: Mapping[str, Unanswered], failed: Mapping[str, str], unsure: Iterable[str], today: Date
) -> dict[str, Unanswered]:
    """What is to be known after a day on which `failed` failed, for its reason, and nobody could tell of `unsure`."""
    kept = {address: earlier[address] for address in unsure if address in earlier}
    return {**kept, **{address: _failed(address, earlier.get(address), why, today) for address, why in failed.items()}}


def _failed(address: str, before: Unanswered | None, reason: str, today: Date) -> Unanswered:
    """One more failure; a second one on a day, or one before the last, is none."""
    if before is None:
        return Unanswered(id=address, since=today, last_on=today, days=1, reason=reason)
    days = before.days + (today > before.last_on)
    return Unanswered(id=address, since=before.since, last_on=max(today, before.last_on), days=days, reason=reason)


def as_yaml(known: Mapping[str, Unanswered]) -> str:
    """The file, sorted by address."""
    entries = [one.model_dump() for _, one in sorted(known.items())]
    text = yaml.dump({"links": entries}, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=2000)
    return HEADER + text
