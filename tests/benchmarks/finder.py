"""How long a reader waits for the finder, and what it costs: `python -m tests.benchmarks.finder [SITE]`.

The finder of a built site (build/site unless given) is opened in Chromium with an empty cache over a link of 1.6 Mbit/s
and 150 ms, by a server that packs text as static hosts do. It ends in failure when a figure is above its bar.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.builders import REPOSITORY
from tests.site import chromium
from tests.site.pages import READY
from tests.site.server import Server, serving

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
QUERY = "housing"
FOUND = "() => document.querySelector('.explore-card mark')"
# From an act of the reader to the next time that nothing is awaited any more.
TIMED = """async ([act, argument]) => {
  const field = document.querySelector("#explore-field"), start = performance.now();
  if (act === "type") { field.value = argument; field.dispatchEvent(new Event("input")); }
  else document.querySelectorAll(argument)[0].click();
  await new Promise((resolve) => {
    let begun = false;
    const look = () => {
      const busy = document.querySelector(".explore [aria-busy]");
      begun ||= Boolean(busy) || performance.now() - start > 200;
      begun && !busy ? resolve() : setTimeout(look, 4);
    };
    look();
  });
  return performance.now() - start;
}"""


@dataclass
class Visit:
    """One visit with an empty cache; `bytes` are all that came over the link."""

    page: Page
    bytes: int = 0
    files: list[tuple[int, str]] = field(default_factory=list)


@contextmanager
def visiting(browser: Browser, *, slow: bool) -> Iterator[Visit]:
    """A new browser context that counts what it is sent, workers included."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    visit = Visit(context.new_page())
    session = context.new_cdp_session(visit.page)
    session.send("Network.enable")
    if slow:
        session.send("Network.emulateNetworkConditions", SLOW)
    addresses: dict[str, str] = {}
    session.on(
        "Network.requestWillBeSent", lambda event: addresses.update({event["requestId"]: event["request"]["url"]})
    )

    def count(event: dict[str, Any]) -> None:
        size = int(event["encodedDataLength"])
        visit.bytes += size
        visit.files.append((size, addresses.get(event["requestId"], "")))

    session.on("Network.loadingFinished", count)
    yield visit
    context.close()


def first_result(browser: Browser, server: Server, pause: int) -> tuple[float, int, list[tuple[int, str]]]:
    """Milliseconds from typing to the first result, and all bytes, on a finder that has been open for `pause`."""
    with visiting(browser, slow=True) as visit:
        visit.page.goto(f"{server.address}en/explore/", wait_until="commit")
        visit.page.wait_for_selector("#explore-field")
        visit.page.wait_for_timeout(pause)
        start = visit.page.evaluate("performance.now()")
        visit.page.locator("#explore-field").fill(QUERY)
        visit.page.wait_for_function(FOUND, polling=10)
        waited = visit.page.evaluate("performance.now()") - start
        visit.page.wait_for_load_state("networkidle")
        visit.page.wait_for_function(READY)
        return waited, visit.bytes, visit.files


def further(browser: Browser, server: Server) -> float:
    """The longest that a further letter or choice takes on a link without limits, in milliseconds."""
    acts = [
        ("type", "hous"),
        ("type", "housi"),
        ("type", "rights"),
        ("click", ".explore-option input"),
        ("click", ".explore-option input"),
    ]
    with visiting(browser, slow=False) as visit:
        visit.page.goto(f"{server.address}en/explore/?q=water")
        visit.page.wait_for_function(READY)
        return max(float(visit.page.evaluate(TIMED, act)) for act in acts)


def figures(browser: Browser, server: Server) -> Iterator[tuple[str, float, float]]:
    """Each figure with its bar."""
    at_once, _, _ = first_result(browser, server, 0)
    yield "first result when typed at once, ms", at_once, 2000
    open_for_long, size, files = first_result(browser, server, 3000)
    yield "first result when open for 3 s, ms", open_for_long, 1000
    yield "transferred in all, kB", size / 1000, 250
    yield "further letter or choice, ms", further(browser, server), 300
    if "--files" in sys.argv:
        for size, address in sorted(files, reverse=True):
            print(f"{size:8} {address}")


def run(measure: Callable[[Browser, Server], Iterator[tuple[str, float, float]]], site: Path) -> bool:
    """Print the figures; tell whether all are within their bars."""
    fine = True
    with serving(site, "/practicebook/", packs=True) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        for name, figure, bar in measure(browser, server):
            print(f"{name:40} {figure:8.0f}  (at most {bar:.0f}){'' if figure <= bar else '  TOO MUCH'}")
            fine = fine and figure <= bar
    return fine


if __name__ == "__main__":
    folders = [one for one in sys.argv[1:] if not one.startswith("-")]
    sys.exit(not run(figures, Path(folders[0]) if folders else REPOSITORY / "build/site"))
