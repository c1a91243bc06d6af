"""Refuses to serve under a database role that could look past row-level security."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _


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
        raise UnsafeRole(_("Veritabanı hangi rolle bağlanıldığını söylemiyor; hiçbir şey başlatılmadı."))
    superuser, bypass, owned = row
    if superuser or bypass or owned:
        raise UnsafeRole(
            _(
                "Omuz başlamadı: veritabanı rolü %(why)s; bir merkezin satırları ötekine kapalı kalmazdı."
                " omuz database prepare ile kurulan rolle bağlanın, tabloları sahip rolüyle güncelleyin."
            )
            % {"why": _why(superuser, bypass, owned)}
        )


def _why(superuser: bool, bypass: bool, owned: str) -> str:
    if superuser:
        return _("her yetkiye sahip (superuser)")
    if bypass:
        return _("satır güvenliğini aşabiliyor (BYPASSRLS)")
    return _("şu tabloların sahibi ya da sahibinin üyesi: %(tables)s") % {"tables": owned}
