"""What a damaged cache does to the next build: nothing that anybody could see."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from practicebook.__main__ import main
from practicebook.layout import Layout
from practicebook.writing import remove

from tests.builders import a_knowledge_base
from tests.faults.quick import BESIDE, DEEP, STATES, a_book, beside, built, next_state
from tests.unit.small_site import contents, put


def _text(text: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        path.unlink()  # a published file is a second name of the kept one
        path.write_text(text)

    return damage


def _truncate(path: Path) -> None:
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[: len(content) // 2])


def _garble(path: Path) -> None:
    path.unlink()
    path.write_bytes(b"\xff\x00\xfe" * 99)


def _misshape(path: Path) -> None:
    """Valid JSON under the very names that the file has, of another shape."""
    try:
        found = json.loads(path.read_bytes())
    except ValueError:
        found = {}
    _text(json.dumps({str(key): [{"uses": 5}] for key in found}))(path)


def _make_folder(path: Path) -> None:
    path.unlink()
    put(path / "inner/file.html", "x")


def _make_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")


DAMAGES: dict[str, Callable[[Path], None]] = {
    "truncated": _truncate,
    "empty": _text(""),
    "garbage": _garble,
    "another page": _text("<!doctype html><html lang=en><title>Wrong</title><h1>Wrong</h1></html>"),
    "a list": _text("[1, 2]"),
    "an empty object": _text("{}"),
    "an object of numbers": _text('{"en": 5, "digest": 5}'),
    "another shape": _misshape,
    "a folder": _make_folder,
    "a link": _make_link,
    "gone": Path.unlink,
}


def check(layout: Layout, expected: dict[str, dict[str, bytes]], what: object) -> None:
    """Build each state: the site is what a clean build makes, with nothing beside it."""
    other = next_state(layout)
    for state in (next(one for one in STATES if one != other), other):
        built(layout, state)
        assert contents(layout.site) == expected[state], what
    assert beside(layout) == BESIDE, what


@pytest.fixture
def expected(tmp_path: Path) -> dict[str, dict[str, bytes]]:
    return {state: contents(a_book(tmp_path / state, state).site) for state in ("dawn", "dusk")}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=list(DAMAGES))
def test_a_damaged_file_of_the_cache_is_made_again(
    damage: Callable[[Path], None], tmp_path: Path, expected: dict[str, dict[str, bytes]]
) -> None:
    """Each file that the cache holds, one after the other, then all at once."""
    layout = a_book(tmp_path / "book", "dawn")
    names = sorted(contents(layout.cache))
    assert len(names) > 10
    for name in names if DEEP else names[::7]:
        if (layout.cache / name).is_file():  # what only the other state has is not there now
            damage(layout.cache / name)
            check(layout, expected, name)
    for name in contents(layout.cache):
        damage(layout.cache / name)
    check(layout, expected, "all")


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=list(DAMAGES))
def test_what_is_kept_of_records_is_believed_only_as_it_was_written(
    damage: Callable[[Path], None], knowledge: Layout
) -> None:
    """Each file that a check leaves: with any damage to it, the next check finds the same."""
    problems = _checked(knowledge)
    assert problems != []
    for name in sorted(contents(knowledge.cache)):
        damage(knowledge.cache / name)
    assert (_checked(knowledge), _checked(knowledge)) == (problems, problems)


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A small base with a few problems."""
    return a_knowledge_base(tmp_path_factory.mktemp("knowledge") / "base", lead="someone@example.org", kind="none")


def _checked(layout: Layout) -> list[str]:
    done = CliRunner().invoke(main, ["--root", str(layout.root), "check"], prog_name="practicebook")
    assert isinstance(done.exception, SystemExit), done.exception
    return done.output.splitlines()


def test_a_file_in_the_place_of_a_folder_gives_way(tmp_path: Path, expected: dict[str, dict[str, bytes]]) -> None:
    """Each folder of the cache and of the Markdown, and these two themselves."""
    layout = a_book(tmp_path / "book", "dawn")
    inner = [Path(folder, name) for folder, names, _ in os.walk(layout.cache) for name in names]
    for folder in (*inner, layout.cache, layout.built_pages / "en/b", layout.built_pages / "en"):
        if folder.is_dir():
            shutil.rmtree(folder)
            folder.write_text("x")
            check(layout, expected, folder)


def test_a_page_that_was_changed_in_place_is_not_published_again(
    tmp_path: Path, expected: dict[str, dict[str, bytes]]
) -> None:
    """A program that edits the published site changes the kept pages too: they are one file with two names."""
    layout = a_book(tmp_path / "book", "dawn")
    with (layout.site / "en/a/index.html").open("a") as file:
        file.write("<!-- counted -->")
    check(layout, expected, "edited")


def test_what_a_killed_build_left_lying_goes(tmp_path: Path, expected: dict[str, dict[str, bytes]]) -> None:
    """Halves of files, half a site, links to elsewhere."""
    layout = a_book(tmp_path / "book", "dawn")
    elsewhere = tmp_path / "elsewhere"
    put(elsewhere / "kept.txt", "mine")
    built(layout, "dusk")
    built(layout, "dawn")
    names = set(contents(layout.cache))
    for name in (".x.part", "html/en/.y.part", "html/en/more/index.html", "slices/en-0/docs/index.md"):
        put(layout.cache / name, "half")
    (layout.cache / "html/en/away").symlink_to(elsewhere)
    (layout.build / "site.next").symlink_to(elsewhere)
    put(layout.build / "site.old/index.html", "half")
    check(layout, expected, "left")
    built(layout, "dawn")
    assert set(contents(layout.cache)) == names
    assert contents(elsewhere) == {"kept.txt": b"mine"}


def test_a_whole_folder_is_removed_and_a_link_not_followed(tmp_path: Path) -> None:
    """What is removed may be a file, a folder, a link or nothing."""
    put(tmp_path / "folder/a/b.txt", "x")
    put(tmp_path / "mine/c.txt", "x")
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    for name in ("folder", "link", "none"):
        remove(tmp_path / name)
    assert contents(tmp_path) == {"mine/c.txt": b"x"}
