"""Real texts, whole: what the code says about broken records, and the pages it makes of sound ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from practicebook import editorial, loading, report, source
from practicebook.expand import practice
from practicebook.expand.context import Context
from practicebook.holdings import Origin
from practicebook.layout import Layout
from practicebook.model import Practice
from practicebook.validation import validate

from tests.builders import REPOSITORY, check_practice
from tests.conftest import GOLDEN, Golden

BROKEN = sorted(file.stem for file in (GOLDEN / "broken").glob("*.yaml"))

# Copies of real records, so that nobody who corrects a record has to touch a test: with results and preconditions; with
# a contradiction; without any result.
RECORDS = sorted((GOLDEN / "records").glob("*.yaml"))


@pytest.mark.parametrize("name", BROKEN)
def test_a_terrible_record_gets_exactly_these_messages(name: str, tmp_path: Path, golden: Golden) -> None:
    """The text of every message, in its order, is what a contributor reads."""
    text = (GOLDEN / f"broken/{name}.yaml").read_text("utf-8")
    problems = check_practice(tmp_path, text, f"practices/housing/{name}.yaml")
    golden(f"broken/{name}.txt", report.as_text(problems) + "\n")


def the_record(file: Path) -> tuple[Practice, Origin]:
    """Read one of RECORDS."""
    document = source.load(file, f"practices/{file.name}")
    record = validate(Practice, document)
    assert isinstance(record, Practice)
    return record, Origin(document)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Expand RECORDS alone, among the real vocabularies and places."""
    layout = Layout(REPOSITORY)
    records = dict(the_record(file) for file in RECORDS)
    few = replace(
        loading.load(layout),
        practices={record.id: record for record in records},
        origins={("Practice", record.id): origin for record, origin in records.items()},
    )
    context = Context(few, editorial.load(layout), "en", "https://example.org/")
    pages = (practice.page(context, one) for one in context.catalogue.practices.values())
    return {page.path: page.text for page in pages}


@pytest.mark.parametrize("id_", [file.stem for file in RECORDS])
def test_a_record_becomes_exactly_this_page(id_: str, pages: dict[str, str], golden: Golden) -> None:
    """The whole Markdown, as MkDocs gets it, so that a review sees what a change does to pages."""
    golden(f"pages/{id_}.md", pages[f"practices/{id_}.md"])
