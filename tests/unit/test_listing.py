"""What lies below folders, looked at only where it may have changed: `practicebook.site.listing`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from practicebook.site import listing
from practicebook.site.listing import Listing, state_of

from tests.unit.small_site import put

LONG_AGO = 10**18  # nanoseconds


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder in which nothing happened for long."""
    for name in ("a.html", "b/c.html", "b/d/e.html"):
        put(tmp_path / "kept" / name, "before")
    for folder in (tmp_path / "kept", tmp_path / "kept/b", tmp_path / "kept/b/d"):
        os.utime(folder, ns=(LONG_AGO, LONG_AGO))
    return tmp_path / "kept"


def told(folder: Path) -> dict[str, listing.State]:
    """What each file is when it is asked."""
    return {str(file): state_of(file) for file in folder.rglob("*") if file.is_symlink() or not file.is_dir()}


def test_every_file_and_link_is_told_with_its_state(kept: Path) -> None:
    """At whatever depth; links are not followed, and a folder that is not there holds nothing."""
    (kept / "b/link").symlink_to(kept / "b/d")
    assert Listing([kept, kept / "none"]).files() == told(kept)


@pytest.mark.parametrize("change", ["made", "replaced", "removed", "removed with its folder", "made with its folder"])
def test_what_comes_and_goes_is_seen(change: str, kept: Path) -> None:
    """In whichever folder it was."""
    known = Listing([kept])
    known.files()
    if change == "replaced":
        put(kept / "new", "after")
        (kept / "new").replace(kept / "b/d/e.html")
    elif change.startswith("made"):
        put(kept / ("b/new.html" if change == "made" else "b/new/f.html"), "after")
    else:
        (kept / "b/d/e.html").unlink()
        if change.endswith("folder"):
            (kept / "b/d").rmdir()
    assert known.files() == told(kept)


def test_a_folder_in_which_nothing_came_or_went_is_not_looked_at_again(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But one in which something did just now is: the next change may fall into the same moment."""
    known = Listing([kept])
    known.files()
    looked, scandir = list[str](), os.scandir

    def seen(path: str) -> Iterator[os.DirEntry[str]]:
        looked.append(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", seen)
    known.files()
    put(kept / "b/new.html", "after")
    known.files()
    known.files()
    assert looked == [str(kept / "b"), str(kept / "b")]


def test_what_is_written_into_a_kept_file_meanwhile_is_not_taken_for_ours(kept: Path) -> None:
    """The state from before stays, so that the next build finds another one, and makes the file anew."""
    known = Listing([kept])
    before = known.files()
    (kept / "b/c.html").write_text("somebody else's", "utf-8")
    assert known.files() == before != told(kept)
