"""No English is left on pages of other languages: what is not translated says so, and what a machine translated too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from practicebook.expand.context import Context
from practicebook.model import Source

from tests.site.own_text import read, runs
from tests.site.server import Server

TRANSLATED = ("ar", "es", "fr")
# Words that hold English sentences together; none of them is a word of French or Spanish.
FUNCTION_WORDS = frozenset(
    {
        *("the", "and", "of", "for", "with", "that", "from", "their", "are", "was", "were", "is", "be", "been", "by"),
        *("in", "to", "it", "its", "this", "these", "those", "which", "who", "whom", "whose", "what", "when", "where"),
        *("how", "not", "they", "them", "than", "into", "such", "will", "would", "should", "about", "between"),
        *("through", "because", "while"),
    }
)
MANY = 3
MARKS = ".,;:!?()[]«»“”‘’\"'،؛؟…–-"
# Names that have no other form, each with the reason why it is one.
NAMES = {"Global Platform for the Right to the City": "an organisation that took part in the meeting of 2019"}


def is_english(text: str) -> bool:
    """Whether a text has several words that only English has; what has a slash in it is an address."""
    words = (word.strip(MARKS).casefold() for word in text.split() if "/" not in word)
    return sum(word in FUNCTION_WORDS for word in words) >= MANY


def sources(context: Context) -> Iterator[Source]:
    """Every source that a page may name."""
    yield from context.original.shared_sources.values()
    for record in context.original.records:
        yield from record.sources


def without_names(text: str, context: Context, language: str) -> str:
    """A text without what keeps its own language and has no place to say so.

    The publisher of a source is a name; and the title of a source is read aloud in place of the number that cites it.
    """
    words = str(context.editorial.words[language]["practice"]["source_aria"])
    aria = re.escape(" ".join(words.split())).replace(r"\{number\}", r"\d+").replace(r"\{title\}", "(.+)")
    citation = re.fullmatch(aria, text)
    if citation and citation[1] in {" ".join(one.title.split()) for one in sources(context)}:
        return ""
    names = {*NAMES, *(one.publisher for one in sources(context) if one.publisher)}
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text


def english_runs(page: HtmlElement, context: Context) -> list[str]:
    """The English sentences of a page that no element marks as English."""
    language = str(page.get("lang"))
    return [run for run in runs(page) if is_english(run) and is_english(without_names(run, context, language))]


def pages(server: Server, language: str) -> list[Path]:
    """Every page of a language."""
    found = sorted((server.site / language).rglob("index.html"))
    assert len(found) > 400
    return found


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_english_is_left_on_pages_of_another_language(server: Server, context: Context, language: str) -> None:
    """Whatever a page says in words, to eyes or ears, is in its language or marked as English."""
    found = {}
    for file in pages(server, language):
        found.update(dict.fromkeys(english_runs(read(file), context), file.relative_to(server.site).as_posix()))
    assert found == {}


def test_english_would_be_noticed(server: Server, context: Context) -> None:
    """Without the marks, the same search finds the English of every record that is not translated."""
    catalogue = context.original
    english = [id_ for id_, one in catalogue.practices.items() if one.language == "en"]
    left = [id_ for id_ in english if ("practices", id_, "ar") not in catalogue.translations]
    assert len(left) > 20
    for id_ in left:
        page = read(server.site / f"ar/practices/{id_}/index.html")
        for element in page.iterdescendants():
            element.attrib.pop("lang", None)
        assert len(english_runs(page, context)) > MANY, id_


def test_every_name_on_the_list_is_needed(server: Server, context: Context) -> None:
    """An exception that nobody needs any more would hide the next fault."""
    texts = [file.read_text("utf-8") for language in TRANSLATED for file in pages(server, language)]
    assert [name for name in NAMES if not any(name in text for text in texts)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_page_tells_how_its_language_was_translated(server: Server, context: Context, language: str) -> None:
    """As long as no native reader has read the words of the interface, the foot of every page says so."""
    state = context.editorial.state(language)
    assert state
    assert state.head
    told = str(context.editorial.words[language]["site"]["footer"]["translated"])
    feet = {file: file.read_text("utf-8").partition("<footer")[2] for file in pages(server, language)}
    assert [file for file, foot in feet.items() if (told in foot) is state.head.reviewed] == []
