"""The meeting itself: who answered, which institutions came, what was said of each item, closing the minutes."""

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.people.access import Person
from omuz.network.meetings.actions.held import act_on, refuse_closed
from omuz.network.meetings.models import AgendaItem, Invited, Meeting, RotaChange
from omuz.network.standards.actions.refusals import NotNow, plain, written

MOST_HEADS = 500
_LONG = 4000


def write_institutions(
    *,
    by: Person,
    meeting: Meeting,
    answers: Mapping[UUID, str],
    present: Mapping[UUID, str],
    heads: int | None = None,
) -> Meeting:
    """What the invited answered and, from the day on, which were there; keys are rows of `Invited`.

    `heads` is how many came in all, counted on the host's sheet. Raises NotNow for a presence before the day.
    """
    if heads is not None and heads > MOST_HEADS:
        raise NotNow(_("Katılan sayısı çok büyük görünüyor; sayfadaki sayıyı denetleyin."))
    with act_on(by, meeting, "network_meeting.attendance_written") as held:
        refuse_closed(held)
        if any(present.values()) and held.on > timezone.localdate():
            raise NotNow(_("Kimin geldiği toplantı gününden önce yazılmaz; yanıtlar da kaydedilmedi."))
        rows = list(held.invited.all())
        for row in rows:
            row.answer = answers.get(row.id, row.answer)
            row.present = present.get(row.id, row.present)
        Invited.objects.bulk_update(rows, ["answer", "present"])
        held.heads = heads
        held.save()
    return held


def write_notes(*, by: Person, meeting: Meeting, notes: Mapping[UUID, str]) -> None:
    """What was said of each item, in a few sentences; keys are agenda items."""
    plain(*notes.values())
    with act_on(by, meeting, "network_meeting.minutes_written") as held:
        refuse_closed(held)
        if held.on > timezone.localdate():
            raise NotNow(_("Tutanak toplantı gününden önce yazılmaz; hiçbir şey kaydedilmedi."))
        for row in AgendaItem.objects.filter(meeting=held, pk__in=list(notes)):
            row.noted = notes[row.id].strip()[:_LONG]
            row.save(update_fields=["noted"])
        held.save(update_fields=["changed_at", "changed_by"])


def close_minutes(*, by: Person, meeting: Meeting) -> Meeting:
    """The minutes are as they are; raises NotNow before the day, or while no institution stands as present."""
    with act_on(by, meeting, "network_meeting.minutes_closed") as held:
        refuse_closed(held)
        if held.on > timezone.localdate():
            raise NotNow(_("Tutanak toplantı gününden önce kapatılmaz."))
        if not Invited.objects.filter(meeting=held, present="yes").exists():
            raise NotNow(_("Önce hangi kurumların geldiğini yazın; sonra tutanağı kapatın."))
        held.closed_at, held.closed_by = timezone.now(), by.staff_id
        held.save()
    return held


def reopen_minutes(*, by: Person, meeting: Meeting, reason: str) -> Meeting:
    """Write on in closed minutes, with a reason everybody reads."""
    plain(reason)
    why = written(reason, _("Gerekçe"))[:300]
    with act_on(by, meeting, "network_meeting.minutes_reopened") as held:
        if held.closed_at is None:
            raise NotNow(_("Bu tutanak zaten açık; hiçbir şey değişmedi."))
        held.closed_at = held.closed_by = None
        held.save()
        RotaChange.objects.create(
            meeting=held,
            kind=RotaChange.Kind.REOPEN,
            reason=why,
            made_by=by.staff_id,
            made_at=timezone.now(),
        )
    return held
