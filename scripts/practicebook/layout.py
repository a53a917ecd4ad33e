"""The layout: where everything lies in the repository, said once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CONFIGURATION = "mkdocs.yml"

# The language in which all but practices is written; the other languages are translations beside it.
WRITTEN_IN = "en"


class RootNotFoundError(Exception):
    """No folder from `start` upward holds the configuration that marks a knowledge base."""

    def __init__(self, start: Path) -> None:
        """Keep `start` for the message."""
        super().__init__(f"no {CONFIGURATION} in {start} or in a folder above it")
        self.start = start


@dataclass(frozen=True)
class Layout:
    """The folders of one knowledge base, all below `root`; none of them is promised to exist."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> Layout:
        """Search upward from `start`, so that every command works in any subfolder."""
        resolved = start.resolve()
        for folder in (resolved, *resolved.parents):
            if (folder / CONFIGURATION).is_file():
                return cls(folder)
        raise RootNotFoundError(start)

    @property
    def configuration(self) -> Path:
        """The one MkDocs configuration of all languages."""
        return self.root / CONFIGURATION

    @property
    def practices(self) -> Path:
        """One practice a file, in shelves named by lead theme."""
        return self.root / "practices"

    @property
    def registers(self) -> Path:
        """Every record that is not a practice."""
        return self.root / "content" / "registers"

    @property
    def places(self) -> Path:
        """One place a file."""
        return self.registers / "places"

    @property
    def published_ids(self) -> Path:
        """Every id ever published, one a line: an id may move, never vanish."""
        return self.registers / "published-ids.txt"

    @property
    def schemas(self) -> Path:
        """JSON Schemas for editors, generated from the model."""
        return self.practices / "_schema"

    @property
    def snippets(self) -> Path:
        """Pieces of records that VS Code offers, generated from the model."""
        return self.root / ".vscode" / "practices.code-snippets"

    @property
    def vocabulary(self) -> Path:
        """The closed lists."""
        return self.root / "content" / "vocabulary"

    @property
    def rules(self) -> Path:
        """What each rule asks, and why, for translators; generated from the rules."""
        return self.vocabulary / "rules.yaml"

    @property
    def fields(self) -> Path:
        """What each field holds, for translators; generated from the model."""
        return self.vocabulary / "fields.yaml"

    @property
    def interface(self) -> Path:
        """Every word of the interface, one file a language."""
        return self.root / "content" / "interface"

    @property
    def pages_by_hand(self) -> Path:
        """Prose written by hand, one folder a language."""
        return self.root / "content" / "pages"

    @property
    def theme(self) -> Path:
        """Page shell and assets."""
        return self.root / "theme"

    @property
    def build(self) -> Path:
        """Everything made; safe to delete at any time."""
        return self.root / "build"

    @property
    def built_pages(self) -> Path:
        """The Markdown pages, one folder a language."""
        return self.build / "pages"

    @property
    def site(self) -> Path:
        """The published site."""
        return self.build / "site"

    @property
    def cache(self) -> Path:
        """What makes the next build fast; losing it costs only time."""
        return self.build / "cache"
