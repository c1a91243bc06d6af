"""Forgetting: the stored half of a data key and its shred, in this order, whatever breaks in between."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from omuz.foundation.vault import shreds
from omuz.foundation.vault.models import DataKey, ShredOrder

_SPLIT = 1
_PLACE = slice(1, 9)


def forget(keys: Iterable[DataKey]) -> int:
    """Inside the act that forgets: delete data keys, and overwrite their shreds once the act is kept; returns how many.

    The order to overwrite is part of the act: when the process dies between the two, the next start finishes it.
    """
    rows = list(keys)
    orders = [ShredOrder(book=row.centre_id, place=int.from_bytes(bytes(row.wrapped)[_PLACE], "big")) for row in rows]
    ShredOrder.objects.bulk_create(orders)
    DataKey.objects.filter(id__in=[row.id for row in rows]).delete()
    transaction.on_commit(carry_out)
    return len(rows)


@dataclass(frozen=True)
class Standing:
    """Data keys of a centre whose shred is not there: destroyed on purpose, or missing because the copy is older."""

    destroyed: frozenset[UUID]
    missing: int


def standing_of(centre_id: UUID) -> Standing:
    """What became of the shreds of a centre's data keys; the rows of the centre must be open to this transaction."""
    book, destroyed, missing = shreds.Book(centre_id), set(), 0
    for key_id, wrapped in DataKey.objects.filter(centre_id=centre_id).values_list("id", "wrapped").iterator():
        stands = book.standing(int.from_bytes(bytes(wrapped)[_PLACE], "big"))
        missing += stands == "missing"
        if stands == "destroyed":
            destroyed.add(key_id)
    return Standing(frozenset(destroyed), missing)


def carry_out() -> int:
    """Overwrite every shred that was ordered to be; returns how many. Raises OSError when the disk refuses, and
    leaves the order for the next time."""
    done = 0
    for order in ShredOrder.objects.order_by("id"):
        shreds.destroy(order.book, order.place)
        order.delete()
        done += 1
    return done
