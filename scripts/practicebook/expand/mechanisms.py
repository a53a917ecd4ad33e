"""Data for drafting a submission in the browser: whom one can write to, what is known of that, and the law.

`data/mechanisms.json` of a language holds

- `locale`: how programs for writing call the language;
- `audiences`: whom a draft can be for, each with the entries of the register that tell of it, `facts` and `steps`;
- `bodies`: treaty bodies and mandates by id, each with its kind and, where the register has an entry, what that tells;
- `instruments` and `rights`: articles, bodies and mandates (`watchers`) of each right;
- `goals`: the rights behind each goal, `editorial` where the link is our reading;
- `recommendations`: those of the roadmap, by number, and of UN bodies, by symbol, with the practices that answer them;
- `evidence`: the levels, from the weakest;
- `sources`: what facts were read on. A fact names them by their number, counted from 1.

A text in another language than that of the file is `{text, lang, dir}`. What is empty is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from practicebook.expand import address
from practicebook.expand.context import Context
from practicebook.expand.sources import Sources
from practicebook.registers import Guidance, Mechanism, MechanismKind, Recommendation, UnRecommendation
from practicebook.translation import Foreign
from practicebook.vocabulary import Evidence, Goal, Mandate, Right, Term, TreatyBody

FILE = "data/mechanisms.json"

# Whom a draft can be for → the entries of the register that tell of it; those that are kinds bring facts and steps.
AUDIENCES = {
    "treaty-body": (),
    "special-procedure": (),
    "upr": ("upr", "upr-coalition"),
    "vlr": ("vlr", "vlr-method"),
}


def data(context: Context) -> dict[str, Any]:
    """The whole file, as the docstring of this module tells."""
    return _Data(context).whole()


class _Data:
    """Numbers the sources while it goes through what cites them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.catalogue = context.catalogue
        self._sources = Sources(context.catalogue, "{number}{title}")
        self._numbers: dict[str, int] = {}

    def whole(self) -> dict[str, Any]:
        found = {
            "locale": self.context.words["site"]["locale"],
            "audiences": [self._audience(id_, entries) for id_, entries in AUDIENCES.items()],
            "bodies": self._bodies(),
            "instruments": {id_: text(one.label) for id_, one in self.catalogue.terms["instruments"].items()},
            "rights": {id_: _right(one) for id_, one in self.catalogue.vocabulary("rights", Right).items()},
            "goals": {id_: _goal(one) for id_, one in self.catalogue.vocabulary("sdgs", Goal).items()},
            "recommendations": self._recommendations(),
            "evidence": self._evidence(),
        }
        return {**found, "sources": [self._source(id_) for id_ in self._numbers]}  # last: they are numbered by now

    def _audience(self, id_: str, entries: Sequence[str]) -> dict[str, Any]:
        kind = self.catalogue.vocabulary("mechanism-kinds", MechanismKind).get(id_)
        register = self.catalogue.vocabulary("mechanisms", Mechanism)
        found = [register[one] for one in entries if one in register]
        name = kind.label if kind else found[0].label if found else id_
        about = kind.description if kind else found[0].what if found else ""
        return {
            "id": id_,
            "label": text(name),
            "about": text(about),
            **(self._kind(kind) if kind else {}),
            **_filled({"entries": [self._entry(one) for one in found]}),
        }

    def _kind(self, kind: MechanismKind) -> dict[str, Any]:
        return _filled({"facts": self._facts(kind.facts), "steps": self._facts(kind.steps)})

    def _entry(self, entry: Mechanism) -> dict[str, Any]:
        told = {
            "id": entry.id,
            "label": text(entry.label),
            "page": address.of("mechanisms", entry.id),
            "what": text(entry.what),
            "local_use": text(entry.local_use),
            "facts": self._facts(entry.facts),
            "web": entry.web,
            "sources": self._cited(entry.sources),
        }
        return _filled(told)

    def _bodies(self) -> dict[str, Any]:
        entries = self.catalogue.vocabulary("mechanisms", Mechanism).values()
        told = {watcher: one for one in entries for watcher in (one.treaty_body, one.mandate) if watcher}
        bodies = self.catalogue.vocabulary("treaty-bodies", TreatyBody).items()
        mandates = self.catalogue.vocabulary("mandates", Mandate).items()
        return {
            **{id_: self._body(one, "treaty-body", told.get(id_), treaty=one.monitors) for id_, one in bodies},
            **{id_: self._body(one, "special-procedure", told.get(id_)) for id_, one in mandates},
        }

    def _body(self, term: Term, kind: str, entry: Mechanism | None, treaty: str | None = None) -> dict[str, Any]:
        about = {"label": text(term.label), "kind": kind, "treaty": treaty, "unverified": term.unverified}
        return _filled({**about, "entry": self._entry(entry) if entry else None})

    def _recommendations(self) -> dict[str, Any]:
        roadmap = sorted(
            self.catalogue.vocabulary("recommendations", Recommendation).values(), key=lambda one: one.number
        )
        said = self.catalogue.vocabulary("un-recommendations", UnRecommendation).values()
        return {
            **{one.id: self._answered("recommendations", one, {"number": one.number}) for one in roadmap},
            **{one.id: self._answered("un-recommendations", one, {"symbol": one.symbol}) for one in said},
        }

    def _answered(self, register: str, entry: Term, mark: Mapping[str, Any]) -> dict[str, Any]:
        practices = sorted(one.id for one in self.catalogue.practices_with(register, entry.id))
        return {"label": text(entry.label), **mark, "practices": practices}

    def _evidence(self) -> list[dict[str, Any]]:
        levels = sorted(self.catalogue.vocabulary("evidence", Evidence).values(), key=lambda one: one.rank)
        return [
            {"id": one.id, "label": text(one.label), "about": text(one.description), "test": text(one.test)}
            for one in levels
        ]

    def _facts(self, facts: Sequence[Guidance]) -> list[dict[str, Any]]:
        return [self._fact(one) for one in facts]

    def _fact(self, fact: Guidance) -> dict[str, Any]:
        mark = "inferred" if fact.inferred else "unverified" if fact.unverified else None
        told = {"text": text(fact.text), "mark": mark, "tells": list(fact.tells)}
        return _filled({**told, "sources": self._cited(fact.sources)})

    def _cited(self, ids: Sequence[str]) -> list[int]:
        return [self._numbers.setdefault(id_, len(self._numbers) + 1) for id_ in ids]

    def _source(self, id_: str) -> dict[str, Any]:
        """A page is called by its address, which the reader of the file can do; others have a title."""
        source = self._sources.find(id_)
        if source is None:  # a rule refuses it
            return {"title": id_}
        title = None if id_ == source.url else text(self.context.spoken(source.title, source.language))
        return _filled({"title": title, "url": source.url, "note": text(source.note or "")})


def _right(right: Right) -> dict[str, Any]:
    told = {
        "label": text(right.label),
        "about": text(right.description),
        "law": [[one.instrument, list(one.articles)] for one in right.instruments],
        "watchers": [*right.treaty_bodies, *right.mandates],
        "status": text(right.status or ""),
    }
    return _filled(told)


def _goal(goal: Goal) -> dict[str, Any]:
    about = {"label": text(goal.label), "rights": list(goal.rights), "editorial": goal.mapping == "editorial"}
    return _filled(about)


def text(value: str) -> str | dict[str, str]:
    """A text as the file holds it: with its language where that is not the file's."""
    if isinstance(value, Foreign):
        return {"text": str(value), "lang": value.language, "dir": value.direction}
    return value


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return dict(_full(values))


def _full(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in values.items() if value)
