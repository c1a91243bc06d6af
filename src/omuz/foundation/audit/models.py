"""The chain of events and its heads, and the base of every model that refuses an unrecorded write."""

import re
import uuid
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection, models

from omuz.foundation.audit.guard import demand_record
from omuz.foundation.tenancy.bulk import insert_rows


class RecordedQuerySet(models.QuerySet[Any]):
    """Refuses set-wise writes outside `recorded`."""

    def update(self, **changes: Any) -> int:
        demand_record(self.model.__name__)
        return super().update(**changes)

    def delete(self) -> tuple[int, dict[str, int]]:
        demand_record(self.model.__name__)
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        demand_record(self.model.__name__)
        return super().bulk_create(objs, *args, **options)

    def insert_many(self, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """As `bulk_create` for many thousand rows at once: field names, and a value of each for every row.

        A field refuses here what it would refuse in `save`; database defaults are not filled in.
        """
        demand_record(self.model.__name__)
        fields: list[Any] = [self.model._meta.get_field(name) for name in names]
        # A cast to varchar(12) would cut a value short without a word; without the length the column refuses it.
        columns = [(field.column, re.sub(r"\(.*\)", "", field.db_type(connection))) for field in fields]
        for place, field in enumerate(fields):
            for row in rows:
                field.get_db_prep_value(row[place], connection, prepared=True)
        insert_rows(self.model._meta.db_table, columns, rows)

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        demand_record(self.model.__name__)
        return super().bulk_update(objs, fields, batch_size)


class RecordedModel(models.Model):
    """Base of every table people write to: saving or deleting outside `recorded` raises UnrecordedWrite."""

    objects = models.Manager.from_queryset(RecordedQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        demand_record(type(self).__name__)
        super().save(*args, **options)

    def delete(self, using: Any = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        demand_record(type(self).__name__)
        return super().delete(using=using, keep_parents=keep_parents)


class AuditEvent(models.Model):
    """One act: who, role, centre, what, when, why if asked. Names, never content. Append-only in the database."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chain = models.UUIDField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    staff_id = models.UUIDField(null=True)
    username = models.CharField(max_length=150)
    role = models.CharField(max_length=40)
    event = models.CharField(max_length=60)
    about = models.CharField(max_length=120, blank=True)
    why = models.CharField(max_length=200, blank=True)
    before = models.BinaryField(max_length=32)
    seal = models.BinaryField(max_length=32)

    class Privacy:
        operational: Collection[str] = "id chain seq at staff_id username role event about why before seal".split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="audit_event_place")]
        indexes = [models.Index(fields=["chain", "-at"], name="audit_event_recent")]


class AuditHead(models.Model):
    """The last link of each chain: one row a centre, and one for the installation (all zeros).

    `acts` counts the events that changed something, so that whoever keeps opened rows knows when to look again.
    """

    chain = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    seal = models.BinaryField(max_length=32)
    mark = models.BinaryField(max_length=32)
    acts = models.BigIntegerField(default=0)

    class Privacy:
        operational: Collection[str] = "chain seq seal mark acts".split()
