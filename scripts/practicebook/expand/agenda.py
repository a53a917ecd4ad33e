"""The calendar of the mechanisms: every date that a register gives, coming ones first, then year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from practicebook.expand.context import Context
from practicebook.expand.sources import Sources
from practicebook.page import Page, Searched
from practicebook.registers import Event, Mechanism

HERE = "mechanisms/calendar/"
FILE = "mechanisms/calendar/dates.ics"

# Series of meetings that belong to the mechanisms.
SERIES = ("ohchr-uclg", "hrc", "hrc-side-event", "upr")
# Kinds of mechanism whose own date says something → the word for it.
OWN_DATE = {"resolution": "adopted", "report": "published"}


@dataclass(frozen=True)
class Day:
    """A date with what it is about: the entry of a register (`register`, `id`) and what happens, if it says so."""

    date: str
    until: str | None
    register: str
    id: str
    text: str
    cites: Markup

    @property
    def last(self) -> str:
        """The day, month or year with which it is over."""
        return self.until or self.date


def pages(context: Context) -> Iterator[Page]:
    """The one page."""
    words = context.words["agenda"]
    title, description = str(words["title"]), str(words["description"])
    sources = Sources(context.catalogue, str(context.words["practice"]["source_aria"]))
    found, today = days(context, sources), context.catalogue.latest_review
    coming = [one for one in found if one.last >= today.isoformat()[: len(one.last)]]
    past = [one for one in reversed(found) if one not in coming]
    yield context.page(
        f"{HERE.strip('/')}.md",
        "agenda.md.j2",
        {
            "title": title,
            "description": description,
            "kind": "register",
            "crumbs": context.crumbs(HERE, (str(context.words["pages"]["mechanisms"]), "mechanisms/")),
            "styles": ["mechanisms"],
            "searched": Searched("page", title, description),
        },
        today=today,
        coming=coming,
        years=by_year(past),
        when=lambda one: context.span(one.date, one.until),
        sources=sources,
    )


def by_year(found: Sequence[Day]) -> list[tuple[str, list[Day]]]:
    """The same days under their years, in their order."""
    years = dict.fromkeys(one.date[:4] for one in found)
    return [(year, [one for one in found if one.date[:4] == year]) for year in years]


def days(context: Context, sources: Sources) -> list[Day]:
    """Every date, the earliest first."""
    mechanisms = context.catalogue.vocabulary("mechanisms", Mechanism).values()
    events = context.catalogue.vocabulary("events", Event).values()
    words = context.words["agenda"]
    found = [day for one in mechanisms for day in (*_own(one, words, sources), *_told(one, sources))]
    found += [
        Day(one.date, one.until, "events", one.id, "", sources.cite_all(one.sources))
        for one in events
        if one.date and one.series in SERIES
    ]
    return sorted(found, key=lambda one: (one.date, one.last, one.id))


def _own(entry: Mechanism, words: dict[str, object], sources: Sources) -> Iterator[Day]:
    """The day on which a text was adopted or published, where its dates do not tell."""
    if entry.date and entry.kind in OWN_DATE and entry.date not in {one.date for one in entry.dates}:
        text = str(words[OWN_DATE[entry.kind]])
        yield Day(entry.date, None, "mechanisms", entry.id, text, sources.cite_all(entry.sources))


def _told(entry: Mechanism, sources: Sources) -> Iterator[Day]:
    return (
        Day(one.date, one.until, "mechanisms", entry.id, one.text, sources.cite_all(one.sources)) for one in entry.dates
    )
