"""Tells the database, for one transaction, whose rows the signed-in person may see."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection


class NoTransaction(RuntimeError):
    """Raised when rows are opened outside a transaction, where the setting would outlive the person."""


def see_as(centres: Iterable[UUID] = (), *, organisations: Iterable[UUID] = (), network: bool = False) -> None:
    """Open the rows of `centres` (and of `organisations`, or of the network) until this transaction ends.

    Raises NoTransaction outside `transaction.atomic`: the setting is transaction-local by design.
    """
    if not connection.in_atomic_block:
        raise NoTransaction("see_as needs an open transaction")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.centres', %s, true), set_config('app.organisations', %s, true),"
            " set_config('app.network', %s, true)",
            [
                ",".join(sorted(str(centre) for centre in centres)),
                ",".join(sorted(str(organisation) for organisation in organisations)),
                "on" if network else "",
            ],
        )


def append_to(chain: UUID) -> None:
    """Let this transaction append to the log `chain`, and to no other; raises NoTransaction as `see_as` does."""
    if not connection.in_atomic_block:
        raise NoTransaction("append_to needs an open transaction")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.chain', %s, true)", [str(chain)])
