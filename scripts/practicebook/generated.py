"""Files made from the model and committed because people or editors read them; CI compares them with the model."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import BaseModel

from practicebook import settings
from practicebook.answers import label_of
from practicebook.catalogue import Catalogue
from practicebook.columns import Column, columns, lists
from practicebook.commitment import Commitment
from practicebook.issueform import form
from practicebook.layout import Layout
from practicebook.manuscript import scalar
from practicebook.messages import messages
from practicebook.model import Place, Practice
from practicebook.problem import Problem
from practicebook.record import Reference
from practicebook.rules import RULES
from practicebook.validation import inner_model

SCHEMAS: dict[str, type[BaseModel]] = {"practice": Practice, "place": Place, "commitment": Commitment}
# Register → the schema of its entries, for those that are one file.
IN_ONE_FILE = {"commitments": "commitment"}

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SHOWN = 30  # choices in the description of a field

_PUBLISHED_HEADER = (
    "# Every id ever published. An id may move to `former_ids`, never vanish. Written by `practicebook generate`.\n"
)


def generated(layout: Layout, catalogue: Catalogue) -> dict[str, str]:
    """Path relative to the root → content of every generated file."""
    files = {
        (layout.schemas / f"{name}.schema.json").relative_to(layout.root).as_posix(): _json(schema(model, catalogue))
        for name, model in SCHEMAS.items()
    }
    for register, name in IN_ONE_FILE.items():
        files[(layout.schemas / f"{register}.schema.json").relative_to(layout.root).as_posix()] = _json(_listed(name))
    files[layout.snippets.relative_to(layout.root).as_posix()] = _json(snippets())
    files[layout.issue_form.relative_to(layout.root).as_posix()] = _issue_form(catalogue, settings.load(layout))
    files[layout.rules.relative_to(layout.root).as_posix()] = _terms("rules", _rules())
    files[layout.fields.relative_to(layout.root).as_posix()] = _terms("fields", _fields())
    files[layout.messages.relative_to(layout.root).as_posix()] = _terms("messages", _messages())
    ids = sorted({*catalogue.published_ids, *catalogue.practices, *catalogue.places})
    published = layout.published_ids.relative_to(layout.root).as_posix()
    files[published] = _PUBLISHED_HEADER + "".join(f"{id_}\n" for id_ in ids)
    return files


def _listed(name: str) -> dict[str, Any]:
    """The schema of a file that holds a list of entries."""
    return {
        "$schema": DIALECT,
        "type": "object",
        "required": ["entries"],
        "additionalProperties": False,
        "properties": {"entries": {"type": "array", "items": {"$ref": f"{name}.schema.json"}}},
    }


def _issue_form(catalogue: Catalogue, chosen: settings.Settings) -> str:
    header = "# Written by `practicebook generate` from the model and the vocabularies.\n"
    text = yaml.dump(
        form(catalogue, chosen.licence.name), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120
    )
    return f"{header}{text}"


def snippets() -> dict[str, Any]:
    """For each list of groups an entry to fill in, which VS Code offers under the name of the list."""
    made = {}
    for name, inner in lists(Practice).items():
        needed = [column for column in columns(inner) if column.required or column.steps == ("sources",)]
        lines = [f"{column.steps[0]}: {_stop(number, column)}" for number, column in enumerate(needed, start=1)]
        body = [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]
        description = Practice.model_fields[name].description
        made[name] = {"prefix": f"{name}-entry", "scope": "yaml", "body": body, "description": description}
    return made


def _stop(number: int, column: Column) -> str:
    """Where the cursor stops; the description stands there until somebody types."""
    told = re.sub(r"[\\$}]", "", column.description)
    return f"[${{{number}:{told}}}]" if column.many else f"${{{number}:{told}}}"


def _rules() -> Iterator[dict[str, str]]:
    for code, rule in sorted(RULES.items()):
        yield {"id": code.lower(), "label": rule.title, "description": rule.why}


def _messages() -> Iterator[dict[str, str]]:
    for name, message, hint, _ in messages():
        yield {"id": name, "label": message, "description": hint} if hint else {"id": name, "label": message}


def _fields() -> Iterator[dict[str, str]]:
    catalogue = Catalogue()  # no choices: only what fields are called and hold
    for name, model in SCHEMAS.items():
        for field in described(model, catalogue):
            if field.description:
                yield {"id": field_id(name, field.name), "label": field.description}
    for model in (Practice, Commitment):
        for name, part in schema(model, catalogue)["$defs"].items():
            for field, told in part["properties"].items():
                if told.get("description"):
                    yield {"id": field_id(name.lower(), field), "label": told["description"]}


def lacking(catalogue: Catalogue) -> Iterator[Problem]:
    """The lists that an older program made: pages would look in them for words that they do not have."""
    for name, terms in (("rules", _rules()), ("fields", _fields()), ("messages", _messages())):
        missing = next((term["id"] for term in terms if term["id"] not in catalogue.terms[name]), None)
        if missing:
            message, hint = f"lacks “{missing}”, which this program has", "Run `practicebook generate`."
            yield Problem(f"content/vocabulary/{name}.yaml", 1, 1, "terms", "E101", "error", message, hint)


def field_id(record: str, field: str) -> str:
    """How a field is called in the list of fields: `practice/did-not-work`."""
    return f"{record}/{field.replace('_', '-')}"


def _terms(name: str, terms: Iterable[Mapping[str, str]]) -> str:
    header = (
        "# Written by `practicebook generate` from the code, so that translators find it.\n"
        f"# The translations are in {name}.<language>.yaml.\n"
    )
    entries = ("".join(f"    {key}: {scalar(text, 6)}" for key, text in term.items()) for term in terms)
    return f"{header}terms:\n" + "".join(f"  - {entry.lstrip()}" for entry in entries)


@dataclass(frozen=True)
class Field:
    """A field of a record as the guide shows it."""

    name: str
    required: bool
    description: str


def described(model: type[BaseModel], catalogue: Catalogue) -> list[Field]:
    """The fields of a record, in the order of the model."""
    made = schema(model, catalogue)
    required = set(made.get("required", ()))
    return [Field(name, name in required, _description(part, made)) for name, part in made["properties"].items()]


def _description(part: dict[str, Any], made: dict[str, Any]) -> str:
    if part.get("description"):
        return str(part["description"])
    name = str(part.get("$ref", "")).rpartition("/")[2]
    return str(made.get("$defs", {}).get(name, {}).get("description", ""))


def stale(layout: Layout, files: dict[str, str]) -> list[str]:
    """The generated files that differ from what lies on the disk."""
    return [path for path, text in sorted(files.items()) if _on_disk(layout, path) != text]


def outdated(layout: Layout, files: dict[str, str], catalogue: Catalogue) -> list[str]:
    """The stale files that are behind by more than records, which editors may be offered, and ids kept, later.

    So that whoever adds, renames or withdraws a practice changes the files of that practice and no other.
    """
    records = {*catalogue.published_ids, *catalogue.practices, *catalogue.places, *catalogue.withdrawn}
    published = layout.published_ids.relative_to(layout.root).as_posix()

    def differs(path: str) -> bool:
        there = _on_disk(layout, path)
        if there is None or not path.endswith((".json", published)):
            return True
        if path == published:
            return not {*there.splitlines()} <= {*files[path].splitlines()}
        return _bare(there, records) != _bare(files[path], records)

    return [path for path in stale(layout, files) if differs(path)]


def _bare(text: str, records: set[str]) -> object:
    """What a schema says beside the records that it offers as choices, and the lists that repeat choices."""

    def bare(part: dict[str, Any]) -> dict[str, Any]:
        choices = {"enum", "enumDescriptions"} if records.issuperset(part.get("enum", ["no record"])) else set()
        return {name: one for name, one in part.items() if name not in {*choices, "markdownDescription"}}

    try:
        return json.loads(text, object_hook=bare)
    except ValueError:
        return text


def _on_disk(layout: Layout, path: str) -> str | None:
    file = layout.root / path
    return file.read_text(encoding="utf-8") if file.is_file() else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def schema(model: type[BaseModel], catalogue: Catalogue) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record, with the ids of all vocabularies as choices for editors."""
    made = model.model_json_schema()
    _add_choices(made, model, made.get("$defs", {}), catalogue)
    return {"$schema": DIALECT, **made}


