"""The build: pages in memory to a published site, or to problems and the earlier site untouched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from practicebook.layout import Layout
from practicebook.problem import Problem
from practicebook.processes import LostError
from practicebook.site import shards
from practicebook.site.content import Content
from practicebook.site.failure import BuildError, of_loss, of_system
from practicebook.site.finish import finish
from practicebook.site.made import Made
from practicebook.site.making import make
from practicebook.site.seal import Store, sealed
from practicebook.site.search import refresh_index
from practicebook.site.shards import Share
from practicebook.site.staging import Staging, the_only_build, the_only_build_into
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
    """How to build: into which folder (build/site unless given), with how many processes, by MkDocs alone or not.

    `share` asks for one shard of the site, `shards` for a site of the shards in these folders. A build that is
    `in_haste` makes the pages, and leaves what is found by search and what can be taken away to the next one.
    """

    output: Path | None = None
    jobs: int | None = None
    by_mkdocs: bool = False
    share: Share | None = None
    shards: Sequence[Path] = ()
    in_haste: bool = False


def build(layout: Layout, content: Content, progress: Progress, options: Options = Options()) -> Built:
    """Build the site of `content` and publish it at once, or only write the shard that is asked for.

    Only what changed since the last build is made again. Raises BuildError with every problem of the stage that failed;
    the earlier site is then as it was.
    """
    stages = Stages(progress)
    if options.share:
        with _guarded(layout):
            return _build_shard(layout, content, stages, options.share, options)
    staging = Staging(options.output.absolute()) if options.output else Staging(layout.site, layout.cache / "site")
    with _guarded(layout) as store, the_only_build_into(staging.site), staging.healed():
        made = _joined(layout, content, stages, options) if options.shards else _make(layout, content, stages, options)
        return _compose(layout, content, staging, _Work(stages, made, store), options)


def _build_shard(layout: Layout, content: Content, stages: Stages, share: Share, options: Options) -> Built:
    folder = options.output or layout.build / f"shard-{share.number}-of-{share.of}"
    made = _make(layout, share.of_content(content), stages, options)
    with stages.stage("shard", "Writing the shard"):
        shards.write(layout, content, share, made, folder)
    return Built(folder, made, search_is_new=False, seconds=stages.seconds, problems=())


def _joined(layout: Layout, content: Content, stages: Stages, options: Options) -> Made:
    with stages.stage("join", "Joining the shards"):
        return shards.joined(layout, content, options.shards)


@dataclass(frozen=True)
class _Work:
    """How far a build is."""

    stages: Stages
    made: Made
    store: Store


@contextmanager
def _guarded(layout: Layout) -> Iterator[Store]:
    """One build at a time, over a cache that is as it was left; what the system does becomes a problem."""
    try:
        with the_only_build(layout), sealed(layout.cache) as store:
            yield store
    except OSError as error:
        raise BuildError([of_system(error)]) from error
    except LostError as error:
        raise BuildError([of_loss()]) from error


def _make(layout: Layout, content: Content, stages: Stages, options: Options) -> Made:
    with stages.stage("make", "Making the pages"):
        made = make(layout, content, options.jobs, by_mkdocs=options.by_mkdocs, in_haste=options.in_haste)
    stages.seconds |= {f"make: {step}": round(seconds, 3) for step, seconds in made.seconds.items()}
    return made


def _compose(layout: Layout, content: Content, staging: Staging, work: _Work, options: Options) -> Built:
    stages, made = work.stages, work.made
    with stages.stage("search", "Making the search index"):
        search_is_new = not options.in_haste and refresh_index(layout, made, content.languages, options.jobs)
    with stages.stage("finish", "Composing the site"):
        files = finish(layout, content, made, staging.coming, work.store)
    with stages.stage("verify", "Checking the site"):
        problems = tuple(verify(staging.coming, layout.cache / "verified", options.jobs, files))
    if any(problem.is_error for problem in problems):
        raise BuildError(problems)
    with stages.stage("publish", "Publishing"):
        staging.swap()
    return Built(staging.site, made, search_is_new, stages.seconds, problems)
