"""Refuses to serve under a database role that could look past row-level security."""

from django.db.backends.base.base import BaseDatabaseWrapper


class UnsafeRole(RuntimeError):
    """The connected role is superuser, may bypass row-level security, or owns (directly or by membership) a table."""


_ASK = """
SELECT r.rolsuper, r.rolbypassrls,
       COALESCE((SELECT string_agg(DISTINCT c.relname, ', ') FROM pg_class c
                 JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p')
                   AND pg_has_role(current_user, c.relowner, 'MEMBER')), '')
FROM pg_roles r WHERE r.rolname = current_user
"""


def check_role(connection: BaseDatabaseWrapper) -> None:
    """Raise UnsafeRole, with a sentence an administrator can act on, unless the role is held by the second wall."""
    with connection.cursor() as cursor:
        cursor.execute(_ASK)
        row = cursor.fetchone()
    if row is None:
        raise UnsafeRole("The database does not say under which role Omuz is connected; nothing was started.")
    superuser, bypass, owned = row
    if superuser or bypass or owned:
        what = "is a superuser" if superuser else "may bypass row-level security" if bypass else f"owns {owned}"
        raise UnsafeRole(
            f"Omuz does not start: its database role {what}, so one centre's rows would not be closed to another. "
            "Connect with a role made by `omuz database prepare` and run migrations with the owner role."
        )
