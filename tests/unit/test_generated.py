"""Generated files: `practicebook.generated`. Schemas say what the models say, with the ids of this knowledge base."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from practicebook import loading
from practicebook.catalogue import Catalogue
from practicebook.generated import SCHEMAS, generated, outdated, schema, stale
from practicebook.layout import Layout
from practicebook.model import Place, Practice

from tests.builders import OTHER, PRACTICE, a_knowledge_base, a_practice, put

PRACTICE_SCHEMA = "practices/_schema/practice.schema.json"
PLACE_SCHEMA = "practices/_schema/place.schema.json"
OF_COMMITMENTS = ["practices/_schema/commitment.schema.json", "practices/_schema/commitments.schema.json"]
PUBLISHED = "content/registers/published-ids.txt"
FIELDS = "content/vocabulary/fields.yaml"
ISSUE_FORM = ".github/ISSUE_TEMPLATE/practice.yml"
SNIPPETS = ".vscode/practices.code-snippets"
MESSAGES = "content/vocabulary/messages.yaml"
RULES = "content/vocabulary/rules.yaml"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """Lay out a small knowledge base."""
    return a_knowledge_base(tmp_path)


@pytest.fixture
def loaded(layout: Layout) -> Catalogue:
    """Load it."""
    return loading.load(layout)


def field(described: dict[str, Any], *names: str) -> dict[str, Any]:
    """One field of a schema, through the groups it lies in."""
    part = described
    for name in names:
        reference = part.get("$ref") or next((one["$ref"] for one in part.get("anyOf", ()) if "$ref" in one), "")
        part = described["$defs"][reference.rpartition("/")[2]] if reference else part
        found = part["properties"][name]
        part = found.get("items", found) if "$ref" in found.get("items", {}) else found
    return part


def test_the_generated_files_are_these(layout: Layout, loaded: Catalogue) -> None:
    """A form for GitHub, snippets, schemas, three lists for translators, and every id that was ever published."""
    files = generated(layout, loaded)
    lists = [PUBLISHED, FIELDS, MESSAGES, RULES]
    assert sorted(files) == [ISSUE_FORM, SNIPPETS, *lists, *OF_COMMITMENTS, PLACE_SCHEMA, PRACTICE_SCHEMA]
    assert files[PUBLISHED].splitlines()[1:] == ["night-shelter", "other-practice", "sampletown"]
    assert all(text.endswith("\n") and not text.endswith("\n\n") for text in files.values())


def test_a_published_id_stays_when_its_record_is_gone(layout: Layout) -> None:
    """Generating never takes an id out of the list."""
    put(layout.root / PUBLISHED, "# comment\nshelter-at-night\n")
    files = generated(layout, loading.load(layout))
    assert files[PUBLISHED].splitlines()[1:] == ["night-shelter", "other-practice", "sampletown", "shelter-at-night"]


def test_a_file_is_stale_until_it_is_written_and_after_it_is_changed(layout: Layout, loaded: Catalogue) -> None:
    """Missing, different and fresh are told apart."""
    files = generated(layout, loaded)
    assert stale(layout, files) == [
        ISSUE_FORM,
        SNIPPETS,
        PUBLISHED,
        *OF_COMMITMENTS,
        PLACE_SCHEMA,
        PRACTICE_SCHEMA,
    ]  # the lists are there, and fresh
    for path, text in files.items():
        put(layout.root / path, text)
    assert stale(layout, files) == []
    put(layout.root / PLACE_SCHEMA, files[PLACE_SCHEMA].replace("city", "village"))
    assert stale(layout, files) == [PLACE_SCHEMA]


def test_whoever_adds_or_renames_a_record_need_not_generate(layout: Layout, loaded: Catalogue) -> None:
    """Schemas and the list of ids may be behind by records, but by nothing else."""
    for path, text in generated(layout, loaded).items():
        put(layout.root / path, text)
    put(layout.root / PRACTICE, a_practice(title="Another title of the night shelter"))
    put(layout.root / PRACTICE.replace("night", "day"), a_practice(id="day-shelter"))
    (layout.root / OTHER).unlink()
    records = loading.load(layout)
    files = generated(layout, records)
    assert stale(layout, files) == [PUBLISHED, OF_COMMITMENTS[0], PRACTICE_SCHEMA]
    assert outdated(layout, files, records) == []
    put(layout.root / PUBLISHED, files[PUBLISHED] + "no-id-of-ours\n")
    put(layout.root / PLACE_SCHEMA, "{")
    put(layout.root / PRACTICE_SCHEMA, files[PRACTICE_SCHEMA].replace("running", "walking"))
    assert outdated(layout, files, records) == [PUBLISHED, PLACE_SCHEMA, PRACTICE_SCHEMA]


def test_the_same_records_give_the_same_bytes(layout: Layout, loaded: Catalogue) -> None:
    """Nothing depends on the order of a set or on the day."""
    assert generated(layout, loaded) == generated(layout, loading.load(layout))


@pytest.mark.parametrize(("name", "model"), SCHEMAS.items())
def test_a_schema_has_the_fields_of_its_model(name: str, model: type[BaseModel], loaded: Catalogue) -> None:
    """Every field, in order; required where it is required; no others."""
    described = schema(model, loaded)
    assert described["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(described["properties"]) == list(model.model_fields)
    assert described["required"] == [name for name, info in model.model_fields.items() if info.is_required()]
    assert described["additionalProperties"] is False
    assert name == model.__name__.lower()


def test_a_schema_offers_the_ids_of_this_knowledge_base(loaded: Catalogue) -> None:
    """Editors complete what the vocabularies and registers hold, wherever in the record the field stands."""
    described = schema(Practice, loaded)
    offered = {
        name: described["properties"][name]["items"]["enum"]
        for name in ("themes", "rights", "groups", "sdgs", "reused_by")
    }
    assert offered == {
        **{name: list(loaded.terms[name]) for name in ("themes", "rights", "groups", "sdgs")},
        "reused_by": ["night-shelter", "other-practice", "sampletown"],
    }
    single = {name: described["properties"][name]["enum"] for name in ("language", "place", "kind", "stage")}
    assert single == {
        "language": list(loaded.terms["languages"]),
        "place": ["sampletown"],
        "kind": list(loaded.terms["kinds"]),
        "stage": list(loaded.terms["stages"]),
    }
    assert field(described, "results", "evidence")["enum"] == list(loaded.terms["evidence"])
    assert field(described, "sources", "language")["anyOf"][0]["enum"] == list(loaded.terms["languages"])


def test_an_editor_shows_the_label_of_each_id(loaded: Catalogue) -> None:
    """Beside the id when it completes one; and all of a short list where the pointer rests on the field."""
    described = schema(Practice, loaded)
    themes, stage = described["properties"]["themes"]["items"], described["properties"]["stage"]
    assert themes["enumDescriptions"] == [term.label for term in loaded.terms["themes"].values()]
    assert stage["markdownDescription"].startswith(
        "How far it is.\n\n- `announced`: Announced\n- `planned`: Designed\n"
    )
    assert "markdownDescription" not in described["properties"]["themes"]


def test_snippets_hold_what_an_entry_needs(loaded: Catalogue, layout: Layout) -> None:
    """One for each list of groups, with a stop at each field; filled in, it is YAML."""
    made = json.loads(generated(layout, loaded)[SNIPPETS])
    assert list(made) == [
        *(
            "results",
            "obstacles",
            "did_not_work",
            "contradictions",
            "lessons",
            "preconditions",
            "adaptations",
            "sources",
            "changes",
        )
    ]
    assert made["results"]["body"] == [
        "- text: ${1:One or two sentences in your own words.}",
        "  evidence: ${2:How well the sources support the result.}",
        "  sources: [${3:Ids of the sources that say so.}]",
    ]


def test_a_schema_leaves_the_ids_of_sources_open(loaded: Catalogue) -> None:
    """They are named inside each record, so no list could hold them."""
    described = schema(Practice, loaded)
    assert "enum" not in field(described, "results", "sources")["items"]
    assert "pattern" in field(described, "results", "sources")["items"]


def test_a_schema_describes_the_fields_for_contributors(loaded: Catalogue) -> None:
    """An editor shows what the field is for."""
    assert schema(Place, loaded)["properties"]["id"]["description"] == "The file's name without .yaml."
    json.dumps(schema(Place, loaded))
