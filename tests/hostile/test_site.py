"""A site of hostile records, built past the rules, in Chromium: escaping alone, with the content policy taken out.

`make hostile` (PRACTICEBOOK_HOSTILE=all) gives each field each payload and looks at every page.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, Dialog, Page, Playwright, Request, expect

from practicebook import rules
from practicebook.catalogue import Catalogue
from practicebook.commands import flow
from practicebook.expand import address
from practicebook.policy import META
from practicebook.record import leaves
from practicebook.site import judging
from practicebook.site.build import build
from practicebook.source import Steps

from tests.hostile.corpus import payloads, shown
from tests.hostile.spoiling import Dealer, a_hostile_base, complete
from tests.site import chromium
from tests.site.server import Server, serving

WHOLE = os.environ.get("PRACTICEBOOK_HOSTILE") == "all"
PRACTICES, MANY = (60, 6) if WHOLE else (6, 4)
# On no page: what editors tell each other, and what stands beside a better text.
NOT_SHOWN = {"commitments.description", "regions.description", "sdgs.description", "sdgs.note"}
THREE = ("h-0", "h-1", "h-2")
KEEP = """(ids) => localStorage.setItem("practicebook.collected",
  JSON.stringify({ version: 1, items: ids.map((id) => ({ id, note: "<img src=x onerror=alert(1)>" })) }))"""
# Whatever a record may not make: an element or an attribute called hostile, a handler, an address that runs, and
# anything but a link that leads to the host of the payloads.
MADE = """() => {
  const leads = /^(href|src|action|formaction|data|poster|xlink:href)$/;
  const loads = /^(src|srcset|action|formaction|data|poster|style|background|ping)$/;
  const isBad = ({ name, value }) => /^on|hostile|^srcdoc$/.test(name)
    || (/^(id|class)$/.test(name) && value.split(/\\s+/).includes("hostile"))
    || (leads.test(name) && /^\\W*(java|vb|live)script:|^\\W*data:text/i.test(value))
    || (loads.test(name) && value.includes("hostile.example"));
  const isForeign = (node) => node.localName.includes("hostile") || /^(base|object|embed|frame)$/.test(node.localName)
    || (node.localName === "link" && node.relList.contains("stylesheet") && node.href.includes("hostile"))
    || (node.localName === "script" && !node.src && !node.type.includes("json"));
  const isMade = (node) => isForeign(node) || [...node.attributes].some(isBad);
  return [...document.querySelectorAll("*")].filter(isMade).map((node) => node.outerHTML.slice(0, 300));
}"""
# A page stands, the finder with its results; what else scripts make of the tools is waited for below, tool by tool.
LOADED = """() => document.readyState !== 'loading' && (!document.querySelector('[data-explore]')
  || (document.querySelector('.explore-results') && !document.querySelector('.explore [aria-busy]')))"""
# What is there when a tool is ready.
READY_FOR = {
    "explore": "() => document.querySelector('.explore-results a')",
    "facets": "() => document.querySelector('.explore-option')",
    "search": "() => document.querySelector('.search-entry a')",
    "compare": "() => document.querySelector('.compare-table')",
    "dossier": "() => document.querySelectorAll('.document-practice').length === 3",
    "submission": "() => document.querySelector('.submission-draft h2, .submission-draft h3')",
    "like-mine": "() => document.querySelector('.like-results a, .like-mine a')",
    "embed": "() => document.querySelector('.embed-code')?.value",
    "assessment": "() => document.querySelector('.assessment-question')",
    "form": "() => document.querySelector('#form-title')?.value.length > 7",
}


@dataclass
class Visit:
    """A page that notes whatever goes wrong."""

    page: Page
    server: Server
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("dialog", self._on_dialog)
        self.page.on("request", self._on_request)
        self.page.on("pageerror", lambda error: self._note(f"error: {error}"))
        self.page.on("console", lambda one: self._note(f"{one.type}: {one.text}"))

    def _note(self, fault: str) -> None:
        self.faults.append(f"{self.page.url}: {fault}")

    def _on_dialog(self, dialog: Dialog) -> None:
        self._note(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.server.address, "data:", "blob:")):
            self._note(f"request: {request.url}")

    def look(self, path: str = "", ready: str = "") -> None:
        """Go to a page if one is named, wait until something is there, and look for what no record may make."""
        if path:
            self.page.goto(self.server.address + path)
            self.page.wait_for_function(LOADED)
        if ready:
            self.page.wait_for_function(ready)
        self.faults += [f"{self.page.url}: made: {one}" for one in self.page.evaluate(MADE)]


@dataclass(frozen=True)
class Hostile:
    """The site, the records that it was made of, and what of the payloads they hold."""

    site: Path
    catalogue: Catalogue
    dealer: Dealer


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """A site that the rules would never have let pass."""
    layout, dealer = a_hostile_base(tmp_path_factory.mktemp("hostile"), payloads(), PRACTICES, MANY)
    complete(layout)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "check", lambda known, _: known.problems)
        patch.setattr(judging, "PAGE_BUDGET", 10**7)
        loaded = flow.load(layout, flow.Wish((), "http://127.0.0.1/book/"))
        assert loaded.problems == []
        build(layout, loaded.content, lambda _: None)
    return Hostile(layout.site, loaded.catalogue, dealer)


@pytest.fixture(scope="module")
def browser(driver: Playwright) -> Iterator[Browser]:
    executable = chromium.find()
    assert executable, chromium.ADVICE
    browser = driver.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
    yield browser
    browser.close()


def without_policy(site: Path, folder: Path) -> Path:
    """A copy of a site whose pages refuse nothing."""
    shutil.copytree(site, folder)
    for file in folder.rglob("*.html"):
        text = file.read_text("utf-8").replace(META, "")
        assert '<meta http-equiv="Content-Security-Policy"' not in text
        file.write_text(text, "utf-8")
    return folder


def texts(site: Path, path: str) -> str:
    """What a reader finds on a page, and on those that it goes on to."""
    folder = site / "en" / path.partition("#")[0]
    files = [folder / "index.html", *sorted(folder.glob("page-*/index.html"))]
    trees = (lxml.html.fromstring(file.read_text("utf-8")) for file in files if file.is_file())
    return shown(" ".join(str(tree.text_content()) for tree in trees))


def name_of(register: str, steps: Steps) -> str:
    return ".".join([register, *(step for step in steps if isinstance(step, str))])


def test_each_text_stands_on_its_page_as_it_was_written(hostile: Hostile) -> None:
    """Of all records and terms, in every field that is read by people and is no Markdown."""
    catalogue, lacking, found = hostile.catalogue.in_language("en"), {}, 0
    for register, records in catalogue.written.items():
        for id_, record in records.items() if register in address.FOLDERS else ():
            page = texts(hostile.site, address.of(register, id_))
            for leaf in leaves(record) if page else ():
                if leaf.kind and not leaf.kind.markdown and leaf.steps[0] != "editor_note":
                    found += shown(leaf.text) in page
                    if shown(leaf.text) not in page:
                        lacking[name_of(register, leaf.steps)] = leaf.text
    assert {name: text for name, text in lacking.items() if name not in NOT_SHOWN} == {}
    assert found > 1000
    assert set(hostile.dealer.texts) <= set().union(*hostile.dealer.dealt.values())


def paths(site: Path) -> list[str]:
    """The pages to look at: of each type some, or all."""
    every = sorted(file.parent.relative_to(site).as_posix() + "/" for file in site.rglob("index.html"))
    if WHOLE:
        return every
    kinds: dict[str, list[str]] = {}
    for path in every:
        kinds.setdefault(path.strip("/").rpartition("/")[0], []).append(path)
    return sorted({one for kind, found in kinds.items() for one in found[: 6 if kind == "en/practices" else 1]})


def use(visit: Visit) -> None:
    """The tools, each with hostile records in it."""
    page, compared = visit.page, "&".join(f"p={id_}" for id_ in THREE)
    for view in ("list", "cards", "table", "map"):
        visit.look(f"en/explore/?view={view}", READY_FOR["explore"])
    page.locator(".world circle").last.hover()
    visit.look("en/explore/?q=script+alert+hostile", READY_FOR["explore"])
    page.evaluate("document.querySelectorAll('.explore-facet:not([open]) summary').forEach((one) => one.click())")
    visit.look(ready=READY_FOR["facets"])
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.locator("#search-field").fill("script alert")
    visit.look(ready=READY_FOR["search"])
    visit.look(f"en/compare/?{compared}", READY_FOR["compare"])
    page.evaluate(KEEP, list(THREE))
    visit.look("en/dossier/", READY_FOR["dossier"])
    visit.look(f"en/submission/?audience=upr&right=right-housing&{compared}", READY_FOR["submission"])
    visit.look("en/like-mine/?power=make-rules", READY_FOR["like-mine"])
    visit.look("en/embed/?by=practice&id=h-0", READY_FOR["embed"])
    visit.look("en/pathway/assessment/", READY_FOR["assessment"])
    visit.look("en/contribute/form/?record=practices/housing/h-0.yaml", READY_FOR["form"])
    page.locator("#form-title").click()
    expect(page.locator(".form-yaml")).to_contain_text("title")
    visit.look()


def test_nothing_runs_is_asked_for_or_made(hostile: Hostile, browser: Browser, tmp_path: Path) -> None:
    """Without the policy, by escaping alone; and with it, nothing is left for it to refuse: the console stays clean."""
    faults = []
    for site in (without_policy(hostile.site, tmp_path / "bare"), hostile.site):
        with serving(site, "/book/") as server:
            visit = Visit(browser.new_page(reduced_motion="reduce"), server)
            visit.page.set_default_timeout(10_000)
            for path in paths(site) if site != hostile.site or WHOLE else ():
                visit.look(path)
            use(visit)
            visit.page.context.close()
        faults += visit.faults
    assert faults == []
