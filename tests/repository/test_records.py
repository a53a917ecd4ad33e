"""The real knowledge base: every record is sound, none is lost, and what is generated is fresh."""

from __future__ import annotations

from pathlib import Path

import pytest

from practicebook import editorial, loading, report, rules
from practicebook.catalogue import Catalogue
from practicebook.generated import generated, outdated
from practicebook.layout import Layout
from practicebook.model import Practice

from tests.batches import expand
from tests.builders import REPOSITORY

# Every practice told at the 2019 Geneva meeting, where this knowledge base comes from.
GENEVA = Path(__file__).with_name("geneva-2019-ids.txt").read_text("utf-8").split()


@pytest.fixture(scope="module")
def layout() -> Layout:
    """Lay out the repository itself."""
    return Layout(REPOSITORY)


@pytest.fixture(scope="module")
def real(layout: Layout) -> Catalogue:
    """Load all records."""
    return loading.load(layout)


@pytest.fixture(scope="module")
def pages(layout: Layout, real: Catalogue) -> dict[str, str]:
    """Expand every English page."""
    expanded = expand(real.published(), editorial.load(layout), "en", "https://example.org/")
    assert len({page.path for page in expanded}) == len(expanded)
    return {page.path: page.text for page in expanded}


def cited(practice: Practice) -> set[str]:
    """The ids of the sources that support what a practice says."""
    return {id_ for _, id_, _ in rules.references.cited(practice)}


def test_no_record_has_a_problem(real: Catalogue) -> None:
    """Neither an error nor advice: what is published is as good as what is asked of others."""
    assert report.as_text(rules.check(real)) == ""


def test_every_practice_on_disk_is_in_the_catalogue_and_has_a_page(real: Catalogue, pages: dict[str, str]) -> None:
    """The number of files is the number of records, and of pages for those that are released."""
    files = [file for file in (REPOSITORY / "practices").rglob("*") if file.is_file() and "_schema" not in file.parts]
    files = [file for file in files if "." not in file.stem]  # no translations
    assert sorted(real.practices) == sorted(file.stem for file in files)
    made = [path for path in pages if path.startswith("practices/") and path != "practices/index.md"]
    assert sorted(made) == sorted(f"practices/{id_}.md" for id_ in real.published().practices)


def test_the_list_of_the_geneva_meeting_is_whole() -> None:
    """Forty-four practices were told there, each once."""
    assert (len(GENEVA), sorted(set(GENEVA))) == (44, GENEVA)


@pytest.mark.parametrize("id_", GENEVA)
def test_a_practice_of_the_geneva_meeting_has_its_record(id_: str, real: Catalogue) -> None:
    """It is published under its id, serves a human right, and rests on the report or another source."""
    practice = real.published().practices[id_]
    assert practice.rights != ()
    assert cited(practice) != set()


def test_generated_files_are_fresh(layout: Layout, real: Catalogue) -> None:
    """What `practicebook generate` would write is what is in the repository, but for records that were added since."""
    assert outdated(layout, generated(layout, real), real) == []


def test_every_rule_is_on_the_page_of_rules(pages: dict[str, str]) -> None:
    """Whoever gets a code in a message finds it on the site."""
    page = pages["contribute/rules.md"]
    assert [code for code in rules.RULES if code not in page] == []


def test_the_same_records_make_the_same_pages(layout: Layout, pages: dict[str, str]) -> None:
    """Read and expanded again from the start, every page has the same bytes."""
    again = expand(loading.load(layout).published(), editorial.load(layout), "en", "https://example.org/")
    assert {page.path: page.text for page in again} == pages
