"""How soon a page stands on a phone: `python -m tests.benchmarks.phone [SITE]`.

Pages of a built site (build/site unless given) are opened in Chromium with an empty cache, as Lighthouse's preset for
mobile phones has it: a small, dense screen, a processor four times slower, and a link of 1.6 Mbit/s and 150 ms. The
local server packs text as static hosts do. Each figure is the median of several visits.

The delay of such a link is told to the browser a request, once at 150 ms, and once ("strict") at the 562 ms and 90 % of
the rate by which Lighthouse makes up for what a browser leaves out when it is slowed down so: the way there of names,
connections and certificates. What is held to the bars is the first; the second is told beside it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from practicebook.layout import WRITTEN_IN

from tests.benchmarks.stages import NAME
from tests.builders import REPOSITORY
from tests.site import chromium
from tests.site.pages import READY
from tests.site.server import Server, serving

VISITS = 5
SLOWER = 4
SCREEN = {"width": 412, "height": 823}
DENSITY = 2.625
LINKS: Mapping[str, Mapping[str, Any]] = {
    "usual": {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750},
    "strict": {"offline": False, "latency": 562.5, "downloadThroughput": 184_320, "uploadThroughput": 84_375},
}
PAGES = {"home": "", "explore": "explore/", "practice": "practices/montevideo-fincas-recuperadas/"}
A_PRACTICE = {"practice": PAGES["practice"]}
LANGUAGES = ("en", "ar")
QUIET = 2000  # milliseconds without a long task, after which a page counts as at rest
BARS = {"largest_paint": 1800.0, "blocked": 100.0, "shift": 0.02}

WATCH = f"""
window.seen = {{ paints: [], tasks: [], shifts: [] }};
const watch = (type, keep) => new PerformanceObserver((list) => list.getEntries().forEach(keep))
  .observe({{ type, buffered: true }});
watch("largest-contentful-paint", (one) => seen.paints.push([one.startTime, one.element?.outerHTML.slice(0, 80)]));
watch("longtask", (one) => seen.tasks.push([one.startTime, one.duration]));
watch("layout-shift", (one) => one.hadRecentInput || seen.shifts.push([one.startTime, one.value,
  one.sources.map(({{ node }}) => node?.className || node?.nodeName).join(" ")]));
window.atRest = () => performance.now() - Math.max(...seen.tasks.map(([start, time]) => start + time),
  performance.getEntriesByType("navigation")[0].loadEventEnd || performance.now()) > {QUIET};
"""
SEEN = "() => ({ ...seen, first: performance.getEntriesByName('first-contentful-paint')[0].startTime })"


@dataclass(frozen=True)
class Visit:
    """What one visit met: milliseconds to the first and the largest paint and of being blocked, and how much jumped."""

    first_paint: float
    largest_paint: float
    blocked: float
    shift: float
    sent: float
    """Kilobytes over the link."""
    requests: float


def visit(browser: Browser, address: str, link: Mapping[str, Any], *, tells: bool = False) -> Visit:
    """Open a page on a phone that never saw the site, and wait until it is at rest."""
    context = browser.new_context(viewport=SCREEN, device_scale_factor=DENSITY, is_mobile=True, has_touch=True)  # type: ignore[arg-type]
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", dict(link))
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="load")
    page.wait_for_function(READY)
    page.wait_for_load_state("networkidle")
    page.wait_for_function("() => atRest()", polling=100)
    seen = page.evaluate(SEEN)
    context.close()
    if tells:
        print(address, seen)
    return _visit(seen, sizes)


def _visit(seen: Mapping[str, Any], sizes: list[int]) -> Visit:
    """Blocked is what of each long task is over 50 ms, after the first paint; shifts are added up by windows."""
    largest = seen["paints"][-1][0]
    blocked = sum(
        max(0.0, start + time - max(start + 50, seen["first"]))
        for start, time in seen["tasks"]
        if start + time > seen["first"]
    )
    return Visit(seen["first"], largest, blocked, _worst_window(seen["shifts"]), sum(sizes) / 1000, len(sizes))


def _worst_window(shifts: list[list[Any]]) -> float:
    """Cumulative layout shift: the worst burst, with gaps under 1 s and at most 5 s long."""
    worst = burst = 0.0
    began = last = -1e9
    for start, value, *_ in shifts:
        if start - last >= 1000 or start - began >= 5000:
            burst, began = 0.0, start
        burst, last = burst + value, start
        worst = max(worst, burst)
    return worst


def middle(visits: list[Visit]) -> Visit:
    """Of each figure the median."""
    rows = [asdict(one) for one in visits]
    return Visit(**{name: round(median(row[name] for row in rows), 4) for name in rows[0]})


def measure(
    browser: Browser, server: Server, languages: Sequence[str], pages: Mapping[str, str], *, tells: bool = False
) -> Iterator[dict[str, Any]]:
    """Each page in each language over each link, and what the visits met."""
    for language, (name, path), (link, conditions) in product(languages, pages.items(), LINKS.items()):
        address = f"{server.address}{language}/{path}" if language else f"{server.address}{path}"
        met = middle([visit(browser, address, conditions, tells=tells) for _ in range(VISITS)])
        figures = " ".join(f"{key} {value:g}" for key, value in asdict(met).items())
        print(f"{language:2} {name:9} {link:7} {figures}", flush=True)
        yield {"page": name, "language": language or WRITTEN_IN, "link": link, **asdict(met)}


@contextmanager
def _a_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        yield browser
        browser.close()


def visits(site: Path, others: Mapping[str, Path]) -> tuple[list[dict[str, Any]], str]:
    """Visits to our site and, for one practice, to those of others by their names; and what the browser is."""
    found: list[dict[str, Any]] = []
    with _a_browser() as browser:
        with serving(site, "/practicebook/", packs=True) as server:
            found += [{"builder": NAME, **one} for one in measure(browser, server, LANGUAGES, PAGES)]
        for name, folder in others.items():
            with serving(folder, "/", packs=True) as server:
                print(name)
                found += [{"builder": name, **one} for one in measure(browser, server, [""], A_PRACTICE)]
        return found, f"Chromium {browser.version}"


def main(site: Path, *, tells: bool) -> int:
    """Print the figures; 1 if one is over its bar."""
    with _a_browser() as browser, serving(site, "/practicebook/", packs=True) as server:
        found = [one for one in measure(browser, server, LANGUAGES, PAGES, tells=tells) if one["link"] == "usual"]
    over = [f"{one['language']} {one['page']}: {bar}" for one in found for bar, most in BARS.items() if one[bar] > most]
    print("Over the bar:", over) if over else print("All within the bars.")
    return int(bool(over))


if __name__ == "__main__":
    folders = [one for one in sys.argv[1:] if not one.startswith("-")]
    sys.exit(main(Path(folders[0]) if folders else REPOSITORY / "build/site", tells="--tell" in sys.argv))
