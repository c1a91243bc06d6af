"""A training from the plan to the certificate, and each thing that is refused on the way."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.http import Http404
from django.utils import timezone

from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.training.actions.certificates import give_certificates, withdraw_certificate
from omuz.network.training.actions.elsewhere import Paper, count_directorate, note_elsewhere
from omuz.network.training.actions.holding import cancel_training, change_training, plan_training
from omuz.network.training.actions.seats import (
    Guest,
    answer_invitation,
    name_participant,
    offer_seats,
    record_attendance,
)
from omuz.network.training.actions.telling import rate, rate_on_paper, tell_change
from omuz.network.training.models import Certificate, Change, RatingSheet, Seat, TakenElsewhere
from omuz.network.training.queries.trainings import changes_told, skill_lines
from omuz.network.training.rules import Moment, SeatState
from tests.network.training.gatherings import COURSE, attended, invited, moved, plan, planned, seated

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
LEVELS = {"no_judgement": 3, "no_proof": 2}


def test_only_the_network_plans_for_the_network_and_a_coordinator_for_her_own_centre(cast: "Cast") -> None:
    with acting(cast.elif_.person):
        made = plan_training(by=cast.elif_.person, host_id=None, course=COURSE, plan=plan())
    assert (made.hours, made.host_id) == (16, None)
    with acting(cast.nermin.person):
        own = plan_training(by=cast.nermin.person, host_id=cast.konak.id, course=COURSE, plan=plan(modules=("tally",)))
        assert (own.hours, own.modules) == (3, ["tally"])
        for host in (None, cast.bornova.id):
            with pytest.raises(Http404):
                plan_training(by=cast.nermin.person, host_id=host, course=COURSE, plan=plan())
    with acting(cast.ayse.person), pytest.raises(Refused):
        plan_training(by=cast.ayse.person, host_id=cast.konak.id, course=COURSE, plan=plan())


@pytest.mark.parametrize(
    ("changed", "told"),
    [({"places": 0}, "200"), ({"ends_on": timezone.localdate()}, "Bitiş"), ({"note": "0532 111 22 33"}, "telefon")],
)
def test_a_plan_that_cannot_be_or_tells_of_somebody_is_refused(
    cast: "Cast", changed: dict[str, object], told: str
) -> None:
    with acting(cast.elif_.person), pytest.raises(NotNow, match=told):
        plan_training(by=cast.elif_.person, host_id=None, course=COURSE, plan=plan(**changed))


def test_there_are_never_more_seats_than_places(cast: "Cast") -> None:
    training = planned(cast.elif_, places=2)
    invited(cast.elif_, training, cast.konak.id, number=2)
    with acting(cast.elif_.person), pytest.raises(NotNow, match="Boş yer 0"):
        offer_seats(by=cast.elif_.person, training=training, guest=Guest("Avukat", cast.bornova.id))


def test_a_coordinator_names_her_own_worker_and_nobody_elses(cast: "Cast") -> None:
    training, seat = seated(cast)
    with acting(cast.nermin.person):
        assert Seat.objects.get(pk=seat.pk).staff_id == cast.ayse.staff.pk
        with pytest.raises(NotNow, match="çalışanı değil"):
            name_participant(by=cast.nermin.person, seat=seat, staff_id=cast.zeynep.staff.pk)
    (other,) = invited(cast.elif_, training, cast.bornova.id)
    with acting(cast.nermin.person), pytest.raises(Http404):
        name_participant(by=cast.nermin.person, seat=other, staff_id=cast.ayse.staff.pk)


def test_she_answers_for_herself_and_nobody_answers_for_her(cast: "Cast") -> None:
    training, seat = seated(cast)
    with acting(cast.nermin.person), pytest.raises(Http404):
        answer_invitation(by=cast.nermin.person, seat=_fresh(seat), coming=True)
    with acting(cast.ayse.person):
        answer_invitation(by=cast.ayse.person, seat=_fresh(seat), coming=True)
        assert _fresh(seat).state == SeatState.COMING
        answer_invitation(by=cast.ayse.person, seat=_fresh(seat), coming=False)
        with pytest.raises(NotNow, match="boşalmıştı"):
            answer_invitation(by=cast.ayse.person, seat=_fresh(seat), coming=True)
    (again,) = invited(cast.elif_, training, cast.konak.id)
    with acting(cast.nermin.person):
        name_participant(by=cast.nermin.person, seat=again, staff_id=cast.ayse.staff.pk)


def _fresh(seat: Seat) -> Seat:
    return Seat.objects.select_related("training").get(pk=seat.pk)


def test_attendance_makes_certificates_and_a_certificate_keeps_its_hours(cast: "Cast") -> None:
    training, seat = seated(cast, days=-1)
    invited(cast.elif_, training, number=2)
    with acting(cast.elif_.person):
        with pytest.raises(NotNow, match="Önce katılımı"):
            give_certificates(by=cast.elif_.person, training=training)
        hours = dict.fromkeys(training.seats.values_list("id", flat=True), 16) | {training.seats.last().id: 5}
        record_attendance(by=cast.elif_.person, training=training, hours=hours)
        assert give_certificates(by=cast.elif_.person, training=training) == 2
        given = Certificate.objects.get(seat=seat)
        assert (given.course, given.hours, given.where) == (COURSE, 16, cast.konak.name)
        with pytest.raises(NotNow, match="azaltılamaz"):
            record_attendance(by=cast.elif_.person, training=training, hours={seat.pk: 3})
        withdraw_certificate(by=cast.elif_.person, certificate=given, reason="Başka birine aitti.")
        record_attendance(by=cast.elif_.person, training=training, hours={seat.pk: 3})


def test_attendance_is_not_written_ahead_and_a_cancelled_training_stays_cancelled(cast: "Cast") -> None:
    training = planned(cast.elif_)
    with acting(cast.elif_.person):
        with pytest.raises(NotNow, match="henüz bitmedi"):
            record_attendance(by=cast.elif_.person, training=training, hours={})
        cancel_training(by=cast.elif_.person, training=training, reason="Eğitmen hasta.")
        for again in (
            lambda: cancel_training(by=cast.elif_.person, training=training, reason="yine"),
            lambda: change_training(by=cast.elif_.person, training=training, plan=plan()),
        ):
            with pytest.raises(NotNow, match="iptal"):
                again()


def test_a_rating_is_tied_to_nobody_and_given_once(cast: "Cast") -> None:
    training, seat = seated(cast)
    with acting(cast.ayse.person):
        rate(by=cast.ayse.person, seat=_fresh(seat), moment=Moment.BEFORE, levels=LEVELS | {"unknown": 4})
        with pytest.raises(NotNow, match="zaten"):
            rate(by=cast.ayse.person, seat=_fresh(seat), moment=Moment.BEFORE, levels=LEVELS)
        with pytest.raises(NotNow, match="katılanlara"):
            rate(by=cast.ayse.person, seat=_fresh(seat), moment=Moment.AFTER, levels=LEVELS)
        assert RatingSheet.objects.count() == 0, "she who rated does not read the sheets"
    with acting(cast.elif_.person):
        sheet = RatingSheet.objects.get(training=training)
        assert sheet.levels == LEVELS
    columns = {field.name for field in RatingSheet._meta.local_fields}
    assert columns == {"id", "training", "host_id", "moment", "levels"}, "no person and no moment of the act"


def test_ratings_are_shown_from_five_on_and_only_when_nobody_can_add_to_them(cast: "Cast") -> None:
    training = planned(cast.elif_, days=0)
    invited(cast.elif_, training, number=5)
    with acting(cast.elif_.person):
        for level in (0, 1, 2, 3, 4):
            rate_on_paper(by=cast.elif_.person, training=training, moment=Moment.BEFORE, levels={"no_proof": level})
        with pytest.raises(NotNow, match="kâğıt girildi"):
            rate_on_paper(by=cast.elif_.person, training=training, moment=Moment.BEFORE, levels={"no_proof": 1})
        during = skill_lines(training, training.ends_on)[0]
        after = skill_lines(training, training.ends_on + timedelta(days=1))[0]
    assert {line.before for line in during} == {None}
    assert [line.before for line in after] == [None, 2, None, None, None]


def test_what_changed_is_asked_after_three_months_and_read_without_a_name(cast: "Cast") -> None:
    training, seat = seated(cast, days=-1)
    attended(cast.elif_, training)
    with acting(cast.ayse.person), pytest.raises(NotNow, match="süresi"):
        tell_change(by=cast.ayse.person, seat=_fresh(seat), said="Kapıyı kapatıyorum.")
    moved(training, timezone.localdate() - timedelta(days=100))
    with acting(cast.ayse.person):
        with pytest.raises(NotNow, match="telefon"):
            tell_change(by=cast.ayse.person, seat=_fresh(seat), said="Ara: 0532 111 22 33")
        tell_change(by=cast.ayse.person, seat=_fresh(seat), said="Görüşmeye onun sırasıyla başlıyorum.")
        with pytest.raises(NotNow, match="bir kez"):
            tell_change(by=cast.ayse.person, seat=_fresh(seat), said="Bir daha.")
    with acting(cast.elif_.person):
        assert Change.objects.count() == 1
        assert changes_told(training, timezone.localdate() + timedelta(days=200)) == [], "fewer than five"


def test_a_training_taken_elsewhere_is_noted_by_her_coordinator(cast: "Cast") -> None:
    ended = timezone.localdate() - timedelta(days=30)
    paper = Paper(COURSE, 16, ended, "İl Müdürlüğü", "AB-12")
    told = {"centre_id": cast.konak.id, "staff_id": cast.ayse.staff.pk, "paper": paper}
    with acting(cast.nermin.person):
        note_elsewhere(by=cast.nermin.person, **told)
        with pytest.raises(Http404):
            note_elsewhere(by=cast.nermin.person, **told | {"staff_id": cast.zeynep.staff.pk})
        ahead = Paper(COURSE, 16, timezone.localdate() + timedelta(days=1), "İl Müdürlüğü")
        with pytest.raises(NotNow, match="bitmiş"):
            note_elsewhere(by=cast.nermin.person, **told | {"paper": ahead})
    with acting(cast.ayse.person):
        assert TakenElsewhere.objects.count() == 1
        with pytest.raises(Refused):
            note_elsewhere(by=cast.ayse.person, **told)
    with acting(cast.zeynep.person):
        assert TakenElsewhere.objects.count() == 0


def test_a_directorate_is_two_numbers_of_ones_own_municipality(cast: "Cast") -> None:
    told = {"organisation_id": cast.town.id, "directorate": "social_aid", "year": 2026, "staff": 40, "trained": 12}
    with acting(cast.nermin.person):
        count_directorate(by=cast.nermin.person, **told)
        with pytest.raises(NotNow, match="çok olamaz"):
            count_directorate(by=cast.nermin.person, **told | {"trained": 41})
        with pytest.raises(Http404):
            count_directorate(by=cast.nermin.person, **told | {"organisation_id": cast.bornova.organisation_id})
    with acting(cast.elif_.person):
        count_directorate(by=cast.elif_.person, **told | {"organisation_id": cast.bornova.organisation_id})


def test_every_act_leaves_one_event_with_a_sentence(cast: "Cast") -> None:
    from omuz.foundation.audit.sentences import sentence
    from omuz.foundation.tenancy.context import see_as

    training, seat = seated(cast, days=-1)
    attended(cast.elif_, training)
    with acting(cast.elif_.person):
        give_certificates(by=cast.elif_.person, training=training)
    from omuz.foundation.audit.chain import INSTALLATION

    see_as([cast.konak.id, INSTALLATION])
    names = set(AuditEvent.objects.filter(event__startswith="training.").values_list("event", flat=True))
    assert names == {
        *("training.planned", "training.invited", "training.participant_named"),
        *("training.attended", "training.certified"),
    }
    assert all(str(sentence(name)) != name for name in names)
    assert seat.pk
