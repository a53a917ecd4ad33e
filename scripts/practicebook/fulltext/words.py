"""Words as search compares them. theme/assets/js/fulltext/words.js does the same in the browser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

import snowballstemmer  # type: ignore[import-untyped]  # ships no types
from babel import Locale, UnknownLocaleError

_WORD = re.compile(r"[^\W_]+")  # letters and digits
# Particles that Arabic writes together with the article and the next word. Snowball leaves them on short words, so that
# "and the housing" would not be housing.
_ATTACHED = re.compile("^(?:[وفبك]ال|لل)(?=.{3})")
_TATWEEL = "\N{ARABIC TATWEEL}"  # stretches a word and means nothing

Stem = Callable[[str], str]


def words(text: str) -> list[str]:
    """The words of a text in small letters, with the accents that are part of a letter and without all other marks."""
    return _WORD.findall(_without_marks(unicodedata.normalize("NFC", text.lower())))


@cache
def normal(word: str) -> str:
    """A word without accents, as people type it in a hurry: “Éducation” and “education” are one."""
    return _without_marks(unicodedata.normalize("NFKD", word.lower()))


def stemmer(language: str) -> Stem:
    """What brings the forms of a word together (Snowball, by the English name of the language), accents gone after.

    A language that Snowball does not know keeps its words as they are.
    """
    try:
        name = (Locale.parse(language, sep="-").english_name or "").lower()
    except (UnknownLocaleError, ValueError):
        return normal
    if name not in snowballstemmer.algorithms():
        return normal
    algorithm = snowballstemmer.stemmer(name)
    return cache(lambda word: normal(algorithm.stemWord(_ATTACHED.sub("", word))) or normal(word))


class _Marks(dict[int, int | None]):
    """What becomes of each sign: marks and stretches go; looked up once a sign."""

    def __missing__(self, sign: int) -> int | None:
        letter = chr(sign)
        self[sign] = None if letter == _TATWEEL or unicodedata.category(letter).startswith("M") else sign
        return self[sign]


_MARKS = _Marks()


def _without_marks(text: str) -> str:
    return text if text.isascii() else text.translate(_MARKS)
