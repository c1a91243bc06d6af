"""The wall in the database stands alone: with every scope of the program gone, no foreign row is seen or written."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from tests.attack.conftest import House

PERSON_LEVEL = ("contacts_contact", "contacts_contactcorrection", "vault_datakey", "vault_centrekey",
                "vault_centrekeygrant")  # fmt: skip


def _tenant_tables() -> dict[str, str]:
    """Tables with a column that names a centre → that column, and the log by its chain."""
    found = {}
    for model in apps.get_models():
        for column in ("centre_id", "chain"):
            names = {field.column: field for field in model._meta.concrete_fields}
            if column in names and not names[column].is_relation:
                found[model._meta.db_table] = column
    return found


def _rows(table: str, column: str) -> set[UUID]:
    with connection.cursor() as cursor:
        # The test is one transaction: what was appended to the log earlier in it would still be open.
        cursor.execute("SELECT set_config('app.chain', '', true)")
        cursor.execute(f'SELECT DISTINCT "{column}" FROM "{table}"')
        return {row[0] for row in cursor.fetchall()}


def test_every_table_with_a_centre_is_behind_the_wall(house: House) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        walled = {row[0] for row in cursor.fetchall()}
    assert set(_tenant_tables()) <= walled
    assert set(PERSON_LEVEL) <= walled


def test_without_any_scope_of_ours_each_person_sees_her_own_centre_only(house: House) -> None:
    from omuz.foundation.people.access import acting

    mine = {"ayse": {house.cast.konak.id}, "nermin": {house.cast.konak.id}, "zeynep": {house.cast.bornova.id},
            "songul": {house.cast.bornova.id}}  # fmt: skip
    for name, own in mine.items():
        with acting(house[name].person):
            for table, column in _tenant_tables().items():
                assert _rows(table, column) <= own, (name, table)
            assert _rows("contacts_contact", "centre_id") == own


@pytest.mark.parametrize("name", ["elif_", "derya", "can"])
def test_network_director_and_machines_see_no_row_about_a_person_or_a_key(house: House, name: str) -> None:
    from omuz.foundation.people.access import acting

    with acting(house[name].person):
        for table in PERSON_LEVEL:
            assert _rows(table, "centre_id") == set(), table
        assert _rows("returns_centrereturn", "centre_id") == set()
        assert _rows("returns_release", "centre_id") == ({house.cast.konak.id} if name == "derya" else set())
        assert bool(_rows("returns_receivedreturn", "centre_id")) is (name == "elif_")
        assert _rows("audit_auditevent", "chain") <= {UUID(int=0)}


def test_without_a_person_nothing_is_seen_at_all(house: House) -> None:
    from omuz.foundation.tenancy.context import see_as

    with transaction.atomic():
        see_as()
        for table, column in _tenant_tables().items():
            assert _rows(table, column) == set(), table


def test_nobody_writes_moves_or_deletes_a_row_of_another_centre(house: House) -> None:
    from omuz.foundation.people.access import acting

    for table, column in _tenant_tables().items():
        for name in ("zeynep", "elif_", "derya", "can"):
            with acting(house[name].person), connection.cursor() as cursor:
                for told in (f'UPDATE "{table}" SET "{column}" = "{column}"', f'DELETE FROM "{table}"'):
                    try:
                        with transaction.atomic():
                            cursor.execute(f'{told} WHERE "{column}" = %s', [house.cast.konak.id])
                            assert cursor.rowcount == 0, (name, told)
                    except ProgrammingError:
                        continue


def test_a_row_of_her_own_cannot_be_handed_to_another_centre(house: House) -> None:
    from omuz.casework.contacts.models import Contact
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.people.access import acting

    ayse = house["ayse"].person

    def given(**changes: Any) -> None:
        with acting(ayse), recorded(by=ayse, event="contact.moved"):
            Contact.objects.filter(pk=house.contact.pk).update(**changes)

    with pytest.raises(ProgrammingError, match="row-level security"):
        given(centre_id=house.cast.bornova.id)


def test_a_row_cannot_be_made_at_another_centre(house: House) -> None:
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.people.access import acting
    from omuz.foundation.vault.models import DataKey

    ayse = house["ayse"].person
    with pytest.raises(ProgrammingError, match="row-level security"), acting(ayse), recorded(by=ayse, event="x.y"):
        DataKey(id=uuid4(), centre_id=house.cast.bornova.id, wrapped=b"x").save(force_insert=True)
