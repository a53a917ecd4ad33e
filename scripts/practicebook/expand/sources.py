"""Numbering of sources: each page counts its sources in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from markupsafe import Markup

from practicebook.catalogue import Catalogue
from practicebook.expand.markup import plain
from practicebook.model import Place, Practice, Source


class Numbered:
    """The sources of one page; citing gives the number, and the list is complete once the page is expanded."""

    def __init__(self, aria: str) -> None:
        self._aria = aria  # how a citation is announced, with {number} and {title}
        self._order: dict[str, Source] = {}

    def find(self, id_: str) -> Source | None:
        """The source called `id_`; nothing for one that is not there, which a rule refuses."""
        raise NotImplementedError

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


class RecordSources(Numbered):
    """The sources of a practice or place: its own, and the shared ones that it cites."""

    def __init__(self, catalogue: Catalogue, record: Practice | Place, aria: str) -> None:
        super().__init__(aria)
        self._catalogue, self._record = catalogue, record

    def find(self, id_: str) -> Source | None:
        """A source by the id the record gives it."""
        return self._catalogue.source(self._record, id_)

    def listed(self) -> Iterable[Source]:
        """The record's own sources."""
        return self._record.sources


class Pages(Numbered):
    """The sources of a register: pages by their address, and shared sources by their id."""

    def __init__(self, catalogue: Catalogue, aria: str) -> None:
        super().__init__(aria)
        self._shared = catalogue.shared_sources

    def find(self, id_: str) -> Source | None:
        """A shared source, or the page at this address, called by its host and path."""
        if "://" not in id_:
            return self._shared.get(id_)
        parts = urlsplit(id_)
        title = f"{parts.netloc.removeprefix('www.')}{parts.path}".rstrip("/")
        return Source.model_construct(id=id_, title=title, url=id_)
