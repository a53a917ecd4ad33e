"""The whole build: `practicebook.site.build` and `staging`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from practicebook.layout import Layout
from practicebook.page import Page
from practicebook.site import build as building
from practicebook.site import staging
from practicebook.site.build import Built, Options, build
from practicebook.site.failure import BuildError
from practicebook.site.staging import Staging, the_only_build, the_only_build_into

from tests.unit.small_site import a_content, a_page, a_root, contents, put

PAGES = (a_page("index.md", "[A](practices/a/)\n"), a_page("practices/a.md"))
BROKEN = (a_page("index.md", "[B](practices/b/)\n"), PAGES[1])


def built(layout: Layout, *pages: Page, output: Path | None = None) -> Built:
    """Build a site of English pages, in silence."""
    return build(layout, a_content({"en": pages or PAGES}), lambda _: None, Options(output))


def test_the_same_pages_give_the_same_site_anywhere_and_again(tmp_path: Path) -> None:
    """No path of this machine, no clock and no earlier build is in it."""
    first, second = a_root(tmp_path / "first"), a_root(tmp_path / "elsewhere/second")
    assert built(first).rendered == ("en/index.md", "en/practices/a.md")
    site = contents(first.site)
    built(second, PAGES[0], a_page("practices/a.md", "An earlier text.\n"))
    built(second)
    assert contents(second.site) == contents(first.site)
    assert built(first).rendered == ()
    assert contents(first.site) == site
    assert sorted(path.name for path in first.build.iterdir()) == [".lock", "cache", "pages", "site"]


def test_each_stage_is_told_and_timed(tmp_path: Path) -> None:
    """Somebody who waits sees what for."""
    told: list[str] = []
    result = build(a_root(tmp_path), a_content({"en": PAGES}), told.append)
    stages = ["make", "make: expand", "make: write", "make: render", "search", "finish", "verify", "publish"]
    assert list(result.seconds) == stages
    assert told[0] == "Making the pages"
    assert len(told) == len([stage for stage in stages if ":" not in stage])
    assert (result.pages, result.search_is_new, result.problems) == (2, True, ())


def test_a_removed_page_and_a_removed_language_disappear(tmp_path: Path) -> None:
    """From the Markdown, from the site and from the search."""
    layout = a_root(tmp_path, "en", "fr")
    build(layout, a_content({"en": PAGES, "fr": [a_page(language="fr")]}), lambda _: None)
    built(layout, a_page())
    assert sorted(contents(layout.built_pages)) == ["en/index.md"]
    assert sorted(path for path in contents(layout.site) if path.endswith(".html")) == [
        "404.html",
        "en/index.html",
        "index.html",
    ]
    assert [path.name for path in (layout.site / "search").iterdir()] == ["en"]


def _break_a_link(_: Layout, __: pytest.MonkeyPatch) -> type[BaseException]:
    return BuildError


def _break_the_theme(layout: Layout, _: pytest.MonkeyPatch) -> type[BaseException]:
    put(layout.theme / "main.html", "{{ none.such }}")
    return BuildError


def _break_the_words(layout: Layout, _: pytest.MonkeyPatch) -> type[BaseException]:
    put(layout.interface / "en.yaml", "home: Home\n")
    return BuildError


def _interrupt_the_check(_: Layout, monkeypatch: pytest.MonkeyPatch) -> type[BaseException]:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "verify", interrupt)
    return KeyboardInterrupt


def _fail_to_publish(_: Layout, monkeypatch: pytest.MonkeyPatch) -> type[BaseException]:
    def fail(*_: Path) -> bool:
        raise OSError(28, "No space left on device", "site.next")

    monkeypatch.setattr(building, "verify", lambda *_: [])
    monkeypatch.setattr(staging, "_exchanged", fail)
    return BuildError


@pytest.mark.parametrize(
    "break_something",
    [_break_a_link, _break_the_theme, _break_the_words, _interrupt_the_check, _fail_to_publish],
)
def test_a_build_that_fails_anywhere_leaves_the_last_site(
    break_something: Callable[[Layout, pytest.MonkeyPatch], type[BaseException]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whole, and with nothing beside it."""
    layout = a_root(tmp_path)
    built(layout)
    before = contents(layout.site)
    with pytest.raises(break_something(layout, monkeypatch)):
        built(layout, *BROKEN)
    assert contents(layout.site) == before
    assert sorted(path.name for path in layout.build.iterdir()) == [".lock", "cache", "pages", "site"]


