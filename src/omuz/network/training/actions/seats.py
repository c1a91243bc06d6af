"""Seats: offering them, naming who comes, answering an invitation, writing down who was there."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.standards.actions.refusals import NotNow, plain, written
from omuz.network.training.actions.holding import held_row, require_host
from omuz.network.training.models import Seat, Training
from omuz.network.training.queries.staff import workers_of
from omuz.network.training.queries.trainings import may_hold
from omuz.network.training.rules import OPEN_SEATS, SeatState, taken

MOST_AT_ONCE = 40


@dataclass(frozen=True)
class Guest:
    """Who is invited: a title, and a centre of this installation or, in words, another place."""

    title: str
    centre_id: UUID | None = None
    where: str = ""
    directorate: str = ""
    number: int = 1
    left: int | None = None
    """How many places were free when she looked; None where nobody looked."""


def offer_seats(*, by: Person, training: Training, guest: Guest) -> list[Seat]:
    """Invite so many of one title from one place. Raises NotNow when there are not so many places left."""
    require_host(by, training.host_id)
    plain(guest.title, guest.where)
    title = written(guest.title, _("Unvan"))[:80]
    if guest.centre_id is None:
        written(guest.where, _("Belediye ya da kurum"))
    if training.host_id and guest.centre_id not in (None, training.host_id):
        raise NotNow(_("Merkezinizin eğitimine kendi çalışanlarınızı ya da dışarıdan katılanları yazabilirsiniz."))
    with recorded(by=by, event="training.invited", centre=training.host_id, about=f"training:{training.id}"):
        row = _open(held_row(training))
        used = row.seats.exclude(state=SeatState.DECLINED).count()
        if guest.left not in (None, row.places - used):
            raise NotNow(
                _("Siz yazarken yerler değişti: %(left)s boş yer var. Katılımcılara bakın, gerekirse yeniden basın.")
                % {"left": row.places - used}
            )
        if not 1 <= guest.number <= min(MOST_AT_ONCE, row.places - used):
            raise NotNow(_("Boş yer %(left)s; davet edilmedi. Yazdıklarınız duruyor.") % {"left": row.places - used})
        return [_seat(row, guest, title) for _number in range(guest.number)]


def _seat(row: Training, guest: Guest, title: str) -> Seat:
    made: Seat = Seat.objects.create(
        training=row,
        host_id=row.host_id,
        centre_id=guest.centre_id,
        title=title,
        where="" if guest.centre_id else guest.where.strip()[:120],
        directorate=guest.directorate,
        state=SeatState.INVITED,
        made_at=timezone.now(),
    )
    return made


def _open(row: Training) -> Training:
    if row.cancelled_at or row.held_at:
        raise NotNow(_("Bu eğitim yapılmış ya da iptal edilmiş; hiçbir şey değişmedi."))
    return row


def name_participant(*, by: Person, seat: Seat, staff_id: UUID) -> Seat:
    """A centre's coordinator says which of her workers takes a seat of her centre; she asks her on her own page."""
    if seat.centre_id is None:
        raise Http404
    by.require("training.elsewhere", seat.centre_id)
    if staff_id not in {worker.staff_id for worker in workers_of(seat.centre_id, timezone.localdate())}:
        raise NotNow(_("Bu kişi merkezinizin çalışanı değil; hiçbir şey değişmedi."))
    try:
        with recorded(
            by=by, event="training.participant_named", centre=seat.centre_id, about=f"training:{seat.training_id}"
        ):
            row = held_seat(seat)
            _open(row.training)
            if row.state == SeatState.DECLINED:
                raise NotNow(_("Bu yerden vazgeçildi ve boşaldı; başka biri gelecekse düzenleyenden yer isteyin."))
            if row.staff_id and (row.rated_before or row.state == SeatState.COMING):
                raise NotNow(_("Bu yerin katılımcısı geleceğini söylemiş; başka bir boş yere yazın."))
            row.staff_id, row.state = staff_id, SeatState.INVITED
            row.save()
    except IntegrityError as twice:
        raise NotNow(_("Bu kişinin bu eğitimde zaten yeri var.")) from twice
    return row


def held_seat(seat: Seat) -> Seat:
    """The seat locked for this act."""
    row: Seat = Seat.objects.select_for_update(of=("self",)).select_related("training").get(pk=seat.pk)
    return row


def answer_invitation(*, by: Person, seat: Seat, coming: bool) -> Seat:
    """Say that she comes, or does not; the centre's coordinator or the host says it for who has no account."""
    if seat.staff_id:
        if seat.staff_id != by.staff_id:
            raise Http404
    elif not (seat.centre_id and by.may("training.elsewhere", seat.centre_id)):
        require_host(by, seat.training.host_id)
    with recorded(by=by, event="training.answered", centre=seat.centre_id, about=f"training:{seat.training_id}"):
        if may_hold(by, seat.training):
            held_row(seat.training)
        row = held_seat(seat)
        _open(row.training)
        if row.state not in (*OPEN_SEATS, SeatState.DECLINED):
            raise NotNow(_("Katılım yazılmış; yanıt artık değişmez."))
        if coming and row.state == SeatState.DECLINED:
            # Her place may be somebody else's by now, and she does not see how many are left.
            if not may_hold(by, row.training):
                raise NotNow(_("Yeriniz boşalmıştı; yeniden gelmek için eğitimi düzenleyene söyleyin."))
            if _full(row.training):
                raise NotNow(_("Yer kalmadı; hiçbir şey değişmedi."))
        row.state = SeatState.COMING if coming else SeatState.DECLINED
        row.save()
    return row


def _full(training: Training) -> bool:
    return bool(training.seats.exclude(state=SeatState.DECLINED).count() >= training.places)


def record_attendance(*, by: Person, training: Training, hours: Mapping[UUID, int]) -> Training:
    """Write down how many hours each seat was there (0 for absent); the training has been held from then on.

    Raises NotNow before its last day, and for a seat whose certificate says more than is written now.
    """
    require_host(by, training.host_id)
    with recorded(by=by, event="training.attended", centre=training.host_id, about=f"training:{training.id}"):
        row = held_row(training)
        if row.cancelled_at:
            raise NotNow(_("Bu eğitim iptal edilmiş; hiçbir şey değişmedi."))
        if timezone.localdate() < row.ends_on:
            raise NotNow(_("Eğitim henüz bitmedi; katılım son gün yazılır."))
        for seat in row.seats.select_for_update().filter(pk__in=hours).exclude(state=SeatState.DECLINED):
            _was_there(row, seat, min(max(hours[seat.pk], 0), row.hours))
        row.held_at = row.held_at or timezone.now()
        row.save()
    return row


def _was_there(row: Training, seat: Seat, hours: int) -> None:
    if not taken(hours, row.hours) and given(seat):
        raise NotNow(_("Belge verilmiş birinin saati azaltılamaz; önce belgesini geri alın. Hiçbir şey değişmedi."))
    seat.attended_hours = hours
    seat.state = SeatState.ATTENDED if hours else SeatState.ABSENT
    seat.save()


def given(seat: Seat) -> bool:
    """Whether a certificate was given for it that still counts."""
    certificate = getattr(seat, "certificate", None)
    return certificate is not None and not hasattr(certificate, "withdrawal")
