"""How and when a local government can speak to the bodies that watch over rights, as far as the registers tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from practicebook.expand.context import Context
from practicebook.expand.mechanisms import AUDIENCES
from practicebook.expand.sources import Sources
from practicebook.expand.view import Statement
from practicebook.registers import Guidance, Mechanism, MechanismKind
from practicebook.vocabulary import Right

# What anybody who writes has to know, in the order in which pages and the builder of drafts tell it.
QUESTIONS = ("structure", "length", "when", "sending")


@dataclass(frozen=True)
class Body:
    """A treaty body or mandate: what it is called, its entry if there is one, and a draft to it."""

    label: str
    mechanism: str
    draft: str


@dataclass(frozen=True)
class Way:
    """A kind of mechanism as a way to be heard: whom one reaches, and what is known about each question."""

    kind: str
    there: str
    bodies: Sequence[Body]
    draft: str
    answers: Sequence[tuple[str, Sequence[Statement]]]


def ways(context: Context, sources: Sources, right: Right) -> list[Way]:
    """The ways to be heard on a right: its treaty bodies, its mandates, and the review that takes in all rights."""
    catalogue, wants = context.catalogue, f"&right={right.id}"
    register = {one: entry for entry in _entries(context) for one in (entry.treaty_body, entry.mandate) if one}
    found = []
    for kind, vocabulary, ids in (
        ("treaty-body", "treaty-bodies", right.treaty_bodies),
        ("special-procedure", "mandates", right.mandates),
    ):
        entries = [register[id_] for id_ in ids if id_ in register]
        bodies = [
            Body(
                catalogue.terms[vocabulary][id_].label,
                register[id_].id if id_ in register else "",
                f"{draft(kind, id_)}{wants}",
            )
            for id_ in ids
        ]
        if bodies:
            found.append(Way(kind, _there(context, kind), bodies, "", answers(context, sources, kind, entries)))
    return [
        *found,
        Way("upr", _there(context, "upr"), [], f"{draft('upr')}{wants}", answers(context, sources, "upr", [])),
    ]


def _there(context: Context, kind: str) -> str:
    """Where the list of mechanisms tells how to take part in those of a kind; the list itself where it does not."""
    known = context.catalogue.vocabulary("mechanism-kinds", MechanismKind).get(kind)
    is_told = known and known.steps and any(entry.kind == kind for entry in _entries(context))
    return f"mechanisms/#steps-kind-{kind}" if is_told else "mechanisms/"


def draft(audience: str, body: str = "") -> str:
    """The builder of drafts with an audience and a body chosen."""
    return f"submission/?to={audience}{f'&body={body}' if body else ''}"


def draft_to(entry: Mechanism) -> str:
    """The builder of drafts, set to a mechanism and the rights it watches over; nothing where none can be sent."""
    audience = entry.kind if entry.kind in AUDIENCES else ""
    audience = next((one for one, ids in AUDIENCES.items() if entry.id in ids), audience)
    if not audience:
        return ""
    body = entry.treaty_body or entry.mandate or ""
    rights = f"&right={entry.rights[0]}" if len(entry.rights) == 1 else "&watched=1" if entry.rights and body else ""
    return f"{draft(audience, body)}{rights}"


def answers(
    context: Context, sources: Sources, kind: str, entries: Sequence[Mechanism]
) -> list[tuple[str, Sequence[Statement]]]:
    """Question → what the registers tell about it; nothing where no page that was read says anything."""
    known = context.catalogue.vocabulary("mechanism-kinds", MechanismKind).get(kind)
    general = (*known.facts, *known.steps) if known else ()
    return [(one, list(_telling(context, sources, one, general, entries))) for one in QUESTIONS]


def _telling(
    context: Context, sources: Sources, question: str, general: Sequence[Guidance], entries: Sequence[Mechanism]
) -> Iterator[Statement]:
    for fact in general:
        if question in fact.tells:
            yield _statement(sources, fact, fact.text)
    for entry in entries:
        for fact in entry.facts:
            if question in fact.tells:
                yield _statement(sources, fact, context.named(entry.label, fact.text))


def _statement(sources: Sources, fact: Guidance, text: str) -> Statement:
    mark = "inferred" if fact.inferred else "unverified" if fact.unverified else ""
    return Statement(text, mark, sources.cite_all(fact.sources))


def _entries(context: Context) -> list[Mechanism]:
    return list(context.catalogue.vocabulary("mechanisms", Mechanism).values())
