"""Opens every page of the built site in a browser, and counts what a visit asks of the network and leaves behind.

`make crawl` runs it: no request to another host, no cookie, nothing kept by reading, nothing refused by the policy.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, sync_playwright

from practicebook.site.verify import address_of_site

from tests.site import chromium
from tests.site.server import Server, serving

REPOSITORY = Path(__file__).parents[2]
# What a page can leave in a browser; nothing of it may be there after reading.
TRACES = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await caches.keys()),
  ...(await indexedDB.databases()).map(({ name }) => name),
  ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
]"""
GONE = "net::ERR_ABORTED"  # given up since the next page was asked for
TOGETHER = 40  # pages in one tab, which then is closed, since a browser keeps more and more


class Crawl:
    """What was asked for and said while pages were opened."""

    def __init__(self, server: Server) -> None:
        self.host = urlsplit(server.address).netloc
        self.pages = 0
        self.requests = 0
        self.faults: list[str] = []

    def watch(self, page: Page) -> None:
        """Note what this tab asks for, and what goes wrong in it."""
        page.on("request", lambda one: self._requested(page, one.url))
        page.on("requestfailed", lambda one: None if one.failure == GONE else self._fault(page, f"failed: {one.url}"))
        page.on("response", lambda one: self._fault(page, f"{one.status}: {one.url}") if one.status >= 400 else None)
        page.on("console", lambda one: self._fault(page, one.text))
        page.on("pageerror", lambda error: self._fault(page, str(error)))

    def _requested(self, page: Page, url: str) -> None:
        self.requests += 1
        parts = urlsplit(url)
        if parts.scheme != "data" and parts.netloc != self.host:
            self._fault(page, f"asked another host: {url}")

    def _fault(self, page: Page, text: str) -> None:
        self.faults.append(f"{page.url}: {text}")

    def open(self, page: Page, url: str) -> None:
        """Open a page, until nothing more is asked for."""
        page.goto(url, wait_until="load")
        self.pages += 1

    def close(self, context: BrowserContext, page: Page) -> None:
        """Look for what the pages left behind, all of one origin."""
        self.faults += [f"left behind before {page.url}: {one}" for one in (*context.cookies(), *page.evaluate(TRACES))]
        context.close()


def addresses(site: Path) -> list[str]:
    """Every page of the site, frames and pages of former ids included, but those that only lead on."""
    files = sorted(site.rglob("*.html"))
    found = [file for file in files if 'http-equiv="refresh"' not in file.read_text("utf-8")]
    return [
        file.relative_to(site).as_posix().removesuffix("index.html") for file in found if file != site / "index.html"
    ]


def crawl(server: Server, paths: list[str]) -> Crawl:
    """Open all of these."""
    made = Crawl(server)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        for some in _portions(paths):
            context = browser.new_context()
            page = context.new_page()
            made.watch(page)
            for path in some:
                made.open(page, server.address + path)
            page.wait_for_load_state("networkidle")
            made.close(context, page)
        browser.close()
    return made


def _portions(paths: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(paths), TOGETHER):
        yield paths[start : start + TOGETHER]


def main() -> int:
    """Crawl build/site, and tell what was found."""
    site = REPOSITORY / "build/site"
    with serving(site, urlsplit(address_of_site(site)).path) as server:
        made = crawl(server, addresses(site))
    told = [f"{made.pages} pages, {made.requests} requests, {len(made.faults)} faults", *made.faults[:50]]
    sys.stdout.write("\n".join(told) + "\n")
    return 1 if made.faults or not made.pages else 0


if __name__ == "__main__":
    sys.exit(main())
