"""Rules on texts: records come from strangers, and pages must harm nobody."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from practicebook.catalogue import Catalogue
from practicebook.record import Texts, leaves
from practicebook.registers import Protection
from practicebook.rules.registry import Finding, rule
from practicebook.rules.sought import each, matches, sought
from practicebook.validation import quoted

# An element from its first tag to its last is one mistake; the limit keeps the search short in a hostile text.
_TAG = sought(r"<([a-zA-Z][\w-]*)\b[^>\n]*>[^\n]{0,400}?</\1\s*>|<[!/?a-zA-Z][^>\n]*>?")
_ENTITY = sought(r"&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]+);")
_LINK = sought(r"\]\(\s*<?([^)\s>]*)[^)\n]*\)?")
_DEFINITION = sought(r"^(?:[ >*+-]|\d+[.)])*(\[[^\]\n@]+\]:)", r"\]:", flags=re.MULTILINE)
_SAFE = re.compile(r"https?://[^\s]+", re.IGNORECASE)
# Host, and what follows: of any text that begins so, since some that do are no addresses (https://[x).
_ADDRESS = re.compile(r"https?://([^\s/?#]*)(\S*)", re.IGNORECASE)
_IMAGE = sought(r"!\[[^\]\n]*\]")
_HEADING = sought(r"^ {0,3}#{1,6}(?=\s|$)|^ {0,3}(=+|-{2,})[ ]*$", "#", "=", "--", flags=re.MULTILINE)
_ATTRIBUTES = sought(r"\{:?\s*[.#\w][^{}\n]*[}=]")
# Also as people write it to keep programs away: name (at) example.org.
_EMAIL = sought(
    r"(?<![\w.+-])[\w.+-]+(?:[@＠]| ?[\[(] ?(?:at|arroba|chez) ?[\])] ?)[\w-]+(\.[\w-]+)+",
    *(r"@(?<=[\w.+-]@)", "＠", r"\[ ?(?:at|arroba|chez) ?[\])]", r"\( ?(?:at|arroba|chez) ?[\])]"),
)
# A title and a name: what a text about a person nearly always has.
PERSON = sought(
    r"\b(Mr|Mrs|Ms|Dr|Sir|Dame|Mayor|Councillor|Governor|Judge|Mme|Sra?)\.? [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)*"
)
_PHONE = sought(
    r"(?<![\w/.,-])(\+|00)[1-9]\d{0,2}[\s./()-]*(\d[\s./()-]*){5,11}\d(?!\w)|(?<![\w/.,-])\(0\d{1,4}\)\s*\d[\d\s./-]{3,}\d"
    r"|\b(?:[Tt]el|[Tt]él|[Tt]éléphone|[Tt]elephone|[Tt]eléfono|[Pp]hone|[Ff]ax|هاتف)\.?:? ?\(?\d[\d ./()-]{4,}\d",
    r"\d[\d\s./()-]{4,}\d",
)
# A pair of degrees with minutes, or with so many decimals that it names a house.
_COORDINATES = sought(
    r"(?<![\w.])\d{1,3}° ?\d{1,2}[′'’][^\n]{0,12}?[NSEWO]\b"
    r"|(?<![\w.])[+-]?\d{1,3}\.\d{4,}°?[NS]? ?[,;/ ] ?[+-]?\d{1,3}\.\d{4,}(?!\w)",
    *("°", r"\.\d{4}"),
)

# What the browser form looks for as well: the message, the pattern, whether in Markdown alone, and what lets it pass.
REFUSED: tuple[tuple[str, re.Pattern[str], bool, re.Pattern[str] | None], ...] = (
    ("e301", _TAG.pattern, False, None),
    ("e301", _ENTITY.pattern, False, None),
    ("e302", _LINK.pattern, True, _SAFE),
    ("e302-definition", _DEFINITION.pattern, True, None),
    ("e303-picture", _IMAGE.pattern, True, None),
    ("e303-heading", _HEADING.pattern, True, None),
    ("e303-attributes", _ATTRIBUTES.pattern, True, None),
    ("e304", _EMAIL.pattern, False, None),
    ("e305", _PHONE.pattern, False, None),
    ("e307", _COORDINATES.pattern, False, None),
)


@rule(
    "E301",
    "No HTML in texts",
    subject="texts",
    good="lead: The housing department",
    bad="lead: <b>The housing department</b>",
)
def no_html(record: Texts, catalogue: Catalogue) -> Iterator[Finding]:
    """Records are texts, not web pages. HTML could carry programs, and would show as characters anyway."""
    del catalogue  # the record alone tells
    for what in (_TAG, _ENTITY):
        for leaf, shown in each(record, what, markdown=None):
            hint = "Write plain words; use **bold** or a list where Markdown is allowed."
            yield Finding(leaf.steps, f"HTML {quoted(shown)}", hint, shown)


@rule(
    "E302",
    "Links in prose are safe",
    subject="texts",
    good="action: The city opened [a shelter](https://example.org/) and staffs it all year round. [@annual-report]",
    bad="action: The city opened [a shelter](javascript:alert(1)) and staffs it all year round. [@annual-report]",
)
def links_are_safe(record: Texts, catalogue: Catalogue) -> Iterator[Finding]:
    """A link may lead to a web page and nowhere else: other addresses can run programs in the reader's browser."""
    del catalogue  # the record alone tells
    for leaf, found in matches(record, _LINK, markdown=True):
        if not _SAFE.fullmatch(found[1]):
            hint = "Use a whole address starting with https://, or cite a source as [@id]."
            yield Finding(leaf.steps, f"link to “{found[1][:60]}”", hint, found[0].strip())
    for leaf, found in matches(record, _DEFINITION, markdown=True):
        hint = "Write the address where the link stands: [words](https://…)."
        yield Finding(leaf.steps, f"“{found[1][:60]}” defines a link apart from it", hint, found[1])


