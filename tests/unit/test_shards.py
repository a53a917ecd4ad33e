"""Parts of a site made apart and joined: `practicebook.site.shards`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from practicebook.layout import Layout
from practicebook.page import Page, Searched
from practicebook.site.build import Options, build
from practicebook.site.content import Content
from practicebook.site.failure import BuildError
from practicebook.site.shards import ABOUT, Share

from tests.unit.small_site import URL, a_content, a_page, a_root, contents

FOUND = Searched("page", "Title", "What it is.", texts=["Words that are found."])
PAGES = [a_page(), a_page("practices/a.md", "[Home](../../)\n"), Page("b.md", a_page("b.md").text, FOUND)]
PARTS = 3


def content() -> Content:
    """A site of two languages, a page a batch, and a file."""
    batches = [batch for page in PAGES for batch in a_content({"en": [page]}).batches[:1]]
    french = a_content({"fr": [a_page(language="fr")]}, files={"data/a.json": b"[]"})
    return Content([*batches, *french.batches], ("en", "fr"), URL)


def a_shard(layout: Layout, number: int, folder: Path, of: int = PARTS) -> Path:
    """One part of that site."""
    build(layout, content(), lambda _: None, Options(folder, share=Share(number, of)))
    return folder


def join(layout: Layout, *folders: Path) -> dict[str, bytes]:
    """The site of some shards."""
    build(layout, content(), lambda _: None, Options(shards=folders))
    return contents(layout.site)


@pytest.fixture
def shards(tmp_path: Path) -> list[Path]:
    """Every shard, each made on a machine of its own, that is, in a copy of the base."""
    a_root(tmp_path / "base", "en", "fr")
    made = []
    for number in range(1, PARTS + 1):
        root = tmp_path / f"machine-{number}"
        shutil.copytree(tmp_path / "base", root)
        made.append(a_shard(Layout(root), number, tmp_path / f"shard-{number}"))
    return made


def test_shards_joined_equal_one_build(shards: list[Path], tmp_path: Path) -> None:
    """Byte for byte, in whatever order they are named, and none of them is the whole."""
    whole = Layout(tmp_path / "base")
    build(whole, content(), lambda _: None)
    expected = contents(whole.site)
    other = Layout(tmp_path / "other")
    shutil.copytree(tmp_path / "base", other.root, ignore=shutil.ignore_patterns("build"))
    assert join(other, *reversed(shards)) == expected
    assert contents(other.built_pages) == contents(whole.built_pages)
    sizes = [len(list((shard / "html").rglob("*.html"))) for shard in shards]
    assert (sum(sizes), max(sizes) < len(PAGES)) == (4, True)


def test_a_shard_that_is_missing_or_there_twice_is_told(shards: list[Path], tmp_path: Path) -> None:
    """Never half a site; an earlier one stays."""
    layout = Layout(tmp_path / "base")
    before = join(layout, *shards)
    for folders in ([shards[0], shards[2]], [*shards, shards[1]]):
        with pytest.raises(BuildError) as caught:
            join(layout, *folders)
        assert [(one.path, one.code) for one in caught.value.problems] == [(".", "B120")]
        assert contents(layout.site) == before


def test_a_shard_of_something_else_is_refused(shards: list[Path], tmp_path: Path) -> None:
    """Records, theme and program have to be the same for all."""
    layout = Layout(tmp_path / "base")
    with (layout.theme / "main.html").open("a") as file:
        file.write("<!-- newer -->")
    with pytest.raises(BuildError) as caught:
        join(layout, *shards)
    assert [(one.path, one.code) for one in caught.value.problems] == [(str(one), "B119") for one in shards]


@pytest.mark.parametrize("about", [None, b"{", b"[]", b'{"state": 1}'])
def test_a_folder_that_is_no_shard_is_told(about: bytes | None, shards: list[Path], tmp_path: Path) -> None:
    """Whatever is wrong with its description."""
    (shards[0] / ABOUT).unlink()
    if about is not None:
        (shards[0] / ABOUT).write_bytes(about)
    with pytest.raises(BuildError) as caught:
        join(Layout(tmp_path / "base"), *shards)
    assert [(one.path, one.code) for one in caught.value.problems] == [(str(shards[0]), "B118")]


def test_a_shard_leads_nowhere_else(shards: list[Path], tmp_path: Path) -> None:
    """A path that leaves the folder is refused, and nothing is written there."""
    for shard in shards:
        about = json.loads((shard / ABOUT).read_text())
        (shard / ABOUT).write_text(json.dumps({**about, "files": ["../../out"]}))
    with pytest.raises(BuildError) as caught:
        join(Layout(tmp_path / "base"), *shards)
    assert [one.code for one in caught.value.problems] == ["B118"]
    assert not (tmp_path / "out").exists()


def test_a_shard_never_writes_over_anything(tmp_path: Path) -> None:
    """Its folder is new or empty."""
    layout = a_root(tmp_path / "base", "en", "fr")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("Mine")
    with pytest.raises(BuildError) as caught:
        a_shard(layout, 1, tmp_path / "mine")
    assert [(one.path, one.code) for one in caught.value.problems] == [(str(tmp_path / "mine"), "B117")]
