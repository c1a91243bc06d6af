"""What goes wrong when two press at once, twice, late, early or too much, and what the papers give away."""

import io
import re
import threading
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

import docx
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from pypdf import PdfReader

from omuz.foundation.people.access import acting
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.training.actions.certificates import give_certificates, withdraw_certificate
from omuz.network.training.actions.elsewhere import Paper, count_directorate, count_supervision, note_elsewhere
from omuz.network.training.actions.holding import cancel_training, change_training, plan_training
from omuz.network.training.actions.practice import finished, note_finished
from omuz.network.training.actions.seats import Guest, answer_invitation, name_participant, offer_seats
from omuz.network.training.documents.calendar import as_calendar
from omuz.network.training.models import Certificate, Seat, TakenElsewhere, Training
from omuz.network.training.queries.valid import lacking, standing_in, taken_by
from omuz.network.training.rules import SeatState, Standing, clock, possible
from tests.network.training.gatherings import COURSE, attended, invited, plan, planned, seated

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
NAMES = ("Ayşe Demir", "Nermin Aksoy", "Elif Şahin", "Zeynep Kaya")


@pytest.mark.parametrize(
    ("starts", "ends", "yes"),
    [
        (date(2026, 12, 1), date(2026, 12, 2), True),
        (date(2012, 3, 1), date(2012, 3, 1), True),
        (date(1926, 12, 1), date(1926, 12, 2), False),
        (date(2062, 12, 1), date(2062, 12, 2), False),
        (date(2026, 1, 1), date(2026, 12, 2), False),
    ],
)
def test_days_that_are_a_slip_of_the_hand_are_no_days_of_a_training(starts: date, ends: date, yes: bool) -> None:
    assert possible(starts, ends, TODAY) is yes


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("10:00–16:00", (time(10), time(16))),
        (" 9.30 - 12.45, öğleden sonra serbest", (time(9, 30), time(12, 45))),
        ("16:00–10:00", None),
        ("25:00–26:00", None),
        ("sabah", None),
        ("", None),
    ],
)
def test_hours_are_read_where_they_are_hours(said: str, told: tuple[time, time] | None) -> None:
    assert clock(said) == told


def test_a_button_pressed_twice_makes_one_training_and_one_row_of_seats(cast: "Cast") -> None:
    elif_ = cast.elif_.client()
    first = (timezone.localdate() + timedelta(days=3)).isoformat()
    told = {"host": "network", "course": COURSE, "how": "online", "starts_on": first, "ends_on": first, "places": "9"}
    assert elif_.post(reverse("training:new"), told).status_code == 302
    again = elif_.post(reverse("training:new"), told)
    assert again.status_code == 422 and "zaten yazılı" in again.content.decode()
    with acting(cast.elif_.person):
        training = Training.objects.get()
    where = reverse("training:invite", args=[training.id])
    page = elif_.get(where).content.decode()
    seen = re.search(r'name="left" value="(\d+)"', page)
    assert seen is not None
    guest = {"title": "Psikolog", "centre": str(cast.konak.id), "number": "3", "left": seen[1]}
    assert elif_.post(where, guest).status_code == 302
    twice = elif_.post(where, guest)
    assert twice.status_code == 422 and "yerler değişti: 6 boş yer" in twice.content.decode()
    with acting(cast.elif_.person):
        assert Seat.objects.count() == 3


def test_a_training_of_other_hours_on_the_same_day_is_a_second_group(cast: "Cast") -> None:
    planned(cast.elif_, time="10:00–12:00")
    planned(cast.elif_, time="13:00–15:00")
    with acting(cast.elif_.person), pytest.raises(NotNow, match="zaten yazılı"):
        plan_training(by=cast.elif_.person, host_id=None, course=COURSE, plan=plan(time="13:00–15:00"))


def test_who_said_that_she_comes_is_asked_again_when_the_days_move(cast: "Cast") -> None:
    training, seat = seated(cast)
    with acting(cast.ayse.person):
        answer_invitation(by=cast.ayse.person, seat=_fresh(seat), coming=True)
    with acting(cast.elif_.person):
        change_training(by=cast.elif_.person, training=training, plan=plan(place="Başka salon"))
        assert _fresh(seat).state == SeatState.COMING, "another room is no other day"
        change_training(by=cast.elif_.person, training=training, plan=plan(days=20))
        assert _fresh(seat).state == SeatState.INVITED
        assert Training.objects.get().sequence == 2


