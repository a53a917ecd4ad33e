"""The finder as a reader sees it, and what it should say: the records, counted one after the other."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Locator, Page

from practicebook.catalogue import Catalogue
from practicebook.expand.context import Context
from practicebook.expand.practice import FACETS
from practicebook.model import Practice

from tests.site.pages import READY
from tests.site.server import Server

Choice: TypeAlias = Mapping[str, Sequence[str]]

# Only facets that can be seen are counted: read as somebody does who looks into each of them.
OPEN = """() => Promise.all([...document.querySelectorAll(".explore-facet:not([open])")].map((facet) => {
  const opened = new Promise((resolve) => { facet.addEventListener("toggle", resolve, { once: true }); });
  facet.querySelector("summary").click();
  return opened; // now it is known that there is something to count
}))"""
READ = """() => ({
  total: document.querySelector(".explore-total").textContent,
  counts: Object.fromEntries([...document.querySelectorAll(".explore-facet")].map((facet) => [
    facet.querySelector("summary span").id.replace("explore-facet-", ""),
    Object.fromEntries([...facet.querySelectorAll(".explore-option")].map((option) => [
      option.querySelector("span").textContent, Number(option.querySelector(".explore-count").textContent)]))])),
  checked: [...document.querySelectorAll(".explore-option:has(:checked) > span:not(.explore-count)")]
    .map((label) => label.textContent).sort(),
})"""
# Totals and counts for each of many addresses, by what the finder itself counts with.
COUNTED = """async (searches) => {
  const module = (name) => import(new URL(`../../assets/js/explore/${name}.js`, document.baseURI).href);
  const [{ find, count }, { linkFacets, readState }] = await Promise.all(["find", "state"].map(module));
  const page = new DOMParser().parseFromString(await (await fetch("./")).text(), "text/html");
  const { facets: described, total } = JSON.parse(page.getElementById("explore-facts").textContent);
  const facets = linkFacets(described);
  return Promise.all(searches.map(async (search) => {
    const found = await find(readState(search, facets), facets, total);
    const named = async (facet) => {
      const counts = await count(found, facet);
      const options = [...facet.options.values()];
      return [facet.id, Object.fromEntries(options.map(({ id, label }) => [label, counts[id] ?? 0]))];
    };
    return [found.numbers.length, Object.fromEntries(await Promise.all(facets.map(named)))];
  }));
}"""
TITLES = "() => [...document.querySelectorAll('.explore-card h3')].map((title) => title.textContent)"


@dataclass(frozen=True)
class Records:
    """What the finder should say, counted one record after the other."""

    context: Context

    @property
    def catalogue(self) -> Catalogue:
        return self.context.catalogue

    @property
    def words(self) -> Mapping[str, Any]:
        return self.context.words

    def fits(self, practice: Practice, choice: Choice) -> bool:
        """Several values of a facet widen the search, several facets narrow it."""
        return all(set(values) & set(self.terms(practice, facet)) for facet, values in choice.items())

    def terms(self, practice: Practice, facet: str) -> tuple[str, ...]:
        return self.catalogue.terms_of(practice, FACETS[facet])

    def found(self, choice: Choice) -> list[Practice]:
        return [one for one in self.catalogue.practices.values() if self.fits(one, choice)]

    def label(self, facet: str, id_: str) -> str:
        return self.context.label(FACETS[facet], id_)

    def options(self, facet: str) -> list[str]:
        """Every value that some practice has."""
        return sorted({id_ for one in self.catalogue.practices.values() for id_ in self.terms(one, facet)})

    def counts(self, choice: Choice, facet: str) -> dict[str, int]:
        """How many practices have each value, given the choices in all other facets."""
        others = {name: values for name, values in choice.items() if name != facet}
        found = [set(self.terms(one, facet)) for one in self.found(others)]
        return {self.label(facet, id_): sum(id_ in terms for terms in found) for id_ in self.options(facet)}

    def total(self, number: int) -> str:
        """The number of practices in words; nothing in the records comes near a thousand."""
        forms = self.words["explore"]["count"]
        return str(forms["one" if number == 1 else "other"]).format(count=number)

    def view(self, choice: Choice) -> dict[str, object]:
        """All that the finder should show for a choice."""
        return {
            "total": self.total(len(self.found(choice))),
            "counts": {facet: self.counts(choice, facet) for facet in FACETS},
            "checked": sorted(self.label(facet, id_) for facet, values in choice.items() for id_ in values),
        }

    def at_random(self, seed: int) -> Choice:
        """One to three facets with one to three values each, mostly such that something is found."""
        chance = random.Random(seed)  # noqa: S311 - the same choice in every run
        practices = list(self.catalogue.practices.values())
        practice = chance.choice(practices)
        choice = {}
        for facet in chance.sample(list(FACETS), chance.randint(1, 3)):
            wanted = chance.choice(practices) if chance.random() < 0.25 else practice
            own = self.terms(wanted, facet)
            more = chance.sample(self.options(facet), min(chance.randint(0, 2), len(self.options(facet))))
            choice[facet] = sorted({*more, *([chance.choice(own)] if own else [])})
        return {facet: values for facet, values in choice.items() if values}


def explore(page: Page, server: Server, choice: Choice | None = None, **more: str) -> dict[str, object]:
    """Open the finder with choices in its address, and read it."""
    query = urlencode({**(choice or {}), **more}, doseq=True)
    page.goto(f"{server.address}en/explore/{'?' if query else ''}{query}")
    return read(page)


def read(page: Page) -> dict[str, object]:
    """All that the finder shows, once it is ready."""
    page.wait_for_function(READY)
    page.evaluate(OPEN)
    page.wait_for_function(READY)
    view: dict[str, object] = page.evaluate(READ)
    return view


def titles(page: Page) -> list[str]:
    page.wait_for_function(READY)
    shown: list[str] = page.evaluate(TITLES)
    return shown


def option(page: Page, facet: str, label: str) -> Locator:
    """The box of a value, brought to sight as a reader would, in a facet that is open and counted."""
    panel = page.locator(f".explore-facet:has(#explore-facet-{facet})")
    more = panel.locator(".explore-more-options[aria-expanded=false]")
    if more.is_visible():
        more.click()
    return panel.locator(".explore-option", has=page.get_by_text(label, exact=True)).locator("input")


def chosen(page: Page) -> dict[str, list[str]]:
    """The choices in the address."""
    return parse_qs(urlsplit(page.url).query)
