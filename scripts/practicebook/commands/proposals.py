"""The routes by which practices and translations come in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from practicebook.commands.terminal import EXIT_PROBLEMS, fail, usage
from practicebook.layout import WRITTEN_IN, Layout
from practicebook.problem import Problem
from practicebook.report import FORMATS

if TYPE_CHECKING:
    from practicebook.gathering import Imported
    from practicebook.sheets import Sheet


@click.command()
@click.argument("name", metavar="[THEME/ID]", required=False)
@click.option("--ask/--no-ask", default=None, help="Ask [on a terminal], or write a file to fill in.")
@click.option("--translation", nargs=2, metavar="ID LANGUAGE", help="Instead: of which record or list, to what.")
@click.option(
    "--by", type=click.Choice(["human", "machine"]), default="human", show_default=True, help="Who translates."
)
@click.pass_obj
def new(layout: Layout, name: str | None, ask: bool | None, translation: tuple[str, str] | None, by: str) -> None:
    """Begin a practice, THEME/ID, or a translation, which keeps what still fits its source."""
    if (name is None) == (translation is None) or (name and "/" not in name):
        usage("say what to begin: a practice, as THEME/ID, or --translation ID LANGUAGE.")
    if translation:
        of, language = translation
        _new_translation(layout, of.removesuffix(".md"), language, by)
    elif name:
        _new_practice(layout, name, asks=sys.stdin.isatty() if ask is None else ask)


def _new_practice(layout: Layout, name: str, *, asks: bool) -> None:
    import datetime as dt

    from practicebook import dialogue, loading, manuscript, writing
    from practicebook.model import Practice
    from practicebook.proposal import HEADER, refusal
    from practicebook.skeleton import skeleton

    loaded, (theme, _, id_) = loading.load(layout), name.partition("/")
    why_not = refusal(loaded, theme, id_)
    if why_not:
        usage(why_not)
    today = dt.datetime.now(tz=dt.UTC).date()
    path, problems = f"practices/{theme}/{id_}.yaml", []
    if asks:
        value = dialogue.practice(_Terminal(), loaded, theme, id_, today)
        text, problems = manuscript.record(Practice, value, HEADER), dialogue.check(loaded, value, path)
    else:
        text = skeleton(loaded, theme, id_, today.isoformat())
    writing.write_atomically(layout.root / path, text.encode())
    if problems:
        click.echo(FORMATS["text"](problems), err=True)
    click.echo(f"{path}: written. Next: practicebook check {path}")


class _Terminal:
    """Whoever sits at the terminal."""

    def ask(self) -> str:
        return str(click.prompt("", default="", show_default=False, prompt_suffix="> "))

    def agree(self, question: str) -> bool:
        return click.confirm(f"\n{question}", default=False)

    def tell(self, text: str) -> None:
        click.echo(text)


def _new_translation(layout: Layout, name: str, language: str, by: str) -> None:
    from practicebook import editorial, loading, writing
    from practicebook.drafting import INTERFACE, UNDATED, draft
    from practicebook.translations import IN_FILES

    records, texts = loading.load(layout), editorial.load(layout)
    if name != INTERFACE and not (layout.interface / f"{language}.yaml").is_file():
        usage(f"there is no language “{language}”. Begin with `practicebook new --translation interface {language}`.")
    made = draft(layout, records, texts, name, language, by)
    if made is None:
        usage(f"there is no practice, list or page “{name}”, and it is not `interface`.")
    if language == records.source_language(IN_FILES if name in records.practices else name, name):
        usage(f"“{name}” is written in “{language}”, so there is nothing to translate.")
    shown = made.file.relative_to(layout.root).as_posix()
    problems = [one for one in (*records.problems, *texts.problems) if one.code != UNDATED]
    lost = [one for one in problems if one.path == shown or _is_source(Path(one.path), name)]
    if lost:  # what could not be read, here or where it is translated from, would be written over
        click.echo("Nothing was written. Mend this first, so that no text is lost:", err=True)
        fail(lost)
    writing.write_atomically(made.file, made.text.encode())
    found = "complete" if not made.left else f"{made.left} {'text' if made.left == 1 else 'texts'} to translate"
    click.echo(f"{shown}: {found}.")


def _is_source(path: Path, name: str) -> bool:
    """Whether what is called `name` may be translated from this file, which is not the record of another practice."""
    from practicebook.translations import language_of

    return language_of(path) is None and (path.parts[0] != "practices" or path.stem == name)


@click.command()
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), default="practices.xlsx", show_default=True)
@click.option("--language", default=WRITTEN_IN, metavar="L", show_default=True, help="Language of the labels.")
@click.pass_obj
def template(layout: Layout, output: Path, language: str) -> None:
    """Write a spreadsheet to fill in, with the choices in it; one that is there stays."""
    from practicebook import editorial, loading, writing
    from practicebook.template import workbook

    loaded, texts = loading.load(layout), editorial.load(layout)
    if language not in texts.words:
        usage(f"there is no language “{language}”. The languages are: {', '.join(texts.words)}.")
    if output.exists():
        usage(f"{output} is there already. Name another file with --output.")
    words = texts.shown[language]["contribute"]["spreadsheet"]
    writing.write_atomically(output, workbook(loaded.in_language(language), words))
    click.echo(f"{output}: fill it in, then `practicebook import {output} --dry-run`.")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Write nothing, only tell.")
@click.option("--take-good", is_flag=True, help="Write the records without errors even if others have some.")
@click.option("--replace", "may_replace", is_flag=True, help="Write over records that are there.")
@click.pass_obj
def import_(layout: Layout, files: tuple[Path, ...], *, dry_run: bool, take_good: bool, may_replace: bool) -> None:
    """Turn the rows of FILES (one .xlsx, or .csv files) into records, and tell of each row what became of it."""
    import datetime as dt

    from practicebook import importing, loading

    found = [sheet for file in files for sheet in _read_table(file)]
    today = dt.datetime.now(tz=dt.UTC).date()
    imported = importing.read(found, loading.load(layout), today, may_replace=may_replace)
    writes = not dry_run and (take_good or imported.is_good)
    if writes:
        _write_records(layout, imported)
    click.echo("\n".join(importing.lines(imported, "written" if writes else "good")))
    click.echo(importing.summary(imported, written=writes), err=True)
    sys.exit(0 if imported.is_good else EXIT_PROBLEMS)


@click.command()
@click.argument("event", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--answer", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the answer.")
@click.pass_obj
def propose(layout: Layout, event: Path, answer: Path | None) -> None:
    """Turn an issue made with the issue form into a record; EVENT is the file in which GitHub describes the issue."""
    import datetime as dt
    import json

    from practicebook import issue, loading, writing

    try:
        body = json.loads(event.read_text("utf-8"))["issue"]["body"] or ""
    except (ValueError, KeyError, TypeError, RecursionError):
        body = None
    if not isinstance(body, str):
        usage(f"{event} does not describe an issue.")
    found = issue.read(body, loading.load(layout), dt.datetime.now(tz=dt.UTC).date())
    if found.draft:
        writing.write_atomically(layout.root / found.draft.path, found.draft.text.encode())
    if answer:
        writing.write_atomically(answer, found.answer.encode())
    click.echo(found.answer)
    sys.exit(0 if found.draft else EXIT_PROBLEMS)


def _read_table(file: Path) -> list[Sheet]:
    from practicebook import sheets

    try:
        return sheets.read(file.name, file.read_bytes())
    except sheets.TableError as error:
        hint = "Begin with `practicebook template`, which makes one that can be read."
        fail([Problem(file.name, 0, 0, "", "E601", "error", str(error), hint)])


def _write_records(layout: Layout, imported: Imported) -> None:
    from practicebook import writing

    for draft in imported.drafts:
        if draft.is_good:
            file = layout.root / draft.path
            writing.write_atomically(file, draft.text.encode())
            if draft.left:
                writing.write_atomically(file.with_suffix(".note.txt"), draft.note.encode())
