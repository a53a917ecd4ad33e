"""What the records hold, read from their files and counted by hand: nothing here asks the package that is tested."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from tests.builders import REPOSITORY

Record: TypeAlias = dict[str, Any]
CONTENT = REPOSITORY / "content"
# Terms that practices name, or lie in: register → folder of its file, its name.
TERMS = {
    **dict.fromkeys(("themes", "rights", "groups", "sdgs", "kinds", "stages", "regions", "countries"), "vocabulary"),
    **dict.fromkeys(("criteria", "declarations", "recommendations", "un-recommendations"), "registers"),
    **dict.fromkeys(("sizes", "periods", "languages"), "vocabulary"),
}


def read(file: Path) -> Record:
    """A file with every value as the text that stands in it: `no` is Norway, and 07 is not seven."""
    value: Record = yaml.CBaseLoader(file.read_text("utf-8")).get_single_data()
    return value


def records(folder: Path) -> dict[str, Record]:
    """The records of a folder and of those below it, by id; no schemas, no translations."""
    files = [file for file in folder.rglob("*.yaml") if "." not in file.stem]
    return {file.stem: read(file) for file in sorted(files)}


@cache
def entries(folder: str, name: str) -> dict[str, Record]:
    """The entries of a register or the terms of a vocabulary, by id, in the order of their file."""
    (items,) = read(CONTENT / folder / f"{name}.yaml").values()
    return {one["id"]: one for one in items}


@cache
def terms(register: str) -> dict[str, Record]:
    """Everything under which practices are listed in a register, by id."""
    return places() if register == "places" else entries(TERMS[register], register)


@cache
def places() -> dict[str, Record]:
    """Every place."""
    return records(CONTENT / "registers/places")


@cache
def practices() -> dict[str, Record]:
    """Every practice that is published, by id."""
    found = records(REPOSITORY / "practices")
    return {id_: one for id_, one in found.items() if one["review"]["state"] == "published"}


def line(register: str, id_: str) -> list[str]:
    """A term and all that it is part of; the largest comes last."""
    parent = terms(register)[id_].get("parent")
    return [id_, *line(register, parent)] if parent else [id_]


def tops(register: str) -> list[str]:
    """The terms that are part of no other."""
    return [id_ for id_, term in terms(register).items() if "parent" not in term]


def country(practice: Record) -> str:
    """The country of a practice."""
    return str(places()[practice["place"]]["country"])


def band(register: str, start: str, value: str | None) -> set[str]:
    """The band of numbers that a value falls into, of bands that say where they `start`; none for what is not known."""
    fitting = [id_ for id_, term in terms(register).items() if value and int(term[start]) <= int(value)]
    return set(sorted(fitting, key=lambda id_: int(terms(register)[id_][start]))[-1:])


def languages(practice: Record) -> set[str]:
    """The language of a record, and those for which a translation lies beside it."""
    files = (REPOSITORY / "practices").rglob(f"{practice['id']}.*.yaml")
    return {practice["language"], *(file.stem.rpartition(".")[2] for file in files)}


def answered(practice: Record, register: str) -> set[str]:
    """The recommendations that a practice answers, of those in a register."""
    return set(practice.get("recommendations", ())) & set(entries("registers", register))


# Registers in which a practice is not simply listed under the ids of the field of the same name.
WORKED_OUT: dict[str, Callable[[Record], set[str]]] = {
    "themes": lambda one: {above for id_ in one["themes"] for above in line("themes", id_)},
    "places": lambda one: {one["place"]},
    "countries": lambda one: {country(one)},
    "regions": lambda one: set(line("regions", terms("countries")[country(one)]["region"])),
    "sizes": lambda one: band("sizes", "least", places()[one["place"]].get("population", {}).get("value")),
    "periods": lambda one: band("periods", "first", one.get("period", {}).get("since")),
    "languages": languages,
    "recommendations": lambda one: answered(one, "recommendations"),
    "un-recommendations": lambda one: answered(one, "un-recommendations"),
    "kinds": lambda one: {one["kind"]},
    "stages": lambda one: {one["stage"]},
}


def listed(practice: Record, register: str) -> set[str]:
    """The ids under which a practice belongs in a register, larger terms included."""
    worked_out = WORKED_OUT.get(register)
    return worked_out(practice) if worked_out else set(practice.get(register, ()))


@cache
def members(register: str) -> dict[str, set[str]]:
    """Term → ids of its practices, for every term, used or not."""
    return {id_: {p for p, one in practices().items() if id_ in listed(one, register)} for id_ in terms(register)}


def used(register: str) -> list[str]:
    """The terms that at least one practice has."""
    return [id_ for id_, ids in members(register).items() if ids]


def table(rows_of: str, columns_of: str, rows: Iterable[str], columns: Iterable[str]) -> dict[tuple[str, str], int]:
    """How many practices have both terms of each cell."""
    columns = list(columns)
    return {
        (row, column): len(members(rows_of)[row] & members(columns_of)[column]) for row in rows for column in columns
    }


def strongest(practice: Record) -> str:
    """The strongest evidence among the results of a practice."""
    ranks = {id_: int(level["rank"]) for id_, level in entries("vocabulary", "evidence").items()}
    return max(
        (result["evidence"] for result in practice.get("results", ())), key=ranks.__getitem__, default="not-stated"
    )
