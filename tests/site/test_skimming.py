"""The pages of the real site, told from their tags alone: `practicebook.site.skimming`."""

from __future__ import annotations

from pathlib import Path

from practicebook.site.judging import Home, judged
from practicebook.site.skimming import Skimmer
from practicebook.site.verify import address_of_site

from tests.unit.test_skimming import told

EVERY = 5  # that many pages are passed over, so that all kinds are among the rest


def test_pages_are_skimmed_and_come_to_what_a_careful_reader_finds(root: Path) -> None:
    """Of all kinds and languages; but for a few, such as those that lead on, a glance is enough."""
    site = root / "build/site"
    home = Home(address_of_site(site))
    skimmer = Skimmer(home)
    pages = {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*.html"))[::EVERY]}
    quick = {path: found for path, page in pages.items() if (found := skimmer.skimmed(path, page))}
    assert [path for path, found in quick.items() if told(found) != told(judged(home, path, pages[path]))] == []
    assert len(quick) > 0.95 * len(pages)
