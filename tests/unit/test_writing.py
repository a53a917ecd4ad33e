"""Pages to disk: `practicebook.writing`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from practicebook.page import Page
from practicebook.writing import PagePathError, Written, write

from tests.unit.small_site import contents

PAGES = [Page("index.md", "Home\n"), Page("themes/housing.md", "Housing – später\n")]


def test_the_folder_holds_exactly_the_pages(tmp_path: Path) -> None:
    """Every page becomes a file with its whole text."""
    assert write(PAGES, tmp_path / "en") == Written(("index.md", "themes/housing.md"), (), ())
    assert contents(tmp_path / "en") == {"index.md": b"Home\n", "themes/housing.md": "Housing – später\n".encode()}


def test_an_unchanged_page_is_not_touched(tmp_path: Path) -> None:
    """A second writing leaves even the files' own numbers and times as they are."""
    write(PAGES, tmp_path)
    before = {path: path.stat() for path in tmp_path.rglob("*")}
    assert write(PAGES, tmp_path) == Written((), ("index.md", "themes/housing.md"), ())
    assert {path: (one.st_ino, one.st_mtime_ns) for path, one in before.items()} == {
        path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in tmp_path.rglob("*")
    }


def test_only_a_changed_page_is_replaced_and_a_gone_one_removed_with_its_folder(tmp_path: Path) -> None:
    """What is no page any more leaves neither a file nor an empty folder."""
    write([*PAGES, Page("places/rome.md", "Rome\n")], tmp_path)
    assert write([Page("index.md", "New\n"), PAGES[1]], tmp_path) == Written(
        ("index.md",), ("themes/housing.md",), ("places/rome.md",)
    )
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["housing.md", "index.md", "themes"]


def test_symbolic_links_are_removed_and_never_followed(tmp_path: Path) -> None:
    """A link inside the folder cannot make anything outside it change."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.md").write_text("Mine\n")
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "themes").symlink_to(outside, target_is_directory=True)
    (folder / "index.md").symlink_to(outside / "index.md")
    write([*PAGES, Page("themes/index.md", "Themes\n")], folder)
    assert contents(outside) == {"index.md": b"Mine\n"}
    assert not [path for path in folder.rglob("*") if path.is_symlink()]
    assert (folder / "themes/index.md").read_text() == "Themes\n"


@pytest.mark.parametrize("path", ["../x.md", "/x.md", "a/../x.md", "./x.md", "x.html"])
def test_a_path_that_is_not_of_a_page_is_refused(path: str, tmp_path: Path) -> None:
    """Nothing is ever written outside the folder, or under a name that is not in its simplest form."""
    with pytest.raises(PagePathError, match="not a page path"):
        write([Page(path, "")], tmp_path / "en")
    assert contents(tmp_path) == {}


def test_two_pages_with_one_path_are_refused(tmp_path: Path) -> None:
    """Which of the two would win must not depend on their order."""
    with pytest.raises(PagePathError, match=r"two pages with the path 'index\.md'"):
        write([PAGES[0], PAGES[0]], tmp_path)


def test_a_writing_that_fails_leaves_the_earlier_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader never meets half a file, and nothing is left lying about."""
    write(PAGES, tmp_path)

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write([Page("index.md", "New\n"), PAGES[1]], tmp_path)
    assert contents(tmp_path) == {"index.md": b"Home\n", "themes/housing.md": "Housing – später\n".encode()}
