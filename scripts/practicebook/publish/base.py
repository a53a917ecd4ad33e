"""The whole base as JSON: one file a register, one file a practice, and an index of them.

The path says the version: what a field means never changes below one version. A field may be added; taking one away, or
giving it another meaning, makes a new version beside the old one.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from practicebook.catalogue import Catalogue
from practicebook.expand import address
from practicebook.expand.address import DATA, VERSION
from practicebook.layout import WRITTEN_IN
from practicebook.model import Place, Practice
from practicebook.publish.emission import as_yaml
from practicebook.record import leaves
from practicebook.settings import CC_BY, Licence

# Registers whose records have a schema, and with it an address: its name.
DESCRIBED = {"practices": "practice", "places": "place", "commitments": "commitment"}
# What editors tell each other is of no use to anybody else.
FOR_EDITORS: dict[str, bool | dict[str, bool]] = {"editor_note": True, "review": {"note": True}}


@dataclass(frozen=True)
class Base:
    """All that is published: the records as they were written, and how the site is called and found.

    `words` are those of the interface, by language; `site_url` ends in a slash; `languages` are those of the site, and
    `catalogue` is in `language`.
    """

    catalogue: Catalogue
    words: Mapping[str, Mapping[str, Any]]
    site_url: str
    languages: tuple[str, ...]
    language: str = WRITTEN_IN
    terms: Licence = CC_BY

    @property
    def name(self) -> str:
        """What the site is called."""
        return str(self.words[self.language]["site"]["name"])

    @property
    def description(self) -> str:
        """What it is, in a few words."""
        return str(self.words[self.language]["site"]["tagline"])

    @cached_property
    def updated_on(self) -> dt.date:
        """The newest day on which a record was added, changed or reviewed."""
        return max((one.changed_on for one in self.catalogue.practices.values()), default=dt.date(2019, 1, 1))

    @property
    def licence(self) -> dict[str, str]:
        """What each file says of its terms."""
        return {
            "licence": self.terms.id,
            "licence_url": self.terms.url,
            "attribution": f"{self.name} contributors",
            "source": self.site_url,
        }

    def url(self, path: str) -> str:
        """The address of a file of the site."""
        return f"{self.site_url}{path}"

    def page(self, register: str, id_: str) -> str:
        """The permanent address of the page of a record, in the language of this view."""
        return self.url(f"{self.language}/{address.of(register, id_)}")

    @cached_property
    def registers(self) -> dict[str, list[dict[str, Any]]]:
        """Places, shared sources and every list, each by id, as they stand in JSON."""
        catalogue = self.catalogue
        return {
            "places": [_place(self, one) for _, one in sorted(catalogue.places.items())],
            "sources": [plain(one) for _, one in sorted(catalogue.shared_sources.items())],
            **{
                name: [_term(self, name, one) for one in terms.values()]
                for name, terms in sorted(catalogue.terms.items())
            },
        }

    @cached_property
    def views(self) -> dict[str, Base]:
        """The same base with its texts in each language of the site."""
        return {one: replace(self, catalogue=self.catalogue.in_language(one), language=one) for one in self.languages}


def files(base: Base, pieces: Iterable[bytes]) -> dict[str, bytes]:
    """Every register, that of practices put together from the pieces of all practices, and the index of them."""
    before, _, after = as_json({**_about(base), "records": []}).rpartition(b"]")
    return {
        f"{DATA}/practices.json": b"%b%b]%b" % (before, b",".join(pieces), after),
        **{
            f"{DATA}/{name}.json": as_json({**_about(base), "records": records})
            for name, records in base.registers.items()
        },
        f"{DATA}/index.json": as_json(_index(base)),
    }


def of_practices(base: Base, practices: Sequence[Practice]) -> tuple[dict[str, bytes], bytes]:
    """Each of some practices, as JSON and as YAML, and how they stand in the list of all."""
    plain_ = [_practice(base, practice) for practice in practices]
    made = {}
    for practice, one in zip(practices, plain_, strict=True):
        licensed = {**base.licence, **one}
        made[f"{DATA}/practices/{practice.id}.json"] = as_json(licensed)
        made[f"{DATA}/practices/{practice.id}.yaml"] = as_yaml(licensed)
    return made, b",".join(as_json(one).rstrip() for one in plain_)


def _about(base: Base) -> dict[str, Any]:
    return {**base.licence, "version": VERSION, "updated_on": base.updated_on.isoformat()}


def _index(base: Base) -> dict[str, Any]:
    """What there is, and where."""
    count = {"practices": len(base.catalogue.practices)}
    count |= {name: len(records) for name, records in base.registers.items()}
    found = {name: {"url": base.url(f"{DATA}/{name}.json"), "records": number} for name, number in count.items()}
    return {**_about(base), "registers": found}


def plain(record: BaseModel) -> dict[str, Any]:
    """A record as it stands in JSON, without what is for editors only."""
    return record.model_dump(mode="json", exclude=FOR_EDITORS)


def _practice(base: Base, practice: Practice) -> dict[str, Any]:
    return {
        **plain(practice),
        "url": base.page("practices", practice.id),
        "translations": list(_translations(base, "practices", practice.id)),
    }


def _place(base: Base, place: Place) -> dict[str, Any]:
    translations = list(_translations(base, "places", place.id))
    return {**plain(place), "url": base.page("places", place.id), "translations": translations}


def _term(base: Base, register: str, term: BaseModel) -> dict[str, Any]:
    id_ = str(term.id)  # type: ignore[attr-defined]  # every term has one
    url = {"url": base.page(register, id_)} if register in DESCRIBED else {}
    return {**plain(term), **url, "translations": list(_translations(base, register, id_))}


def _translations(base: Base, register: str, id_: str) -> Iterator[dict[str, Any]]:
    """The texts of a record in each other language, by JSON pointer; what fell behind its source is left out."""
    known = base.catalogue.translations
    turned_to = {code: known[register, id_, code] for code in base.languages if (register, id_, code) in known}
    record = base.catalogue.written[register][id_]
    original = {leaf.steps: leaf.text for leaf in leaves(record)} if turned_to else {}
    for language, translation in turned_to.items():
        turned = base.views[language].catalogue.written[register][id_]
        texts = {_pointer(leaf.steps): str(leaf.text) for leaf in leaves(turned) if original[leaf.steps] != leaf.text}
        yield {"language": language, **translation.head.model_dump(), "texts": texts}


def _pointer(steps: tuple[str | int, ...]) -> str:
    """Where a text stands, as in RFC 6901."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def as_json(value: Mapping[str, Any]) -> bytes:
    """JSON in UTF-8, without spaces: whoever reads by eye takes the YAML."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
