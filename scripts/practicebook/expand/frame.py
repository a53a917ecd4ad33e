"""Frames: lean pages that other sites show within their own: one practice, or the newest of a theme, a right, a place.

They are files of their own beside the pages of the shell: a few kB, whole without a script, closed to search engines.
What a frame may be asked for in its address is said in `theme/assets/js/frame.js`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from practicebook.expand import address
from practicebook.expand.context import Context
from practicebook.expand.term import is_shown, title_of
from practicebook.model import Practice
from practicebook.policy import META

FOLDER = "embed/"
MOST = 10  # practices in one frame: beyond, a list is better read on the site


def of_practices(context: Context, practices: Iterable[Practice]) -> Mapping[str, bytes]:
    """The frames of some practices in one language, by their paths in the site."""
    return _files(context, (_practice(context, one) for one in practices))


def of_terms(context: Context, register: str) -> Mapping[str, bytes]:
    """The frames of the terms or places of a register."""
    ids = context.catalogue.ids(register)
    return _files(context, (_list(context, register, id_) for id_ in ids if is_shown(context.catalogue, register, id_)))


def _files(context: Context, made: Iterable[tuple[str, str]]) -> Mapping[str, bytes]:
    return {f"{context.language}/{here}index.html": text.encode() for here, text in made}


def of(register: str, id_: str) -> str:
    """The address of the frame of a record or term, relative to the language's root."""
    return FOLDER + address.of(register, id_)


def _practice(context: Context, practice: Practice) -> tuple[str, str]:
    country = context.catalogue.country(practice).id
    return _frame(context, "practices", practice.id, title=practice.title, practice=practice, country=country)


def _list(context: Context, register: str, id_: str) -> tuple[str, str]:
    practices = sorted(context.catalogue.practices_with(register, id_), key=lambda one: one.id)
    practices.sort(key=lambda one: one.added_on, reverse=True)
    title = title_of(context, register, context.label(register, id_))
    return _frame(
        context, register, id_, title=title, practice=None, practices=practices[:MOST], total=len(practices), id=id_
    )


def _frame(context: Context, register: str, id_: str, **values: object) -> tuple[str, str]:
    here, there = of(register, id_), address.of(register, id_)
    permanent = f"{context.site_url}{context.language}/{there}"
    values |= {"register": register, "there": there, "permanent": permanent, "unread": context.is_unread}
    return here, context.fill(here, "frame.html.j2", policy=Markup(META), **values)  # noqa: S704 - ours
