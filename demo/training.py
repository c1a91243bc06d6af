"""Invented trainings: nine held in the last two years, two ahead, one called off; whose holds, and what was said."""

from datetime import date, timedelta
from random import Random

from django.db.models import F
from django.utils import timezone

from demo.invent import network
from omuz.foundation.audit.actors import SYSTEM
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, acting
from omuz.foundation.people.models import Centre
from omuz.network.training.actions.certificates import give_certificates
from omuz.network.training.actions.elsewhere import Paper, count_directorate, count_supervision, note_elsewhere
from omuz.network.training.actions.holding import Plan, cancel_training, plan_training
from omuz.network.training.actions.seats import Guest, answer_invitation, name_participant, offer_seats
from omuz.network.training.actions.seats import record_attendance as there
from omuz.network.training.models import Change, RatingSheet, Seat, Training
from omuz.network.training.queries.catalogue import course_of
from omuz.network.training.rules import HIGHEST, Moment, SeatState

TITLES = ("Sosyal çalışmacı", "Psikolog", "Sosyolog", "Birim sorumlusu")
HELD = (
    ("sensitive_intake", 640, "konak-1"), ("feminist_interviewing", 560, ""), ("data_management", 470, ""),
    ("law_6284", 400, ""), ("sensitive_intake", 330, ""), ("risk_talk", 260, ""),
    ("municipal_basics", 200, "konak-1"), ("feminist_interviewing", 130, ""), ("data_protection", 40, ""),
)  # fmt: skip
"""Course, how many days ago it ended, and the centre that held it (none: the network)."""
AHEAD = (("applied_session", 12, "in_person"), ("secondary_trauma", 33, "online"))
CHANGED = (
    "Görüşmeye “en çok ne konuşmak istersiniz” diye başlıyorum.",
    "Telefonda güvenli saati ilk dakikada soruyorum.",
    "Nota ad yazmıyorum; eskiden farkında olmadan yazıyormuşum.",
    "Onay almadan kurum aramıyorum, önce birlikte karar veriyoruz.",
    "Sustuğunda bekliyorum.",
    "Kararını değiştirdiğinde kapının açık olduğunu söylüyorum.",
)
DIRECTORATES = (("social_aid", 42, 17), ("municipal_police", 120, 36), ("women_family", 28, 25), ("press", 14, 0))


def plant_training(
    leads: dict[str, Person], people: dict[str, Person], centres: dict[str, Centre], today: date
) -> None:
    """Trainings up to `today` by the network's coordinator and by Konak's; `people` holds elif and ayse."""
    chance = Random(network()["seed"] + 71)
    for course, days, host in HELD:
        _held(leads, people, centres, chance, (course, today - timedelta(days=days), host))
    coming = [_planned(people["elif"], None, course, today + timedelta(days=days), how) for course, days, how in AHEAD]
    _invited_now(leads["konak-1"], people, centres, coming[0])
    off = _planned(people["elif"], None, "case_analysis", today + timedelta(days=20), "in_person")
    with acting(people["elif"]):
        cancel_training(by=people["elif"], training=off, reason="Salon boşaltıldı; yeni gün bulunacak.")
    _noted(leads, people, centres, today)


def _planned(by: Person, host: Centre | None, course: str, first: date, how: str) -> Training:
    found = course_of(course)
    days = 1 if found and found.hours > 8 else 0
    plan = Plan(
        how=how, starts_on=first, ends_on=first + timedelta(days=days), places=24, time="10:00–17:00",
        place="Bağlantı davetle gelir" if how == "online" else "Ortak eğitim salonu", trainers="Ağın eğitmen ekibi",
    )  # fmt: skip
    with acting(by):
        return plan_training(by=by, host_id=host.id if host else None, course=course, plan=plan)


