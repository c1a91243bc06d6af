"""What was learnt elsewhere: a worker's training of another house; counts of directorates and of supervision."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.network.standards.actions.refusals import NotNow, plain, written
from omuz.network.training.models import DirectorateYear, SupervisionYear, TakenElsewhere
from omuz.network.training.queries.catalogue import course_of
from omuz.network.training.queries.directorates import known_staff
from omuz.network.training.queries.staff import workers_of
from omuz.network.training.rules import EARLIEST, valid_until

MOST_HOURS = 400
MOST_SUPERVISION = 2000


@dataclass(frozen=True)
class Paper:
    """The paper of a training as its holder showed it."""

    course: str
    hours: int
    ended_on: date
    given_by: str
    code: str = ""


def note_elsewhere(*, by: Person, centre_id: UUID, staff_id: UUID, paper: Paper) -> TakenElsewhere:
    """Note a training a worker of the centre took elsewhere. Raises NotNow for a day ahead or an unknown course."""
    by.require("training.elsewhere", centre_id)
    course = course_of(paper.course)
    plain(paper.given_by, paper.code)
    given_by = written(paper.given_by, _("Eğitimi veren kurum"))[:160]
    if course is None or not EARLIEST <= paper.ended_on <= timezone.localdate() or not 1 <= paper.hours <= MOST_HOURS:
        raise NotNow(_("Kursu, bitmiş bir günü ve 1–400 arası saati yazın; hiçbir şey kaydedilmedi."))
    if staff_id not in {worker.staff_id for worker in workers_of(centre_id, timezone.localdate())}:
        raise Http404
    try:
        with recorded(by=by, event="training.elsewhere_noted", centre=centre_id, about=f"staff:{staff_id}"):
            made: TakenElsewhere = TakenElsewhere.objects.create(
                centre_id=centre_id,
                staff_id=staff_id,
                course=course.code,
                hours=paper.hours,
                ended_on=paper.ended_on,
                valid_until=valid_until(paper.ended_on, course.refresh_months),
                given_by=given_by,
                code=paper.code.strip()[:40],
                made_by=by.staff_id,
                made_at=timezone.now(),
            )
    except IntegrityError as twice:
        raise NotNow(_("Bu çalışanın o gün biten bu eğitimi zaten yazılı; ikinci kez yazılmadı.")) from twice
    return made


def remove_elsewhere(*, by: Person, row: TakenElsewhere) -> None:
    """Take back a note written by mistake; the log keeps that it was there."""
    by.require("training.elsewhere", row.centre_id)
    with recorded(by=by, event="training.elsewhere_removed", centre=row.centre_id, about=f"staff:{row.staff_id}"):
        row.delete()


def count_directorate(
    *, by: Person, organisation_id: UUID, directorate: str, year: int, staff: int | None, trained: int
) -> DirectorateYear:
    """Write how many of a directorate's staff took the basic training in a year; two counts, no list of anybody.

    `staff` None: as many as the directorate's own page tells. Raises NotNow where that tells nothing.
    """
    by.require("training.hold")
    centre_id = _centre_for(by, organisation_id)
    if staff is None:
        staff = known_staff([organisation_id]).get((organisation_id, directorate))
    if staff is None:
        raise NotNow(_("Bu müdürlüğün çalışan sayısı Belediye içi sayfasında da yazılı değil; sayıyı yazın."))
    _require_past(year)
    if directorate not in code_list("directorate").codes or not 0 <= trained <= staff or staff < 1:
        raise NotNow(_("Eğitim alan sayısı çalışan sayısından çok olamaz; hiçbir şey kaydedilmedi."))
    about = f"organisation:{organisation_id}"
    with recorded(by=by, event="training.directorate_counted", centre=centre_id, about=about):
        made: DirectorateYear = DirectorateYear.objects.create(
            centre_id=centre_id,
            organisation_id=organisation_id,
            directorate=directorate,
            year=year,
            staff=staff,
            trained=trained,
            made_by=by.staff_id,
            made_at=timezone.now(),
        )
    return made


def count_supervision(*, by: Person, centre_id: UUID, year: int, hours: int, workers: int) -> SupervisionYear:
    """Write the hours of supervision her centre had in a year and for how many workers; nobody's own hours."""
    by.require("training.elsewhere", centre_id)
    _require_past(year)
    if not 0 <= hours <= MOST_SUPERVISION or not 1 <= workers <= MOST_HOURS:
        raise NotNow(_("Saat 0–2000, çalışan 1–400 arasında olmalı; hiçbir şey kaydedilmedi."))
    with recorded(by=by, event="training.supervision_counted", centre=centre_id, about=f"centre:{centre_id}"):
        made: SupervisionYear = SupervisionYear.objects.create(
            centre_id=centre_id, year=year, hours=hours, workers=workers, made_by=by.staff_id, made_at=timezone.now()
        )
    return made


def _require_past(year: int) -> None:
    if not EARLIEST.year <= year <= timezone.localdate().year:
        raise NotNow(_("Yıl bu yıl ya da geçmiş bir yıl olmalı; hiçbir şey kaydedilmedi."))


def _centre_for(by: Person, organisation_id: UUID) -> UUID | None:
    """Her centre of that municipality, None for the network's coordinator; Http404 for another municipality."""
    for post in by.centres_where("training.elsewhere"):
        if post.organisation_id == organisation_id:
            return post.centre_id
    if by.sees_network and Centre.objects.filter(organisation_id=organisation_id).exists():
        return None
    raise Http404
