"""Search: one Pagefind index a language, over the pages that ask for it.

Pagefind orders some of its lists as its hash tables fall, so two runs over the same pages answer the same but differ in
a few bytes. The index is therefore kept, and made again only when an indexed page changed.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from pagefind_bin import get_executable  # type: ignore[import-untyped]  # ships no types

from practicebook.layout import Layout
from practicebook.site.digests import digest, load_memory, save_memory
from practicebook.site.failure import BuildError, failure
from practicebook.site.staging import link_tree

KEPT = "search"  # the folder of the index in the cache
BODY = b"data-pagefind-body"  # the attribute that says what of a page is searched
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
    wanted = digest(version("pagefind_bin"), *_searched(site))
    is_stale = load_memory(memory).get("digest") != wanted or not kept.is_dir()
    if is_stale:
        memory.unlink(missing_ok=True)
        _make_index(site, kept)
        save_memory(memory, {"digest": wanted})
    return is_stale


def place_index(layout: Layout, site: Path) -> None:
    """Put the kept index, unless it is empty, into `site`."""
    if any((layout.cache / KEPT).iterdir()):
        link_tree(layout.cache / KEPT, site / "pagefind")


def _searched(site: Path) -> Iterator[str | bytes]:
    for path in sorted(site.rglob("*.html")):
        content = path.read_bytes()
        if BODY in content:
            yield path.relative_to(site).as_posix()
            yield content


def _make_index(site: Path, kept: Path) -> None:
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    if any(True for _ in _searched(site)):
        _run_pagefind(site, kept)
        for pattern in UNUSED:
            for path in kept.glob(pattern):
                path.unlink()


def _run_pagefind(site: Path, output: Path) -> None:
    command = [str(get_executable()), "--quiet", "--site", str(site), "--output-path", str(output)]
    try:
        run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    except OSError as error:
        raise _failed(str(error)) from error
    if run.returncode:
        raise _failed((run.stderr or run.stdout).strip().replace("\n", " ") or f"it ended with status {run.returncode}")


def _failed(reason: str) -> BuildError:
    hint = "Run `make setup` again; Pagefind comes with the package pagefind[bin]."
    return BuildError([failure("pagefind", "B110", f"The search index could not be made: {reason}", hint)])
