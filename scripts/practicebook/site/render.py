"""Rendering: Markdown pages to HTML, only those whose inputs changed.

The store (build/cache/html/<language>/) holds the HTML of every page; rendered.json holds, for each page in it, the
digest of everything the HTML was made from.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from practicebook import writing
from practicebook.layout import Layout
from practicebook.page import Page
from practicebook.problem import Problem
from practicebook.site.digests import digest, digest_of_templates, digest_of_versions, load_memory, save_memory
from practicebook.site.failure import BuildError, failure
from practicebook.site.leash import side_by_side
from practicebook.site.mkdocs import Slice, Tongue, render_slice, tongues, write_configuration

SMALLEST_SLICE = 60  # pages; MkDocs takes about as long to start as to render these

_LINK_TO_MARKDOWN = re.compile(
    r"(?:\]\(|^ {0,3}\[[^\]\n]+\]:)\s*<?(?![a-z][a-z0-9+.-]*:|//)([^)\s>]*\.md)(?=[\s)>#?]|$)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class Rendered:
    """What rendering did, in pages named <language>/<path>, sorted."""

    rendered: tuple[str, ...]
    reused: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True)
class Language:
    """The pages of one language and the digest of the inputs of each, by page path."""

    code: str
    configuration: Path
    pages: Mapping[str, Page]
    digests: Mapping[str, str]
    store: Path

    def is_fresh(self, page: Page, remembered: Mapping[str, str]) -> bool:
        """Tell whether the store holds this very page."""
        return remembered.get(page.path) == self.digests[page.path] and (self.store / page.html_path).is_file()


def render(layout: Layout, pages: Mapping[str, Sequence[Page]], site_url: str, jobs: int | None = None) -> Rendered:
    """Bring the store of each language in `pages` up to date; raise BuildError naming each page that fails.

    Where nothing changed MkDocs is not even started. A page that fails leaves its earlier HTML out of the memory, never
    a wrong page behind.
    """
    memory = load_memory(layout.cache / "rendered.json")
    shared = _shared(layout)
    named = tongues(layout, pages)
    languages = [_language(layout, one, named, pages[one.code], (site_url, shared)) for one in named]
    stale = {one.code: _stale(one, memory.get(one.code, {})) for one in languages}
    removed = [f"{one.code}/{path}" for one in languages for path in _remove_gone(one, memory.get(one.code, {}))]
    _forget(layout, memory, languages, stale)
    _render_stale(layout, memory, languages, stale, jobs or os.cpu_count() or 1)
    if any(stale.values()) and _shared(layout) != shared:
        _forget(layout, memory, languages, stale)
        raise BuildError([_changed(layout)])
    changed = {f"{code}/{page.path}" for code, some in stale.items() for page in some}
    every = {f"{one.code}/{path}" for one in languages for path in one.pages}
    return Rendered(tuple(sorted(changed)), tuple(sorted(every - changed)), tuple(sorted(removed)))


def _shared(layout: Layout) -> str:
    """Names what every page is made with."""
    return digest(layout.configuration.read_bytes(), digest_of_templates(layout.theme), digest_of_versions())


def _changed(layout: Layout) -> Problem:
    """Some pages were made with the earlier theme, some with the next: nobody knows which."""
    name = layout.theme.relative_to(layout.root).as_posix()
    return failure(name, "B114", "It was changed while pages were rendered.", "Build again.")


def _language(
    layout: Layout, tongue: Tongue, tongues: Sequence[Tongue], pages: Sequence[Page], shared: tuple[str, str]
) -> Language:
    site_url, inputs = shared
    configuration = write_configuration(layout, tongue, tongues, site_url)
    repository = os.environ.get("PRACTICEBOOK_REPOSITORY", "")
    common = digest(inputs, configuration.read_bytes(), repository)
    return Language(
        code=tongue.code,
        configuration=configuration,
        pages={page.path: page for page in pages},
        digests={page.path: digest(common, page.path, page.text) for page in pages},
        store=html_store(layout, tongue.code),
    )


def html_store(layout: Layout, language: str) -> Path:
    """Where the HTML of a language is kept from build to build."""
    return layout.cache / "html" / language


def _stale(language: Language, remembered: Mapping[str, str]) -> list[Page]:
    return [page for _, page in sorted(language.pages.items()) if not language.is_fresh(page, remembered)]


def _remove_gone(language: Language, remembered: Mapping[str, str]) -> list[str]:
    wanted = {page.html_path for page in language.pages.values()}
    for file in sorted(language.store.rglob("*")):
        if file.is_file() and file.relative_to(language.store).as_posix() not in wanted:
            file.unlink()
    if language.store.is_dir():
        writing.remove_empty_folders(language.store)
    return sorted(set(remembered) - set(language.pages))


def _forget(
    layout: Layout, memory: dict[str, dict[str, str]], languages: Iterable[Language], stale: Mapping[str, list[Page]]
) -> None:
    """Drop the stale pages from the memory before the store is touched: a kill in between must not leave a lie."""
    for language in languages:
        fresh = set(language.pages) - {page.path for page in stale[language.code]}
        memory[language.code] = {path: language.digests[path] for path in sorted(fresh)}
    save_memory(layout.cache / "rendered.json", memory)


def _render_stale(
    layout: Layout,
    memory: dict[str, dict[str, str]],
    languages: Iterable[Language],
    stale: Mapping[str, list[Page]],
    jobs: int,
) -> None:
    every = [(code, page) for code, pages in stale.items() for page in pages]
    problems = [problem for code, page in every for problem in _links_to_markdown(code, page)]
    if problems:
        raise BuildError(problems)
    folder = layout.cache / "slices"
    writing.remove(folder)
    slices = [part for one in languages for part in _slices(one, stale[one.code], folder, jobs)]
    results = zip(slices, side_by_side(render_slice, slices, jobs), strict=True)
    by_code = {one.code: one for one in languages}
    for part, found in results:
        if not found:
            _take(part, by_code[part.language], memory[part.language])
        problems += found
    save_memory(layout.cache / "rendered.json", memory)
    writing.remove(folder)
    if problems:
        raise BuildError(problems)


def _slices(language: Language, stale: Sequence[Page], folder: Path, jobs: int) -> Iterator[Slice]:
    count = min(jobs, -(-len(stale) // SMALLEST_SLICE))
    for number in range(count):
        pages = tuple(stale[number::count])
        yield Slice(language.code, language.configuration, pages, folder / f"{language.code}-{number}")


def _take(part: Slice, language: Language, remembered: dict[str, str]) -> None:
    """Move the pages of a slice into the store; a new file takes the name, so sites linked to the old one keep it."""
    for page in part.pages:
        target = language.store / page.html_path
        target.parent.mkdir(parents=True, exist_ok=True)
        (part.output / page.html_path).replace(target)
        remembered[page.path] = language.digests[page.path]


def _links_to_markdown(language: str, page: Page) -> Iterator[Problem]:
    """Refuse links to .md files: MkDocs rewrites them only if the target happens to be in the same slice."""
    for match in _LINK_TO_MARKDOWN.finditer(page.text):
        yield failure(
            f"build/pages/{language}/{page.path}",
            "B102",
            f"The link {match[1]!r} leads to a Markdown file.",
            "Write the address of the page, such as ../about/ instead of ../about.md.",
        )
