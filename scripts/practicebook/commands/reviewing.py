"""What a proposal changes, for whoever reviews it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from practicebook.commands.flow import Wish, build_site, site_url, told
from practicebook.commands.terminal import fail, usage
from practicebook.layout import Layout

if TYPE_CHECKING:
    from practicebook.review.changes import Book


@click.command()
@click.argument("base", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    help="Also build the site with what is proposed, drafts included, in the languages that change.",
)
@click.pass_obj
def review(layout: Layout, base: Path, site: Path | None) -> None:
    """Tell a reviewer, as Markdown, what differs from BASE, another copy of the knowledge base."""
    from practicebook.review.changes import changes, languages
    from practicebook.review.summary import summary
    from practicebook.site.build import Options
    from practicebook.site.failure import BuildError

    if not Layout(base).configuration.is_file():
        usage(f"{base} is no knowledge base: it has no {Layout(base).configuration.name}.")
    before, after = _book(Layout(base)), _book(layout)
    click.echo(summary(before, after, site_url()), nl=False)
    seen = languages(changes(before, after), after)
    if site and seen:
        try:
            click.echo(told(build_site(layout, Wish(seen, site_url(), drafts=True), Options(site))), err=True)
        except BuildError as error:
            fail(error.problems)


def _book(layout: Layout) -> Book:
    """One state of the knowledge base, with all that a review compares."""
    from practicebook import editorial, loading, rules
    from practicebook.review.changes import Book

    records, texts = loading.load(layout), editorial.load(layout)
    return Book(records, texts, (*rules.check(records), *texts.problems), loading.texts(layout))
