"""Search results that carry the numbers of the finder.

Pagefind calls each page by a digest of its text. Practices are called by their numbers instead (expand/finder.py), so
that the browser needs no list of which digest is which practice; and of ten thousand digests, which nothing can
compress, the index is rid too. This reads the index of one version of Pagefind; pyproject.toml names that version.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import cbor2

from practicebook.site.digests import digest

# What the unpacked contents of Pagefind's files begin with.
MARK = b"pagefind_dcd"
ENTRY = "pagefind-entry.json"


def number_practices(index: Path, ids: Mapping[str, Sequence[str]]) -> None:
    """Rename the practices in a fresh index; `ids` has those of each language in the order of their numbers.

    Names are new with every index, since browsers keep what they have by its name.
    """
    entry = json.loads((index / ENTRY).read_bytes())
    for language, about in entry["languages"].items():
        if language in ids:
            about["hash"] = _number(index, language, about["hash"], ids[language])
    (index / ENTRY).write_text(json.dumps(entry, separators=(",", ":"), ensure_ascii=False), "utf-8")


def _number(index: Path, language: str, name: str, ids: Sequence[str]) -> str:
    """Rename the practices of one language; return the new name of its list of pages."""
    path = index / f"pagefind.{name}.pf_meta"
    version, pages, *rest = cbor2.loads(_unpacked(path))
    tag = digest(name, *ids)[:6]
    numbers = {f"/{language}/practices/{id_}/": number for number, id_ in enumerate(ids)}
    for page in pages:
        fragment = index / "fragment" / f"{page[0]}.pf_fragment"
        number = numbers.get(json.loads(_unpacked(fragment))["url"])
        if number is not None:
            page[0] = f"{tag}.{number}"
            fragment.rename(fragment.with_name(f"{page[0]}.pf_fragment"))
    path.unlink()
    renamed = index / f"pagefind.{name}{tag}.pf_meta"
    renamed.write_bytes(gzip.compress(MARK + cbor2.dumps([version, pages, *rest]), 9, mtime=0))
    return f"{name}{tag}"


def _unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(MARK)
