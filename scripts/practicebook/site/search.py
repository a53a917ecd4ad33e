"""Search: one Pagefind index a language, over the pages that ask for it.

Making it takes a while, so the index is kept, and made again only when an indexed page changed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from pagefind_bin import get_executable  # type: ignore[import-untyped]  # ships no types

from practicebook.layout import Layout
from practicebook.site.digests import digest, load_memory, save_memory
from practicebook.site.failure import BuildError, failure
from practicebook.site.numbering import number_practices
from practicebook.site.staging import link_tree

KEPT = "search"  # the folder of the index in the cache
BODY = b"data-pagefind-body"  # the attribute that says what of a page is searched
# Places of words in one file of the index, of which each word asked for takes one or two to the reader. Pagefind's own
# is 20,000, and its list of files, which every search reads, hardly grows with more of them.
CHUNK = 6_000
_HTML = re.compile(rb"<html\b[^>]*>")
_MAIN = re.compile(rb"<main\b.*?</main>", re.DOTALL)
UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")


def add_search(layout: Layout, site: Path) -> bool:
    """Put the search index into `site`; tell whether it had to be made, or raise BuildError."""
    is_new = refresh_index(layout, site)
    place_index(layout, site)
    return is_new


def refresh_index(layout: Layout, site: Path) -> bool:
    """Make the kept index anew if a page of `site` to be searched changed; `site` is only read.

    Tells whether that was so; raises BuildError. A site with no page to search has an empty index.
    """
    kept, memory = layout.cache / KEPT, layout.cache / "search.json"
    searched = dict(_searched(site))
    wanted = digest(version("pagefind_bin"), *(part for page in searched.items() for part in page))
    is_stale = load_memory(memory).get("digest") != wanted or not kept.is_dir()
    if is_stale:
        memory.unlink(missing_ok=True)
        _make_index(searched, layout.cache / "searched", kept)
        if searched:
            number_practices(kept)
        save_memory(memory, {"digest": wanted})
    return is_stale


def place_index(layout: Layout, site: Path) -> None:
    """Put the kept index, unless it is empty, into `site`."""
    if any((layout.cache / KEPT).iterdir()):
        link_tree(layout.cache / KEPT, site / "pagefind")


def _searched(site: Path) -> Iterator[tuple[str, bytes]]:
    """Path and searched part of each page that asks for it; head, navigation and foot are the same everywhere."""
    for path in sorted(site.rglob("*.html")):
        content = path.read_bytes()
        if BODY in content:
            yield path.relative_to(site).as_posix(), _lean(content)


def _lean(content: bytes) -> bytes:
    """The language and the searched part of a page, which Pagefind reads in half the time; else the whole page."""
    start, body = _HTML.search(content), _MAIN.search(content)
    if start is None or body is None or BODY not in body[0]:
        return content
    return b"<!doctype html>" + start[0] + b"<body>" + body[0] + b"</body></html>"


def _make_index(searched: Mapping[str, bytes], pages: Path, kept: Path) -> None:
    for folder in (pages, kept):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for path, content in searched.items():
        (pages / path).parent.mkdir(parents=True, exist_ok=True)
        (pages / path).write_bytes(content)
    if searched:
        _run_pagefind(pages, kept)
        for pattern in UNUSED:
            for file in kept.glob(pattern):
                file.unlink()


def _run_pagefind(site: Path, output: Path) -> None:
    command = [str(get_executable()), "--quiet", "--site", str(site), "--output-path", str(output)]
    try:
        run = subprocess.run(
            command,
            env={**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(CHUNK)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise _failed(str(error)) from error
    if run.returncode:
        raise _failed((run.stderr or run.stdout).strip().replace("\n", " ") or f"it ended with status {run.returncode}")


def _failed(reason: str) -> BuildError:
    hint = "Run `make setup` again; Pagefind comes with the package pagefind[bin]."
    return BuildError([failure("pagefind", "B110", f"The search index could not be made: {reason}", hint)])
