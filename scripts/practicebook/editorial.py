"""Editorial texts: the words of the interface and the pages written by hand, by language.

English is what the others are translated from: where a language lacks a word or a page, the English one stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from babel import Locale, UnknownLocaleError

from practicebook import settings, source
from practicebook.checks import Checks
from practicebook.layout import WRITTEN_IN, Layout
from practicebook.parts import Parts
from practicebook.problem import Problem
from practicebook.record import Strict
from practicebook.settings import Host
from practicebook.source import Document, SourceError
from practicebook.speed import Speed
from practicebook.translation import Head, State, Translation, digest, state
from practicebook.translations import HEAD, OF, Reader, head_of
from practicebook.validation import validate

Known = TypeVar("Known", bound=Strict)

FENCE = "---\n"
FORMS = ("zero", "one", "two", "few", "many", "other")  # of a plural, by the names of CLDR


@dataclass(frozen=True)
class HandPage:
    """Prose written by hand: `path` in the language's docs folder, its front matter, and Markdown.

    `written_in` is the language of its text; `state` is nothing for a page that is no translation.
    """

    path: str
    front: Mapping[str, Any]
    body: str
    written_in: str = WRITTEN_IN
    state: State | None = None

    @property
    def digest(self) -> str:
        """What a translation of this page notes to tell when it changes."""
        return digest([self.front["title"], self.front["description"], self.body])


@dataclass
class Editorial:
    """All that is written for the site and is not a record."""

    words: dict[str, dict[str, Any]] = field(default_factory=dict)
    translations: dict[str, Translation] = field(default_factory=dict)
    """Language → its words as a translation of the English ones."""
    pages: dict[str, list[HandPage]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    checks: Checks | None = None
    """What programs found when they last looked for barriers."""
    parts: Parts = field(default_factory=Parts)
    host: Host = field(default_factory=Host)
    speed: Speed | None = None
    """How fast builds and pages were when last measured."""

    @cached_property
    def shown(self) -> dict[str, dict[str, Any]]:
        """The words of each language as pages show them."""
        return {language: with_name(words) for language, words in self.words.items()}

    def state(self, language: str) -> State | None:
        """How far the words of a language are translated; nothing for English."""
        if language == WRITTEN_IN:
            return None
        return state(self.expected(language), self.translations.get(language))

    def expected(self, language: str) -> dict[str, Any]:
        """The English words with a place for each form of a plural that the language has."""
        try:
            tags = Locale.parse(self._locale(language), sep="-").plural_form.tags
        except (ValueError, UnknownLocaleError):
            tags = frozenset({"one"})
        return _with_forms(self.words.get(WRITTEN_IN, {}), sorted({*tags, "other"}, key=FORMS.index))

    def _locale(self, language: str) -> str:
        """What a language says its locale is; its own name as long as the English one stands in for it."""
        sites = (self.words.get(one, {}).get("site") for one in (language, WRITTEN_IN))
        said, english = (site.get("locale") if isinstance(site, dict) else None for site in sites)
        return str(said) if said and said != english else language


def load(layout: Layout) -> Editorial:
    """Read content/interface and content/pages; what is wrong is in `problems`."""
    editorial = Editorial()
    documents = dict(_documents(layout, editorial.problems))
    for language, document in documents.items():
        editorial.words[language] = {name: part for name, part in document.value.items() if name not in {HEAD, OF}}
    english = editorial.words.get(WRITTEN_IN, {})
    for language, words in editorial.words.items():
        editorial.words[language] = filled(words, english)
    for language, document in documents.items():
        if language != WRITTEN_IN and english:
            _read_words(editorial, language, document)
    own = {language: _hand_pages(layout, language, editorial.problems) for language in editorial.words}
    editorial.pages = {language: _with_english(own, language) for language in own}
    editorial.checks = _one(layout, layout.checks, Checks, editorial.problems)
    editorial.speed = _one(layout, layout.speed, Speed, editorial.problems)
    editorial.parts = _one(layout, layout.parts, Parts, editorial.problems) or Parts()
    editorial.host = settings.load(layout).host if layout.configuration.is_file() else Host()
    return editorial


def _one(layout: Layout, file: Path, model: type[Known], problems: list[Problem]) -> Known | None:
    """What a file says that need not be there."""
    if not file.is_file():
        return None
    try:
        found = validate(model, source.load(file, file.relative_to(layout.root).as_posix()))
    except SourceError as error:
        found = list(error.problems)
    if not isinstance(found, list):
        return found
    problems.extend(found)
    return None


def _documents(layout: Layout, problems: list[Problem]) -> Iterator[tuple[str, Document]]:
    for file in sorted(layout.interface.glob("*.yaml")):
        try:
            yield file.stem, source.load(file, file.relative_to(layout.root).as_posix())
        except SourceError as error:
            problems.extend(error.problems)


def _read_words(editorial: Editorial, language: str, document: Document) -> None:
    head = head_of(document)
    if isinstance(head, list):
        editorial.problems.extend(head)
        return
    reader = Reader(document, (), editorial.expected(language), editorial.problems)
    editorial.translations[language] = reader.read("interface", "interface", language, head)


def filled(words: Mapping[str, Any], english: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a language with the English ones where it has none; forms of a plural belong together."""
    made = dict(words)
    for name, given in english.items():
        if made.get(name) in ("", None):
            made[name] = given
        elif isinstance(given, dict) and isinstance(made[name], dict):
            if "other" not in given:
                made[name] = filled(made[name], given)
            elif not made[name].get("other"):
                made[name] = given
    return made


