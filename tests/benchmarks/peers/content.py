"""What our peers build from: the same records as plain Markdown, as somebody would write them for a stock generator.

Equal are the practices with all their texts, facts and sources, the terms and entries of registers with their lists in
parts of the same length, the pages written by hand, and the links between all of these. What only we make of the
records (finder, map, data in several formats, cards, frames, checks of the records and of the site) has no counterpart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from practicebook import loading
from practicebook.catalogue import Catalogue
from practicebook.expand.pager import PER_PAGE
from practicebook.layout import WRITTEN_IN, Layout
from practicebook.model import Practice

USED = ("countries", "regions")  # of these only what has practices has a page
ALONE = ("organisations", "mechanisms", "commitments")  # these list no practices
REGISTERS = (
    *("themes", "rights", "groups", "sdgs", "places", *USED),
    *("declarations", "criteria", "recommendations", "un-recommendations", *ALONE),
)
TEXTS = ("obstacles", "did_not_work", "contradictions", "lessons", "preconditions", "adaptations")
_CITED = re.compile(r"\s*\[@([\w-]+)\]")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


@dataclass(frozen=True)
class Plain:
    """A page: its address below the root without slashes at the ends, its title and its Markdown."""

    address: str
    title: str
    description: str
    body: str

    def text(self, **more: str) -> str:
        """The page as a file; JSON is YAML."""
        front = {"title": self.title, "description": self.description, **more}
        lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items())
        return f"---\n{lines}---\n\n{self.body}"


def pages(layout: Layout) -> Iterator[Plain]:
    """Every page, the first of which is that of the root."""
    catalogue = loading.load(layout).published()
    sections = "".join(f"- [{name}]({name}/)\n" for name in ("practices", *REGISTERS))
    yield Plain("", "Practices", "What cities do for human rights", f"# Practices\n\n{sections}")
    yield from _listed(catalogue, "practices", "All practices", list(catalogue.practices.values()), "")
    yield from (_practice(catalogue, one) for one in catalogue.practices.values())
    for register in REGISTERS:
        yield from _register(catalogue, register)
    for file in sorted((layout.pages_by_hand / WRITTEN_IN).rglob("*.md")):
        yield _by_hand(file, file.relative_to(layout.pages_by_hand / WRITTEN_IN))


def _by_hand(file: Path, path: Path) -> Plain:
    name = path.with_suffix("").as_posix().removesuffix("/index")
    return Plain(f"prose/{name}", name, name, _FRONT.sub("", file.read_text("utf-8")))


def _register(catalogue: Catalogue, register: str) -> Iterator[Plain]:
    every: Mapping[str, Any] = catalogue.places if register == "places" else catalogue.terms[register]
    terms = {id_: term for id_, term in every.items() if register not in USED or _with(catalogue, register, id_)}
    links = "".join(f"- [{_label(term)}]({id_}/)\n" for id_, term in terms.items())
    yield Plain(register, register.capitalize(), register, f"# {register.capitalize()}\n\n{links}")
    for id_, term in terms.items():
        about = str(getattr(term, "description", None) or getattr(term, "note", None) or "")
        yield from _listed(catalogue, f"{register}/{id_}", _label(term), _with(catalogue, register, id_), about)


def _with(catalogue: Catalogue, register: str, id_: str) -> list[Practice]:
    return [] if register in ALONE else catalogue.practices_with(register, id_)


def _listed(catalogue: Catalogue, address: str, title: str, found: Sequence[Practice], about: str) -> Iterator[Plain]:
    """A list of practices, as one page or several."""
    for start in range(0, max(1, len(found)), PER_PAGE):
        here = address if not start else f"{address}/page-{start // PER_PAGE + 1}"
        up = "../" * (here.count("/") + 1)
        entries = "".join(_entry(catalogue, one, up) for one in found[start : start + PER_PAGE])
        name = title if not start else f"{title}, page {start // PER_PAGE + 1}"
        yield Plain(here, name, name, f"# {name}\n\n{about}\n\n{entries}")


def _entry(catalogue: Catalogue, one: Practice, up: str) -> str:
    place, since = catalogue.places[one.place].name, one.period.since if one.period else ""
    return f"## [{one.title}]({up}practices/{one.id}/)\n\n{place} · {since}\n\n{one.summary}\n\n"


def _practice(catalogue: Catalogue, one: Practice) -> Plain:
    parts = [f"# {one.title}", one.summary, _facts(catalogue, one)]
    numbers = {source.id: number for number, source in enumerate(one.sources, 1)}
    for name in ("problem", "action"):
        if text := getattr(one, name):
            parts += [
                f"## {name.capitalize()}",
                _CITED.sub(lambda cited: f" [{numbers.get(cited[1])}](#sources)", text),
            ]
    for name in ("results", *TEXTS):
        if statements := getattr(one, name):
            parts += [f"## {name.replace('_', ' ').capitalize()}", "\n".join(_statement(each) for each in statements)]
    parts += ["## Sources", "\n".join(_source(source) for source in one.sources)]
    return Plain(f"practices/{one.id}", one.title, one.summary, "\n\n".join(parts) + "\n")


def _facts(catalogue: Catalogue, one: Practice) -> str:
    lines = []
    for register in ("places", "countries", "regions", "themes", "rights", "groups", "sdgs"):
        terms: Any = catalogue.places if register == "places" else catalogue.terms[register]
        links = [f"[{_label(terms[id_])}](../../{register}/{id_}/)" for id_ in catalogue.terms_of(one, register)]
        lines.append(f"- **{register.capitalize()}**: {', '.join(links)}")
    return "\n".join(lines)


def _statement(statement: Any) -> str:  # noqa: ANN401 - a result, or another statement
    figure = getattr(statement, "figure", None)
    number = f" **{figure.value} {figure.unit}**" if figure else ""
    evidence = getattr(statement, "evidence", None)
    return f"- {statement.text}{number}{f' ({evidence})' if evidence else ''}"


def _source(source: Any) -> str:  # noqa: ANN401 - a source of a record
    return f"1. {source.title}, {source.publisher or ''} {source.year or ''} {f'<{source.url}>' if source.url else ''}"


def _label(term: Any) -> str:  # noqa: ANN401 - a term of any register, or a place
    return str(getattr(term, "label", None) or getattr(term, "name", ""))
