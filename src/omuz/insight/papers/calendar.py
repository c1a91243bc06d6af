"""Days as iCalendar (RFC 5545), so that they stand in everybody's own calendar; neutral words, no person in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from icalendar import Calendar, Event


@dataclass(frozen=True)
class Happening:
    """Something on a day: from a moment to a moment, or whole days where both are days (`ends` is the last of them).

    A later `sequence` replaces what a calendar took in before; `status` is CONFIRMED, TENTATIVE or CANCELLED.
    """

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | date
    changed_at: datetime
    sequence: int = 0
    status: str = "CONFIRMED"
    where: str = ""
    link: str = ""
    days: int = 1
    """On so many days one after another, at the same hours."""


def as_calendar(happenings: Iterable[Happening]) -> bytes:
    """One calendar file with an event for each of them."""
    calendar = Calendar()
    calendar.add("prodid", "-//Omuz//Omuz//TR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for happening in happenings:
        calendar.add_component(_event(happening))
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made


def _event(told: Happening) -> Event:
    event = Event()
    event.add("uid", told.uid)
    event.add("dtstamp", told.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", told.starts)
    event.add("dtend", _end(told))
    if told.days > 1:
        event.add("rrule", {"freq": "daily", "count": told.days})
    event.add("summary", told.title)
    event.add("sequence", told.sequence)
    event.add("status", told.status)
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    if told.where:
        event.add("location", told.where)
    if told.link:
        event.add("url", told.link)
    return event


def _end(told: Happening) -> datetime | date:
    """Whole days end, for a calendar, on the day after the last."""
    if isinstance(told.ends, datetime):
        return told.ends
    return date.fromordinal(told.ends.toordinal() + 1)
