"""Shards: parts of a site that were made on several machines, and how they become one again.

A shard is a folder: `shard.json` says which part of which state of the base it is and what search finds of its pages;
`html/`, `pages/` (Markdown) and `files/` hold what was made, each at its place in the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from practicebook import writing
from practicebook.keeping import program
from practicebook.layout import Layout
from practicebook.page import Page
from practicebook.problem import Problem
from practicebook.site.content import Content
from practicebook.site.digests import digest, digest_of_files
from practicebook.site.failure import BuildError, failure
from practicebook.site.found import Found
from practicebook.site.made import Kept, Made, files_store
from practicebook.site.tree import link_into
from practicebook.writing import write_atomically

ABOUT = "shard.json"


@dataclass(frozen=True)
class Share:
    """Which part of a whole: the first of three is 1 of 3."""

    number: int
    of: int

    def of_content(self, content: Content) -> Content:
        """What belongs to this part: every so-manieth batch, so that long ones are spread evenly."""
        return replace(content, batches=content.batches[self.number - 1 :: self.of])


def state(layout: Layout, content: Content) -> str:
    """Names what a site is made of: shards of different states are never joined."""
    folders = (layout.practices, layout.root / "content", layout.theme)
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    inputs = digest_of_files(layout.root, [layout.configuration, *files])
    return digest(inputs, program(), content.site_url, *content.languages)


def write(layout: Layout, content: Content, share: Share, made: Made, folder: Path) -> None:
    """Put what was made into a new or empty `folder`; raises BuildError if it holds anything."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        hint = "Name a folder that is empty or does not exist yet."
        raise BuildError([failure(str(folder), "B117", "This folder is not empty.", hint)])
    for one in made.pages:
        link_into(one.file, folder / "html" / one.language / one.page.html_path)
        link_into(layout.built_pages / one.language / one.page.path, folder / "pages" / one.language / one.page.path)
    for path in made.files:
        link_into(files_store(layout) / path, folder / "files" / path)
    about = {
        "state": state(layout, content),
        **asdict(share),
        "pages": [[one.language, one.page.path, _told(one.found)] for one in made.pages],
        "files": sorted(made.files),
    }
    write_atomically(folder / ABOUT, json.dumps(about, ensure_ascii=False, separators=(",", ":")).encode())


def joined(layout: Layout, content: Content, folders: Sequence[Path]) -> Made:
    """All that the shards in `folders` hold; raises BuildError unless they are every part of this very site."""
    read = [(folder, _about(folder)) for folder in folders]
    if problems := list(_misfits(state(layout, content), read)):
        raise BuildError(problems)
    made = Made()
    for folder, about in read:
        made.pages += [_kept(folder, *page) for page in about["pages"]]
        made.files += about["files"]
        _take(folder / "pages", layout.built_pages, (f"{language}/{path}" for language, path, _ in about["pages"]))
        _take(folder / "files", files_store(layout), about["files"])
    writing.remove_others(layout.built_pages, (one.name for one in made.pages))
    writing.remove_others(files_store(layout), made.files)
    made.pages.sort(key=lambda one: (one.language, one.page.path))
    return made


def _take(source: Path, target: Path, paths: Iterable[str]) -> None:
    for path in paths:
        there = target / _inside(source, path)
        there.unlink(missing_ok=True)
        link_into(source / path, there)


def _about(folder: Path) -> dict[str, Any]:
    try:
        about = json.loads((folder / ABOUT).read_bytes())
        return {name: about[name] for name in ("state", "number", "of", "pages", "files")}
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = "Name the folders that `practicebook build --shard` made."
        raise BuildError([failure(str(folder), "B118", "This folder is no shard.", hint)]) from error


def _misfits(now: str, read: Sequence[tuple[Path, dict[str, Any]]]) -> Iterator[Problem]:
    """Shards of another state, and parts that are missing or there twice."""
    for folder, about in read:
        if about["state"] != now:
            hint = "Make every shard and join them from the same records, theme, address and version."
            yield failure(str(folder), "B119", "This shard was made from something else.", hint)
    numbers = sorted(about["number"] for _, about in read)
    whole = max((about["of"] for _, about in read), default=0)
    if numbers != list(range(1, whole + 1)):
        listed = ", ".join(map(str, numbers)) or "none"
        hint = "Name each shard once."
        yield failure(".", "B120", f"Of {whole} shards these were named: {listed}.", hint)


def _told(found: Found | None) -> list[Any] | None:
    return [found.name, found.labels, found.added, found.read().decode()] if found else None


def _kept(folder: Path, language: str, path: str, told: list[Any] | None) -> Kept:
    page, of = Page(path, ""), _found(*told) if told else None
    html = folder / "html" / _inside(folder, f"{language}/{page.html_path}")
    return Kept(language, page, html, is_new=True, found=of)


def _found(name: str, labels: list[str], added: int | None, told: str) -> Found:
    return Found(name, labels, added, told.encode())


def _inside(folder: Path, path: str) -> str:
    """A path in a folder of a shard, which may not lead out of it."""
    if not writing.is_inside(path):
        raise BuildError([failure(str(folder), "B118", f"This folder is no shard: {path}.", "Make it again.")])
    return path
