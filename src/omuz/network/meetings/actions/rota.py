"""The year's turns: accepting a proposal, another host, a swap, another day, calling off; each with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.turkish import day
from omuz.foundation.people.access import Person
from omuz.network.meetings.actions.held import act_on, refuse_over
from omuz.network.meetings.models import AgendaItem, Institution, Meeting, RotaChange
from omuz.network.standards.actions.refusals import NotNow, plain, written


@dataclass(frozen=True)
class Planned:
    """A meeting to be planned."""

    on: date
    host: Institution | None
    begins: time = time(10)
    ends: time = time(13)


def plan(*, by: Person, turns: Sequence[Planned], first_number: int = 1) -> list[Meeting]:
    """Write these turns into the rota, each with an ordinary agenda; `first_number` where there is no meeting yet.

    Raises NotNow for a day that has a meeting, an end before the beginning, or nothing to plan.
    """
    by.require("meetings.keep")
    if not turns:
        raise NotNow(_("Planlanacak ay yok; önümüzdeki ayların toplantıları zaten yazılmış."))
    if any(turn.ends <= turn.begins for turn in turns):
        raise NotNow(_("Bitiş saati başlangıçtan sonra olmalı; hiçbir şey kaydedilmedi."))
    with recorded(by=by, event="network_rota.accepted"):
        _one_at_a_time()
        _refuse_taken([turn.on for turn in turns])
        made = [
            Meeting.objects.create(
                host=turn.host,
                on=turn.on,
                begins=turn.begins,
                ends=turn.ends,
                changed_at=timezone.now(),
                changed_by=by.staff_id,
            )
            for turn in turns
        ]
        AgendaItem.objects.bulk_create(item for meeting in made for item in _ordinary_agenda(meeting))
        _number(first_number)
    return list(Meeting.objects.filter(pk__in=[each.pk for each in made]).select_related("host"))


def _one_at_a_time() -> None:
    """Whoever plans at the same moment waits here, and then sees the days that are taken."""
    list(Institution.objects.select_for_update().order_by("pk").values_list("pk"))


def _refuse_taken(days: Iterable[date]) -> None:
    taken = Meeting.objects.filter(on__in=list(days), cancelled_at__isnull=True).first()
    if taken is not None:
        raise NotNow(_("%(day)s gününde bir toplantı zaten var; hiçbir şey kaydedilmedi.") % {"day": day(taken.on)})


def _ordinary_agenda(meeting: Meeting) -> list[AgendaItem]:
    """What nearly every meeting begins from; the follow-up of decisions is never left out by forgetting it."""
    topic, follow_up, pause = AgendaItem.Kind.TOPIC, AgendaItem.Kind.FOLLOW_UP, AgendaItem.Kind.BREAK
    told = (
        (topic, _("Açılış ve tanışma"), 15),
        (follow_up, _("Önceki kararların takibi"), 30),
        (topic, _("Deneyim paylaşımı (kimsenin dosyası anlatılmaz)"), 45),
        (pause, _("Ara"), 15),
        (topic, _("Ayın konusu"), 60),
        (topic, _("Kararlar ve sıradaki toplantı"), 15),
    )
    return [
        AgendaItem(meeting=meeting, place=place, kind=kind, title=title, minutes=minutes)
        for place, (kind, title, minutes) in enumerate(told, 1)
    ]


def _number(first: int = 1) -> None:
    """Number the meetings nobody was called to yet by their day, after the last that has its number for good."""
    fixed = Meeting.objects.exclude(called_at=None, closed_at=None).filter(cancelled_at=None)
    last = fixed.exclude(number=None).order_by("-number").values_list("number", flat=True).first()
    free = Meeting.objects.filter(called_at=None, closed_at=None, cancelled_at=None)
    if last is None:
        before = free.exclude(number=None).order_by("number").values_list("number", flat=True).first()
        last = (before or first) - 1
    rows = list(free.order_by("on"))
    free.update(number=None)
    for ahead, row in enumerate(rows, 1):
        Meeting.objects.filter(pk=row.pk).update(number=last + ahead)


def change_host(*, by: Person, meeting: Meeting, host: Institution, reason: str) -> Meeting:
    """Somebody else hosts; the reason stays in the rota."""
    why = _reason(reason)
    with act_on(by, meeting, "network_rota.host_changed") as held:
        refuse_over(held)
        _refuse_no_host(host)
        if held.host_id == host.id:
            raise NotNow(_("Ev sahibi zaten bu kurum; hiçbir şey değişmedi."))
        before, held.host = _name(held.host), host
        _moved(held)
        _noted(by, held, RotaChange.Kind.HOST, before, host.name, why)
    return held


def swap(*, by: Person, meeting: Meeting, other: Meeting, reason: str, host: UUID | None = None) -> Meeting:
    """Two institutions change their turns; both days stay.

    `host` is who had this turn on the page that was pressed: pressed twice, nothing changes back.
    """
    why = _reason(reason)
    if meeting.pk == other.pk:
        raise NotNow(_("Değişecek başka bir toplantı seçin."))
    with act_on(by, meeting, "network_rota.swapped") as held:
        second: Meeting = Meeting.objects.select_for_update(of=("self",)).select_related("host").get(pk=other.pk)
        for each in (held, second):
            refuse_over(each)
        if host is not None and host != held.host_id:
            raise NotNow(_("Bu sıra az önce değişti; başka bir şey değiştirilmedi. Sıraya bakıp yeniden deneyin."))
        if held.host_id == second.host_id:
            raise NotNow(_("İki toplantının da ev sahibi aynı kurum; değişecek bir şey yok."))
        hers, theirs = _name(held.host), _name(second.host)
        held.host, second.host = second.host, held.host
        for each, before, after in ((held, hers, theirs), (second, theirs, hers)):
            _moved(each)
            _noted(by, each, RotaChange.Kind.SWAP, before, after, why)
    return held


def change_day(*, by: Person, meeting: Meeting, on: date, reason: str) -> Meeting:
    """Another day; meetings nobody was called to yet are numbered anew by their day."""
    why = _reason(reason)
    with act_on(by, meeting, "network_rota.day_changed") as held:
        refuse_over(held)
        if on < timezone.localdate():
            raise NotNow(_("Yeni gün geçmişte olamaz; hiçbir şey değişmedi."))
        if on == held.on:
            raise NotNow(_("Toplantı zaten o gün; hiçbir şey değişmedi."))
        _one_at_a_time()
        _refuse_taken([on])
        before, held.on = day(held.on), on
        _moved(held)
        _noted(by, held, RotaChange.Kind.DAY, before, day(on), why)
        _number()
    held.refresh_from_db()
    return held


def call_off(*, by: Person, meeting: Meeting, reason: str) -> Meeting:
    """This meeting does not take place; its number goes to the next."""
    why = _reason(reason)
    with act_on(by, meeting, "network_meeting.called_off") as held:
        refuse_over(held)
        before = str(held.number or "")
        held.cancelled_at, held.cancelled_reason, held.number = timezone.now(), why, None
        held.sequence += 1
        held.save()
        _noted(by, held, RotaChange.Kind.CANCEL, before, "", why)
        _number()
    return held


def _reason(text: str) -> str:
    plain(text)
    return written(text, _("Gerekçe"))[:300]


def _refuse_no_host(host: Institution) -> None:
    if host.closed or not host.hosts:
        raise NotNow(_("Bu kurum ev sahipliği sırasında değil; önce Kurumlar sayfasında sıraya alın."))


def _name(host: Institution | None) -> str:
    return host.name if host else ""


def _moved(meeting: Meeting) -> None:
    """What was sent before is out of date: whoever has it in her calendar gets the next version."""
    if meeting.called_at is not None:
        meeting.sequence += 1
    meeting.save()


def _noted(by: Person, meeting: Meeting, kind: RotaChange.Kind, before: str, after: str, why: str) -> None:
    RotaChange.objects.create(
        meeting=meeting,
        kind=kind,
        before=before[:200],
        after=after[:200],
        reason=why,
        made_by=by.staff_id,
        made_at=timezone.now(),
    )
