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
from omuz.network.directory.models import FactVersion, InternalPart, Partner, PublicPart
from omuz.network.directory.queries.entries import partner_lines, to_verify
from omuz.network.directory.queries.history import as_at, facts_as_at, tellings
from omuz.network.directory.rules.places import Conflict, Secret

if TYPE_CHECKING:
    from tests.network.directory.planted import Directory

pytestmark = pytest.mark.django_db


def test_the_page_as_at_a_day_says_what_held_then(directory: "Directory") -> None:
    elif_ = directory.cast.elif_
    directory.bar = directory.keep(elif_, directory.bar, since=date(2026, 6, 1), phone="0232 000 00 99")
    with acting(elif_.person):
        assert as_at(directory.bar, date(2026, 5, 31)).phone == "0232 000 00 01"  # type: ignore[attr-defined]
        assert as_at(directory.bar, date(2026, 6, 1)).phone == "0232 000 00 99"  # type: ignore[attr-defined]
        assert facts_as_at(directory.bar, date(2025, 12, 31)) == {}
        newest = tellings(directory.bar)[0]
    assert (newest.name, newest.value, newest.said_by) == ("phone", "0232 000 00 99", "Elif Şahin")


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
