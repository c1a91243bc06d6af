"""One act, one event; without an act no write, and no event without its act."""

import contextlib
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from omuz.foundation.audit.chain import looked, recorded
from omuz.foundation.audit.guard import NestedRecord, UnrecordedWrite
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from omuz.foundation.people.models import Organisation
from omuz.foundation.tenancy.context import append_to, see_as
from tests.cast import Cast


def _count() -> int:
    return AuditEvent.objects.count()


def test_an_act_leaves_exactly_one_event_with_who_role_centre_and_what(cast: Cast) -> None:
    with acting(cast.ayse.person):
        before = _count()
        with recorded(by=cast.ayse.person, event="thing.done", centre=cast.konak.id, about="thing:7", why="sordu"):
            pass
        assert _count() == before + 1
        event = AuditEvent.objects.get(event="thing.done")
    assert (event.staff_id, event.username, event.role) == (cast.ayse.staff.pk, "ayse", "counsellor")
    assert (event.chain, event.about, event.why) == (cast.konak.id, "thing:7", "sordu")


def _found_half(cast: Cast) -> None:
    with recorded(by=cast.can.person, event="thing.done"):
        Organisation(kind="ngo", name="Yarım kalan").save()
        raise ZeroDivisionError


def test_an_act_that_fails_leaves_neither_itself_nor_an_event(cast: Cast) -> None:
    with acting(cast.can.person):
        before = _count()
        with pytest.raises(ZeroDivisionError):
            _found_half(cast)
        assert _count() == before
    assert not Organisation.objects.filter(name="Yarım kalan").exists()


def test_an_act_inside_an_act_is_refused(cast: Cast) -> None:
    with (
        pytest.raises(NestedRecord),
        recorded(by=cast.ayse.person, event="outer.done"),
        recorded(by=cast.ayse.person, event="inner.done"),
    ):
        pass


def test_a_write_outside_an_act_is_refused(cast: Cast) -> None:
    for write in (
        lambda: Organisation(kind="ngo", name="x").save(),
        lambda: Organisation.objects.create(kind="ngo", name="x"),
        lambda: Organisation.objects.update(name="x"),
        lambda: Organisation.objects.bulk_create([Organisation(kind="ngo", name="x")]),
        lambda: Organisation.objects.get_or_create(name="x", kind="ngo"),
        cast.town.delete,
        lambda: Organisation.objects.all().delete(),
    ):
        with pytest.raises(UnrecordedWrite):
            write()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_auditevent SET username = 'zeynep'", "DELETE FROM audit_auditevent", "TRUNCATE audit_auditevent"],
)
def test_the_database_lets_nobody_change_or_take_away_an_event(cast: Cast, statement: str) -> None:
    with acting(cast.ayse.person):
        before = list(AuditEvent.objects.order_by("seq").values())
    with contextlib.suppress(DatabaseError), transaction.atomic():
        see_as([cast.konak.id])
        append_to(cast.konak.id)
        with connection.cursor() as cursor:
            cursor.execute(statement)
    with acting(cast.ayse.person):
        assert list(AuditEvent.objects.order_by("seq").values()) == before != []


def test_each_reads_the_log_of_her_own_centre_only(cast: Cast) -> None:
    looked(by=cast.ayse.person, event="here.seen", centre=cast.konak.id)
    looked(by=cast.zeynep.person, event="there.seen", centre=cast.bornova.id)
    looked(by=cast.can.person, event="below.seen")
    seen = {}
    for name in ("ayse", "nermin", "zeynep", "elif_", "derya", "can"):
        with acting(getattr(cast, name).person):
            seen[name] = set(AuditEvent.objects.filter(event__endswith=".seen").values_list("event", flat=True))
    assert seen == {
        "ayse": {"here.seen"},
        "nermin": {"here.seen"},
        "zeynep": {"there.seen"},
        "elif_": set(),
        "derya": set(),
        "can": {"below.seen"},
    }


def test_an_event_is_appended_only_to_the_chain_that_was_named(cast: Cast) -> None:
    told = {"seq": 99, "at": timezone.now(), "username": "x", "event": "x.y", "before": b"", "seal": b""}
    with acting(cast.ayse.person):
        append_to(cast.bornova.id)
        with pytest.raises(DatabaseError, match="row-level security"):
            AuditEvent(chain=cast.konak.id, **told).save(force_insert=True)


def test_two_chains_count_their_own_places(cast: Cast) -> None:
    chain = uuid4()
    for _ in range(3):
        looked(by=cast.can.person, event="thing.seen", centre=chain)
    with acting(cast.can.person):
        see_as([chain])
        assert list(AuditEvent.objects.filter(chain=chain).order_by("seq").values_list("seq", flat=True)) == [1, 2, 3]
