"""A page: the whole Markdown text of one address of the site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True)
class Page:
    """One Markdown file, front matter and body.

    `path` is posix and relative to the language's docs folder; "practices/x.md" is served at "practices/x/" and
    "practices/index.md" at "practices/".
    """

    path: str
    text: str

    @property
    def html_path(self) -> str:
        """The file this page is rendered to, relative to the language's folder of the site."""
        path = PurePosixPath(self.path)
        if path.stem in {"index", "README"}:
            return str(path.with_name("index.html"))
        return str(path.with_suffix("") / "index.html")


@dataclass(frozen=True)
class Card:
    """The words of the picture that stands for pages where somebody shares one; `path` is its file in the site."""

    path: str
    name: str
    title: str
    line: str
    language: str
    direction: str
