"""The build: pages in memory to a published site, or to problems and the earlier site untouched."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from practicebook import writing
from practicebook.layout import Layout
from practicebook.problem import Problem
from practicebook.site.failure import BuildError, of_system
from practicebook.site.finish import Content, finish
from practicebook.site.render import Rendered, render
from practicebook.site.seal import sealed
from practicebook.site.search import place_index, refresh_index
from practicebook.site.staging import Staging, the_only_build
from practicebook.site.verify import verify

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What a build did: pages named <language>/<path>, seconds by stage, and advice about the site."""

    site: Path
    rendered: Rendered
    search_is_new: bool
    seconds: dict[str, float]
    problems: tuple[Problem, ...]

    @property
    def pages(self) -> int:
        """How many pages the site has, in all languages."""
        return len(self.rendered.rendered) + len(self.rendered.reused)


@dataclass
class _Stages:
    """Tells each stage as it begins and keeps how long it took."""

    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, message: str) -> Iterator[None]:
        self.progress(message)
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 3)


def build(
    layout: Layout,
    content: Content,
    progress: Progress,
    *,
    output: Path | None = None,
    jobs: int | None = None,
) -> Built:
    """Build the site of `content` into `output` (build/site unless given) and publish it there at once.

    Only what changed since the last build is made again. Raises BuildError with every problem of the stage that failed;
    the earlier site is then as it was.
    """
    staging = Staging(output or layout.site)
    try:
        with the_only_build(layout), staging.healed(), sealed(layout.cache):
            return _build(layout, content, staging, _Stages(progress), jobs)
    except OSError as error:
        raise BuildError([of_system(error)]) from error


def _build(layout: Layout, content: Content, staging: Staging, stages: _Stages, jobs: int | None) -> Built:
    count = sum(len(pages) for pages in content.pages.values())
    with stages.stage("write", f"Writing {count} pages"):
        _write_pages(layout, content)
    with stages.stage("render", "Rendering the pages that changed"):
        rendered = render(layout, content.pages, content.site_url, jobs)
    with stages.stage("finish", "Composing the site"):
        finish(layout, content, staging.coming)
    with stages.stage("search and verify", "Making the search index, checking the site"):
        search_is_new, problems = _search_and_verify(layout, content, staging.coming)
    if any(problem.is_error for problem in problems):
        raise BuildError(problems)
    with stages.stage("publish", "Publishing"):
        staging.swap()
    return Built(staging.site, rendered, search_is_new, stages.seconds, problems)


def _search_and_verify(layout: Layout, content: Content, site: Path) -> tuple[bool, tuple[Problem, ...]]:
    problems = tuple(verify(site, layout.cache / "verify.json"))
    is_new = refresh_index(layout, content.pages)
    place_index(layout, site)
    return is_new, problems


def _write_pages(layout: Layout, content: Content) -> None:
    """Keep the Markdown where people can read it; a language that is not built has no folder."""
    for language in sorted(content.pages):
        writing.write(content.pages[language], layout.built_pages / language)
    for folder in sorted(layout.built_pages.iterdir()):
        if folder.name not in content.pages:
            writing.remove(folder)
