"""A practice proposed by an issue: the form asks what the model needs, and what comes back is judged by the rules."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from practicebook import issue, issueform, loading, source
from practicebook.__main__ import main
from practicebook.catalogue import Catalogue
from practicebook.columns import columns
from practicebook.layout import Layout
from practicebook.model import Practice

from tests.builders import REPOSITORY

TODAY = dt.date(2026, 1, 31)
HOSTILE = "<img src=x onerror=alert(1)> @everyone [x](javascript:alert(1)) `rm -rf`"
ANSWERS = {
    "Title": "A repair café in every district",
    "Language": "English (en)",
    "Place": "Vienna (vienna)",
    "Themes": "Energy (basic-services/energy-poverty), Work and employment (social-rights/work-employment)",
    "Rights": "Work (right-work), Adequate housing (right-housing)",
    "Groups": "_No response_",
    "Kind": "Programme (programme)",
    "Stage": "Running (running)",
    "Period: since": "2019",
    "Lead": "The city",
    "Summary": "The city opened a repair café in each district, where people mend what they own with volunteers.",
    "Problem": "_No response_",
    "Action": "The city rents the rooms and pays for the tools, and associations run the cafés twice a week.",
    "Results": "- Twenty cafés are open.\n- 300 things are mended in a week.",
    "Sources": "https://example.org/repair\nhttps://example.org/report.pdf",
    "Before you send": "- [X] Nobody is named.\n- [X] I may give this text.",
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The real base."""
    return loading.load(Layout(REPOSITORY))


def body(**changes: str) -> str:
    """The text of an issue as GitHub makes it from the form; a field's name has its spaces and colons."""
    answers = ANSWERS | {name.replace("_", " "): text for name, text in changes.items()}
    return "\r\n\r\n".join(f"### {label}\r\n\r\n{text}" for label, text in answers.items())


def read(catalogue: Catalogue, **changes: str) -> issue.Proposal:
    return issue.read(body(**changes), catalogue, TODAY)


def test_a_filled_form_becomes_a_record(catalogue: Catalogue) -> None:
    """Every answer where the model wants it, waiting for review."""
    draft = read(catalogue).draft
    assert draft
    assert draft.path == "practices/basic-services/vienna-a-repair-cafe-in-every-district.yaml"
    value = source.parse(draft.text, "x.yaml").value
    sources = [
        {
            "id": "source-1",
            "title": "example.org/repair",
            "title_is_description": True,
            "url": "https://example.org/repair",
        },
        {
            "id": "source-2",
            "title": "example.org/report.pdf",
            "title_is_description": True,
            "url": "https://example.org/report.pdf",
        },
    ]
    cited = {"evidence": "stated", "sources": ["source-1", "source-2"]}
    assert value == {
        "id": "vienna-a-repair-cafe-in-every-district",
        "title": ANSWERS["Title"],
        "language": "en",
        "place": "vienna",
        "themes": ["basic-services/energy-poverty", "social-rights/work-employment"],
        "rights": ["right-work", "right-housing"],
        "kind": "programme",
        "stage": "running",
        "period": {"since": 2019},
        "lead": "The city",
        "summary": ANSWERS["Summary"],
        "action": f"{ANSWERS['Action']}\n",
        "results": [
            {"text": "Twenty cafés are open.", **cited},
            {"text": "300 things are mended in a week.", **cited},
        ],
        "sources": sources,
        "review": {"state": "in-review", "reviewed_on": "2026-01-31"},
        "added_on": "2026-01-31",
    }


def test_the_form_asks_for_all_that_a_record_must_have() -> None:
    """What is required in the model, but for what editors decide and what the form works out by itself."""
    required = {column.name for column in columns(Practice) if column.required}
    assert required - set(issueform.ASKED) <= {"id", "review.state", "review.reviewed_on", "added_on"}


