"""After any edits, what is built from what was kept equals what is built from nothing.

PRACTICEBOOK_EDITS says how many edits are tried, three unless given; `make edits` tries a hundred.
"""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import yaml

from practicebook import batch
from practicebook.commands.flow import Wish, check_records, load, load_records
from practicebook.expand import kinship
from practicebook.layout import Layout
from practicebook.model import Practice
from practicebook.rules import check
from practicebook.site import making
from practicebook.site.made import files_store
from practicebook.site.making import make
from practicebook.site.search import refresh_index
from practicebook.surroundings import INNER

from tests.builders import PLACE, REPOSITORY, Content, Record, a_knowledge_base, a_practice, a_translation, as_yaml, put
from tests.unit.small_site import URL, contents

EDITS = int(os.environ.get("PRACTICEBOOK_EDITS", "3"))
WISH = Wish(("en", "fr"), URL)
SHELF = "practices/housing"

ALONE = a_practice(
    id="alone",
    title="A practice that stands alone",
    themes=["culture/heritage"],
    rights=["right-cultural-life"],
    groups=["youth"],
)

Chance = random.Random


def a_base(folder: Path) -> Layout:
    """Six practices that share themes and rights, and one that stands alone.

    One is taken up by others, and one is translated.
    """
    records: dict[str, Content] = {
        f"{SHELF}/practice-{number}.yaml": a_practice(
            id=f"practice-{number}", title=f"Practice number {number}", reused_by=["night-shelter"] if number else []
        )
        for number in range(4)
    }
    records["practices/culture/alone.yaml"] = ALONE
    translated: dict[str, Content] = {f"{SHELF}/night-shelter.fr.yaml": a_translation()}
    layout = a_knowledge_base(folder, {**records, **translated})
    ignored = shutil.ignore_patterns("assets", "cards")
    shutil.copytree(REPOSITORY / "theme", layout.theme, ignore=ignored)
    return layout


def _record(layout: Layout, chance: Chance) -> tuple[Path, dict[str, object]]:
    files = sorted(file for file in layout.practices.rglob("*.yaml") if ".fr" not in file.name)
    file = chance.choice(files)
    return file, yaml.safe_load(file.read_text("utf-8"))


def change_what_only_its_page_tells(layout: Layout, chance: Chance) -> None:
    """A field that no other page shows."""
    file, record = _record(layout, chance)
    field = chance.choice(["problem", "action"])
    record[field] = f"The city did it in another way, for the {chance.randint(2, 99)}th time. [@annual-report]"
    put(file, record)


def change_what_others_tell(layout: Layout, chance: Chance) -> None:
    """A field that lists and other practices show."""
    file, record = _record(layout, chance)
    record["title"] = f"Another title, number {chance.randint(2, 99)}"
    record["period"] = {"since": chance.randint(1990, 2020)}
    put(file, record)


def add_one(layout: Layout, chance: Chance) -> None:
    """A practice that was not there."""
    id_ = f"new-{chance.randint(0, 10**6)}"
    put(layout.practices / f"housing/{id_}.yaml", a_practice(id=id_, title=f"New: {id_}"))


def take_one_away(layout: Layout, chance: Chance) -> None:
    """A practice that nobody names."""
    names = sorted(file.name for file in layout.practices.rglob("new-*.yaml"))
    if names:
        (layout.practices / "housing" / chance.choice(names)).unlink()


def rename_the_place(layout: Layout, chance: Chance) -> None:
    """A name that stands on many pages."""
    place = yaml.safe_load((layout.root / PLACE).read_text("utf-8"))
    put(layout.root / PLACE, {**place, "name": f"Sampletown {chance.randint(2, 99)}"})


def change_a_word(layout: Layout, chance: Chance) -> None:
    """A word of the interface in one language."""
    file = layout.interface / f"{chance.choice(['en', 'fr'])}.yaml"
    words = yaml.safe_load(file.read_text("utf-8"))
    words["practice"]["glance"] = f"At one glance, {chance.randint(2, 99)}"
    file.write_text(as_yaml(words), "utf-8")


def change_a_term(layout: Layout, chance: Chance) -> None:
    """The label of a theme."""
    file = layout.vocabulary / "themes.yaml"
    terms = yaml.safe_load(file.read_text("utf-8"))
    terms["terms"][0]["label"] = f"Homes {chance.randint(2, 99)}"
    file.write_text(as_yaml(terms), "utf-8")


