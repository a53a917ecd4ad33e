"""Commands for editors: `practicebook check`, `explain`, `generate` and `status`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from practicebook.coverage import Coverage, Table, as_json, as_text
from practicebook.report import as_summary

from tests.builders import PRACTICE, a_knowledge_base, a_practice, check, put
from tests.unit.test_commands import run

EXPLAINED = """\
E304: No e-mail addresses

An address often names a person, and machines collect what is public. Link to the office's contact page.

This passes:

    contact: {office: Housing department}

This does not:

    contact: {office: someone@example.org}

"""
STATUS = """\
2 practices on 2026-11-23

themes by regions
                                   americas       asia
housing                                   2          .
a-theme-with-a-name-that-is-lon           .          1

evidence
stated                                    2

gaps
without cost                              1

used by no practice
themes: culture, housing/evictions"""


# ------------------------------------------------------------------------------------------------ check, explain


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nowhere.yaml", "practicebook: {file} does not exist.\n"),
        ("x" * 300, "practicebook: {file} does not exist.\n"),
        ("../outside.yaml", "practicebook: {file} lies outside {root}.\n"),
    ],
)
def test_only_files_of_the_base_can_be_checked(name: str, told: str, tmp_path: Path) -> None:
    """It is said which one is not there, and no record is read."""
    layout = a_knowledge_base(tmp_path / "book")
    put(tmp_path / "outside.yaml", "id: x\n")
    file = layout.root / name
    done = run(layout, "check", str(file))
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", told.format(file=file, root=layout.root))


@pytest.mark.parametrize(
    ("address", "page"), [("", ""), ("https://example.org/book/", "https://example.org/book/en/contribute/rules/")]
)
def test_a_job_on_github_gets_a_summary(
    address: str, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Added to what the job has told so far; its codes lead to the page of the rules, if there is one."""
    layout = a_knowledge_base(tmp_path / "book", lead="<b>The city</b>")
    summary = tmp_path / "summary.md"
    put(summary, "Before.\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.setenv("PRACTICEBOOK_URL", address)
    assert run(layout, "check", "--format", "github").exit_code == 1
    assert summary.read_text("utf-8") == f"Before.\n### Checked records\n\n{as_summary(check(layout), page)}"
    put(layout.root / PRACTICE, a_practice())
    assert run(layout, "check", "--format", "github").exit_code == 0
    assert summary.read_text("utf-8").count("###") == 1


def test_a_code_is_explained_whatever_its_letters(tmp_path: Path) -> None:
    """What it asks, why, and two examples; of a code that is none, which there are."""
    layout = a_knowledge_base(tmp_path)
    assert run(layout, "explain", "e304").stdout == EXPLAINED
    done = run(layout, "explain", "E999")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("practicebook: there is no rule “E999”. The rules are: A308, A309, ")


# ------------------------------------------------------------------------------------------------ generate


def test_generated_files_are_written_when_they_are_not_fresh(tmp_path: Path) -> None:
    """Asked to check only, it names those that are not, and writes none."""
    layout = a_knowledge_base(tmp_path)
    ids = "content/registers/published-ids.txt"
    assert run(layout, "generate").stdout == "10 generated files, 7 written.\n"
    fresh = (0, "Generated files are up to date.\n", "")
    for words in (("generate",), ("generate", "--check")):
        done = run(layout, *words)
        assert (done.exit_code, done.stdout, done.stderr) == fresh
    put(layout.root / ids, "night-shelter\n")
    done = run(layout, "generate", "--check")
    told = f"Not up to date (run `practicebook generate`):\n{ids}\n"
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", told)
    assert (layout.root / ids).read_text("utf-8") == "night-shelter\n"


@pytest.mark.parametrize(
    ("name", "lost"), [("rules", "e217"), ("fields", "practice/did-not-work"), ("messages", "e203")]
)
def test_a_list_that_an_older_program_made_is_told_of_and_made_anew(name: str, lost: str, tmp_path: Path) -> None:
    """What the pages would look for in vain is a problem of the list, and the command that mends it is named."""
    layout = a_knowledge_base(tmp_path)
    path = f"content/vocabulary/{name}.yaml"
    told = f"{path}:1:1: terms: lacks “{lost}”, which this program has. Run `practicebook generate`. [E101]"
    terms = yaml.safe_load((layout.root / path).read_text("utf-8"))["terms"]
    put(layout.root / path, {"terms": [one for one in terms if one["id"] != lost]})
    for command in ("check", "build"):
        done = run(layout, command)
        assert (done.exit_code, told in done.output.splitlines(), type(done.exception)) == (1, True, SystemExit)
    assert run(layout, "generate").exit_code == 0
    assert run(layout, "check").exit_code == 0


# ------------------------------------------------------------------------------------------------ status


def test_what_there_is_and_what_is_thin_is_a_short_table() -> None:
    """A dot where there is nothing, long names cut, terms that nobody uses by register."""
    rows = {"housing": {"americas": 2, "asia": 0}, "a-theme-with-a-name-that-is-longer": {"americas": 0, "asia": 1}}
    table = Table("themes", "regions", list(rows), ["americas", "asia"], rows)
    unused = {"themes": ["culture", "housing/evictions"], "rights": []}
    found = Coverage(dt.date(2026, 11, 23), 2, [table], {"stated": 2}, {}, {"without_cost": ["a"]}, unused)
    assert as_text(found) == STATUS
    read = yaml.safe_load(as_json(found))
    assert (read["today"], read["by_region"][0]["cells"], read["unused"]) == ("2026-11-23", rows, unused)


def test_status_tells_of_this_day(tmp_path: Path) -> None:
    """As a table for people, and with every name for programs."""
    layout = a_knowledge_base(tmp_path)
    text, data = (run(layout, "status", *words) for words in ((), ("--format", "json")))
    assert (text.exit_code, data.exit_code) == (0, 0)
    found = yaml.safe_load(data.stdout)
    assert text.stdout.startswith(f"2 practices on {found['today']}\n\nthemes by regions\n")
    assert (found["practices"], found["evidence"]["stated"]) == (2, 2)
