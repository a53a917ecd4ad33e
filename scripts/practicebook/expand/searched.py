"""What search finds of practices and of entries of registers: their own texts, and none of the words around them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from practicebook.expand.context import Context
from practicebook.model import Practice
from practicebook.page import Searched
from practicebook.record import Texts, leaves
from practicebook.rules.references import CITATION
from practicebook.translation import Foreign

# Names of these are searched as if they stood in the text.
_NAMED = ("themes", "rights", "groups", "sdgs", "countries", "regions")
_TOLD_APART = {"title", "summary", "label", "description"}
# Each begins with what it looks for, which the engine finds without trying it everywhere.
_MARKUP = re.compile(
    r"<[^>]*>"  # elements
    r"|\](?:\([^)]*\))?|\["  # what makes a text a link
    r"|\{:?\s*[#.][^}]*\}"  # attributes
    r"|\*|`|\|"
)
_START = re.compile(r"^\s*(?:[#>]+|[-+]|\d+\.)\s|^\s*:?-{3,}:?", re.MULTILINE)  # of headings, items and rules


def practice(context: Context, record: Practice) -> Searched:
    """A practice: all that it says, and what it is listed under."""
    place = context.label("places", record.place)
    labels = [
        context.label(register, id_) for register in _NAMED for id_ in context.catalogue.terms_of(record, register)
    ]
    return Searched(
        "practice",
        record.title,
        record.summary,
        dict(shown(context, record)),
        [label for label in labels if label != place],
        texts(record),
        record.added_on.toordinal(),
    )


def shown(context: Context, record: Practice) -> Iterator[tuple[str, str]]:
    """What lists of results say of a practice beside its title and summary."""
    place = context.label("places", record.place)
    country = context.label("countries", context.catalogue.country(record).id)
    yield "place", place
    if country != place:  # a nationwide practice
        yield "country", country
    yield "theme", context.label("themes", record.themes[0])
    yield "evidence", context.label("evidence", context.catalogue.evidence(record).id)
    if record.period and record.period.since:
        yield "since", str(record.period.since)
    if isinstance(record.title, Foreign):
        yield "language", record.title.language
        yield "direction", record.title.direction


def texts(record: Texts) -> list[str]:
    """What people read of a record, titles of its sources included: no ids, no addresses."""
    return [readable(leaf.text) for leaf in leaves(record) if leaf.kind and leaf.steps[0] not in _TOLD_APART]


def readable(markdown: str) -> str:
    """Prose as it is read, in one line: without markup and without the numbers of sources."""
    told = _MARKUP.sub(" ", _START.sub(" ", CITATION.sub("", markdown)))
    return " ".join(html.unescape(told).split())
