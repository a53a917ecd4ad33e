"""Citations of each practice and of the whole base: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from practicebook.expand.address import DATA
from practicebook.model import Practice
from practicebook.publish.base import Base

WHOLE = f"{DATA}/practicebook"
# BibTeX: what has a meaning in TeX, and how it is written to have none.
TEX = str.maketrans(
    {
        **{letter: f"\\{letter}" for letter in "#$%&_"},
        "{": r"\textbraceleft{}",  # a brace counts for BibTeX even after a backslash
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


@dataclass(frozen=True)
class Reference:
    """A work to cite; `day` is the one on which it was last reviewed."""

    key: str
    title: str
    author: str
    container: str
    day: dt.date
    url: str
    language: str
    abstract: str = ""


def of_practice(base: Base, practice: Practice) -> Reference:
    """How a practice is cited: the base is its author, as it is for the line on the page."""
    return Reference(
        *(practice.id, practice.title, base.licence["attribution"], base.name, practice.changed_on),
        *(base.page("practices", practice.id), practice.language, practice.summary),
    )


def of_whole(base: Base) -> Reference:
    """How the whole base is cited."""
    author = base.licence["attribution"]
    title = f"{base.name}: {base.description}"
    return Reference("practicebook", title, author, base.name, base.updated_on, base.site_url, "en")


def files(base: Base) -> dict[str, bytes]:
    """Three files for the whole base."""
    return _files(WHOLE, [of_whole(base)])


def of_practices(base: Base, practices: Iterable[Practice]) -> dict[str, bytes]:
    """Three files for each of some practices."""
    made: dict[str, bytes] = {}
    for practice in practices:
        made |= _files(f"{DATA}/practices/{practice.id}", [of_practice(base, practice)])
    return made


def _files(stem: str, found: Iterable[Reference]) -> dict[str, bytes]:
    works = list(found)
    return {
        f"{stem}.bib": "\n".join(as_bibtex(one) for one in works).encode(),
        f"{stem}.ris": "".join(as_ris(one) for one in works).encode(),
        f"{stem}.csl.json": (json.dumps([as_csl(one) for one in works], ensure_ascii=False, indent=1) + "\n").encode(),
    }


def as_bibtex(work: Reference) -> str:
    """An entry for BibTeX and biblatex."""
    fields = {
        "title": f"{{{_line(work.title).translate(TEX)}}}",
        "author": f"{{{work.author.translate(TEX)}}}",
        "organization": work.container.translate(TEX),
        "year": str(work.day.year),
        "month": str(work.day.month),
        "url": work.url,
        "language": work.language,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{work.key},\n{lines}\n}}\n"


def as_ris(work: Reference) -> str:
    """An entry for Zotero, EndNote, Mendeley and the like; a field is one line."""
    fields = [
        ("TY", "ELEC"),
        ("TI", work.title),
        ("AU", work.author),
        ("T2", work.container),
        ("PY", str(work.day.year)),
        ("DA", work.day.strftime("%Y/%m/%d")),
        ("UR", work.url),
        ("LA", work.language),
        ("AB", work.abstract),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in fields if value or tag == "ER")


def as_csl(work: Reference) -> dict[str, Any]:
    """An item for citation processors (CSL 1.0.2)."""
    day = [work.day.year, work.day.month, work.day.day]
    return {
        "id": work.key,
        "type": "webpage",
        "title": work.title,
        "author": [{"literal": work.author}],
        "container-title": work.container,
        "issued": {"date-parts": [day]},
        "URL": work.url,
        "language": work.language,
        **({"abstract": work.abstract} if work.abstract else {}),
    }


def _line(text: str) -> str:
    """One line, whatever stood in the text: a field that goes on would begin another."""
    return " ".join(text.split())
