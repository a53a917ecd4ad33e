"""Numbering of sources: each page counts its sources in the order in which a reader meets them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from markupsafe import Markup

from practicebook.catalogue import Catalogue
from practicebook.expand.markup import plain
from practicebook.layout import WRITTEN_IN
from practicebook.model import Place, Practice, Source
from practicebook.registers import Copy


class Sources:
    """The sources of one page; citing gives the number, and the list is complete once the page is expanded.

    A source is cited by the id of a shared one, or as a page by its address.
    """

    written_in = WRITTEN_IN
    """The language in which sources without a title are described."""

    def __init__(self, catalogue: Catalogue, aria: str) -> None:
        self._catalogue = catalogue
        self._aria = aria  # how a citation is announced, with {number} and {title}
        self._order: dict[str, Source] = {}
        self._copies = catalogue.vocabulary("copies", Copy).values()

    def find(self, id_: str) -> Source | None:
        """The source called `id_`; nothing for one that is not there, which a rule refuses."""
        return self._page(id_) if "://" in id_ else self._catalogue.shared_sources.get(id_)

    def _page(self, url: str) -> Source:
        """A page, called by its host and path."""
        parts = urlsplit(url)
        title = f"{parts.netloc.removeprefix('www.').rstrip('.')}{parts.path}".rstrip("/")
        copy = next((one.label for one in self._copies if title.startswith(one.address)), None)
        return Source.model_construct(id=url, title=title, url=url, note=copy)

    def last_tried_on(self, source: Source) -> dt.date | None:
        """The day on which the address of a source failed once more, if it counts as broken."""
        known = self._catalogue.broken(source.url)
        return known.last_on if known else None

    def listed(self) -> Iterable[Source]:
        """Sources that belong in the list even if nothing cites them."""
        return ()

    def cite(self, id_: str) -> Markup:
        """A link to the entry of one source."""
        source = self._order.get(id_) or self.find(id_)
        if source is None:
            return Markup("")
        self._order[id_] = source
        number = list(self._order).index(id_) + 1
        aria = plain(self._aria.format(number=number, title=source.title))
        link = f'<a href="#source-{number}" aria-label="{aria}">{number}</a>'
        return Markup(f'<sup class="cite">{link}</sup>')  # noqa: S704 - the only text in it went through plain()

    def cite_all(self, ids: Iterable[str]) -> Markup:
        """The links to several sources, one after the other."""
        return Markup("").join(self.cite(id_) for id_ in ids)

    def entries(self) -> list[tuple[int, Source]]:
        """Number and source of all that was cited, then what is listed without being cited."""
        rest = [source for source in self.listed() if source.id not in self._order]
        return list(enumerate([*self._order.values(), *rest], start=1))


class RecordSources(Sources):
    """The sources of a practice or place: its own, and the shared ones that it cites."""

    def __init__(self, catalogue: Catalogue, record: Practice | Place, aria: str) -> None:
        super().__init__(catalogue, aria)
        self._record = record
        self.written_in = record.language if isinstance(record, Practice) else WRITTEN_IN

    def find(self, id_: str) -> Source | None:
        """A source by the id the record gives it."""
        return self._catalogue.source(self._record, id_) or super().find(id_)

    def listed(self) -> Iterable[Source]:
        """The record's own sources."""
        return self._record.sources
