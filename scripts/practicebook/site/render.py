"""Rendering: Markdown pages to HTML, only those whose inputs changed.

The store (build/cache/html/<language>/) holds HTML under the digest of everything it was made from: the page, the
theme, the words, the programs. So a file that is there is the right one, whatever happened to earlier builds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from practicebook import settings, writing
from practicebook.layout import Layout
from practicebook.page import Page
from practicebook.problem import Problem
from practicebook.site.blocks import Converter
from practicebook.site.digests import digest, digest_of_files, digest_of_templates, digest_of_versions
from practicebook.site.failure import BuildError, failure
from practicebook.site.leash import side_by_side
from practicebook.site.mkdocs import EXTENSIONS, Slice, Tongue, render_slice, settings_of, tongues, write_configuration
from practicebook.site.shell import BeyondError, Shell, split

SMALLEST_SLICE = 60  # pages; MkDocs takes about as long to start as to render these

_LINK_TO_MARKDOWN = re.compile(
    r"(?:\]\(|^ {0,3}\[[^\]\n]+\]:)\s*<?(?![a-z][a-z0-9+.-]*:|//)([^)\s>]*\.md)(?=[\s)>#?]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Language:
    """What the pages of one language are rendered with; without a shell, MkDocs renders all of them."""

    code: str
    configuration: Path
    common: str
    store: Path
    shell: Shell | None
    converter: Converter

    def file(self, page: Page) -> Path:
        """Where the HTML of this very page is kept."""
        name = f"{digest(self.common, page.path, page.text)[:40]}.html"
        return self.store / name[:2] / name  # in one of 256 folders, so that none has too many

    def html(self, page: Page) -> bytes | None:
        """The HTML of a page; nothing where only MkDocs can make it."""
        try:
            if self.shell is None:
                return None
            front, body = split(page.text)
            return self.shell.around(page, front, self.converter.html(body))
        except (BeyondError, jinja2.TemplateError):  # MkDocs tells what is wrong
            return None


def languages(layout: Layout, codes: Iterable[str], site_url: str, *, by_mkdocs: bool = False) -> dict[str, Language]:
    """What each language is rendered with, by its code; `by_mkdocs` leaves every page to MkDocs."""
    shared = inputs(layout, by_mkdocs=by_mkdocs)
    named = tongues(layout, codes)
    return {one.code: _language(layout, one, named, (site_url, shared), by_mkdocs=by_mkdocs) for one in named}


def inputs(layout: Layout, *, by_mkdocs: bool) -> str:
    """Names what every page is made with."""
    own = digest_of_files(_HERE, [_HERE / "blocks.py", _HERE / "partials.py", _HERE / "shell.py"])
    theme = digest_of_templates(layout.theme)
    return digest(layout.configuration.read_bytes(), theme, digest_of_versions(), own, str(by_mkdocs))


def _language(
    layout: Layout, tongue: Tongue, tongues: Sequence[Tongue], shared: tuple[str, str], *, by_mkdocs: bool
) -> Language:
    site_url, inputs = shared
    configuration = write_configuration(layout, tongue, tongues, site_url)
    said, own = settings.read(layout), settings_of(tongue, tongues, site_url)
    known = {**said, **own, "extra": {**said.get("extra", {}), **own["extra"]}}
    names, options = _extensions(known)
    return Language(
        code=tongue.code,
        configuration=configuration,
        common=digest(inputs, configuration.read_bytes(), os.environ.get("PRACTICEBOOK_REPOSITORY", "")),
        store=layout.cache / "html" / tongue.code,
        shell=None if by_mkdocs else _shell(layout, known),
        converter=Converter(names, options),
    )


def _shell(layout: Layout, known: Mapping[str, object]) -> Shell | None:
    templates = jinja2.Environment(loader=jinja2.FileSystemLoader(layout.theme), auto_reload=False)  # noqa: S701 - as MkDocs
    try:
        return Shell(templates, known)
    except BeyondError:
        return None


def _extensions(known: Mapping[str, object]) -> tuple[list[str], dict[str, object]]:
    """The extensions of Markdown, and the settings of those that have some."""
    names, options = list(EXTENSIONS), dict[str, object]()
    listed = known.get("markdown_extensions")
    for one in listed if isinstance(listed, list) else ():
        for name, given in one.items() if isinstance(one, dict) else [(one, None)]:
            names += [name] if name not in names else []
            options |= {name: given} if given else {}
    return names, options


def keep(language: Language, page: Page) -> tuple[bool | None, list[Problem]]:
    """See that the HTML of a page is in the store.

    Tells whether it had to be rendered, or None where MkDocs has to do it, and what is wrong with the page.
    """
    file = language.file(page)
    if file.is_file():
        return False, []
    problems = list(_links_to_markdown(language.code, page))
    html = None if problems else language.html(page)
    if html is None or not html.strip():
        return None, problems
    writing.write_atomically(file, html)
    return True, []


def keep_by_mkdocs(
    layout: Layout, pages: Mapping[str, Sequence[Page]], by_code: Mapping[str, Language], jobs: int
) -> None:
    """Render pages of each language with MkDocs into the store; raises BuildError naming each page that fails."""
    folder = layout.cache / "slices"
    writing.remove(folder)
    slices = [part for code, some in pages.items() for part in _slices(by_code[code], some, folder, jobs)]
    results = list(zip(slices, side_by_side(render_slice, slices, jobs), strict=True))
    for part, found in results:
        if not found:
            _take(part, by_code[part.language])
    writing.remove(folder)
    if problems := [problem for _, found in results for problem in found]:
        raise BuildError(problems)


def _slices(language: Language, pages: Sequence[Page], folder: Path, jobs: int) -> Iterator[Slice]:
    count = min(jobs, -(-len(pages) // SMALLEST_SLICE))
    for number in range(count):
        some = tuple(pages[number::count])
        yield Slice(language.code, language.configuration, some, folder / f"{language.code}-{number}")


def _take(part: Slice, language: Language) -> None:
    """Move the pages of a slice into the store; a new file takes the name, so sites linked to the old one keep it."""
    for page in part.pages:
        target = language.file(page)
        target.parent.mkdir(parents=True, exist_ok=True)
        (part.output / page.html_path).replace(target)


def _links_to_markdown(language: str, page: Page) -> Iterator[Problem]:
    """Refuse links to .md files: MkDocs rewrites them only if the target happens to be in the same slice."""
    if "](" not in page.text and "]:" not in page.text:  # most pages, and quicker
        return
    for match in _LINK_TO_MARKDOWN.finditer(page.text):
        yield failure(
            f"build/pages/{language}/{page.path}",
            "B102",
            f"The link {match[1]!r} leads to a Markdown file.",
            "Write the address of the page, such as ../about/ instead of ../about.md.",
        )
