"""Progress of translations: what is whole, partly there, behind its source, missing, or waits for a native reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field

from practicebook.catalogue import Catalogue
from practicebook.editorial import Editorial
from practicebook.translation import State

# What is counted together, in this order; everything that is neither a practice nor a place is a term.
PARTS = ("practices", "places", "terms", "words", "hand_pages")


@dataclass
class Progress:
    """Names of what is in each state; a text may wait for a reader and be behind as well."""

    whole: list[str] = field(default_factory=list)
    partly: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    awaiting: list[str] = field(default_factory=list)

    def add(self, name: str, found: State) -> None:
        """Count one more."""
        if found.head is None:
            if found.missing:  # else there is nothing to translate
                self.missing.append(name)
            return
        (self.behind if found.behind else self.partly if found.missing else self.whole).append(name)
        if not found.head.reviewed:
            self.awaiting.append(name)


Languages = dict[str, dict[str, Progress]]


def progress(catalogue: Catalogue, editorial: Editorial) -> Languages:
    """Language → part → progress, for each language that anything is to be translated into."""
    found: Languages = {}
    for language in editorial.words:
        parts = {part: Progress() for part in PARTS}
        for part, name, state in _states(catalogue, editorial, language):
            if state:
                parts[part].add(name, state)
        if any(asdict(one)[state] for one in parts.values() for state in asdict(one)):
            found[language] = parts
    return found


def _states(catalogue: Catalogue, editorial: Editorial, language: str) -> Iterator[tuple[str, str, State | None]]:
    for register, records in catalogue.written.items():
        part = register if register in PARTS else "terms"
        for id_ in records:
            name = f"{register} {id_}" if part == "terms" else id_
            yield part, name, catalogue.state(register, id_, language)
    yield "words", "interface", editorial.state(language)
    for page in editorial.pages[language]:
        yield "hand_pages", page.path.removesuffix(".md"), page.state


def as_text(found: Languages) -> str:
    """A table a language, then the names of what is behind or missing, terms only by number."""
    return "\n".join(_lines(found))


def _lines(found: Languages) -> Iterator[str]:
    columns = tuple(asdict(Progress()))
    for language, parts in found.items():
        yield f"{language:<16}" + "".join(f"{column:>10}" for column in columns)
        for part, one in parts.items():
            counts = (len(names) for names in asdict(one).values())
            yield f"{part.replace('_', ' '):<16}" + "".join(f"{count or '.':>10}" for count in counts)
        yield from _named("behind", (parts[part].behind for part in PARTS))
        yield from _named("missing", (parts[part].missing for part in PARTS if part != "practices"))
        yield from _named("practices missing", [parts["practices"].missing])
        yield ""


def _named(title: str, names: Iterable[list[str]]) -> Iterator[str]:
    every = [name for some in names for name in some]
    if every:
        yield f"  {title}: {', '.join(every)}"


def as_json(found: Languages) -> str:
    """Everything, for programs."""
    plain = {language: {part: asdict(one) for part, one in parts.items()} for language, parts in found.items()}
    return json.dumps(plain, ensure_ascii=False, indent=2)


PROGRESS: Mapping[str, Callable[[Languages], str]] = {"text": as_text, "json": as_json}
