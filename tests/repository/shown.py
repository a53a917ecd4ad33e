"""What an expanded page shows: its counts, its links and what it cites, for tests that compare it with the records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from types import ModuleType
from urllib.parse import urljoin

import yaml
from lxml.html import HtmlElement, fragment_fromstring

from practicebook import editorial, loading
from practicebook.expand import practice, term
from practicebook.expand.context import Context
from practicebook.layout import Layout
from practicebook.page import Page

from tests.builders import REPOSITORY

COUNT = re.compile(r"^(?:## |<h2[^>]*>)([\d,]+) practices?\b", re.MULTILINE)
SHELF = re.compile(r"^### .* \{: #(\S+) \.shelf \}$", re.MULTILINE)
NUMBER = re.compile(r"[\d,]+")


def number_in(text: str) -> int:
    """The first number of a text."""
    found = NUMBER.search(text)
    assert found, f"no number in {text!r}"
    return int(found[0].replace(",", ""))


def text_of(element: HtmlElement) -> str:
    """The text of an element on one line."""
    return " ".join(element.text_content().split())


def before(element: HtmlElement) -> HtmlElement:
    """The element in front of this one."""
    found: HtmlElement = element.xpath("./preceding-sibling::*[1]")[0]
    return found


class Shown:
    """A page as text with front matter, at an address below the language's root."""

    def __init__(self, path: str, text: str) -> None:
        self.address = path.removesuffix(".md").removesuffix("index")
        self.address += "" if self.address.endswith("/") or not self.address else "/"
        _, front, self.body = text.split("---\n", 2)
        self.front = yaml.safe_load(front)

    @cached_property
    def tree(self) -> HtmlElement:
        """The HTML of the page; Markdown is text in it."""
        return fragment_fromstring(self.body, create_parent="div")

    def all(self, xpath: str) -> list[HtmlElement]:
        """The elements that an XPath finds."""
        return list(self.tree.xpath(xpath))

    def target(self, link: HtmlElement) -> str:
        """Where a link leads, below the language's root."""
        return urljoin(f"/{self.address}", link.get("href", "")).removeprefix("/")

    def targets(self, xpath: str) -> list[str]:
        """Where links lead, in the order of the page."""
        return [self.target(link) for link in self.all(xpath)]

    @property
    def heading_counts(self) -> list[int]:
        """The numbers of practices that second headings tell."""
        return [int(number.replace(",", "")) for number in COUNT.findall(self.body)]

    @property
    def cards(self) -> list[str]:
        """The ids of the practices on cards, sorted."""
        return sorted(there.split("/")[1] for there in self.targets("//*[@class='card']//a"))

    @property
    def shelves(self) -> dict[str, int]:
        """Where each shelf of cards is → how many stand on it."""
        parts = SHELF.split(self.body)
        return {
            f"{self.address}#{id_}": part.partition("\n## ")[0].count('class="card"')
            for id_, part in zip(parts[1::2], parts[2::2], strict=True)
        }

    @property
    def totals(self) -> dict[str, int]:
        """Address of a term → the number beside its link."""
        return {self.target(before(one)): number_in(text_of(one)) for one in self.all("//*[@class='total']")}

    def rows(self, xpath: str) -> list[tuple[str, int]]:
        """The first two cells of each row of a table."""
        return [(text_of(row[0]), number_in(text_of(row[1]))) for row in self.all(f"{xpath}/tbody/tr")]

    def heats(self) -> Iterator[dict[tuple[str, str], tuple[int, str]]]:
        """Each table of counts: addresses of row and column → the number and where it leads; an empty cell is 0."""
        for table in self.all("//table[@class='heat']"):
            columns = [self.target(link) for link in table.xpath("./thead//a")]
            rows = {self.target(row[0][0]): row[1:] for row in table.xpath("./tbody/tr")}
            assert {len(cells) for cells in rows.values()} == {len(columns)}
            yield {
                (row, column): (int(text_of(cell) or 0), next(map(self.target, cell), ""))
                for row, cells in rows.items()
                for column, cell in zip(columns, cells, strict=True)
            }

    def cited_by(self, element: HtmlElement) -> list[tuple[str, str | None]]:
        """Title and address of each source that an element links to, found where the link leads."""
        return [self._source(link.get("href", "")) for link in element.xpath(".//sup[@class='cite']/a")]

    def statement(self, element: HtmlElement) -> tuple[str, list[tuple[str, str | None]]]:
        """The text of the first plain paragraph of an element, and the sources it links to."""
        paragraph = element.xpath("./p[not(@class)]")[0]
        text = "".join(paragraph.xpath("./text() | ./*[not(self::sup)]//text()"))
        return " ".join(text.split()), self.cited_by(paragraph)

    def _source(self, href: str) -> tuple[str, str | None]:
        (entry,) = self.all(f"//ol[@class='sources']/li[@id='{href.removeprefix('#')}']")
        assert href.startswith("#")
        return text_of(entry[0]), entry[0].get("href")


def english(families: Iterable[ModuleType]) -> dict[str, Shown]:
    """The English pages that modules of `expand` make of the real records, by their addresses."""
    layout = Layout(REPOSITORY)
    context = Context(loading.load(layout).published(), editorial.load(layout), "en", "https://example.org/")
    pages = (page for family in families for page in _pages(context, family))
    return {page.address: page for page in (Shown(one.path, one.text) for one in pages)}


def _pages(context: Context, family: ModuleType) -> Iterator[Page]:
    """The pages of one module; those of terms and practices are made in parts."""
    if family is practice:
        return (practice.page(context, one) for one in context.catalogue.practices.values())
    if family is term:
        return (page for register in term.REGISTERS for page in term.pages_of(context, register))
    pages: Iterator[Page] = family.pages(context)
    return pages
