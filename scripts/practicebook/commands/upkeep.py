"""Keeping what is there true: what it holds, what is due, which links are broken."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from practicebook.commands.terminal import EXIT_PROBLEMS, fail, usage
from practicebook.layout import Layout

if TYPE_CHECKING:
    from datetime import datetime


@click.command()
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--translations", is_flag=True, help="Tell instead how far each language is.")
@click.pass_obj
def status(layout: Layout, format_: str, *, translations: bool) -> None:
    """Tell what the knowledge base holds and where it is thin: the coverage board in the terminal."""
    import datetime as dt

    from practicebook import editorial, loading
    from practicebook.coverage import STATUS, coverage
    from practicebook.progress import PROGRESS, progress

    published = loading.load(layout).published()
    if translations:
        click.echo(PROGRESS[format_](progress(published, editorial.load(layout))))
    else:
        click.echo(STATUS[format_](coverage(published, dt.datetime.now(tz=dt.UTC).date())))


@click.command()
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write, as .cdx.json."
)
@click.pass_obj
def bill(layout: Layout, output: Path) -> None:
    """Write the bill of materials: every package and part with its version, as CycloneDX."""
    from importlib.metadata import version

    from practicebook import bill as materials
    from practicebook import editorial, writing

    lock = layout.root / "requirements.txt"
    if not lock.is_file():
        usage(f"there is no {lock.name} in {layout.root}, which says what is installed.")
    found = materials.bill(lock.read_text("utf-8"), editorial.load(layout).parts, version("practicebook"))
    writing.write_atomically(output, materials.as_json(found))
    click.echo(f"{len(found['components'])} components: {output}")


@click.command()
@click.option("--by", type=click.DateTime(["%Y-%m-%d"]), help="The day to look ahead to [today].")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--issue", type=click.Path(dir_okay=False, path_type=Path), help="Where to write it for an issue, if any."
)
@click.pass_obj
def due(layout: Layout, by: datetime | None, format_: str, issue: Path | None) -> None:
    """Tell which practices are due for a review, or wait for an editor."""
    import datetime as dt

    from practicebook import due as reminders
    from practicebook import loading, writing

    found = reminders.due(loading.load(layout), (by or dt.datetime.now(tz=dt.UTC)).date())
    click.echo(reminders.FORMATS[format_](found))
    if issue and found:
        writing.write_atomically(issue, reminders.as_issue(found).encode())


@click.command()
@click.option("--timeout", type=click.FloatRange(1, 120), default=20.0, show_default=True, help="Seconds a request.")
@click.option(
    "--delay", type=click.FloatRange(0, 60), default=1.0, show_default=True, help="Seconds between two to a site."
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--issue", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the report for an issue."
)
@click.pass_obj
def links(layout: Layout, timeout: float, delay: float, format_: str, issue: Path | None) -> None:
    """Ask every address of another site whether it still answers, and remember which do not."""
    import datetime as dt

    from practicebook import editorial, loading, unanswered, writing
    from practicebook.links import report as reports
    from practicebook.links.addresses import addresses
    from practicebook.links.check import Checker, Pace, check_all
    from practicebook.links.visit import Visitor

    loaded = loading.load(layout)
    unread = [one for one in loaded.problems if one.path == loading.shown(layout, layout.unanswered)]
    if unread:  # what is remembered there would be lost
        fail(unread)
    places = addresses(loaded, editorial.load(layout))
    checker = Checker(Visitor(_agent(layout), timeout), Pace(delay))
    with click.progressbar(check_all(places, checker), len(places), "Links", file=sys.stderr) as coming:
        findings = list(coming)
    found = reports.report(findings, places, loaded.unanswered, dt.datetime.now(tz=dt.UTC).date())
    click.echo(reports.FORMATS[format_](found))
    if found.is_offline:
        usage("nothing answered at all, so nothing is remembered. Is this machine connected?")
    writing.write_atomically(layout.unanswered, unanswered.as_yaml(found.known).encode())
    if issue:
        writing.write_atomically(issue, reports.as_issue(found).encode())
    sys.exit(EXIT_PROBLEMS if found.broken else 0)


def _agent(layout: Layout) -> str:
    """Who asks: sites see where to complain."""
    from practicebook import settings

    return f"practicebook-links/1 (+{settings.load(layout).repository})"
