"""What stands of a check while nothing changed: `practicebook.standing`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from practicebook import loading
from practicebook.__main__ import main
from practicebook.commands import records
from practicebook.layout import Layout

from tests.builders import PLACE, PRACTICE, a_knowledge_base, put


def checked(layout: Layout, *files: str) -> list[str]:
    """What `practicebook check` says."""
    names = [str(layout.root / file) for file in files]
    done = CliRunner().invoke(main, ["--root", str(layout.root), "check", *names], prog_name="practicebook")
    assert isinstance(done.exception, SystemExit | None), done.exception
    return done.output.splitlines()


@pytest.fixture
def layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    """A base with problems in two files, which was checked; no check may read a file again."""
    base = a_knowledge_base(tmp_path, kind="none")
    put(base.practices / "astray.yaml", "id: astray\n")
    checked(base)
    return base


def _fail(*_: object) -> None:
    raise AssertionError("records were read again")


def test_what_was_found_stands_while_nothing_changes(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same words and status, of all and of one file, without reading a record."""
    everything, one = checked(layout), checked(layout, PRACTICE)
    monkeypatch.setattr(records, "load_records", _fail)
    assert checked(layout) == everything
    assert checked(layout, PRACTICE) == one
    assert 0 < len(one) < len(everything)


def _save_again(layout: Layout) -> None:
    file = layout.root / PRACTICE
    file.write_bytes(file.read_bytes())


def _put_back_the_time(layout: Layout) -> None:
    file = layout.root / PRACTICE
    before = file.stat()
    file.write_text(file.read_text("utf-8").replace("Sampletown", "Sampletwon"), "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _remove(layout: Layout) -> None:
    (layout.practices / "astray.yaml").unlink()


def _add_a_term(layout: Layout) -> None:
    put(layout.vocabulary / "kinds.xx.yaml", "{}")


def _make_a_link(layout: Layout) -> None:
    (layout.practices / "elsewhere").symlink_to(layout.places)


def _lock(layout: Layout) -> None:
    (layout.root / PLACE).chmod(0o600)


@pytest.mark.parametrize("change", [_save_again, _put_back_the_time, _remove, _add_a_term, _make_a_link, _lock])
def test_whatever_changes_a_check_is_made_again(change: Callable[[Layout], None], layout: Layout) -> None:
    """Also where the size and the time of a file are what they were."""
    change(layout)
    kept = checked(layout)
    (layout.cache / "standing").unlink()
    assert checked(layout) == kept


@pytest.mark.parametrize("change", [_save_again, _put_back_the_time, _remove, _add_a_term, _make_a_link, _lock])
def test_a_change_is_seen(change: Callable[[Layout], None], layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them makes the next check read records."""
    change(layout)
    monkeypatch.setattr(records, "load_records", _fail)
    monkeypatch.setattr(loading, "load_some", _fail)
    with pytest.raises(AssertionError, match="read again"):
        checked(layout)
