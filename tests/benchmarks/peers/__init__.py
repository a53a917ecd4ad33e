"""Stock generators beside us: MkDocs with Material and its own search; Hugo and Eleventy, each with Pagefind.

Each builds the same Markdown (`content`) with as little set up as its manual asks for. They are installed into a folder
below build/, in the versions written down here; MkDocs and Material are those of the project itself.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import distributions, version
from itertools import count
from pathlib import Path
from typing import Any

from tests.benchmarks.peers.content import Plain
from tests.benchmarks.processes import CommandError, Figures, middle, run

HERE = Path(__file__).parent
EDITED = "practices/synthetic-0"
MKDOCS: Mapping[str, Any] = {
    "site_name": "Practices",
    "site_url": "https://example.org/",
    "docs_dir": "content",
    "site_dir": "site",
    "theme": {"name": "material", "font": False},
    "plugins": ["search"],
    # Ten thousand pages in its navigation would make each page a list of all.
    "nav": [{"Practices": "index.md"}, {"All": "practices/index.md"}, {"Themes": "themes/index.md"}],
    "validation": {
        "nav": {"omitted_files": "ignore"},
        "links": {"not_found": "ignore", "unrecognized_links": "ignore"},
    },
}
HUGO = {
    "baseURL": "https://example.org/",
    "title": "Practices",
    "disableKinds": ["taxonomy", "term", "rss"],
    "publishDir": "site",
}

Command = Sequence[str | Path]
_number = count(1)


@dataclass(frozen=True)
class Peer:
    """A generator: how a folder is laid out for it, and the commands that make the site in it, by what they do."""

    name: str
    programs: tuple[str, ...]
    index: str
    prepare: Callable[[Path], None]
    commands: Callable[[Path], Mapping[str, Command]]


def _prepare_mkdocs(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text(json.dumps(MKDOCS), "utf-8")  # JSON is YAML


def _prepare_hugo(folder: Path) -> None:
    (folder / "hugo.json").write_text(json.dumps(HUGO), "utf-8")
    for name in ("index.html", "_default/single.html", "_default/list.html"):
        file = folder / "layouts" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "hugo/page.html", file)


def _prepare_eleventy(folder: Path) -> None:
    (folder / "layouts").mkdir()
    shutil.copy(HERE / "eleventy/page.njk", folder / "layouts")
    shutil.copy(HERE / "eleventy/eleventy.config.js", folder / "eleventy.config.mjs")


PAGEFIND: Command = (sys.executable, "-m", "pagefind", "--silent", "--site", "site")

PEERS = (
    Peer(
        "MkDocs + Material",
        ("mkdocs", "mkdocs-material"),
        "index",
        _prepare_mkdocs,
        lambda _: {"render": (sys.executable, "-m", "mkdocs", "build", "--quiet")},
    ),
    Peer(
        "Hugo + Pagefind",
        ("hugo", "pagefind"),
        "_index",
        _prepare_hugo,
        lambda tools: {"render": (tools / "python/bin/hugo", "--quiet"), "search": PAGEFIND},
    ),
    Peer(
        "Eleventy + Pagefind",
        ("@11ty/eleventy", "pagefind"),
        "index",
        _prepare_eleventy,
        lambda tools: {
            "render": (tools / "node_modules/.bin/eleventy", "--quiet", "--config=eleventy.config.mjs"),
            "search": PAGEFIND,
        },
    ),
)


def install(tools: Path) -> dict[str, str]:
    """Have the programs of all peers below `tools`; the version of each, and without those that cannot be had here."""
    tools.mkdir(parents=True, exist_ok=True)
    wanted: Command = ["--require-hashes", "--requirement", HERE / "requirements.txt", "--target", tools / "python"]
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, tools)
    ways: list[Command] = [
        (sys.executable, "-m", "pip", "install", "--upgrade", "--disable-pip-version-check", *wanted),
        ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"),
    ]
    for way in ways:
        try:
            run(way, tools)
        except (OSError, CommandError):
            continue  # what is not there is told of
    return dict(_versions(tools))


def _versions(tools: Path) -> Iterator[tuple[str, str]]:
    yield from ((name, version(name)) for name in ("mkdocs", "mkdocs-material"))
    yield from ((one.name, one.version) for one in distributions(path=[str(tools / "python")]))
    package = tools / "node_modules/@11ty/eleventy/package.json"
    if package.is_file():
        yield "@11ty/eleventy", json.loads(package.read_text("utf-8"))["version"]


def lay(peer: Peer, pages: Iterable[Plain], folder: Path) -> int:
    """Lay out a folder for a peer; how many pages that is."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "content").mkdir(parents=True)
    peer.prepare(folder)
    number = 0
    for number, page in enumerate(pages, 1):  # noqa: B007 - the last one counts
        file = _file(peer, folder, page)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.text(), "utf-8")
    return number


def _file(peer: Peer, folder: Path, page: Plain) -> Path:
    """The page of a whole section is its index; every other is a file with its own name."""
    is_index = "/" not in page.address
    return folder / "content" / page.address / f"{peer.index}.md" if is_index else folder / f"content/{page.address}.md"


def builds(peer: Peer, folder: Path, tools: Path) -> Iterator[tuple[str, Figures]]:
    """What a build costs with nothing kept, and after a word in one record has changed."""
    changes: Mapping[str, Callable[[Path], None]] = {"cold": _forget, "record": _edit}
    for name, change in changes.items():
        yield name, {**middle(partial(_build, peer, folder, tools, change)), "pages": _pages(folder)}


def _build(peer: Peer, folder: Path, tools: Path, change: Callable[[Path], None]) -> Figures:
    """One build after a change: its commands one after the other."""
    change(folder)
    parts = {stage: run(command, folder, _environment(tools)) for stage, command in peer.commands(tools).items()}
    seconds = {stage: part["seconds"] for stage, part in parts.items()}
    return {
        "seconds": round(sum(seconds.values()), 3),
        "cpu": round(sum(part["cpu"] for part in parts.values()), 3),
        "memory": max(part["memory"] for part in parts.values()),
        "stages": seconds,
    }


def _pages(folder: Path) -> int:
    return sum(1 for _ in (folder / "site").rglob("index.html"))


def _environment(tools: Path) -> dict[str, str]:
    """Pagefind is a module of the folder of programs; Hugo keeps what it keeps there too."""
    paths = [str(tools / "python"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"PYTHONPATH": os.pathsep.join(paths), "HUGO_CACHEDIR": str(tools / "cache")}


def _forget(folder: Path) -> None:
    for name in ("site", "resources", ".hugo_build.lock"):
        shutil.rmtree(folder / name, ignore_errors=True)


def _edit(folder: Path) -> None:
    file = folder / "content" / f"{EDITED}.md"
    file.write_text(f"{file.read_text('utf-8')}\nEdition {next(_number)}.\n", "utf-8")
