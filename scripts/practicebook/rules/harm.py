"""Rules of do no harm: what asks a person to look again, because a machine cannot know who might be hurt."""

from collections.abc import Iterator

from practicebook.catalogue import Catalogue
from practicebook.model import Practice
from practicebook.rules.registry import Finding, rule
from practicebook.rules.safety import PERSON
from practicebook.rules.sought import each, sought
from practicebook.validation import quoted

# People who are hurt when they are found, and the themes under which they are written about.
AT_RISK = {
    "groups": ("undocumented-migrants", "refugees-asylum-seekers", "victims-violence", "defenders-artists"),
    "themes": (
        *("migration/access-regardless-status", "security-peace/victims-support"),
        *("multilevel-international/protection-elected", "multilevel-international/protection-defenders"),
    ),
}
# A house number beside the name of a street, in the order and the words of the languages of most records.
_NAME = r"[A-ZÀ-Þ][\w’'.-]+"
_ADDRESS = sought(
    rf"\b(?:\d{{1,4}}[a-z]?,? (?:{_NAME} ){{1,3}}(?:Street|Road|Avenue|Lane|Boulevard|Square|Drive)\b"
    rf"|\d{{1,4}},? (?:rue|avenue|boulevard|place|chemin)(?: du| des?| la| les?)* (?:[ld][’'])?{_NAME}"
    rf"|(?:[Cc]alle|[Aa]venida|[Cc]arrera|[Rr]ua|[Vv]ia)(?: de| del| la| las| los)* {_NAME}(?: {_NAME})*"
    r",? (?:n[.º°o]* ?|#)?\d{1,5}\b"
    r"|[A-ZÀ-Þ]\w+(?:straße|strasse|straat|gasse) \d{1,4}\b)"
    r"|شارع [^\n،.]{2,40}، ?(?:رقم )?\d{1,4}",
    r"\d",
)


def at_risk(practice: Practice) -> list[str]:
    """The groups and themes of a practice that are about people at risk."""
    return [id_ for name, ids in AT_RISK.items() for id_ in getattr(practice, name) if id_ in ids]


def _waits(practice: Practice) -> bool:
    """Tell whether nobody has decided on it yet: what is published was read with these questions."""
    return practice.review.state != "published"


@rule(
    "A308",
    "A draft about people at risk is read with them in mind",
    level="advice",
    good="groups: [undocumented-migrants]\nreview: {state: published, reviewed_on: 2026-01-31}",
    bad="groups: [undocumented-migrants]\nreview: {state: in-review, reviewed_on: 2026-01-31}",
)
def risk_is_considered(record: Practice, catalogue: Catalogue) -> Iterator[Finding]:
    """Defenders, refugees, people without papers and victims of violence can be hurt when somebody finds them.

    Before it is published, an editor reads the draft as those would who look for them.
    """
    del catalogue  # the record alone tells
    for name, ids in AT_RISK.items():
        for number, id_ in enumerate(getattr(record, name)):
            if id_ in ids and _waits(record):
                hint = "Tell no place, route, routine or story by which one of them can be found or recognised."
                yield Finding((name, number), f"{quoted(id_)} is about people at risk", hint)


@rule(
    "A309",
    "No street address in a text",
    level="advice",
    good="reach: {text: The shelter is open to women from the whole province., sources: [annual-report]}",
    bad="reach: {text: 'The shelter at 12 Example Street is open all year.', sources: [annual-report]}",
)
def no_street_address(record: Practice, catalogue: Catalogue) -> Iterator[Finding]:
    """Where a shelter or an advice centre is may be public and still be used by those who look for its people.

    No city needs an address to learn from a practice.
    """
    del catalogue  # the record alone tells
    for leaf, shown in each(record, _ADDRESS, markdown=None):
        yield Finding(leaf.steps, f"street address {quoted(shown)}", "Name the district, or leave it out.", shown)


@rule(
    "A310",
    "Offices act, not persons",
    level="advice",
    good="lead: The Mayor of Sampletown\nreview: {state: in-review, reviewed_on: 2026-01-31}",
    bad="lead: Mayor Ada Example\nreview: {state: in-review, reviewed_on: 2026-01-31}",
)
def no_person_is_named(record: Practice, catalogue: Catalogue) -> Iterator[Finding]:
    """A name stays on the page when the person has moved on, fallen out of favour or come into danger.

    An editor decides whether a name that is public belongs in the record.
    """
    del catalogue  # the record alone tells
    if _waits(record):
        for leaf, shown in each(record, PERSON, markdown=None):
            yield Finding(leaf.steps, f"looks like a person: {quoted(shown)}", "Name the office.", shown)
