"""The smallest knowledge base that can be built: the real configuration, a theme of one template, a few words."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from practicebook.batch import Batch, Part
from practicebook.layout import Layout
from practicebook.page import Page
from practicebook.site.content import Content

REPOSITORY = Path(__file__).parents[2]
URL = "https://example.org/book/"

SHELL = """<!doctype html>
<html lang="{{ page.meta.lang }}">
<head><title>{{ page.meta.title }}</title><link rel="stylesheet" href="{{ base_url }}/../assets/css/main.css"></head>
<body><nav>{{ config.extra.interface.home }}</nav>
<main><h1>{{ page.meta.title }}</h1>
{{ page.content }}</main></body>
</html>
"""
WORDS = """home: Home {language}
site: {{name: Practicebook, tagline: What cities do, endonym: {language} itself, direction: {direction}}}
root: {{title: Choose}}
not_found: {{title: Nothing here, text: Nothing was found., home: Start}}
moved: {{title: Moved, text: Now at}}
"""


def a_root(folder: Path, *languages: str) -> Layout:
    """Lay out a root without pages, for `languages` (English if none is named)."""
    layout = Layout(folder)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(REPOSITORY / "mkdocs.yml", layout.configuration)
    put(layout.theme / "main.html", SHELL)
    put(layout.theme / "404.html", "")
    for asset in ("css/main.css", "css/site.css", "img/mark.svg", "img/icons.svg", "js/scheme.js", "js/language.js"):
        put(layout.theme / "assets" / asset, "")
    for language in languages or ("en",):
        direction = "rtl" if language == "ar" else "ltr"
        put(layout.interface / f"{language}.yaml", WORDS.format(language=language, direction=direction))
    return layout


def a_page(path: str = "index.md", body: str = "Words.\n", language: str = "en") -> Page:
    """Make a page whose title is its path."""
    return Page(path, f"---\ntitle: {path}\nlang: {language}\n---\n{body}")


def a_content(
    pages: Mapping[str, Iterable[Page]], site_url: str = URL, files: Mapping[str, bytes] | None = None, **others: object
) -> Content:
    """What a site of these pages is made of, a batch a language and one of files."""
    batches = [Batch(code, partial(Part, tuple(some))) for code, some in pages.items()]
    batches += [Batch(code, partial(Part, (), files or {})) for code in list(pages)[:1]]
    return Content(batches, tuple(pages), site_url, **others)  # type: ignore[arg-type]


def put(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file below `folder`."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
