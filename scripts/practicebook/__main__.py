"""The command line. Only this module prints or exits; every command says in one line what it did."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from practicebook.layout import WRITTEN_IN, Layout, RootNotFoundError
from practicebook.problem import Problem
from practicebook.report import FORMATS, as_summary

if TYPE_CHECKING:
    from datetime import datetime

    from pydantic import BaseModel

    from practicebook.catalogue import Catalogue
    from practicebook.gathering import Imported
    from practicebook.review.changes import Book
    from practicebook.sheets import Sheet
    from practicebook.site.build import Built
    from practicebook.site.finish import Content

DEFAULT_URL = "http://127.0.0.1:8000/"
EXIT_PROBLEMS = 1
EXIT_USAGE = 2

languages_option = click.option("--language", "languages", multiple=True, metavar="L", help="Only this language.")


@dataclass(frozen=True)
class Loaded:
    """A knowledge base in memory with every problem it has."""

    catalogue: Catalogue
    content: Content
    problems: Sequence[Problem]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), help="The folder that holds mkdocs.yml.")
@click.version_option(package_name="practicebook", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Check good-practice records and build them into a site."""
    try:
        context.obj = Layout.find(root or Path.cwd())
    except RootNotFoundError as error:
        _usage(f"{error}. Go to the folder of the knowledge base, or name it with --root.")


def _usage(message: str) -> NoReturn:
    click.echo(f"practicebook: {message}", err=True)
    sys.exit(EXIT_USAGE)


def _fail(problems: Sequence[Problem], format_: str = "text") -> NoReturn:
    click.echo(FORMATS[format_](problems), err=format_ == "text")
    sys.exit(EXIT_PROBLEMS)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option(
    "--fix", "fixes", is_flag=True, help="First mend order, quotes, dates and spaces, and tell what was changed."
)
@click.pass_obj
def check(layout: Layout, files: tuple[Path, ...], format_: str, *, fixes: bool) -> None:
    """Tell every problem of the records, or of FILES only."""
    from practicebook import catalogue, rules

    wanted = {_shown(layout, file) for file in files}
    if fixes:
        _fix(layout, wanted)
    loaded = catalogue.load(layout)
    problems = [one for one in rules.check(loaded) if not wanted or one.path in wanted]
    if format_ == "text":
        _summary(problems, len(wanted) or len(loaded.practices) + len(loaded.places))
    else:
        click.echo(FORMATS[format_](problems))
    if format_ == "github" and problems:
        _summarise(problems)
    sys.exit(EXIT_PROBLEMS if any(problem.is_error for problem in problems) else 0)


def _fix(layout: Layout, wanted: set[str]) -> None:
    """Mend what can be mended in the records, or in those of them that are wanted."""
    from practicebook import catalogue, source, writing
    from practicebook.model import Place, Practice
    from practicebook.tidying import tidy

    files: dict[Path, type[BaseModel]] = dict.fromkeys(catalogue.practice_files(layout), Practice)
    files.update(dict.fromkeys(catalogue.record_files(layout.places), Place))
    for file, model in files.items():
        path = catalogue.shown(layout, file)
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
    if not file.exists():
        _usage(f"{file} does not exist.")
    try:
        return file.resolve().relative_to(layout.root.resolve()).as_posix()
    except ValueError:
        _usage(f"{file} lies outside {layout.root}.")


def _summary(problems: Sequence[Problem], records: int) -> None:
    if problems:
        click.echo(FORMATS["text"](problems))
    errors = sum(problem.is_error for problem in problems)
    found = "no problem" if not problems else f"{errors} to mend, {len(problems) - errors} to consider"
    told = " What a code means: practicebook explain CODE." if problems else ""
    click.echo(f"{records} {'record' if records == 1 else 'records'} checked: {found}.{told}", err=True)


@main.command()
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
    from practicebook.site.failure import BuildError

    if not Layout(base).configuration.is_file():
        _usage(f"{base} is no knowledge base: it has no {Layout(base).configuration.name}.")
    before, after = _book(Layout(base)), _book(layout)
    click.echo(summary(before, after, _site_url()), nl=False)
    seen = languages(changes(before, after), after)
    if site and seen:
        try:
            click.echo(_told(_build(layout, seen, site, None, _site_url(), drafts=True)), err=True)
        except BuildError as error:
            _fail(error.problems)


def _book(layout: Layout) -> Book:
    """One state of the knowledge base, with all that a review compares."""
    from practicebook import catalogue, editorial, rules
    from practicebook.review.changes import Book

    records, texts = catalogue.load(layout), editorial.load(layout)
    return Book(records, texts, (*rules.check(records), *texts.problems), catalogue.texts(layout))


