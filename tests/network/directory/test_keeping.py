"""Keeping entries: who may, what the history says, and that a secret place has no address, in its history either."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.http import Http404
from django.utils import timezone

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Refused, acting
from omuz.network.directory.actions.keeping import Moment, keep, verify
from omuz.network.directory.models import (
    ContactPost,
    Directorate,
    FactVersion,
    InternalPart,
    Partner,
    PublicPart,
    Service,
)
from omuz.network.directory.queries.entries import (
    centres_to_verify,
    partner_lines,
    posts_of,
    services_of,
    to_verify,
    town_hall,
)
from omuz.network.directory.queries.history import as_at, facts_as_at, tellings
from omuz.network.directory.rules.places import Conflict, Overtaken, Secret, Twice

if TYPE_CHECKING:
    from tests.network.directory.planted import Directory

pytestmark = pytest.mark.django_db


def test_the_page_as_at_a_day_says_what_held_then(directory: "Directory") -> None:
    elif_ = directory.cast.elif_
    directory.bar = directory.keep(elif_, directory.bar, since=date(2026, 6, 1), phone="0232 000 00 99")
    with acting(elif_.person):
        assert as_at(directory.bar, date(2026, 5, 31)).phone == "0232 000 00 01"
        assert as_at(directory.bar, date(2026, 6, 1)).phone == "0232 000 00 99"
        assert facts_as_at(directory.bar, date(2025, 12, 31)) == {}
        newest = tellings(directory.bar)[0]
    assert (newest.name, newest.value, newest.said_by) == ("phone", "0232 000 00 99", "Elif Şahin")


def test_services_posts_and_directorates_are_those_of_the_day(directory: "Directory") -> None:
    elif_, june = directory.cast.elif_, date(2026, 6, 1)
    service = directory.keep(elif_, Service(partner=directory.bar), kind="legal", name="Nöbet", since=june)
    directory.keep(elif_, service, since=date(2026, 9, 1), name="Gece nöbeti", closed=True)
    post = directory.keep(elif_, ContactPost(partner=directory.bar), post="Santral", phone="155", since=june)
    directory.keep(elif_, post, since=date(2026, 9, 1), phone="156")
    unit = directory.keep(elif_, Directorate(organisation=directory.cast.town), name="Yeni Müdürlük", since=june)
    directory.keep(elif_, ContactPost(directorate=unit), post="Sekreterya", since=date(2026, 9, 1))
    days = (date(2026, 5, 1), date(2026, 7, 1), None)
    with acting(elif_.person):
        services = [[row.name for row in services_of(directory.bar, day)] for day in days]
        posts = [[(row.post, row.phone) for row in posts_of(directory.bar, day)] for day in days]
        halls = [town_hall(directory.cast.town.id, day) for day in days]
        asked = [[row.post for row in posts_of(unit, day)] for day in days]
    assert services == [["Adli yardım"], ["Adli yardım", "Nöbet"], ["Adli yardım"]]
    first = ("Nöbetçi sekreterya", "0232 000 00 03")
    assert posts == [[first], [first, ("Santral", "155")], [first, ("Santral", "156")]]
    assert [len(hall.directorates) for hall in halls] == [1, 2, 2]
    assert asked == [[], [], ["Sekreterya"]]
    where = f"/merkezler/kurumlar/{directory.bar.id}/?gun="
    pages = [elif_.client().get(f"{where}{day}").content.decode().split("Bilgilerin geçmişi")[0] for day in days[:2]]
    assert ["Santral" in page for page in pages] == [False, True]
    assert ["Nöbet<" in page for page in pages] == [False, True]


def test_nothing_begins_to_hold_before_what_holds_from_later_on(directory: "Directory") -> None:
    elif_ = directory.cast.elif_
    directory.bar = directory.keep(elif_, directory.bar, since=date(2026, 6, 1), phone="0232 000 00 99")
    with pytest.raises(Overtaken, match=r"Telefon.*01\.06\.2026"):
        directory.keep(elif_, directory.bar, since=date(2026, 5, 1), phone="0232 000 00 55")
    directory.bar = directory.keep(elif_, directory.bar, since=date(2026, 5, 1), note="Cuma kapalı")
    directory.bar = directory.keep(elif_, directory.bar, since=date(2026, 6, 1), phone="0232 000 00 55")
    with acting(elif_.person):
        assert as_at(directory.bar, date(2026, 6, 1)).phone == Partner.objects.get(id=directory.bar.id).phone


def test_a_place_becomes_secret_whatever_day_is_written(directory: "Directory") -> None:
    elif_ = directory.cast.elif_
    row = directory.keep(elif_, directory.bar, since=date(2026, 6, 1), address="Ayrı Cad. 3")
    row = directory.keep(elif_, row, since=date(2026, 5, 1), confidential=True)
    with acting(elif_.person):
        assert "Ayrı Cad" not in str(list(FactVersion.objects.values_list("value", flat=True)))


def test_the_same_entry_twice_is_a_sentence(directory: "Directory") -> None:
    elif_, town = directory.cast.elif_, directory.cast.town
    with pytest.raises(Twice, match="bir kurum rehberde zaten var"):
        directory.keep(elif_, Partner(), kind="bar_legal_aid", name="Örnek Barosu", district="konak")
    with pytest.raises(Twice, match="bir müdürlük zaten var"):
        directory.keep(elif_, Directorate(organisation=town), name="Zabıta Müdürlüğü")
    with pytest.raises(Twice, match="bir başkası aynı bilgiyi ekledi"):
        directory.keep(elif_, PublicPart(centre_id=directory.cast.konak.id), phone="155")


def test_only_what_changed_is_said_again(directory: "Directory") -> None:
    with acting(directory.cast.elif_.person):
        before = FactVersion.objects.filter(subject_id=directory.bar.id).count()
    directory.keep(directory.cast.elif_, directory.bar, phone="0232 000 00 01", note="Cuma kapalı")
    with acting(directory.cast.elif_.person):
        assert FactVersion.objects.filter(subject_id=directory.bar.id).count() == before + 1


@pytest.mark.parametrize(
    "statement", ["UPDATE directory_factversion SET value = '1'", "DELETE FROM directory_factversion"]
)
def test_history_cannot_be_edited_or_deleted(directory: "Directory", statement: str) -> None:
    with acting(directory.cast.elif_.person), connection.cursor() as cursor:
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(f"{statement} WHERE name = 'phone'")
        assert FactVersion.objects.filter(subject_id=directory.bar.id, name="phone").get().value == "0232 000 00 01"


def test_a_place_that_becomes_secret_loses_its_address_in_its_history_too(directory: "Directory") -> None:
    elif_ = directory.cast.elif_
    row = directory.keep(elif_, directory.bar, confidential=True)
    assert (row.address, row.how_to_reach, row.district) == ("", "", "")
    with acting(elif_.person):
        told = str(list(FactVersion.objects.filter(subject_id=row.id).values_list("value", flat=True)))
    assert "Örnek Mah" not in told
    assert "Çankaya" not in told


@pytest.mark.parametrize("facts", [{"address": "Saklı Sok. 9"}, {"note": "Gül Mahallesi"}, {"how_to_reach": "durak"}])
def test_an_address_of_a_shelter_is_refused_without_repeating_it(directory: "Directory", facts: dict[str, str]) -> None:
    with pytest.raises(Secret) as refusal:
        directory.keep(directory.cast.elif_, directory.shelter, **facts)
    assert "Saklı" not in str(refusal.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "other", "confidential": True, "address": "x"},
        {"kind": "municipal_shelter", "confidential": False},
        {"kind": "state_shelter", "confidential": True, "district": "konak"},
    ],
)
def test_the_database_itself_refuses_an_address_of_a_secret_place(
    directory: "Directory", wrong: dict[str, object]
) -> None:
    elif_ = directory.cast.elif_.person
    with acting(elif_), pytest.raises(IntegrityError), recorded(by=elif_, event="partner.kept"):
        Partner(name="Bir yer", changed_at=timezone.now(), **wrong).save(force_insert=True)


def test_two_people_writing_at_once_meet_a_conflict(directory: "Directory") -> None:
    directory.keep(directory.cast.elif_, directory.bar, phone="0232 000 00 98")
    with pytest.raises(Conflict):
        directory.keep(directory.cast.elif_, directory.bar, phone="0232 000 00 97")


def test_a_coordinator_writes_her_own_centre_and_no_other(directory: "Directory") -> None:
    cast = directory.cast
    with pytest.raises(Http404):
        directory.keep(cast.nermin, PublicPart(centre_id=cast.bornova.id), phone="0232 000 00 05")
    with pytest.raises(Refused):
        directory.keep(cast.ayse, PublicPart(centre_id=cast.konak.id), phone="0232 000 00 05")
    with pytest.raises(Refused):
        directory.keep(cast.nermin, directory.bar, phone="0232 000 00 05")


def test_the_wall_holds_even_where_the_program_would_not(directory: "Directory") -> None:
    zeynep = directory.cast.zeynep.person
    with acting(zeynep), recorded(by=zeynep, event="centre_page.kept"):
        assert PublicPart.objects.filter(centre_id=directory.cast.konak.id).update(phone="1") == 0
        assert Partner.objects.filter(id=directory.bar.id).update(phone="1") == 0


def test_the_internal_part_is_seen_by_its_team_and_the_network_coordinator_alone(directory: "Directory") -> None:
    cast = directory.cast
    directory.keep(cast.nermin, InternalPart(centre_id=cast.konak.id), crisis_way="Önce 112")
    seen = {}
    for name in ("ayse", "nermin", "zeynep", "elif_", "derya", "can"):
        with acting(getattr(cast, name).person):
            seen[name] = InternalPart.objects.count()
    assert seen == {"ayse": 1, "nermin": 1, "zeynep": 0, "elif_": 1, "derya": 0, "can": 0}
    row = InternalPart(centre_id=cast.konak.id)
    with acting(cast.elif_.person), pytest.raises(Secret):
        keep(by=cast.elif_.person, row=row, facts={"note": "x"}, moment=Moment(date(2026, 1, 1)))


def test_what_nobody_verified_for_half_a_year_is_to_be_telephoned(directory: "Directory") -> None:
    today = timezone.localdate()
    elif_ = directory.cast.elif_.person
    with acting(elif_):
        assert {line.partner.id for line in to_verify(today)} == {directory.bar.id, directory.shelter.id}
        verify(by=elif_, row=directory.bar)
        assert {line.partner.id for line in to_verify(today)} == {directory.shelter.id}
        assert len(to_verify(today + timedelta(days=184))) == len(partner_lines(today))


def test_a_centre_nobody_verified_for_half_a_year_is_to_be_asked_too(directory: "Directory") -> None:
    today, cast = timezone.localdate(), directory.cast
    with acting(cast.nermin.person):
        assert {line.centre.code for line in centres_to_verify(today)} == {"konak-1", "bornova-1"}
        verify(by=cast.nermin.person, row=PublicPart.objects.get(centre_id=cast.konak.id))
        assert {line.centre.code for line in centres_to_verify(today)} == {"bornova-1"}
        assert len(centres_to_verify(today + timedelta(days=184))) == 2
