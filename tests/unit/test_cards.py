"""The pictures that stand for pages where somebody shares them."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from practicebook.layout import Layout
from practicebook.page import Card
from practicebook.site import cards
from practicebook.site.cards import card_files

from tests.builders import REPOSITORY

CARD = Card("en/cards/housing.png", "Practicebook", "Housing", "What local governments do", "en", "ltr")
ARABIC = Card("ar/cards/housing.png", "Practicebook", "السكن", "ما تفعله الحكومات المحلية", "ar", "rtl")


def a_root(folder: Path) -> Layout:
    """A root with the look of the real one."""
    shutil.copytree(REPOSITORY / "theme/cards", folder / "theme/cards")
    shutil.copytree(REPOSITORY / "theme/assets/fonts", folder / "theme/assets/fonts")
    return Layout(folder)


def files(layout: Layout, *cards: Card) -> dict[str, bytes]:
    """What is in the files of cards, by their paths in the site."""
    return {path: file.read_bytes() for path, file in card_files(layout, cards)}


def drawn(layout: Layout, card: Card) -> Image.Image:
    """A card as a picture."""
    return Image.open(io.BytesIO(files(layout, card)[card.path])).convert("RGB")


def ink(layout: Layout, card: Card) -> tuple[int, int, int, int]:
    """The box around the title."""
    without = drawn(layout, replace(card, title=""))
    box = ImageChops.difference(drawn(layout, card), without).point(lambda value: 255 * (value > 40)).getbbox()
    assert box
    return box


def test_a_card_has_its_size_is_light_and_the_same_each_time(tmp_path: Path) -> None:
    """As networks ask for it; drawn anew elsewhere, it has the same bytes."""
    first, second = a_root(tmp_path / "a"), a_root(tmp_path / "b")
    made = files(first, CARD, ARABIC)
    assert {path: Image.open(io.BytesIO(content)).size for path, content in made.items()} == {
        CARD.path: (1200, 630),
        ARABIC.path: (1200, 630),
    }
    assert max(map(len, made.values())) < 40_000
    assert files(second, CARD, ARABIC) == made


def test_what_was_drawn_once_is_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until its words or the look change."""
    layout = a_root(tmp_path)
    times: list[str] = []

    def draw(_: object, card: Card) -> bytes:
        times.append(card.title)
        return b"picture"

    monkeypatch.setattr(cards, "drawn", draw)
    for _ in range(2):
        assert files(layout, CARD) == {CARD.path: b"picture"}
    dict(card_files(layout, [replace(CARD, title="Homes")]))
    (layout.theme / "cards/card.yaml").write_text('{title: "#000", name: "#000", line: "#000"}', "utf-8")
    dict(card_files(layout, [CARD]))
    assert times == ["Housing", "Homes", "Housing"]


def test_arabic_is_shaped_and_begins_at_the_right(tmp_path: Path) -> None:
    """The title stands at the right side; letters that are joined take less room than one by one."""
    layout = a_root(tmp_path)
    left, _, right, _ = ink(layout, ARABIC)
    assert right == pytest.approx(1200 - cards.MARGIN, abs=12)
    apart = ink(layout, replace(ARABIC, title="\u200c".join(ARABIC.title)))
    assert right - left < 0.9 * (apart[2] - apart[0])
    assert ink(layout, CARD)[0] == pytest.approx(cards.MARGIN, abs=12)


def test_a_long_title_stays_on_the_card(tmp_path: Path) -> None:
    """In smaller letters, on three lines at most."""
    title = "Local participation, accountability, open budgets and everything that belongs to it in a city"
    left, top, right, bottom = ink(a_root(tmp_path), replace(CARD, title=title))
    assert (left >= cards.MARGIN - 12, right <= 1200 - cards.MARGIN + 12, top > 180, bottom < 500) == (True,) * 4


def test_words_that_no_font_has_are_left_out(tmp_path: Path) -> None:
    """Rather than shown as empty boxes; the rest of the card is there."""
    layout = a_root(tmp_path)
    blank, unknown = replace(CARD, title=""), replace(CARD, title="住房")
    assert drawn(layout, unknown).tobytes() == drawn(layout, blank).tobytes()


def test_a_theme_without_pictures_has_no_cards(tmp_path: Path) -> None:
    """And builds all the same."""
    assert dict(card_files(Layout(tmp_path), [CARD])) == {}
