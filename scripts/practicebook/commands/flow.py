"""The whole flow, from files to a site, as several commands begin it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from practicebook.commands.terminal import usage
from practicebook.layout import Layout
from practicebook.problem import Problem
from practicebook.stages import Stages

if TYPE_CHECKING:
    from practicebook.catalogue import Catalogue
    from practicebook.editorial import Editorial
    from practicebook.site.build import Built, Options
    from practicebook.site.content import Content

DEFAULT_URL = "http://127.0.0.1:8000/"


@dataclass(frozen=True)
class Wish:
    """What somebody wants built: which languages (all, if none is named), the address, drafts or not, copies or not."""

    languages: Sequence[str]
    site_url: str
    drafts: bool = False
    copies: bool = False


@dataclass(frozen=True)
class Loaded:
    """A knowledge base in memory with every problem it has, and how many seconds each stage took."""

    catalogue: Catalogue
    content: Content
    problems: Sequence[Problem]
    seconds: dict[str, float]


def load_records(layout: Layout) -> Catalogue:
    """Every record; texts that were parsed before are not parsed again."""
    from practicebook import loading
    from practicebook.parsed import Parsed

    return loading.load(layout, Parsed(layout.cache))


def check_records(layout: Layout, records: Catalogue) -> list[Problem]:
    """Every problem; practices that were checked before, with all around them as it was, are not checked again."""
    from practicebook import generated, rules

    checked = rules.Checked(layout.cache)
    problems = rules.check(records, checked)
    checked.save()
    return sorted([*problems, *generated.lacking(records)])


def load(layout: Layout, wish: Wish) -> Loaded:
    """Records, problems, and what a site would be made of: nothing, where a record has errors."""
    from practicebook import editorial
    from practicebook.site.content import Content

    stages = Stages()
    with stages.stage("load"):
        records, texts = load_records(layout), editorial.load(layout)
    with stages.stage("check"):
        problems = [*check_records(layout, records), *texts.problems]
    unknown = [language for language in wish.languages if language not in texts.words]
    if unknown:
        usage(f"there is no language “{unknown[0]}”. The languages are: {', '.join(texts.words)}.")
    if any(problem.is_error for problem in problems):
        return Loaded(records, Content((), (), wish.site_url), problems, stages.seconds)
    released = records if wish.drafts else records.published()
    return Loaded(records, _content(layout, released, texts, wish), problems, stages.seconds)


def _content(layout: Layout, released: Catalogue, texts: Editorial, wish: Wish) -> Content:
    from practicebook import expand, publish, settings
    from practicebook.expand.cards import cards
    from practicebook.expand.context import Context
    from practicebook.expand.redirects import redirects
    from practicebook.site.content import Content

    codes = tuple(wish.languages) or tuple(texts.words)
    contexts = [Context(released, texts, code, wish.site_url, codes, has_copies=wish.copies) for code in codes]
    base = publish.Base(released, texts.shown, wish.site_url, codes, terms=settings.load(layout).licence)
    return Content(
        [*publish.batches(base), *(batch for context in contexts for batch in expand.batches(context))],
        codes,
        wish.site_url,
        redirects(released, codes),
        [card for context in contexts for card in cards(context)],
        wish.copies,
        tuple(sorted(released.withdrawn)),
    )


def build_site(layout: Layout, wish: Wish, options: Options | None = None) -> Built:
    """The whole flow; raises BuildError, after which the earlier site is as it was."""
    from practicebook.site.build import Options, build
    from practicebook.site.failure import BuildError

    loaded = load(layout, wish)
    if any(problem.is_error for problem in loaded.problems):
        raise BuildError(loaded.problems)
    built = build(layout, loaded.content, _progress(), options or Options())
    return replace(built, seconds=loaded.seconds | built.seconds)


def _progress() -> Callable[[str], None]:
    """Stages are told on a terminal and in a log, never on standard output."""
    return lambda message: click.echo(f"  {message} …", err=True)


def site_url() -> str:
    address = os.environ.get("PRACTICEBOOK_URL") or DEFAULT_URL
    return address if address.endswith("/") else f"{address}/"


def told(built: Built) -> str:
    made = len(built.rendered)
    seconds = sum(seconds for stage, seconds in built.seconds.items() if ":" not in stage)
    return f"{built.pages} pages, {made} of them rendered, in {seconds:.1f} s: {built.site}"
