"""What a page says of itself where somebody shares it."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from PIL import Image

from practicebook.catalogue import Catalogue

from tests.site.pages import TYPES, path_of
from tests.site.server import Server

SHARED = [one for one in TYPES if one not in {"root", "not found"}]


def said(page: Path) -> dict[str, str]:
    """The properties in the head of a page."""
    metas = lxml.html.parse(page).getroot().iterfind("head/meta")
    pairs = {(one.get("property") or one.get("name")): one.get("content") for one in metas}
    return {str(name): str(value) for name, value in pairs.items() if name}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_type_of_page_has_a_picture_with_words_for_it(
    root: Path, server: Server, catalogue: Catalogue, language: str
) -> None:
    """At an absolute address, where there is one of the size that networks ask for, light enough for a phone."""
    for type_ in SHARED:
        path = path_of(type_, catalogue, language)
        found = said(root / "build/site" / path / "index.html")
        image = root / "build/site" / found["og:image"].removeprefix(server.address)
        with Image.open(image) as picture:
            assert picture.size == (1200, 630), type_
        assert image.stat().st_size < 40_000, type_
        assert found["twitter:card"] == "summary_large_image"
        assert all(found[name] for name in ("og:title", "og:description", "og:image:alt")), type_


def test_a_practice_and_the_parts_of_a_theme_have_the_card_of_the_theme(root: Path, catalogue: Catalogue) -> None:
    """Each top theme has one of its own; other pages have that of the home page."""
    themes = [id_ for id_, theme in catalogue.themes.items() if theme.parent is None]
    cards = {one.stem for one in (root / "build/site/fr/cards").iterdir()}
    assert cards == {*themes, "home"}
    practice = next(iter(catalogue.practices.values()))
    lead = catalogue.with_ancestors("themes", practice.themes[0])[-1]
    pages = {
        f"practices/{practice.id}": lead,
        f"themes/{practice.themes[0]}": lead,
        f"themes/{lead}": lead,
        "map": "home",
    }
    shown = {path: said(root / "build/site/en" / path / "index.html")["og:image"] for path in pages}
    assert {path: address.rpartition("/")[2] for path, address in shown.items()} == {
        path: f"{card}.png" for path, card in pages.items()
    }