def _fresh(seat: Seat) -> Seat:
    return Seat.objects.select_related("training").get(pk=seat.pk)


def test_a_seat_given_back_is_not_taken_again_behind_the_hosts_back(cast: "Cast") -> None:
    training = planned(cast.elif_, places=1)
    (seat,) = invited(cast.elif_, training, cast.konak.id)
    with acting(cast.nermin.person):
        answer_invitation(by=cast.nermin.person, seat=_fresh(seat), coming=False)
    invited(cast.elif_, training, cast.bornova.id)
    with acting(cast.nermin.person), pytest.raises(NotNow, match="vazgeçildi"):
        name_participant(by=cast.nermin.person, seat=seat, staff_id=cast.ayse.staff.pk)
    with acting(cast.elif_.person), pytest.raises(NotNow, match="Yer kalmadı"):
        answer_invitation(by=cast.elif_.person, seat=_fresh(seat), coming=True)


def test_one_worker_never_sits_on_two_seats_of_one_training(cast: "Cast") -> None:
    training, _seat = seated(cast)
    (second,) = invited(cast.elif_, training, cast.konak.id)
    with acting(cast.nermin.person):
        with pytest.raises(NotNow, match="zaten yeri"):
            name_participant(by=cast.nermin.person, seat=second, staff_id=cast.ayse.staff.pk)
        assert Seat.objects.get(pk=second.pk).staff_id is None


def test_attendance_waits_for_the_last_day_and_no_certificate_is_dated_ahead(cast: "Cast") -> None:
    training = planned(cast.elif_, days=0)
    invited(cast.elif_, training, number=1)
    with pytest.raises(NotNow, match="son gün"):
        attended(cast.elif_, training)
    page = cast.elif_.client().get(reverse("training:one", args=[training.id])).content.decode()
    assert reverse("training:attendance", args=[training.id]) not in page


def test_a_certificate_taken_back_no_longer_counts_and_is_taken_back_once(cast: "Cast") -> None:
    training, seat = seated(cast, days=-1)
    attended(cast.elif_, training)
    with acting(cast.elif_.person):
        give_certificates(by=cast.elif_.person, training=training)
        given = Certificate.objects.get(seat=seat)
    today = timezone.localdate()
    assert lacking(cast.ayse.staff.pk, [COURSE], today) == ()
    with acting(cast.elif_.person):
        withdraw_certificate(by=cast.elif_.person, certificate=given, reason="Saatler yanlış sayılmış.")
        with pytest.raises(NotNow, match="zaten geri"):
            withdraw_certificate(by=cast.elif_.person, certificate=given, reason="Bir daha.")
    assert len(lacking(cast.ayse.staff.pk, [COURSE], today)) == 1


def test_a_part_of_a_course_is_not_the_course_until_the_parts_make_it_whole(cast: "Cast") -> None:
    from omuz.network.training.queries.catalogue import course_of

    course = course_of(COURSE)
    assert course is not None
    codes = [module.code for module in course.modules]
    parts = (tuple(codes[:1]), tuple(codes[1:]))
    today = timezone.localdate()
    for number, modules in enumerate((parts[0], parts[0], parts[1])):
        training = planned(cast.elif_, days=-1, modules=modules, time=f"1{number}:00–18:00")
        (seat,) = invited(cast.elif_, training, cast.konak.id)
        with acting(cast.nermin.person):
            name_participant(by=cast.nermin.person, seat=seat, staff_id=cast.ayse.staff.pk)
        attended(cast.elif_, training)
        whole = number == 2
        with acting(cast.elif_.person):
            give_certificates(by=cast.elif_.person, training=training)
            rows = taken_by([cast.ayse.staff.pk])
            stands = standing_in(rows, cast.ayse.staff.pk, COURSE, today)
        assert (stands is Standing.VALID) is whole, number
    with acting(cast.elif_.person):
        given = Certificate.objects.filter(hours=course.modules[0].hours).first()
    assert given is not None and given.valid_until is None
    page = cast.zeynep.client().post(reverse("training:check"), {"code": given.code}).content.decode()
    assert "kursun bir bölümü" in page
    paper = cast.ayse.client().get(reverse("training:certificate", args=[given.id]))
    assert "bir bölümünü tamamladı" in PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()


