"""Content: all that one site is made of, in batches that can be made side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from practicebook.batch import Batch
from practicebook.page import Card


@dataclass(frozen=True)
class Content:
    """All that one site is made of.

    `redirects` maps addresses that no longer exist to those that replaced them, both relative to the root of the site
    ("en/practices/old/"). `cards` are pictures still to be drawn. `has_copies` asks for a copy of each language to
    read without a network. Browsers that keep pages let go of those that name what is `withdrawn`.
    """

    batches: Sequence[Batch]
    languages: Sequence[str]
    site_url: str
    redirects: Mapping[str, str] = field(default_factory=dict)
    cards: Sequence[Card] = ()
    has_copies: bool = False
    withdrawn: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Refuse an address that relative ones could not be added to."""
        parts = urlsplit(self.site_url)
        if parts.scheme not in {"http", "https"} or not parts.netloc or not parts.path.endswith("/"):
            raise ValueError(f"not the address of a site, which looks like https://example.org/: {self.site_url!r}")

    @property
    def base_path(self) -> str:
        """The path of the site on its host, with a slash at both ends."""
        return urlsplit(self.site_url).path or "/"
