"""Rules on translations: the texts of a record in another language, and nothing else."""

from collections import Counter
from collections.abc import Iterator

from practicebook.catalogue import Catalogue
from practicebook.rules.references import CITATION
from practicebook.rules.registry import Finding, declare, rule
from practicebook.translation import Translation, source_texts, state

declare(
    "E501",
    "A translation has its record",
    why="A file in a language that the site does not have, or for a record that does not exist, would never be shown.",
    good="title: Un abri de nuit",
    bad="# nigth-shelter.fr.yaml beside night-shelter.yaml",
    whole=True,
)
declare(
    "E502",
    "A translation has the texts of its record and nothing else",
    why="Facts stand in the record alone: ids, numbers, dates and sources are the same in every language.",
    good="title: Un abri de nuit",
    bad="# a field that the record does not have: titel",
    whole=True,
)
declare(
    "E503",
    "A translation is made of texts",
    why="What is no text cannot be a translation of one; a number or a list in its place is a slip.",
    good='lead: "24 heures sur 24"',
    bad="# a number where a text belongs: 24",
    whole=True,
)
declare(
    "E505",
    "A translation tells which source text it translates",
    why="Only so can readers be told when the source changed after it was translated.",
    good='of: {title: "0f3a5c21"}',
    bad="# a title without its entry in `of`",
    whole=True,
)


@rule(
    "E504",
    "A translation cites what its source cites",
    subject="translation",
    good="action: La ville a ouvert un abri dans une école vide [@annual-report].",
    bad="action: La ville a ouvert un abri dans une école vide.",
)
def same_citations(translation: Translation, catalogue: Catalogue) -> Iterator[Finding]:
    """Each statement rests on its sources in every language."""
    sources = source_texts(catalogue.written[translation.register][translation.id])
    behind = state(catalogue.written[translation.register][translation.id], translation).behind
    for steps, leaf in translation.given.items():
        if steps[0] in behind or not (leaf.kind and leaf.kind.markdown):
            continue
        wanted, found = (Counter(CITATION.findall(text)) for text in (sources[steps][0], leaf.text))
        for id_ in sorted(wanted - found):
            yield Finding(leaf.steps, f"[@{id_}] is missing", "Put it after the statement that it supports.")
        for id_ in sorted(found - wanted):
            yield Finding(leaf.steps, f"[@{id_}] is not in the source", "Delete it.", f"[@{id_}]")


@rule(
    "A506",
    "A translation keeps up with its source",
    level="advice",
    subject="translation",
    good="title: Un abri de nuit",
    bad='of: {title: "00000000"}',
)
def is_up_to_date(translation: Translation, catalogue: Catalogue) -> Iterator[Finding]:
    """Where the source changed, readers see it in its own language until the change is translated."""
    behind = state(catalogue.written[translation.register][translation.id], translation).behind
    for name in behind:
        hint = "Run `practicebook new --translation` for this file to see the change."
        yield Finding(("of", name), "the source changed since it was translated", hint)
