"""Languages that nobody speaks, made from files alone: every English text in other letters, and two fifths longer.

A text in them shows at once whether it was translated, whether it fits, and what a page has that no file gave it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from practicebook import editorial, loading, source
from practicebook.drafting import INTERFACE, draft
from practicebook.editorial import HandPage
from practicebook.layout import Layout
from practicebook.source import Steps
from practicebook.translation import Translated, source_texts
from practicebook.translations import HEAD, IN_FILES, OF

from tests.builders import as_yaml, put

LATIN = "áƀçđéƒĝĥíĵķłɱñóþɋřšťúṽŵẋýž"
HEBREW = "אבגדהוזחטיכלמנסעפצקרשתךםןף"
SMALL = "abcdefghijklmnopqrstuvwxyz"
VOWELS = re.compile(r"[aeiou]", re.IGNORECASE)
LONGER = 1.4
FILLER = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# What a translator leaves as it is: placeholders, citations, addresses of links, attributes, elements, code, addresses.
KEPT = re.compile(r"(\{:[^}]*\}|\{\w+\}|\[@[^\]]+\]|\]\([^)]*\)|<[^>]*>|`[^`]*`|https?://\S+)")
LINE = re.compile(r"(?P<start>\s*(?:[-*+]\s+|\d+\.\s+|#+\s+)?)(?P<text>.*?)(?P<end>\s*(?:\{:[^}]*\})?)", re.DOTALL)


@dataclass(frozen=True)
class Pseudo:
    """A language: its code, the locale that it borrows dates and plurals from, its direction, its 26 letters."""

    code: str
    locale: str
    direction: str
    letters: str

    def say(self, text: str) -> str:
        """A text, line by line, in brackets that show where it begins and ends."""
        return "\n".join(self._line(line) if line.strip() else line for line in text.split("\n"))

    def _line(self, line: str) -> str:
        found = LINE.fullmatch(line)
        if found is None or not found["text"] or set(found["text"]) <= set("-:| "):
            return line
        return f"{found['start']}⟦{self._longer(found['text'])}⟧{found['end']}"

    def _longer(self, text: str) -> str:
        """Vowels twice, so that words grow; then more words, as far as that was not enough."""
        parts = KEPT.split(text)
        parts[::2] = [VOWELS.sub(lambda vowel: vowel[0] * 2, part) for part in parts[::2]]
        words = iter(FILLER)
        while sum(map(len, parts)) < LONGER * len(text) and (word := next(words, None)):
            parts[-1] += f" {word}"
        parts[::2] = [part.translate(self._table) for part in parts[::2]]
        return "".join(parts)

    @property
    def _table(self) -> dict[int, int]:
        capitals = self.letters.upper() if self.letters.upper() != self.letters else self.letters
        return str.maketrans(SMALL + SMALL.upper(), self.letters + capitals)


def speak(layout: Layout, pseudo: Pseudo) -> None:
    """Translate a knowledge base as a whole, each file in the form that the command for drafts gives it."""
    begin(layout, pseudo)
    records, texts = loading.load(layout), editorial.load(layout)
    for name in [*records.practices, *(register for register in records.written if register != IN_FILES)]:
        made = draft(layout, records, texts, name, pseudo.code, "machine")
        assert made, name
        written = {"": records.practices[name]} if name in records.practices else records.written[name]
        put(made.file, _filled_in(pseudo, made.text, written))
    for page in texts.pages["en"]:
        put(layout.pages_by_hand / pseudo.code / page.path, _page(pseudo, page))


def begin(layout: Layout, pseudo: Pseudo) -> None:
    """Translate the interface, which is enough for the language to be there."""
    file = layout.interface / f"{pseudo.code}.yaml"
    site = {"locale": pseudo.locale, "direction": pseudo.direction}
    put(file, {HEAD: {"by": "machine", "reviewed": False}, "site": site})
    texts = editorial.load(layout)
    made = draft(layout, loading.load(layout), texts, INTERFACE, pseudo.code, "machine")
    assert made
    put(file, _filled_in(pseudo, made.text, {"": texts.expected(pseudo.code)}))


def _filled_in(pseudo: Pseudo, text: str, written: Mapping[str, Translated]) -> str:
    """A draft with every empty text filled in; `written` by id, which is empty for what has a file of its own."""
    structure: Any = source.parse(text, "draft").value
    texts = {id_: {steps: one for steps, (one, _) in source_texts(record).items()} for id_, record in written.items()}
    if "" in texts:
        return as_yaml(_filled(pseudo, structure, texts[""]))
    key = next(name for name in structure if name != HEAD)
    entries = [_filled(pseudo, entry, texts[entry["id"]]) for entry in structure[key]]
    return as_yaml({HEAD: structure[HEAD], key: entries})


def _filled(pseudo: Pseudo, node: Any, texts: Mapping[Steps, str], steps: Steps = ()) -> Any:  # noqa: ANN401 - YAML
    """The part of a draft at `steps` with its empty texts filled in."""
    if isinstance(node, dict):
        apart = {HEAD, OF, "id"} if not steps else {"id"} if ("id" in node) else set()
        return {key: one if key in apart else _filled(pseudo, one, texts, (*steps, key)) for key, one in node.items()}
    if isinstance(node, list):
        places = (one.get("id", number) if isinstance(one, dict) else number for number, one in enumerate(node))
        return [_filled(pseudo, one, texts, (*steps, step)) for step, one in zip(places, node, strict=True)]
    return node or pseudo.say(texts[steps])


def _page(pseudo: Pseudo, page: HandPage) -> str:
    """A page written by hand with its head."""
    front = {
        "title": pseudo.say(page.front["title"]),
        "description": pseudo.say(page.front["description"]),
        HEAD: {"by": "machine", "reviewed": False},
        OF: page.digest,
    }
    return f"---\n{as_yaml(front)}---\n{pseudo.say(page.body)}"
