"""Certificates: given to everybody who was there long enough, and taken back where one was a mistake."""

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.network.standards.actions.refusals import NotNow, plain, written
from omuz.network.training.actions.holding import held_row, require_host
from omuz.network.training.models import Certificate, CertificateWithdrawal, Seat, Training
from omuz.network.training.queries.catalogue import course_of, is_partial
from omuz.network.training.rules import SeatState, new_code, taken, valid_until


def give_certificates(*, by: Person, training: Training) -> int:
    """Give a certificate to each seat that was there long enough and has none; returns how many. Raises NotNow."""
    require_host(by, training.host_id)
    with recorded(by=by, event="training.certified", centre=training.host_id, about=f"training:{training.id}"):
        row = held_row(training)
        if row.held_at is None:
            raise NotNow(_("Önce katılımı yazın; belge katılıma göre verilir."))
        seats = row.seats.filter(state=SeatState.ATTENDED, certificate__isnull=True)
        earned = [seat for seat in seats if taken(seat.attended_hours, row.hours)]
        if not earned:
            raise NotNow(_("Belge bekleyen kimse yok: ya hepsi verildi ya da kimse saatlerin %80’inde bulunmadı."))
        names = dict(Centre.objects.filter(pk__in={seat.centre_id for seat in earned}).values_list("id", "name"))
        for seat in earned:
            _give(by, row, seat, names.get(seat.centre_id, seat.where))
    return len(earned)


def _give(by: Person, training: Training, seat: Seat, where: str) -> None:
    course = course_of(training.course)
    partial = is_partial(training.course, seat.attended_hours)
    Certificate.objects.create(
        seat=seat,
        host_id=training.host_id,
        code=new_code(),
        course=training.course,
        course_version=training.course_version,
        hours=seat.attended_hours,
        ended_on=training.ends_on,
        valid_until=valid_until(training.ends_on, course.refresh_months) if course and not partial else None,
        title=seat.title,
        where=where[:120],
        issued_by=by.staff_id,
        issued_at=timezone.now(),
    )


def withdraw_certificate(*, by: Person, certificate: Certificate, reason: str) -> None:
    """Take a certificate back with a reason; its code answers from now on that it was withdrawn."""
    require_host(by, certificate.host_id)
    plain(reason)
    why = written(reason, _("Neden"))[:300]
    about = f"certificate:{certificate.id}"
    try:
        with recorded(by=by, event="training.certificate_withdrawn", centre=certificate.host_id, about=about):
            CertificateWithdrawal.objects.create(
                certificate=certificate,
                host_id=certificate.host_id,
                reason=why,
                made_by=by.staff_id,
                made_at=timezone.now(),
            )
    except IntegrityError as twice:
        raise NotNow(_("Bu belge zaten geri alınmış.")) from twice
