"""What the register yields: indicators I52, I53, I58; criteria C4, C5; sums for reports; the right to open records."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from omuz.foundation.people.access import Refused, acting
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.sources import facts_of_network
from omuz.network.training.actions.certificates import give_certificates
from omuz.network.training.actions.elsewhere import Paper, count_directorate, note_elsewhere
from omuz.network.training.queries.beside import beside_standard
from omuz.network.training.queries.figures import listing, trained
from omuz.network.training.queries.network import directorate_years, supervision_years
from tests.network.training.gatherings import COURSE, attended, invited, seated
from tests.trust.racing import shown

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _held(cast: "Cast") -> None:
    training, _seat = seated(cast, days=-1)
    invited(cast.elif_, training, number=3)
    attended(cast.elif_, training)
    with acting(cast.elif_.person):
        give_certificates(by=cast.elif_.person, training=training)


def _year() -> int:
    return (timezone.localdate() - timedelta(days=1)).year


def test_i53_counts_required_courses_of_workers_and_names_nobody(cast: "Cast") -> None:
    _held(cast)
    with acting(cast.elif_.person):
        facts = facts_of_network("staff_training", person=cast.elif_.person, year=_year())
        table = count(indicator("I53"), facts, ("course",), period=str(_year()))
    assert table.counts[(COURSE,)] == 1
    assert table.denominators is not None and table.denominators[(COURSE,)] == 3
    assert len(facts) == 9, "three workers, three required courses each"
    with acting(cast.nermin.person), pytest.raises(Refused):
        facts_of_network("staff_training", person=cast.nermin.person, year=_year())


def test_i58_counts_places_of_directorates_from_the_newest_numbers(cast: "Cast") -> None:
    told: dict[str, Any] = {"organisation_id": cast.town.id, "directorate": "social_aid", "year": 2026, "staff": 40}
    with acting(cast.nermin.person):
        count_directorate(by=cast.nermin.person, trained=5, **told)
        count_directorate(by=cast.nermin.person, trained=12, **told)
    with acting(cast.elif_.person):
        facts = facts_of_network("directorate_staff", person=cast.elif_.person, year=2026)
        table = count(indicator("I58"), facts, (), period="2026")
    assert table.denominators is not None
    assert (sum(table.counts.values()), sum(table.denominators.values())) == (12, 40)


def test_the_base_of_i58_comes_from_the_directorates_own_page_where_nobody_types_it(cast: "Cast") -> None:
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.audit.chain import recorded
    from omuz.network.coordination.models import Unit, Workspace
    from omuz.network.standards.actions.refusals import NotNow

    now = timezone.now()
    with acting(cast.elif_.person), recorded(by=SYSTEM, event="coordination.begun"):
        place = Workspace.objects.create(municipality=cast.town, begun_on=now.date(), changed_at=now)
        Unit.objects.create(workspace=place, key="social_aid", name="Sosyal Yardım", staff_count=44)
    year = timezone.localdate().year
    told = {"organisation": str(cast.town.id), "directorate": "social_aid", "year": year, "trained": 11, "staff": ""}
    page = cast.nermin.client().get(reverse("training:directorates")).content.decode()
    assert "Sosyal Yardım İşleri Müdürlüğü (44)" in page
    page = cast.nermin.client().post(reverse("training:directorates"), told, follow=True).content.decode()
    assert "11/44" in page and "Müdürlüğü (44)" not in page
    with acting(cast.nermin.person), pytest.raises(NotNow, match="Belediye içi"):
        count_directorate(
            by=cast.nermin.person, organisation_id=cast.town.id, directorate="press", year=year, staff=None, trained=1
        )
    with acting(cast.elif_.person):
        facts = facts_of_network("directorate_staff", person=cast.elif_.person, year=year)
        table = count(indicator("I58"), facts, (), period=str(year))
    assert table.denominators is not None
    assert (sum(table.counts.values()), sum(table.denominators.values())) == (11, 44)


def test_i52_reads_the_hours_of_supervision_a_centre_wrote_last(cast: "Cast") -> None:
    from omuz.network.training.actions.elsewhere import count_supervision

    nermin = cast.nermin.client()
    where = reverse("training:supervision")
    year = timezone.localdate().year
    for hours in (10, 24):
        page = nermin.post(where, {"year": year, "hours": hours, "workers": 2}, follow=True).content.decode()
    assert "24 saat, 2 çalışan" in page
    assert cast.zeynep.client().get(where).status_code == 403
    with acting(cast.nermin.person), pytest.raises(Http404):
        count_supervision(by=cast.nermin.person, centre_id=cast.bornova.id, year=year, hours=1, workers=1)
    with acting(cast.elif_.person):
        facts = facts_of_network("supervision", person=cast.elif_.person, year=year)
    assert (len(facts), facts.column("hours_per_worker")) == (1, [12.0])


def test_the_year_of_supervision_another_wrote_meanwhile_is_not_replaced_unseen(cast: "Cast") -> None:
    nermin, where, year = cast.nermin.client(), reverse("training:supervision"), timezone.localdate().year
    stale = shown(nermin.get(where).content.decode(), "hours")
    assert nermin.post(where, {**stale, "hours": "24", "workers": "2"}).status_code == 302
    told = nermin.post(where, {**stale, "hours": "30", "workers": "2"})
    assert told.status_code == 422 and "“24”" in told.content.decode()
    assert supervision_hours(cast, year) == 24
    assert nermin.post(where, shown(told.content.decode(), "hours")).status_code == 302
    assert supervision_hours(cast, year) == 30
    fresh = shown(nermin.get(where).content.decode(), "hours")
    assert (fresh["hours"], fresh["workers"]) == ("30", "2")
    assert nermin.post(where, {**fresh, "year": year - 1, "hours": "5"}).status_code == 302
    assert (supervision_hours(cast, year - 1), supervision_hours(cast, year)) == (5, 30)


def supervision_hours(cast: "Cast", year: int) -> int:
    with acting(cast.nermin.person):
        return next(row.hours for row in supervision_years(cast.konak.id) if row.year == year)


def test_the_counts_of_a_directorate_another_wrote_are_shown_before_they_are_replaced(cast: "Cast") -> None:
    nermin, where, year = cast.nermin.client(), reverse("training:directorates"), timezone.localdate().year
    typed = {"organisation": str(cast.town.id), "directorate": "social_aid", "staff": "40", "trained": "12"}
    stale = {**shown(nermin.get(where).content.decode(), "trained"), **typed}
    assert nermin.post(where, stale).status_code == 302
    told = nermin.post(where, {**stale, "trained": "15"})
    assert told.status_code == 422 and "“12”" in told.content.decode() and "“40”" not in told.content.decode()
    again = shown(told.content.decode(), "trained")
    assert nermin.post(where, {**again, "directorate": "press", "staff": "9", "trained": "3"}).status_code == 302
    assert nermin.post(where, again).status_code == 302
    with acting(cast.nermin.person):
        found = {row.directorate: (row.staff, row.trained) for row in directorate_years(year)}
    assert found == {"social_aid": (40, 15), "press": (9, 3)}


def test_the_standard_reads_c4_and_c5_from_the_register(cast: "Cast") -> None:
    _held(cast)
    today = timezone.localdate()
    with acting(cast.ayse.person):
        refresher = beside_standard(cast.ayse.person, cast.konak.id, "C5", today)
        induction = beside_standard(cast.ayse.person, cast.konak.id, "C4", today)
        assert beside_standard(cast.ayse.person, cast.konak.id, "C6", today) is None
    assert refresher is not None and refresher.value == "1/2"
    assert induction is not None and induction.value == "0/0"


def test_the_criterion_page_shows_the_register_beside_the_level(cast: "Cast") -> None:
    from tests.network.standards import houses

    _held(cast)
    house = houses.made(cast)
    row = house.assessment(cast.konak, cast.ayse)
    page = cast.ayse.client().get(reverse("standards:chapter", args=[row.id, "C"])).content.decode()
    assert "Son 12 ayda en az 16 saat eğitim alan çalışan" in page


def test_a_report_reads_sums_and_lines_of_a_year(cast: "Cast") -> None:
    _held(cast)
    with acting(cast.elif_.person):
        told, lines = trained(cast.elif_.person, _year()), listing(cast.elif_.person, _year())
    assert (told.trainings, told.hours, told.attended, told.person_hours, told.certificates) == (1, 16, 4, 64, 4)
    assert [(line.course, line.attended, line.centres) for line in lines] == [(COURSE, 4, 1)]
    with acting(cast.ayse.person), pytest.raises(Refused):
        listing(cast.ayse.person, _year())


def test_without_the_setting_nobody_is_asked_for_a_training(cast: "Cast", settings: Any) -> None:
    assert settings.OMUZ_TRAINING_REQUIRED == ()
    assert cast.ayse.client().get(reverse("contacts:list")).status_code == 200


def test_with_the_setting_records_open_only_with_a_valid_training(cast: "Cast", settings: Any) -> None:
    settings.OMUZ_TRAINING_REQUIRED = (COURSE,)
    assert cast.ayse.person.lacking == ("Toplumsal Cinsiyet Eşitliğine Duyarlı Başvuru Alma",)
    ayse = cast.ayse.client()
    for name in ("contacts:list", "cases:list", "contacts:new"):
        page = ayse.get(reverse(name))
        assert page.status_code == 403
        words = page.content.decode()
        assert "Önce eğitim gerekiyor" in words and "Toplumsal Cinsiyet Eşitliğine Duyarlı Başvuru Alma" in words
        assert f'href="{reverse("training:overview")}"' in words
    for name in ("training:overview", "practice:stories", "directory:centres"):
        assert ayse.get(reverse(name)).status_code == 200
    assert reverse("contacts:list") not in ayse.get(reverse("training:overview")).content.decode()
    assert cast.ayse.person.centres_where("contacts.export") == ()
    ended = timezone.localdate() - timedelta(days=30)
    _noted(cast, ended)
    assert cast.ayse.person.lacking == ()
    assert ayse.get(reverse("contacts:list")).status_code == 200


def test_a_training_that_ran_out_closes_the_records_again(cast: "Cast", settings: Any) -> None:
    settings.OMUZ_TRAINING_REQUIRED = (COURSE,)
    _noted(cast, timezone.localdate() - timedelta(days=800))
    assert cast.ayse.client().get(reverse("contacts:list")).status_code == 403


def _noted(cast: "Cast", ended: date) -> None:
    with acting(cast.nermin.person):
        note_elsewhere(
            by=cast.nermin.person,
            centre_id=cast.konak.id,
            staff_id=cast.ayse.staff.pk,
            paper=Paper(COURSE, 16, ended, "Baro"),
        )


def test_asking_for_her_trainings_leaves_the_rows_of_others_as_they_were(cast: "Cast", settings: Any) -> None:
    from django.db import connection

    settings.OMUZ_TRAINING_REQUIRED = (COURSE,)
    with acting(cast.zeynep.person):
        assert cast.ayse.person.lacking
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('app.staff', true), current_setting('app.centres', true)")
            assert cursor.fetchone() == (str(cast.zeynep.staff.pk), str(cast.bornova.id))
