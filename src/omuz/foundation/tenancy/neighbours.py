"""Who else is in the middle of a transaction: for work that must wait until everybody who began earlier has ended."""

from datetime import datetime

from django.db import connection


def at_work_since_before(moment: datetime) -> int:
    """How many other transactions of the serving role in this database began before `moment`, and go on.

    `moment` is told by the database's own clock.
    """
    with connection.cursor() as cursor:
        # What a transaction sees of its neighbours is remembered by the server until it is told to look again.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user"
            " AND pid <> pg_backend_pid() AND xact_start < %s",
            [moment],
        )
        found = cursor.fetchone()
    return int(found[0]) if found else 0
