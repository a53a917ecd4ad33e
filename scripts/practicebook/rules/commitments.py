"""Rules on commitments: who, since when, with what right a state or a number is told."""

from collections.abc import Iterator

from practicebook.catalogue import Catalogue
from practicebook.commitment import Commitment
from practicebook.registers import Declaration
from practicebook.rules.registry import Finding, rule
from practicebook.source import Steps
from practicebook.vocabulary import Term

ANNOUNCED = "announced"


@rule(
    "E701",
    "A commitment is made by a place or by an organisation",
    subject="term",
    good="place: sampletown",
    bad="place: ~",
)
def somebody_commits(entry: Term, catalogue: Catalogue) -> Iterator[Finding]:
    """Readers ask first who promised something. Where several places did, each has a commitment of its own."""
    del catalogue  # that the place is there, another rule tells
    if isinstance(entry, Commitment) and bool(entry.place) == bool(entry.organisation):
        message = "has both a place and an organisation" if entry.place else "says of nobody that they made it"
        yield Finding(("place",), message, "Name one: `place`, or `organisation` if it was no place.")


@rule(
    "E702",
    "A state beyond announced has its reason",
    subject="term",
    good="state: stalled\nreason: {text: The money was not granted., on: 2024-05, sources: [https://example.org/budget]}",
    bad="state: stalled",
)
def states_have_a_reason(entry: Term, catalogue: Catalogue) -> Iterator[Finding]:
    """That something is under way, delivered, stalled or withdrawn is a claim: it needs a day, a text and a source."""
    del catalogue  # the entry alone tells
    if isinstance(entry, Commitment) and entry.state != ANNOUNCED and entry.reason is None:
        message = f"“{entry.state}” without a reason"
        yield Finding(("state",), message, "Add `reason` with text, `on` and sources, or set the state to announced.")


@rule(
    "E703",
    "A commitment, its state and its numbers name their sources",
    subject="term",
    good=(
        "progress: [{label: Beds, unit: beds, kind: process, "
        "values: [{year: 2024, value: 40, sources: [https://example.org/report]}]}]"
    ),
    bad="progress: [{label: Beds, unit: beds, kind: process, values: [{year: 2024, value: 40}]}]",
)
def commitments_name_sources(entry: Term, catalogue: Catalogue) -> Iterator[Finding]:
    """Nobody should have to believe us: each leads to a page that says so. A number without one is left out."""
    del catalogue  # the entry alone tells
    if not isinstance(entry, Commitment):
        return
    for steps, sources in _sourced(entry):
        if not sources:
            yield Finding(steps, "names no source", "Add `sources` with the address of the page, or leave it out.")


def _sourced(entry: Commitment) -> Iterator[tuple[Steps, tuple[str, ...]]]:
    yield ("sources",), entry.sources
    if entry.reason:
        yield ("reason",), entry.reason.sources
    for number, indicator in enumerate(entry.progress):
        for place, value in enumerate(indicator.values):
            yield ("progress", number, "values", place), value.sources


@rule(
    "E704",
    "The practices of a commitment are those of its place",
    subject="term",
    good="practices: [night-shelter]",
    bad="place: othertown\npractices: [night-shelter]",
)
def practices_are_of_the_place(entry: Term, catalogue: Catalogue) -> Iterator[Finding]:
    """What another place does is no progress of this one. For organisations the practice may be anywhere."""
    if not isinstance(entry, Commitment) or entry.place is None:
        return
    for steps, id_ in _named(entry):
        practice = catalogue.practices.get(id_)
        if practice and practice.place != entry.place:
            hint = "Take it out, or move it to a commitment of that place."
            yield Finding(steps, f"“{id_}” is a practice of {practice.place}", hint)


def _named(entry: Commitment) -> Iterator[tuple[Steps, str]]:
    yield from ((("practices", number), id_) for number, id_ in enumerate(entry.practices))
    for number, indicator in enumerate(entry.progress):
        if indicator.practice:
            yield ("progress", number, "practice"), indicator.practice


@rule(
    "E705",
    "The dates of a commitment are in order",
    subject="term",
    good='date: 2018-12\nuntil: "2030"',
    bad='date: 2018-12\nuntil: "2015"',
)
def commitments_are_in_order(entry: Term, catalogue: Catalogue) -> Iterator[Finding]:
    """Nobody signs what is not written yet, keeps it before making it, or is to have kept it before."""
    if not isinstance(entry, Commitment) or entry.date is None:
        return
    for name, later in (("until", entry.until), ("reason", entry.reason and entry.reason.on)):
        if later and _is_before(later, entry.date):
            yield Finding((name,), f"{later} is before {entry.date}", "Swap or correct the dates.")
    signed = catalogue.vocabulary("declarations", Declaration).get(entry.declaration or "")
    if signed and _is_before(entry.date, str(signed.year)):
        message = f"{entry.date} is before the declaration of {signed.year}"
        yield Finding(("date",), message, "Correct the date, or name another declaration.")


def _is_before(one: str, other: str) -> bool:
    """Compare two moments as exactly as both are known."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]


@rule(
    "E706",
    "The values of an indicator go from year to year",
    subject="term",
    good=(
        "progress: [{label: Beds, unit: beds, kind: process, values: ["
        "{year: 2023, value: 30, sources: [https://example.org/a]}, "
        "{year: 2024, value: 40, sources: [https://example.org/b]}]}]"
    ),
    bad=(
        "progress: [{label: Beds, unit: beds, kind: process, values: ["
        "{year: 2024, value: 30, sources: [https://example.org/a]}, "
        "{year: 2024, value: 40, sources: [https://example.org/b]}]}]"
    ),
)
def values_are_in_order(entry: Term, catalogue: Catalogue) -> Iterator[Finding]:
    """A picture over time needs one value a year.

    Where sources differ, the note of the indicator tells of the other.
    """
    del catalogue  # the entry alone tells
    for number, indicator in enumerate(entry.progress if isinstance(entry, Commitment) else ()):
        for place, (earlier, later) in enumerate(zip(indicator.values, indicator.values[1:], strict=False), start=1):
            if later.year <= earlier.year:
                steps = ("progress", number, "values", place, "year")
                yield Finding(steps, f"{later.year} comes after {earlier.year}", "Put the values in order of years.")
