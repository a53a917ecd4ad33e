"""A page: the whole Markdown text of one address of the site, and what search finds of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Searched:
    """What search finds of a page, and what its results tell.

    `kind` is "practice", "page", or the sort of term it is about; `shown` are further facts for lists of results, by
    name; `labels` are names of what the page is about; `texts` all else. `added` is the day a practice was added, as
    an ordinal: the finder counts them from the newest.
    """

    kind: str
    title: str
    summary: str
    shown: Mapping[str, str] = field(default_factory=dict)
    labels: Sequence[str] = ()
    texts: Sequence[str] = ()
    added: int | None = None


@dataclass(frozen=True)
class Page:
    """One Markdown file, front matter and body.

    `path` is posix and relative to the language's docs folder; "practices/x.md" is served at "practices/x/" and
    "practices/index.md" at "practices/".
    """

    path: str
    text: str
    searched: Searched | None = None

    @property
    def html_path(self) -> str:
        """The file this page is rendered to, relative to the language's folder of the site."""
        folder, slash, name = self.path.removesuffix(".md").rpartition("/")
        return f"{folder}{slash}index.html" if name in {"index", "README"} else f"{folder}{slash}{name}/index.html"

    @property
    def address(self) -> str:
        """The address of the page relative to its language: "practices/x/", and "" for the first page."""
        return self.html_path.removesuffix("index.html")


@dataclass(frozen=True)
class Card:
    """The words of the picture that stands for pages where somebody shares one; `path` is its file in the site."""

    path: str
    name: str
    title: str
    line: str
    language: str
    direction: str
