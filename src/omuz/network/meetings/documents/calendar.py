"""Meetings as iCalendar (RFC 5545), so that they stand in everybody's own calendar; neutral words, no person in it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from omuz.network.meetings.models import Meeting


def as_calendar(meetings: Iterable[Meeting]) -> bytes:
    """One calendar with an event for each meeting; a meeting called off says so, a changed one has a later sequence."""
    calendar = Calendar()
    calendar.add("prodid", "-//Omuz//Omuz//TR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made


def _event(meeting: Meeting) -> Event:
    zone = ZoneInfo(settings.TIME_ZONE)
    event = Event()
    event.add("uid", f"{meeting.id}@omuz")
    event.add("dtstamp", meeting.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", datetime.combine(meeting.on, meeting.begins, zone))
    event.add("dtend", datetime.combine(meeting.on, meeting.ends, zone))
    event.add(
        "summary", _("%(number)s. ağ toplantısı") % {"number": meeting.number} if meeting.number else _("Ağ toplantısı")
    )
    event.add("sequence", meeting.sequence)
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED" if meeting.called_at else "TENTATIVE")
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    where = ", ".join(part for part in (meeting.place, meeting.host.name if meeting.host else "") if part)
    if where:
        event.add("location", where)
    if meeting.link:
        event.add("url", meeting.link)
    return event
