"""The yearly round: opened, sent, signed, public part apart, told to the centres."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.utils import timezone

from omuz.foundation.people.access import Refused, acting
from omuz.network.profiles import actions
from omuz.network.profiles.models import PublicProfile, SignedProfile
from omuz.network.profiles.queries.comparison import comparison
from omuz.network.profiles.queries.figures import in_words
from omuz.network.profiles.queries.profiles import followed
from omuz.network.profiles.queries.sheets import public_names, sheet
from omuz.network.profiles.rules.counting import protected
from tests.network.profiles.conftest import FULL, House

pytestmark = pytest.mark.django_db


def test_a_year_is_opened_once_for_every_centre(house: House) -> None:
    person, today = house.cast.elif_.person, timezone.localdate()
    with acting(person):
        assert house.asked.invitations.count() == 2
        with pytest.raises(Refused):
            actions.open_year(by=person, opens_on=today, due_on=today + timedelta(days=9))


def test_only_the_network_coordinator_opens_a_year(house: House) -> None:
    with acting(house.cast.nermin.person), pytest.raises(Refused):
        actions.open_year(by=house.cast.nermin.person, opens_on=date(2031, 1, 1), due_on=date(2031, 2, 1))


def test_the_columns_of_the_workbook_say_what_is_public(house: House) -> None:
    public = public_names(house.asked.version)
    assert {"name", "hours", "services", "area_district"} <= public
    assert not public & {"soundproof", "crisis", "staff_threats", "shelter", "cctv"}


def test_nothing_is_signed_before_it_is_sent_nor_by_anybody_but_the_coordinator(house: House) -> None:
    cast = house.cast
    with pytest.raises(Refused):
        house.sign(cast.nermin, cast.konak)
    house.send(cast.ayse, cast.konak, FULL)
    with pytest.raises(Refused):
        house.sign(cast.ayse, cast.konak)
    with pytest.raises(Http404):
        house.sign(cast.zeynep, cast.konak)
    assert house.sign(cast.nermin, cast.konak).values["crisis"] == "partly"
    with pytest.raises(Refused):
        house.sign(cast.nermin, cast.konak)


def test_another_centre_reads_the_public_part_and_no_other_answer(house: House) -> None:
    cast = house.cast
    house.send(cast.nermin, cast.konak, FULL)
    house.sign(cast.nermin, cast.konak)
    with acting(cast.zeynep.person):
        assert not SignedProfile.objects.exists()
        (page,) = PublicProfile.objects.all()
        assert page.values["name"] == "Konak KDM"
        assert not page.values.keys() & {"soundproof", "crisis", "budget_line", "volume_persons"}
    with acting(cast.elif_.person):
        assert SignedProfile.objects.count() == 1


def test_a_signed_profile_stays_as_it_was_signed(house: House) -> None:
    house.send(house.cast.nermin, house.cast.konak, FULL)
    house.sign(house.cast.nermin, house.cast.konak)
    with (
        acting(house.cast.nermin.person),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE profiles_signedprofile SET digest = 'x'")


def test_the_round_shows_who_signed_and_who_is_missing(house: House) -> None:
    house.send(house.cast.nermin, house.cast.konak, FULL)
    house.sign(house.cast.nermin, house.cast.konak)
    with acting(house.cast.elif_.person):
        told = followed(house.asked)
    assert (told.complete, len(told.rows)) == (1, 2)
    assert [row.complete for row in told.rows if row.line.invitation.centre_id == house.cast.bornova.id] == [False]


def test_fewer_than_five_signatures_are_not_told_to_anybody(house: House) -> None:
    house.send(house.cast.nermin, house.cast.konak, FULL)
    house.sign(house.cast.nermin, house.cast.konak)
    with acting(house.cast.elif_.person), pytest.raises(Refused):
        actions.publish_figures(by=house.cast.elif_.person, asked=house.asked)


def test_a_centre_sees_its_own_answers_beside_a_figure_that_passed_the_gate(house: House) -> None:
    cast = house.cast
    house.send(cast.nermin, cast.konak, FULL)
    with acting(cast.nermin.person):
        told = comparison(house.invitation(cast.konak))
        question = sheet(house.asked.version).by_name["volume_persons"]
    rows = {row.asked.name: row for _label, part in told.parts for row in part}
    assert rows["volume_persons"].now == "300"
    assert rows["volume_persons"].told == ""
    figure = protected(question, [{"volume_persons": str(number)} for number in (1, 2, 3, 4, 5)], "2026")
    line = in_words(question, figure, 22)
    assert (line.middle, line.answered, line.silent) == ("3", 5, 17)


@pytest.mark.parametrize(("name", "status"), [("ayse", 200), ("nermin", 200), ("zeynep", 404), ("elif_", 403)])
def test_the_pages_of_a_profile_open_to_its_own_centre_alone(house: House, name: str, status: int) -> None:
    cast: Any = house.cast
    house.send(cast.nermin, cast.konak, FULL)
    house.sign(cast.nermin, cast.konak)
    client, own = getattr(cast, name).client(), house.invitation(cast.konak).id
    for page in ("", "karsilastir/", "yazdir/"):
        assert client.get(f"/profiller/davet/{own}/{page}").status_code == status


def test_what_was_sent_is_read_on_the_page_it_leads_to(house: House) -> None:
    cast: Any = house.cast
    where = f"/profiller/davet/{house.invitation(cast.konak).id}/"
    house.send(cast.nermin, cast.konak, FULL)
    page = cast.nermin.client().get(where).content.decode()
    below = page.split("Gönderdiğiniz yanıtlar")[1]
    assert "Konak KDM" in below
    assert "Kısmen" in below


def test_the_network_reads_every_question_and_the_centres_do_not(house: House) -> None:
    cast = house.cast
    house.send(cast.nermin, cast.konak, FULL)
    house.sign(cast.nermin, cast.konak)
    elif_, zeynep = cast.elif_.client(), cast.zeynep.client()
    for page in ("", "sorular/", "sorular/?b=staff", "soru/crisis/"):
        address = f"/profiller/tur/{house.asked.id}/{page}"
        assert elif_.get(address).status_code == 200
        assert zeynep.get(address).status_code == 403
    told = elif_.get(f"/profiller/tur/{house.asked.id}/soru/crisis/").content.decode()
    assert "1/1" in told
    assert "eksik: imzalı profil yok" in told


def test_everybody_opens_the_overview_and_a_public_part(house: House) -> None:
    cast: Any = house.cast
    house.send(cast.nermin, cast.konak, FULL)
    house.sign(cast.nermin, cast.konak)
    for name in ("ayse", "zeynep", "elif_", "derya", "can"):
        client = getattr(cast, name).client()
        assert "Konak" in client.get("/profiller/").content.decode()
        page = client.get(f"/profiller/merkez/{cast.konak.code}/").content.decode()
        assert "Konak KDM" in page
        assert "Kısmen" not in page
