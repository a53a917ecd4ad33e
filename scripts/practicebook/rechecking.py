"""Rechecking: a check of the few files that changed since the last one, with the answer that a check of all would give.

Rules ask no more of the records beside the one that they look at than who they are (`outline`). So where the practices
that changed still are who they were, all that was found elsewhere stands; else only these can be told of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from practicebook import loading, rules
from practicebook.layout import Layout
from practicebook.outline import MoreAskedError, Outline, is_translation, shelved, whose
from practicebook.standing import Found, State, is_file

MOST = 200  # files: more are read faster by several processes


@dataclass(frozen=True)
class Rechecked:
    """What was found: everything, or only what is wrong with the files that changed and those asked for."""

    found: Found
    is_all: bool


@dataclass(frozen=True)
class _Part:
    """The files of some practices and their translations, also those that are gone; their names; all other files."""

    paths: set[str]
    files: set[str]
    names: set[str]
    others: Outline


def recheck(layout: Layout, last: tuple[State, Found], now: State, wanted: set[str]) -> Rechecked | None:
    """What is found after some files changed; nothing where only a check of all can tell."""
    state, found = last
    changed = {path for path, _ in state.items() ^ now.items()}
    concerned = {path for path in changed if not _is_beside(path, state, now)} | wanted
    if found.outline is None or not all(shelved(path) for path in concerned):
        return None
    outline = Outline.again(found.outline)
    part = _part(outline, now, concerned)
    return _rechecked(layout, outline, found, part) if _is_apart(part, now) else None


def _is_beside(path: str, *states: State) -> bool:
    """Whether it is a file that nobody reads, as editors leave them."""
    is_ours = path.startswith("content/") or PurePosixPath(path).suffix.lower() in loading.RECORD_SUFFIXES
    return not is_ours and all(is_file(state[path]) for state in states if path in state)


def _part(outline: Outline, now: State, concerned: set[str]) -> _Part:
    """Whatever may be about the same practices as some files."""
    names = {name for path in concerned for name in _names(outline, path)}
    files = {path for path in now if not names.isdisjoint(_names(outline, path))}
    return _Part(concerned | files, files, names, outline.without(concerned | files))


def _names(outline: Outline, path: str) -> tuple[str, ...]:
    """What a practice is called: by the name of its file, and by the id that was read there."""
    file, who = shelved(path), outline.practices.get(path)
    return (file[1], who.id if who and who.id else file[1]) if file else ()


def _is_apart(part: _Part, now: State) -> bool:
    """Whether they are a few ordinary files, and nothing else is called as they are."""
    taken = {"practices", *(one.id for one in part.others.practices.values())}
    return len(part.files) <= MOST and all(is_file(now[path]) for path in part.files) and part.names.isdisjoint(taken)


def _rechecked(layout: Layout, before: Outline, found: Found, part: _Part) -> Rechecked | None:
    try:
        catalogue = loading.load_some(layout, part.others, part.files)
        problems = [one for one in rules.check_read(catalogue) if one.path in part.files]
    except MoreAskedError:
        return None
    who = whose(catalogue, (path for path in part.files if not is_translation(path)))
    if not part.names.issuperset(one.id for one in who.values() if one.id):
        return None
    was = {path: one for path, one in before.practices.items() if path in part.paths}
    if who != was or bool(catalogue.problems) != bool(before.problems):
        return Rechecked(Found(sorted(problems), found.records), is_all=False)
    problems += [one for one in found.problems if one.path not in part.paths]
    outline = replace(before, problems=catalogue.problems)
    return Rechecked(Found(sorted(problems), found.records, outline.plain()), is_all=True)
