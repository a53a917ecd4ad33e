"""Commands that make sites, from beginning to end: `practicebook build`, `join`, `offline`, `export`, `verify`."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from practicebook.__main__ import main
from practicebook.commands.exporting import OWN
from practicebook.layout import Layout

from tests.builders import a_knowledge_base
from tests.unit.small_site import contents
from tests.unit.test_repeated import a_whole_base

URL = "https://example.org/book"


def run(layout: Layout, *words: str) -> Result:
    """Run a command as a person would who publishes at an address."""
    return CliRunner().invoke(main, ["--root", str(layout.root), *words], env={"PRACTICEBOOK_URL": URL})


def built(layout: Layout, *words: str) -> str:
    """Run a command that has to go well; the last line that it said."""
    done = run(layout, *words)
    assert done.exit_code == 0, done.output
    return done.stdout.strip().rpartition("\n")[2]


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A base whose site was built, with copies to take along."""
    layout = a_whole_base(tmp_path_factory.mktemp("book"))
    told = built(layout, "build", "--language", "en", "--offline", "--jobs", "1")
    assert told.endswith(f"s: {layout.site}")
    return layout


def test_parts_made_apart_join_to_the_site(layout: Layout, tmp_path: Path) -> None:
    """Byte for byte what one build made, wherever it is put."""
    parts = [str(tmp_path / f"part-{number}") for number in (1, 2)]
    for number, part in enumerate(parts, start=1):
        built(layout, "build", "--language", "en", "--offline", "--shard", f"{number}/2", "--output", part)
    joined = tmp_path / "joined"
    told = built(layout, "join", *parts, "--language", "en", "--offline", "--output", str(joined))
    assert told.endswith(f"s: {joined}")
    assert contents(joined) == contents(layout.site)


@pytest.mark.parametrize("share", ["3/2", "0/2", "1/0", "1", "x", "1/20000"])
def test_a_part_that_cannot_be_is_refused(share: str, layout: Layout) -> None:
    """What to write instead is said."""
    done = run(layout, "build", "--shard", share)
    assert done.exit_code == 2
    assert f"“{share}” is no part of a whole. Write 1/3 for the first of three." in done.stderr


def test_what_is_no_part_cannot_be_joined(layout: Layout, tmp_path: Path) -> None:
    """The site stays as it was."""
    before = contents(layout.site)
    (tmp_path / "empty").mkdir()
    done = run(layout, "join", str(tmp_path / "empty"))
    assert (done.exit_code, "empty" in done.stderr, type(done.exception)) == (1, True, SystemExit)
    assert contents(layout.site) == before


def test_the_copy_to_take_along_is_that_of_the_site(layout: Layout, tmp_path: Path) -> None:
    """Made by itself, it is the ZIP that the build added; where nothing is built there is none."""
    copy = tmp_path / "copy.zip"
    told = built(layout, "offline", "--output", str(copy), "--language", "en")
    with zipfile.ZipFile(copy) as archive:
        pages = [name for name in archive.namelist() if name.endswith(".html") and name.count("/") > 1]
    assert told == f"{len(pages)} pages, {copy.stat().st_size / 1e6:.1f} MB: {copy}"
    assert copy.read_bytes() == (layout.site / "offline/practicebook-en.zip").read_bytes()
    done = run(layout, "offline", str(tmp_path), "--output", str(copy))
    assert (done.exit_code, "There is no built site here." in done.stderr) == (1, True)


def test_what_is_exported_is_the_data_of_the_site(layout: Layout, tmp_path: Path) -> None:
    """The same bytes, without pages, in every language that there is; a record with an error is not exported."""
    folder = tmp_path / "export"
    assert built(layout, "export", "--output", str(folder)) == f"{len(contents(folder))} files: {folder}"
    site, exported = contents(layout.site), contents(folder)
    shared = {path for path in exported if path.startswith("en/feeds/")}
    assert ({path for path in shared if exported[path] != site[path]}, bool(shared)) == (set(), True)
    assert {path.name for path in folder.iterdir()} == OWN | {"ar", "en", "es", "fr"}
    broken = a_knowledge_base(tmp_path / "broken", lead="<b>x</b>")
    done = run(broken, "export")
    assert (done.exit_code, "[E301]" in done.stderr, (broken.build / "export").exists()) == (1, True, False)


def test_data_is_put_among_no_other_files(layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither beside somebody's files nor into a site; an empty folder is filled, and one with an export anew."""
    folder = tmp_path / "export"
    folder.mkdir()
    count = len(built(layout, "export", "--output", str(folder)) and contents(folder))
    assert built(layout, "export", "--output", str(folder)) == f"{count} files: {folder}"
    (folder / "letter.txt").write_text("Mine\n")
    (tmp_path / "other/data").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    monkeypatch.chdir(tmp_path / "other")
    for output in (folder, tmp_path, layout.site, Path("/"), Path(), tmp_path / "link"):
        before = sorted(output.iterdir()) if output.exists() else []
        done = run(layout, "export", "--output", str(output))
        told = f"{output}: This folder holds other things than an export. Name a folder that is empty"
        assert (done.exit_code, done.stderr.startswith(told), "[B110]" in done.stderr) == (1, True, True), output
        assert (sorted(output.iterdir()) if output.exists() else []) == before


def test_a_built_site_is_verified(layout: Layout, tmp_path: Path) -> None:
    """Findings as text or for programs, and what a first visit takes; a fault in it is told of by its status."""
    done = run(layout, "verify")
    assert (done.exit_code, done.stdout) == (0, "")
    weights, last = done.stderr.splitlines()
    assert (weights.startswith("A first visit takes "), last) == (True, "No finding.")
    assert run(layout, "verify", "--format", "json").stdout == "[]\n"
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text('<!doctype html><html lang="en"><a href="gone/">x</a></html>')
    done = run(layout, "verify", str(tmp_path / "site"))
    assert (done.exit_code, "index.html" in done.stdout, "findings." in done.stderr) == (1, True, True)
    done = run(layout, "verify", str(tmp_path / "nowhere"))
    told = f"practicebook: there is no site in {tmp_path / 'nowhere'}. Build it first: practicebook build.\n"
    assert (done.exit_code, done.stderr) == (2, told)


def test_a_language_that_is_not_there_is_refused(layout: Layout) -> None:
    """Those that are there are named."""
    done = run(layout, "build", "--language", "de")
    told = "practicebook: there is no language “de”. The languages are: "
    assert (done.exit_code, done.stderr.startswith(told)) == (2, True)