def _add_choices(
    part: dict[str, Any], model: type[BaseModel], definitions: dict[str, Any], catalogue: Catalogue
) -> None:
    for name, info in model.model_fields.items():
        target = part["properties"][name]
        register = _register(info.annotation, tuple(info.metadata))
        if register is not None:
            _set_choices(target, _choices(register, catalogue))
        inner = inner_model(info.annotation)
        if inner is not None and inner.__name__ in definitions:
            _add_choices(definitions[inner.__name__], inner, definitions, catalogue)


def _choices(register: str, catalogue: Catalogue) -> dict[str, str]:
    """Id → label; sources are named inside each record, so an editor cannot know them."""
    return {} if register == "sources" else {id_: label_of(one) for id_, one in catalogue.ids(register).items()}


def _set_choices(target: dict[str, Any], choices: dict[str, str]) -> None:
    """Put the ids where the text itself is described: in the items of a list, in a branch of a union.

    Editors show the labels beside the ids (`enumDescriptions`), and short lists where the pointer rests on the field.
    """
    if not choices:
        return
    if len(choices) <= SHOWN and target.get("description"):
        shown = "".join(f"\n- `{id_}`: {label}" for id_, label in choices.items())
        target["markdownDescription"] = f"{target['description']}\n{shown}"
    for part in (target, target.get("items", {}), *target.get("anyOf", ())):
        if part.get("type") == "string":
            part["enum"] = list(choices)
            part["enumDescriptions"] = list(choices.values())
            part.pop("pattern", None)
            part.pop("maxLength", None)


def _register(annotation: object, metadata: tuple[Any, ...]) -> str | None:
    marks = [*metadata, *getattr(annotation, "__metadata__", ())]
    for mark in marks:
        if isinstance(mark, Reference):
            return mark.register
    found = (_register(inner, ()) for inner in getattr(annotation, "__args__", ()))
    return next((register for register in found if register), None)
