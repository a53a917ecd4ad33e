"""What others made and this project builds on: named, with a reason, locked, pinned, listed, its licences shipped."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from practicebook import editorial
from practicebook.__main__ import main
from practicebook.bill import SPECIFICATION, as_json, bill
from practicebook.layout import Layout
from practicebook.parts import Parts

from tests.builders import REPOSITORY

THEME = REPOSITORY / "theme"
# Where everything was made by others, but for what tells of it.
VENDORED = ("assets/vendor/**/*", "assets/fonts/*", "cards/fonts/*")
TEXTS = {"LICENSE", "OFL.txt", "README.md"}
WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))


@pytest.fixture(scope="module")
def parts() -> Parts:
    return editorial.load(Layout(REPOSITORY)).parts


def plain(name: str) -> str:
    """A package by the name that indexes know it by."""
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for() -> Iterator[str]:
    """The packages that pyproject.toml asks for."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    groups = (project["dependencies"], *project["optional-dependencies"].values())
    return (plain(re.split(r"[\[<>=~!; ]", one)[0]) for group in groups for one in group)


def locked() -> dict[str, str]:
    """Package → what the lock file says of it."""
    text = (REPOSITORY / "requirements.txt").read_text("utf-8")
    return {plain(entry.partition("==")[0]): entry for entry in re.split(r"\n(?=\w)", text) if "==" in entry}


def test_each_dependency_has_its_reason() -> None:
    """ARCHITECTURE.md names what pyproject.toml asks for, and nothing else."""
    text = (REPOSITORY / "ARCHITECTURE.md").read_text("utf-8")
    table = text.partition("## Dependencies")[2].partition("\n## ")[0]
    rows = [row.split("|")[1:3] for row in table.splitlines() if row.startswith("| ")][2:]
    named = [plain(name) for names, _ in rows for name in re.findall(r"[\w.-]+", names)]
    assert sorted(named) == sorted(asked_for())
    assert [names for names, why in rows if len(why.split()) < 3] == []


def test_each_package_is_locked_by_its_hashes() -> None:
    """Exact versions, and none without a hash; what is asked for is there."""
    entries = locked()
    assert set(asked_for()) - set(entries) == set()
    assert [name for name, entry in entries.items() if "--hash=sha256:" not in entry] == []
    assert len(entries) > 50


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda one: one.stem)
def test_each_action_is_pinned_to_a_commit(workflow: Path) -> None:
    """A tag can be moved by whoever owns it; the version stands behind, for people and for Dependabot."""
    used = re.findall(r"uses:\s*(\S+)(.*)", workflow.read_text("utf-8"))
    assert [
        name
        for name, comment in used
        if not name.startswith("$/.github/workflows/")
        and not (re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name) and re.fullmatch(r" # v\d+\.\d+\.\d+", comment))
    ] == []


def test_newer_versions_are_proposed_after_a_while() -> None:
    """Of packages and of actions; not on the day they come out, when nobody has looked at them yet."""
    updates = yaml.safe_load((REPOSITORY / ".github/dependabot.yml").read_bytes())["updates"]
    waiting = {one["package-ecosystem"]: one["cooldown"]["default-days"] >= 7 for one in updates}
    assert waiting == {"github-actions": True, "pip": True}


def test_each_vendored_file_is_listed_as_it_is(parts: Parts) -> None:
    """Changed by hand or by an attacker, it would not be what its maker published."""
    found = {
        file.relative_to(THEME).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for pattern in VENDORED
        for file in THEME.glob(pattern)
        if file.is_file() and file.name not in TEXTS
    }
    world = "assets/img/world.svg"
    found[world] = hashlib.sha256((THEME / world).read_bytes()).hexdigest()
    assert {file.path: file.sha256 for part in parts.parts for file in part.files} == found


