"""What the database itself shows of analyses to each of the six, and what its rows say to whoever steals them."""

from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction

from omuz.foundation.people.access import acting
from omuz.foundation.tenancy.context import see_as
from omuz.network.exchange.models import AnalysisVersion, CaseAnalysis, PublishedAnalysis, SecondReading
from tests.network.exchange.drafts import TOLD, handed, kept, read, shown

if TYPE_CHECKING:
    from tests.cast import Cast, Member

pytestmark = pytest.mark.django_db
SEALED = (CaseAnalysis, AnalysisVersion, SecondReading)


def _seen(member: "Member", model: type[CaseAnalysis] | type[PublishedAnalysis]) -> int:
    with acting(member.person):
        return int(model.objects.count())


def test_drafts_versions_and_readings_are_seen_in_their_own_centre_alone(cast: "Cast") -> None:
    read(cast.nermin, handed(cast), place="Yeri çıkarın.")
    for member in (cast.ayse, cast.nermin):
        assert all(_seen(member, model) for model in SEALED)  # type: ignore[arg-type]  # every model has a count
    for member in (cast.zeynep, cast.elif_, cast.derya, cast.can):
        assert [_seen(member, model) for model in SEALED] == [0, 0, 0]  # type: ignore[arg-type]  # as above


def test_the_open_copy_is_seen_by_teams_and_the_networks_editors_and_nobody_else(cast: "Cast") -> None:
    shown(cast)
    seen = {member.person.username: _seen(member, PublishedAnalysis) for member in (
        cast.ayse, cast.nermin, cast.zeynep, cast.elif_, cast.derya, cast.can)}  # fmt: skip
    assert seen == {"ayse": 1, "nermin": 1, "zeynep": 1, "elif": 1, "derya": 0, "can": 0}
    with transaction.atomic():
        see_as(())
        assert PublishedAnalysis.objects.count() == 0


def test_the_database_itself_shows_nobody_elsewhere_an_open_copy_whose_time_is_over(cast: "Cast") -> None:
    shown(cast)
    with acting(cast.ayse.person), connection.cursor() as cursor:
        cursor.execute("UPDATE exchange_publishedanalysis SET shown_until = current_date - 2")
    assert (_seen(cast.zeynep, PublishedAnalysis), _seen(cast.elif_, PublishedAnalysis)) == (0, 0)


def test_another_centre_can_change_or_remove_nothing_of_an_open_copy(cast: "Cast") -> None:
    shown(cast)
    with acting(cast.zeynep.person), connection.cursor() as cursor:
        cursor.execute("UPDATE exchange_publishedanalysis SET title = 'x'")
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM exchange_publishedanalysis")
        assert cursor.rowcount == 0


def test_rows_of_what_was_never_opened_to_the_network_say_nothing_readable(cast: "Cast") -> None:
    row = shown(cast, visibility="centre")
    second = read(cast.nermin, handed(cast, well="Komşu kapıyı açtı."), place="Komşuyu çıkarın.")
    kept(cast.nermin, second, well=["Bir yakını yardım etti."])
    words = [value for values in TOLD.values() for text in values for value in text.split() if len(value) > 5]
    with acting(cast.ayse.person), connection.cursor() as cursor:
        stored = b""
        for model in SEALED:
            cursor.execute(f"SELECT t::text, coalesce(words, '')::bytea FROM {model._meta.db_table} t")
            for told, blob in cursor.fetchall():
                stored += told.encode() + bytes(blob)
    assert row.code.encode() in stored
    assert [
        word for word in [*words, "Komşu", "yakını", "çıkarın"] if word.encode() in stored and word != "network"
    ] == []


def test_the_log_says_who_did_what_and_never_what_was_written(cast: "Cast") -> None:
    row = shown(cast)
    with acting(cast.ayse.person), connection.cursor() as cursor:
        cursor.execute("SELECT event, about, why FROM audit_auditevent WHERE event LIKE 'analysis.%%' ORDER BY seq", [])
        told = cursor.fetchall()
    assert [event for event, _about, _why in told] == [
        "analysis.begun", "analysis.kept", "analysis.handed_on", "analysis.approved",
    ]  # fmt: skip
    assert {about for _event, about, _why in told} == {f"analysis:{row.code}"}
    assert {why for _event, _about, why in told} == {""}
