"""Rules on sources and time: whatever is claimed can be checked."""

from collections.abc import Iterator

from practicebook.catalogue import Catalogue
from practicebook.model import Practice, Result, Statement
from practicebook.registers import Mechanism, UnRecommendation
from practicebook.rules.references import cited, unlisted
from practicebook.rules.registry import Finding, rule
from practicebook.source import Steps
from practicebook.vocabulary import Term

NEEDS_A_NOTE = {"changed", "ended"}


def _statements(practice: Practice) -> Iterator[tuple[Steps, Statement | Result]]:
    for name in ("results", "obstacles", "did_not_work", "contradictions", "lessons", "preconditions", "adaptations"):
        for number, statement in enumerate(getattr(practice, name, ())):  # one with errors may lack the field
            yield (name, number), statement
    for name in ("stage_note", "reach"):
        if getattr(practice, name, None):
            yield (name,), getattr(practice, name)
    for name in ("staff", "note"):
        if practice.resources and getattr(practice.resources, name):
            yield ("resources", name), getattr(practice.resources, name)


@rule(
    "E204",
    "Every result names its source",
    good="results: [{text: 40 beds are open all year., evidence: stated, sources: [annual-report]}]",
    bad="results: [{text: 40 beds are open all year., evidence: stated}]",
)
def statements_name_a_source(record: Practice, catalogue: Catalogue) -> Iterator[Finding]:
    """Readers must be able to check each result, obstacle and figure. Add the id of an entry of `sources`."""
    del catalogue  # the record alone tells
    for steps, statement in _statements(record):
        if not getattr(statement, "sources", True) and hasattr(statement, "text"):  # of others another rule tells
            yield Finding(steps, "names no source", "Add `sources: [id]` with the id of an entry of `sources`.")
    budget = record.resources and record.resources.budget
    if budget and not budget.sources:
        yield Finding(("resources", "budget"), "names no source", "Add `sources: [id]`.")


@rule(
    "E215",
    "A UN recommendation can be looked up",
    subject="term",
    good="paragraph: 12 (b)\nsources: [https://example.org/document]",
    bad="paragraph: 12 (b)",
)
def recommendation_can_be_looked_up(entry: Term, catalogue: Catalogue) -> Iterator[Finding]:
    """What a United Nations body said is checked in its document: symbol, paragraph, and where that was read.

    Where the paragraph is not known, a note says what was read instead.
    """
    if not isinstance(entry, UnRecommendation):
        return
    if not entry.sources:
        yield Finding((), "has no source", "Give the page on which it was read.")
    if not (entry.paragraph or entry.note):
        yield Finding((), "has no paragraph", "Give the paragraph, or say in `note` what was read instead.")
    document = catalogue.vocabulary("mechanisms", Mechanism).get(entry.mechanism)
    if document and document.symbol and document.symbol != entry.symbol:
        hint = f"That of “{document.id}” is “{document.symbol}”."
        yield Finding(("symbol",), f"“{entry.symbol}” is not the symbol of its document", hint)


@rule(
    "E211",
    "A record has a source",
    subject="sound practice",
    good="sources: [{id: annual-report, title: Annual report}]",
    bad=(
        "sources: []\nreach: ~\nproblem: ~\nresults: []\n"
        "action: The city opened a night shelter and staffs it all year round. Nobody says where this was read."
    ),
)
def record_has_a_source(record: Practice, catalogue: Catalogue) -> Iterator[Finding]:
    """A practice that rests on nothing cannot be told from an invention."""
    del catalogue  # whether what is cited is there, another rule tells
    if not record.sources and not any(cited(record)):
        yield Finding(("sources",), "there is no source", "Add the page or report that tells of the practice.")


@rule(
    "E212",
    "Years and dates are in order",
    good="period: {since: 2015, until: 2019}",
    bad="period: {since: 2019, until: 2015}",
)
def dates_are_in_order(record: Practice, catalogue: Catalogue) -> Iterator[Finding]:
    """Nothing ends before it begins, and nobody reads a page before it was written."""
    del catalogue  # the record alone tells
    period = record.period
    if period and period.since and period.until and period.until < period.since:
        yield Finding(("period", "until"), f"{period.until} is before {period.since}", "Swap or correct the years.")
    verified = record.review.verified_by_place_on
    if verified and verified > record.review.reviewed_on:
        message = f"{verified} is after the review of {record.review.reviewed_on}"
        yield Finding(("review", "verified_by_place_on"), message, "Review the record again and set `reviewed_on`.")
    for number, source in enumerate(record.sources):
        if source.year and source.accessed_on and source.accessed_on.year < source.year:
            message = f"read in {source.accessed_on.year}, before it appeared in {source.year}"
            yield Finding(("sources", number, "accessed_on"), message, "Correct one of the two.")


@rule(
    "E216",
    "Changes of a record are in order",
    good="changes: [{changed_on: 2026-06-01, text: The number of beds was corrected.}]\nadded_on: 2026-01-31",
    bad="changes: [{changed_on: 2026-01-01, text: The number of beds was corrected.}]\nadded_on: 2026-01-31",
)
def changes_are_in_order(record: Practice, catalogue: Catalogue) -> Iterator[Finding]:
    """Readers follow what became of a record from the day it was added; the newest change stands last."""
    del catalogue  # the record alone tells
    before = record.added_on
    for number, change in enumerate(record.changes):
        if change.changed_on < before:
            message = f"{change.changed_on} is before {before}"
            yield Finding(
                ("changes", number, "changed_on"), message, "Correct the day, or put the oldest change first."
            )
        before = max(before, change.changed_on)


@rule(
    "E213",
    "Changed or ended practices say why",
    good="stage: ended\nstage_note: {text: The lease of the building ran out., sources: [annual-report]}",
    bad="stage: ended",
)
def changes_are_explained(record: Practice, catalogue: Catalogue) -> Iterator[Finding]:
    """Why something ended teaches as much as why it began."""
    del catalogue  # the record alone tells
    if record.stage in NEEDS_A_NOTE and record.stage_note is None:
        yield Finding(("stage",), f"“{record.stage}” without a reason", "Add `stage_note` with text and sources.")


@rule(
    "A401",
    "Every listed source is used",
    level="advice",
    subject="sound practice",
    good="sources: [{id: annual-report, title: Annual report}]",
    bad="sources: [{id: annual-report, title: Annual report}, {id: leaflet, title: Leaflet of the shelter}]",
)
def listed_sources_are_used(record: Practice, catalogue: Catalogue) -> Iterator[Finding]:
    """A source that supports nothing is either forgotten in the text or not needed."""
    used = {id_ for _, id_, _ in cited(record)} | set(catalogue.shared_sources)  # of those E206 tells
    unused = [(number, source.id) for number, source in enumerate(record.sources) if source.id not in used]
    if unused and len(unused) == len(unlisted(record, catalogue)):
        return  # those that seem unused are most likely those that were meant
    for number, id_ in unused:
        yield Finding(("sources", number, "id"), f"“{id_}” is cited nowhere", "Cite it where it belongs, or delete it.")
