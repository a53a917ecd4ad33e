"""Facts: what one file of the site says about itself, so that an unchanged file need not be read again.

A use is a kind, an address as written, and a line. Kinds: "style", "script" and "font" weigh on a first visit;
"other" is asked for by the browser too (images, icons, what comes later); "link" waits for a click; "note" is only
information (canonical, alternate).
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from lxml import etree
from lxml.etree import _Attrib
from lxml.etree import _Element as Element

Use = tuple[str, str, int]
Attributes = Mapping[str, str] | _Attrib

PACKING = 6  # the level at which common hosts pack what they send

READ = frozenset({".html", ".css", ".js", ".mjs"})

_RELATIONS = {
    "stylesheet": "style",
    "modulepreload": "script",
    "icon": "other",
    "apple-touch-icon": "other",
    "manifest": "other",
    "prefetch": "other",
    "preconnect": "other",
    "dns-prefetch": "other",
    "canonical": "note",
    "alternate": "note",
}
_PRELOADED = {"font": "font", "style": "style", "script": "script"}
_ADDRESSES = (
    ("a", "href", "link"),
    ("area", "href", "link"),
    ("form", "action", "link"),
    ("script", "src", "script"),
    ("img", "src", "other"),
    ("iframe", "src", "other"),
    ("source", "src", "other"),
    ("video", "src", "other"),
    ("video", "poster", "other"),
    ("audio", "src", "other"),
    ("track", "src", "other"),
    ("embed", "src", "other"),
    ("input", "src", "other"),
    ("object", "data", "other"),
    ("image", "href", "other"),
    ("use", "href", "other"),
)
_BY_TAG = {tag: [(name, kind) for other, name, kind in _ADDRESSES if other == tag] for tag, _, _ in _ADDRESSES}
# Of the many elements of a page those that say something: the tree is walked in C.
TELLING = ("href", "src", "srcset", "style", "action", "poster", "data", "http-equiv")
_TELLING = etree.XPath(
    f"//*[{' or '.join(f'@{name}' for name in TELLING)} or @*[name() = 'xlink:href'] or self::style or self::script]"
)
_IDS = etree.XPath("//@id[. != '']")
_HANDLERS = etree.XPath("//@*[starts-with(name(), 'on')]")
_HEADINGS = etree.XPath("count(//h1)")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]+)""", re.IGNORECASE)
_CSS_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""", re.IGNORECASE)
_JS_IMPORT = re.compile(
    r"""(?:^|[;}])\s*(?:import|export)\b(?:[\w*{}\s,$]*?\bfrom\b)?\s*["']([^"']+)["']""", re.MULTILINE
)
_JS_LATER = re.compile(r"""\bimport\(\s*["']([^"']+)["']\s*\)""")
_SOURCE_MAP = re.compile(r"[#@]\s*sourceMappingURL=")
_REFRESH = re.compile(r"^\s*[\d.]+\s*;\s*url\s*=\s*(.+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Facts:
    """What `verify` needs to know of one file."""

    size: int
    uses: tuple[Use, ...] = ()
    ids: tuple[str, ...] = ()
    twins: tuple[tuple[str, int], ...] = ()
    handlers: tuple[tuple[str, int], ...] = ()
    title: str = ""
    language: str = ""
    headings: int = 0
    leads_on: bool = False
    names_source_map: bool = False


def facts_of(path: str, content: bytes) -> Facts:
    """Read one file; `path` only tells what it is."""
    suffix = PurePosixPath(path).suffix
    facts = Facts(size=len(content))
    if suffix not in READ:
        return facts
    if suffix == ".html":
        return replace(facts, **_facts_of_page(content))
    text = content.decode("utf-8", "replace")
    uses = _uses_of_styles(text, 1) if suffix == ".css" else uses_of_script(text, 1)
    return replace(facts, uses=tuple(uses), names_source_map=bool(_SOURCE_MAP.search(text)))


def packed(content: bytes, level: int = PACKING) -> int:
    """The size of a file of text as sent, in bytes."""
    return len(zlib.compress(content, level))


def _facts_of_page(content: bytes) -> dict[str, Any]:
    root = etree.fromstring(content or b"<html/>", etree.HTMLParser(encoding="utf-8", huge_tree=True))
    ids = [(str(name), line_of(name.getparent())) for name in _IDS(root)]
    count = Counter(name for name, _ in ids)
    handlers = ((str(one.attrname), line_of(one.getparent())) for one in _HANDLERS(root))
    title = root.find("head/title")
    return {
        "uses": tuple(dict.fromkeys(use for element in _TELLING(root) for use in _uses(element))),
        "ids": tuple(count),
        "twins": tuple({name: (name, line) for name, line in ids if count[name] > 1}.values()),
        "handlers": tuple(handlers),
        "title": " ".join((title.text or "").split()) if title is not None else "",
        "language": root.get("lang", ""),
        "headings": int(_HEADINGS(root)),
        "leads_on": any(refresh(element.attrib) for element in root.iter("meta")),
    }


def line_of(element: Element) -> int:
    """The line an element starts on, 0 if it is not known."""
    return element.sourceline or 0


def _uses(element: Element) -> Iterator[Use]:
    return uses_of(str(element.tag), element.attrib, element.text or "", line_of(element))


def uses_of(tag: str, attributes: Attributes, text: str = "", line: int = 0) -> Iterator[Use]:
    """What an element leads to or asks for; `text` is that of a script or a style."""
    for name, kind in _BY_TAG.get(tag, ()):
        value = attributes.get(name) or (attributes.get("xlink:href") if name == "href" and kind == "other" else None)
        if value is not None:
            yield kind, value.strip(), line
    if tag in {"img", "source"}:
        yield from (
            ("other", part.split()[0], line) for part in attributes.get("srcset", "").split(",") if part.strip()
        )
    if tag == "link":
        yield from _uses_of_link(attributes, line)
    if tag == "meta" and (target := refresh(attributes)):
        yield "link", target, line
    if tag == "style":
        yield from _uses_of_styles(text, line)
    if tag == "script" and attributes.get("src") is None:
        yield from uses_of_script(text, line)
    if style := attributes.get("style"):
        yield from _uses_of_styles(style, line)


def _uses_of_link(attributes: Attributes, line: int) -> Iterator[Use]:
    address = attributes.get("href", "").strip()
    relations = attributes.get("rel", "").lower().split()
    for relation in relations[:1] if "alternate" in relations else relations:
        if relation == "preload":
            yield _PRELOADED.get(attributes.get("as", ""), "other"), address, line
        elif relation in _RELATIONS:
            yield _RELATIONS[relation], address, line


def refresh(attributes: Attributes) -> str:
    """Where a `meta` element with these attributes leads at once."""
    if attributes.get("http-equiv", "").lower() != "refresh":
        return ""
    match = _REFRESH.match(attributes.get("content", ""))
    return match[1].strip().strip("'\"") if match else ""


def _uses_of_styles(text: str, line: int) -> Iterator[Use]:
    if "(" not in text and "@" not in text:
        return
    bare = _CSS_COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    imports = [(match.start(), match[1]) for match in _CSS_IMPORT.finditer(bare)]
    yield from (("style", address, line + bare.count("\n", 0, start)) for start, address in imports)
    imported = {address for _, address in imports}
    for match in _CSS_URL.finditer(bare):
        if match[2] not in imported and not match[2].startswith("#"):
            yield "other", match[2].strip(), line + bare.count("\n", 0, match.start())


def uses_of_script(text: str, line: int) -> Iterator[Use]:
    """What a script imports."""
    if "import" not in text and "export" not in text:
        return
    for kind, pattern in (("script", _JS_IMPORT), ("other", _JS_LATER)):
        for match in pattern.finditer(text):
            yield kind, match[1], line + text.count("\n", 0, match.start(1))
