"""Drafts of translations: a file to fill in, with each source text as a comment above an empty text.

Made again over a file that is filled in, it keeps what still fits, empties what fell behind its source (the earlier
words stay in the comment), and notes which source texts were translated.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from practicebook.catalogue import Catalogue
from practicebook.editorial import Editorial, HandPage, raw_page
from practicebook.layout import WRITTEN_IN, Layout
from practicebook.manuscript import WIDTH, WORDS, scalar
from practicebook.source import Steps
from practicebook.translation import Head, Translated, Translation, digests, source_texts, state
from practicebook.translations import IN_FILES, file_of, list_key

INTERFACE = "interface"
UNDATED = "E505"  # a draft is how digests come into a file

_EMPTY = re.compile(r'^ *(?!#).*[:-] ""$', re.MULTILINE)


@dataclass(frozen=True)
class Drafted:
    """A file to write: where, what, and how many texts in it are still to be translated."""

    file: Path
    text: str

    @property
    def left(self) -> int:
        """Empty texts; in a page only those of its head, since its body may show what an empty text looks like."""
        text = self.text.partition("\n---\n")[0] if self.file.suffix == ".md" else self.text
        return len(_EMPTY.findall(text))


@dataclass(frozen=True)
class Draft:
    """One record to translate, with what is there already."""

    record: Translated
    translation: Translation | None
    keeps: bool = False
    """Whether texts that fell behind are kept, to be looked at: words of the interface are shown all the same."""

    @cached_property
    def texts(self) -> dict[Steps, str]:
        """The texts that still fit."""
        if self.translation is None:
            return {}
        behind = state(self.record, self.translation).behind
        return {steps: one.text for steps, one in self.translation.given.items() if steps[0] not in behind}

    @cached_property
    def earlier(self) -> Mapping[Steps, str]:
        """Every text that was given, also where its source changed."""
        return {steps: one.text for steps, one in self.translation.given.items()} if self.translation else {}


def draft(
    layout: Layout, catalogue: Catalogue, editorial: Editorial, name: str, language: str, by: str
) -> Drafted | None:
    """The draft of the translation of a practice, list, page or the interface; nothing for another name."""
    if name == INTERFACE:
        words = Draft(editorial.expected(language), editorial.translations.get(language), keeps=True)
        return Drafted(layout.interface / f"{language}.yaml", of_record(words, by))
    english = {page.path.removesuffix(".md"): page for page in editorial.pages.get(WRITTEN_IN, [])}
    if name in english:
        return of_page(layout, english[name], language, by)
    if name in catalogue.practices:
        shelf = (layout.root / catalogue.origins["Practice", name].document.path).parent
        one = Draft(catalogue.practices[name], catalogue.translations.get((IN_FILES, name, language)))
        return Drafted(file_of(layout, IN_FILES, name, language, shelf), of_record(one, by))
    if name == IN_FILES or name not in catalogue.written:
        return None
    drafts = {
        id_: Draft(record, catalogue.translations.get((name, id_, language)))
        for id_, record in catalogue.written[name].items()
    }
    return Drafted(file_of(layout, name, name, language), of_list(list_key(layout, name), drafts, by))


def of_page(layout: Layout, english: HandPage, language: str, by: str) -> Drafted:
    """A page to write, with the English one as a comment; one that is written gets the digest of the English one.

    A digest that is there and does not fit stays: only its translator knows whether the change was followed.
    """
    file = layout.pages_by_hand / language / english.path
    if text := raw_page(file):
        front, fence, body = text.partition("\n---\n")
        stamped = front if re.search(r"^of:", front, re.MULTILINE) else f'{front}\nof: "{english.digest}"'
        return Drafted(file, f"{stamped}{fence}{body}")
    title, description = english.front["title"], english.front["description"]
    head = (
        f'---\n# {title}\ntitle: ""\n# {description}\ndescription: ""\n{_head(None, by)}of: "{english.digest}"\n---\n'
    )
    return Drafted(file, f"{head}<!--\n{english.body.strip()}\n-->\n")


def of_record(one: Draft, by: str) -> str:
    """The file that translates a record kept in a file of its own."""
    return f"{_head(one.translation, by)}{_body(one, 0)}"


def of_list(key: str, drafts: Mapping[str, Draft], by: str) -> str:
    """The file that translates a list; `drafts` by the id of the entry, in the order of the list."""
    first = next((one.translation for one in drafts.values() if one.translation), None)
    entries = "".join(
        f"  - id: {scalar(id_, 0)}{_body(draft, 4)}" for id_, draft in drafts.items() if source_texts(draft.record)
    )
    return f"{_head(first, by)}{key}:\n{entries}" if entries else f"{_head(first, by)}{key}: []\n"


def _head(translation: Translation | None, by: str) -> str:
    head = translation.head if translation else Head(by="machine" if by == "machine" else "human")
    return f"translation: {{by: {head.by}, reviewed: {str(head.reviewed).lower()}}}\n"


def _body(draft: Draft, indent: int) -> str:
    """`of` and every text, in the order of the record's fields."""
    of = ", ".join(f'{name}: "{value}"' for name, value in digests(draft.record).items())
    lines = [f"{' ' * indent}of: {{{of}}}\n"]
    sources = {steps: text for steps, (text, _) in source_texts(draft.record).items()}
    lines.extend(_nodes(_tree(sources), (), indent, sources, draft))
    return "".join(lines)