@main.command()
@click.argument("code")
def explain(code: str) -> None:
    """Tell what the rule CODE asks, why, and how it looks."""
    from practicebook.rules import RULES

    rule = RULES.get(code.upper())
    if rule is None:
        _usage(f"there is no rule “{code}”. The rules are: {', '.join(sorted(RULES))}.")
    click.echo(f"{rule.code}: {rule.title}\n\n{rule.why}\n")
    for title, example in (("This passes:", rule.good), ("This does not:", rule.bad)):
        click.echo(f"{title}\n")
        click.echo("".join(f"    {line}\n" for line in example.text.splitlines()))


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail if a file is not up to date.")
@click.pass_obj
def generate(layout: Layout, *, only_check: bool) -> None:
    """Write the files that are made from the model: schemas, list of published ids."""
    from practicebook import catalogue, generated, writing

    files = generated.generated(layout, catalogue.load(layout))
    stale = generated.stale(layout, files)
    if only_check and stale:
        click.echo("Not up to date (run `practicebook generate`):\n" + "\n".join(stale), err=True)
        sys.exit(EXIT_PROBLEMS)
    for path in stale:
        writing.write_atomically(layout.root / path, files[path].encode())
    click.echo(f"{len(files)} generated files, {len(stale)} written." if stale else "Generated files are up to date.")


@main.command()
@click.argument("name", metavar="[THEME/ID]", required=False)
@click.option("--ask/--no-ask", default=None, help="Ask [on a terminal], or write a file to fill in.")
@click.option("--translation", nargs=2, metavar="ID LANGUAGE", help="Instead: of which record or list, to what.")
@click.option(
    "--by", type=click.Choice(["human", "machine"]), default="human", show_default=True, help="Who translates."
)
@click.pass_obj
def new(layout: Layout, name: str | None, ask: bool | None, translation: tuple[str, str] | None, by: str) -> None:
    """Begin a practice, THEME/ID, or a translation, which keeps what still fits its source."""
    if (name is None) == (translation is None):
        _usage("say what to begin: a practice, as THEME/ID, or --translation ID LANGUAGE.")
    if translation:
        _new_translation(layout, *translation, by)
    elif name:
        _new_practice(layout, name, asks=sys.stdin.isatty() if ask is None else ask)


def _new_practice(layout: Layout, name: str, *, asks: bool) -> None:
    import datetime as dt

    from practicebook import catalogue, dialogue, manuscript, writing
    from practicebook.model import Practice
    from practicebook.proposal import HEADER, refusal
    from practicebook.skeleton import skeleton

    loaded, (theme, _, id_) = catalogue.load(layout), name.partition("/")
    why_not = refusal(loaded, theme, id_)
    if why_not:
        _usage(why_not)
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
    from practicebook import catalogue, editorial, writing
    from practicebook.drafting import INTERFACE, UNDATED, draft
    from practicebook.translations import IN_FILES, language_of

    records, texts = catalogue.load(layout), editorial.load(layout)
    if name != INTERFACE and not (layout.interface / f"{language}.yaml").is_file():
        _usage(f"there is no language “{language}”. Begin with `practicebook new --translation interface {language}`.")
    made = draft(layout, records, texts, name, language, by)
    if made is None:
        _usage(f"there is no practice, list or page “{name}”, and it is not `interface`.")
    if language == records.source_language(IN_FILES if name in records.practices else name, name):
        _usage(f"“{name}” is written in “{language}”, so there is nothing to translate.")
    shown = made.file.relative_to(layout.root).as_posix()
    problems = [one for one in (*records.problems, *texts.problems) if one.code != UNDATED]
    lost = [one for one in problems if one.path == shown or language_of(Path(one.path)) is None]
    if lost:  # what could not be read, here or where it is translated from, would be written over
        click.echo("Nothing was written. Mend this first, so that no text is lost:", err=True)
        _fail(lost)
    writing.write_atomically(made.file, made.text.encode())
    found = "complete" if not made.left else f"{made.left} {'text' if made.left == 1 else 'texts'} to translate"
    click.echo(f"{shown}: {found}.")


