"""Taking a practice back for good: what a secretariat does when one harms somebody."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from practicebook.commands.terminal import fail, usage
from practicebook.layout import Layout

SOURCES = ("practices", "content/registers", "content/pages")
NEXT = "Next: commit and publish. What else there is to do: the page contribute/recover."


@click.command()
@click.argument("id_", metavar="ID")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day to note [today].")
@click.pass_obj
def withdraw(layout: Layout, id_: str, day: dt.datetime | None) -> None:
    """Take the practice ID back: delete its files; its address then says that it is gone, and no more."""
    from practicebook import loading, writing
    from practicebook.withdrawn import Withdrawn, as_yaml

    records = loading.load(layout)
    unread = [one for one in records.problems if one.path == loading.shown(layout, layout.withdrawn)]
    if unread:  # what was taken back earlier would be lost
        fail(unread)
    files = _files(layout, id_)
    if not files:
        usage(f"there is no practice “{id_}”.{_meant(layout, id_)}")
    on = (day or dt.datetime.now(tz=dt.UTC)).date()
    former = records.practices[id_].former_ids if id_ in records.practices else ()
    gone = {one: Withdrawn(id=one, withdrawn_on=on) for one in (id_, *former)}
    writing.write_atomically(layout.withdrawn, as_yaml({**records.withdrawn, **gone}).encode())
    for file in files:
        file.unlink()
        click.echo(f"Deleted: {loading.shown(layout, file)}")
    _generate(layout)
    for place in _mentions(layout, gone):
        click.echo(f"Names it still: {place}")
    click.echo(NEXT)


def _generate(layout: Layout) -> None:
    """Schemas offer practices to editors by their titles, so they would go on naming this one."""
    from practicebook import generated, loading, writing

    files = generated.generated(layout, loading.load(layout))
    for path in (one for one in generated.stale(layout, files) if (layout.root / one).is_file()):
        writing.write_atomically(layout.root / path, files[path].encode())
        click.echo(f"Made anew: {path}")


def _files(layout: Layout, id_: str) -> list[Path]:
    """The record, its translations, and notes beside it; also one that cannot be read."""
    from practicebook import loading

    records = [file for file in loading.practice_files(layout) if file.stem == id_]
    return sorted(one for file in records for one in file.parent.iterdir() if one.name.split(".")[0] == id_)


def _meant(layout: Layout, id_: str) -> str:
    from practicebook import loading

    known = [file.stem for file in loading.practice_files(layout)]
    close = difflib.get_close_matches(id_, known, n=1)
    return f" Did you mean “{close[0]}”?" if close else ""


def _mentions(layout: Layout, gone: Mapping[str, object]) -> Iterator[str]:
    """Where texts and lists still name it: nothing there stops the site, but readers are led to nothing."""
    from practicebook import loading, source

    spared = {layout.withdrawn, layout.published_ids}
    for file in sorted(file for name in SOURCES for file in (layout.root / name).rglob("*.*") if file not in spared):
        for number, line in enumerate((source.text_of(file) or "").splitlines(), start=1):
            if any(id_ in line for id_ in gone):
                yield f"{loading.shown(layout, file)}:{number}"
