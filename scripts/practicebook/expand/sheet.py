"""The printed page of a practice: what paper needs and a screen does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

import zxingcpp
from markupsafe import Markup

_BLACK = re.compile(rb"\0+")
LONGEST = 56  # characters of an address that fit on a line of a printed column


def qr_code(address: str) -> Markup:
    """The QR code of an address: an SVG with one black path, without the quiet zone around it."""
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    squares = code.to_image(add_quiet_zones=False)
    size, width = squares.shape
    drawn = "".join(_runs(bytes(squares), width))  # type: ignore[call-overload]  # its type does not say that it is a buffer
    return Markup(f'<svg viewBox="0 0 {width} {size}"><path stroke="#000" d="{drawn}"/></svg>')  # noqa: S704 - numbers


def _runs(squares: bytes, width: int) -> Iterator[str]:
    """The black squares, as lines from left to right; black is 0."""
    for row, start in enumerate(range(0, len(squares), width)):
        end = start
        for run in _BLACK.finditer(squares, start, start + width):
            here, size = run.start(), run.end() - run.start()
            yield f"m{here - end} 0h{size}" if end > start else f"M{here - start} {row}.5h{size}"
            end = run.end()


@lru_cache(maxsize=50_000)  # the same sources stand on many pages and in every language
def short_address(address: str) -> str:
    """An address for readers of paper: whole if it fits on a line, else its host and the end of its path."""
    parts = urlsplit(address)
    host, path = parts.netloc.removeprefix("www."), unquote(parts.path).rstrip("/")
    whole = host + path + (f"?{parts.query}" if parts.query else "")
    if len(whole) <= LONGEST:
        return whole
    end = path[-max(LONGEST - len(host) - len("/…"), LONGEST // 4) :]
    if end != path:  # from a word on, if one begins there
        end = "/…" + (end[end.index("/") :] if "/" in end else end.partition("-")[2] or end)
    return host + end + ("?…" if parts.query else "")
