"""Numbering of sources: each page counts its sources in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from practicebook.catalogue import Catalogue
from practicebook.expand.markup import plain
from practicebook.model import Place, Practice, Source


@dataclass
class Numbered:
    """The sources of one page; citing gives the number, and the list is complete once the page is expanded."""

    catalogue: Catalogue
    record: Practice | Place
    aria: str
    """How a citation is announced, with {number} and {title}."""
    order: dict[str, Source] = field(default_factory=dict)

    def cite(self, id_: str) -> Markup:
        """A link to the entry of one source; an unknown id (which a rule refuses) gives nothing."""
        source = self.order.get(id_) or self.catalogue.source(self.record, id_)
        if source is None:
            return Markup("")
        self.order[id_] = source
        number = list(self.order).index(id_) + 1
        aria = plain(self.aria.format(number=number, title=source.title))
        link = f'<a href="#source-{number}" aria-label="{aria}">{number}</a>'
        return Markup(f'<sup class="cite">{link}</sup>')  # noqa: S704 - the only text in it went through plain()

    def cite_all(self, ids: Iterable[str]) -> Markup:
        """The links to several sources, one after the other."""
        return Markup("").join(self.cite(id_) for id_ in ids)

    def entries(self) -> list[tuple[int, Source]]:
        """Number and source of all that was cited, then what is listed without being cited."""
        rest = {source.id: source for source in self.record.sources if source.id not in self.order}
        return list(enumerate([*self.order.values(), *rest.values()], start=1))
