"""Rules on ids: an id is unique, is the file's name, and never vanishes."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from practicebook.catalogue import Catalogue
from practicebook.model import Practice
from practicebook.rules.registry import Finding, Record, declare, rule
from practicebook.vocabulary import Term

# Addresses that a list has itself: its first page and those after it; by Windows, no file can be called by the others.
_TAKEN = re.compile(r"index|readme|page-[0-9]+|con|prn|aux|nul|(com|lpt)[0-9]")
_PAGES = {"mechanisms": ("calendar", "local-review")}

declare(
    "E207",
    "No id is used twice",
    why="An id is the address of a page; two records cannot share one.",
    good="id: night-shelter",
    bad="# a second file whose id is night-shelter too",
    whole=True,
)


def _file(record: Record, catalogue: Catalogue) -> PurePosixPath:
    return PurePosixPath(catalogue.origins[type(record).__name__, record.id].document.path)


@rule("E201", "The id is the file's name", subject="record", good="id: night-shelter", bad="id: night-shelters")
def id_is_the_file_name(record: Record, catalogue: Catalogue) -> Iterator[Finding]:
    """Whoever knows an address must find the file, and the other way round."""
    file = _file(record, catalogue)
    if file.name != f"{record.id}.yaml":
        yield Finding(("id",), f"“{record.id}” is not the name of the file", f"Call the file {record.id}.yaml.")


@rule(
    "E202",
    "The lead theme names the folder",
    good="themes: [housing/homelessness]",
    bad="themes: [culture/heritage]",
)
def lead_theme_names_the_folder(record: Practice, catalogue: Catalogue) -> Iterator[Finding]:
    """Records of one theme lie on one shelf, so that an editor of that theme finds them all."""
    shelf, theme = _file(record, catalogue).parent.name, record.themes[0].partition("/")[0]
    if theme in catalogue.themes and shelf != theme:
        hint = f"Move the file to practices/{theme}/, or put another theme first."
        yield Finding(("themes", 0), f"the lead theme is “{theme}”, the folder is “{shelf}”", hint)


@rule(
    "E208",
    "Former ids belong to nobody else",
    subject="record",
    good="former_ids: [shelter-at-night]",
    bad="former_ids: [other-practice]",
)
def former_ids_are_free(record: Record, catalogue: Catalogue) -> Iterator[Finding]:
    """A former id leads visitors to this record. It cannot be the id of another one, also not in other capitals."""
    if not record.former_ids:
        return
    taken = {id_.casefold(): id_ for id_ in (*catalogue.practices, *catalogue.places)}
    for other in catalogue.records:
        if other is not record:
            taken.update({id_.casefold(): f"{other.id} (formerly {id_})" for id_ in other.former_ids})
    for number, id_ in enumerate(record.former_ids):
        if id_.casefold() in taken:
            owner = taken[id_.casefold()]
            yield Finding(("former_ids", number), f"“{id_}” is taken by {owner}", "Delete it here or rename the other.")


@rule("E210", "Practices and places have different ids", good="place: sampletown", bad="id: sampletown")
def no_place_has_this_id(record: Practice, catalogue: Catalogue) -> Iterator[Finding]:
    """An id is unique in the whole knowledge base, so that other records can name it without saying what it is."""
    if record.id in catalogue.places:
        yield Finding(("id",), f"“{record.id}” is the id of a place", "Add what the practice is about to the id.")


@rule("E217", "No id is kept for something else", subject="any", good="id: index-of-rights", bad="id: index")
def id_is_free(record: Record | Term, catalogue: Catalogue) -> Iterator[Finding]:
    """The list of all practices has the address `index`, and Windows knows no file called `con`: add what it is
    about.
    """
    register = next((name for name in _PAGES if record is catalogue.terms[name].get(record.id)), "")
    former = enumerate(getattr(record, "former_ids", ()))
    for steps, id_ in [(("id",), record.id), *((("former_ids", number), id_) for number, id_ in former)]:
        if is_kept(register, id_):
            yield Finding(steps, f"“{id_}” is kept for something else", "Add what it is about to the id.")


def is_kept(register: str, id_: str) -> bool:
    """Whether an id of a register would be the address of something else, or the name of no file."""
    return any(_TAKEN.fullmatch(part) for part in id_.split("/")) or id_ in _PAGES.get(register, ())
