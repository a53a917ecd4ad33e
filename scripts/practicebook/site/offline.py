"""A copy of the site to read without a network: a ZIP that opens from the file system.

Browsers load no modules, no drawings of other files and no search index from there. So the copy has no script at all,
its icons are in its pages, links name the files that they lead to, and each page says that it is a copy. What the copy
leaves out (data, feeds, other languages) is linked where it is published.
"""

from __future__ import annotations

import html
import io
import json
import posixpath
import re
import zipfile
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from practicebook.layout import Layout
from practicebook.policy import META
from practicebook.site.failure import BuildError, failure
from practicebook.site.mkdocs import Tongue, tongues
from practicebook.site.verify import address_of_site

FOLDER = "practicebook"  # what the ZIP unpacks to
LTR, END = "\u2066", "\u2069"  # around a date: its parts keep their order between words that run from right to left
DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP knows; the same on every day
# For a browser no two files are of one site, so a policy cannot name what is ours; scripts there are none.
POLICY = """<meta http-equiv="Content-Security-Policy" content="script-src 'none'; object-src 'none'">"""
ICONS = "assets/img/icons.svg"
ASSETS = ("assets/css/*.css", "assets/fonts/*", "assets/img/**/*.svg")

_LEFT_OUT = re.compile(r"^[^/]+/embed/.+/")  # frames for other sites
_LEADS_ON = 'http-equiv="refresh"'
_SCRIPT = re.compile(r"<script\b.*?</script>\n?", re.DOTALL)
# What a browser would fetch in advance, or what only a site on a server has.
_RELATION = re.compile(r'<link rel="(?:preload|modulepreload|manifest|search|alternate)"[^>]*>\n?')
_USE = re.compile(rf'<use href="[^"#]*{re.escape(posixpath.basename(ICONS))}#([\w-]+)">')
_LINK = re.compile(r'(<(?:a|area|link|img)\b[^>]*?\s(?:href|src)=")([^"]*)(")')
_DRAWING = re.compile(r'url\("(\.\./[^"]+\.svg)"\)')
_SYMBOL = re.compile(r'<symbol id="([\w-]+)"(.*?)</symbol>', re.DOTALL)
_BODY = re.compile(r"<body\b[^>]*>\n")
_MAIN = re.compile(r"(?=<main\b)")


def path_of(language: str) -> str:
    """Where the copy of a language is in the site."""
    return f"offline/practicebook-{language}.zip"


@dataclass(frozen=True)
class Copy:
    """What is copied: a built site, in these languages."""

    site: Path
    tongues: Sequence[Tongue]

    @cached_property
    def url(self) -> str:
        """Where the site is published."""
        return address_of_site(self.site)

    @cached_property
    def as_of(self) -> str:
        """The day of the newest record."""
        return str(json.loads((self.site / "data/v1/index.json").read_bytes())["updated_on"])

    @cached_property
    def pages(self) -> dict[str, tuple[str, Tongue]]:
        """Each page of the copy by its path, with its language."""
        found = {}
        for tongue in self.tongues:
            for file in sorted((self.site / tongue.code).rglob("*.html")):
                path, text = file.relative_to(self.site).as_posix(), file.read_text("utf-8")
                if not _LEFT_OUT.match(path) and _LEADS_ON not in text:
                    found[path] = (text, tongue)
        return found

    @cached_property
    def files(self) -> frozenset[str]:
        """Every path in the copy."""
        assets = (file for pattern in ASSETS for file in self.site.glob(pattern))
        return frozenset({"index.html", *self.pages, *(one.relative_to(self.site).as_posix() for one in assets)})

    @cached_property
    def icons(self) -> Mapping[str, str]:
        """What is inside each icon, by its name."""
        return dict(_SYMBOL.findall((self.site / ICONS).read_text("utf-8")))


def of(layout: Layout, site: Path, languages: Sequence[str]) -> Copy:
    """The copy of a built site, in these of its languages or in all; BuildError if it is not built in one."""
    built = {path.parent.name for path in site.glob("*/index.html")} & {
        one.stem for one in layout.interface.glob("*.yaml")
    }
    missing = [f"{site}/{one}/" for one in languages if one not in built] or ([] if built else [str(site)])
    if missing:
        raise BuildError([failure(missing[0], "B111", "There is no built site here.", "Build it: practicebook build.")])
    return Copy(site, tuple(tongues(layout, languages or built)))


def as_zip(copy: Copy) -> bytes:
    """The copy as a ZIP, the same bytes whenever it is made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, content in contents(copy):
            entry = zipfile.ZipInfo(f"{FOLDER}/{path}", DAY)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def contents(copy: Copy) -> Iterator[tuple[str, bytes]]:
    """Each file of the copy with its path, in the order of the paths."""
    for path in sorted(copy.files):
        if path in copy.pages:
            text, tongue = copy.pages[path]
            yield path, _noted(copy, path, _plain(copy, path, text), tongue).encode()
        elif path == "index.html":
            yield path, _plain(copy, path, (copy.site / path).read_text("utf-8")).encode()
        elif path.endswith(".css"):
            yield path, _with_drawings(copy.site / path).encode()
        else:
            yield path, (copy.site / path).read_bytes()


def _with_drawings(styles: Path) -> str:
    """A style sheet with the drawings that it uses in it."""

    def inside(found: re.Match[str]) -> str:
        drawing = (styles.parent / found[1]).read_bytes()
        return f'url("data:image/svg+xml;base64,{b64encode(drawing).decode()}")'

    return _DRAWING.sub(inside, styles.read_text("utf-8"))


def _plain(copy: Copy, path: str, text: str) -> str:
    """A page that needs nothing but the files of the copy."""
    bare = _RELATION.sub("", _SCRIPT.sub("", text.replace(META, POLICY)))
    used = sorted(set(_USE.findall(bare)))
    inside = _USE.sub(r'<use href="#icon-\1">', bare)
    linked = _LINK.sub(lambda link: link[1] + html.escape(_there(copy, path, html.unescape(link[2]))) + link[3], inside)
    drawn = "".join(f'<symbol id="icon-{name}"{copy.icons[name]}</symbol>' for name in used if name in copy.icons)
    return _BODY.sub(lambda body: f'{body[0]}<svg style="display:none">{drawn}</svg>\n', linked, count=1)


def _there(copy: Copy, path: str, address: str) -> str:
    """Where an address leads from a page of the copy: to a file of it, or else to the site."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return address
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path))
    page = posixpath.normpath(f"{target}/index.html")
    found = next((one for one in (target, page) if one in copy.files), None)
    if found is None:
        return urljoin(f"{copy.url}{quote(path)}", address)
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return posixpath.relpath(found, posixpath.dirname(path) or ".") + fragment


def _noted(copy: Copy, path: str, text: str, tongue: Tongue) -> str:
    """The page, saying above its content that it is a copy, of which day, and where the site is."""
    words = tongue.words["offline"]
    link = html.escape(f"{copy.url}{quote(path.removesuffix('index.html'))}")
    note = html.escape(words["copy"].format(date=f"{LTR}{copy.as_of}{END}", site=tongue.words["site"]["name"]))
    line = f'<p class="copy-note">{note} <a href="{link}">{html.escape(words["to_site"])}</a></p>\n'
    styles = posixpath.relpath("assets/css/offline.css", posixpath.dirname(path))
    styled = text.replace("</head>", f'<link rel="stylesheet" href="{styles}">\n</head>', 1)
    return _MAIN.sub(lambda _: line, styled, count=1)
