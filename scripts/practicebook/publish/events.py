"""The calendars: every meeting, and every date of a mechanism, whose day is known, as iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from icalendar import Calendar
from icalendar import Event as Entry

from practicebook.expand.agenda import FILE
from practicebook.publish.base import Base
from practicebook.registers import Event, Mechanism

DAY = len("2019-06-03")


def files(view: Base) -> dict[str, bytes]:
    """The two calendars of one language."""
    events = view.catalogue.vocabulary("events", Event).values()
    mechanisms = view.catalogue.vocabulary("mechanisms", Mechanism).values()
    return {
        f"{view.language}/events/events.ics": as_ics(view, (one for event in events for one in _entry(view, event))),
        f"{view.language}/{FILE}": as_ics(view, (one for entry in mechanisms for one in _dates(view, entry))),
    }


def as_ics(view: Base, entries: Iterable[Entry]) -> bytes:
    """All days are whole days; the stamp is the day of the newest record, since a build knows no clock."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{view.name}//{view.language}//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", view.name)
    for entry in entries:
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _entry(view: Base, event: Event) -> Iterator[Entry]:
    """The event, if its day is known."""
    for entry in _whole_days(view, event.id, event.date, event.until):
        entry.add("summary", str(event.label))
        entry.add("url", view.page("events", event.id))
        if event.where:
            entry.add("location", str(event.where))
        if event.theme:
            entry.add("description", str(event.theme))
        yield entry


def _dates(view: Base, mechanism: Mechanism) -> Iterator[Entry]:
    """The dates of a mechanism of which the day is known."""
    for number, one in enumerate(mechanism.dates, start=1):
        for entry in _whole_days(view, f"{mechanism.id}-{number}", one.date, one.until):
            entry.add("summary", str(mechanism.label))
            entry.add("url", view.page("mechanisms", mechanism.id))
            entry.add("description", str(one.text))
            yield entry


def _whole_days(view: Base, name: str, date: str | None, until: str | None) -> Iterator[Entry]:
    """An entry from a day to a day, if the first is known as a day."""
    first = _day(date)
    if first is None:
        return
    entry = Entry()
    entry.add("uid", f"{name}@{view.site_url.partition('://')[2].strip('/')}")
    entry.add("dtstamp", dt.datetime.combine(view.updated_on, dt.time(), dt.UTC))
    entry.add("dtstart", first)
    entry.add("dtend", (_day(until) or first) + dt.timedelta(days=1))  # the day after, as the standard has it
    yield entry


def _day(moment: str | None) -> dt.date | None:
    return dt.date.fromisoformat(moment) if moment and len(moment) == DAY else None
