"""The whole flow, from files to a site, as several commands begin it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from practicebook.commands.terminal import usage
from practicebook.layout import Layout
from practicebook.problem import Problem

if TYPE_CHECKING:
    from practicebook.catalogue import Catalogue
    from practicebook.site.build import Built
    from practicebook.site.finish import Content

DEFAULT_URL = "http://127.0.0.1:8000/"


@dataclass(frozen=True)
class Loaded:
    """A knowledge base in memory with every problem it has."""

    catalogue: Catalogue
    content: Content
    problems: Sequence[Problem]


def load(
    layout: Layout, languages: Sequence[str], site_url: str, *, drafts: bool = False, copies: bool = False
) -> Loaded:
    """Records, pages and problems; pages are expanded only from records without errors, drafts only if asked for."""
    from practicebook import catalogue, editorial, publish, rules, settings
    from practicebook.expand import expand_with_files
    from practicebook.expand.redirects import redirects
    from practicebook.site.finish import Content

    records, texts = catalogue.load(layout), editorial.load(layout)
    problems = [*rules.check(records), *texts.problems]
    unknown = [language for language in languages if language not in texts.words]
    if unknown:
        usage(f"there is no language “{unknown[0]}”. The languages are: {', '.join(texts.words)}.")
    chosen = list(languages) or list(texts.words)
    if any(problem.is_error for problem in problems):
        return Loaded(records, Content({}, site_url), problems)
    released = records if drafts else records.published()
    made = {
        language: expand_with_files(released, texts, language, site_url, chosen, has_copies=copies)
        for language in chosen
    }
    pages = {language: one.pages for language, one in made.items()}
    files = {path: content for one in made.values() for path, content in one.files.items()}
    cards = [card for one in made.values() for card in one.cards]
    files |= publish.files(
        publish.Base(released, texts.shown, site_url, tuple(chosen), terms=settings.load(layout).licence)
    )
    gone = tuple(sorted(released.withdrawn))
    content = Content(pages, site_url, redirects(released, chosen), files, cards, gone, copies)
    return Loaded(records, content, problems)


def build_site(
    layout: Layout,
    languages: Sequence[str],
    output: Path | None,
    jobs: int | None,
    site_url: str,
    *,
    drafts: bool = False,
    copies: bool = False,
) -> Built:
    """The whole flow; raises BuildError, after which the earlier site is as it was."""
    from practicebook.site.build import build as build_site
    from practicebook.site.failure import BuildError

    loaded = load(layout, languages, site_url, drafts=drafts, copies=copies)
    if any(problem.is_error for problem in loaded.problems):
        raise BuildError(loaded.problems)
    return build_site(layout, loaded.content, _progress(), output=output, jobs=jobs)


def _progress() -> Callable[[str], None]:
    """Stages are told on a terminal and in a log, never on standard output."""
    return lambda message: click.echo(f"  {message} …", err=True)


def site_url() -> str:
    address = os.environ.get("PRACTICEBOOK_URL") or DEFAULT_URL
    return address if address.endswith("/") else f"{address}/"


def told(built: Built) -> str:
    made, seconds = len(built.rendered.rendered), sum(built.seconds.values())
    return f"{built.pages} pages, {made} of them rendered, in {seconds:.1f} s: {built.site}"
