"""A whole build, repeated: on another day, in another folder, with other settings of the machine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from practicebook.layout import Layout

from tests.builders import REPOSITORY, Content, a_knowledge_base, put
from tests.unit.small_site import contents

# What every Python of the second build does first: go a year and some hours ahead.
LATER = "import time\nreal = time.time\ntime.time = lambda: real() + 400 * 86_400 + 12_345\n"
SETTINGS = {"PYTHONHASHSEED": "4711", "LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Auckland"}


HANDS = REPOSITORY / "content/pages/en"
STUB = "---\ntitle: {0}\ndescription: About {0}.\n---\n\n# {0}\n\n## Evidence\n"
STAGES = "load check make make: expand make: write make: render search finish verify publish pages"
GUIDE = {"entries": [{"id": "guide", "label": "A guide of Sampleland", "note": "It names the criteria."}]}


def _files() -> dict[str, Content]:
    """What the pages of a site link to: each page written by hand, and a text behind the criteria."""
    paths = (file.relative_to(HANDS).as_posix() for file in HANDS.rglob("*.md"))
    pages: dict[str, Content] = {f"content/pages/en/{path}": STUB.format(path.removesuffix(".md")) for path in paths}
    return {**pages, "content/registers/criteria-sources.yaml": GUIDE}


def a_whole_base(folder: Path) -> Layout:
    """A small knowledge base with the theme of the real one, of which a site can be built."""
    layout = a_knowledge_base(folder, _files())
    shutil.copytree(REPOSITORY / "theme", layout.theme)
    return layout


def _build(folder: Path, **environment: str) -> dict[str, bytes]:
    """Every file of the site of a small knowledge base, with all that it can have."""
    a_whole_base(folder)
    command = [sys.executable, "-m", "practicebook", "--root", str(folder), "build", "--offline"]
    command += ["--timings", str(folder / "timings.json")]
    given = os.environ | {"PRACTICEBOOK_URL": "https://example.org/book/"} | environment
    done = subprocess.run([*command, "--language", "en"], env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return contents(folder / "build/site")


def test_a_build_gives_the_same_bytes_on_another_day_in_another_place(tmp_path: Path) -> None:
    """Pages, data, workbook, feeds, search index and copies: not one byte differs; seconds are told apart from them."""
    put(tmp_path / "later/sitecustomize.py", LATER)
    first = _build(tmp_path / "first", PYTHONHASHSEED="1", LC_ALL="C.UTF-8", TZ="America/Montevideo")
    second = _build(tmp_path / "elsewhere/and deeper", PYTHONPATH=str(tmp_path / "later"), **SETTINGS)
    assert [path for path in sorted({*first, *second}) if first.get(path) != second.get(path)] == []
    assert any(path.startswith("search/en/") for path in first)
    assert {"data/v1/practicebook.xlsx", "offline/practicebook-en.zip", "sw.js"} <= set(first)
    timings = json.loads((tmp_path / "first/timings.json").read_text("utf-8"))
    assert (" ".join(timings), timings["pages"] > 0) == (STAGES, True)