def test_two_hours_elsewhere_are_two_hours_and_no_course_and_are_written_once(cast: "Cast") -> None:
    ended = timezone.localdate() - timedelta(days=9)
    told: dict[str, Any] = {"centre_id": cast.konak.id, "staff_id": cast.ayse.staff.pk}
    with acting(cast.nermin.person):
        note_elsewhere(by=cast.nermin.person, paper=Paper(COURSE, 2, ended, "Baro"), **told)
        with pytest.raises(NotNow, match="ikinci kez"):
            note_elsewhere(by=cast.nermin.person, paper=Paper(COURSE, 2, ended, "Baro"), **told)
        with pytest.raises(NotNow, match="bitmiş"):
            note_elsewhere(by=cast.nermin.person, paper=Paper(COURSE, 2, date(1926, 1, 1), "Baro"), **told)
        assert TakenElsewhere.objects.count() == 1
    assert len(lacking(cast.ayse.staff.pk, [COURSE], timezone.localdate())) == 1


def test_a_note_of_elsewhere_goes_only_after_it_is_said_what_goes(cast: "Cast") -> None:
    ended = timezone.localdate() - timedelta(days=9)
    with acting(cast.nermin.person):
        row = note_elsewhere(
            by=cast.nermin.person,
            centre_id=cast.konak.id,
            staff_id=cast.ayse.staff.pk,
            paper=Paper(COURSE, 16, ended, "Baro"),
        )
    where = reverse("training:remove-elsewhere", args=[row.id])
    assert "geçersiz görünür" in cast.nermin.client().get(where).content.decode()
    with acting(cast.nermin.person):
        assert TakenElsewhere.objects.count() == 1
    assert cast.nermin.client().post(where).status_code == 302
    assert cast.nermin.client().post(where).status_code == 404


def test_numbers_of_a_year_to_come_are_not_taken(cast: "Cast") -> None:
    ahead = timezone.localdate().year + 1
    told: dict[str, Any] = {"directorate": "social_aid", "staff": 4, "trained": 1}
    with acting(cast.nermin.person):
        with pytest.raises(NotNow, match="geçmiş"):
            count_directorate(by=cast.nermin.person, organisation_id=cast.town.id, year=ahead, **told)
        with pytest.raises(NotNow, match="geçmiş"):
            count_supervision(by=cast.nermin.person, centre_id=cast.konak.id, year=ahead, hours=1, workers=1)


def test_a_course_asked_for_that_does_not_exist_stays_closed_and_says_whose_mistake_it_is(
    cast: "Cast", settings: Any
) -> None:
    settings.OMUZ_TRAINING_REQUIRED = ("sensitve_intake",)
    page = cast.ayse.client().get(reverse("contacts:list"))
    assert page.status_code == 403
    assert "katalogda böyle bir kurs yok; bilgi işleme söyleyin" in page.content.decode()


def test_the_letter_names_the_place_and_its_seats_and_no_person(cast: "Cast") -> None:
    training, seat = seated(cast)
    invited(cast.elif_, training, number=2)
    where = {ending: reverse("training:letter", args=[seat.id, ending]) for ending in ("pdf", "docx")}
    for member in (cast.elif_, cast.nermin):
        told = {ending: member.client().get(path) for ending, path in where.items()}
        words = PdfReader(io.BytesIO(told["pdf"].content)).pages[0].extract_text()
        word = docx.Document(io.BytesIO(told["docx"].content))
        for text in (words, " ".join(line.text for line in word.paragraphs)):
            assert cast.konak.name in text and "Psikolog" in text and "1 kişi" in text
            assert not [name for name in NAMES if name in text]
            assert "Urla" not in text
        assert re.search(r'filename="belge-\d{4}-\d\d-\d\d\.pdf"', told["pdf"]["Content-Disposition"])
    got = [getattr(cast, who).client().get(where["pdf"]).status_code for who in ("ayse", "zeynep", "derya", "can")]
    assert got == [404, 404, 404, 404]


