"""What a visit asks of the network: only this site, only what is there, no more than a small connection can bear."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from practicebook.catalogue import Catalogue

from tests.site.crawl import TRACES
from tests.site.pages import READY, TYPES, path_of
from tests.site.server import Server

LIMIT = 80_000
LATIN_1 = 0xFF
LEFT = "net::ERR_ABORTED"
SEARCHING = r"/search/|/search\.js|/fulltext|/explore[./]"

# Puts into the page what an attacker would, and tells what the browser refused.
TRY = """async (address) => {
  const refused = [];
  document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
  const add = (tag, attributes) => document.body.append(Object.assign(document.createElement(tag), attributes));
  add("script", { textContent: "window.broken = true" });
  document.body.insertAdjacentHTML("beforeend", "<img src='data:,' onerror='window.broken = true'>");
  add("script", { src: address });
  document.body.insertAdjacentHTML("beforeend", "<p style='color: red'>");
  const end = performance.now() + 10000;
  const isSettled = () => window.broken || new Set(refused).size === 3 || performance.now() > end;
  do await new Promise((resolve) => { setTimeout(resolve, 20); }); while (!isSettled()); // before, the test itself may
  try { window.eval("window.broken = true"); } catch { refused.push("eval"); }
  return window.broken ? ["it ran"] : refused;
}"""


@pytest.fixture(params=["under a sub-path", "at the root of a host"])
def host(request: pytest.FixtureRequest, server: Server, root_server: Server) -> Server:
    return server if request.param == "under a sub-path" else root_server


def faults_of(page: Page) -> list[str]:
    """A list that fills with what goes wrong; what is given up because one goes on to the next page is no fault."""
    faults: list[str] = []
    page.on("requestfailed", lambda one: None if one.failure == LEFT else faults.append(f"{one.url}: {one.failure}"))
    page.on("response", lambda one: faults.append(f"{one.url}: {one.status}") if one.status >= 400 else None)
    page.on("console", lambda one: faults.append(f"{page.url}: {one.type}: {one.text}"))
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    return faults


def test_a_crawl_is_clean(page: Page, host: Server, catalogue: Catalogue) -> None:
    """On every type of page: no third party, no failed request, nothing on the console, no cookie."""
    requests: list[str] = []
    faults = faults_of(page)
    page.on("request", lambda request: requests.append(request.url))
    for type_ in (one for one in TYPES if one not in {"not found", "explore"}):
        page.goto(host.address + path_of(type_, catalogue))
        page.wait_for_url("**/en/**")
        page.wait_for_function(READY)
    assert [url for url in requests if re.search(SEARCHING, url)] == [], "search costs nothing before it is begun"
    page.goto(host.address + path_of("explore", catalogue))
    page.locator(".explore-card").first.wait_for()
    page.keyboard.press("/")
    page.locator("#search-field").fill("housing")
    page.locator(".search-entry").first.wait_for()
    assert faults == []
    assert {urlsplit(url).netloc for url in requests if not url.startswith("data:")} == {urlsplit(host.address).netloc}
    assert page.context.cookies() == []
    assert page.evaluate(TRACES) == [], "reading leaves nothing behind"


def heaviest(server: Server, catalogue: Catalogue) -> set[str]:
    """The practices whose pages could be too heavy: the five largest, and the largest that needs the second font."""
    ids = sorted(catalogue.practices, key=lambda id_: server.weight(f"{server.address}en/practices/{id_}/"))
    return {*ids[-5:], *[id_ for id_ in ids if ord(max(catalogue.practices[id_].title)) > LATIN_1][-1:]}


def test_a_first_visit_to_a_practice_is_small(page: Page, server: Server, catalogue: Catalogue) -> None:
    """All that a browser with an empty cache is sent, compressed, for the heaviest practices."""
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    weights = {}
    for id_ in heaviest(server, catalogue):
        requests.clear()
        page.goto(f"{server.address}en/practices/{id_}/", wait_until="load")
        page.wait_for_function(READY)
        page.evaluate("document.fonts.ready.then(() => true)")
        weights[id_] = {url.removeprefix(server.address): server.weight(url) for url in requests}
    largest = max(weights, key=lambda id_: sum(weights[id_].values()))
    print(f"\n{largest}: {sum(weights[largest].values())} bytes")  # noqa: T201 - what one looks at with pytest -s
    for path, weight in sorted(weights[largest].items(), key=lambda one: -one[1]):
        print(f"  {weight:6} {path}")  # noqa: T201
    assert len(weights[largest]) > 4
    assert {id_: sum(parts.values()) for id_, parts in weights.items() if sum(parts.values()) > LIMIT} == {}


def test_what_a_stranger_could_put_into_a_page_does_not_run(page: Page, server: Server) -> None:
    """The last line of defence, should all before it fail: a page refuses whatever is not a file of the site."""
    for path in ("", "en/", "en/practices/vienna-human-rights-office/", "en/explore/", "en/embed/themes/housing/"):
        page.goto(f"{server.address}{path}")
        page.wait_for_load_state()
        refused = page.evaluate(TRY, "https://example.org/x.js")
        assert set(refused) == {"script-src-elem", "script-src-attr", "style-src-attr", "eval"}, path