def test_each_part_has_the_text_of_its_licence_beside_it(parts: Parts) -> None:
    """Where the licence asks for that, and so on the site for what is sent to browsers."""
    ids = {part.id for part in parts.parts}
    assert {part.within for part in parts.parts if part.within} <= ids
    assert [part.id for part in parts.parts if bool(part.files) is bool(part.within)] == []
    assert [part.id for part in parts.parts if not part.text and part.licence != "public-domain"] == []
    for part in parts.parts:
        text = (THEME / part.text).read_text("utf-8") if part.text else "public domain"
        assert {"MIT": "MIT License", "ISC": "Permission to use", "OFL-1.1": "SIL Open Font License"}.get(
            part.licence, "public domain"
        ) in text, part.id
        outer = {part.text.rpartition("/")[0]} if part.text else set()
        assert {file.path.rpartition("/")[0] for file in part.files} <= outer | {"assets/img"}, part.id
        if part.within:
            assert f"{part.id}, of which {part.within}.js holds a part" in text


@pytest.mark.parametrize("part", ["docx", "yaml"])
def test_the_version_is_that_of_its_notes(part: str, parts: Parts) -> None:
    """The note beside a vendored file tells how it was made; both name one version."""
    (version,) = (one.version for one in parts.parts if one.id == part)
    notes = (THEME / f"assets/vendor/{part}/README.md").read_text("utf-8")
    assert f"{part}-{version}.tgz" in notes


def test_each_part_has_its_words(parts: Parts) -> None:
    """What a part is for is told in the interface, and nothing is told of a part that is not there."""
    words = editorial.load(Layout(REPOSITORY)).words["en"]["licences"]
    assert list(words["uses"]) == [part.id for part in parts.parts]
    assert list(words["tools"]) == [tool.id for tool in parts.tools]


def test_the_bill_of_materials_names_everything(parts: Parts, tmp_path: Path) -> None:
    """Each package of the lock file and each vendored part, once, in the form of CycloneDX."""
    output = tmp_path / "sbom.cdx.json"
    done = CliRunner().invoke(main, ["--root", str(REPOSITORY), "bill", "--output", str(output)])
    assert done.exit_code == 0, done.output
    made: dict[str, Any] = json.loads(output.read_bytes())
    assert (made["bomFormat"], made["specVersion"], made["metadata"]["component"]["name"]) == (
        "CycloneDX",
        "1.6",
        "practicebook",
    )
    names = [one["name"] for one in made["components"]]
    assert sorted(map(plain, names)) == sorted([*locked(), *(plain(part.name) for part in parts.parts)])
    references = [one["bom-ref"] for one in made["components"]]
    assert len(references) == len(set(references))
    versions = {one["bom-ref"]: one.get("version") for one in made["components"]}
    assert versions["pkg:pypi/mkdocs@1.6.1"] == "1.6.1"
    assert versions["pkg:npm/docx@9.15.2"] == "9.15.2"


def test_a_small_bill_is_as_expected() -> None:
    """Names as indexes spell them; what a comment names is no package."""
    made = bill("# via mkdocs==1\nTypes_PyYAML==6.0 \\\n    --hash=sha256:0\n", Parts(), "1.2.3")
    assert made["components"] == [
        {
            "type": "library",
            "bom-ref": "pkg:pypi/types-pyyaml@6.0",
            "name": "Types_PyYAML",
            "version": "6.0",
            "purl": "pkg:pypi/types-pyyaml@6.0",
        }
    ]


def test_the_bill_is_valid(parts: Parts) -> None:
    """By the schema of those who made the format, which knows no field but its own."""
    made = as_json(bill((REPOSITORY / "requirements.txt").read_text("utf-8"), parts, "1.2.3")).decode()
    validator = JsonStrictValidator(SchemaVersion.from_version(SPECIFICATION))
    found = validator.validate_str(made, all_errors=True)
    assert [str(error) for error in found or ()] == []


def test_a_release_carries_its_bill() -> None:
    """Made by the workflow, attested and put up with the rest."""
    workflow = (REPOSITORY / ".github/workflows/release.yml").read_text("utf-8")
    assert "practicebook bill --output build/release/sbom.cdx.json" in workflow
    assert re.search(r"subject-path: \|\n\s+build/release/\*\.zip\n\s+build/release/sbom\.cdx\.json", workflow)
    assert "build/release/sbom.cdx.json build/release/SHA256SUMS --verify-tag" in workflow
