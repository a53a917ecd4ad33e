"""Outline: who the records of a base are, without what they say.

Rules ask no more of the records beside the one that they look at. So a few practices can be checked without reading the
others; and an outline is made of plain values, to be kept from run to run.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import PurePosixPath
from typing import Any, NamedTuple, Self

from practicebook.catalogue import Catalogue
from practicebook.holdings import Origin
from practicebook.problem import Problem

READ, PARTLY, UNREAD = "read", "partly", "unread"
_SHELVED = re.compile(r"practices/[^_/][^/]*/([^/.]+)(?:\.([^/.]+))?\.yaml")


class MoreAskedError(Exception):
    """A rule asked for something that an outline does not tell."""


class _Origins(dict[tuple[str, str], Origin]):
    """Where records came from, as far as they were read."""

    def __missing__(self, key: tuple[str, str]) -> Origin:
        raise MoreAskedError(key)


class Who(NamedTuple):
    """What others may ask of a record or a term; of a practice also how much of its file can be read."""

    id: str = ""
    former_ids: Sequence[str] = ()
    place: str = ""
    state: str = READ

    def __getattr__(self, name: str) -> object:
        """Whoever needs more has to read everything; what Python itself asks for is not there."""
        raise AttributeError(name) if name.startswith("__") else MoreAskedError(name)


@dataclass(frozen=True)
class Outline:
    """Who each practice is, by its file; all other ids; what is wrong with files of practices as they are read."""

    practices: Mapping[str, Who]
    places: Mapping[str, Sequence[str]]
    terms: Mapping[str, Iterable[str]]
    sources: Iterable[str]
    withdrawn: Iterable[str]
    problems: Iterable[Problem]

    @classmethod
    def of(cls, catalogue: Catalogue, files: Iterable[str]) -> Self | None:
        """The outline of a whole base; none where more than single practices cannot be read, or two have one id."""
        if any(not shelved(one.path) or one.code == "E207" for one in catalogue.problems):
            return None
        return cls(
            practices=whose(catalogue, files),
            places={id_: one.former_ids for id_, one in catalogue.places.items()},
            terms={register: list(terms) for register, terms in catalogue.terms.items()},
            sources=list(catalogue.shared_sources),
            withdrawn=list(catalogue.withdrawn),
            problems=catalogue.problems,
        )

    @classmethod
    def again(cls, values: Mapping[str, Any]) -> Self:
        """The outline that was kept as plain values."""
        practices = {path: Who(*one) for path, one in values["practices"].items()}
        return cls(**{**values, "practices": practices, "problems": [Problem(*one) for one in values["problems"]]})

    def plain(self) -> dict[str, Any]:
        """The outline as plain values."""
        return {**vars(self), "problems": [astuple(one) for one in self.problems]}

    def without(self, files: Collection[str]) -> Self:
        """The outline of all but some files."""
        practices = {path: who for path, who in self.practices.items() if path not in files}
        return replace(self, practices=practices, problems=[one for one in self.problems if one.path not in files])

    def frame(self) -> Catalogue:
        """A catalogue that knows all but the practices, and what is wrong with these."""
        known: dict[str, Any] = {
            "places": {id_: Who(id_, former) for id_, former in self.places.items()},
            "terms": {register: {id_: Who(id_) for id_ in ids} for register, ids in self.terms.items()},
            "shared_sources": dict.fromkeys(self.sources, Who()),
            "withdrawn": dict.fromkeys(self.withdrawn, Who()),
        }
        return Catalogue(**known, origins=_Origins(), problems=[*self.problems])

    def put(self, path: str, catalogue: Catalogue) -> None:
        """Let a catalogue know of a practice."""
        who: Any = self.practices[path]
        if who.state != READ:
            catalogue.unread.add(PurePosixPath(path).stem)
        elif catalogue.practices.setdefault(who.id, who) is not who:
            raise MoreAskedError(who.id)  # a file before it has taken its id


def whose(catalogue: Catalogue, files: Iterable[str]) -> dict[str, Who]:
    """Who the practices in some files are, all of which were read as far as they can be."""
    partly = {origin.document.path: getattr(part, "id", "") for part, origin in catalogue.partial}
    read = {
        catalogue.origins["Practice", id_].document.path: Who(id_, list(one.former_ids), one.place)
        for id_, one in catalogue.practices.items()
        if not isinstance(one, Who)
    }
    return {
        path: read.get(path) or Who(partly.get(path, ""), state=PARTLY if path in partly else UNREAD) for path in files
    }


def shelved(path: str) -> re.Match[str] | None:
    """The name (1) and the language (2) of a practice or its translation, if a path is that of one."""
    return _SHELVED.fullmatch(path)


def is_translation(path: str) -> bool:
    """Whether it is a translation, among the files of practices."""
    file = shelved(path)
    return file is not None and file[2] is not None
