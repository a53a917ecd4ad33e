"""Verification: the finished site as a visitor's browser meets it → problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from practicebook.problem import Problem
from practicebook.processes import cores
from practicebook.site.facts import packed
from practicebook.site.judging import Home, Judged, kilobytes, led_astray, problem
from practicebook.site.listing import Listing, State
from practicebook.site.reader import Reader

VISIT_BUDGET = 80_000  # bytes sent on a first visit: the page, its styles and scripts, the fonts it asks for in advance

_SITEMAP = re.compile(r"^Sitemap:\s*(\S+)sitemap\.xml\s*$", re.MULTILINE)


def verify(
    site: Path, memory: Path | None = None, jobs: int | None = None, files: Mapping[str, State] | None = None
) -> list[Problem]:
    """Check every file of the folder `site`, and return all problems, sorted.

    `memory` is a file that remembers what files came to, so that the next time only those are read whose size or time
    of the last change is another; `jobs` is the number of processes that read them, one for each core unless given.
    Who knows which `files` there are, and in which states, spares looking.
    """
    return _Site(site, files or _found(site), memory, jobs or cores()).problems()


def weighed(site: Path) -> tuple[list[Problem], dict[str, int]]:
    """As `verify`; and how many bytes a first visit to each page takes, as sent by a host that packs text."""
    known = _Site(site, _found(site), None, cores(), exact=True)
    return known.problems(), known.weights


def _found(site: Path) -> dict[str, State]:
    start = len(f"{site}/")
    return {path[start:]: state for path, state in Listing([site]).files().items()}


def address_of_site(site: Path) -> str:
    robots = site / "robots.txt"
    match = _SITEMAP.search(robots.read_text("utf-8")) if robots.is_file() else None
    return match[1] if match else "/"


class _Site:
    """Every file of a site, and what each that has something to say comes to."""

    def __init__(
        self, folder: Path, paths: Mapping[str, State], memory: Path | None, jobs: int, *, exact: bool = False
    ) -> None:
        self.folder = folder
        self.home = Home(address_of_site(folder))
        self.paths = paths
        reader = Reader(folder, self.home, exact=exact)
        self.files = reader.read(paths, memory, jobs)
        self.texts = reader.texts

    def problems(self) -> list[Problem]:
        """All, sorted."""
        return sorted(
            {
                *(one for said in self.files.values() for one in said.problems),
                *(problem(path, 0, "V113") for path in self.paths if path.endswith(".map")),
                *self._twins(),
                *self._astray(),
                *self._heavy(),
            }
        )

    @cached_property
    def pages(self) -> Mapping[str, Judged[int]]:
        """The HTML pages."""
        return {path: one for path, one in self.files.items() if path.endswith(".html")}

    def _astray(self) -> Iterator[Problem]:
        """Addresses that lead nowhere. Each place is looked for once, however many pages lead there."""
        asked = {number for one in self.files.values() for number in one.targets}
        gone = frozenset(number for number in asked if self._file(self.texts[number]) is None)
        lacking = frozenset(number for number in asked - gone if not self._has_place(self.texts[number]))
        bad = gone | lacking
        names = [frozenset(self.texts[number] for number in some) for some in (gone, lacking)]
        for path, one in self.files.items() if bad else ():
            if not bad.isdisjoint(one.targets):
                content = (self.folder / path).read_bytes()
                yield from led_astray(self.home, path, content, *names)

    def _file(self, target: str) -> str | None:
        """The file that a browser gets there."""
        path = target.partition("\0")[0]
        index = "index.html" if path == "." else f"{path}/index.html"
        return next((one for one in (index, path) if one in self.paths), None)

    def _has_place(self, target: str) -> bool:
        place = target.partition("\0")[2]
        page = self.pages.get(self._file(target) or "")
        return not place or page is None or self.texts.number(place) in page.ids

    def _twins(self) -> Iterator[Problem]:
        """Two pages of one language under one title cannot be told apart in a list of results or of open tabs."""
        first: dict[tuple[str, str], str] = {}
        for path, one in self.pages.items():
            if one.title and not one.leads_on:
                earlier = first.setdefault((one.language, one.title), path)
                if earlier != path:
                    yield problem(path, 0, "V108", one.title, earlier)

    def _heavy(self) -> Iterator[Problem]:
        for path, weight in self.weights.items():
            if weight > VISIT_BUDGET and (weight := self._exact(path)) > VISIT_BUDGET:
                yield problem(path, 0, "V112", *kilobytes(weight, VISIT_BUDGET))

    @cached_property
    def weights(self) -> dict[str, int]:
        """The weight of each page together with all that it needs before it is complete."""
        needed = {needs: self._needed(needs) for needs in {one.needs for one in self.pages.values()}}
        return {
            path: one.weight + sum(size for other, size in needed[one.needs].items() if other != path)
            for path, one in self.pages.items()
        }

    def _exact(self, path: str) -> int:
        return self.weights[path] - self.pages[path].weight + packed((self.folder / path).read_bytes())

    def _needed(self, needs: Iterable[int]) -> dict[str, int]:
        """What is fetched for some needs, and for what they need in turn, with its size."""
        found: dict[str, int] = {}
        waiting = list(needs)
        while waiting:
            file = self._file(self.texts[waiting.pop()])
            if file and file not in found:
                found[file] = self.files[file].weight if file in self.files else self._size(file)
                waiting += self.files[file].needs if file in self.files else ()
        return found

    def _size(self, path: str) -> int:
        return 0 if path.startswith("search/") else (self.folder / path).stat().st_size
