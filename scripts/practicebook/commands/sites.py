"""The site: to build it, to look at it, to take it away, to check it."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from practicebook.commands.flow import Wish, build_site, load, site_url, told
from practicebook.commands.terminal import EXIT_PROBLEMS, fail, languages_option, usage
from practicebook.layout import Layout
from practicebook.report import FORMATS


class Share(click.ParamType):  # type: ignore[type-arg]  # not generic in every version
    """A part of a whole, as in 2/3."""

    name = "K/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click
        """The share that is meant, or a message that says what is."""
        from practicebook.site.shards import Share as Meant

        found = re.fullmatch(r"([1-9]\d{0,3})/([1-9]\d{0,3})", str(value))
        if not found or int(found[1]) > int(found[2]):
            self.fail(f"“{value}” is no part of a whole. Write 1/3 for the first of three.", param, ctx)
        return Meant(int(found[1]), int(found[2]))


@click.command()
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Where to put the site [build/site].")
@languages_option
@click.option("--clean", is_flag=True, help="Forget what earlier builds left.")
@click.option("--jobs", type=click.IntRange(min=1), help="How many processes make pages [one for each core].")
@click.option("--offline", "copies", is_flag=True, help="Add a ZIP of each language to read without a network.")
@click.option("--renderer", type=click.Choice(["own", "mkdocs"]), default="own", help="What turns Markdown into HTML.")
@click.option("--shard", type=Share(), metavar="K/N", help="Make only part K of N of the site, to be joined later.")
@click.option(
    "--timings",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write how many seconds each stage took, and how many pages there are, into this file as JSON.",
)
@click.pass_obj
def build(layout: Layout, /, languages: tuple[str, ...], **asked: Any) -> None:  # noqa: ANN401 - the options above
    """Build the site, only what changed; a failed build leaves the earlier site as it was."""
    import json

    from practicebook import writing
    from practicebook.site.build import Options
    from practicebook.site.failure import BuildError
    from practicebook.site.staging import the_only_build

    by_mkdocs = asked["renderer"] == "mkdocs"
    options = Options(asked["output"], asked["jobs"], by_mkdocs=by_mkdocs, share=asked["shard"])
    try:
        if asked["clean"]:
            with the_only_build(layout):
                writing.remove(layout.cache)
        built = build_site(layout, Wish(languages, site_url(), copies=asked["copies"]), options)
    except BuildError as error:
        fail(error.problems)
    if asked["timings"]:
        told_ = json.dumps(built.seconds | {"pages": built.pages}, indent=2)
        writing.write_atomically(asked["timings"], told_.encode())
    click.echo(told(built))


@click.command()
@click.argument("shards", nargs=-1, required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Where to put the site [build/site].")
@languages_option
@click.option("--offline", "copies", is_flag=True, help="Add a ZIP of each language to read without a network.")
@click.pass_obj
def join(
    layout: Layout, shards: tuple[Path, ...], output: Path | None, languages: tuple[str, ...], *, copies: bool
) -> None:
    """Build the site from all its SHARDS, folders that `build --shard` made here or on other machines."""
    from practicebook.site.build import Options
    from practicebook.site.failure import BuildError

    try:
        built = build_site(layout, Wish(languages, site_url(), copies=copies), Options(output, shards=shards))
    except BuildError as error:
        fail(error.problems)
    click.echo(told(built))


@click.command()
@click.argument("site", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The ZIP to write.")
@languages_option
@click.pass_obj
def offline(layout: Layout, site: Path | None, output: Path, languages: tuple[str, ...]) -> None:
    """Write a copy of a built SITE that opens from the file system, without a network."""
    from practicebook import writing
    from practicebook.site import offline as copying
    from practicebook.site.failure import BuildError

    try:
        copy = copying.of(layout, site or layout.site, languages)
    except BuildError as error:
        fail(error.problems)
    writing.write_atomically(output, copying.as_zip(copy))
    click.echo(f"{len(copy.pages)} pages, {output.stat().st_size / 1e6:.1f} MB: {output}")


@click.command()
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to put the files [build/export]: a new or empty folder, or an earlier export, to write over.",
)
@click.pass_obj
def export(layout: Layout, output: Path | None) -> None:
    """Write the data of the site without the site: JSON, tables, citations, feeds, calendar."""
    from practicebook.commands import exporting
    from practicebook.site.failure import BuildError

    loaded = load(layout, Wish((), site_url()))
    if any(problem.is_error for problem in loaded.problems):
        fail(loaded.problems)
    folder = output or layout.build / "export"
    try:
        count = exporting.export(loaded.content, folder)
    except BuildError as error:
        fail(error.problems)
    click.echo(f"{count} files: {folder}")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@languages_option
@click.pass_obj
def serve(layout: Layout, host: str, port: int, languages: tuple[str, ...]) -> None:
    """Build the site, show it on this machine, and build again after every change."""
    from practicebook.site import serve as serving
    from practicebook.site.build import Options
    from practicebook.site.failure import BuildError

    site_url = f"http://{host}:{port}/"

    def rebuild(*, in_haste: bool) -> bool:
        built = build_site(layout, Wish(languages, site_url), Options(in_haste=in_haste))
        click.echo(told(built), err=True)
        if not in_haste:  # somebody waits for that
            gc.collect()  # the only command that goes on for long
        return bool(built.rendered)

    try:
        rebuild(in_haste=False)
    except BuildError as error:
        fail(error.problems)
    listener = serving.Listener(
        started=lambda address: click.echo(f"The site is at {address} (Ctrl+C stops it)."),
        rebuilt=lambda: None,
        failed=lambda problems: click.echo(FORMATS["text"](problems), err=True),
    )
    try:
        serving.serve(layout, rebuild, listener, host, port)
    except serving.AddressInUseError as error:
        usage(f"{error} with --port.")


@click.command()
@click.argument("site", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.pass_obj
def verify(layout: Layout, site: Path | None, format_: str) -> None:
    """Check a built SITE: links, anchors, ids, requests to third parties, budgets."""
    from practicebook.site.verify import weighed

    folder = site or layout.site
    if not folder.is_dir():
        usage(f"there is no site in {folder}. Build it first: practicebook build.")
    problems, weights = weighed(folder)
    if format_ != "text" or problems:
        click.echo(FORMATS[format_](problems))
    if format_ == "text":
        click.echo(_told_of_weights(weights), err=True)
        click.echo("No finding." if not problems else f"{len(problems)} findings.", err=True)
    sys.exit(EXIT_PROBLEMS if any(problem.is_error for problem in problems) else 0)


def _told_of_weights(weights: Mapping[str, int]) -> str:
    """How much a first visit takes, all that the page needs packed as hosts send it."""
    if not weights:
        return "There is no page."
    sizes = sorted(weights.values())
    middle, most = (f"{size / 1000:.0f} kB" for size in (sizes[len(sizes) // 2], sizes[-1]))
    largest = max(weights, key=lambda path: weights[path])
    return f"A first visit takes {middle} in the middle of all pages, {most} at most ({largest})."
