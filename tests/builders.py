"""Builders: one valid practice, one valid place and one valid knowledge base, each to change one thing of.

Everything here is invented, and is called so that nobody can take it for a real place.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import yaml

from practicebook import loading, rules, source, translations
from practicebook.catalogue import Catalogue
from practicebook.holdings import Origin
from practicebook.layout import Layout
from practicebook.model import Place, Practice
from practicebook.parsed import Parsed
from practicebook.problem import Problem
from practicebook.registers import REGISTERS
from practicebook.source import Steps
from practicebook.translation import Foreign, Translated, digests, source_texts

REPOSITORY = Path(__file__).parents[1]
PRACTICE = "practices/housing/night-shelter.yaml"
OTHER = "practices/housing/other-practice.yaml"
FRENCH = "practices/housing/night-shelter.fr.yaml"
PLACE = "content/registers/places/sampletown.yaml"

Record: TypeAlias = dict[str, Any]
Content: TypeAlias = Record | str | bytes | None
Finding: TypeAlias = tuple[str, int, int, str, str]
Marked: TypeAlias = str | tuple[str, str, str]


def a_practice(**changes: object) -> Record:
    """Make a valid practice; a field that is changed to `...` is left out."""
    record: Record = {
        "id": "night-shelter",
        "title": "Night shelter with a way into housing",
        "language": "en",
        "summary": (
            "Sampletown keeps a night shelter open all year and helps everybody who sleeps there to find "
            "a home with a contract of their own."
        ),
        "place": "sampletown",
        "themes": ["housing/homelessness"],
        "rights": ["right-housing"],
        "groups": ["homeless"],
        "sdgs": ["1", "11"],
        "kind": "programme",
        "stage": "running",
        "period": {"since": 2015},
        "lead": "The housing department of Sampletown",
        "reach": {"text": "About 200 people a year.", "sources": ["annual-report"]},
        "problem": "People slept in the park of Sampletown in all seasons [@annual-report].",
        "action": (
            "The city opened a night shelter in an empty school. Staff are there around the clock and look for "
            "a home together with each guest [@annual-report]."
        ),
        "results": [
            {
                "text": "40 beds are open all year.",
                "figure": {"value": 40, "unit": "beds", "year": 2019},
                "evidence": "stated",
                "sources": ["annual-report"],
            }
        ],
        "sources": [{"id": "annual-report", "title": "Annual report", "publisher": "Sampletown", "year": 2020}],
        "review": {"state": "published", "reviewed_on": "2026-01-31"},
        "added_on": "2026-01-30",
    }
    return _changed(record, changes)


def a_place(**changes: object) -> Record:
    """Make a valid place; a field that is changed to `...` is left out."""
    record: Record = {
        "id": "sampletown",
        "name": "Sampletown",
        "kind": "city",
        "country": "uy",
        "coordinates": {"latitude": -33.5, "longitude": -56.5, "sources": ["geonames"]},
        "population": {"value": 1234, "year": 2011, "sources": ["geonames"]},
        "added_on": "2026-01-30",
    }
    return _changed(record, changes)


def a_commitment(**changes: object) -> Record:
    """Make a valid entry of the register of commitments; a field that is changed to `...` is left out."""
    record: Record = {
        "id": "com-sample",
        "label": "A charter of Sampletown",
        "place": "sampletown",
        "form": "own-declaration",
        "declaration": "dec-sample",
        "date": "2018-12",
        "practices": ["night-shelter"],
        "state": "announced",
        "sources": ["https://example.org/charter"],
    }
    return _changed(record, changes)


def a_translation(**changes: object) -> Record:
    """Make a valid French translation of the night shelter; `of` is filled in for every text that it has."""
    record: Record = {
        "translation": {"by": "human", "reviewed": False},
        "title": "Abri de nuit qui mène au logement",
        **changes,
    }
    now = digests(Practice.model_validate(a_practice()))
    of = {name: now[name] for name in record if name in now}
    return _changed(record, {**changes, "of": {**of, **record.get("of", {})}})


def _changed(record: Record, changes: Mapping[str, object]) -> Record:
    return {name: value for name, value in {**record, **changes}.items() if value is not ...}


def as_yaml(record: Record) -> str:
    """Write a record as YAML, one line a value, every text in quotes so that it stays text."""
    return yaml.dump(record, Dumper=_Quoting, allow_unicode=True, sort_keys=False, width=10_000)


class _Quoting(yaml.SafeDumper):
    """Quotes every text but the names of fields: PyYAML itself quotes by the rules of YAML 1.1."""

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:  # noqa: ANN401, FBT001 - as in PyYAML
        node = super().represent_mapping(tag, mapping, flow_style)
        for _, value in node.value:
            _quote(value)
        return node

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:  # noqa: ANN401, FBT001 - as in PyYAML
        node = super().represent_sequence(tag, sequence, flow_style)
        for value in node.value:
            _quote(value)
        return node

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as in PyYAML
        return True


def _quote(node: yaml.Node) -> None:
    if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str":
        node.style = '"'


def a_knowledge_base(folder: Path, files: Mapping[str, Content] | None = None, **changes: object) -> Layout:
    """Lay out a small valid root in `folder`; `changes` are made to the practice night-shelter.

    `files` adds or replaces files by their path: a record, a text or bytes; None leaves the file out.
    """
    shutil.copytree(
        REPOSITORY / "content/vocabulary", folder / "content/vocabulary", ignore=shutil.ignore_patterns("*.*.yaml")
    )
    shutil.copytree(REPOSITORY / "content/interface", folder / "content/interface")
    contents: dict[str, Content] = {
        "mkdocs.yml": (REPOSITORY / "mkdocs.yml").read_text("utf-8"),
        "content/registers/sources.yaml": {"sources": [{"id": "geonames", "title": "Gazetteer of Sampleland"}]},
        **{f"content/registers/{name}.yaml": {"entries": []} for name in REGISTERS},
        PLACE: a_place(),
        PRACTICE: a_practice(**changes),
        OTHER: a_practice(id="other-practice", title="Another practice of Sampletown"),
        **(files or {}),
    }
    for path, content in contents.items():
        put(folder / path, content)
    return Layout(folder)


def put(file: Path, content: Content) -> None:
    """Write one file and the folders above it; None removes it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if content is None:
        file.unlink(missing_ok=True)
    elif isinstance(content, bytes):
        file.write_bytes(content)
    else:
        file.write_text(content if isinstance(content, str) else as_yaml(content), "utf-8", newline="\n")


