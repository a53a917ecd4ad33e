"""Feeds: new and changed practices, all of them and for each theme, right, country and place, as Atom and JSON Feed.

Dates are those of the records, so that a feed says when a practice was added or reviewed, never when a site was built.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from practicebook.expand import address
from practicebook.model import Practice
from practicebook.publish.base import Base, as_json

ATOM = "http://www.w3.org/2005/Atom"
MOST = 30


@dataclass(frozen=True)
class Feed:
    """A list of practices, the newest first; `path` lacks its ending, `page` is the address of the page it follows."""

    path: str
    title: str
    page: str
    practices: Sequence[Practice]


def files(view: Base) -> dict[str, bytes]:
    """Both formats of every feed of one language."""
    made = {}
    for feed in feeds(view):
        made[f"{feed.path}.atom"] = as_atom(view, feed)
        made[f"{feed.path}.json"] = as_json_feed(view, feed)
    return made


def feeds(view: Base) -> Iterator[Feed]:
    """New practices, changed ones, and those of each term and place that has any."""
    practices, home = list(view.catalogue.practices.values()), view.url(f"{view.language}/")
    words = view.words[view.language]["feeds"]
    yield _feed(view, "new", words["new"], home, practices, lambda one: one.added_on)
    yield _feed(view, "updated", words["updated"], home, practices, lambda one: one.changed_on)
    for register in address.FEEDS:
        for id_, label in _labels(view, register):
            found = view.catalogue.practices_with(register, id_)
            if found:
                yield _feed(
                    view, f"{register}/{id_}", label, view.page(register, id_), found, lambda one: one.changed_on
                )


def _labels(view: Base, register: str) -> Iterator[tuple[str, str]]:
    if register == "places":
        yield from ((id_, str(one.name)) for id_, one in sorted(view.catalogue.places.items()))
    else:
        yield from ((id_, str(one.label)) for id_, one in view.catalogue.terms[register].items())


def _feed(
    view: Base, name: str, label: str, page: str, practices: Sequence[Practice], day: Callable[[Practice], dt.date]
) -> Feed:
    newest = sorted(practices, key=lambda one: (-day(one).toordinal(), one.id))
    return Feed(f"{view.language}/{address.feed(name)}", f"{view.name} – {label}", page, newest[:MOST])


def _moment(day: dt.date) -> str:
    """A day as feeds want it (RFC 3339); records know no hours."""
    return f"{day.isoformat()}T00:00:00Z"


def as_atom(view: Base, feed: Feed) -> bytes:
    """Atom (RFC 4287)."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", view.language)
    own = view.url(f"{feed.path}.atom")
    _add(root, "id", own)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(_newest(view, feed)))
    _add(root, "link", rel="self", type="application/atom+xml", href=own)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    _add(_add(root, "author"), "name", view.licence["attribution"])
    _add(root, "rights", view.terms.url)
    for practice in feed.practices:
        _add_entry(root, view, practice)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add_entry(root: etree._Element, view: Base, practice: Practice) -> None:
    url, entry = view.page("practices", practice.id), _add(root, "entry")
    _add(entry, "id", url)
    _add(entry, "title", practice.title)
    _add(entry, "link", rel="alternate", type="text/html", href=url)
    _add(entry, "published", _moment(practice.added_on))
    _add(entry, "updated", _moment(practice.changed_on))
    _add(entry, "summary", practice.summary)
    if practice.changes:
        _add(entry, "content", practice.changes[-1].text)
    for theme in practice.themes:
        _add(entry, "category", term=theme, label=str(view.catalogue.terms["themes"][theme].label))


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = str(text) if text is not None else None
    return made


def _newest(view: Base, feed: Feed) -> dt.date:
    return max((one.changed_on for one in feed.practices), default=view.updated_on)


def as_json_feed(view: Base, feed: Feed) -> bytes:
    """JSON Feed 1.1."""
    items = [
        {
            "id": view.page("practices", one.id),
            "url": view.page("practices", one.id),
            "title": one.title,
            "summary": one.summary,
            "content_text": str(one.changes[-1].text if one.changes else one.summary),
            "date_published": _moment(one.added_on),
            "date_modified": _moment(one.changed_on),
            "tags": [str(view.catalogue.terms["themes"][theme].label) for theme in one.themes],
        }
        for one in feed.practices
    ]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": view.url(f"{feed.path}.json"),
        "language": view.language,
        "authors": [{"name": view.licence["attribution"], "url": view.site_url}],
        "items": items,
    }
    return as_json(whole)