def _held(
    leads: dict[str, Person],
    people: dict[str, Person],
    centres: dict[str, Centre],
    chance: Random,
    told: tuple[str, date, str],
) -> None:
    """One training as it went: seats, who was there, certificates, and answers without names."""
    course, ended, host = told
    by = leads[host] if host else people["elif"]
    training = _planned(by, centres[host] if host else None, course, ended - timedelta(days=1), "in_person")
    from_centres = [host] if host else chance.sample(sorted(centres), 10)
    for code in from_centres:
        _offer(by, training, Guest(chance.choice(TITLES), centres[code].id))
    outside = Guest("Memur", None, "Belediye müdürlükleri", "social_aid", number=6 if host else 2)
    _offer(by, training, outside)
    for code in from_centres if course != "municipal_basics" else ():
        _named(leads[code], training, people["ayse"] if code == "konak-1" else leads[code])
    with acting(by):
        seats = list(Seat.objects.filter(training=training))
        hours = {seat.pk: training.hours if chance.random() < 0.9 else 0 for seat in seats}
        _long_ago(training, ended)
        there(by=by, training=training, hours=hours)
        give_certificates(by=by, training=training)
    _answers(by, training, chance)


def _offer(by: Person, training: Training, guest: Guest) -> None:
    with acting(by):
        offer_seats(by=by, training=training, guest=guest)


def _named(lead: Person, training: Training, worker: Person) -> None:
    with acting(lead):
        seat = Seat.objects.filter(training=training, centre_id=next(iter(lead.centres))).first()
        if seat is not None:
            name_participant(by=lead, seat=seat, staff_id=worker.staff_id)


def _long_ago(training: Training, ended: date) -> None:
    """It was planned a month before it ended, not while planting."""
    with recorded(by=SYSTEM, event="training.changed", about=f"training:{training.id}"):
        Training.objects.filter(pk=training.pk).update(made_at=F("made_at") - (timezone.localdate() - ended))


def _answers(by: Person, training: Training, chance: Random) -> None:
    """Sheets before and after, higher after; and what changed, where three months have passed."""
    course = course_of(training.course)
    skills = course.skill_codes if course else ()
    with acting(by), recorded(by=SYSTEM, event="training.sheet_copied", about=f"training:{training.id}"):
        for moment, more in ((Moment.BEFORE, 0), (Moment.AFTER, 1)):
            sheets = [
                {skill: min(HIGHEST, chance.choice((1, 1, 2, 2, 3)) + more) for skill in skills} for _n in range(8)
            ]
            RatingSheet.objects.bulk_create(
                RatingSheet(training=training, host_id=training.host_id, moment=moment.value, levels=levels)
                for levels in sheets
            )
        Change.objects.bulk_create(
            Change(training=training, host_id=training.host_id, said=said)
            for said in chance.sample(
                CHANGED, 5 if training.ends_on < timezone.localdate() - timedelta(days=150) else 0
            )
        )


def _invited_now(lead: Person, people: dict[str, Person], centres: dict[str, Centre], training: Training) -> None:
    """Places for several centres; Ayşe is invited, another seat has said yes."""
    for code in ("konak-1", "bornova-1", "buca-1", "karsiyaka-1"):
        _offer(people["elif"], training, Guest("Sosyal çalışmacı", centres[code].id, number=2))
    _named(lead, training, people["ayse"])
    with acting(people["elif"]):
        free = Seat.objects.filter(training=training, staff_id__isnull=True, state=SeatState.INVITED).first()
        if free is not None:
            answer_invitation(by=people["elif"], seat=free, coming=True)


def _noted(leads: dict[str, Person], people: dict[str, Person], centres: dict[str, Centre], today: date) -> None:
    """What was taken elsewhere, hours of supervision, and counts of four directorates."""
    nermin = leads["konak-1"]
    with acting(nermin):
        paper = Paper("data_protection", 6, today - timedelta(days=300), "Büyükşehir eğitim birimi", "EB-2025/114")
        note_elsewhere(by=nermin, centre_id=centres["konak-1"].id, staff_id=people["ayse"].staff_id, paper=paper)
        note_elsewhere(by=nermin, centre_id=centres["konak-1"].id, staff_id=nermin.staff_id, paper=paper)
        for directorate, staff, trained in DIRECTORATES:
            count_directorate(
                by=nermin, organisation_id=centres["konak-1"].organisation_id, directorate=directorate,
                year=today.year, staff=staff, trained=trained,
            )  # fmt: skip
    for number, code in enumerate(sorted(leads)[:8]):
        with acting(leads[code]):
            count_supervision(
                by=leads[code], centre_id=centres[code].id, year=today.year, hours=4 * number + 6, workers=3
            )
