"""The printed page of a practice: what paper needs and a screen does not."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import unquote, urlsplit

import segno
from markupsafe import Markup

LONGEST = 56  # characters of an address that fit on a line of a printed column


def qr_code(address: str) -> Markup:
    """The QR code of an address: an SVG with one black path, without the quiet zone around it."""
    code = segno.make_qr(address, error="m")
    drawn = code.svg_inline(border=0, omitsize=True, svgclass=None, lineclass=None)
    return Markup(drawn)  # noqa: S704 - made of numbers only


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
