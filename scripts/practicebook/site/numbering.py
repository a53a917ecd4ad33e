"""Search results that carry the numbers of the finder.

Pagefind calls each page by a digest of its text. Practices are called by their numbers instead (expand/finder.py), so
that the browser needs no list of which digest is which practice; and of ten thousand digests, which nothing can
compress, the index is rid too. This reads the index of one version of Pagefind; pyproject.toml names that version.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import cbor2

# What the unpacked contents of Pagefind's files begin with.
MARK = b"pagefind_dcd"
ENTRY = "pagefind-entry.json"


def number_practices(index: Path) -> None:
    """Rename the practices in a fresh index by their numbers, which follow the order of their ids.

    Names are new with every index, since browsers keep what they have by its name.
    """
    entry = json.loads((index / ENTRY).read_bytes())
    for about in entry["languages"].values():
        about["hash"] = _number(index, about["hash"])
    (index / ENTRY).write_text(json.dumps(entry, separators=(",", ":"), ensure_ascii=False), "utf-8")


def _number(index: Path, name: str) -> str:
    """Rename the practices of one language; return the new name of its list of pages."""
    path = index / f"pagefind.{name}.pf_meta"
    version, pages, *rest = cbor2.loads(_unpacked(path))
    for number, (_, page) in enumerate(sorted(_practices(index, pages))):
        fragment = index / "fragment" / f"{page[0]}.pf_fragment"
        page[0] = f"{name}.{number}"
        fragment.rename(fragment.with_name(f"{page[0]}.pf_fragment"))
    path.unlink()
    renamed = index / f"pagefind.{name}n.pf_meta"
    renamed.write_bytes(gzip.compress(MARK + cbor2.dumps([version, pages, *rest]), 9, mtime=0))
    return f"{name}n"


def _practices(index: Path, pages: Sequence[list[Any]]) -> Iterator[tuple[str, list[Any]]]:
    """The id of each practice, with its entry in the list of pages, which begins with its name."""
    for page in pages:
        fragment = json.loads(_unpacked(index / "fragment" / f"{page[0]}.pf_fragment"))
        if fragment["filters"].get("type") == ["practice"]:
            yield fragment["url"].rstrip("/").rpartition("/")[2], page


def _unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(MARK)
