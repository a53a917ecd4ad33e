"""What the tests in a browser share: the site of the real records, built once and aside, its servers, one browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page, Playwright, expect

from practicebook import editorial, loading
from practicebook.catalogue import Catalogue
from practicebook.expand.context import Context
from practicebook.layout import Layout

from tests.site import chromium
from tests.site.pages import DESK, Opener
from tests.site.server import Server, serving

REPOSITORY = Path(__file__).parents[2]
INPUTS = ("mkdocs.yml", "content", "practices", "theme")
PATIENCE = 30_000  # a machine that does something else too may take its time
# Each process serves the one site on a port of its own; browsers trust what is below localhost as they trust https.
NAME, BASE = "practicebook.localhost", "/practicebook/"


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A copy of all that the site is made of, and the site: a test never touches what somebody has built for himself.

    Built by the first of the processes that run tests side by side; the others wait for it.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if hasattr(request.config, "workerinput") else own
    with FileLock(shared / "book.lock"):
        folder = shared / "book"
        if not (folder / "build/site").exists():
            copy_inputs(folder)
            build(folder, f"http://{NAME}{BASE}")
    return folder


def copy_inputs(folder: Path) -> None:
    """Copy what a site is made of."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in INPUTS:
        origin = REPOSITORY / name
        (shutil.copytree if origin.is_dir() else shutil.copy)(origin, folder / name)


@pytest.fixture(scope="session")
def server(root: Path) -> Iterator[Server]:
    """The site under a sub-path, as on GitHub Pages."""
    with serving(root / "build/site", BASE, NAME) as one:
        yield one


@pytest.fixture(scope="session")
def root_server(server: Server) -> Iterator[Server]:
    """The same files at the root of a host."""
    with serving(server.site, "/") as one:
        yield one


def build(root: Path, address: str) -> None:
    """Build the site of a knowledge base, to be found at an address."""
    command = [sys.executable, "-m", "practicebook", "--root", str(root), "build"]
    environment = os.environ | {"PRACTICEBOOK_URL": address}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]


@pytest.fixture(scope="session")
def context(root: Path, server: Server) -> Context:
    """What the site was built from: records, words and how English calls each of them."""
    layout = Layout(root)
    return Context(loading.load(layout), editorial.load(layout), "en", server.address)


@pytest.fixture(scope="session")
def catalogue(context: Context) -> Catalogue:
    """The records of the site."""
    return context.catalogue


@pytest.fixture(scope="session")
def words(context: Context) -> Mapping[str, Any]:
    """The words of the interface."""
    return context.words


@pytest.fixture(scope="session")
def browser(driver: Playwright, server: Server) -> Iterator[Browser]:
    """One browser for all tests, which finds the site by its name."""
    executable = chromium.find()
    assert executable, chromium.ADVICE
    expect.set_options(timeout=PATIENCE)
    way = f"--host-resolver-rules=MAP {NAME} 127.0.0.1:{server.port}"
    browser = driver.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu", way])
    yield browser
    browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """Pages that know nothing of each other, without movement, so that what is seen has come to rest."""
    contexts = []

    def opener(**options: Any) -> Page:  # noqa: ANN401 - whatever a browser context takes
        context = browser.new_context(**{"viewport": DESK, "reduced_motion": "reduce", "locale": "en-GB"} | options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield opener
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: Opener) -> Page:
    """An empty page of a wide window."""
    return open_page()