@main.command()
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), default="practices.xlsx", show_default=True)
@click.option("--language", default=WRITTEN_IN, metavar="L", show_default=True, help="Language of the labels.")
@click.pass_obj
def template(layout: Layout, output: Path, language: str) -> None:
    """Write a spreadsheet to fill in, with the choices in it; one that is there stays."""
    from practicebook import catalogue, editorial, writing
    from practicebook.template import workbook

    loaded, texts = catalogue.load(layout), editorial.load(layout)
    if language not in texts.words:
        _usage(f"there is no language “{language}”. The languages are: {', '.join(texts.words)}.")
    if output.exists():
        _usage(f"{output} is there already. Name another file with --output.")
    words = texts.shown[language]["contribute"]["spreadsheet"]
    writing.write_atomically(output, workbook(loaded.in_language(language), words))
    click.echo(f"{output}: fill it in, then `practicebook import {output} --dry-run`.")


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Write nothing, only tell.")
@click.option("--take-good", is_flag=True, help="Write the records without errors even if others have some.")
@click.option("--replace", "may_replace", is_flag=True, help="Write over records that are there.")
@click.pass_obj
def import_(layout: Layout, files: tuple[Path, ...], *, dry_run: bool, take_good: bool, may_replace: bool) -> None:
    """Turn the rows of FILES (one .xlsx, or .csv files) into records, and tell of each row what became of it."""
    import datetime as dt

    from practicebook import catalogue, importing

    found = [sheet for file in files for sheet in _read_table(file)]
    today = dt.datetime.now(tz=dt.UTC).date()
    imported = importing.read(found, catalogue.load(layout), today, may_replace=may_replace)
    writes = not dry_run and (take_good or imported.is_good)
    if writes:
        _write_records(layout, imported)
    click.echo("\n".join(importing.lines(imported, "written" if writes else "good")))
    click.echo(importing.summary(imported, written=writes), err=True)
    sys.exit(0 if imported.is_good else EXIT_PROBLEMS)


@main.command()
@click.argument("event", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--answer", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the answer.")
@click.pass_obj
def propose(layout: Layout, event: Path, answer: Path | None) -> None:
    """Turn an issue made with the issue form into a record; EVENT is the file in which GitHub describes the issue."""
    import datetime as dt
    import json

    from practicebook import catalogue, issue, writing

    try:
        body = json.loads(event.read_text("utf-8"))["issue"]["body"] or ""
    except (ValueError, KeyError, TypeError):
        _usage(f"{event} does not describe an issue.")
    found = issue.read(body, catalogue.load(layout), dt.datetime.now(tz=dt.UTC).date())
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
        _fail([Problem(file.name, 0, 0, "", "E601", "error", str(error), hint)])


def _write_records(layout: Layout, imported: Imported) -> None:
    from practicebook import writing

    for draft in imported.drafts:
        if draft.is_good:
            file = layout.root / draft.path
            writing.write_atomically(file, draft.text.encode())
            if draft.left:
                writing.write_atomically(file.with_suffix(".note.txt"), draft.note.encode())


