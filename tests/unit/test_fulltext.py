"""The index of full-text search: `practicebook.fulltext`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

import pytest

from practicebook.fulltext.contents import NOTHING, Change, changed
from practicebook.fulltext.files import SIZE, files, numbering
from practicebook.fulltext.weighing import LEVELS, Document, Read, read, usual, weigh
from practicebook.fulltext.words import normal, stemmer, words


def documents(*texts: str) -> list[Document]:
    return [Document([(text, 1)]) for text in texts]


def parts(language: str, some: list[Document], size: int = 2) -> list[tuple[range, Read]]:
    """Documents, read a few at a time, with their numbers."""
    chunks = [range(start, min(start + size, len(some))) for start in range(0, len(some), size)]
    return [(numbers, read([some[number] for number in numbers], stemmer(language))) for numbers in chunks]


def levels(some: list[Document], stem: str) -> list[tuple[int, int]]:
    """The documents that have a stem, each with its level."""
    length = usual(sum(one.length for one in some), len(some))
    return [(one >> 4, one & LEVELS) for one in weigh(parts("en", some), length)[stem]]


def made_of(language: str, some: list[Document], size: int = 2, practices: int = 0) -> Mapping[str, bytes]:
    """The files of an index over documents."""
    change = Change(read([], stemmer(language)), {}, parts(language, some, size))
    return files(changed(NOTHING, change), [(f"{number}/", str(one)) for number, one in enumerate(some)], practices)


def index(language: str, *texts: str) -> Mapping[str, Any]:
    """The files of an index over texts, read back, by their names without the edition."""
    made = made_of(language, documents(*texts), practices=1)
    return {path.rpartition("/")[2]: json.loads(content) for path, content in made.items()}


def found(made: Mapping[str, Any], word: str) -> dict[int, int]:
    """What a browser finds for a word: documents with their levels, by way of the files that it would read."""
    about = made["index.json"]
    stem = made[f"words-{about['letters'].index(word[0])}.json"][word]
    part = max(place for place, first in enumerate(about["files"]) if first <= stem)
    known, *levels = made[f"stems-{part}.json"][stem - about["files"][part]]
    assert word in known
    return {number: level for level, *steps in levels for number in accumulate(steps)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'Éducation d’abord!", ["l", "éducation", "d", "abord"]),
        ("rent_control 2,500 m²", ["rent", "control", "2", "500", "m²"]),
        ("الســكن للجَميع", ["السكن", "للجميع"]),
        ("", []),
    ],
)
def test_a_text_is_its_words(text: str, expected: list[str]) -> None:
    """Small letters, accents kept, marks that stand for themselves gone, no signs between words."""
    assert words(text) == expected


@pytest.mark.parametrize(("word", "expected"), [("Éducation", "education"), ("łódź", "łodz"), ("أُسرة", "اسرة")])
def test_accents_do_not_matter(word: str, expected: str) -> None:
    """Who types in a hurry leaves them out; a letter that is no letter with an accent stays."""
    assert normal(word) == expected


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["housing", "houses", "housed"]),
        ("fr", ["logement", "logements"]),
        ("es", ["viviendas", "vivienda"]),
        ("es", ["participación", "participaciones"]),
        ("ar", ["السكن", "سكن", "والسكن"]),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, forms: list[str]) -> None:
    """A reader who asks for one of them means all."""
    assert len({stemmer(language)(form) for form in forms}) == 1


def test_a_language_without_known_endings_keeps_its_words() -> None:
    """A translator of the site need not wait for somebody to describe the endings of the language."""
    for language in ("sw", "qps", "not a language"):
        assert [stemmer(language)(word) for word in ("makazi", "Éa")] == ["makazi", "ea"]


def test_a_word_tells_more_of_a_short_document_and_of_one_that_repeats_it() -> None:
    """And it never tells more than the highest level, however often it comes."""
    some = documents("house", "house " + "and more of it " * 50, "house house house", "house " * 999)
    found = levels(some, "hous")
    short, long, often, ever = (level for _, level in found)
    assert 0 < long < short < often <= ever == LEVELS
    assert [number for number, _ in found] == [0, 1, 2, 3]


def test_a_word_more_or_fewer_leaves_the_usual_length() -> None:
    """So that the levels of all other documents stay; a usual length there is also where there are no words."""
    assert {usual(length, 100) for length in range(19_500, 20_500)} == {200.0}
    assert [usual(0, 0), usual(0, 1), usual(7, 1)] == [1.0, 1.0, 7.0]


def test_a_title_tells_more_than_a_text() -> None:
    """Each field has its weight."""
    both = [Document([("rent", 8), ("a b c", 1)]), Document([("a b c", 8), ("rent", 1)])]
    title, text = (level for _, level in levels(both, "rent"))
    assert title > text


def test_a_browser_finds_what_was_put_in() -> None:
    """By the files that it reads: the letter, the stem, the distances between documents."""
    made = index("en", "Houses for all", "A park", "Housing, and housing again", "The house")
    assert set(found(made, "housing")) == set(found(made, "houses")) == {0, 2, 3}
    assert found(made, "housing")[2] > found(made, "housing")[0]
    assert set(found(made, "park")) == {1}
    assert (made["index.json"]["documents"], made["index.json"]["practices"]) == (4, 1)


def test_what_many_documents_have_is_known_as_common() -> None:
    """So that a query need not read who has it."""
    made = index("en", "the house", "the park", *(f"word{number}" for number in range(7)))
    common = made["index.json"]["common"]
    assert [made["stems-0.json"][stem][0] for stem in common] == [["the"]]


def test_files_stay_small_however_many_documents_there_are() -> None:
    """But for one stem that alone is larger."""
    made = index("en", *(f"the word{number} of document {number % 90}" for number in range(3000)))
    sizes = [len(json.dumps(content)) for path, content in made.items() if path.startswith("stems-")]
    assert len(sizes) > 5
    assert max(sizes) < 2 * SIZE
    assert found(made, "word2999").keys() == {2999}


def test_the_same_documents_give_the_same_files_and_others_another_edition() -> None:
    """A browser that keeps files never mixes two indexes."""
    first, again, other = (made_of("en", documents(text)) for text in ("one", "one", "two"))
    assert first == again
    some = documents("one house", "two houses", "houses of one")
    assert made_of("en", some, 1) == made_of("en", some, 3)
    assert {path.partition("/")[0] for path in first} & {path.partition("/")[0] for path in other} == {"index.json"}


def test_a_numbering_is_named_by_addresses_in_their_order() -> None:
    """Where one is other, a number may mean another document; where all are the same, none does."""
    assert numbering(["a/", "b/"]) == numbering(["a/", "b/"])
    assert len({numbering(some) for some in (["a/", "b/"], ["b/", "a/"], ["a/"], ["a/b/"], [])}) == 5
