"""MkDocs: one run over a slice, that is, over any few pages of one language.

Pages are independent of each other, so a slice gives the same bytes for its pages as a run over all of them would. The
rest that MkDocs writes (assets of Material, its sitemap) is left behind in the slice.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from practicebook import writing
from practicebook.editorial import filled, with_name
from practicebook.layout import WRITTEN_IN, Layout
from practicebook.page import Page
from practicebook.policy import META
from practicebook.problem import Problem
from practicebook.site.failure import BuildError, failure, of_system

EXTENSIONS = ("toc", "tables", "fenced_code")  # of Markdown, that MkDocs has without being told

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_COMPLAINT = re.compile(r"(?:WARNING|ERROR|CRITICAL) +-\s+(.+)")
_OF_SYSTEM = re.compile(r"\w+: \[Errno (\d+)\] ([^:]+)")
_PAGE = re.compile(r"'([^']+\.md)'")


@dataclass(frozen=True)
class Slice:
    """A few pages of one language, and the folder that belongs to this run alone."""

    language: str
    configuration: Path
    pages: tuple[Page, ...]
    folder: Path

    @property
    def output(self) -> Path:
        """Where MkDocs puts the HTML."""
        return self.folder / "html"


@dataclass(frozen=True)
class Tongue:
    """A language as pages name it: its code, its own name, how it is written, and the words of its interface."""

    code: str
    name: str
    direction: str
    words: Mapping[str, Any]


def tongues(layout: Layout, languages: Iterable[str]) -> list[Tongue]:
    """The languages of one site, in the order of their codes, English first, since most readers expect it there."""
    return [
        _tongue(code, load_words(layout, code)) for code in sorted(languages, key=lambda one: (one != WRITTEN_IN, one))
    ]


def _tongue(code: str, words: Mapping[str, Any]) -> Tongue:
    site = words.get("site", {})
    return Tongue(code, str(site.get("endonym", code)), str(site.get("direction", "ltr")), words)


def settings_of(language: Tongue, languages: Sequence[Tongue], site_url: str) -> dict[str, Any]:
    """What one language adds to the common configuration: the words of its interface, its address, its neighbours."""
    return {
        "site_url": f"{site_url}{language.code}/",
        "theme": {"language": language.code, "custom_dir": "../../theme"},
        "extra": {
            "interface": dict(language.words),
            "root": site_url,
            "policy": META,
            "languages": [{"code": one.code, "name": one.name, "direction": one.direction} for one in languages],
        },
    }


def write_configuration(layout: Layout, language: Tongue, languages: Sequence[Tongue], site_url: str) -> Path:
    """Write the configuration of one language, which inherits from the common one.

    The defaults in it make `mkdocs build -f` with this file render the whole language, for comparison.
    """
    settings = settings_of(language, languages, site_url)
    text = (
        f"INHERIT: ../../{layout.configuration.name}\n"
        f"docs_dir: !ENV [PRACTICEBOOK_DOCS, ../pages/{language.code}]\n"
        f"site_dir: !ENV [PRACTICEBOOK_OUTPUT, ../mkdocs/{language.code}]\n"
        + yaml.dump(settings, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    )
    path = layout.cache / f"mkdocs.{language.code}.yml"
    writing.write_atomically(path, text.encode())
    return path


def load_words(layout: Layout, language: str) -> dict[str, Any]:
    """Read the words of the interface, English ones where the language has none yet.

    Every scalar is a text, whatever it looks like ("no" is a word, not false).
    """
    path = layout.interface / f"{language}.yaml"
    english = layout.interface / f"{WRITTEN_IN}.yaml"
    words = _words(layout, path)
    return with_name(filled(words, _words(layout, english)) if english.is_file() else words)


def _words(layout: Layout, path: Path) -> dict[str, Any]:
    try:
        words = _texts(path.read_bytes())
    except (OSError, yaml.YAMLError) as error:
        raise BuildError([_unreadable(layout, path, str(error).replace("\n", " "))]) from error
    if not isinstance(words, dict):
        raise BuildError([_unreadable(layout, path, "it is not a mapping")])
    return words


@cache
def _texts(content: bytes) -> Any:  # noqa: ANN401 - whatever YAML holds
    """What YAML says, which every build asks for several times, and a server again and again."""
    return yaml.load(content, Loader=yaml.CBaseLoader)  # noqa: S506 - the base loader makes only texts


def render_slice(part: Slice, leash: int) -> list[Problem]:
    """Run MkDocs on `part`, ending with `leash`; whatever it warns about is an error, named with its page."""
    writing.write(part.pages, part.folder / "docs")
    run = subprocess.run(
        # Without --quiet, which would hide the warnings.
        [sys.executable, "-m", "practicebook.site.leash", "build", "--config-file", str(part.configuration)],
        env=_environment(part),
        stdin=leash,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    problems = [_problem(part, complaint) for complaint in _complaints(run.stderr, run.returncode)]
    return problems or list(_missing(part))


def _environment(part: Slice) -> dict[str, str]:
    return {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PRACTICEBOOK_DOCS": str(part.folder / "docs"),
        "PRACTICEBOOK_LANGUAGE": part.language,
        "PRACTICEBOOK_OUTPUT": str(part.output),
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": "0",  # MkDocs offers templates the date of the build: it is the same on every day
    }


def _complaints(output: str, status: int) -> Sequence[str]:
    if status < 0:
        return [f"(nothing: it was ended by {signal.Signals(-status).name}; perhaps memory ran out)"]
    lines = _COLOUR.sub("", output).splitlines()
    complaints = [match[1].strip() for line in lines if (match := _COMPLAINT.match(line))]
    if complaints or status == 0:
        return complaints
    return [next((line.strip() for line in reversed(lines) if line.strip()), f"it ended with status {status}")]


def _problem(part: Slice, complaint: str) -> Problem:
    if refused := _OF_SYSTEM.match(complaint):
        return of_system(OSError(int(refused[1]), refused[2], str(part.folder.parent)))
    page = _PAGE.search(complaint)
    path = f"build/pages/{part.language}/{page[1]}" if page else "mkdocs.yml"
    hint = "Correct the record, the template or the setting it names."
    return failure(path, "B103", f"MkDocs says: {complaint}", hint)


def _missing(part: Slice) -> Iterator[Problem]:
    for page in part.pages:
        if not (part.output / page.html_path).is_file():
            path = f"build/pages/{part.language}/{page.path}"
            yield failure(path, "B104", "MkDocs made no page of it.", "Rename it, or let its template write something.")


def _unreadable(layout: Layout, path: Path, reason: str) -> Problem:
    name = path.relative_to(layout.root).as_posix()
    return failure(name, "B101", f"The words of the interface cannot be read: {reason}.", "Correct or add this file.")
