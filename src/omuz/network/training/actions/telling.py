"""What participants say of themselves without a name: levels before and after, and what changed later."""

from collections.abc import Mapping

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.standards.actions.refusals import NotNow, plain, written
from omuz.network.training.actions.holding import held_row, require_host
from omuz.network.training.actions.seats import held_seat
from omuz.network.training.models import Change, RatingSheet, Seat, Training
from omuz.network.training.queries.catalogue import course_of
from omuz.network.training.queries.trainings import paper_left
from omuz.network.training.rules import HIGHEST, Moment, SeatState, changed_window, rating_window

LONGEST = 600


def rate(*, by: Person, seat: Seat, moment: Moment, levels: Mapping[str, int]) -> None:
    """She rates her own skills; that she did is kept on her seat, what she said stands nowhere near her name."""
    _require_own(by, seat)
    with recorded(by=by, event="training.rated", centre=seat.centre_id, about=f"training:{seat.training_id}"):
        row = held_seat(seat)
        said = f"rated_{moment.value}"
        if getattr(row, said):
            raise NotNow(_("Bunu zaten yanıtladınız; yanıtlar kimin olduğu bilinmediği için değiştirilemez."))
        if moment is Moment.AFTER and row.state not in (SeatState.ATTENDED, SeatState.COMING):
            raise NotNow(_("Bu soru eğitime katılanlara sorulur."))
        _require_open(row.training, moment)
        _add(row.training, moment, levels)
        setattr(row, said, True)
        row.save()


def rate_on_paper(*, by: Person, training: Training, moment: Moment, levels: Mapping[str, int]) -> None:
    """Whoever holds the training copies a sheet somebody without an account filled on paper."""
    require_host(by, training.host_id)
    with recorded(by=by, event="training.sheet_copied", centre=training.host_id, about=f"training:{training.id}"):
        row = held_row(training)
        _require_open(row, moment)
        if paper_left(row, moment) < 1:
            raise NotNow(_("Hesabı olmayan katılımcı sayısı kadar kâğıt girildi; bu yaprak eklenmedi."))
        _add(row, moment, levels)


def _require_own(by: Person, seat: Seat) -> None:
    if seat.staff_id != by.staff_id:
        raise Http404


def _require_open(training: Training, moment: Moment) -> None:
    window = rating_window(moment, timezone.localdate(training.made_at), training.starts_on, training.ends_on)
    if training.cancelled_at or not window.open_on(timezone.localdate()):
        raise NotNow(_("Bu sorunun süresi geçti ya da henüz başlamadı; hiçbir şey kaydedilmedi."))


def _add(training: Training, moment: Moment, levels: Mapping[str, int]) -> None:
    course = course_of(training.course)
    known = set(course.skill_codes) if course else set()
    kept = {skill: level for skill, level in levels.items() if skill in known and 0 <= level <= HIGHEST}
    if not kept:
        raise NotNow(_("Hiçbir beceri işaretlenmedi; en az birini işaretleyin."))
    RatingSheet.objects.create(training=training, host_id=training.host_id, moment=moment.value, levels=kept)


def tell_change(*, by: Person, seat: Seat, said: str) -> None:
    """Three months later: what she changed in her work, in her words and without her name."""
    _require_own(by, seat)
    plain(said)
    words = written(said, _("Neyi değiştirdiniz?"))[:LONGEST]
    with recorded(by=by, event="training.change_told", centre=seat.centre_id, about=f"training:{seat.training_id}"):
        row = held_seat(seat)
        if row.state != SeatState.ATTENDED or row.told_change:
            raise NotNow(_("Bu soru eğitime katılanlara bir kez sorulur."))
        if not changed_window(row.training.ends_on).open_on(timezone.localdate()):
            raise NotNow(_("Bu sorunun süresi geçti ya da henüz başlamadı; hiçbir şey kaydedilmedi."))
        Change.objects.create(training=row.training, host_id=row.host_id, said=words)
        row.told_change = True
        row.save()
