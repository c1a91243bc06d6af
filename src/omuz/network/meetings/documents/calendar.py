"""Meetings as a calendar file, so that they stand in everybody's own calendar; neutral words, no person in it."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from omuz.insight.papers.calendar import Happening
from omuz.insight.papers.calendar import as_calendar as calendar_of
from omuz.network.meetings.models import Meeting


def as_calendar(meetings: Iterable[Meeting]) -> bytes:
    """One calendar with an event for each meeting; a meeting called off says so, a changed one has a later sequence."""
    return calendar_of(_happening(meeting) for meeting in meetings)


def _happening(meeting: Meeting) -> Happening:
    zone = ZoneInfo(settings.TIME_ZONE)
    number = meeting.number
    return Happening(
        uid=f"{meeting.id}@omuz",
        title=_("%(number)s. ağ toplantısı") % {"number": number} if number else _("Ağ toplantısı"),
        starts=datetime.combine(meeting.on, meeting.begins, zone),
        ends=datetime.combine(meeting.on, meeting.ends, zone),
        changed_at=meeting.changed_at,
        sequence=meeting.sequence,
        status="CANCELLED" if meeting.cancelled_at else "CONFIRMED" if meeting.called_at else "TENTATIVE",
        where=", ".join(part for part in (meeting.place, meeting.host.name if meeting.host else "") if part),
        link=meeting.link,
    )
