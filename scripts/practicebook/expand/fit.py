"""Whether a practice fits another city: what its kind usually needs, where it was done, and the way to more like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from practicebook.expand.context import Context
from practicebook.model import Practice
from practicebook.translation import digest
from practicebook.vocabulary import ActionKind


@dataclass(frozen=True)
class Fit:
    """`needs` are powers; `keys` name the preconditions, in their order, so that ticks outlive what stands around them.

    `alike` practices, this one included, share the theme `theme` and the size of the place.
    """

    needs: Sequence[str]
    size: str | None
    region: str
    keys: Sequence[str]
    theme: str
    alike: int


def fit(context: Context, practice: Practice) -> Fit:
    """What a reader in another city needs to know of a practice to judge whether it fits."""
    catalogue = context.catalogue
    size = catalogue.size(catalogue.places[practice.place])
    theme, others = alike(context, practice)
    return Fit(
        needs=catalogue.vocabulary("kinds", ActionKind)[practice.kind].needs,
        size=size,
        region=catalogue.regions(practice)[0].id,
        keys=[digest(one.text) for one in context.original.practices[practice.id].preconditions],
        theme=theme,
        alike=others,
    )


def alike(context: Context, practice: Practice) -> tuple[str, int]:
    """The narrowest part of the lead theme in which places of this size have more than this practice, and how many."""
    catalogue = context.catalogue
    size = catalogue.size(catalogue.places[practice.place])
    line = catalogue.with_ancestors("themes", practice.themes[0]) if size else ()
    totals = ((theme, catalogue.total_in(theme, size or "")) for theme in line)
    return next((found for found in totals if found[1] > 1), (practice.themes[0], 0))
