"""Verification: the finished site as a visitor's browser meets it → problems."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from practicebook.problem import Problem
from practicebook.processes import cores, spread
from practicebook.site.digests import digest, load_memory, save_memory
from practicebook.site.facts import READ, Facts, Use, facts_of

PAGE_BUDGET = 100_000  # bytes of HTML
VISIT_BUDGET = 80_000  # bytes sent on a first visit: the page, its styles and scripts, the fonts it asks for in advance

CHUNK = 200  # files that one process reads at a time

_SITEMAP = re.compile(r"^Sitemap:\s*(\S+)sitemap\.xml\s*$", re.MULTILINE)
_WEIGHTY = frozenset({"style", "script", "font"})
_HTTP = frozenset({"http", "https"})

_MESSAGES = {
    "V101": ("The link {0!r} leads nowhere.", "Correct the address, or add the page."),
    "V102": ("The link {0!r} names a place that the page does not have.", "Correct the part after #, or add that id."),
    "V103": ("{0!r} is not in the site.", "Correct the address, or add the file to theme/assets/."),
    "V104": ("The address {0!r} is of a kind that is not allowed.", "Use https:, http: or mailto:."),
    "V105": ("{0!r} asks another host than ours.", "Put the file into theme/assets/ and use that."),
    "V106": ("The id {0!r} occurs more than once.", "Give each element an id of its own."),
    "V107": ("The page has no title.", "Give it a title in its front matter."),
    "V108": ("The title {0!r} is also that of {1}.", "Make one of them more precise."),
    "V109": ("The page does not say its language.", "Give the html element a lang attribute."),
    "V110": ("The page has {0} first-level headings.", "Give it exactly one h1."),
    "V111": ("The page has {0} kB of HTML; {1} kB is the limit.", "Divide it, or say less."),
    "V112": (
        "A first visit takes {0} kB; {1} kB is the limit.",
        "Make styles, scripts or fonts smaller, or load them later.",
    ),
    "V113": ("It comes with a source map.", "Remove the map and the comment that names it."),
    "V114": ("The attribute {0!r} runs a script.", "Use a script file; text from a record must never run."),
}


@dataclass(frozen=True)
class Site:
    """Every file of a site by its path, with its facts, and the address it is published at."""

    files: Mapping[str, Facts]
    url: str

    @property
    def base_path(self) -> str:
        """The path of the site on its host, with a slash at both ends."""
        return urlsplit(self.url).path or "/"

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds a file, at whatever depth; the root is ""."""
        found: set[str] = set()
        for path in self.files:
            while path:
                path = posixpath.dirname(path)  # noqa: PLW2901 - walks up
                found.add(path)
        return frozenset(found)

    @cached_property
    def pages(self) -> dict[str, Facts]:
        """The HTML pages."""
        return {path: facts for path, facts in self.files.items() if path.endswith(".html")}

    def split(self, written: str) -> SplitResult | None:
        """Take an address apart, without the host if that is ours; None if it is not an address at all."""
        return _split(self.url, written)

    def resolve(self, path: str, address: SplitResult) -> str | None:
        """Find the file that an address without a host means in the file `path`; None where there is none."""
        if not address.path:
            return path
        target = unquote(address.path)
        if target.startswith("/"):
            if not target.startswith(self.base_path):
                return None
            target = posixpath.normpath(target[len(self.base_path) :] or ".")
        elif path == "404.html":
            return None  # it is shown at every depth, so a relative address would mean something else each time
        else:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        target = "" if target == "." else target
        if target in self.folders:
            target = posixpath.join(target, "index.html")
        return target if target in self.files else None


@lru_cache(maxsize=65_536)  # the same few thousand addresses occur in every page
def _split(site_url: str, written: str) -> SplitResult | None:
    inner = site_url != "/" and written.startswith(site_url)
    try:
        return urlsplit(urlsplit(site_url).path + written[len(site_url) :] if inner else written)
    except ValueError:
        return None


def verify(site: Path, memory: Path | None = None, jobs: int | None = None) -> list[Problem]:
    """Check every file of the folder `site`, and return all problems, sorted.

    `memory` is a file that remembers what was read, so that the next time only changed files are read closely, `jobs`
    the number of processes that read them, one for each core unless given.
    """
    return _problems_of_site(_read(site, memory, jobs or cores()))


def weighed(site: Path) -> tuple[list[Problem], dict[str, int]]:
    """As `verify`; and how many bytes a first visit to each page takes, as sent by a host that packs text."""
    known = _read(site, None, cores())
    return _problems_of_site(known), {path: _weight(known, path) for path in known.pages}


def _problems_of_site(known: Site) -> list[Problem]:
    return sorted({*_problems_of_titles(known), *(one for path in known.files for one in _problems(known, path))})


