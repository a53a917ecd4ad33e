"""Settings that are no text and no record: where the repository is, on which terms the base is published.

They stand in mkdocs.yml, so that another network changes them without touching code.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from typing import Any

import yaml

from practicebook.layout import Layout


@dataclass(frozen=True)
class Licence:
    """The terms of records and texts: the id that SPDX has for them, the name that people use, their address."""

    id: str = "CC-BY-4.0"
    name: str = "CC BY 4.0"
    url: str = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Host:
    """Who delivers the pages of the site, and where it says what it notes of visits."""

    name: str = ""
    url: str = ""


CC_BY = Licence()
"""What holds where nothing else is said."""


@dataclass(frozen=True)
class Settings:
    """What mkdocs.yml says of the whole, as far as it says it."""

    repository: str = ""
    licence: Licence = CC_BY
    host: Host = Host()


class _Loader(yaml.CSafeLoader):
    """Reads mkdocs.yml with the values that the environment gives it, as MkDocs does."""


def _of_environment(loader: _Loader, node: yaml.SequenceNode) -> object:
    *names, default = loader.construct_sequence(node)
    return next((os.environ[name] for name in names if os.environ.get(name)), default)


_Loader.add_constructor("!ENV", _of_environment)


def read(layout: Layout) -> dict[str, Any]:
    """All that mkdocs.yml says, as MkDocs would read it; nothing where it cannot be read, of which MkDocs tells."""
    try:
        found = yaml.load(layout.configuration.read_bytes(), _Loader)  # noqa: S506 - a safe loader with one addition
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}


def load(layout: Layout) -> Settings:
    """Read them; what is not said, or is no text, is as it was."""
    said = read(layout)
    extra = said.get("extra")
    terms, host = (_group(extra, name) for name in ("licence", "host"))
    return Settings(str(said.get("repo_url") or ""), Licence(**terms), Host(**host))


def _group(extra: object, name: str) -> dict[str, str]:
    """What stands under a name, as far as it is asked for."""
    said = extra.get(name) if isinstance(extra, dict) else None
    known = {field.name for field in fields(Licence if name == "licence" else Host)}
    return {key: str(said[key]) for key in known if said.get(key)} if isinstance(said, dict) else {}