def test_a_fault_in_the_site_is_named(tmp_path: Path) -> None:
    """The first build fails like any other, and publishes nothing."""
    layout = a_root(tmp_path)
    with pytest.raises(BuildError) as caught:
        built(layout, *BROKEN)
    assert [(one.path, one.code) for one in caught.value.problems] == [("en/index.html", "V101")]
    assert not layout.site.exists()


@pytest.mark.parametrize(
    "names", [("site.old",), ("site.old", "site.next"), ("site", "site.old"), ("site", "site.next")]
)
def test_what_a_kill_left_is_healed(names: tuple[str, ...], tmp_path: Path) -> None:
    """The site that was whole is there again, and nothing beside it."""
    for name in names:
        put(tmp_path / name / "index.html", name)
    Staging(tmp_path / "site").heal()
    assert contents(tmp_path) == {"site/index.html": names[0].encode()}


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    """The second says so at once; the lock of a process that was killed is free."""
    layout = a_root(tmp_path)
    with the_only_build(layout), pytest.raises(BuildError) as caught:
        built(layout)
    assert [(one.path, one.code) for one in caught.value.problems] == [("build", "B105")]
    holder = (
        "import os, pathlib\n"
        "from practicebook.layout import Layout\n"
        "from practicebook.site.staging import the_only_build\n"
        f"with the_only_build(Layout(pathlib.Path({str(tmp_path)!r}))):\n    os.abort()\n"
    )
    assert subprocess.run([sys.executable, "-c", holder], check=False, capture_output=True).returncode < 0
    with the_only_build(layout):
        pass


def test_a_site_can_be_published_elsewhere(tmp_path: Path) -> None:
    """Into a folder that is new, empty, or an earlier site."""
    layout, output = a_root(tmp_path / "root"), tmp_path / "out/public"
    output.mkdir(parents=True)
    for _ in range(2):
        assert built(layout, output=output).site == output
    assert (output / "en/index.html").is_file()
    assert not layout.site.exists()


def test_two_bases_take_turns_at_one_folder(tmp_path: Path) -> None:
    """While one is at work there, the other is told where, and touches nothing; then it publishes its own site."""
    output = tmp_path / "public"
    one, other = a_root(tmp_path / "one"), a_root(tmp_path / "other")
    built(one, output=output)
    site = contents(output)
    with the_only_build_into(output), pytest.raises(BuildError) as caught:
        built(other, a_page("index.md", "Another.\n"), output=output)
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [(str(output), "B105")]
    assert contents(output) == site
    assert built(other, a_page("index.md", "Another.\n"), output=output).pages == 1
    assert not (output / "en/practices/a/index.html").exists()
    built(one, output=output)
    assert contents(output) == site
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "other", "public"]


@pytest.mark.parametrize("output", [Path(), Path(".."), Path("/")])
def test_a_folder_without_a_name_of_its_own_is_refused_as_any_other(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that somebody is in, the one above, and the root of the disk."""
    layout = a_root(tmp_path / "root")
    monkeypatch.chdir(layout.root)
    with pytest.raises(BuildError) as caught:
        built(layout, output=output)
    assert [(one.path, one.code) for one in caught.value.problems] == [(str(output.absolute()), "B106")]


def test_a_folder_that_is_no_site_is_never_replaced(tmp_path: Path) -> None:
    """Somebody's files would be gone."""
    layout, output = a_root(tmp_path / "root"), tmp_path / "documents"
    put(output / "letter.txt", "Mine\n")
    with pytest.raises(BuildError) as caught:
        built(layout, output=output)
    assert [(one.path, one.code) for one in caught.value.problems] == [(str(output), "B106")]
    assert contents(output) == {"letter.txt": b"Mine\n"}