def change_the_translation(layout: Layout, chance: Chance) -> None:
    """What the French page says."""
    put(layout.root / SHELF / "night-shelter.fr.yaml", a_translation(title=f"Un abri, {chance.randint(2, 99)} lits"))


def translate_one(layout: Layout, chance: Chance) -> None:
    """A translation of a practice that had none, or no longer one."""
    file = layout.root / SHELF / f"practice-{chance.randint(0, 3)}.fr.yaml"
    if file.exists():
        file.unlink()
    else:
        put(file, a_translation())


def change_what_boards_count(layout: Layout, chance: Chance) -> None:
    """A field that only its own page shows, and that others count."""
    file, record = _record(layout, chance)
    changes: Sequence[Record] = (
        {"contact": {"office": f"Office {chance.randint(2, 99)}", "peer_learning": True}},
        {"lessons": [], "obstacles": [], "did_not_work": []},
        {"resources": {"note": "Three people."}},
    )
    put(file, {**record, **chance.choice(changes)})


ALL: tuple[Callable[[Layout, Chance], None], ...] = (
    change_what_only_its_page_tells,
    change_what_others_tell,
    add_one,
    take_one_away,
    rename_the_place,
    change_a_word,
    change_a_term,
    change_the_translation,
    translate_one,
    change_what_boards_count,
)


def built(layout: Layout) -> dict[str, bytes]:
    """The Markdown and the files that are there after a build that uses what was kept."""
    loaded = load(layout, WISH)
    assert [one for one in loaded.problems if one.is_error] == []
    made = make(layout, loaded.content, 1)
    assert all(one.file.is_file() for one in made.pages)
    return contents(layout.built_pages) | contents(files_store(layout))


def from_nothing(layout: Layout) -> dict[str, bytes]:
    """The same, of every batch made anew, of records read and checked anew."""
    empty = Layout(layout.root / "aside")
    empty.root.mkdir()
    for name in ("practices", "content", "theme", "mkdocs.yml"):
        (empty.root / name).symlink_to(layout.root / name)
    content = load(empty, WISH).content
    shutil.rmtree(empty.root)
    found: dict[str, bytes] = {}
    for one in content.batches:
        part = one.part()
        found |= {f"{one.language}/{page.path}": page.text.encode() for page in part.pages}
        found |= part.files
    return found


