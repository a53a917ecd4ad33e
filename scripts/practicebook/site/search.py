"""Search: one index a language, made again as far as something that is searched changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from practicebook import writing
from practicebook.layout import Layout
from practicebook.processes import cores, spread
from practicebook.site.found import Found
from practicebook.site.indexing import Index
from practicebook.site.made import Kept, Made

KEPT = "search"  # the folder of the indexes, in the cache and in the site


def refresh_index(layout: Layout, made: Made, languages: Iterable[str], jobs: int | None = None) -> bool:
    """Make the kept index of each language follow what is searched in it; tell whether one had to change.

    What a build without some language leaves of it is removed.
    """
    jobs, codes = jobs or cores(), sorted(languages)
    found = [_index(layout, code, made) for code in codes]
    new = [one for one in found if not one.is_kept]
    chunks = [(one, numbers) for one in new for numbers in one.come]
    read = list(spread(lambda place: chunks[place][0].read(chunks[place][1]), len(chunks), jobs))
    parts = [[part for (of, _), part in zip(chunks, read, strict=True) if of is one] for one in new]
    list(spread(lambda place: new[place].write(parts[place]), len(new), jobs))
    for folder in sorted(kept(layout).iterdir()):
        if folder.name not in codes:
            writing.remove(folder)
    return bool(new)


def kept(layout: Layout) -> Path:
    """Where the indexes are kept, as they lie in the site."""
    folder = layout.cache / KEPT
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _index(layout: Layout, language: str, made: Made) -> Index:
    found = list(_found(made.of(language)))
    return Index(kept(layout) / language, layout.cache / f"search-{language}.json", language, found)


def _found(pages: Iterable[Kept]) -> Iterator[tuple[str, Found]]:
    """Addresses and what is found there: the practices as the finder counts them, then all else."""
    found = [(one.page.address, one.found) for one in pages if one.found]
    practices = [(-one.added, address.rstrip("/"), one) for address, one in found if one.added is not None]
    yield from ((f"{address}/", one) for _, address, one in sorted(practices, key=lambda one: one[:2]))
    yield from (one for one in found if one[1].added is None)
