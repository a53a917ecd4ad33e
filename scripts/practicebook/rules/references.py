"""Rules on ids that point elsewhere: vocabularies, places, sources."""

import difflib
import re
from collections.abc import Container, Iterable, Iterator

from practicebook.catalogue import Catalogue
from practicebook.record import Strict, leaves
from practicebook.registers import REGISTERS
from practicebook.rules.registry import Finding, Record, rule
from practicebook.source import Steps

CITATION = re.compile(r"\[@([^\]\s]*)\]")

# Where the choices of a register can be read; shown when nothing close was found.
_WHERE = {
    "places": "content/registers/places/",
    "practices-or-places": "practices/ and content/registers/places/",
    "recommendations-or-un-recommendations": "content/registers/",
    "sources": "the record's `sources`",
}


def did_you_mean(id_: str, known: Iterable[str], register: str) -> str:
    """The closest known id, or where to look."""
    close = difflib.get_close_matches(id_, list(known), n=1, cutoff=0.6)
    folder = "registers" if register in REGISTERS else "vocabulary"
    where = _WHERE.get(register, f"content/{folder}/{register}.yaml")
    return f"Did you mean “{close[0]}”?" if close else f"The choices are in {where}."


def cited(record: Record) -> Iterator[tuple[Steps, str, str]]:
    """Every citation of a source: where it stands, its id, and the text that shows it."""
    for leaf in leaves(record):
        if leaf.reference and leaf.reference.register == "sources":
            yield leaf.steps, leaf.text, leaf.text
        elif leaf.kind and leaf.kind.markdown:
            yield from ((leaf.steps, found.group(1), found.group(0)) for found in CITATION.finditer(leaf.text))


def _is_known(id_: str, known: Container[str], catalogue: Catalogue) -> bool:
    """What is in a file that has a problem of its own is not a second problem; what was taken back waits for nobody."""
    excused = id_ in catalogue.unread or id_ in catalogue.withdrawn
    return id_ in known or excused or (not known and bool(catalogue.problems))


def unknown_ids(record: Strict, catalogue: Catalogue) -> Iterator[Finding]:
    """Every id in a record or term that its register does not hold; sources have a rule of their own."""
    for leaf in leaves(record):
        register = leaf.reference.register if leaf.reference else "sources"
        if register != "sources" and not _is_known(leaf.text, catalogue.ids(register), catalogue):
            hint = did_you_mean(leaf.text, catalogue.ids(register), register)
            name = register.replace("-", " ")
            yield Finding(leaf.steps, f"“{leaf.text}” is not in the list of {name}", hint)


@rule(
    "E203",
    "Every id exists",
    subject="any",
    good="themes: [housing/homelessness]",
    bad="themes: [housing/homelesness]",
)
def ids_exist(record: Strict, catalogue: Catalogue) -> Iterator[Finding]:
    """A theme, right, place or other choice that is not in its list leads nowhere; nobody would find the practice."""
    yield from unknown_ids(record, catalogue)


@rule(
    "E205",
    "Every cited source is listed",
    subject="record",
    good="reach: {text: About 200 people a year., sources: [annual-report]}",
    bad="reach: {text: About 200 people a year., sources: [anual-report]}",
)
def cited_sources_are_listed(record: Record, catalogue: Catalogue) -> Iterator[Finding]:
    """Readers follow each number to its source, so the source must be there."""
    for id_, places in unlisted(record, catalogue).items():
        known, (steps, shown) = _sources(record, catalogue), places[0]
        times = f" (cited {len(places)} times)" if len(places) > 1 else ""
        yield Finding(steps, f"“{id_}” is not among the sources{times}", did_you_mean(id_, known, "sources"), shown)


def unlisted(record: Record, catalogue: Catalogue) -> dict[str, list[tuple[Steps, str]]]:
    """Every cited id that is no source, with the places where it is cited."""
    known = _sources(record, catalogue)
    found: dict[str, list[tuple[Steps, str]]] = {}
    for steps, id_, shown in cited(record):
        if not _is_known(id_, known, catalogue):
            found.setdefault(id_, []).append((steps, shown))
    return found


def _sources(record: Record, catalogue: Catalogue) -> set[str]:
    return {*(source.id for source in record.sources), *catalogue.shared_sources}


@rule(
    "E206",
    "Each source is listed once",
    subject="record",
    good="sources: [{id: annual-report, title: Annual report}]",
    bad="sources: [{id: annual-report, title: Annual report}, {id: annual-report, title: Another report}]",
)
def sources_are_listed_once(record: Record, catalogue: Catalogue) -> Iterator[Finding]:
    """Two sources under one id cannot be told apart; shared sources need no entry of their own."""
    seen: set[str] = set()
    for number, source in enumerate(record.sources):
        steps = ("sources", number, "id")
        if source.id in seen:
            yield Finding(steps, f"“{source.id}” is listed twice", "Give one of them another id.")
        elif source.id in catalogue.shared_sources:
            yield Finding(steps, f"“{source.id}” is a shared source", "Delete the entry and cite it by its id.")
        seen.add(source.id)


@rule(
    "E209",
    "No entry stands twice in a list",
    subject="any",
    good="groups: [homeless, women-girls]",
    bad="groups: [homeless, homeless]",
)
def no_choice_twice(record: Strict, catalogue: Catalogue) -> Iterator[Finding]:
    """A theme or a right named twice would be counted and shown twice."""
    del catalogue  # a rule may not need it
    seen: set[tuple[Steps, str]] = set()
    for leaf in leaves(record):
        if not leaf.reference or not isinstance(leaf.steps[-1], int):
            continue
        if (leaf.steps[:-1], leaf.text) in seen:
            yield Finding(leaf.steps, f"“{leaf.text}” stands in the list already", "Keep one.")
        seen.add((leaf.steps[:-1], leaf.text))
