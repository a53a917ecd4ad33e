"""The pages of terms: theme, right, group, goal, region, country, place; each lists its practices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from practicebook.catalogue import Catalogue
from practicebook.commitment import Commitment
from practicebook.expand import address, commitments, pager, worldmap
from practicebook.expand.cards import of_theme
from practicebook.expand.context import Context
from practicebook.expand.quality import FACET_OF
from practicebook.expand.register_list import Line, line
from practicebook.expand.shelves import bars, shared, shelves
from practicebook.expand.sources import RecordSources, Sources
from practicebook.expand.speaking import ways
from practicebook.model import Place
from practicebook.page import Page, Searched
from practicebook.registers import Mechanism, Organisation
from practicebook.vocabulary import Country, Goal, Region, Right, Term, Theme

# Register → how the search index and the page call one of its entries.
KINDS = {
    "themes": "theme",
    "rights": "right",
    "groups": "group",
    "sdgs": "sdg",
    "regions": "region",
    "countries": "country",
}
REGISTERS = (*KINDS, "places")


@dataclass(frozen=True)
class Related:
    """A row of links to other terms."""

    title: str
    register: str
    ids: Sequence[str]


@dataclass(frozen=True)
class NamedBy:
    """Entries of a register that name a right."""

    register: str
    title: str
    lines: Sequence[Line]


def pages_of(context: Context, register: str) -> Iterator[Page]:
    """One page a term of a register, or a place; countries and regions only where a practice or place is recorded."""
    for id_, one in context.catalogue.ids(register).items():
        if is_shown(context.catalogue, register, id_):
            yield _place_page(context, one) if isinstance(one, Place) else _term_page(context, register, id_)
            yield from _more(context, register, id_)


def is_shown(catalogue: Catalogue, register: str, id_: str) -> bool:
    """Whether a term has a page: countries and regions that nobody tells of would only be empty pages."""
    return register not in {"countries", "regions"} or bool(catalogue.practices_with(register, id_))


def _more(context: Context, register: str, id_: str) -> Iterator[Page]:
    name, practices = context.label(register, id_), context.catalogue.practices_with(register, id_)
    return pager.more(context, address.of(register, id_), name, title_of(context, register, name), practices)


def title_of(context: Context, register: str, name: str) -> str:
    """What a page is called in a list of results or of open tabs, where the name alone says too little."""
    return str(context.words["titles"][KINDS.get(register, "place")]).format(name=name)


def _term_page(context: Context, register: str, id_: str) -> Page:
    here = address.of(register, id_)
    practices = context.catalogue.practices_with(register, id_)
    name, term = context.label(register, id_), context.catalogue.terms[register][id_]
    shown = shelves(context, register, pager.first(practices))
    named_by = _named_by(context, id_) if register == "rights" else []
    sources = Sources(context.catalogue, str(context.words["practice"]["source_aria"]))
    return context.page(
        address.file_of(here),
        "term.md.j2",
        _front(context, register, id_, name, _parents(context, register, id_)),
        register=register,
        id=id_,
        name=name,
        term=term,
        description=context.description(register, id_),
        related=[row for row in _related(context, register, id_) if row.ids],
        finder=f"explore/?{FACET_OF[register]}={id_}" if len(practices) > 1 else "",
        heads=_heads(context, term, len(practices), named_by),
        named_by=named_by,
        ways=ways(context, sources, term) if isinstance(term, Right) else [],
        helps=f"help/?{FACET_OF[register]}={id_}" if register in {"themes", "rights"} else "",
        sources=sources,
        bars=bars(context, register, id_, shown),
        watchers=_watchers(context.catalogue),
        unverified={one for one, mandate in context.catalogue.terms["mandates"].items() if mandate.unverified},
        shelves=shown,
        pager=pager.pager(here, practices),
        total=len(practices),
    )


def _front(context: Context, register: str, id_: str, name: str, parents: Sequence[tuple[str, str]]) -> dict[str, Any]:
    kind = KINDS.get(register, "place")
    about = context.description(register, id_) if register in KINDS else ""
    practices = context.catalogue.practices_with(register, id_)
    total = context.count("practices", len(practices))
    styles = {"styles": ["mechanisms"]} if register == "rights" else {}
    feed = {"feed": address.feed(f"{register}/{id_}")} if practices and register in address.FEEDS else {}
    title = title_of(context, register, name)
    return {
        "title": title,
        "description": " ".join(filter(None, [f"{title}.", about, f"{total}."])),
        "kind": kind,
        "crumbs": context.crumbs(
            address.of(register, id_), (str(context.words["site"][register]), f"{register}/"), *parents
        ),
        "searched": Searched(kind, name, about or total),
        **styles,
        **feed,
        **(of_theme(context.catalogue, id_) if register == "themes" else {}),
    }


def _parents(context: Context, register: str, id_: str) -> list[tuple[str, str]]:
    above = list(context.catalogue.with_ancestors(register, id_))[1:]
    if register == "countries":
        region = context.catalogue.vocabulary("countries", Country)[id_].region
        register, above = "regions", list(context.catalogue.with_ancestors("regions", region))
    return [(context.label(register, one), address.of(register, one)) for one in reversed(above)]


def _related(context: Context, register: str, id_: str) -> Iterator[Related]:
    words, catalogue = context.words["term"], context.catalogue
    term = catalogue.terms[register][id_]
    if isinstance(term, (Theme, Region)):
        children = [one for one, other in catalogue.terms[register].items() if getattr(other, "parent", None) == id_]
        shown = [one for one in children if is_shown(catalogue, register, one)]
        yield Related(words["parts"], register, shown)
    if isinstance(term, Region):
        countries = catalogue.vocabulary("countries", Country)
        inside = [
            one for one, country in countries.items() if country.region == id_ and is_shown(catalogue, "countries", one)
        ]
        yield Related(words["countries"], "countries", context.by_label("countries", inside))
    if isinstance(term, Country):
        yield Related(
            words["places"], "places", [one for one, place in catalogue.places.items() if place.country == id_]
        )
    if isinstance(term, (Theme, Goal)):
        yield Related(words["rights"], "rights", term.rights)
    if isinstance(term, Right):
        themes = catalogue.themes.items()
        yield Related(words["themes"], "themes", [one for one, theme in themes if id_ in theme.rights])
        goals = catalogue.vocabulary("sdgs", Goal).items()
        yield Related(words["sdgs"], "sdgs", [one for one, goal in goals if id_ in goal.rights])


def _place_page(context: Context, place: Place) -> Page:
    practices = context.catalogue.practices_with("places", place.id)
    country = context.catalogue.vocabulary("countries", Country)[place.country]
    promised = commitments.naming(context, "place", place.id)
    sources = RecordSources(context.catalogue, place, str(context.words["practice"]["source_aria"]))
    parents = [(context.label("countries", country.id), address.of("countries", country.id))]
    front = _front(context, "places", place.id, place.name, parents if practices else [])
    return context.page(
        f"places/{place.id}.md",
        "place.md.j2",
        {
            **front,
            "styles": commitments.STYLES if promised else [],
            "record": context.catalogue.origins["Place", place.id].document.path,
        },
        place=place,
        country=country.id,
        country_is_shown=is_shown(context.catalogue, "countries", country.id),
        sources=sources,
        promised=promised,
        chain_of=partial(commitments.chain, context, promised, sources),
        practices=pager.first(practices),
        total=len(practices),
        pager=pager.pager(f"places/{place.id}/", practices),
        point=worldmap.point(context.catalogue, place),
        declarations=_declarations(context.catalogue, place.id, promised),
        organisations=_naming(context.catalogue, "organisations", "place", place.id),
        networks=_networks(context.catalogue, place.id),
        taken_up=context.catalogue.taken_up_by(place.id),
    )


def _declarations(catalogue: Catalogue, place: str, promised: Sequence[Commitment]) -> list[str]:
    """The declarations that a place signed or promoted, without those that the chain of commitments tells of."""
    told = {one.declaration for one in promised}
    return [id_ for id_ in _naming(catalogue, "declarations", "signatory_places", place) if id_ not in told]


def _networks(catalogue: Catalogue, place: str) -> list[tuple[str, Sequence[str]]]:
    """The organisations that count a place among their members, with the pages that say so."""
    organisations = catalogue.vocabulary("organisations", Organisation).values()
    return [(one.id, member.sources) for one in organisations for member in one.members if member.place == place]


def _named_by(context: Context, right: str) -> list[NamedBy]:
    """What belongs to a right: declarations, and reports and the like, that name it, and the criteria of its practices.

    Bodies and mandates are not among them: the right itself names those.
    """
    words, found = context.words["term"], []
    declarations = _naming(context.catalogue, "declarations", "rights", right)
    mechanisms = context.catalogue.vocabulary("mechanisms", Mechanism)
    about = [id_ for id_ in _naming(context.catalogue, "mechanisms", "rights", right) if not _watches(mechanisms[id_])]
    criteria = shared(context.catalogue.practices_with("rights", right), "criteria")
    said = _naming(context.catalogue, "un-recommendations", "rights", right)
    named = {"un-recommendations": said, "declarations": declarations, "mechanisms": about, "criteria": criteria}
    for register, ids in named.items():
        lines = [line(context, register, id_) for id_ in ids]
        found.append(NamedBy(register, str(words["named_by"][register]), lines))
    return [one for one in found if one.lines]


def _heads(context: Context, term: Term, total: int, named_by: Sequence[NamedBy]) -> list[tuple[str, str]]:
    """The parts of the page of a right; other pages have one part only."""
    if not isinstance(term, Right):
        return []
    words = context.words["term"]
    law = [(name, str(words[name])) for name, has in (("law", term.instruments), ("bodies", term.treaty_bodies)) if has]
    if term.mandates:
        law.append(("mandates", str(words["mandates"])))
    named = [(one.register, one.title) for one in named_by]
    return [("practices", context.count("practices", total)), *law, ("speak", str(words["speak"])), *named]


def _watches(entry: Mechanism) -> bool:
    return bool(entry.treaty_body or entry.mandate)


def _watchers(catalogue: Catalogue) -> dict[str, str]:
    """Treaty body or mandate → its entry in the register of mechanisms, where there is one."""
    entries = catalogue.vocabulary("mechanisms", Mechanism).values()
    return {watcher: entry.id for entry in entries for watcher in (entry.treaty_body, entry.mandate) if watcher}


def _names(value: object, id_: str) -> bool:
    return value == id_ or (isinstance(value, tuple) and id_ in value)


def _naming(catalogue: Catalogue, register: str, name: str, place: str) -> list[str]:
    """The entries of a register that name a place in a field, be it one id or a list of them."""
    entries = catalogue.terms[register].items()
    return [id_ for id_, entry in entries if _names(getattr(entry, name), place)]
