"""How a page arrives: nothing jumps when its scripts come late, and no file is sent or kept for nobody."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from practicebook.catalogue import Catalogue
from practicebook.site.facts import READ, facts_of

from tests.site.pages import PHONE, READY, path_of
from tests.site.server import Server

MOST = 0.02
WATCH = """
window.shifts = [];
const named = ({ node }) => node?.className || node?.nodeName;
const keep = ({ value, sources }) => shifts.push([value, ...sources.map(named)]);
new PerformanceObserver((list) => list.getEntries().forEach(keep)).observe({ type: "layout-shift", buffered: true });
"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length > 0"
# What has shifted is told with a frame, so wait for two.
SHIFTS = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
  setTimeout(() => done(shifts)))))"""
TYPES = ("home", "explore", "practice with everything", "theme", "form", "contribute", "help")
COMPANIONS = ("LICENSE", "README.md", "OFL.txt")  # what must or should go along with files of others


def used_by(site: Path, file: Path) -> Iterator[str]:
    """The paths of the assets that a style or a script names."""
    path = file.relative_to(site).as_posix()
    for _, address, _ in facts_of(path, file.read_bytes()).uses:
        yield posixpath.normpath(posixpath.join(posixpath.dirname(path), urlsplit(address).path))


def used_by_pages(site: Path) -> Iterator[str]:
    """The paths of the assets that pages in English or in no language name, and of the scripts of their tools."""
    for file in (*site.glob("*.html"), *site.glob("en/**/index.html"), site / "en/manifest.webmanifest"):
        text = file.read_text("utf-8")
        yield from re.findall(r"assets/[\w./-]+", text)
        yield from (f"assets/js/tools/{unescape(tool)}.js" for tool in re.findall(r'data-tool="([^"]+)"', text))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_jumps_when_scripts_come_after_the_first_paint(
    page: Page, server: Server, catalogue: Catalogue, language: str
) -> None:
    """As on a slow line: all scripts but the one that chooses the colours come when there is something to be seen."""
    held: list[Route] | None = []
    page.set_viewport_size(PHONE)
    page.add_init_script(WATCH)
    page.route(
        re.compile(r"/js/(?!scheme\.js)"), lambda route: route.continue_() if held is None else held.append(route)
    )
    jumped = {}
    for type_ in TYPES if language == "en" else TYPES[:3]:
        held = []
        page.goto(server.address + path_of(type_, catalogue, language), wait_until="commit")
        page.wait_for_function(PAINTED)
        late, held = held, None
        assert late, type_
        for route in late:
            route.continue_()
        page.wait_for_load_state("networkidle")
        page.wait_for_function(READY)
        found = page.evaluate(SHIFTS)
        if sum(value for value, *_ in found) > MOST:
            jumped[type_] = found
    assert jumped == {}


def test_each_asset_is_used_by_something(server: Server) -> None:
    """By a page, a style, a script, or what browsers ask for to install the site."""
    files = [file for file in (server.site / "assets").rglob("*") if file.is_file()]
    used = {path for file in files if file.suffix in READ for path in used_by(server.site, file)}
    used |= {*used_by_pages(server.site), "assets/js/worker.js"}
    assets = {file.relative_to(server.site).as_posix() for file in files if file.name not in COMPANIONS}
    assert sorted(assets - used) == []
    assert 'importScripts("assets/js/worker.js")' in (server.site / "sw.js").read_text("utf-8")
