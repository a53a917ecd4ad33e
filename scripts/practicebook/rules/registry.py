"""The registry of rules: every code that a message can carry is declared exactly once, with its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from practicebook.catalogue import Catalogue
from practicebook.model import Place, Practice
from practicebook.problem import Level
from practicebook.source import Steps
from practicebook.translation import Translation
from practicebook.vocabulary import Term

Record: TypeAlias = Practice | Place
Subjects: TypeAlias = Practice | Place | Term | Translation
# What a rule is asked about: practices; only practices whose every field is right; practices and places; entries of
# vocabularies and registers; all of them; translations; whatever holds texts, which is all of these.
Subject: TypeAlias = Literal["practice", "sound practice", "record", "term", "any", "translation", "texts"]
_KINDS: dict[Subject, tuple[type, ...]] = {
    "practice": (Practice,),
    "sound practice": (Practice,),
    "record": (Practice, Place),
    "term": (Term,),
    "any": (Practice, Place, Term),
    "translation": (Translation,),
    "texts": (Practice, Place, Term, Translation),
}
# Each rule declares what it takes; `subject` sees to it that it gets nothing else.
Finder: TypeAlias = Callable[[Any, Catalogue], Iterator["Finding"]]


@dataclass(frozen=True)
class Finding:
    """What a rule found: where in the record, and what is wrong there.

    `excerpt` narrows the place to a piece of a long text; `key` points at the field's name instead of its value.
    """

    steps: Steps
    message: str
    hint: str
    excerpt: str = ""
    key: bool = False


@dataclass(frozen=True)
class Example:
    """A piece of a record, shown on the rule's page and laid over a sound record by the tests.

    `whole` marks the text of an entire file, for rules about reading it.
    """

    text: str
    whole: bool = False


@dataclass(frozen=True)
class Rule:
    """A stable code with its page: title, reason, an example that passes and one that does not."""

    code: str
    title: str
    why: str
    good: Example
    bad: Example
    level: Level = "error"
    subject: Subject = "practice"
    find: Finder | None = None

    def asks(self, what: Subjects) -> bool:
        """Tell whether the rule is about such a thing."""
        return self.find is not None and isinstance(what, _KINDS[self.subject])


RULES: dict[str, Rule] = {}


def declare(code: str, title: str, *, why: str, good: str, bad: str, whole: bool = False) -> None:
    """Declare a code that the reader, the model or the import raises, so that it has a page; A… is advice."""
    level: Level = "advice" if code.startswith("A") else "error"
    _add(Rule(code, title, " ".join(why.split()), Example(good, whole), Example(bad, whole), level))


def rule(
    code: str,
    title: str,
    *,
    good: str,
    bad: str,
    level: Level = "error",
    subject: Subject = "practice",
) -> Callable[[Finder], Finder]:
    """Declare a rule; the function's docstring is the reason shown on its page."""

    def register(find: Finder) -> Finder:
        why = " ".join((find.__doc__ or "").split())
        _add(Rule(code, title, why, Example(good), Example(bad), level, subject, find))
        return find

    return register


def _add(new: Rule) -> None:
    if new.code in RULES or not new.why:
        raise ValueError(f"{new.code} is declared twice or gives no reason")
    RULES[new.code] = new
