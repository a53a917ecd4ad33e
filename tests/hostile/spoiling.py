"""A knowledge base of hostile records: every text field of every model filled with payloads, none left out.

What fills a field is read from its model, so that a new field is filled by itself. The rules are not asked: what is
built of this shows what escaping alone does.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from practicebook.layout import Layout
from practicebook.model import Place, Practice, Source
from practicebook.record import Marks, fields
from practicebook.registers import KINDS, REGISTERS
from practicebook.translation import digests
from practicebook.validation import inner_model

from tests.builders import OTHER, PLACE, PRACTICE, REPOSITORY, Content, Record, a_knowledge_base, put
from tests.hostile.corpus import Payload
from tests.site.pages import BY_HAND

HAND = "---\ntitle: Page {0}\ndescription: What it tells.\n---\n\n# Page {0}\n\n## Levels {{: #evidence }}\n\nText.\n"
BETWEEN = " ¦ "
PACKED = {False: 240, True: 1500}  # characters of a text, and of Markdown, unless a payload alone is longer
# The sentences of the form and of the rules are ours, with places to fill in.
UNTOUCHED = ("messages", "fields", "rules")
# What no text can be: by the pattern of its field, or by the name of the field in lists of our own pages.
PATTERNS = {"{4}": "2019-05-01", "A-Z]{3}": "EUR", "{3}$": "001", "\\+": "+1 234 567 890", "A-Z.": "A/HRC/99/1"}
REVIEW: Mapping[str, Any] = {"state": "published", "reviewed_on": "2019-05-01"}
FIXED: Mapping[str, Any] = {
    "parent": None,
    "served_by": [],
    "former_ids": [],
    "reused_by": [],
    "address": "hostile.org",
}


@dataclass
class Dealer:
    """Deals payloads: to each field the next ones that fit, so that in the end each field had each payload."""

    texts: Sequence[str]
    addresses: Sequence[str]
    dealt: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _next: dict[str, int] = field(default_factory=dict)

    def text(self, path: str, least: int, most: int, *, markdown: bool) -> str:
        """As many payloads as fit; each time, another one stands at the beginning."""
        between = "\n\n" if markdown else BETWEEN
        parts: list[str] = []
        size, start = 0, self._start(path, self.texts)
        for step in range(len(self.texts)):
            payload = self.texts[(start + step) % len(self.texts)]
            self._next[path] = start + step
            if parts and size + len(payload) > min(most, PACKED[markdown]):
                break
            if len(payload) <= most:
                parts.append(payload)
                size += len(payload) + len(between)
        self.dealt[path].update(parts)
        text = between.join(parts)
        return text if len(text) >= least else text + between + "x" * (least - len(text))

    def address(self, path: str) -> str:
        """The next address that the model takes for one."""
        start = self._start(path, self.addresses)
        self._next[path] = start + 1
        taken = self.addresses[start % len(self.addresses)]
        self.dealt[path].add(taken)
        return taken

    def _start(self, path: str, among: Sequence[str]) -> int:
        """Each field begins elsewhere, so that one record holds many payloads."""
        return self._next.setdefault(path, sum(path.encode()) % len(among))


@cache
def _properties(model: type[BaseModel]) -> Record:
    """What the schema of a model says of its fields."""
    made: Record = model.model_json_schema()["properties"]
    return made


@dataclass
class Filler:
    """Fills models; `known` are the ids of each register, `many` is how long a list of texts or groups becomes."""

    dealer: Dealer
    known: Mapping[str, Sequence[str]]
    many: int
    _numbers: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def group(self, model: type[BaseModel], path: str, **given: object) -> Record:
        """A record of a model in which every field is filled, but for those that are given."""
        properties = _properties(model)
        record = dict(given)
        for name, marks in fields(model):
            if name not in record:
                inner = inner_model(model.model_fields[name].annotation)
                record[name] = self._value(name, properties[name], marks, inner, f"{path}.{name}")
        return {name: value for name, value in record.items() if value is not None}

    def _value(self, name: str, part: Record, marks: Marks, inner: type[BaseModel] | None, path: str) -> Any:  # noqa: ANN401 - a value of any field
        branches = [one for one in part.get("anyOf", ()) if one.get("type") != "null"]
        part = {**part, **branches[0]} if branches else part
        if name in FIXED:
            return FIXED[name]
        if part.get("type") == "array":
            return self._list(part["items"], marks, inner, path)
        if inner:
            return self.group(inner, path)
        return self._id(marks[1].register, path) if marks[1] else self._scalar(part, marks, path)

    def _list(self, part: Record, marks: Marks, inner: type[BaseModel] | None, path: str) -> list[Any]:
        if inner and "id" in inner.model_fields:
            return [self.group(inner, path, id=f"s-{number}") for number in range(self.many)]
        if inner:
            return [self.group(inner, path) for _ in range(self.many)]
        found = (self._value("", part, marks, None, path) for _ in range(self.many if marks[0] else 2))
        return [one for one in dict.fromkeys(found) if one is not None]

    def _id(self, register: str, path: str) -> str | None:
        ids = [id_ for part in register.split("-or-") for id_ in self.known.get(part, ())]
        self._numbers[path] += 1
        return ids[self._numbers[path] % len(ids)] if ids else None

    def _scalar(self, part: Record, marks: Marks, path: str) -> Any:  # noqa: ANN401 - a value of any field
        match part:
            case {"enum": [first, *_]} | {"const": first}:
                return first
            case {"type": "integer" | "number"}:
                self._numbers[path] += 1
                return max(part.get("minimum", 3), 3) + self._numbers[path] % 80
            case {"format": "uri"}:
                return self.dealer.address(path)
            case {"pattern": pattern}:
                return next(value for sign, value in PATTERNS.items() if sign in pattern)
        if part.get("format") == "date" or part["type"] == "boolean":
            return "2019-05-01" if "format" in part else False
        markdown = bool(marks[0] and marks[0].markdown)
        return self.dealer.text(path, part.get("minLength", 1), part.get("maxLength", 200), markdown=markdown)

    def again(self, model: type[BaseModel], value: Record, path: str) -> Record:
        """The same record with payloads in place of its texts."""
        made = dict(value)
        properties = _properties(model)
        for name, marks in fields(model):
            inner = inner_model(model.model_fields[name].annotation)
            if inner and name in made:
                made[name] = [self.again(inner, one, f"{path}.{name}") for one in made[name]]
            elif marks[0] and isinstance(made.get(name), str):
                made[name] = self._value(name, properties[name], marks, None, f"{path}.{name}")
        return made


def a_hostile_base(folder: Path, payloads: Sequence[Payload], practices: int, many: int) -> tuple[Layout, Dealer]:
    """Lay out a root with so many practices, half as many places, and up to twelve entries of each register."""
    dealer = Dealer([one.text for one in payloads if one.can_be_read], [one.text for one in payloads if one.is_address])
    half = max(practices // 2, 3)
    entries = range(min(half, 12))  # a list is one file, and no file is read that is larger than 256 KiB
    known = {name: [f"h-{name}-{number}" for number in entries] for name in REGISTERS}
    known |= {"places": [f"h-place-{number}" for number in range(half)], "sources": ["s-0", "s-1"]}
    known |= {"practices": [f"h-{number}" for number in range(practices)]}
    for file in sorted((REPOSITORY / "content/vocabulary").glob("*.yaml")):
        if "." not in file.stem:
            known[file.stem] = [term["id"] for term in yaml.safe_load(file.read_bytes())["terms"]]
    known["organisation-types"].remove("local-government")  # these stand in one line
    known["themes"] = [id_ for id_ in known["themes"] if id_.startswith("housing/")]
    files = dict(_files(Filler(dealer, known, many), known, practices))
    layout = a_knowledge_base(folder, {PRACTICE: None, OTHER: None, PLACE: None, **files})
    for language in ("ar", "es", "fr"):
        (layout.interface / f"{language}.yaml").unlink()
    return layout, dealer


def _files(filler: Filler, known: Mapping[str, Sequence[str]], practices: int) -> Iterator[tuple[str, Content]]:
    for name, kind in KINDS.items():
        file = REPOSITORY / f"content/vocabulary/{name}.yaml"
        if name in REGISTERS:
            entries = [filler.group(kind, name, id=id_) for id_ in known[name]]
            yield f"content/registers/{name}.yaml", {"entries": entries}
        elif name not in UNTOUCHED:
            terms = yaml.safe_load(file.read_bytes())["terms"]
            yield f"content/vocabulary/{name}.yaml", {"terms": [filler.again(kind, term, name) for term in terms]}
    shared = [filler.group(Source, "sources", id="shared-0")]
    yield "content/registers/sources.yaml", {"sources": shared}
    for id_ in known["places"]:
        yield f"content/registers/places/{id_}.yaml", filler.group(Place, "place", id=id_)
    for number, id_ in enumerate(known["practices"]):
        language = "ar" if number % 3 == 2 else "en"
        record = filler.group(Practice, "practice", id=id_, language=language, review=REVIEW)
        yield f"practices/housing/{id_}.yaml", record
        if language == "ar" and number % 2:
            yield f"practices/housing/{id_}.en.yaml", _translation(filler, record)


def _translation(filler: Filler, record: Record) -> Record:
    """Another set of payloads for the texts that stand alone."""
    of = digests(Practice.model_validate(record))
    again = filler.group(Practice, "translation", id=record["id"])
    texts = {name: again[name] for name in of if isinstance(again[name], str)}
    return {"translation": {"by": "machine", "reviewed": False}, "of": dict(of), **texts}


def complete(layout: Layout) -> None:
    """Add what a site has beside its records: the theme, and the pages that are written by hand."""
    shutil.copytree(REPOSITORY / "theme", layout.theme)
    for path in BY_HAND:
        name = f"{path}/index" if path in {"about", "contribute"} else path
        put(layout.pages_by_hand / f"en/{name}.md", HAND.format(path))
