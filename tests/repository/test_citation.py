"""How to cite the base: CITATION.cff is valid and agrees with the rest.

cff-1.2.0.schema.json is the schema of the Citation File Format 1.2.0 (CC BY 4.0, doi:10.5281/zenodo.5171937).
"""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml

from practicebook import editorial, settings
from practicebook.layout import Layout

from tests.builders import REPOSITORY

CITATION = yaml.load((REPOSITORY / "CITATION.cff").read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 - texts only


def test_the_file_is_valid() -> None:
    """By the schema of those who made the format."""
    schema = json.loads((Path(__file__).parent / "cff-1.2.0.schema.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(CITATION)


def test_it_agrees_with_what_is_said_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name, version, licence and repository each stand in another place too."""
    monkeypatch.delenv("PRACTICEBOOK_REPOSITORY", raising=False)
    layout = Layout(REPOSITORY)
    chosen = settings.load(layout)
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    assert {name: CITATION[name] for name in ("title", "version", "license", "repository-code")} == {
        "title": editorial.load(layout).words["en"]["site"]["name"],
        "version": project["version"],
        "license": chosen.licence.id,
        "repository-code": chosen.repository,
    }
