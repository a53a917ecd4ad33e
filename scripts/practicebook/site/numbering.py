"""Search results that carry the numbers of the finder.

Pagefind calls each page by a digest of its text. Practices are called by their numbers instead (expand/finder.py), so
that the browser needs no list of which digest is which practice; and of ten thousand digests, which nothing can
compress, the index is rid too. This reads the index of one version of Pagefind; pyproject.toml names that version.

The values of a filter come in the order in which Pagefind's hash tables fall, and with them the names of two files.
They are sorted here, so that the same pages have the same index, byte for byte.
"""

from __future__ import annotations

import gzip
import hashlib
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
    entry["languages"] = dict(sorted(entry["languages"].items()))
    for language, about in entry["languages"].items():
        about["hash"] = _number(index, language, about["hash"])
    (index / ENTRY).write_text(json.dumps(entry, separators=(",", ":"), ensure_ascii=False), "utf-8")


def _number(index: Path, language: str, old: str) -> str:
    """Rename the practices of one language; return the new name of its list of pages."""
    path = index / f"pagefind.{old}.pf_meta"
    version, pages, chunks, filters, *rest = cbor2.loads(_unpacked(path))
    rest = [chunks, [[one, _in_order(index, language, file)] for one, file in filters], *rest]
    name = _name(language, cbor2.dumps([version, pages, *rest]))
    for number, (_, page) in enumerate(sorted(_practices(index, pages))):
        fragment = index / "fragment" / f"{page[0]}.pf_fragment"
        page[0] = f"{name}.{number}"
        fragment.rename(fragment.with_name(f"{page[0]}.pf_fragment"))
    path.unlink()
    renamed = index / f"pagefind.{name}n.pf_meta"
    renamed.write_bytes(_packed([version, pages, *rest]))
    return f"{name}n"


def _in_order(index: Path, language: str, old: str) -> str:
    """Sort the values of a filter; return the new name of its file."""
    path = index / "filter" / f"{old}.pf_filter"
    name, values = cbor2.loads(_unpacked(path))
    packed = _packed([name, sorted(values)])
    path.unlink()
    renamed = _name(language, packed)
    path.with_name(f"{renamed}.pf_filter").write_bytes(packed)
    return renamed


def _name(language: str, content: bytes) -> str:
    """A name as Pagefind gives them: the language, and a digest of the content."""
    return f"{language}_{hashlib.sha256(content).hexdigest()[:10]}"


def _packed(value: list[Any]) -> bytes:
    return gzip.compress(MARK + cbor2.dumps(value), 9, mtime=0)


def _practices(index: Path, pages: Sequence[list[Any]]) -> Iterator[tuple[str, list[Any]]]:
    """The id of each practice, with its entry in the list of pages, which begins with its name."""
    for page in pages:
        fragment = json.loads(_unpacked(index / "fragment" / f"{page[0]}.pf_fragment"))
        if fragment["filters"].get("type") == ["practice"]:
            yield fragment["url"].rstrip("/").rpartition("/")[2], page


def _unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(MARK)