def test_files_of_a_training_for_all_six(cast: "Cast") -> None:
    training, _seat = seated(cast)
    six = ("ayse", "nermin", "zeynep", "elif_", "derya", "can")
    expected = {
        reverse("training:open-letter", args=[training.id, "pdf"]): [403, 404, 403, 200, 403, 403],
        reverse("training:sheet", args=[training.id, "docx"]): [403, 404, 403, 200, 403, 403],
        reverse("training:sheet", args=[training.id, "exe"]): [403, 404, 403, 404, 403, 403],
        reverse("training:calendar-of-one", args=[training.id]): [200] * 6,
        reverse("training:calendar"): [200] * 6,
    }
    clients = [getattr(cast, who).client() for who in six]
    assert {path: [client.get(path).status_code for client in clients] for path in expected} == expected


def test_the_sheet_has_a_line_for_each_seat_and_a_place_to_sign_each_day(cast: "Cast") -> None:
    training, _seat = seated(cast)
    invited(cast.elif_, training, number=2)
    raw = cast.elif_.client().get(reverse("training:sheet", args=[training.id, "pdf"])).content
    words = " ".join(PdfReader(io.BytesIO(raw)).pages[0].extract_text().split())
    assert words.count("Psikolog") == 3 and "Urla Belediyesi" in words
    assert "1. gün imza" in words and "2. gün imza" in words
    assert "düzenleyen kurumda kalır" in words
    assert not [name for name in NAMES if name in words]


def test_a_training_stands_in_a_calendar_moves_there_and_goes_from_there(cast: "Cast") -> None:
    training = planned(cast.elif_, time="10:00–16:00", place="Salon")
    with acting(cast.elif_.person):
        first = _event(training)
        assert (first["DTSTART"].dt.hour, first["DTEND"].dt.hour, first["RRULE"]["COUNT"]) == (10, 16, [2])
        moved = change_training(by=cast.elif_.person, training=training, plan=plan(days=30, time="sabah"))
        second = _event(moved)
        assert second["DTSTART"].dt == moved.starts_on
        assert second["DTEND"].dt == moved.ends_on + timedelta(days=1)
        gone = _event(cancel_training(by=cast.elif_.person, training=moved, reason="Salon yok."))
    assert first["UID"] == second["UID"] == gone["UID"]
    assert first["SEQUENCE"] < second["SEQUENCE"] < gone["SEQUENCE"]
    assert [str(each["STATUS"]) for each in (first, gone)] == ["CONFIRMED", "CANCELLED"]


def _event(training: Training) -> Any:
    raw = as_calendar([training])
    assert not re.search("ATTENDEE|ORGANIZER|mailto", raw.decode(), re.IGNORECASE)
    read: Any = Calendar.from_ical(raw)
    (event,) = read.walk("VEVENT")
    return event


def test_centres_are_offered_in_turkish_order(cast: "Cast") -> None:
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.people.actions import places

    for name, code in (("Çiğli KDM", "cigli-1"), ("Dikili KDM", "dikili-1"), ("İzmir KDM", "izmir-1")):
        town = places.found_organisation(by=SYSTEM, kind="district", name=name)
        places.found_centre(by=SYSTEM, organisation=town, code=code, name=name, district="cigli")
    training = planned(cast.elif_)
    page = cast.elif_.client().get(reverse("training:invite", args=[training.id])).content.decode()
    order = ["Bornova Kadın", "Çiğli KDM", "Dikili KDM", "İzmir KDM", "Konak Kadın"]
    assert sorted(order, key=page.index) == order
    table = cast.elif_.client().get(reverse("training:coverage")).content.decode()
    assert sorted(order, key=table.index) == order


def test_a_story_sent_twice_is_noted_once(cast: "Cast") -> None:
    with acting(cast.ayse.person):
        note_finished(cast.ayse.person, "older_rural")
        note_finished(cast.ayse.person, "older_rural")
        assert finished(cast.ayse.person) == {"older_rural"}


@pytest.mark.django_db(transaction=True)
def test_two_hosts_inviting_at_once_never_give_away_the_same_place(cast: "Cast") -> None:
    training = planned(cast.elif_, places=1)
    told: list[str] = []
    ready = threading.Barrier(2)

    def invite(title: str) -> None:
        try:
            ready.wait()
            with acting(cast.elif_.person):
                offer_seats(by=cast.elif_.person, training=training, guest=Guest(title, cast.konak.id))
            told.append("given")
        except NotNow:
            told.append("refused")
        finally:
            connection.close()

    both = [threading.Thread(target=invite, args=(title,)) for title in ("Psikolog", "Avukat")]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(told) == ["given", "refused"]
    with acting(cast.elif_.person):
        assert Seat.objects.count() == 1
