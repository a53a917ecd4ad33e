"""The build: pages in memory to a published site, or to problems and the earlier site untouched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from practicebook.layout import Layout
from practicebook.problem import Problem
from practicebook.processes import LostError
from practicebook.site.content import Content
from practicebook.site.failure import BuildError, of_loss, of_system
from practicebook.site.finish import finish
from practicebook.site.making import Made, make
from practicebook.site.seal import sealed
from practicebook.site.search import place_index, refresh_index
from practicebook.site.staging import Staging, the_only_build
from practicebook.site.verify import verify
from practicebook.stages import Stages

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What a build did, seconds by stage, and advice about the site."""

    site: Path
    made: Made
    search_is_new: bool
    seconds: dict[str, float]
    problems: tuple[Problem, ...]

    @property
    def pages(self) -> int:
        """How many pages the site has, in all languages."""
        return len(self.made.pages)

    @property
    def rendered(self) -> tuple[str, ...]:
        """The pages that had to be rendered."""
        return tuple(one.name for one in self.made.pages if one.is_new)


@dataclass(frozen=True)
class Options:
    """How to build: into which folder (build/site unless given), with how many processes, by MkDocs alone or not."""

    output: Path | None = None
    jobs: int | None = None
    by_mkdocs: bool = False


def build(layout: Layout, content: Content, progress: Progress, options: Options = Options()) -> Built:
    """Build the site of `content` and publish it at once.

    Only what changed since the last build is made again. Raises BuildError with every problem of the stage that failed;
    the earlier site is then as it was.
    """
    staging = Staging(options.output or layout.site)
    try:
        with the_only_build(layout), staging.healed(), sealed(layout.cache):
            return _build(layout, content, staging, Stages(progress), options)
    except OSError as error:
        raise BuildError([of_system(error)]) from error
    except LostError as error:
        raise BuildError([of_loss()]) from error


def _build(layout: Layout, content: Content, staging: Staging, stages: Stages, options: Options) -> Built:
    with stages.stage("make", "Making the pages"):
        made = make(layout, content, options.jobs, by_mkdocs=options.by_mkdocs)
    stages.seconds |= {f"make: {step}": round(seconds, 3) for step, seconds in made.seconds.items()}
    with stages.stage("finish", "Composing the site"):
        finish(layout, content, made, staging.coming)
    with stages.stage("search", "Making the search index"):
        search_is_new = refresh_index(layout, made, content.languages, options.jobs)
        place_index(layout, staging.coming)
    with stages.stage("verify", "Checking the site"):
        problems = tuple(verify(staging.coming, layout.cache / "verify.json", options.jobs))
    if any(problem.is_error for problem in problems):
        raise BuildError(problems)
    with stages.stage("publish", "Publishing"):
        staging.swap()
    return Built(staging.site, made, search_is_new, stages.seconds, problems)
