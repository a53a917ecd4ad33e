"""Judging: what one file of a site comes to by itself: faults that no other file can mend, and what it asks of others.

Addresses are taken apart and joined to the path of their file here, without looking whether anything is there. So what
a file comes to stays true as long as the file itself does.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import SplitResult, unquote, urlsplit

from practicebook.problem import Problem
from practicebook.site.facts import Facts, Use, facts_of

PAGE_BUDGET = 100_000  # bytes of HTML

WEIGHTY = frozenset({"style", "script", "font"})  # kinds of uses that a first visit waits for
_WAITING = frozenset({"link", "note"})  # nothing is asked for until somebody clicks
_HTTP = frozenset({"http", "https"})
Text = TypeVar("Text")  # a text, or the number of one
Other = TypeVar("Other")
_PLAIN = re.compile(
    r"((?!//)[\w./-]*+)(?:\?([\w./=&%+,-]*+))?(?:#([\w.-]*+))?", re.ASCII
)  # urlsplit needs ten times as long
_NOWHERE = "\0"  # no path of a file has this character

_MESSAGES = {
    "V101": ("The link {0!r} leads nowhere.", "Correct the address, or add the page."),
    "V102": ("The link {0!r} names a place that the page does not have.", "Correct the part after #, or add that id."),
    "V103": ("{0!r} is not in the site.", "Correct the address, or add the file to theme/assets/."),
    "V104": ("The address {0!r} is of a kind that is not allowed.", "Use https:, http: or mailto:."),
    "V105": ("{0!r} asks another host than ours.", "Put the file into theme/assets/ and use that."),
    "V106": ("The id {0!r} occurs more than once.", "Give each element an id of its own."),
    "V107": ("The page has no title.", "Give it a title in its front matter."),
    "V108": ("The title {0!r} is also that of {1}.", "Make one of them more precise."),
    "V109": ("The page does not say its language.", "Give the html element a lang attribute."),
    "V110": ("The page has {0} first-level headings.", "Give it exactly one h1."),
    "V111": ("The page has {0} kB of HTML; {1} kB is the limit.", "Divide it, or say less."),
    "V112": (
        "A first visit takes {0} kB; {1} kB is the limit.",
        "Make styles, scripts or fonts smaller, or load them later.",
    ),
    "V113": ("It comes with a source map.", "Remove the map and the comment that names it."),
    "V114": ("The attribute {0!r} runs a script.", "Use a script file; text from a record must never run."),
}


class Judged(NamedTuple, Generic[Text]):
    """What a file comes to. `targets` are places in the site that must be there, as `Home.target` writes them.

    `needs` are the files that a first visit fetches with it, `weight` is how many bytes are sent for it, or more.
    """

    weight: int
    title: str
    language: str
    leads_on: bool
    problems: tuple[Problem, ...]
    ids: tuple[Text, ...]
    targets: tuple[Text, ...]
    needs: tuple[Text, ...]

    @property
    def texts(self) -> tuple[tuple[Text, ...], ...]:
        """What is kept as numbers, since it occurs in many files."""
        return self.ids, self.targets, self.needs

    def read(self, one: Callable[[Text], Other]) -> Judged[Other]:
        """The same with other names for texts."""
        ids, targets, needs = (tuple(map(one, some)) for some in self.texts)
        return Judged(self.weight, self.title, self.language, self.leads_on, self.problems, ids, targets, needs)


@dataclass(frozen=True)
class Home:
    """Where a site is published, and what addresses mean there."""

    url: str

    @cached_property
    def base_path(self) -> str:
        """The path of the site on its host, with a slash at both ends."""
        return urlsplit(self.url).path or "/"

    def split(self, written: str) -> SplitResult | None:
        """Take an address apart, without the host if that is ours; None if it is not an address at all."""
        return _split(self.url, written)

    def path(self, path: str, address: SplitResult) -> str:
        """The path in the site of what an address without a host means in the file `path`."""
        if not address.path:
            return path
        target = unquote(address.path)
        if target.startswith(self.base_path):
            return posixpath.normpath(target[len(self.base_path) :] or ".")
        if target.startswith("/") or _NOWHERE in target:
            return _NOWHERE
        if path == "404.html":
            return _NOWHERE  # it is shown at every depth, so a relative address would mean something else each time
        return _up(posixpath.dirname(path), target)

    def target(self, path: str, address: SplitResult) -> str:
        """As `path`, with the place in the page behind a zero character, if the address names one."""
        fragment = unquote(address.fragment)
        return self.path(path, address) + (f"\0{fragment}" if fragment not in {"", "top"} else "")


def _up(folder: str, target: str) -> str:
    """Go up first: from there the ways of pages that lie side by side are the same, and known."""
    while folder and target.startswith("../"):
        folder, target = posixpath.dirname(folder), target[3:]
    return _joined(folder, target)


@lru_cache(maxsize=65_536)  # the same few thousand addresses occur in every page
def _joined(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(folder, target))


@lru_cache(maxsize=65_536)
def _split(site_url: str, written: str) -> SplitResult | None:
    inner = site_url != "/" and written.startswith(site_url)
    if not inner and (plain := _PLAIN.fullmatch(written)):
        return SplitResult("", "", plain[1], plain[2] or "", plain[3] or "")
    try:
        return urlsplit(urlsplit(site_url).path + written[len(site_url) :] if inner else written)
    except ValueError:
        return None


def judged(home: Home, path: str, content: bytes) -> Judged[str]:
    """Read one file of the site."""
    facts = facts_of(path, content)
    problems = (*_faults_of_uses(home, path, facts), *_faults(path, facts))
    inner = [(kind, address) for kind, _, _, address in _inner(home, facts)]
    targets = dict.fromkeys(home.target(path, address) for _, address in inner)
    needs = dict.fromkeys(home.path(path, address) for kind, address in inner if kind in WEIGHTY)
    told = (facts.size, facts.title, facts.language, facts.leads_on)
    return Judged(*told, problems, facts.ids, tuple(targets), tuple(needs))


def led_astray(
    home: Home, path: str, content: bytes, gone: frozenset[str], lacking: frozenset[str]
) -> Iterator[Problem]:
    """Each use of one of the targets that are `gone`, or `lacking` since only the place in the page is."""
    for kind, written, line, address in _inner(home, facts_of(path, content)):
        target = home.target(path, address)
        if target in gone:
            yield problem(path, line, "V101" if kind in _WAITING else "V103", written)
        elif target in lacking:
            yield problem(path, line, "V102", written)


def _inner(home: Home, facts: Facts) -> Iterator[tuple[str, str, int, SplitResult]]:
    """The uses of what is in the site, with their addresses taken apart."""
    for kind, written, line in facts.uses:
        address = home.split(written)
        if address and not address.scheme and not address.netloc:
            yield kind, written, line, address


def _faults_of_uses(home: Home, path: str, facts: Facts) -> Iterator[Problem]:
    for use in facts.uses:
        if code := code_of(use, home.split(use[1])):
            yield problem(path, use[2], code, use[1])


def code_of(use: Use, address: SplitResult | None) -> str | None:
    """What is wrong with an address, wherever it leads."""
    if address is None:
        return "V104"
    if not address.scheme and not address.netloc:
        return None
    if use[0] in _WAITING:
        return None if address.scheme in {"", "mailto", *_HTTP} else "V104"
    if address.scheme == "data":
        return None
    return "V105" if address.scheme in {"", *_HTTP} else "V104"


def _faults(path: str, facts: Facts) -> Iterator[Problem]:
    if facts.names_source_map:
        yield problem(path, 0, "V113")
    if not path.endswith(".html"):
        return
    yield from (problem(path, line, "V106", name) for name, line in facts.twins)
    yield from (problem(path, line, "V114", name) for name, line in facts.handlers)
    if not facts.title:
        yield problem(path, 0, "V107")
    if not facts.language:
        yield problem(path, 0, "V109")
    if facts.headings != 1:
        yield problem(path, 0, "V110", facts.headings or "no")
    if facts.size > PAGE_BUDGET:
        yield problem(path, 0, "V111", *kilobytes(facts.size, PAGE_BUDGET))


def kilobytes(*sizes: int) -> Iterator[int]:
    """Bytes as people count them, rounded up."""
    return (-(-size // 1000) for size in sizes)


def problem(path: str, line: int, code: str, *values: object) -> Problem:
    """A fault of a site."""
    message, hint = _MESSAGES[code]
    return Problem(path, line, 0, "", code, "error", message.format(*values), hint)