def _read(site: Path, memory: Path | None, jobs: int) -> Site:
    remembered = load_memory(memory) if memory else {}
    paths = _paths(site)
    read = [path for path in paths if not path.startswith("search/") and posixpath.splitext(path)[1] in READ]
    parts = [read[start : start + CHUNK] for start in range(0, len(read), CHUNK)]
    kept: dict[str, tuple[str, Any]] = {}
    for found in spread(lambda number: _facts(site, parts[number], remembered), len(parts), jobs):
        kept |= found
    if memory and {name for name, _ in kept.values()} != set(remembered):
        save_memory(memory, dict(kept.values()))
    files = {path: Facts.from_json(kept[path][1]) if path in kept else _unread(site, path) for path in paths}
    return Site(files, address_of_site(site))


def _facts(site: Path, paths: Iterable[str], remembered: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    """The digest of each file and its facts, as they are remembered."""
    found = {}
    for path in paths:
        content = (site / path).read_bytes()
        name = digest(posixpath.splitext(path)[1], content)
        found[path] = name, remembered.get(name) or facts_of(path, content).as_json()
    return found


def _unread(site: Path, path: str) -> Facts:
    """Know only the size; the search index is fetched when somebody searches, so it weighs nothing before."""
    size = 0 if path.startswith("search/") else (site / path).stat().st_size
    return Facts(size=size, packed=size)


def _paths(site: Path) -> list[str]:
    walk = ((posixpath.relpath(folder, site), files) for folder, _, files in os.walk(site))
    return sorted(posixpath.normpath(posixpath.join(folder, name)) for folder, files in walk for name in files)


def address_of_site(site: Path) -> str:
    robots = site / "robots.txt"
    match = _SITEMAP.search(robots.read_text("utf-8")) if robots.is_file() else None
    return match[1] if match else "/"


def _problems(site: Site, path: str) -> Iterator[Problem]:
    facts = site.files[path]
    for use in facts.uses:
        yield from _problems_of_use(site, path, use)
    if facts.names_source_map or path.endswith(".map"):
        yield _problem(path, 0, "V113")
    if path in site.pages:
        yield from _problems_of_page(site, path, facts)


def _problems_of_use(site: Site, path: str, use: Use) -> Iterator[Problem]:
    kind, written, line = use
    if code := _code_of(site, path, kind, site.split(written)):
        yield _problem(path, line, code, written)


def _code_of(site: Site, path: str, kind: str, address: SplitResult | None) -> str | None:
    if address is None:
        return "V104"
    if address.scheme or address.netloc:
        return _code_of_outer(kind, address)
    return _code_of_inner(site, path, kind, address)


def _code_of_outer(kind: str, address: SplitResult) -> str | None:
    if kind in {"link", "note"}:
        return None if address.scheme in {"", "mailto", *_HTTP} else "V104"
    if address.scheme == "data":
        return None
    return "V105" if address.scheme in {"", *_HTTP} else "V104"


def _code_of_inner(site: Site, path: str, kind: str, address: SplitResult) -> str | None:
    target = site.resolve(path, address)
    if target is None:
        return "V101" if kind in {"link", "note"} else "V103"
    fragment = unquote(address.fragment)
    if fragment in {"", "top"} or target not in site.pages or fragment in site.files[target].ids:
        return None
    return "V102"


def _problems_of_page(site: Site, path: str, facts: Facts) -> Iterator[Problem]:
    yield from (_problem(path, line, "V106", name) for name, line in facts.twins)
    yield from (_problem(path, line, "V114", name) for name, line in facts.handlers)
    if not facts.title:
        yield _problem(path, 0, "V107")
    if not facts.language:
        yield _problem(path, 0, "V109")
    if facts.headings != 1:
        yield _problem(path, 0, "V110", facts.headings or "no")
    if facts.size > PAGE_BUDGET:
        yield _problem(path, 0, "V111", *_kilobytes(facts.size, PAGE_BUDGET))
    if (weight := _weight(site, path)) > VISIT_BUDGET:
        yield _problem(path, 0, "V112", *_kilobytes(weight, VISIT_BUDGET))


def _problems_of_titles(site: Site) -> Iterator[Problem]:
    """Two pages of one language under one title cannot be told apart in a list of results or of open tabs."""
    first: dict[tuple[str, str], str] = {}
    for path, facts in site.pages.items():
        if facts.title and not facts.leads_on:
            earlier = first.setdefault((facts.language, facts.title), path)
            if earlier != path:
                yield _problem(path, 0, "V108", facts.title, earlier)


def _weight(site: Site, path: str) -> int:
    """Add up the sizes, as sent, of `path` and of all that it needs before it is complete."""
    needed, waiting = {path}, [path]
    while waiting:
        current = waiting.pop()
        for target in _needs(site, current):
            if target not in needed:
                needed.add(target)
                waiting.append(target)
    return sum(site.files[one].packed for one in needed)


def _needs(site: Site, path: str) -> Iterable[str]:
    for kind, written, _ in site.files[path].uses:
        if kind in _WEIGHTY and (address := site.split(written)) and not address.scheme:
            yield from filter(None, [site.resolve(path, address)])


def _kilobytes(*sizes: int) -> Iterator[int]:
    return (-(-size // 1000) for size in sizes)


def _problem(path: str, line: int, code: str, *values: object) -> Problem:
    message, hint = _MESSAGES[code]
    return Problem(path, line, 0, "", code, "error", message.format(*values), hint)
