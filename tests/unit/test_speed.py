"""What the page on speed tells (`practicebook.expand.speed`), and the benchmarks that it tells of."""

from __future__ import annotations

import json
import sys
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from practicebook import editorial, loading
from practicebook.expand.speed import Goal, goals, picture, without_search
from practicebook.speed import Speed

from tests.batches import expand
from tests.benchmarks import processes, stages
from tests.benchmarks.peers import EDITED, PEERS, _file, content, lay
from tests.benchmarks.synthetic import synthetic
from tests.builders import a_knowledge_base, put

MACHINE = {"cores": 2, "memory": 24, "system": "Linux x86_64", "python": "3.11.7", "browser": "Chromium 156"}
VISIT = {"first_paint": 700.0, "largest_paint": 1900.0, "blocked": 46, "shift": 0.0, "sent": 58.7, "requests": 13}


def a_build(builder: str, records: int, change: str, seconds: float, **more: object) -> dict[str, Any]:
    """One row of the figures."""
    about = {"builder": builder, "records": records, "change": change}
    return {**about, "seconds": seconds, "cpu": seconds, "memory": 900.5, "stages": {"search": 4.0}, **more}


def figures(**more: object) -> dict[str, Any]:
    """What a run writes down: five times as fast as one, slower than another, behind on a phone."""
    builds = [
        a_build("practicebook", 1_000, "cold", 4.0),
        a_build("practicebook", 10_000, "cold", 30.0, stages={"load": 3.0, "search": 4.0}),
        a_build("practicebook", 10_000, "record", 5.0),
        a_build("practicebook", 10_000, "check-one", 0.5),
        a_build("MkDocs + Material", 1_000, "cold", 15.0),
        a_build("MkDocs + Material", 10_000, "cold", 150.0),
        a_build("MkDocs + Material", 10_000, "record", 149.0),
        a_build("Hugo + Pagefind", 10_000, "cold", 29.0),
    ]
    visit = {"builder": "practicebook", "page": "home", "language": "en", "link": "usual", **VISIT}
    told = {
        "versions": {"hugo": "0.168.0"},
        "builds": builds,
        "growth": {"load": 1.05, "whole": 0.9},
        "visits": [visit],
    }
    return {"measured_on": "2026-11-23", **MACHINE, **told, **more}


def test_each_goal_stands_beside_what_was_measured() -> None:
    """Met or missed without rounding in our favour; what was not measured is not told."""
    assert [(goal.name, round(goal.measured, 2), goal.is_met) for goal in goals(Speed(**figures()))] == [
        ("cold_stock", 5.0, True),
        ("cold_quickest", 0.97, False),
        ("record", 5.0, True),
        ("record_without_search", 1.0, True),
        ("record_stock", 29.8, False),
        ("memory", 900.5, True),
        ("growth", 1.05, True),
        ("check_one", 0.5, True),
        ("largest_paint", 1900.0, False),
        ("blocked", 46.0, True),
        ("shift", 0.0, True),
    ]
    assert not Goal("shift", 0.0201, 0.02).is_met


def test_the_index_of_search_can_be_left_out() -> None:
    """The site is consistent without it; a build whose stages are not known counts whole."""
    speed = Speed(**figures())
    cold = speed.build("practicebook", 10_000, "cold")
    assert cold
    assert without_search(cold) == 26.0


def test_the_picture_has_a_line_for_each_builder() -> None:
    """In powers of ten on both sides; names keep apart; a single size is no picture."""
    drawn = picture(Speed(**figures()))
    assert drawn
    assert [line.name for line in drawn.lines] == ["practicebook", "MkDocs + Material", "Hugo + Pagefind"]
    assert [mark for mark, _ in drawn.up] == [1, 10, 100, 1000]
    assert drawn.lines[0].dots[0][0] < drawn.lines[0].dots[1][0]
    assert drawn.lines[0].dots[1][1] > drawn.lines[1].dots[1][1], "what takes longer stands higher"
    labels = sorted(line.label for line in drawn.lines)
    assert min(later - earlier for earlier, later in pairwise(labels)) >= 18
    assert picture(Speed(**figures(builds=figures()["builds"][1:4]))) is None


@pytest.mark.parametrize("written", [None, json.dumps(figures()), '{"measured_on": 5}'])
def test_the_page_tells_what_is_on_record(written: str | None, tmp_path: Path) -> None:
    """Figures, that there are none, or what is wrong with the file."""
    front = "---\ntitle: Speed\ndescription: How fast.\n---\n\n# Speed\n\n<!-- speed -->\n"
    layout = a_knowledge_base(tmp_path, {"content/pages/en/about/speed.md": front})
    if written:
        put(layout.speed, written)
    texts = editorial.load(layout)
    if written and "builds" not in written:
        assert {problem.path for problem in texts.problems} == {"content/benchmarks.json"}
        return
    pages = expand(loading.load(layout), texts, "en", "https://example.org/")
    text = next(unescape(page.text) for page in pages if page.path == "about/speed.md")
    assert ("Nothing is on record yet" in text) is (written is None)
    assert ("<td>at least 1 times as fast</td><td>0.97 times as fast<br>" in text) is (written is not None)
    assert ("<td>at most 0.5 s</td>" in text) is (written is not None)


def test_growth_is_told_by_stage() -> None:
    """Ten times the records in ten times the time is 1; what takes next to no time is left out."""
    assert stages.growth({"load": 1, "render": 1, "write": 0.01}, {"load": 10, "render": 5, "write": 0.09}, 10) == {
        "load": 1.0,
        "render": 0.7,
    }


def test_a_command_is_measured_with_all_that_it_starts(tmp_path: Path) -> None:
    """Its children's memory and processor count; a command that fails is told with what it said."""
    work = "x = bytearray(90_000_000); x[::4096] = b'1' * len(x[::4096])\nfor _ in range(10**7): pass"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}], check=True)"
    found = processes.run([sys.executable, "-c", outer], tmp_path)
    assert 0.1 < found["cpu"] <= found["seconds"] + 0.5
    assert 90 < found["memory"] < 400
    with pytest.raises(processes.CommandError, match="out of paper"):
        processes.run([sys.executable, "-c", "raise SystemExit('out of paper')"], tmp_path)


def test_peers_get_the_same_records(tmp_path: Path) -> None:
    """Made up ones among them, valid and of 2 to 4 kB; each page has a file of its own."""
    layout = synthetic(153, tmp_path / "records")
    made = list(layout.practices.rglob("synthetic-*.yaml"))
    assert len(made) == 153 - 149
    assert all(1_900 < file.stat().st_size < 5_200 for file in made)
    pages = list(content.pages(layout))
    assert len({page.address for page in pages}) == len(pages)
    for peer in PEERS:
        assert lay(peer, pages, tmp_path / peer.name) == len(pages)
        files = [_file(peer, tmp_path / peer.name, page) for page in pages]
        assert {file.is_file() and file.is_relative_to(tmp_path) for file in files} == {True}
        assert "## Problem" in (tmp_path / peer.name / "content" / f"{EDITED}.md").read_text("utf-8")
