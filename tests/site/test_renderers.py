"""MkDocs is the reference: what our renderer made of the real pages is what MkDocs makes of them, byte for byte."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest

from practicebook.page import Page
from practicebook.site.blocks import Converter
from practicebook.site.leash import side_by_side
from practicebook.site.mkdocs import EXTENSIONS, Slice, render_slice
from practicebook.site.shell import split

LANGUAGES = ("en", "fr", "es", "ar")
SAMPLE = 24  # each so-manieth page, beside one of each kind


def pages_of(root: Path, language: str) -> list[Page]:
    """The Markdown pages of a language."""
    folder = root / "build/pages" / language
    files = sorted(folder.rglob("*.md"))
    return [Page(file.relative_to(folder).as_posix(), file.read_text("utf-8")) for file in files]


@pytest.mark.parametrize("language", LANGUAGES)
def test_mkdocs_gives_the_same_pages(language: str, root: Path, tmp_path: Path) -> None:
    """One page of each kind and each folder, and a sample of all, in each language."""
    pages = pages_of(root, language)
    kinds = {(split(page.text)[0]["kind"], Path(page.path).parent): page for page in pages}
    chosen = tuple({page.path: page for page in [*kinds.values(), *pages[::SAMPLE]]}.values())
    part = Slice(language, root / f"build/cache/mkdocs.{language}.yml", chosen, tmp_path)
    assert side_by_side(render_slice, [part], 1) == [[]]
    differing = [
        page.path
        for page in chosen
        if (part.output / page.html_path).read_bytes() != (root / "build/site" / language / page.html_path).read_bytes()
    ]
    assert (differing, len(chosen) > len(pages) // SAMPLE) == ([], True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_blocks_are_put_together_to_what_the_whole_gives(language: str, root: Path) -> None:
    """Of every third page: cutting it into blocks changes nothing."""
    names, options = [*EXTENSIONS, "attr_list", "md_in_html"], {"toc": {"permalink": False}}
    own, whole = Converter(names, options), markdown.Markdown(extensions=names, extension_configs=options)
    texts = {page.path: split(page.text)[1] for page in pages_of(root, language)[::3]}
    assert [path for path, text in texts.items() if own.html(text) != whole.reset().convert(text)] == []
