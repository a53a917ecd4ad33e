"""The calendar: every meeting whose day is known, as iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from icalendar import Calendar
from icalendar import Event as Entry

from practicebook.publish.base import Base
from practicebook.registers import Event

DAY = len("2019-06-03")


def files(view: Base) -> dict[str, bytes]:
    """The calendar of one language."""
    return {f"{view.language}/events/events.ics": as_ics(view)}


def as_ics(view: Base) -> bytes:
    """All days are whole days; the stamp is the day of the newest record, since a build knows no clock."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{view.name}//{view.language}//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", view.name)
    for event in view.catalogue.vocabulary("events", Event).values():
        for entry in _entry(view, event):
            calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _entry(view: Base, event: Event) -> Iterator[Entry]:
    """The event, if its day is known."""
    first = _day(event.date)
    if first is None:
        return
    last = _day(event.until) or first
    entry = Entry()
    entry.add("uid", f"{event.id}@{view.site_url.partition('://')[2].strip('/')}")
    entry.add("dtstamp", dt.datetime.combine(view.updated_on, dt.time(), dt.UTC))
    entry.add("dtstart", first)
    entry.add("dtend", last + dt.timedelta(days=1))  # the day after the last, as the standard has it
    entry.add("summary", str(event.label))
    entry.add("url", view.page("events", event.id))
    if event.where:
        entry.add("location", str(event.where))
    if event.theme:
        entry.add("description", str(event.theme))
    yield entry


def _day(moment: str | None) -> dt.date | None:
    return dt.date.fromisoformat(moment) if moment and len(moment) == DAY else None