def with_name(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words as they are shown: `{site}` is the name of the site, which so stands in one place a language."""
    name = str(words.get("site", {}).get("name", "")) if isinstance(words.get("site", {}), dict) else ""
    return {key: _named(part, name) for key, part in words.items()}


def _named(part: Any, name: str) -> Any:  # noqa: ANN401 - words, or a branch of them
    if isinstance(part, dict):
        return {key: _named(inner, name) for key, inner in part.items()}
    return part.replace("{site}", name) if isinstance(part, str) else part


def _with_forms(words: Mapping[str, Any], forms: Sequence[str]) -> dict[str, Any]:
    made = {}
    for name, part in words.items():
        if isinstance(part, dict) and "other" in part:
            made[name] = {form: part.get(form, part["other"]) for form in forms}
        else:
            made[name] = _with_forms(part, forms) if isinstance(part, dict) else part
    return made


def _with_english(by_language: Mapping[str, Sequence[HandPage]], language: str) -> list[HandPage]:
    """The pages of a language, each told how it stands to the English one; that one where there is no other."""
    english = {page.path: page for page in by_language.get(WRITTEN_IN, [])}
    own = {page.path: page for page in by_language[language] if page.front["title"]}
    if language == WRITTEN_IN:
        return list(own.values())
    pages = {**english, **own}
    return [_told(pages[path], english.get(path), language) for path in sorted(pages)]


def _told(page: HandPage, english: HandPage | None, language: str) -> HandPage:
    if english is None:
        return replace(page, written_in=language)
    if page is english:
        return replace(page, state=State(None, ("text",), ()))
    head = page.front.get(HEAD)
    given = head if isinstance(head, dict) else {}
    made = Head(by="machine" if given.get("by") == "machine" else "human", reviewed=given.get("reviewed") is True)
    behind = ("text",) if page.front.get(OF) != english.digest else ()
    return replace(page, written_in=language, state=State(made, (), behind))


def raw_page(file: Path) -> str:
    """The text of a page as it stands in its file; empty for one that is not there."""
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _hand_pages(layout: Layout, language: str, problems: list[Problem]) -> list[HandPage]:
    folder = layout.pages_by_hand / language
    pages = []
    for file in sorted(folder.rglob("*.md")):
        path = file.relative_to(folder).as_posix()
        shown = file.relative_to(layout.root).as_posix()
        try:
            page = _hand_page(PurePosixPath(path), source.read(file, shown))
        except SourceError as error:
            problems.extend(error.problems)
            continue
        if page is None:
            hint = "Start with ---, `title: …`, `description: …`, ---."
            message = "the page does not start with its title and description"
            problems.append(Problem(shown, 1, 1, "", "E101", "error", message, hint))
        else:
            pages.append(page)
    return pages


def _hand_page(path: PurePosixPath, text: str) -> HandPage | None:
    if not text.startswith(FENCE) or FENCE not in text[len(FENCE) :]:
        return None
    front_text, _, body = text[len(FENCE) :].partition(FENCE)
    try:
        front = source.parse(front_text, str(path)).value
    except SourceError:
        return None
    if not isinstance(front.get("title"), str) or not isinstance(front.get("description"), str):
        return None
    return HandPage(str(path), front, body)
