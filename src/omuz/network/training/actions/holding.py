"""Planning a training, moving it, calling it off."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.standards.actions.refusals import NotNow, plain, written
from omuz.network.training.models import Training
from omuz.network.training.queries.catalogue import course_of
from omuz.network.training.rules import SeatState, possible

MOST_PLACES = 200


@dataclass(frozen=True)
class Plan:
    """When, where and how a training is held; `modules` are codes of the course, none meaning all of it."""

    how: str
    starts_on: date
    ends_on: date
    places: int
    time: str = ""
    place: str = ""
    trainers: str = ""
    note: str = ""
    modules: tuple[str, ...] = ()


def require_host(by: Person, host_id: UUID | None) -> None:
    """Raise unless she may hold trainings there: a coordinator at her centre, the network's for the network."""
    by.require("training.hold", host_id)
    if host_id is None and not by.sees_network:
        raise Http404


def plan_training(*, by: Person, host_id: UUID | None, course: str, plan: Plan) -> Training:
    """Put a training into the calendar; `host_id` None for the network's own. Raises NotNow for days that cannot be."""
    require_host(by, host_id)
    found = course_of(course)
    if found is None:
        raise NotNow(_("Bu kurs katalogda yok; hiçbir şey kaydedilmedi."))
    _require_possible(plan)
    chosen = [module for module in found.modules if not plan.modules or module.code in plan.modules]
    if not chosen:
        raise NotNow(_("En az bir bölüm seçin; hiçbir şey kaydedilmedi."))
    with recorded(by=by, event="training.planned", centre=host_id, about=f"course:{course}"):
        if _twice(host_id, course, plan):
            raise NotNow(_("Bu eğitim bu günlere zaten yazılı; ikinci kez yazılmadı. Takvime bakın."))
        made: Training = Training.objects.create(
            host_id=host_id,
            course=found.code,
            course_version=found.version,
            modules=[module.code for module in chosen],
            hours=sum(module.hours for module in chosen),
            made_by=by.staff_id,
            made_at=timezone.now(),
            **_columns(plan),
        )
    return made


def _require_possible(plan: Plan) -> None:
    plain(plan.place, plan.trainers, plan.note)
    if plan.ends_on < plan.starts_on:
        raise NotNow(_("Bitiş günü başlangıçtan önce olamaz; yazdıklarınız duruyor."))
    if not possible(plan.starts_on, plan.ends_on, timezone.localdate()):
        raise NotNow(
            _("Günler 2010’dan sonra, en çok iki yıl ileride olmalı; eğitim en çok üç ay sürer. Yazdıklarınız duruyor.")
        )
    if not 1 <= plan.places <= MOST_PLACES:
        raise NotNow(_("Yer sayısı 1 ile 200 arasında olmalı; yazdıklarınız duruyor."))


def _twice(host_id: UUID | None, course: str, plan: Plan) -> bool:
    """Whether the very same training stands in the calendar: a button pressed twice, not a second group."""
    same = Training.objects.filter(
        host_id=host_id,
        course=course,
        cancelled_at__isnull=True,
        **{name: value for name, value in _columns(plan).items() if name not in ("note", "trainers", "places")},
    )
    return same.exists()


def _columns(plan: Plan) -> dict[str, object]:
    return {
        "how": plan.how,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "places": plan.places,
        "time": plan.time.strip()[:40],
        "place": plan.place.strip()[:200],
        "trainers": plan.trainers.strip()[:200],
        "note": plan.note.strip()[:600],
    }


def held_row(training: Training) -> Training:
    """The training locked for this act: the page it was pressed on may be old."""
    row: Training = Training.objects.select_for_update().get(pk=training.pk)
    return row


def change_training(*, by: Person, training: Training, plan: Plan) -> Training:
    """Move a planned training to other days, another place or more seats; its course and modules stay.

    Who had said that she comes is asked again where the days moved.
    """
    require_host(by, training.host_id)
    _require_possible(plan)
    with recorded(by=by, event="training.changed", centre=training.host_id, about=f"training:{training.id}"):
        row = held_row(training)
        _require_planned(row)
        moved = (row.starts_on, row.ends_on) != (plan.starts_on, plan.ends_on)
        if row.seats.exclude(state="declined").count() > plan.places:
            raise NotNow(_("Davet edilenler bu yer sayısından çok; önce davetleri azaltın. Yazdıklarınız duruyor."))
        for name, value in _columns(plan).items():
            setattr(row, name, value)
        _changed(row)
        if moved:
            row.seats.filter(state=SeatState.COMING).update(state=SeatState.INVITED)
    return row


def _changed(row: Training) -> None:
    row.sequence, row.changed_at = row.sequence + 1, timezone.now()
    row.save()


def cancel_training(*, by: Person, training: Training, reason: str) -> Training:
    """Call a planned training off with a reason everybody invited reads; what was rated before stays unread."""
    require_host(by, training.host_id)
    plain(reason)
    why = written(reason, _("Neden"))[:300]
    with recorded(by=by, event="training.cancelled", centre=training.host_id, about=f"training:{training.id}"):
        row = held_row(training)
        _require_planned(row)
        row.cancelled_at, row.cancelled_reason = timezone.now(), why
        _changed(row)
    return row


def _require_planned(row: Training) -> None:
    if not row.is_planned:
        raise NotNow(_("Bu eğitim yapılmış ya da iptal edilmiş; hiçbir şey değişmedi."))
