"""What the page on protection says before its list: what is known to help, and whom one reaches in an emergency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from practicebook.expand.context import Context
from practicebook.expand.sources import Sources
from practicebook.expand.view import Statement
from practicebook.registers import Emergency, Mechanism, Protection

MANDATE = "sr-hrd"  # the special procedure on human rights defenders


@dataclass(frozen=True)
class Contact:
    """How an institution is reached, and the entry that it belongs to."""

    id: str
    emergency: Emergency
    cites: Markup


@dataclass(frozen=True)
class Shield:
    """What helps, each with the entry that does it; emergency contacts; institutions that have a site of their own.

    `mandate` is the mechanism to which one can write about defenders.
    """

    helps: Sequence[tuple[str, Statement]]
    emergencies: Sequence[Contact]
    reached: Sequence[Protection]
    mandate: str


def shield(context: Context, sources: Sources) -> Shield:
    """All of it, from the register alone."""
    entries = context.catalogue.vocabulary("protection", Protection).values()
    helps = [
        (one.id, Statement(fact.text, cites=sources.cite_all(fact.sources))) for one in entries for fact in one.helps
    ]
    emergencies = [
        Contact(one.id, one.emergency, sources.cite_all(one.emergency.sources)) for one in entries if one.emergency
    ]
    mechanisms = context.catalogue.vocabulary("mechanisms", Mechanism).values()
    return Shield(
        helps,
        emergencies,
        reached=[one for one in entries if one.web and not one.emergency],
        mandate=next((one.id for one in mechanisms if one.mandate == MANDATE), ""),
    )
