"""Every route leads to the same record: by hand, through the spreadsheet, on a terminal."""

from __future__ import annotations

from pathlib import Path

from practicebook import dialogue, importing, loading, manuscript, rules, sheets, source
from practicebook.model import Practice
from practicebook.proposal import HEADER

from tests.builders import check
from tests.routes import PROPOSALS, TODAY, Scripted, by_hand, filled_in, home, values


def test_the_records_written_by_hand_have_no_problem(tmp_path: Path) -> None:
    """They are what the routes are measured by."""
    assert len(PROPOSALS) == 5
    assert check(home(tmp_path, {**by_hand()})) == []


def test_what_a_record_says_is_written_as_an_editor_writes_it() -> None:
    """The same bytes, comments aside: order, quotes, folded and literal texts, lists and groups."""
    assert [manuscript.record(Practice, value, HEADER) for value in values()] == [
        file.read_text("utf-8") for file in PROPOSALS
    ]


def test_the_spreadsheet_gives_the_records_written_by_hand(tmp_path: Path) -> None:
    """Filled into the template, read back, byte for byte; and each row is told of."""
    layout = home(tmp_path)
    found = importing.read(sheets.read("practices.xlsx", filled_in(layout, values())), loading.load(layout), TODAY)
    assert found.told == []
    assert {draft.path: draft.text for draft in found.drafts} == by_hand()
    assert [line.partition(": ")[2] for line in importing.lines(found, "good")][:5] == [
        f"good: {path}" for path in sorted(by_hand(), key=lambda path: Path(path).stem)
    ]
    assert rules.check(loading.load(home(tmp_path / "again", {d.path: d.text for d in found.drafts}))) == []


def test_the_questions_give_the_records_written_by_hand(tmp_path: Path) -> None:
    """Answered on a terminal, one after the other, byte for byte; no answer is refused, nothing is left to mend."""
    known = loading.load(home(tmp_path))
    made: dict[str, str] = {}
    for path, value in zip(sorted(by_hand(), key=lambda path: Path(path).stem), values(), strict=True):
        told = dialogue.practice(Scripted(value), known, Path(path).parent.name, value["id"], TODAY)
        assert dialogue.check(known, told, path) == []
        made[path] = manuscript.record(Practice, told, HEADER)
        loading.add(known, source.parse(made[path], path), Practice, known.practices)
    assert made == by_hand()
