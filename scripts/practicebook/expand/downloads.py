"""The page that offers the data: what there is, in which format, for what use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from practicebook.expand import address
from practicebook.expand.address import DATA
from practicebook.expand.context import Context
from practicebook.page import Page, Searched

HERE = "data/"
# Section of the page → its files: name in the words of the page, and path in the site.
SHARED = {
    "whole": [
        ("index", f"{DATA}/index.json"),
        ("practices_json", f"{DATA}/practices.json"),
        ("workbook", f"{DATA}/practicebook.xlsx"),
    ],
    "tables": [
        ("practices", f"{DATA}/practices.csv"),
        ("results", f"{DATA}/results.csv"),
        ("sources", f"{DATA}/practice-sources.csv"),
        ("places", f"{DATA}/places.csv"),
        ("commitments", f"{DATA}/commitments.csv"),
        ("progress", f"{DATA}/progress.csv"),
        ("geojson", f"{DATA}/places.geojson"),
    ],
    "cite": [
        ("bibtex", f"{DATA}/practicebook.bib"),
        ("ris", f"{DATA}/practicebook.ris"),
        ("csl", f"{DATA}/practicebook.csl.json"),
    ],
    "programs": [
        ("openapi", f"{DATA}/openapi.json"),
        ("schema", f"{DATA}/practice.schema.json"),
        ("datapackage", f"{DATA}/datapackage.json"),
        ("dcat", f"{DATA}/catalogue.jsonld"),
    ],
}
OWN = [("new", "feeds/new.atom"), ("updated", "feeds/updated.atom"), ("calendar", "events/events.ics")]


@dataclass(frozen=True)
class Download:
    """A file to take: its words, its address, its format."""

    name: str
    there: str
    format: str


def pages(context: Context) -> Iterator[Page]:
    """One page a language."""
    words = context.words["data"]
    title, description = str(words["title"]), str(words["description"])
    yield context.page(
        address.file_of(HERE, is_list=True),
        "data.md.j2",
        {
            "title": title,
            "description": description,
            "kind": "register",
            "crumbs": context.crumbs(HERE),
            "searched": Searched("page", title, description),
        },
        w=words,
        sections=_sections(),
        copies=_copies(context) if context.has_copies else [],
    )


def _copies(context: Context) -> list[Download]:
    """The copy of each language of the site, under its own name."""
    return [Download(context.endonym(one), f"../offline/practicebook-{one}.zip", "ZIP") for one in context.languages]


def _sections() -> dict[str, list[Download]]:
    shared = {name: [_download(one, f"../{path}") for one, path in found] for name, found in SHARED.items()}
    return {**shared, "follow": [_download(one, path) for one, path in OWN]}


def _download(name: str, there: str) -> Download:
    return Download(name, there, there.rpartition(".")[2].upper())