@rule(
    "E303",
    "No pictures, headings or attributes in prose",
    subject="texts",
    good="action: The city opened a night shelter. **Staff** are there every night, all year long. [@annual-report]",
    bad="action: |\n  # Night shelter\n\n  The city opened a night shelter and staffs it all year. [@annual-report]",
)
def prose_is_plain(record: Texts, catalogue: Catalogue) -> Iterator[Finding]:
    """The page brings the headings. Pictures would be fetched from elsewhere and may show people who did not agree."""
    del catalogue  # the record alone tells
    for what, name in ((_IMAGE, "a picture"), (_HEADING, "a heading"), (_ATTRIBUTES, "attributes")):
        for leaf, shown in each(record, what, markdown=True):
            yield Finding(leaf.steps, f"{name}, “{shown[:60]}”", "Write a paragraph or a list.", shown)


@rule(
    "E304",
    "No e-mail addresses",
    subject="texts",
    good="contact: {office: Housing department}",
    bad="contact: {office: someone@example.org}",
)
def no_email(record: Texts, catalogue: Catalogue) -> Iterator[Finding]:
    """An address often names a person, and machines collect what is public. Link to the office's contact page."""
    del catalogue  # the record alone tells
    for leaf, shown in each(record, _EMAIL, markdown=None):
        yield Finding(leaf.steps, f"e-mail address “{shown}”", "Give the office's web page in `contact.web`.", shown)


@rule(
    "E305",
    "No telephone numbers",
    subject="texts",
    good="contact: {office: Housing department}",
    bad="contact: {office: 'Housing department, +44 20 7946 0000'}",
)
def no_phone(record: Texts, catalogue: Catalogue) -> Iterator[Finding]:
    """Numbers change hands, and a stranger would be called. Link to the office's contact page instead."""
    del catalogue  # the record alone tells
    for leaf, shown in each(record, _PHONE, markdown=None):
        yield Finding(leaf.steps, f"telephone number “{shown}”", "Give the office's web page in `contact.web`.", shown)


@rule(
    "E308",
    "Addresses of pages hold no mailbox",
    subject="texts",
    good="contact: {office: Housing department, web: 'https://example.org/contact'}",
    bad="contact: {office: Housing department, web: 'https://example.org/?to=someone@example.org'}",
)
def no_mailbox_in_addresses(record: Texts, catalogue: Catalogue) -> Iterator[Finding]:
    """What somebody copied from the address bar may carry their own e-mail address, or a name and a password."""
    del catalogue  # the record alone tells
    for leaf in leaves(record):
        if not leaf.kind and (address := _ADDRESS.fullmatch(leaf.text)):
            if found := _EMAIL.pattern.search(unquote(address[2])):
                yield Finding(leaf.steps, f"e-mail address “{found[0]}” in an address", "Give the address without it.")
            elif "@" in address[1]:
                yield Finding(
                    leaf.steps, "a name before the host", "Give the address without what stands before the @."
                )


@rule(
    "E306",
    "The protection register names no person",
    subject="texts",
    good="use: The network finds a host city for a writer at risk.",
    bad="use: The network found a host city for Mr Example Person.",
)
def no_person_in_protection(entry: Texts, catalogue: Catalogue) -> Iterator[Finding]:
    """People at risk may be found through what is written about them. Tell what protects, never whom."""
    del catalogue  # the entry alone tells
    if isinstance(entry, Protection) or getattr(entry, "register", "") == "protection":
        for leaf, shown in each(entry, PERSON, markdown=None):
            if leaf.steps[0] == "label":
                continue  # an award may be named after somebody
            yield Finding(leaf.steps, f"looks like a person: “{shown}”", "Leave the person out.", shown)


@rule(
    "E307",
    "No coordinates in texts",
    subject="texts",
    good="action: The city opened a house for women who flee from violence. It is open all year. [@annual-report]",
    bad="action: The city opened a house for women who flee from violence at 12.34567, 98.76543. [@annual-report]",
)
def no_coordinates(record: Texts, catalogue: Catalogue) -> Iterator[Finding]:
    """A point on the map leads strangers to a door. The record of the place says where the city is; that is enough."""
    del catalogue  # the record alone tells
    for leaf, shown in each(record, _COORDINATES, markdown=None):
        yield Finding(
            leaf.steps, f"coordinates “{shown}”", "Leave them out: the place of the record says enough.", shown
        )
