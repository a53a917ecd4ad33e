"""Making: the batches of a site, side by side: expanded, written as Markdown, rendered, kept for the site to come."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from practicebook import writing
from practicebook.batch import Batch
from practicebook.layout import Layout
from practicebook.page import Page
from practicebook.problem import Problem
from practicebook.processes import cores, spread
from practicebook.site import render
from practicebook.site.content import Content
from practicebook.site.failure import BuildError, claimed_twice, failure, leading_out
from practicebook.site.found import found, kept_in
from practicebook.site.made import Kept, Made, files_store, found_store, pieces_store
from practicebook.site.memory import Memory
from practicebook.site.render import Language

MANY = 20  # batches


@dataclass
class _Done:
    """What one batch gave, perhaps a piece too; `left` are the pages that only MkDocs can render."""

    made: Made = field(default_factory=Made)
    left: list[Page] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    has_piece: bool = False


def make(
    layout: Layout, content: Content, jobs: int | None = None, *, by_mkdocs: bool = False, in_haste: bool = False
) -> Made:
    """Make every batch, and keep what it gives; raises BuildError with every page that fails.

    What is kept from earlier builds and is not wanted any more is removed. In haste, what is late stays as it was.
    """
    jobs = jobs or cores()
    begun = render.inputs(layout, by_mkdocs=by_mkdocs)
    by_code = render.languages(layout, content.languages, content.site_url, by_mkdocs=by_mkdocs)
    memory = Memory(layout, by_code, in_haste=in_haste)
    batches = [batch for batch in content.batches if not memory.has(batch)]
    _prepare(batches)
    made, left, problems = memory.made(), defaultdict[str, list[Page]](list), list[Problem]()
    for batch, done in _Workshop(layout, by_code, memory).made(batches, jobs):
        if not done.left and not done.problems:
            memory.learn(batch, done.made, gave_a_piece=done.has_piece)
        made.pages += done.made.pages
        made.files += done.made.files
        made.add(done.made.seconds.values())
        left[batch.language] += done.left
        problems += done.problems
    problems += _twice(made, left)
    if problems:
        raise BuildError(problems)
    start = time.perf_counter()
    render.keep_by_mkdocs(layout, left, by_code, jobs)
    made.seconds["render"] += time.perf_counter() - start
    made.pages += [_kept(by_code[code], page, is_new=True) for code, pages in left.items() for page in pages]
    if any(one.is_new for one in made.pages) and render.inputs(layout, by_mkdocs=by_mkdocs) != begun:
        _refuse_both(layout, made)
    made.pages.sort(key=lambda one: (one.language, one.page.path))
    _forget(layout, made, by_code)
    memory.forget_others(made)
    memory.save()
    return made


def _prepare(batches: Sequence[Batch]) -> None:
    """Prepare what many batches share; a few work out for themselves what they need of it, which is less."""
    shared = Counter(batch.prepare for batch in batches if batch.prepare)
    for prepare, count in shared.items():
        if count >= MANY:
            prepare()


def _refuse_both(layout: Layout, made: Made) -> None:
    """Keep nothing that was made while the theme changed: some pages are of the earlier one, some of the next."""
    for one in made.pages:
        if one.is_new:
            one.file.unlink(missing_ok=True)
    name = layout.theme.relative_to(layout.root).as_posix()
    raise BuildError([failure(name, "B114", "It was changed while pages were made.", "Build again.")])


@dataclass(frozen=True)
class _Workshop:
    layout: Layout
    by_code: Mapping[str, Language]
    memory: Memory

    def made(self, batches: Sequence[Batch], jobs: int) -> Iterator[tuple[Batch, _Done]]:
        """Every batch with what it gave; those that put pieces of others together after these."""
        yield from self._side_by_side([one for one in batches if one.of is None], jobs)
        yield from self._side_by_side([one for one in batches if one.of is not None], jobs)

    def _side_by_side(self, batches: Sequence[Batch], jobs: int) -> Iterator[tuple[Batch, _Done]]:
        return zip(batches, spread(lambda number: self._make(batches[number]), len(batches), jobs), strict=True)

    def _make(self, batch: Batch) -> _Done:
        """Make one batch, in whatever process."""
        start, done = time.perf_counter(), _Done()
        part = batch.part(self._piece)
        expanded = time.perf_counter()
        pages, files = self.layout.built_pages / batch.language, files_store(self.layout)
        for page in part.pages:
            writing.write_page(page, pages)
        for path, content in part.files.items():
            done.problems += _put(files, path, content)
            done.made.files.append(path)
        if part.piece and batch.inputs:
            writing.replace(self._file_of_piece(batch), part.piece)
            done.has_piece = True
        written = time.perf_counter()
        for page in part.pages:
            self._keep(batch.language, page, done)
        if batch.inputs:
            self._lay_aside(batch, done)
        done.made.add((expanded - start, written - expanded, time.perf_counter() - written))
        return done

    def _lay_aside(self, batch: Batch, done: _Done) -> None:
        """Keep in a file what search finds of the pages: it is too much to be sent and remembered."""
        pages, file = done.made.pages, found_store(self.layout) / self.memory.name(batch)
        content, placed = kept_in(file, (one.found for one in pages))
        if content:
            writing.replace(file, content)
            done.made.pages = [replace(one, found=place) for one, place in zip(pages, placed, strict=True)]

    def _piece(self, batch: Batch) -> bytes:
        """What a batch gave, now or earlier; it is made again where it was another machine's to make."""
        file = self._file_of_piece(batch)
        return file.read_bytes() if file.is_file() else batch.part().piece

    def _file_of_piece(self, batch: Batch) -> Path:
        return pieces_store(self.layout) / self.memory.name(batch)

    def _keep(self, code: str, page: Page, done: _Done) -> None:
        language = self.by_code[code]
        is_new, problems = render.keep(language, page)
        done.problems += problems
        if is_new is None and not problems:
            done.left.append(page)
        elif is_new is not None:
            done.made.pages.append(_kept(language, page, is_new=is_new))


def _kept(language: Language, page: Page, *, is_new: bool) -> Kept:
    of = found(page.address, page.searched) if page.searched else None
    return Kept(language.code, Page(page.path, ""), language.file(page), is_new, of)


def _put(folder: Path, path: str, content: bytes) -> Iterable[Problem]:
    if not writing.is_inside(path):
        return [leading_out(path)]
    writing.replace(folder / path, content)
    return []


def _twice(made: Made, left: Mapping[str, Sequence[Page]]) -> Iterable[Problem]:
    pages = [one.name for one in made.pages] + [f"{code}/{page.path}" for code, some in left.items() for page in some]
    for path, count in sorted(Counter([*pages, *made.files]).items()):
        if count > 1:
            yield claimed_twice(path)


def _forget(layout: Layout, made: Made, codes: Iterable[str]) -> None:
    """Remove the Markdown that is not of this site."""
    for code in codes:
        writing.remove_others(layout.built_pages / code, (one.page.path for one in made.of(code)))
    for folder in layout.built_pages.iterdir():
        if folder.name not in codes:
            writing.remove(folder)
