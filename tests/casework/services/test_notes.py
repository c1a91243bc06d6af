"""A psychologist's own note opens for her and for nobody else, and nobody else learns that it is there."""

from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.http import Http404

from omuz.casework.cases.queries.files import open_case
from omuz.casework.services import actions
from omuz.casework.services.models import ProcessNote
from omuz.casework.services.queries.notes import inner_of, own_notes
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting
from omuz.foundation.tenancy.context import counting_rows
from omuz.foundation.vault.crypto import SealBroken
from tests.cast import Cast, Member
from tests.foundation.vault.administrator import found_in, keys_within, written

pytestmark = pytest.mark.django_db

SECRET = "Karşı aktarım: kendi annemi düşündüm"
DAY = date(2026, 4, 2)


def _write(member: Member, case: Any, text: str = SECRET) -> ProcessNote:
    with acting(member.person):
        return actions.write_note(by=member.person, vault=member.vault, case_id=case.id, on=DAY, text=text)


def _seen(member: Member, case: Any) -> list[str | None]:
    with acting(member.person):
        file = open_case(member.person, case.id, vault=member.vault)
        return [note.text for note in own_notes(member.person, vault=member.vault, opened=file)]


def _raw(member: Member) -> int:
    with acting(member.person), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM services_processnote")
        return int(cursor.fetchone()[0])


def test_only_its_author_reads_it(cast: Cast, case: Any, pinar: Member) -> None:
    _write(pinar, case)
    assert _seen(pinar, case) == [SECRET]
    assert _seen(cast.ayse, case) == _seen(cast.nermin, case) == []


def test_the_database_does_not_even_count_it_for_the_others(cast: Cast, case: Any, pinar: Member) -> None:
    _write(pinar, case)
    assert _raw(pinar) == 1
    assert [_raw(member) for member in (cast.ayse, cast.nermin, cast.zeynep, cast.can, cast.derya)] == [0] * 5


def test_the_coordinator_cannot_open_it_with_every_key_of_the_centre(cast: Cast, case: Any, pinar: Member) -> None:
    note = _write(pinar, case)
    nermin = cast.nermin
    with acting(nermin.person), counting_rows():
        row = ProcessNote.objects.select_related("case", "case__data_key").get(id=note.id)
        key = row.case.key(nermin.vault)
        outer = row.opened(key, "answers")
        assert set(outer) == {"inside"}
        assert found_in(str(outer).encode(), [SECRET, "2026-04-02"]) == []
        assert inner_of(row, key, nermin.vault) is None
        secrets = nermin.vault._secrets[case.centre_id]
        for found in {*secrets.keys.values(), secrets.signing_key, secrets.mark_secret, *keys_within(outer)}:
            assert _opens(row, outer, found) is False


def _opens(row: ProcessNote, outer: dict[str, str], found: bytes) -> bool:
    import base64

    from omuz.foundation.vault import crypto
    from omuz.foundation.vault.opened import OpenedKey

    for key in (found, crypto.derive(found, crypto.bound_to("own/record", row.id))):
        try:
            OpenedKey(row.id, key).open(
                base64.b64decode(outer["inside"]), table=row._meta.db_table, record=row.id, field="inside"
            )
        except SealBroken:
            continue
        return True
    return False


def test_nothing_of_it_stands_in_the_row_or_in_the_log(cast: Cast, case: Any, pinar: Member) -> None:
    note = _write(pinar, case)
    with acting(pinar.person):
        row = ProcessNote.objects.get(id=note.id)
        raw = bytes(row.answers) + bytes(row.words) + str(row.__dict__).encode()
        assert not any(each in raw for each in written(SECRET).values())
        told = AuditEvent.objects.filter(staff_id=pinar.staff.pk).order_by("-seq").first()
    assert told is not None
    assert (told.event, told.about, told.why) == ("own_note.written", "", ""), "the log names no file"


def test_a_change_keeps_the_text_before_inside_her_own_envelope(cast: Cast, case: Any, pinar: Member) -> None:
    note = _write(pinar, case, "bir")
    with acting(pinar.person):
        actions.change_note(by=pinar.person, vault=pinar.vault, note_id=note.id, revision=1, on=DAY, text="iki")
        file = open_case(pinar.person, case.id, vault=pinar.vault)
        (seen,) = own_notes(pinar.person, vault=pinar.vault, opened=file)
        inside = inner_of(ProcessNote.objects.get(id=note.id), file.key, pinar.vault)
    assert (seen.text, seen.versions, seen.revision) == ("iki", 1, 2)
    assert inside is not None
    assert [each["text"] for each in inside["earlier"]] == ["bir"]


