"""Inputs that are no files, cannot be read, vanish or change while they are used: one message each, no traceback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from practicebook import loading
from practicebook.__main__ import main
from practicebook.layout import Layout
from practicebook.page import Page
from practicebook.problem import Problem
from practicebook.site import digests
from practicebook.site import render as rendering
from practicebook.site.build import Options
from practicebook.site.failure import BuildError

from tests.builders import a_knowledge_base
from tests.builders import put as put_record
from tests.faults.quick import BESIDE, a_book, beside, built
from tests.unit.small_site import contents, put

SHELF = "practices/housing"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small sound base, to be copied."""
    return a_knowledge_base(tmp_path_factory.mktemp("sound") / "book").root


@pytest.fixture
def base(sound: Path, tmp_path: Path) -> Layout:
    """A small sound base with an earlier site."""
    shutil.copytree(sound, tmp_path / "base")
    put(tmp_path / "base/build/site/.nojekyll", "")
    put(tmp_path / "base/build/site/index.html", "earlier")
    return Layout(tmp_path / "base")


def run(layout: Layout, *arguments: str) -> tuple[int, list[str]]:
    """Run a command; its exit status and all that it said."""
    result = CliRunner().invoke(main, ["--root", str(layout.root), *arguments], prog_name="practicebook")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output.splitlines()


