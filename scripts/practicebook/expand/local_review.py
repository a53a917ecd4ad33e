"""The page on Voluntary Local Reviews with a rights perspective: what they contain, and a template to take away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from practicebook.expand.context import Context
from practicebook.expand.entry import Viewer
from practicebook.expand.sources import Sources
from practicebook.expand.view import View
from practicebook.page import Page, Searched
from practicebook.vocabulary import Goal

HERE = "mechanisms/local-review/"
TOLD_BY = ("vlr", "vlr-method")  # the entries of the register that tell of such reviews

# Part of the template → what it rests on; the pages of these entries have the sources. The others are our reading.
PARTS: dict[str, Sequence[tuple[str, str]]] = {
    "place": (),
    "who": (("criteria", "crit-06"), ("criteria", "crit-21")),
    "goals": (("mechanisms", "vlr"), ("criteria", "crit-04"), ("recommendations", "rec-3")),
    "groups": (("criteria", "crit-23"), ("criteria", "crit-24")),
    "measures": (("criteria", "crit-14"), ("criteria", "crit-15")),
    "recommended": (("criteria", "crit-27"), ("mechanisms", "uhri")),
    "redress": (("criteria", "crit-11"),),
    "next": (("mechanisms", "vlr-method"), ("criteria", "crit-14")),
    "use": (("mechanisms", "vlr"), ("criteria", "crit-05")),
}


@dataclass(frozen=True)
class Section:
    """A part of the template: its title, what goes in, and the entries it rests on."""

    id: str
    title: str
    hints: Sequence[str]
    rests_on: Sequence[tuple[str, str]]


def pages(context: Context) -> Iterator[Page]:
    """The one page."""
    words = context.words["local_review"]
    title, description = str(words["title"]), str(words["description"])
    sources = Sources(context.catalogue, str(context.words["practice"]["source_aria"]))
    yield context.page(
        f"{HERE.strip('/')}.md",
        "local_review.md.j2",
        {
            "title": title,
            "description": description,
            "kind": "register",
            "crumbs": context.crumbs(HERE, (str(context.words["pages"]["mechanisms"]), "mechanisms/")),
            "styles": ["mechanisms"],
            "words": ["local_review"],
            "searched": Searched("page", title, description),
        },
        told=_told(context, sources),
        sections=[_section(context, id_, words["parts"][id_]) for id_ in PARTS],
        goals=list(context.catalogue.vocabulary("sdgs", Goal).values()),
        sources=sources,
    )


def _told(context: Context, sources: Sources) -> list[View]:
    """What the register says of such reviews."""
    viewer, known = Viewer(context, sources), context.catalogue.terms["mechanisms"]
    return [viewer.view("mechanisms", id_) for id_ in TOLD_BY if id_ in known]


def _section(context: Context, id_: str, words: dict[str, Any]) -> Section:
    rests_on = [(register, one) for register, one in PARTS[id_] if one in context.catalogue.terms[register]]
    return Section(id_, str(words["title"]), str(words["hint"]).splitlines(), rests_on)
