"""The tree of a site, by what differs: `practicebook.site.tree`."""

from __future__ import annotations

from pathlib import Path

import pytest

from practicebook.site.tree import lay

from tests.unit.small_site import contents, put

KEPT = {"a.html": "A", "b/c.html": "C", "b/d/e.html": "E"}


def kept(folder: Path) -> dict[str, str]:
    """Files to be laid, by their paths in the tree."""
    for path, text in KEPT.items():
        put(folder / path, text)
    return {path: str(folder / path) for path in KEPT}


@pytest.mark.parametrize(
    "before",
    [
        {},
        {"a.html": "A", "b/c.html": "C", "b/d/e.html": "E"},
        {"a.html": "other", "z/y/x.html": "gone", "b/c.html": "C"},
        {"a.html/inner.html": "a folder where a file belongs", "b": "a file where a folder belongs"},
    ],
    ids=["nothing", "the same texts", "others", "of another shape"],
)
def test_a_folder_gets_the_files_that_it_should_have(before: dict[str, str], tmp_path: Path) -> None:
    """Whatever was there: each is the kept file itself, and nothing else is left, no empty folder either."""
    for path, text in before.items():
        put(tmp_path / "tree" / path, text)
    wanted = kept(tmp_path / "kept")
    lay(wanted, tmp_path / "tree")
    assert contents(tmp_path / "tree") == {path: text.encode() for path, text in KEPT.items()}
    assert all((tmp_path / "tree" / path).samefile(file) for path, file in wanted.items())
    assert sorted(one.name for one in (tmp_path / "tree").rglob("*") if one.is_dir()) == ["b", "d"]


def test_links_are_removed_and_never_followed(tmp_path: Path) -> None:
    """A folder, a file in it, and the tree itself."""
    mine = tmp_path / "mine"
    put(mine / "letter.txt", "Mine")
    wanted, tree = kept(tmp_path / "kept"), tmp_path / "tree"
    tree.mkdir()
    (tree / "b").symlink_to(mine)
    (tree / "a.html").symlink_to(mine / "letter.txt")
    (tmp_path / "link").symlink_to(mine)
    for folder in (tree, tmp_path / "link"):
        lay(wanted, folder)
        assert contents(folder) == {path: text.encode() for path, text in KEPT.items()}
    assert contents(mine) == {"letter.txt": b"Mine"}


def test_what_is_right_stays_as_it_is(tmp_path: Path) -> None:
    """Only what differs is touched, so that a small change is quick however large the site."""
    wanted, tree = kept(tmp_path / "kept"), tmp_path / "tree"
    lay(wanted, tree)
    folder = (tree / "b/d").stat().st_mtime_ns
    del wanted["a.html"]
    lay(wanted, tree)
    assert sorted(contents(tree)) == ["b/c.html", "b/d/e.html"]
    assert (tree / "b/d").stat().st_mtime_ns == folder
