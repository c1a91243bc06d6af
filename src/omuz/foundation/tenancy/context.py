"""Tells the database, for one transaction, whose rows the signed-in person may see."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection


class NoTransaction(RuntimeError):
    """Raised when rows are opened outside a transaction, where the setting would outlive the person."""


def see_as(
    centres: Iterable[UUID] = (),
    *,
    organisations: Iterable[UUID] = (),
    network: bool = False,
    staff: UUID | None = None,
    desks: Iterable[UUID] = (),
    editor: bool = False,
) -> None:
    """Open the rows of `centres` (and of `organisations`, or of the network) until this transaction ends.

    `staff` is who looks: files hidden from her or kept to a list without her stay closed. `desks` are centres whose
    appointment slots she may see at reception; `editor` lets her write what the whole network shares.

    Raises NoTransaction outside `transaction.atomic`: the setting is transaction-local by design.
    """
    if not connection.in_atomic_block:
        raise NoTransaction("see_as needs an open transaction")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.centres', %s, true), set_config('app.organisations', %s, true),"
            " set_config('app.network', %s, true), set_config('app.staff', %s, true),"
            " set_config('app.desks', %s, true), set_config('app.counting', '', true),"
            " set_config('app.editor', %s, true), set_config('app.leaflet', '', true)",
            [
                _told(centres),
                _told(organisations),
                "on" if network else "",
                str(staff or ""),
                _told(desks),
                "on" if editor else "",
            ],
        )


def wait_for(name: str) -> None:
    """Wait until nobody else's open transaction has waited for the same `name`, and hold it until this one ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def _told(ids: Iterable[UUID]) -> str:
    return ",".join(sorted(str(each) for each in ids))


@contextmanager
def counting_rows() -> Iterator[None]:
    """Inside this block files hidden from her or kept to a list can be read too, for de-identified facts only.

    Whoever opens it must let nothing out but coded rows that name no file. Raises NoTransaction as `see_as` does.
    """
    if not connection.in_atomic_block:
        raise NoTransaction("counting_rows needs an open transaction")
    _count("on")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _count("")


def _count(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.counting', %s, true)", [value])


def append_to(chain: UUID) -> None:
    """Let this transaction append to the log `chain`, and to no other; raises NoTransaction as `see_as` does."""
    if not connection.in_atomic_block:
        raise NoTransaction("append_to needs an open transaction")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.chain', %s, true)", [str(chain)])


def see_leaflet() -> None:
    """Let this transaction read what anybody may know of a centre, and leave an anonymous answer; nothing else.

    For pages without sign-in. Raises NoTransaction as `see_as` does.
    """
    # Whoever is signed in sees here what everybody sees.
    see_as()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.leaflet', 'on', true)")


@contextmanager
def looking_as(staff: UUID) -> Iterator[None]:
    """Inside this block what is `staff`'s own can be read; everything opened before stays and is put back after.

    For what has to be known of her before her rows are opened. Raises NoTransaction as `see_as` does.
    """
    if not connection.in_atomic_block:
        raise NoTransaction("looking_as needs an open transaction")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.staff', true)")
        row = cursor.fetchone()
    _look(str(staff))
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _look(str(row[0] or "") if row else "")


def _look(staff: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.staff', %s, true)", [staff])
