"""Digests: what decides whether something made earlier can be used again."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta

from practicebook.writing import write_atomically

RENDERERS = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2")


def digest(*parts: str | bytes) -> str:
    """Name `parts` by their content; their borders count, so ("ab", "c") and ("a", "bc") differ."""
    total = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        total.update(f"{len(content)}:".encode() + content)
    return total.hexdigest()


def digest_of_files(folder: Path, paths: Iterable[Path]) -> str:
    """Name `paths` by their places in `folder` and their contents."""
    files = [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(paths)]
    return digest(*(part for file in files for part in file))


def digest_of_versions() -> str:
    """Name the programs that turn Markdown into HTML."""
    return digest(sys.version, *(f"{name} {version(name)}" for name in RENDERERS))


def digest_of_templates(theme: Path) -> str:
    """Name what a page can take from the theme: its templates, and those of the assets that a template includes.

    Other assets are only linked, so a change of a style sheet leaves every page as it is. Where a template computes the
    name of what it includes, every file of the theme counts.
    """
    files = sorted(path for path in theme.rglob("*") if path.is_file())
    templates = [path for path in files if not _name(theme, path).startswith("assets/")]
    included = set(_included(templates))
    if None in included:
        return digest_of_files(theme, files)
    return digest_of_files(theme, [path for path in files if path in templates or _name(theme, path) in included])


def _name(theme: Path, path: Path) -> str:
    return path.relative_to(theme).as_posix()


def _included(templates: Iterable[Path]) -> Iterator[str | None]:
    for template in templates:
        if template.suffix == ".html":
            yield from _named_in(template.read_bytes())


@cache
def _named_in(template: bytes) -> Sequence[str | None]:
    """The templates that one includes; a build asks three times, and a server again and again."""
    try:
        return list(meta.find_referenced_templates(jinja2.Environment(autoescape=True).parse(template.decode())))
    except (jinja2.TemplateError, UnicodeDecodeError):
        return [None]


def load_memory(path: Path) -> dict[str, Any]:
    """Read what an earlier build remembered; nothing if it is missing or damaged, which only costs time."""
    try:
        memory = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return memory if isinstance(memory, dict) else {}


def save_memory(path: Path, memory: dict[str, Any]) -> None:
    """Remember `memory` for the next build."""
    write_atomically(path, json.dumps(memory, sort_keys=True, separators=(",", ":")).encode())