def said(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Place and code of each message."""
    return [(line.split(": ")[0], line[-5:-1]) for line in lines if line.endswith("]")]


def _folder(path: Path) -> None:
    path.mkdir()


def _link_in_a_circle(path: Path) -> None:
    path.symlink_to(path.name)


def _bytes(path: Path) -> None:
    path.write_bytes(b"id: night\xff\n")


@pytest.mark.parametrize(
    ("make", "place", "code"),
    [
        (_folder, ":1:1", "E001"),
        (os.mkfifo, ":1:1", "E001"),
        (_link_in_a_circle, ":1:1", "E001"),
        (_bytes, ":1:10", "E003"),
    ],
    ids=["a folder", "a pipe", "a link in a circle", "not UTF-8"],
)
def test_what_is_no_record_is_named_once(make: Callable[[Path], None], place: str, code: str, base: Layout) -> None:
    """By check and by build, which leaves the earlier site as it is."""
    make(base.root / SHELF / "night.yaml")
    before = contents(base.site)
    for command in ("check", "build"):
        status, lines = run(base, command)
        assert (status, said(lines)) == (1, [(f"{SHELF}/night.yaml{place}", code)]), command
    assert contents(base.site) == before


def test_a_record_that_may_not_be_read_or_has_vanished_is_named(base: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between looking into the folder and opening the file, or because another user owns it."""
    gone, closed = base.root / SHELF / "gone.yaml", base.root / SHELF / "closed.yaml"
    put_record(closed, "id: closed\n")
    listed, read = loading.record_files, Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(
        loading, "record_files", lambda folder: [*listed(folder), *([gone] if folder == gone.parent else [])]
    )
    monkeypatch.setattr(Path, "read_bytes", refuse)
    status, lines = run(base, "check")
    expected = [(f"{SHELF}/{name}.yaml:1:1", "E001") for name in ("closed", "gone")]
    assert (status, said(lines)) == (1, expected)


def test_a_shelf_in_a_circle_is_named(base: Layout) -> None:
    """A link to a folder above it is not followed at all, let alone for ever."""
    (base.practices / "round").symlink_to(base.practices)
    (base.practices / "itself").symlink_to("itself")
    status, lines = run(base, "check")
    assert (status, said(lines)) == (1, [("practices/round:1:1", "E001")])


@pytest.mark.parametrize("command", ["build", "export", "generate", "status"])
def test_a_folder_that_cannot_be_listed_is_told(command: str, base: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the command, the system's reason, the place and what to do, in one line."""

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    monkeypatch.chdir(base.root)
    status, (line,) = run(base, command)
    place, reason = line.split(": ", 1)
    expected = (
        "The system says: Permission denied. Allow this user to read and write there, or name another folder. [B112]"
    )
    assert (status, place in {"practices", "content/registers/places"}, reason) == (1, True, expected)


def test_a_package_that_is_missing_is_told(base: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the one command that installs all of them."""

    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(digests, "version", missing)
    status, lines = run(base, "build", "--language", "en")
    expected = ".: The Python package mkdocs is missing. Run make setup, which installs what is missing. [B115]"
    assert (status, lines[-1], said(lines)) == (1, expected, [(".", "B115")])


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda layout: put(layout.theme / "main.html", "{{ page.content }} changed"), ["B114"]),
        (lambda layout: (layout.theme / "main.html").unlink(), ["B114"]),
        (lambda layout: layout.configuration.unlink(), ["B112"]),
        (lambda layout: (layout.interface / "en.yaml").unlink(), ["B101"]),
        (lambda layout: put(layout.interface / "en.yaml", "site: [\n"), ["B101"]),
    ],
    ids=["the theme changes", "the theme vanishes", "mkdocs.yml vanishes", "words vanish", "words break"],
)
def test_what_changes_while_pages_are_rendered_is_noticed(
    change: Callable[[Layout], None], codes: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages of two kinds are never published together, nor remembered as if they were of one."""
    layout, clean = a_book(tmp_path / "book", "dawn"), contents(a_book(tmp_path / "clean", "dusk").site)
    kept, before = {**contents(layout.theme), **contents(layout.interface)}, contents(layout.site)
    configuration = layout.configuration.read_bytes()

    keep = rendering.keep

    def disturbed(language: rendering.Language, page: Page) -> tuple[bool | None, list[Problem]]:
        if page.path == "index.md":
            change(layout)
        return keep(language, page)

    monkeypatch.setattr(rendering, "keep", disturbed)
    with pytest.raises(BuildError) as caught:
        built(layout, "dusk")
    monkeypatch.setattr(rendering, "keep", keep)
    assert ([one.code for one in caught.value.problems], contents(layout.site)) == (codes, before)
    assert beside(layout) == BESIDE
    layout.configuration.write_bytes(configuration)
    (layout.theme / "main.html").write_bytes(kept["main.html"])
    (layout.interface / "en.yaml").write_bytes(kept["en.yaml"])
    built(layout, "dusk")
    assert contents(layout.site) == clean


def test_an_asset_that_vanishes_while_it_is_copied_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor may save by removing the file first."""
    layout = a_book(tmp_path / "book", "dawn")
    before, read = contents(layout.site), Path.read_bytes

    def vanish(file: Path) -> bytes:
        if file == layout.theme / "assets/css/main.css":
            file.unlink()
        return read(file)

    monkeypatch.setattr(Path, "read_bytes", vanish)
    with pytest.raises(BuildError) as caught:
        built(layout, "dusk")
    (problem,) = caught.value.problems
    assert (problem.code, Path(problem.path).name) == ("B112", "main.css")
    assert contents(layout.site) == before


def test_a_page_that_vanishes_before_mkdocs_reads_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What MkDocs was not given it cannot make, and nothing is published without it."""
    layout = a_book(tmp_path / "book", "dawn")
    before, run_it = contents(layout.site), subprocess.run

    def vanish(command: list[str], **options: Any) -> object:  # noqa: ANN401 - as in subprocess
        for file in (layout.cache / "slices/en-0/docs").rglob("c.md"):
            file.unlink()
        return run_it(command, **options)

    monkeypatch.setattr(subprocess, "run", vanish)
    with pytest.raises(BuildError) as caught:
        built(layout, "dusk", Options(jobs=1, by_mkdocs=True))
    assert [(one.path, one.code) for one in caught.value.problems] == [("build/pages/en/b/c.md", "B104")]
    assert contents(layout.site) == before


def test_a_process_that_is_killed_at_its_work_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when memory runs out; nobody waits for it."""
    layout = a_book(tmp_path / "book", "dawn")
    before = contents(layout.site)
    monkeypatch.setattr(rendering, "keep", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(BuildError) as caught:
        built(layout, "dusk", Options(jobs=2))
    assert [one.code for one in caught.value.problems] == ["B116"]
    assert (contents(layout.site), beside(layout)) == (before, BESIDE)
