"""Taking a practice back: its files go, its address says so and no more, and nothing else breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from practicebook import editorial, loading, publish
from practicebook.__main__ import main
from practicebook.expand import batches
from practicebook.expand.context import Context
from practicebook.generated import generated
from practicebook.layout import Layout
from practicebook.publish import Base

from tests.batches import made
from tests.builders import FRENCH, OTHER, PRACTICE, Content, a_knowledge_base, a_practice, a_translation, check, put

PUBLISHED = "content/registers/published-ids.txt"
TITLE = "A shelter that must not be found."
URL = "https://example.org/book/"
FILES: dict[str, Content] = {
    PRACTICE: a_practice(title=TITLE, former_ids=["shelter-at-night"]),
    FRENCH: a_translation(title="Abri secret"),
    OTHER: a_practice(id="other-practice", title="Another practice of Sampletown", reused_by=["night-shelter"]),
    PUBLISHED: "night-shelter\nother-practice\nsampletown\nshelter-at-night\n",
}


def run(layout: Layout, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["--root", str(layout.root), "withdraw", *arguments], prog_name="practicebook")
    return result.exit_code, result.output


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """A base from which the night shelter was taken back."""
    base = a_knowledge_base(tmp_path, FILES)
    status, said = run(base, "night-shelter", "--on", "2026-11-23")
    assert (status, said.splitlines()) == (
        0,
        [
            f"Deleted: {FRENCH}",
            f"Deleted: {PRACTICE}",
            f"Made anew: {PUBLISHED}",
            f"Names it still: {OTHER}:{_line(base)}",
            "Next: commit and publish. What else there is to do: the page contribute/recover.",
        ],
    )
    return base


def _line(base: Layout) -> int:
    lines = (base.root / OTHER).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if "night-shelter" in line)


def test_nothing_is_kept_but_the_ids_and_the_day(layout: Layout) -> None:
    """No reason, no title: the list can be read by anybody."""
    found = yaml.safe_load(layout.withdrawn.read_bytes())
    days = [(one["id"], str(one["withdrawn_on"])) for one in found["withdrawn"]]
    assert days == [("night-shelter", "2026-11-23"), ("shelter-at-night", "2026-11-23")]
    assert [set(one) for one in found["withdrawn"]] == [{"id", "withdrawn_on"}] * 2
    assert TITLE not in layout.withdrawn.read_text()


def test_editors_are_offered_it_no_longer(tmp_path: Path) -> None:
    """The schemas that are there name every practice by its title; no other file is made."""
    schema = "practices/_schema/practice.schema.json"
    base = a_knowledge_base(tmp_path, title=TITLE)
    text = generated(base, loading.load(base))[schema]
    assert TITLE in text
    put(base.root / schema, text)
    status, said = run(base, "night-shelter")
    assert (status, f"Made anew: {schema}" in said.splitlines()) == (0, True)
    assert "night-shelter" not in (base.root / schema).read_text("utf-8")
    assert TITLE not in (base.root / schema).read_text("utf-8")
    assert not base.published_ids.exists()


def test_what_names_it_does_not_stop_the_site(layout: Layout) -> None:
    """A page that harms somebody must be gone before all references to it are."""
    assert check(layout) == []


@pytest.mark.parametrize(("language", "words"), [("en", "This practice was withdrawn"), ("ar", "سُحبت هذه الممارسة")])
def test_its_addresses_say_that_it_is_gone(language: str, words: str, layout: Layout) -> None:
    """Those of earlier ids and of frames too; closed to search engines; in no list, no search, no data."""
    records, texts = loading.load(layout).published(), editorial.load(layout)
    site = made(batches(Context(records, texts, language, URL, [language])))
    addresses = [
        f"{language}/{folder}practices/{id_}/index.html" for folder in ("", "embed/") for id_ in records.withdrawn
    ]
    for address in addresses:
        page = site.files[address].decode()
        assert words in page
        assert 'content="noindex, noarchive"' in page
        assert "2026" in page
    assert [path for path in site.files if "night" in path and path not in addresses] == []
    files = made(publish.batches(Base(records, texts.shown, URL, (language,)))).files
    told = [path for path, content in {**files, **site.files}.items() if TITLE.encode() in content]
    assert told == []
    assert [page.path for page in site.pages if TITLE in page.text or "practices/night-shelter/" in page.text] == []


def test_it_cannot_come_back_by_mistake(layout: Layout) -> None:
    """Nor under a former id; an editor who wants it takes it off the list."""
    (layout.root / PRACTICE).write_text(
        (layout.root / OTHER).read_text("utf-8").replace("other-practice", "night-shelter")
    )
    assert {(one.path, one.code) for one in check(layout) if one.is_error} == {(PRACTICE, "E218")}


def test_a_second_one_joins_the_list(layout: Layout) -> None:
    """The list grows, sorted, and its first day stays."""
    assert run(layout, "other-practice", "--on", "2026-12-01")[0] == 0
    days = {id_: str(one.withdrawn_on) for id_, one in loading.load(layout).withdrawn.items()}
    assert days == {"night-shelter": "2026-11-23", "other-practice": "2026-12-01", "shelter-at-night": "2026-11-23"}


def test_a_record_that_cannot_be_read_can_be_taken_back(tmp_path: Path) -> None:
    """What is broken may harm as well."""
    layout = a_knowledge_base(tmp_path, {PRACTICE: "id: [\n"})
    assert run(layout, "night-shelter")[0] == 0
    assert not (layout.root / PRACTICE).exists()


def test_an_id_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With the one that was meant; nothing is written."""
    layout = a_knowledge_base(tmp_path)
    said = "practicebook: there is no practice “nigth-shelter”. Did you mean “night-shelter”?\n"
    assert run(layout, "nigth-shelter") == (2, said)
    assert not layout.withdrawn.exists()


def test_a_list_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    """What was taken back earlier would come back."""
    layout = a_knowledge_base(tmp_path, {"content/registers/withdrawn.yaml": "withdrawn: [{id: night}]\n"})
    status, said = run(layout, "night-shelter")
    assert (status, "withdrawn.yaml:1" in said, (layout.root / PRACTICE).exists()) == (1, True, True)