def check(layout: Layout) -> list[Problem]:
    """Find every problem of a knowledge base, as the command line does."""
    return rules.check(loading.load(layout))


@cache
def _without_the_practice() -> Catalogue:
    with TemporaryDirectory() as folder:
        return loading.load(a_knowledge_base(Path(folder), {PRACTICE: None}))


def check_practice(folder: Path, content: Content, path: str = PRACTICE) -> list[Problem]:
    """Find every problem of the records around a night-shelter like this; all but itself is read only once."""
    put(folder / path, content)
    known = _without_the_practice()
    whole = replace(
        known, practices={**known.practices}, origins={**known.origins}, problems=[], unread=set(), partial=[]
    )
    reader = loading._Reader(whole, Layout(folder), Parsed())
    loading._load_record(reader, folder / path, Practice, whole.practices)
    records: list[tuple[str, str, Practice | Place]] = [("Practice", one.id, one) for one in whole.practices.values()]
    records += [("Place", one.id, one) for one in whole.places.values()]
    found = [problem for kind, id_, one in records for problem in rules._check(one, whole, whole.origins[kind, id_])]
    partly = [problem for part, origin in whole.partial for problem in rules._check_part(part, whole, origin)]
    return sorted({*whole.problems, *found, *partly})


@cache
def _whole() -> Catalogue:
    declaration = {"id": "dec-sample", "label": "A declaration", "year": 2018}
    files: dict[str, Content] = {
        "content/registers/declarations.yaml": {"entries": [declaration]},
        "content/registers/places/othertown.yaml": a_place(id="othertown", name="Othertown"),
    }
    with TemporaryDirectory() as folder:
        return loading.load(a_knowledge_base(Path(folder), files))


def check_commitment(**changes: object) -> list[Problem]:
    """Find every problem of a commitment of Sampletown, which signed a declaration of 2018; all else is read once."""
    return check_entry("commitments", a_commitment(**changes))


def check_entry(register: str, entry: Record, **others: dict[str, Any]) -> list[Problem]:
    """Find every problem of an entry of a register, beside the `others` of their registers; all else is read once."""
    document = source.parse(as_yaml({"entries": [entry]}), f"content/registers/{register}.yaml")
    terms, origins = {**_whole().terms, **others}, {**_whole().origins}
    known = replace(_whole(), terms=terms, origins=origins, problems=[], unread=set(), _views={})
    entries: dict[str, Any] = {}
    loading._load_items(known, document, "entries", REGISTERS[register], entries, register)
    found = (rules._check(one, known, known.origins[register, id_]) for id_, one in entries.items())
    return sorted({*known.problems, *(problem for problems in found for problem in problems)})


def check_translation(folder: Path, content: Content, path: str = FRENCH, **changes: object) -> list[Problem]:
    """Find every problem of a French file; `changes` are made to night-shelter, and all else is read only once."""
    practices = {**_whole().practices, "night-shelter": Practice.model_validate(a_practice(**changes))}
    known = replace(_whole(), practices=practices)
    source = path.replace(".fr.", ".") if path.startswith("content/vocabulary/") else path
    for file in (source, "content/interface/fr.yaml", path):
        put(folder / file, content)
    layout = Layout(folder)
    read = translations.load(layout, translations.files(layout), known.written, known.unread)
    found = (rules._check(one, known, Origin(one.document, one.steps)) for one in read.by_key.values())
    return sorted({*read.problems, *(problem for problems in found for problem in problems)})


def findings(problems: list[Problem]) -> list[Finding]:
    """Tell of each problem what a test compares: file, line, column, field and code."""
    return [(one.path, one.line, one.column, one.field, one.code) for one in problems]


def marked(text: str) -> Marked:
    """A text as a test compares it: a foreign one with its language and direction, since it equals its characters."""
    return (str(text), text.language, text.direction) if isinstance(text, Foreign) else text


def texts_of(record: Translated) -> dict[Steps, Marked]:
    """Every text of a record that a translation may give, by its steps."""
    return {steps: marked(text) for steps, (text, _) in source_texts(record).items()}