@pytest.mark.parametrize("seed", [1])
def test_what_is_kept_never_shows(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each of a random sequence of edits both are the same, byte for byte."""
    monkeypatch.setattr(batch, "SLICE", 1)
    monkeypatch.setattr(batch, "SLICE_OF_PAGES", 1)
    layout, chance = a_base(tmp_path / "base"), random.Random(seed)  # noqa: S311 - a test wants the same each time
    built(layout)
    for number in range(EDITS):
        edit = chance.choice(ALL)
        edit(layout, chance)
        expected, found = from_nothing(layout), built(layout)
        differing = {path for path in expected.keys() | found.keys() if expected.get(path) != found.get(path)}
        assert differing == set(), (number, edit.__name__)


def test_a_new_translation_is_told_in_every_language(tmp_path: Path) -> None:
    """Also where it is not read: in which languages there is a practice, and how far each language is."""
    layout = a_base(tmp_path / "base")
    before = built(layout)
    translate_one(layout, Chance(1))
    expected, found = from_nothing(layout), built(layout)
    assert {path for path in expected if path.startswith("en/") and expected[path] != before.get(path)} == {
        *("en/quality/translations.md", "en/data/practices.json", "en/data/finder/language.json")
    }
    assert {path for path in expected.keys() | found.keys() if expected.get(path) != found.get(path)} == set()


def test_how_many_are_alike_follows_also_those_that_are_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page counts the practices of its theme, though it names only a few that come first."""
    monkeypatch.setattr(batch, "SLICE_OF_PAGES", 1)
    monkeypatch.setattr(kinship, "REMEMBERED", 1)
    layout = a_base(tmp_path / "base")
    built(layout)
    put(layout.practices / "housing/last.yaml", a_practice(id="last", title="The last", added_on="2025-01-02"))
    expected, found = from_nothing(layout), built(layout)
    assert {path for path in expected.keys() | found.keys() if expected.get(path) != found.get(path)} == set()


def test_search_counts_practices_as_the_finder_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also after one came that is not the newest: the pages of others stay, and are counted otherwise."""
    monkeypatch.setattr(batch, "SLICE_OF_PAGES", 1)
    layout = a_base(tmp_path)
    put(layout.practices / "culture/alone.yaml", {**ALONE, "added_on": "2025-01-01"})
    built(layout)
    put(layout.practices / "housing/second.yaml", a_practice(id="second", title="The second", added_on="2025-01-02"))
    made = make(layout, load(layout, WISH).content, 1)
    refresh_index(layout, made, WISH.languages)
    practices = json.loads((files_store(layout) / "en/data/practices.json").read_bytes())["practices"]
    counted = [json.loads(told.read_bytes())["address"] for told in told_of(layout, len(practices))]
    assert counted == [f"practices/{one['id']}/" for one in practices]


def told_of(layout: Layout, count: int) -> list[Path]:
    """The files of the first documents of the English index."""
    return [next((layout.cache / "search/en").glob(f"*/page-{number}.json")) for number in range(count)]


def all_pages(layout: Layout) -> set[str]:
    """The pages of a base."""
    return {f"{one.language}/{page.path}" for one in load(layout, WISH).content.batches for page in one.part().pages}


def made_again(layout: Layout, before: Layout) -> set[str]:
    """The pages that are made again in one state, after another."""
    kept = {one.inputs for one in load(before, WISH).content.batches}
    anew = [
        (one.language, page)
        for one in load(layout, WISH).content.batches
        if one.inputs not in kept
        for page in one.part().pages
    ]
    return {f"{language}/{page.path}" for language, page in anew}


def test_only_what_depends_on_a_record_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that only its own page tells leaves every other page alone; a title the practices that share nothing."""
    monkeypatch.setattr(batch, "SLICE", 1)
    monkeypatch.setattr(batch, "SLICE_OF_PAGES", 1)
    layout, before = a_base(tmp_path / "now"), a_base(tmp_path / "before")
    file, record = _record(layout, Chance(2))
    put(file, {**record, "problem": "Until then the city had no beds for the night. [@annual-report]"})
    own = {f"{language}/practices/{file.stem}.md" for language in WISH.languages}
    assert made_again(layout, before) == own
    put(file, {**record, "title": "Another title"})
    others = {one.stem for one in layout.practices.rglob("*.yaml") if ".fr" not in one.name} - {ALONE["id"]}
    of_others = {f"{language}/practices/{id_}.md" for id_ in others for language in WISH.languages}
    of_alone = {f"{language}/practices/{ALONE['id']}.md" for language in WISH.languages}
    assert of_others <= made_again(layout, before) <= all_pages(layout) - of_alone


def test_a_page_that_somebody_wrote_into_is_made_again_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written is gone, and the build after that makes nothing."""
    layout = a_base(tmp_path)
    before = built(layout)
    with (layout.built_pages / "en/practices/alone.md").open("a") as file:
        file.write("Mine.\n")
    assert built(layout) == before

    def fail(*_: object) -> None:
        raise AssertionError("something was made")

    monkeypatch.setattr(making._Workshop, "_make", fail)
    assert built(layout) == before


@pytest.mark.parametrize("edit", ALL)
def test_what_was_checked_is_what_would_be_found(edit: Callable[[Layout, Chance], None], tmp_path: Path) -> None:
    """Problems that are kept are those that a check from nothing finds."""
    layout, chance = a_base(tmp_path), random.Random(3)  # noqa: S311 - a test wants the same each time
    put(layout.root / f"{SHELF}/bad.yaml", a_practice(id="bad", title="<b>Bold</b> and more", rights=["no-such-right"]))
    check_records(layout, load_records(layout))
    edit(layout, chance)
    records = load_records(layout)
    assert check_records(layout, records) == check(load_records(layout))
    assert f"{SHELF}/bad.yaml" in {one.path for one in check(records)}


def test_inner_fields_are_fields() -> None:
    """A field that is renamed would no longer be told apart."""
    assert set(Practice.model_fields) >= INNER
