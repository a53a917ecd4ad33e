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
from playwright.sync_api import Browser, Page, expect, sync_playwright

from practicebook import catalogue as catalogues
from practicebook import editorial
from practicebook.catalogue import Catalogue
from practicebook.expand.context import Context
from practicebook.layout import Layout

from tests.site import chromium
from tests.site.pages import DESK, Opener
from tests.site.server import Server, serving

REPOSITORY = Path(__file__).parents[2]
INPUTS = ("mkdocs.yml", "content", "practices", "theme")
PATIENCE = 10_000


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that the site is made of: a test never touches what somebody has built for himself."""
    folder = tmp_path_factory.mktemp("book")
    for name in INPUTS:
        origin = REPOSITORY / name
        (shutil.copytree if origin.is_dir() else shutil.copy)(origin, folder / name)
    return folder


@pytest.fixture(scope="session")
def server(root: Path) -> Iterator[Server]:
    """The site under a sub-path, as on GitHub Pages."""
    with serving(root / "build/site", "/practicebook/") as one:
        build(root, one.address)
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
    return Context(catalogues.load(layout), editorial.load(layout), "en", server.address)


@pytest.fixture(scope="session")
def catalogue(context: Context) -> Catalogue:
    """The records of the site."""
    return context.catalogue


@pytest.fixture(scope="session")
def words(context: Context) -> Mapping[str, Any]:
    """The words of the interface."""
    return context.words


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    executable = chromium.find()
    assert executable, chromium.ADVICE
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
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
