"""What strangers could put into records: payloads by family, from payloads.json.

They call `alert(1)`, ask for something at hostile.example, or make an element, an attribute or a name called hostile:
tests look for those.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from practicebook.record import WEB_ADDRESS
from practicebook.unseen import UNSEEN

FILE = Path(__file__).with_name("payloads.json")
HOST = "hostile.example"


@dataclass(frozen=True)
class Payload:
    """One text, with its name within a family."""

    family: str
    name: str
    text: str

    @property
    def is_address(self) -> bool:
        """Whether a record takes it for the address of a web page."""
        return bool(WEB_ADDRESS.fullmatch(self.text)) and len(self.text) <= 1000

    @property
    def can_be_read(self) -> bool:
        """Whether a file can hold it as a text at all; what no file can hold is on no page."""
        return not UNSEEN.search(self.text) and len(self.text.strip()) > 1


def payloads() -> tuple[Payload, ...]:
    """All of them, in the order of the file."""
    return tuple(_payloads())


def _payloads() -> Iterator[Payload]:
    for family, held in json.loads(FILE.read_text("utf-8")).items():
        yield from (Payload(family, name, text) for name, text in held["payloads"].items())


def shown(text: str) -> str:
    """A text as a reader sees it: with spaces and line breaks run together."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip()
