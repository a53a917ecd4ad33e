"""A check of what changed tells what a check of everything would: `practicebook.rechecking`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import pytest
from click.testing import CliRunner

from practicebook import generated, loading, report, rules
from practicebook.__main__ import main
from practicebook.catalogue import Catalogue
from practicebook.commands import records
from practicebook.layout import Layout
from practicebook.model import Practice
from practicebook.rules.registry import Example, Finding, Rule

from tests.builders import (
    FRENCH,
    OTHER,
    PLACE,
    PRACTICE,
    Content,
    Record,
    a_knowledge_base,
    a_practice,
    a_translation,
    put,
)

IDS = ("night-shelter", "other-practice", "one", "sampletown", "taken-back", "old-name", "nowhere")
NAMES = ("night-shelter", "other-practice", "one", "new", "practices")
SHELVES = ("housing", "culture")
LONG_LISTS = ("rules", "fields", "messages", "rights", "sdgs", "mechanism-kinds")  # they would only take time
KINDS = "content/vocabulary/kinds.yaml"
BROKEN = ("- x\n", "", "id: [\n", "id: a\nid: b\n", "\t", "id: night-shelter\n", b"\xff")
Edit: TypeAlias = Callable[[Random, Path], None]


Told: TypeAlias = list[dict[str, Any]]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A base of some practices, one of them translated."""
    others = {
        f"practices/culture/{id_}.yaml": a_practice(id=id_, themes=["culture/heritage"]) for id_ in ("one", "two")
    }
    return a_knowledge_base(
        tmp_path_factory.mktemp("base"),
        {
            **others,
            FRENCH: a_translation(),
            "content/registers/withdrawn.yaml": {"withdrawn": [{"id": "taken-back", "withdrawn_on": "2026-01-30"}]},
            "content/registers/published-ids.txt": "night-shelter\nold-name\n",
            **{f"content/vocabulary/{name}.yaml": {"terms": []} for name in LONG_LISTS},
        },
        former_ids=["old-name"],
    )


@pytest.fixture
def layout(base: Layout) -> Iterator[Layout]:
    """The base as it was checked; afterwards its practices are put back."""
    files = {file: file.read_bytes() for file in base.practices.rglob("*") if file.is_file()}
    told(base)
    yield base
    for file in base.practices.rglob("*"):
        if file not in files and not file.is_dir():
            file.unlink()
    for file, content in files.items():
        if file.is_symlink() or not file.exists() or file.read_bytes() != content:
            put(file, None)
            put(file, content)


def told(layout: Layout, *files: str) -> Told:
    """What `practicebook check` says of files."""
    names = [str(layout.root / file) for file in files]
    done = CliRunner().invoke(main, ["--root", str(layout.root), "check", "--format", "json", *names])
    assert isinstance(done.exception, SystemExit | None), done.exception
    found: Told = json.loads(done.stdout)
    return found


def everything(layout: Layout) -> Told:
    """What a check of everything finds."""
    known = loading.load(layout)
    problems = sorted([*rules.check(known), *generated.lacking(known)])
    found: Told = json.loads(report.FORMATS["json"](problems))
    return found


# ------------------------------------------------------------------------------------------------ edits


def _one_of_the_files(random: Random, root: Path) -> Path:
    return random.choice(sorted(file for file in (root / "practices").rglob("*") if file.is_file()))


def _new_file(random: Random, root: Path) -> Path:
    language = random.choice(("", "", ".fr", ".xx"))
    return root / "practices" / random.choice(SHELVES) / f"{random.choice(NAMES)}{language}.yaml"


def _change(random: Random, root: Path) -> None:
    """One field of a practice is another one, right or wrong."""
    changes: dict[str, Any] = random.choice(
        (
            {},
            {"id": random.choice(IDS)},
            {"former_ids": random.sample(IDS, 2)},
            {"reused_by": random.sample(IDS, 2)},
            {"place": random.choice(IDS)},
            {"themes": [random.choice(("housing/homelessness", "culture/heritage", "nothing"))]},
            {"title": random.choice(("short", "A title of another length"))},
            {"sources": []},
            {"colour": "red"},
            {"review": {"state": "draft", "reviewed_on": "2026-01-31"}},
            {"id": ...},
        )
    )
    file = random.choice(sorted((root / "practices").rglob("*[!r].yaml")))
    put(file, a_practice(**{"id": file.stem, "themes": [f"{file.parent.name}/heritage"], **changes}))


def _translate(random: Random, root: Path) -> None:
    changes: Record = random.choice(
        ({}, {"titel": "Abri"}, {"title": 5}, {"of": {"title": "00000000"}}, {"action": "Rien."})
    )
    put(root / "practices" / random.choice(SHELVES) / f"{random.choice(NAMES)}.fr.yaml", a_translation(**changes))


def _break(random: Random, root: Path) -> None:
    put(_one_of_the_files(random, root), random.choice(BROKEN))


def _remove(random: Random, root: Path) -> None:
    _one_of_the_files(random, root).unlink()


def _move(random: Random, root: Path) -> None:
    _one_of_the_files(random, root).replace(_new_file(random, root))


def _copy(random: Random, root: Path) -> None:
    _new_file(random, root).write_bytes(_one_of_the_files(random, root).read_bytes())


