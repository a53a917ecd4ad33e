"""Commitments: the register by place, declaration and state; a page for each; and what other pages show of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from practicebook.commitment import Commitment, Indicator
from practicebook.expand import address, searched
from practicebook.expand.chart import Chart, chart
from practicebook.expand.context import Context
from practicebook.expand.sources import Sources
from practicebook.model import Practice
from practicebook.page import Page, Searched
from practicebook.registers import Declaration

REGISTER = "commitments"
HERE = address.of(REGISTER)
STYLES = ["commitments"]


@dataclass(frozen=True)
class Counted:
    """An indicator with its values, each with year, number and links to sources, and the picture of them.

    `practice` is the one it is about, if that is published.
    """

    indicator: Indicator
    practice: Practice | None
    values: Sequence[tuple[int, str, Markup]]
    chart: Chart | None


@dataclass(frozen=True)
class Link:
    """A commitment as a link in the chain from what was said to what is counted; its practices are published."""

    commitment: Commitment
    when: str
    practices: Sequence[Practice]
    progress: Sequence[Counted]
    cites: Markup
    reason_cites: Markup


@dataclass(frozen=True)
class Share:
    """A state with its commitments, and their share of the most frequent one in per cent."""

    state: str
    commitments: Sequence[Commitment]
    share: int


def pages(context: Context) -> Iterator[Page]:
    """The list, and a page for each commitment."""
    yield _list(context)
    for one in everything(context):
        yield _page(context, one)


def everything(context: Context) -> Iterable[Commitment]:
    """All commitments, in the order of the register."""
    return context.catalogue.vocabulary(REGISTER, Commitment).values()


def naming(context: Context, field: str, id_: str) -> list[Commitment]:
    """The commitments that name an entry in a field, be it one id or a list of them."""
    return [one for one in everything(context) if _names(getattr(one, field), id_)]


def _names(value: object, id_: str) -> bool:
    return id_ in value if isinstance(value, tuple) else value == id_


def who(context: Context, one: Commitment) -> str:
    """The name of the place or organisation that made a commitment."""
    register, id_ = maker(one)
    return context.label(register, id_)


def maker(one: Commitment) -> tuple[str, str]:
    """Register and id of the place or organisation that made a commitment."""
    return ("places", one.place) if one.place else ("organisations", one.organisation or "")


def when(context: Context, one: Commitment) -> str:
    """The day, month or year of a commitment; nothing where it is not known."""
    return context.moment(one.date) if one.date else ""


def chain(context: Context, commitments: Iterable[Commitment], sources: Sources) -> list[Link]:
    """Commitments with the practices that carry them out and what is counted."""
    return [link(context, one, sources) for one in commitments]


def link(context: Context, one: Commitment, sources: Sources) -> Link:
    """One commitment; its sources get their numbers in the order in which a reader meets them."""
    published = context.catalogue.practices
    cites = sources.cite_all(one.sources)
    reason_cites = sources.cite_all(one.reason.sources) if one.reason else Markup()
    return Link(
        commitment=one,
        when=when(context, one),
        practices=[published[id_] for id_ in one.practices if id_ in published],
        progress=[_counted(context, indicator, sources) for indicator in one.progress],
        cites=cites,
        reason_cites=reason_cites,
    )


def _counted(context: Context, indicator: Indicator, sources: Sources) -> Counted:
    texts = [context.quantity(one.value, one.qualifier) for one in indicator.values]
    rows = [(one.year, text, sources.cite_all(one.sources)) for one, text in zip(indicator.values, texts, strict=True)]
    practice = context.catalogue.practices.get(indicator.practice or "")
    return Counted(indicator, practice, rows, chart(indicator.values, texts, context.direction))


def _list(context: Context) -> Page:
    words = context.words["lists"][REGISTER]
    title, description = str(words["title"]), str(words["description"])
    commitments = list(everything(context))
    return context.page(
        address.file_of(HERE, is_list=True),
        "commitments.md.j2",
        {
            "title": title,
            "description": description,
            "kind": "register",
            "crumbs": context.crumbs(HERE, (str(context.words["pages"]["pathway"]), "pathway/")),
            "styles": STYLES,
            "searched": Searched("page", title, description),
        },
        commitments=commitments,
        makers=_by_maker(context, commitments),
        declarations=_by_declaration(commitments),
        states=shares(context),
        series=sum(len(indicator.values) for one in commitments for indicator in one.progress),
        when=partial(when, context),
        who=partial(who, context),
    )


def _by_maker(context: Context, commitments: Iterable[Commitment]) -> list[tuple[tuple[str, str], list[Commitment]]]:
    """Places by name, then organisations by name, each with its commitments, the newest first."""
    found: dict[tuple[str, str], list[Commitment]] = {}
    for one in sorted(commitments, key=lambda one: one.date or "", reverse=True):
        found.setdefault(maker(one), []).append(one)
    order = [
        (register, id_)
        for register in ("places", "organisations")
        for id_ in context.by_label(register, [id_ for of, id_ in found if of == register])
    ]
    return [(key, found[key]) for key in order]


def _by_declaration(commitments: Iterable[Commitment]) -> Mapping[str, list[Commitment]]:
    found: dict[str, list[Commitment]] = {}
    for one in commitments:
        if one.declaration:
            found.setdefault(one.declaration, []).append(one)
    return found


def shares(context: Context) -> list[Share]:
    """Every state with its commitments; also those that no commitment has."""
    found = {state: naming(context, "state", state) for state in context.catalogue.terms["commitment-states"]}
    most = max(map(len, found.values()), default=0) or 1
    return [Share(state, ones, round(100 * len(ones) / most)) for state, ones in found.items()]


def _page(context: Context, one: Commitment) -> Page:
    here = address.of(REGISTER, one.id)
    sources = Sources(context.catalogue, str(context.words["practice"]["source_aria"]))
    title = context.named(who(context, one), one.label)
    about = one.what or context.label("commitment-forms", one.form)
    declaration = context.catalogue.vocabulary("declarations", Declaration).get(one.declaration or "")
    return context.page(
        address.file_of(here),
        "commitment.md.j2",
        {
            "title": title,
            "description": about,
            "kind": "entry",
            "crumbs": context.crumbs(here, (str(context.words["lists"][REGISTER]["title"]), HERE)),
            "styles": STYLES,
            "source": f"content/registers/{REGISTER}.yaml",
            "searched": Searched("page", title, about, texts=searched.texts(one)),
        },
        link_=link(context, one, sources),
        made_by=maker(one),
        until=context.moment(one.until) if one.until else "",
        since=context.moment(one.reason.on) if one.reason else "",
        declaration=declaration,
        sources=sources,
    )