def test_the_form_is_one_that_github_takes(catalogue: Catalogue) -> None:
    """Ids and labels are there once, choices too, and every kind of field is known."""
    fields = [one for one in issueform.form(catalogue)["body"] if one["type"] != "markdown"]
    ids, labels = [one["id"] for one in fields], [one["attributes"]["label"] for one in fields]
    assert len({*ids}) == len(ids)
    assert len({*labels}) == len(labels)
    assert {one["type"] for one in fields} == {"input", "textarea", "dropdown", "checkboxes"}
    for one in fields:
        options = one["attributes"].get("options", [])
        told = [option if isinstance(option, str) else option["label"] for option in options]
        assert len({*told}) == len(told)
        assert all(re.fullmatch(r"[a-zA-Z0-9_-]+", id_) for id_ in ids)


def test_the_committed_form_is_the_made_one(catalogue: Catalogue) -> None:
    """As GitHub reads it."""
    text = Layout(REPOSITORY).issue_form.read_text("utf-8")
    assert yaml.safe_load(text) == issueform.form(catalogue)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"Place": "vienn"}, ["**Place**", "vienn", "Did you mean “vienna”?", "E2"]),
        ({"Sources": "_No response_"}, ["E2"]),
        ({"Summary": "Too short."}, ["**Summary**", "E10"]),
        ({"Results": f"- Good.\n- {HOSTILE}"}, ["**Results, line 2**", "E30"]),
    ],
)
def test_what_is_wrong_is_told_by_the_words_of_the_form(
    catalogue: Catalogue, changes: dict[str, str], expected: list[str]
) -> None:
    """In the sentences of the command line, and nothing is written."""
    found = read(catalogue, **changes)
    assert found.draft is None
    assert [part for part in expected if part not in found.answer] == []


def test_text_of_strangers_is_only_text_in_the_answer(catalogue: Catalogue) -> None:
    """Nobody is called, nothing is linked, no markup is made."""
    answer = read(catalogue, Place=HOSTILE, Title=HOSTILE, Results=HOSTILE).answer
    quoted = "\n".join(line for line in answer.splitlines() if line.startswith("- "))
    assert quoted
    assert [sign for sign in "<@[`" if sign in quoted] == []


def test_a_heading_in_an_answer_changes_no_other_answer(catalogue: Catalogue) -> None:
    """The first of a name counts; one that stands in a text is part of nothing."""
    draft = read(catalogue, Sources=f"{ANSWERS['Sources']}\n\n### Title\n\nAnother title of it").draft
    assert draft
    assert draft.value["title"] == ANSWERS["Title"]


@pytest.mark.parametrize("text", ["", "Hello", "### Nothing\n\nx", "### \n" * 100, "### Title\n\n" * 3, "\0"])
def test_no_text_is_too_strange(catalogue: Catalogue, text: str) -> None:
    """What is no filled form gets an answer too."""
    found = issue.read(text, catalogue, TODAY)
    assert found.draft is None
    assert found.answer


def test_nothing_is_written_over(catalogue: Catalogue) -> None:
    """A proposal that would have the id of a record that is there is refused."""
    first = catalogue.practices["vienna-human-rights-office"]
    found = read(catalogue, Place="Vienna human", Title="Rights office")
    assert first.id == "vienna-human-rights-office"
    assert found.draft is None


@pytest.mark.parametrize("event", ["{}", "[]", "no json", '{"issue": null}', '{"issue": {}}'])
def test_a_file_that_describes_no_issue_is_a_usage_error(tmp_path: Path, event: str) -> None:
    """Told in a sentence."""
    file = tmp_path / "event.json"
    file.write_text(event)
    done = CliRunner().invoke(main, ["--root", str(REPOSITORY), "propose", str(file)])
    assert (done.exit_code, "does not describe an issue" in done.output) == (2, True)


def test_the_answer_is_written_and_no_record_where_something_is_wrong(tmp_path: Path) -> None:
    """For the workflow: exit 1, and the words to post."""
    file, answer = tmp_path / "event.json", tmp_path / "answer.md"
    file.write_text(json.dumps({"issue": {"body": body(Place="Nowhere at all")}}))
    done = CliRunner().invoke(main, ["--root", str(REPOSITORY), "propose", str(file), "--answer", str(answer)])
    assert done.exit_code == 1
    assert "Nowhere at all" in answer.read_text("utf-8")
