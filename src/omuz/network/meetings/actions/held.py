"""What several acts need: the locked row, its place in the log, and the refusals said alike."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.meetings.models import Meeting
from omuz.network.standards.actions.refusals import NotNow


@contextmanager
def act_on(by: Person, meeting: Meeting, event: str, *, why: str = "") -> Iterator[Meeting]:
    """One act on a meeting with its row locked; saved by the caller, stamped here."""
    by.require("meetings.keep")
    with recorded(by=by, event=event, about=f"network_meeting:{meeting.id}", why=why):
        held: Meeting = Meeting.objects.select_for_update(of=("self",)).select_related("host").get(pk=meeting.pk)
        held.changed_at, held.changed_by = timezone.now(), by.staff_id
        yield held


def refuse_closed(meeting: Meeting) -> None:
    """Raise NotNow where the minutes are closed or the meeting was called off."""
    if meeting.cancelled_at is not None:
        raise NotNow(_("Bu toplantı iptal edildi; hiçbir şey değişmedi."))
    if meeting.closed_at is not None:
        raise NotNow(_("Bu toplantının tutanağı kapatıldı; değiştirmek için önce gerekçesiyle yeniden açın."))


def refuse_over(meeting: Meeting) -> None:
    """Raise NotNow where the day of the meeting is over, so that the rota of the past stays what it was."""
    refuse_closed(meeting)
    if meeting.on < timezone.localdate():
        raise NotNow(_("Bu toplantının günü geçti; geçmiş sıra değiştirilmez."))
