"""Records: to check them, to know the rules, to make what is generated from the model."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from practicebook.commands.flow import check_records, load_records
from practicebook.commands.terminal import EXIT_PROBLEMS, usage
from practicebook.layout import Layout
from practicebook.problem import Problem
from practicebook.report import FORMATS, as_summary

if TYPE_CHECKING:
    from pydantic import BaseModel

    from practicebook.standing import Found, State


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option(
    "--fix", "fixes", is_flag=True, help="First mend order, quotes, dates and spaces, and tell what was changed."
)
@click.pass_obj
def check(layout: Layout, files: tuple[Path, ...], format_: str, *, fixes: bool) -> None:
    """Tell every problem of the records, or of FILES only."""
    wanted = {_shown(layout, file) for file in files}
    if fixes:
        _fix(layout, wanted)
    found = _found(layout, wanted)
    problems = [one for one in found.problems if not wanted or one.path in wanted]
    if format_ == "text":
        _summary(problems, len(wanted) or found.records)
    else:
        click.echo(FORMATS[format_](problems))
    if format_ == "github" and problems:
        _summarise(problems)
    sys.exit(EXIT_PROBLEMS if any(problem.is_error for problem in problems) else 0)


def _found(layout: Layout, wanted: set[str]) -> Found:
    """Every problem; or, where that is quicker, those of the files that are wanted, and some others."""
    from practicebook import standing

    state, last = standing.state(layout), standing.last(layout)
    if last and last[0] == state:
        return last[1]
    return (last and _found_again(layout, last, state, wanted)) or _found_in_all(layout, state)


def _found_again(layout: Layout, last: tuple[State, Found], now: State, wanted: set[str]) -> Found | None:
    from practicebook import standing
    from practicebook.rechecking import recheck

    again = recheck(layout, last, now, wanted)
    if again and again.is_all:
        standing.keep_found(layout, now, again.found)
    return again.found if again and (again.is_all or wanted) else None


def _found_in_all(layout: Layout, now: State) -> Found:
    from practicebook import loading, standing
    from practicebook.outline import Outline

    records = load_records(layout)
    files = (loading.shown(layout, file) for file in loading.practice_files(layout))
    outline = Outline.of(records, files)
    count = len(records.practices) + len(records.places)
    found = standing.Found(check_records(layout, records), count, outline.plain() if outline else None)
    standing.keep_found(layout, now, found)
    return found


def _fix(layout: Layout, wanted: set[str]) -> None:
    """Mend what can be mended in the records, or in those of them that are wanted."""
    from practicebook import loading, source, writing
    from practicebook.model import Place, Practice
    from practicebook.tidying import tidy

    files: dict[Path, type[BaseModel]] = dict.fromkeys(loading.practice_files(layout), Practice)
    files.update(dict.fromkeys(loading.record_files(layout.places), Place))
    for file, model in files.items():
        path = loading.shown(layout, file)
        text = source.text_of(file) if not wanted or path in wanted else None
        if text is not None:
            tidied, changes = tidy(model, text, path)
            click.echo("".join(f"{path}:{change}\n" for change in changes), nl=False, err=True)
            if tidied != text:
                writing.write_atomically(file, tidied.encode())


def _summarise(problems: Sequence[Problem]) -> None:
    """Add every problem to the summary of the job, if GitHub runs this."""
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if file:
        site = os.environ.get("PRACTICEBOOK_URL", "").rstrip("/")
        table = as_summary(problems, f"{site}/en/contribute/rules/" if site else "")
        with Path(file).open("a", encoding="utf-8") as summary:
            summary.write(f"### Checked records\n\n{table}")


def _shown(layout: Layout, file: Path) -> str:
    if not _is_there(file):
        usage(f"{file} does not exist.")
    try:
        return file.resolve().relative_to(layout.root.resolve()).as_posix()
    except ValueError:
        usage(f"{file} lies outside {layout.root}.")


def _is_there(file: Path) -> bool:
    """No file has a name that is too long for the system."""
    try:
        return file.exists()
    except OSError:
        return False


def _summary(problems: Sequence[Problem], records: int) -> None:
    if problems:
        click.echo(FORMATS["text"](problems))
    errors = sum(problem.is_error for problem in problems)
    found = "no problem" if not problems else f"{errors} to mend, {len(problems) - errors} to consider"
    told = " What a code means: practicebook explain CODE." if problems else ""
    click.echo(f"{records} {'record' if records == 1 else 'records'} checked: {found}.{told}", err=True)


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Tell what the rule CODE asks, why, and how it looks."""
    from practicebook.rules import RULES

    rule = RULES.get(code.upper())
    if rule is None:
        usage(f"there is no rule “{code}”. The rules are: {', '.join(sorted(RULES))}.")
    click.echo(f"{rule.code}: {rule.title}\n\n{rule.why}\n")
    for title, example in (("This passes:", rule.good), ("This does not:", rule.bad)):
        click.echo(f"{title}\n")
        click.echo("".join(f"    {line}\n" for line in example.text.splitlines()))


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail if a file is not up to date.")
@click.pass_obj
def generate(layout: Layout, *, only_check: bool) -> None:
    """Write the files that are made from the model: schemas, list of published ids."""
    from practicebook import generated, loading, writing

    records = loading.load(layout)
    files = generated.generated(layout, records)
    stale = generated.stale(layout, files)
    outdated = generated.outdated(layout, files, records)
    if only_check and outdated:
        click.echo("Not up to date (run `practicebook generate`):\n" + "\n".join(outdated), err=True)
        sys.exit(EXIT_PROBLEMS)
    if only_check and stale:
        click.echo(
            "Generated files are up to date but for records that changed; `practicebook generate` tells of them."
        )
        return
    for path in stale:
        writing.write_atomically(layout.root / path, files[path].encode())
    click.echo(f"{len(files)} generated files, {len(stale)} written." if stale else "Generated files are up to date.")
