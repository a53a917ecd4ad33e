"""Every address of another site that the pages lead to, with the places in the records where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from practicebook.catalogue import Catalogue
from practicebook.editorial import Editorial
from practicebook.record import Leaf, leaves

# Of links in Markdown; the address ends where a web address of a record would.
IN_PROSE = re.compile(r"\]\((https?://[^\s<>\"'`\\{}|^)]+)\)")
# Origins of records have the name of their class.
CLASSES = {"practices": "Practice", "places": "Place"}


def addresses(catalogue: Catalogue, editorial: Editorial) -> Mapping[str, list[str]]:
    """Address → where it stands, as `path:line`; copies in archives are not asked, since they are what is left."""
    found: dict[str, list[str]] = {}
    for address, place in (*_in_records(catalogue), *_in_pages(editorial)):
        places = found.setdefault(address.partition("#")[0], [])
        if place not in places:
            places.append(place)
    return dict(sorted(found.items()))


def _in_records(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for register, records in catalogue.written.items():
        for id_, record in records.items():
            for leaf in leaves(record):
                for address in _of_text(leaf):
                    yield address, _place(catalogue, CLASSES.get(register, register), id_, leaf)


def _of_text(leaf: Leaf) -> list[str]:
    if leaf.text.startswith(("http://", "https://")):
        return [] if leaf.steps[-1] == "archived" else [leaf.text]
    return IN_PROSE.findall(leaf.text)


def _place(catalogue: Catalogue, kind: str, id_: str, leaf: Leaf) -> str:
    origin = catalogue.origins[kind, id_]
    return f"{origin.document.path}:{origin.document.mark((*origin.steps, *leaf.steps)).line}"


def _in_pages(editorial: Editorial) -> Iterator[tuple[str, str]]:
    for pages in editorial.pages.values():
        for page in pages:
            for address in IN_PROSE.findall(page.body):
                yield address, f"content/pages/{page.written_in}/{page.path}"