Tree = dict[str | int, "Tree"]


def _tree(steps: Iterable[Steps]) -> Tree:
    tree: Tree = {}
    for path in steps:
        node = tree
        for step in path:
            node = node.setdefault(step, {})
    return tree


def _nodes(tree: Tree, at: Steps, indent: int, sources: Mapping[Steps, str], draft: Draft) -> Iterator[str]:
    """The lines below one place; a list where the record has one."""
    margin = " " * indent
    in_list = at and _is_list(draft.record, at)
    for step, below in tree.items():
        steps = (*at, step)
        if in_list and not below:
            yield from _text(f"{margin}-", steps, indent + 2, sources, draft)
        elif in_list:
            yield f"{margin}-\n" if isinstance(step, int) else f"{margin}- id: {scalar(step, 0)}"
            yield from _nodes(below, steps, indent + 2, sources, draft)
        elif below:
            yield f"{margin}{_key(step)}:\n"
            yield from _nodes(below, steps, indent + 2, sources, draft)
        else:
            yield from _text(f"{margin}{_key(step)}:", steps, indent + 2, sources, draft)


def _is_list(record: Translated, steps: Steps) -> bool:
    value: object = record
    for step in steps:
        if isinstance(value, Mapping):
            value = value[step]
        elif isinstance(value, tuple):
            value = next(
                item for number, item in enumerate(value) if step == number or getattr(item, "id", None) == step
            )
        else:
            value = getattr(value, str(step))
    return isinstance(value, tuple)


def _text(start: str, steps: Steps, indent: int, sources: Mapping[Steps, str], draft: Draft) -> Iterator[str]:
    """One text; with its source, and the words it had before, as comments while it is to be done."""
    given, earlier = draft.texts.get(steps), draft.earlier.get(steps)
    if given is not None:
        yield f"{start} {scalar(given, indent)}"
        return
    margin = " " * (len(start) - len(start.lstrip()))
    yield from _comment(sources[steps], margin)
    if earlier and draft.keeps:
        yield f"{start} {scalar(earlier, indent)}"
        return
    if earlier:
        yield from _comment(f"BEFORE THE SOURCE CHANGED: {earlier}", margin)
    yield f'{start} ""\n'


def _key(step: str | int) -> str:
    """A key as YAML takes it for a text."""
    return str(step) if not WORDS.fullmatch(str(step)) else f'"{step}"'


def _comment(text: str, margin: str) -> Iterator[str]:
    for paragraph in text.expandtabs(1).splitlines():
        wrapped = textwrap.wrap(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)
        for line in wrapped if len(paragraph) > WIDTH else [paragraph]:
            yield f"{margin}# {line}".rstrip() + "\n"
