"""Cards: the picture of a page where somebody shares it, drawn from theme/cards without any network.

Pillow draws them, since its wheels bring along what shapes Arabic. A card is kept under a digest of all that it is made
of, so that only the first build draws. Words in a script that no font of the theme has are left out: a row of empty
boxes would be worse than none.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import PIL
import yaml
from PIL import Image, ImageDraw, ImageFont, features

from practicebook.layout import Layout
from practicebook.page import Card
from practicebook.site.digests import digest
from practicebook.writing import write_atomically

WIDTH, HEIGHT = 1200, 630
MARGIN = 84
WIDEST = WIDTH - 2 * MARGIN
TITLE_SIZES = (84, 72, 62, 54)
MOST_LINES = 3
NAME_SIZE = 44
LINE_SIZE = 38
COLOURS = 48
NO_CHARACTER = "\U0010fffe"
INVISIBLE = {"Cf", "Mn", "Zs"}


@dataclass(frozen=True)
class Style:
    """What theme/cards holds."""

    folder: Path
    fonts: tuple[Path, ...]

    @cached_property
    def colours(self) -> Mapping[str, str]:
        """The colour of each text."""
        found: Mapping[str, str] = yaml.safe_load((self.folder / "card.yaml").read_bytes())
        return found

    @cached_property
    def background(self) -> Image.Image:
        """What is behind the words."""
        return Image.open(self.folder / "background.png").convert("RGB")

    @cached_property
    def mark(self) -> Image.Image:
        """The sign of the site."""
        return Image.open(self.folder / "mark.png").convert("RGBA")

    @cached_property
    def digest(self) -> str:
        """Of everything that all cards are made of."""
        files = [*sorted(one for one in self.folder.iterdir() if one.is_file()), *self.fonts]
        return digest(PIL.__version__, *(one.read_bytes() for one in files))

    def font(self, text: str, size: int) -> ImageFont.FreeTypeFont | None:
        """The first font that has every character of a text."""
        return next((self._sized(file, size) for file in self.fonts if self._has(file, text)), None)

    def _sized(self, file: Path, size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(file), size)

    def _has(self, file: Path, text: str) -> bool:
        font = self._sized(file, 16)
        lacking = bytes(font.getmask(NO_CHARACTER))
        shown = {one for one in text if unicodedata.category(one) not in INVISIBLE}
        return all(bytes(font.getmask(one)) != lacking for one in shown)


def card_files(layout: Layout, cards: Sequence[Card]) -> Iterator[tuple[str, Path]]:
    """Path in the site of each card, and where it is kept; none where the theme has no pictures."""
    folder = layout.theme / "cards"
    if not cards or not folder.is_dir():
        return
    fonts = (layout.theme / "assets/fonts", folder / "fonts")
    style = Style(folder, tuple(file for one in fonts for file in sorted(one.glob("*.woff2"))))
    for card in cards:
        kept = layout.cache / "cards" / f"{digest(style.digest, repr(card))}.png"
        if not kept.is_file():
            write_atomically(kept, drawn(style, card))
        yield card.path, kept


def drawn(style: Style, card: Card) -> bytes:
    """A card as PNG; the sides change places for languages that are written from right to left."""
    is_mirrored = card.direction == "rtl"
    picture = style.background.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if is_mirrored else style.background.copy()
    size = style.mark.width
    left = picture.width - MARGIN - size if is_mirrored else MARGIN
    picture.paste(style.mark, (left, MARGIN - 12), style.mark)
    if not is_mirrored or features.check("raqm"):
        _write(ImageDraw.Draw(picture), style, card, MARGIN + size + 26)
    made = io.BytesIO()
    few = picture.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(made, "PNG", compress_level=6)
    return made.getvalue()


def _write(draw: ImageDraw.ImageDraw, style: Style, card: Card, beside_mark: int) -> None:
    """The name beside the mark, the title in the middle, a line at the foot."""
    name, line = style.font(card.name, NAME_SIZE), style.font(card.line, LINE_SIZE)
    if name:
        _text(draw, card, card.name, name, style.colours["name"], (beside_mark, MARGIN + 30))
    if line and line.getlength(card.line) <= WIDEST:
        _text(draw, card, card.line, line, style.colours["line"], (MARGIN, HEIGHT - 78))
    for size in TITLE_SIZES:
        font = style.font(card.title, size)
        lines = wrapped(card.title, font) if font else []
        if font and len(lines) <= MOST_LINES:
            first = HEIGHT / 2 + 20 - (len(lines) - 1) * size * 0.6
            for number, text in enumerate(lines):
                _text(draw, card, text, font, style.colours["title"], (MARGIN, first + number * size * 1.2))
            return


def _text(
    draw: ImageDraw.ImageDraw,
    card: Card,
    text: str,
    font: ImageFont.FreeTypeFont,
    colour: str,
    spot: tuple[float, float],
) -> None:
    """Write a line; `spot` is its distance from the side where it begins, and how far down its middle is."""
    margin, middle = spot
    if card.direction == "rtl":
        draw.text((WIDTH - margin, middle), text, colour, font, "rm", direction="rtl", language=card.language)
    else:
        draw.text(spot, text, colour, font, "lm")


def wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """A text in lines that fit; a word that is too long for any stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= WIDEST:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
