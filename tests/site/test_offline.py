"""Reading offline in the browser: a choice of the reader, what is kept and what never is, and how all of it goes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from practicebook.catalogue import Catalogue

from tests.site.pages import Opener
from tests.site.server import Server, serving

KEPT = """async () => (await Promise.all((await caches.keys()).map(async (name) =>
  (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat()"""
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"


@pytest.fixture(params=["/practicebook/", "/"], ids=["under a sub-path", "at the root of a host"])
def host(request: pytest.FixtureRequest, server: Server) -> Iterator[Server]:
    """An origin of its own, so that nothing is kept there."""
    with serving(server.site, request.param) as one:
        yield one


def switch_on(page: Page, host: Server) -> None:
    page.goto(f"{host.address}en/offline/")
    page.get_by_role("button", name="Keep for reading offline").click()
    expect(page.get_by_role("status")).to_have_text(
        "On. This browser keeps each page that you open, and what the dossier needs."
    )


def kept(page: Page, host: Server) -> set[str]:
    """The addresses of all that the browser keeps, from the root of the site."""
    return {url.removeprefix(host.address) for url in page.evaluate(KEPT)}


def wait_until_kept(page: Page, host: Server, path: str, *, is_kept: bool = True) -> None:
    """The worker keeps a page after it has answered with it."""
    question = "async ([url, wanted]) => Boolean(await caches.match(url)) === wanted"
    page.wait_for_function(question, arg=[host.address + path, is_kept])


def test_nothing_is_kept_unless_the_reader_asks(page: Page, server: Server) -> None:
    """Pages are read, the dossier and what tells of the choice too: no worker, no cache."""
    for path in ("en/", "en/themes/housing/", "en/dossier/", "en/offline/", "en/about/privacy/"):
        page.goto(server.address + path)
    expect(page.locator("[data-tool=erase]")).to_contain_text("This browser keeps nothing of this site.")
    assert (page.evaluate(WORKERS), page.evaluate("caches.keys()")) == (0, [])


def test_what_was_read_is_there_without_a_network(page: Page, host: Server, catalogue: Catalogue) -> None:
    """Pages with their look, the dossier with what was collected; what was not read is told, in its language."""
    read, collected, unread = sorted(catalogue.practices)[:3]
    page.goto(f"{host.address}en/practices/{collected}/")
    page.locator("[data-actions] .collect").click()
    switch_on(page, host)
    page.goto(f"{host.address}en/practices/{read}/?q=secret")
    wait_until_kept(page, host, f"en/practices/{read}/")
    page.goto(f"{host.address}fr/offline/")
    wait_until_kept(page, host, "fr/offline/")
    page.goto(f"{host.address}en/protection/")
    page.context.set_offline(True)
    page.goto(f"{host.address}en/practices/{read}/")
    expect(page.locator("h1")).to_have_text(catalogue.practices[read].title)
    assert page.evaluate("getComputedStyle(document.querySelector('.brand')).display") != "inline"
    page.goto(f"{host.address}en/dossier/")
    expect(page.locator(".dossier-result")).to_contain_text(catalogue.practices[collected].title)
    page.goto(f"{host.address}fr/practices/{unread}/")
    page.wait_for_url("**/fr/offline/?missing=*")
    expect(page.get_by_role("alert")).to_contain_text("Vous êtes hors ligne")
    assert page.locator("[role=alert] a").get_attribute("href") == f"{host.address}fr/practices/{unread}/"
    found = kept(page, host)
    assert {f"en/practices/{read}/", f"en/practices/{collected}/", "en/data/practices.json", "en/"} <= found
    assert [url for url in found if "protection" in url or "?" in url] == []


def test_the_reader_sees_and_erases_what_is_kept(page: Page, host: Server) -> None:
    """One button ends keeping, one erases all else as well; afterwards reading leaves no trace again."""
    switch_on(page, host)
    page.goto(f"{host.address}en/about/method/")
    wait_until_kept(page, host, "en/about/method/")
    page.goto(f"{host.address}en/offline/")
    expect(page.locator(".offline-kept")).to_contain_text("How")
    page.get_by_role("button", name="Stop, and erase what is kept").click()
    expect(page.get_by_role("status")).to_have_text("It is off, and what was kept is erased.")
    assert (page.evaluate(WORKERS), page.evaluate("caches.keys()")) == (0, [])
    switch_on(page, host)
    page.locator("[data-theme-toggle]").first.click()
    page.goto(f"{host.address}en/about/privacy/")
    tool = page.locator("[data-tool=erase]")
    expect(tool).to_contain_text("1 entry in the local storage: practicebook.theme")
    expect(tool).to_contain_text("pages for reading offline")
    tool.get_by_role("button").click()
    expect(tool.get_by_role("status")).to_have_text("Everything is erased.")
    page.goto(f"{host.address}en/about/method/")
    page.wait_for_load_state("networkidle")
    assert (page.evaluate(WORKERS), page.evaluate("caches.keys()"), page.evaluate("localStorage.length")) == (0, [], 0)


def test_a_page_that_is_gone_from_the_site_goes_from_the_browser(page: Page, server: Server, tmp_path: Path) -> None:
    """What was taken down, since it put somebody in danger, must not live on here. A new version keeps pages."""
    shutil.copytree(
        server.site,
        tmp_path / "site",
        ignore=shutil.ignore_patterns("practices", "embed", "fr", "es", "ar"),
    )
    with serving(tmp_path / "site", "/") as host:
        switch_on(page, host)
        for path in ("en/about/method/", "en/about/licence/"):
            page.goto(host.address + path)
            wait_until_kept(page, host, path)
        shutil.rmtree(tmp_path / "site/en/about/method")
        worker = tmp_path / "site/sw.js"
        worker.write_text(worker.read_text().replace('"version":"', '"version":"next-'))
        page.goto(f"{host.address}en/about/method/")
        wait_until_kept(page, host, "en/about/method/", is_kept=False)
        page.wait_for_function(
            "async () => /shell.next-/.test(await caches.keys()) && (await caches.keys()).length === 2"
        )
        assert {"en/about/licence/", "assets/css/site.css"} <= kept(page, host)


def test_what_was_withdrawn_goes_from_the_browser(page: Page, server: Server, tmp_path: Path) -> None:
    """With every page and file that names it, also those that nobody opens again."""
    site = tmp_path / "site"
    shutil.copytree(server.site, site, ignore=shutil.ignore_patterns("practices", "embed", "fr", "es", "ar"))
    text = (site / "en/about/method/index.html").read_text("utf-8")
    for path, body in (
        ("practices/hidden-house", text),
        ("themes/list", text.replace("</main>", "<a href='../../practices/hidden-house/'>It</a></main>")),
    ):
        (site / "en" / path).mkdir(parents=True)
        (site / "en" / path / "index.html").write_text(body, "utf-8")
    with serving(site, "/") as host:
        switch_on(page, host)
        for path in ("en/practices/hidden-house/", "en/themes/list/", "en/about/method/"):
            page.goto(host.address + path)
            wait_until_kept(page, host, path)
        shutil.rmtree(site / "en/practices")
        worker = site / "sw.js"
        worker.write_text(worker.read_text("utf-8").replace('"withdrawn":[]', '"withdrawn":["hidden-house"]'), "utf-8")
        page.goto(f"{host.address}en/about/licence/")
        for path in ("en/practices/hidden-house/", "en/themes/list/"):
            wait_until_kept(page, host, path, is_kept=False)
        wait_until_kept(page, host, "en/about/licence/")
        assert {"en/about/method/", "assets/css/site.css"} <= kept(page, host)


def test_the_site_can_be_installed_in_each_language(open_page: Opener, server: Server) -> None:
    """The manifest as the browser reads it: no fault, its language, icons that are there in the size they say."""
    page = open_page()
    session = page.context.new_cdp_session(page)
    for language, direction in (("en", "ltr"), ("ar", "rtl")):
        page.goto(f"{server.address}{language}/")
        read = session.send("Page.getAppManifest")
        assert (read["errors"], read["url"]) == ([], f"{server.address}{language}/manifest.webmanifest")
        manifest = page.evaluate("async (url) => (await fetch(url)).json()", read["url"])
        assert (manifest["lang"], manifest["dir"]) == (language, direction)
        sizes = page.evaluate(
            """(icons) => Promise.all(icons.map(async ({ src }) => {
              const image = new Image(); image.src = new URL(src, document.baseURI); await image.decode();
              return `${image.naturalWidth}x${image.naturalHeight}`; }))""",
            manifest["icons"][1:],
        )
        assert sizes == [icon["sizes"] for icon in manifest["icons"][1:]]
