"""What was published and taken back: its id and the day, and nothing else, so that the list itself harms nobody."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from practicebook.record import Date, RecordId, Strict

HEADER = (
    "# Written by `practicebook withdraw`: practices taken back for good. Without reasons, since anybody may read it.\n"
)


class Withdrawn(Strict):
    """A practice whose address says no more than that it is gone."""

    id: RecordId
    withdrawn_on: Date


def as_yaml(known: Mapping[str, Withdrawn]) -> str:
    """The file, sorted by id."""
    entries = [one.model_dump() for _, one in sorted(known.items())]
    return HEADER + yaml.dump({"withdrawn": entries}, Dumper=yaml.CSafeDumper, sort_keys=False)