def _load(
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
        _usage(f"there is no language “{unknown[0]}”. The languages are: {', '.join(texts.words)}.")
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
    return Loaded(records, Content(pages, site_url, redirects(released, chosen), files, cards, copies), problems)


def _build(
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

    loaded = _load(layout, languages, site_url, drafts=drafts, copies=copies)
    if any(problem.is_error for problem in loaded.problems):
        raise BuildError(loaded.problems)
    return build_site(layout, loaded.content, _progress(), output=output, jobs=jobs)


def _progress() -> Callable[[str], None]:
    """Stages are told on a terminal and in a log, never on standard output."""
    return lambda message: click.echo(f"  {message} …", err=True)


def _site_url() -> str:
    address = os.environ.get("PRACTICEBOOK_URL") or DEFAULT_URL
    return address if address.endswith("/") else f"{address}/"


def _told(built: Built) -> str:
    made, seconds = len(built.rendered.rendered), sum(built.seconds.values())
    return f"{built.pages} pages, {made} of them rendered, in {seconds:.1f} s: {built.site}"


@main.command()
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Where to put the site [build/site].")
@languages_option
@click.option("--clean", is_flag=True, help="Forget what earlier builds left.")
@click.option("--jobs", type=click.IntRange(min=1), help="How many processes render pages.")
@click.option("--offline", "copies", is_flag=True, help="Add a ZIP of each language to read without a network.")
@click.pass_obj
def build(
    layout: Layout, output: Path | None, languages: tuple[str, ...], jobs: int | None, *, clean: bool, copies: bool
) -> None:
    """Build the site, only what changed; a failed build leaves the earlier site as it was."""
    import shutil

    from practicebook.site.failure import BuildError

    if clean:
        shutil.rmtree(layout.cache, ignore_errors=True)
    try:
        built = _build(layout, languages, output, jobs, _site_url(), copies=copies)
    except BuildError as error:
        _fail(error.problems)
    click.echo(_told(built))


@main.command()
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
        _fail(error.problems)
    writing.write_atomically(output, copying.as_zip(copy))
    click.echo(f"{len(copy.pages)} pages, {output.stat().st_size / 1e6:.1f} MB: {output}")


@main.command()
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to put the files [build/export]. What is there with the same names is replaced.",
)
@click.pass_obj
def export(layout: Layout, output: Path | None) -> None:
    """Write the data of the site without the site: JSON, tables, citations, feeds, calendar."""
    from practicebook import writing

    loaded = _load(layout, (), _site_url())
    if any(problem.is_error for problem in loaded.problems):
        _fail(loaded.problems)
    folder = output or layout.build / "export"
    for path, content in sorted(loaded.content.files.items()):
        writing.write_atomically(folder / path, content)
    click.echo(f"{len(loaded.content.files)} files: {folder}")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@languages_option
@click.pass_obj
def serve(layout: Layout, host: str, port: int, languages: tuple[str, ...]) -> None:
    """Build the site, show it on this machine, and build again after every change."""
    from practicebook.site import serve as serving
    from practicebook.site.failure import BuildError

    site_url = f"http://{host}:{port}/"

    def rebuild() -> None:
        click.echo(_told(_build(layout, languages, None, None, site_url)), err=True)

    try:
        rebuild()
    except BuildError as error:
        _fail(error.problems)
    listener = serving.Listener(
        started=lambda address: click.echo(f"The site is at {address} (Ctrl+C stops it)."),
        rebuilt=lambda: None,
        failed=lambda problems: click.echo(FORMATS["text"](problems), err=True),
    )
    try:
        serving.serve(layout, rebuild, listener, host, port)
    except serving.AddressInUseError as error:
        _usage(f"{error} with --port.")


@main.command()
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

    from practicebook import catalogue, editorial, unanswered, writing
    from practicebook.links import report as reports
    from practicebook.links.addresses import addresses
    from practicebook.links.check import Checker, Pace, check_all
    from practicebook.links.visit import Visitor

    loaded = catalogue.load(layout)
    unread = [one for one in loaded.problems if one.path == catalogue.shown(layout, layout.unanswered)]
    if unread:  # what is remembered there would be lost
        _fail(unread)
    places = addresses(loaded, editorial.load(layout))
    checker = Checker(Visitor(_agent(layout), timeout), Pace(delay))
    with click.progressbar(check_all(places, checker), len(places), "Links", file=sys.stderr) as coming:
        findings = list(coming)
    found = reports.report(findings, places, loaded.unanswered, dt.datetime.now(tz=dt.UTC).date())
    click.echo(reports.FORMATS[format_](found))
    if found.is_offline:
        _usage("nothing answered at all, so nothing is remembered. Is this machine connected?")
    writing.write_atomically(layout.unanswered, unanswered.as_yaml(found.known).encode())
    if issue:
        writing.write_atomically(issue, reports.as_issue(found).encode())
    sys.exit(EXIT_PROBLEMS if found.broken else 0)


@main.command()
@click.option("--by", type=click.DateTime(["%Y-%m-%d"]), help="The day to look ahead to [today].")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--issue", type=click.Path(dir_okay=False, path_type=Path), help="Where to write it for an issue, if any."
)
@click.pass_obj
def due(layout: Layout, by: datetime | None, format_: str, issue: Path | None) -> None:
    """Tell which practices are due for a review, or wait for an editor."""
    import datetime as dt

    from practicebook import catalogue, writing
    from practicebook import due as reminders

    found = reminders.due(catalogue.load(layout), (by or dt.datetime.now(tz=dt.UTC)).date())
    click.echo(reminders.FORMATS[format_](found))
    if issue and found:
        writing.write_atomically(issue, reminders.as_issue(found).encode())


def _agent(layout: Layout) -> str:
    """Who asks: sites see where to complain."""
    from practicebook import settings

    return f"practicebook-links/1 (+{settings.load(layout).repository})"


@main.command()
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--translations", is_flag=True, help="Tell instead how far each language is.")
@click.pass_obj
def status(layout: Layout, format_: str, *, translations: bool) -> None:
    """Tell what the knowledge base holds and where it is thin: the coverage board in the terminal."""
    import datetime as dt

    from practicebook import catalogue, editorial
    from practicebook.coverage import STATUS, coverage
    from practicebook.progress import PROGRESS, progress

    published = catalogue.load(layout).published()
    if translations:
        click.echo(PROGRESS[format_](progress(published, editorial.load(layout))))
    else:
        click.echo(STATUS[format_](coverage(published, dt.datetime.now(tz=dt.UTC).date())))


@main.command()
@click.argument("site", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.pass_obj
def verify(layout: Layout, site: Path | None, format_: str) -> None:
    """Check a built SITE: links, anchors, ids, requests to third parties, budgets."""
    from practicebook.site.verify import verify as verify_site

    folder = site or layout.site
    if not folder.is_dir():
        _usage(f"there is no site in {folder}. Build it first: practicebook build.")
    problems = verify_site(folder)
    if format_ != "text" or problems:
        click.echo(FORMATS[format_](problems))
    if format_ == "text":
        click.echo("No finding." if not problems else f"{len(problems)} findings.", err=True)
    sys.exit(EXIT_PROBLEMS if any(problem.is_error for problem in problems) else 0)


if __name__ == "__main__":
    main(prog_name="practicebook")
