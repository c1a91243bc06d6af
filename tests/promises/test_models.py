"""Every field is classified, every tenant table is behind the second wall, every write is recorded."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from omuz.foundation.audit.guard import UnrecordedWrite
from omuz.foundation.audit.models import RecordedModel
from omuz.foundation.tenancy.context import NoTransaction, see_as

CLASSES = ("operational", "answers", "words", "identity")
TENANT_COLUMNS = {"centre_id", "chain"}
# A post names a centre, but it is read to learn which centres a person may see at all.
NOT_TENANT = {"people_post"}
# The chain itself, and the web sessions, which the framework writes on every request: opening, locking and closing
# a session are acts with events of their own. An order to overwrite is part of an act, and carrying it out is not one.
NOT_ACTS = {"AuditEvent", "AuditHead", "Session", "ShredOrder"}


def _own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("omuz.")]


def _columns(model: type[models.Model]) -> set[str]:
    return {str(field.column) for field in model._meta.local_concrete_fields}


def _tenant_tables() -> Iterator[str]:
    for model in _own_models():
        if TENANT_COLUMNS & _columns(model) and model._meta.db_table not in NOT_TENANT:
            yield model._meta.db_table


def _rows_seen(table: str) -> int:
    with connection.cursor() as cursor:
        # An act names the chain it is about to lengthen, and the cast was made by acts of this very transaction.
        cursor.execute("SELECT set_config('app.chain', '', true)")
        cursor.execute(f"SELECT count(*) FROM {table}")
        row = cursor.fetchone()
    return int(row[0]) if row else -1


@pytest.mark.parametrize("model", _own_models(), ids=lambda model: model._meta.label)
def test_every_field_is_classified_once(model: type[models.Model]) -> None:
    told = [name for kind in CLASSES for name in getattr(model.Privacy, kind, ())]
    assert sorted(told) == sorted(field.name for field in model._meta.local_concrete_fields)


@pytest.mark.parametrize("model", _own_models(), ids=lambda model: model._meta.label)
def test_sealed_classes_are_kept_in_sealed_fields(model: type[models.Model]) -> None:
    from omuz.foundation.vault.fields import SealedField

    for kind in ("answers", "words", "identity"):
        for name in getattr(model.Privacy, kind, ()):
            assert isinstance(model._meta.get_field(name), SealedField), f"{model.__name__}.{name}"
    for field in model._meta.local_concrete_fields:
        if isinstance(field, SealedField):
            assert field.name not in model.Privacy.operational


@pytest.mark.parametrize("model", [m for m in _own_models() if m.__name__ not in NOT_ACTS], ids=lambda m: m._meta.label)
def test_no_model_can_be_written_outside_a_recorded_act(model: type[models.Model]) -> None:
    assert issubclass(model, RecordedModel)
    with pytest.raises(UnrecordedWrite):
        model().save()
    with pytest.raises(UnrecordedWrite):
        model.objects.all().delete()  # type: ignore[attr-defined]
    with pytest.raises(UnrecordedWrite):
        model.objects.bulk_create([])  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_every_tenant_table_has_forced_row_level_security() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        walled = {row[0] for row in cursor.fetchall()}
    assert set(_tenant_tables()) <= walled
    assert len(walled) >= 6


@pytest.mark.django_db
def test_an_unset_context_sees_no_row_in_any_tenant_table(cast: object) -> None:
    see_as(())
    assert {table: _rows_seen(table) for table in _tenant_tables()} == dict.fromkeys(_tenant_tables(), 0)


@pytest.mark.django_db
def test_a_foreign_context_sees_no_row_in_any_tenant_table(cast: object) -> None:
    see_as([uuid4()])
    assert {table: _rows_seen(table) for table in _tenant_tables()} == dict.fromkeys(_tenant_tables(), 0)


@pytest.mark.django_db(transaction=False)
def test_rows_cannot_be_opened_for_longer_than_a_transaction() -> None:
    if transaction.get_connection().in_atomic_block:
        with transaction.atomic():
            see_as([uuid4()])
        return
    with pytest.raises(NoTransaction):
        see_as([uuid4()])


def test_the_sealed_centre_and_the_network_share_no_foreign_key() -> None:
    for model in _own_models():
        for field in model._meta.local_fields:
            target = field.related_model
            if isinstance(target, type) and "casework" in target.__module__:
                assert "casework" in model.__module__
