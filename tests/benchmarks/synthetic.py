"""A knowledge base of any size with invented practices: `python -m tests.benchmarks.synthetic 10000 DIR`.

Vocabularies, registers, places and theme are the real ones, and so are the first records; each of the others has 2 to
4 kB of text made of the words of the real records, so that the search index grows as it would. The same seed and number
give the same files.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from practicebook import loading, manuscript
from practicebook.catalogue import Catalogue
from practicebook.layout import WRITTEN_IN, Layout
from practicebook.model import Practice
from practicebook.record import leaves

from tests.builders import REPOSITORY

SEED = 20190603
WORD = re.compile(r"[^\W\d_]{2,}")


def synthetic(number: int, folder: Path, seed: int = SEED) -> Layout:
    """Lay out a knowledge base with `number` practices in `folder`, in English alone; the real ones among them."""
    layout, real = Layout(folder), loading.load(Layout(REPOSITORY))
    _copy(folder)
    maker = Maker(real, random.Random(seed))  # noqa: S311 - invented records need no secrecy
    for index in range(number - len(real.practices)):
        record = maker.practice(index)
        file = layout.practices / record["themes"][0].partition("/")[0] / f"{record['id']}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(manuscript.record(Practice, record), "utf-8")
    return layout


def _copy(folder: Path) -> None:
    """Everything but the translations."""
    shutil.rmtree(folder, ignore_errors=True)
    ignored = shutil.ignore_patterns("*.*.yaml", "interface", "pages")
    shutil.copytree(REPOSITORY / "practices", folder / "practices", ignore=ignored)
    shutil.copytree(REPOSITORY / "content", folder / "content", ignore=ignored)
    shutil.copytree(REPOSITORY / "content/pages" / WRITTEN_IN, folder / "content/pages" / WRITTEN_IN)
    (folder / "content/interface").mkdir()
    shutil.copy(REPOSITORY / "content/interface" / f"{WRITTEN_IN}.yaml", folder / "content/interface")
    shutil.copytree(REPOSITORY / "theme", folder / "theme")
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)


class Maker:
    """Makes records out of the terms and the words of a real catalogue."""

    def __init__(self, real: Catalogue, chance: random.Random) -> None:
        self.chance = chance
        texts = (leaf.text for one in real.practices.values() for leaf in leaves(one) if leaf.kind)
        self.words = [word for text in texts for word in WORD.findall(text)]
        self.themes = [id_ for id_, theme in real.themes.items() if theme.parent]
        self.places = sorted(real.places)
        self.terms = {name: sorted(real.terms[name]) for name in ("rights", "groups", "sdgs", "kinds", "stages")}

    def practice(self, index: int) -> dict[str, Any]:
        """One record; its texts are words in no order."""
        chance = self.chance
        since = chance.randint(1990, 2025)
        return {
            "id": f"synthetic-{index}",
            "title": self.text(40, 80).capitalize(),
            "language": WRITTEN_IN,
            "summary": self.text(160, 300),
            "place": chance.choice(self.places),
            "themes": chance.sample(self.themes, chance.randint(1, 3)),
            "rights": self.some("rights", 3),
            "groups": self.some("groups", 3),
            "sdgs": self.some("sdgs", 3),
            "kind": chance.choice(self.terms["kinds"]),
            "stage": chance.choice([one for one in self.terms["stages"] if one not in {"changed", "ended"}]),
            "period": {"since": since},
            "problem": f"{self.text(500, 900)} [@report].",
            "action": f"{self.text(1100, 1500)} [@report].",
            "results": [self.result() for _ in range(chance.randint(0, 3))],
            "obstacles": [self.statement()],
            "lessons": [self.statement()],
            "sources": [{"id": "report", "title": self.text(20, 60), "year": since + 1}],
            "review": {"state": "published", "reviewed_on": "2026-01-31"},
            "added_on": f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        }

    def result(self) -> dict[str, Any]:
        """A result with a figure, and some level of evidence."""
        level = self.chance.choice(["stated", "documented", "reviewed", "evaluated"])
        figure = {"value": self.chance.randint(1, 10**6), "unit": self.text(8, 20), "year": 2020}
        return {**self.statement(), "figure": figure, "evidence": level}

    def statement(self) -> dict[str, Any]:
        """A sentence with its source."""
        return {"text": f"{self.text(80, 240)}.", "sources": ["report"]}

    def some(self, register: str, most: int) -> list[str]:
        """A few terms of a register."""
        return self.chance.sample(self.terms[register], self.chance.randint(1, most))

    def text(self, least: int, most: int) -> str:
        """Words, between so many characters."""
        length, found = self.chance.randint(least, most), ""
        while len(found) < length:
            found = f"{found} {self.chance.choice(self.words)}".strip()
        return found[:most].strip()


if __name__ == "__main__":
    synthetic(int(sys.argv[1]), Path(sys.argv[2]))
