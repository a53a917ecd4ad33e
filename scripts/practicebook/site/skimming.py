"""Skimming: what a plain page without a fault comes to, told from its tags alone, in a tenth of the time of judging it.

A page is plain if it can be read in one way only: a head of the usual parts, elements that every parser keeps wherever
they stand, attributes in quotes, and no `<` that does not begin a tag. Then a tag says the same on every page, so that
it is read once, and no tree is needed. Anything else, and every page with a fault, is left to `judging`.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, unquote

from practicebook.site.facts import TELLING, Use, refresh, uses_of, uses_of_script
from practicebook.site.judging import PAGE_BUDGET, WEIGHTY, Home, Judged, code_of

MOST_TAGS = 2000  # the parser gives up where 2048 elements stand in one another
REMEMBERED = 32_768  # tags: all that occur on many pages, and some that do not

_NAMES = (
    "a abbr article aside b bdi bdo blockquote body br button caption circle cite code col colgroup data dd del details"
    " dfn dialog div dl dt em fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 header hr i img input ins kbd"
    " label legend li line link main mark meta meter nav ol optgroup option output p path pre progress q rect s samp"
    " script search section select small span strong sub summary sup svg table tbody td template text tfoot th thead"
    " time title tr u ul use var wbr"
)
_ELEMENTS = frozenset(_NAMES.split())
_ONCE = ["body", "h1"]
_ODD = r"\x00-\x08\x0b-\x1f\ufffe\uffff"
_ATTRIBUTE = rf' ([a-zA-Z][a-zA-Z0-9-]*+)(?:="([^"<>\n\t{_ODD}]*+)")?+'
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_OPENING = re.compile(rf"([a-z][a-z0-9]*+)((?:{_ATTRIBUTE})*+) ?/?")
# Most tags are such as this one.
_LINK = re.compile(r'a href="((?:\.\./)*+)([a-z0-9-]++(?:/[a-z0-9-]++)*+(?:\.[a-z0-9-]++)*+)/?"(?: download)?')
_ODD_REFERENCE = re.compile("&(?!(?:amp|lt|gt|quot|#(?:3[2-9]|[4-9][0-9]|1[01][0-9]|12[0-6]));)")
_PARTS = r"(?:[ \n]*+<(?:meta|link) [^<>]*+>|[ \n]*+<script [^<>]*+>[^<]*+</script>)*+"
_TITLE = rf"[ \n]*+<title>([^<{_ODD}]*+)</title>"
_START = re.compile(rf"<!doctype html>\n<(html [^<>]*+)>\n<head>{_PARTS}{_TITLE}{_PARTS}[ \n]*+</head>[ \n]*+<body\b")
_TAG = re.compile("<(?!/[a-z][a-z0-9]*+>)([^>]*+)>")  # but those that end an element
# In these there is only text, however that looks; the last group is there if it is not plain.
_TEXT = re.compile(rf"<(script|title)(?:(?: [^<>]*+)?(?<!/)>([^<{_ODD}]*+)</\1>|(.))", re.DOTALL)


class _BeyondError(Exception):
    """Something that is not plain, or at fault."""


class _Way(NamedTuple):
    """Where an address leads: from which of the starts of its page, so many folders up, to what."""

    start: int
    up: int
    to: str


class _Said(NamedTuple):
    """What a tag says; `once` is the name of an element that has to be in a page once."""

    once: tuple[str, ...]
    ids: tuple[str, ...]
    targets: tuple[_Way, ...]
    needs: tuple[_Way, ...]


_HERE, _FOLDER, _INSIDE = range(3)  # the page itself, a folder above it, something in such a folder


def _starts(path: str) -> tuple[list[str], list[str], list[str]]:
    """What ways begin with: the nearest folder first, the site last."""
    folders = [posixpath.dirname(path)]
    while folders[-1]:
        folders.append(posixpath.dirname(folders[-1]))
    return [path], [folder or "." for folder in folders], [f"{folder}/" if folder else "" for folder in folders]


class Skimmer:
    """Reads pages, and remembers what tags say."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._said = lru_cache(REMEMBERED)(self._say)
        self._language = lru_cache(REMEMBERED)(self._say_language)

    def skimmed(self, path: str, content: bytes) -> Judged[str] | None:
        """What a page comes to; nothing where it is not plain, or has a fault of its own."""
        if not path.endswith(".html") or path == "404.html" or len(content) > PAGE_BUDGET:
            return None
        if b"\0" in content or b"\r" in content or not self._home.base_path.startswith("/"):
            return None
        try:
            return self._judged(path, content.decode(), len(content))
        except (_BeyondError, UnicodeDecodeError, IndexError):  # the last: an address leads out of the site
            return None

    def _judged(self, path: str, text: str, size: int) -> Judged[str]:
        start = _START.match(text)
        if not start or not text.rstrip().endswith("</html>") or _has_scripts(text):
            raise _BeyondError
        _, *tags = _TAG.findall(text, start.end(1))  # all behind that of the head
        said = list(filter(None, map(self._said, tags)))
        ids = tuple(name for one in said for name in one.ids)
        language, title = self._language(start[1]), " ".join(_plain(start[2]).split())
        _refuse(not title or not language or len(tags) > MOST_TAGS or len(set(ids)) < len(ids))
        _refuse([name for one in said for name in one.once] != _ONCE)
        starts = _starts(path)
        targets = dict.fromkeys(starts[begin][up] + to for one in said for begin, up, to in one.targets)
        needs = dict.fromkeys(starts[begin][up] + to for one in said for begin, up, to in one.needs)
        return Judged(size, title, language, False, (), ids, tuple(targets), tuple(needs))  # noqa: FBT003 - no fault

    def _say_language(self, tag: str) -> str:
        name, attributes = _opening(tag)
        _refuse(self._said_by(name, attributes) is not None)
        return attributes.get("lang", "")

    def _say(self, tag: str) -> _Said | None:
        """What a tag says, if anything."""
        if plain := _LINK.fullmatch(tag):
            return _Said((), (), (_Way(_INSIDE, len(plain[1]) // 3, plain[2]),), ())
        name, attributes = _opening(tag)
        _refuse(name not in _ELEMENTS)
        return self._said_by(name, attributes)

    def _said_by(self, name: str, attributes: Mapping[str, str]) -> _Said | None:
        targets, needs = list[_Way](), list[_Way]()
        for use in _uses(name, attributes):
            address = self._home.split(use[1])
            if address is None or code_of(use, address):
                raise _BeyondError
            if not address.scheme and not address.netloc:
                begin, up, to = way = self._way(address)
                fragment = unquote(address.fragment)
                targets.append(_Way(begin, up, f"{to}\0{fragment}") if fragment not in {"", "top"} else way)
                needs += [way] if use[0] in WEIGHTY else []
        once, ids = (name,) if name in _ONCE else (), (attributes["id"],) if attributes.get("id") else ()
        return _Said(once, ids, tuple(targets), tuple(needs)) if targets or ids or once else None

    def _way(self, address: SplitResult) -> _Way:
        """As `Home.path`, for any page at once."""
        path, base = unquote(address.path), self._home.base_path
        if not path:
            return _Way(_HERE, 0, "")
        up = -1 if path.startswith(base) else 0
        path = path.removeprefix(base)
        while up >= 0 and path.startswith("../"):
            up, path = up + 1, path[3:]
        to = posixpath.normpath(path or ".")
        _refuse(path.startswith("/") or "\0" in path or to.startswith(".."))
        return _Way(_FOLDER, up, "") if to == "." else _Way(_INSIDE, up, to)


def _uses(name: str, attributes: Mapping[str, str]) -> Iterable[Use]:
    """What an element leads to or asks for; one that leads on by itself, or runs a script, is beyond a plain page."""
    _refuse(bool([attribute for attribute in attributes if attribute.startswith("on")] or refresh(attributes)))
    return () if attributes.keys().isdisjoint(TELLING) else uses_of(name, attributes)


def _has_scripts(text: str) -> bool:
    """Whether a page has a script in it that asks for something, or text that is hard to tell from the rest."""
    return any(
        is_odd or (name == "script" and any(uses_of_script(content, 0)))
        for name, content, is_odd in _TEXT.findall(text)
    )


def _opening(tag: str) -> tuple[str, dict[str, str]]:
    """The name and the attributes of an element, by the tag that it begins with."""
    match = _OPENING.fullmatch(tag)
    if not match:
        raise _BeyondError
    pairs = _ATTRIBUTES.findall(match[2])
    attributes = {name.lower(): _plain(value) for name, value in pairs}
    _refuse(len(attributes) < len(pairs))
    return match[1], attributes


def _plain(written: str) -> str:
    """A text without references to characters."""
    if "&" not in written:
        return written
    _refuse(_ODD_REFERENCE.search(written) is not None)
    return html.unescape(written)


def _refuse(is_beyond: bool) -> None:  # noqa: FBT001
    if is_beyond:
        raise _BeyondError