def test_nobody_else_changes_it_and_other_professions_write_none(cast: Cast, case: Any, pinar: Member) -> None:
    note = _write(pinar, case)
    for member in (cast.ayse, cast.nermin, cast.zeynep):
        with acting(member.person), pytest.raises(Http404):
            actions.change_note(by=member.person, vault=member.vault, note_id=note.id, revision=1, on=DAY, text="x")
    for member in (cast.ayse, cast.nermin):
        with pytest.raises(Refused):
            _write(member, case)


def test_the_database_lets_nobody_write_one_in_her_name(cast: Cast, case: Any, pinar: Member) -> None:
    from django.db import DatabaseError, transaction

    _write(pinar, case)
    with acting(cast.nermin.person), counting_rows(), connection.cursor() as cursor:
        cursor.execute("UPDATE services_processnote SET revision = 9")
        assert cursor.rowcount == 0
        with pytest.raises((DatabaseError, psycopg.Error)), transaction.atomic():
            cursor.execute(
                "INSERT INTO services_processnote (id, centre_id, case_id, state, revision, made_at, made_by,"
                " changed_at, changed_by, answers, words) SELECT gen_random_uuid(), centre_id, case_id, state, 1,"
                " made_at, made_by, changed_at, changed_by, answers, words FROM services_processnote"
            )


def test_when_her_key_was_replaced_the_page_of_her_notes_says_so(cast: Cast, case: Any, pinar: Member) -> None:
    _write(pinar, case)
    from omuz.foundation.vault.opened import OpenedVault

    told = pinar.vault
    fresh = OpenedVault(told.staff_id, told._secrets.values(), own=bytes(range(32)))
    with acting(pinar.person):
        file = open_case(pinar.person, case.id, vault=fresh)
        assert [note.text for note in own_notes(pinar.person, vault=fresh, opened=file)] == [None]
        note = ProcessNote.objects.get()
        with pytest.raises(Http404):
            actions.change_note(by=pinar.person, vault=fresh, note_id=note.id, revision=1, on=DAY, text="x")


def test_a_file_closed_to_its_author_takes_the_note_with_it(
    cast: Cast, case: Any, pinar: Member, close_to: Any
) -> None:
    note = _write(pinar, case)
    close_to(case, hidden_from=[pinar.staff.pk])
    assert _raw(pinar) == 0
    with acting(pinar.person), pytest.raises(Http404):
        actions.change_note(by=pinar.person, vault=pinar.vault, note_id=note.id, revision=1, on=DAY, text="x")


def test_a_file_that_is_destroyed_takes_it_along_though_nobody_sees_it(cast: Cast, case: Any, pinar: Member) -> None:
    from omuz.foundation.audit.chain import recorded

    _write(pinar, case)
    nermin = cast.nermin.person
    with acting(nermin), counting_rows(), recorded(by=nermin, event="case.destroyed", centre=case.centre_id):
        ProcessNote.objects.filter(case=case).delete()
    assert _raw(pinar) == 0


def test_a_note_in_a_file_that_was_put_into_another_stays_with_its_author(
    cast: Cast, case: Any, pinar: Member, close_to: Any
) -> None:
    from tests.casework.cases.files import opened_file

    into = opened_file(cast)
    note = _write(pinar, case)
    _merge(cast.nermin, case, into)
    assert (_seen(pinar, into), _seen(cast.ayse, into)) == ([SECRET], [])
    with acting(pinar.person):
        actions.change_note(by=pinar.person, vault=pinar.vault, note_id=note.id, revision=1, on=DAY, text="iki")
    assert _seen(pinar, into) == ["iki"]
    close_to(into, hidden_from=[pinar.staff.pk])
    with acting(pinar.person), pytest.raises(Http404):
        actions.change_note(by=pinar.person, vault=pinar.vault, note_id=note.id, revision=2, on=DAY, text="x")


def _merge(by: Member, case: Any, into: Any) -> None:
    from omuz.casework.cases.models import Case
    from omuz.foundation.audit.chain import recorded

    with acting(by.person), recorded(by=by.person, event="files.merged", centre=case.centre_id):
        assert Case.objects.filter(id=case.id).update(merged_into=into.id) == 1