def _leave_something_beside(random: Random, root: Path) -> None:
    name = random.choice((".night-shelter.yaml.swp", "night-shelter.yaml~", "x.yml", "a.b.c.yaml", ".yaml", ".x.yaml"))
    put(root / "practices" / random.choice(SHELVES) / name, "id: x\n")


def _make_a_link(random: Random, root: Path) -> None:
    file = _new_file(random, root)
    file.unlink(missing_ok=True)
    file.symlink_to(root / PLACE)


def _change_what_all_name(random: Random, root: Path) -> None:
    file = root / random.choice((PLACE, KINDS, "content/registers/withdrawn.yaml"))
    file.write_text(file.read_text("utf-8") + random.choice(("", "# said\n")), "utf-8")


EDITS: tuple[Edit, ...] = (
    *(_change, _change, _change, _change, _translate, _translate, _break, _remove, _move, _copy),
    *(_leave_something_beside, _make_a_link, _change_what_all_name),
)


@pytest.mark.parametrize("seed", range(30))
def test_after_any_edits_the_answer_is_that_of_a_full_check(seed: int, layout: Layout) -> None:
    """Of all records and of single files, with errors and without, also where files come, go and change names."""
    random = Random(seed)  # noqa: S311 - no secret
    for edit in random.choices(EDITS, k=1 + seed % 3):
        edit(random, layout.root)
    found = everything(layout)
    files = [file for file in layout.practices.rglob("*.yaml") if file.is_file() and not file.is_symlink()]
    for path in sorted(file.relative_to(layout.root).as_posix() for file in files):
        assert told(layout, path) == [one for one in found if one["path"] == path]
    assert told(layout) == found


# ------------------------------------------------------------------------------------------------ what is read


def _fail(*_: object) -> None:
    raise AssertionError("everything was read")


@pytest.mark.parametrize(
    ("files", "asked"),
    [
        ({PRACTICE: a_practice(title="A title of another length", former_ids=["old-name"])}, (PRACTICE,)),
        ({PRACTICE: a_practice(title="A title of another length", former_ids=["old-name"])}, ()),
        ({PRACTICE: "id: [\n"}, (PRACTICE,)),
        ({PRACTICE: a_practice(colour="red", former_ids=["taken-back"])}, (PRACTICE, FRENCH)),
        ({FRENCH: a_translation(titel="Abri")}, (FRENCH,)),
        ({"practices/culture/new.yaml": a_practice(id="new")}, ("practices/culture/new.yaml",)),
        ({"practices/culture/two.yaml": None}, (PRACTICE,)),
        ({"practices/culture/.two.yaml.swp": b"\0"}, (PRACTICE,)),
    ],
)
def test_of_the_others_none_is_read(
    files: dict[str, Content], asked: tuple[str, ...], layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A practice that changed, with errors or without, that came or went, and a translation are checked alone."""
    for path, content in files.items():
        put(layout.root / path, content)
    found = everything(layout)
    monkeypatch.setattr(records, "load_records", _fail)
    assert told(layout, *asked) == [one for one in found if not asked or one["path"] in asked]


@pytest.mark.parametrize("path", ["practices/culture/a.yaml", "practices/housing/z.yaml"])
def test_an_id_that_another_practice_has_is_told_of(path: str, layout: Layout) -> None:
    """Of two with one id the second is shown, whichever of them is new."""
    put(layout.root / path, a_practice(id="two"))
    found = everything(layout)
    assert told(layout, path) == [one for one in found if one["path"] == path]
    assert [one["code"] for one in found if one["path"].endswith(("/two.yaml", path))].count("E207") == 1


def test_that_another_file_was_broken_before_is_known(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names the practice in it is not told that it does not exist."""
    put(layout.root / OTHER, "id: [\n")
    told(layout)
    put(layout.root / PRACTICE, a_practice(reused_by=["other-practice", "nowhere"], former_ids=["old-name"]))
    found = everything(layout)
    monkeypatch.setattr(records, "load_records", _fail)
    assert told(layout, PRACTICE) == [one for one in found if one["path"] == PRACTICE]
    assert [one["field"] for one in found if one["path"] == PRACTICE] == ["reused_by[1]"]


def test_what_was_found_in_a_changed_file_stands(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next check does not even read that."""
    put(layout.root / PRACTICE, a_practice(stage="ended", former_ids=["old-name"]))
    found = told(layout, PRACTICE)
    assert "E213" in [one["code"] for one in found]
    monkeypatch.setattr(loading, "load_some", _fail)
    monkeypatch.setattr(records, "load_records", _fail)
    assert told(layout, PRACTICE) == found


def test_a_rule_that_asks_for_more_gets_everything(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not known of the other practices is never taken for absent."""

    def looks_around(record: Practice, catalogue: Catalogue) -> Iterator[Finding]:
        for other in catalogue.practices.values():
            if other is not record and other.title == record.title:
                yield Finding(("title",), f"{other.id} has this title", "Change it.")

    example = Example("title: A title")
    rule = Rule("E299", "No title twice", "Two pages would look alike.", example, example, find=looks_around)
    monkeypatch.setitem(rules.RULES, "E299", rule)
    put(layout.root / PRACTICE, a_practice(former_ids=["old-name"], title="Another practice of Sampletown"))
    assert "other-practice has this title" in [one["message"] for one in told(layout, PRACTICE)]
