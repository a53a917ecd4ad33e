"""Addresses: where each page is, said once, and how one page reaches another under any sub-path."""

from __future__ import annotations

# Register → folder of its pages.
FOLDERS = {
    "practices": "practices",
    "themes": "themes",
    "rights": "rights",
    "groups": "groups",
    "sdgs": "sdgs",
    "places": "places",
    "countries": "countries",
    "regions": "regions",
    "commitments": "commitments",
    "criteria": "criteria",
    "declarations": "declarations",
    "events": "events",
    "mechanisms": "mechanisms",
    "organisations": "organisations",
    "protection": "protection",
    "recommendations": "roadmap",
    "training": "training",
    "un-recommendations": "un-recommendations",
}

# Registers whose entries have no page: they stand on the list named here.
ANCHORS = {
    "criteria-sources": "criteria",
    "events": "events",
    "organisations": "organisations",
    "protection": "protection",
    "training": "training",
}

# Where the data of the whole base is, from the root of the site; below a version no field changes its meaning.
VERSION = "v1"
DATA = f"data/{VERSION}"

# Registers of which each entry with practices has a feed of them.
FEEDS = ("themes", "rights", "countries", "places")


def feed(name: str) -> str:
    """A feed without its ending: of new practices ("new"), updated ones, or those of an entry ("themes/housing")."""
    return f"feeds/{name}"


def of(register: str, id_: str = "") -> str:
    """The address of a record, a term or (without id) a register's list, relative to the language's root."""
    if id_ and register in ANCHORS:
        return f"{FOLDERS[ANCHORS[register]]}/#{id_}"
    return f"{FOLDERS[register]}/{id_}/" if id_ else f"{FOLDERS[register]}/"


def of_file(path: str) -> str:
    """The address at which MkDocs serves a Markdown file."""
    stem = path.removesuffix(".md")
    if stem == "index":
        return ""
    return stem.removesuffix("index") if stem.endswith("/index") else f"{stem}/"


def file_of(address: str, *, is_list: bool = False) -> str:
    """The Markdown file that is served at an address; lists are index pages."""
    if is_list or not address:
        return f"{address}index.md"
    return f"{address.rstrip('/')}.md"


def relative(here: str, there: str) -> str:
    """The link from the page at `here` to `there` (both relative to the language's root)."""
    target, hash_, fragment = there.partition("#")
    if target == here:
        return f"#{fragment}" if hash_ else "./"
    path = _path(here, target)
    return f"{path}{hash_}{fragment}"


def _path(here: str, target: str) -> str:
    """From one folder to another; addresses are clean, so that counting the common steps is enough."""
    if not here.startswith(target.partition("/")[0]):  # nearly always
        return "../" * here.count("/") + target or "./"
    there, start = target.split("/"), here.split("/")[:-1]
    common = 0
    while common < min(len(there) - 1, len(start)) and there[common] == start[common]:
        common += 1
    return "../" * (len(start) - common) + "/".join(there[common:]) or "./"
