"""Every type of page is valid HTML, in every language."""

from __future__ import annotations

import json
import os

import pytest
import rdflib
from lxml import html

from practicebook.catalogue import Catalogue

from tests.site import vnu
from tests.site.pages import TYPES, path_of
from tests.site.server import Server


def test_the_checker_of_the_w3c_finds_no_error(server: Server, catalogue: Catalogue) -> None:
    """One page of each type in each language, a frame for other sites, and the page for what is not there."""
    command = vnu.find()
    if command is None and "CI" not in os.environ:
        pytest.skip(vnu.ADVICE)
    assert command, vnu.ADVICE
    languages = sorted(path.parent.name for path in server.site.glob("*/index.html"))
    paths = {path_of(type_, catalogue, one) for type_ in TYPES if type_ != "not found" for one in languages}
    files = {server.file(server.address + path) for path in paths}
    frames = [next(server.site.glob(f"{one}/embed/practices/*/index.html")) for one in languages]
    pages = sorted({server.site / "404.html", *frames, *(file for file in files if file)})
    assert len(pages) > len(TYPES) * 3
    found = vnu.messages(command, pages)
    faults = {
        f"{one['url'].partition('/site/')[2]}:{one.get('lastLine')}: {one['message']}"
        for one in found
        if one["type"] != "info"
    }
    assert faults == set()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own use of it
def test_every_page_says_what_it_is_as_linked_data(server: Server, catalogue: Catalogue) -> None:
    """Read by rdflib, with the words of schema.org: its name, its address and its terms."""
    schema = rdflib.Namespace("https://schema.org/")
    for type_ in TYPES:
        file = server.file(server.address + path_of(type_, catalogue))
        if type_ in {"not found", "root"} or not file:
            continue
        (text,) = html.fromstring(file.read_text("utf-8")).xpath("//script[@type='application/ld+json']/text()")
        said = {**json.loads(text), "@context": {"@vocab": str(schema)}}
        graph = rdflib.Graph().parse(data=json.dumps(said), format="json-ld")
        page = graph.value(
            predicate=schema.license, object=rdflib.Literal("https://creativecommons.org/licenses/by/4.0/")
        )
        assert str(graph.value(page, schema.url)) == server.address + path_of(type_, catalogue)
        assert str(graph.value(page, schema.name)) == said["name"]
