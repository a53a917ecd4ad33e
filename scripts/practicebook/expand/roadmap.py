"""The dashboard of the six recommendations: what was asked, what this site does, what has happened, what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from practicebook.catalogue import Catalogue
from practicebook.expand import address, commitments
from practicebook.expand.context import Context
from practicebook.expand.register import served
from practicebook.expand.register_list import first_sentence
from practicebook.expand.sources import Sources
from practicebook.model import Practice
from practicebook.page import Page, Searched
from practicebook.registers import News, Recommendation

HERE = address.of("recommendations")
# Folder → the register whose entries its page lists.
LISTED = {folder: register for register, folder in address.FOLDERS.items()}


@dataclass(frozen=True)
class Working:
    """A part of this site: its title, its address, and how much is in it, if that can be counted."""

    title: str
    address: str
    total: str


@dataclass(frozen=True)
class Share:
    """How many of a whole, as a bar and in words."""

    part: int
    whole: int
    name: str


@dataclass(frozen=True)
class Row:
    """A recommendation with all that the dashboard says of it; `years` counts its news, 0 standing for no year."""

    recommendation: Recommendation
    asked: str
    asked_cites: Markup
    years: Mapping[int, int]
    news: Sequence[tuple[News, str, Markup]]
    working: Sequence[Working]
    shares: Sequence[Share]
    practices: Sequence[Practice]


def pages(context: Context) -> Iterator[Page]:
    """The one page; each recommendation has a page of its own among the registers."""
    words = context.words["lists"]["recommendations"]
    title, description = str(words["title"]), str(words["description"])
    sources = Sources(context.catalogue, str(context.words["practice"]["source_aria"]))
    rows = [_row(context, one, sources) for one in _recommendations(context.catalogue)]
    yield context.page(
        address.file_of(HERE, is_list=True),
        "roadmap.md.j2",
        {
            "title": title,
            "description": description,
            "kind": "register",
            "crumbs": context.crumbs(HERE),
            "styles": ["roadmap"],
            "searched": Searched("page", title, description),
        },
        rows=rows,
        years=_span(rows),
        sources=sources,
    )


def _recommendations(catalogue: Catalogue) -> list[Recommendation]:
    return sorted(catalogue.vocabulary("recommendations", Recommendation).values(), key=lambda one: one.number)


def _row(context: Context, one: Recommendation, sources: Sources) -> Row:
    asked_cites = sources.cite_all(one.sources)
    return Row(
        recommendation=one,
        asked=first_sentence(one.asked),
        asked_cites=asked_cites,
        years=Counter(int(news.on[:4]) if news.on else 0 for news in one.since),
        news=[_told(context, news, sources) for news in sorted(one.since, key=lambda news: news.on or "9")],
        working=[Working(name, there, _total(context, there)) for name, there in served(context, one)],
        shares=list(_shares(context, one)),
        practices=context.catalogue.practices_with("recommendations", one.id),
    )


def _told(context: Context, news: News, sources: Sources) -> tuple[News, str, Markup]:
    return news, context.moment(news.on) if news.on else "", sources.cite_all(news.sources)


def _span(rows: Sequence[Row]) -> list[int]:
    """Every year from the first news to the last, and 0 where some have no year."""
    found = {year for row in rows for year in row.years}
    dated = sorted(found - {0})
    span = list(range(dated[0], dated[-1] + 1)) if dated else []
    return [*span, 0] if 0 in found else span


def _total(context: Context, there: str) -> str:
    """How many entries a page of this site has; nothing for pages without a list."""
    catalogue = context.catalogue
    folder = "practices" if there.strip("/") == "explore" else there.strip("/")
    register = LISTED.get(folder, "")
    if register == "practices":
        return context.count(register, len(catalogue.practices))
    return context.count(register, len(catalogue.terms[register])) if register in catalogue.terms else ""


def _shares(context: Context, one: Recommendation) -> Iterator[Share]:
    """How far the parts are that can be more or less complete."""
    words, catalogue = context.words["roadmap"], context.catalogue
    if "criteria/" in one.served_by:
        criteria = catalogue.terms["criteria"]
        answered = [id_ for id_ in criteria if catalogue.practices_with("criteria", id_)]
        yield Share(len(answered), len(criteria), str(words["with_practice"]))
    if commitments.HERE in one.served_by:
        announced, *beyond = commitments.shares(context)
        total = sum(len(state.commitments) for state in beyond)
        yield Share(total, total + len(announced.commitments), str(words["beyond"]))
