"""What the database tells: the role that serves, the tables, the second wall, the log, backups, halves of keys."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from omuz.site.doctor import wall
from omuz.site.doctor.findings import Finding, fail, ok, warn
from omuz.site.postgres import roles
from omuz.site.words import _

if TYPE_CHECKING:
    from omuz.site.postgres import Server

OLDEST: Final = 150_000
"""PostgreSQL 15, as the server tells its version."""
DAY: Final = timedelta(days=1)
BACKUP_LATE, BACKUP_MISSING, DRILL_LATE = 2 * DAY, 8 * DAY, 190 * DAY
CLOCK_SLACK: Final = timedelta(minutes=5)
DESTRUCTIONS: Final = ("case.destroyed", "contact.forgotten", "minutes.signed")


def server(running: "Server") -> Iterator[Finding]:
    """Its version, and that the role that serves is held by row-level security."""
    from django.db import connection

    from omuz.foundation.tenancy.refusal import UnsafeRole, check_role

    with roles.connected(running.owner) as owner:
        number = owner.info.server_version
    told = {"version": f"{number // 10000}.{number % 10000}"}
    if number < OLDEST:
        yield fail("database", _("PostgreSQL %(version)s eski; en az 15 gerekir.") % told)
    else:
        yield ok("database", _("PostgreSQL %(version)s yanıt veriyor.") % told)
    try:
        check_role(connection)
        yield ok("role", _("Sayfaları sunan rol satır güvenliğini aşamıyor."))
    except UnsafeRole as unsafe:
        yield fail("role", str(unsafe))


def migrations(pending: bool) -> Iterator[Finding]:
    """Whether the tables are as this version wants them; `pending`: some of its migrations were not applied."""
    if pending:
        yield fail("migrations", _("Tablolar bu sürümden eski; yedek alıp omuz migrate çalıştırın."))
    else:
        yield ok("migrations", _("Tablolar bu sürüme uygun."))


def rows(running: "Server") -> Iterator[Finding]:
    """The second wall, table by table."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    with roles.connected(running.owner) as owner:
        yield from wall.compared(wall.wanted(each for each, _backwards in plan), wall.standing(owner))


def log() -> Iterator[Finding]:
    """Every chain of the log from its first event to its last, and the clock against the last event."""
    from omuz.foundation.audit.models import AuditEvent
    from omuz.foundation.audit.verify import chains, verified

    found = [verified(chain) for chain in chains()]
    told = {
        "chains": len(found),
        "events": sum(each.count for each in found),
        "n": sum(len(each.breaks) for each in found),
    }
    if told["n"]:
        yield fail("log", _("Olay günlüğünde %(n)d kopukluk var; omuz audit verify yerlerini söyler.") % told)
    else:
        yield ok("log", _("Olay günlüğü: %(chains)d zincir, %(events)d olay, kopukluk yok.") % told)
    last = AuditEvent.objects.using("owner").order_by("-at").values_list("at", flat=True).first()
    if last and last > datetime.now(UTC) + CLOCK_SLACK:
        yield fail("clock-log", _("Saat, günlükteki son olaydan geride. Saati düzeltin; zaman aşımları yanlış işler."))


def backups() -> Iterator[Finding]:
    """How old the last backup, the last copy of the halves and the last try of the paper are."""
    yield from _age(
        "backup",
        _last("backup.taken"),
        late=BACKUP_LATE,
        missing=BACKUP_MISSING,
        told=_("Geri yüklenip sınanmış son yedek: %(at)s."),
        never=_("Hiç yedek alınmamış; omuz backup --to … --halves … çalıştırın."),
    )
    halves = _last("backup.halves_taken")
    yield from _age(
        "halves",
        halves,
        late=BACKUP_LATE,
        missing=BACKUP_MISSING,
        told=_("Anahtar yarılarının son kopyası: %(at)s."),
        never=_("Anahtar yarılarının kopyası yok; bu disk giderse hiçbir kayıt açılmaz. omuz backup --halves …"),
    )
    destroyed = _last(*DESTRUCTIONS)
    if halves and destroyed and destroyed > halves:
        yield warn(
            "forgotten",
            _("Son kopyadan sonra bir kayıt yok edildi; kopyada hâlâ yarısı var. omuz backup --halves çalıştırın."),
        )
    yield from _age(
        "drill",
        _last("backup.tried", "backup.restored"),
        late=DRILL_LATE,
        missing=None,
        told=_("Kâğıttaki anahtarla son deneme: %(at)s."),
        never=_("Kâğıttaki anahtarla geri yükleme hiç denenmemiş; omuz restore --check çalıştırın."),
    )


def centre_keys() -> Iterator[Finding]:
    """How old each centre's key is, whether a renewal was left half way, and when the printed sheet was last tried."""
    from django.conf import settings
    from django.db import transaction

    from omuz.foundation.audit.models import AuditEvent
    from omuz.foundation.people.models import Centre
    from omuz.foundation.tenancy.context import see_as
    from omuz.foundation.vault.queries import generations, sheet_since
    from omuz.foundation.vault.renewal import RENEW_EVERY, TRY_SHEET_EVERY

    if settings.OMUZ_KIND == "network":
        return
    for centre_id, code in Centre.objects.order_by("code").values_list("id", "code"):
        with transaction.atomic():
            see_as([centre_id])
            there, since = generations(centre_id), sheet_since(centre_id)
            rows = AuditEvent.objects.filter(chain=centre_id, event="recovery_sheet.tried").order_by("-at")
            tried = rows.values_list("at", flat=True).first()
        now, told = datetime.now(UTC), {"code": code}
        if len(there) > 1:
            yield warn("centre-key", _("%(code)s: anahtarın yenilenmesi yarım; koordinatör sürdürsün.") % told)
        elif there and now - there[0].made_at > RENEW_EVERY:
            yield warn("centre-key", _("%(code)s: anahtar bir yıldan eski; koordinatör yenilesin.") % told)
        if since and now - max(since, tried or since) > TRY_SHEET_EVERY:
            yield warn("sheet", _("%(code)s: kurtarma kâğıdı altı aydır denenmedi; koordinatör denesin.") % told)
        elif tried:
            told["at"] = tried.astimezone().strftime("%d.%m.%Y")
            yield ok("sheet", _("%(code)s: kurtarma kâğıdı son kez %(at)s günü denendi.") % told)


def halves() -> Iterator[Finding]:
    """Data keys whose half is not there although nobody destroyed it, and destructions the disk has not obeyed yet."""
    from django.conf import settings
    from django.db import transaction

    from omuz.foundation.people.models import Centre
    from omuz.foundation.tenancy.context import see_as
    from omuz.foundation.vault.forgetting import standing_of
    from omuz.foundation.vault.models import ShredOrder

    if settings.OMUZ_KIND == "network":
        return
    missing = stale = 0
    for centre_id in Centre.objects.values_list("id", flat=True):
        with transaction.atomic():
            see_as([centre_id])
            standing = standing_of(centre_id)
        missing, stale = missing + standing.missing, stale + len(standing.destroyed)
    orders = ShredOrder.objects.count()
    if missing:
        yield fail("keys-halves", _("%(n)d anahtarın yarısı yok: o kayıtlar açılmıyor. En yeni kopyayı geri koyun.") % {
            "n": missing
        })  # fmt: skip
    if orders or stale:
        yield warn("keys-halves", _("%(n)d yok etme yarım kalmış; omuz serve başlayınca tamamlanır.") % {
            "n": orders + stale
        })  # fmt: skip
    if not (missing or orders or stale):
        yield ok("keys-halves", _("Her anahtarın yarısı yerinde."))


def _last(*events: str) -> datetime | None:
    from omuz.foundation.audit.models import AuditEvent

    rows = AuditEvent.objects.using("owner").filter(event__in=events).order_by("-at")
    return rows.values_list("at", flat=True).first()


def _age(
    check: str, at: datetime | None, *, late: timedelta, missing: timedelta | None, told: str, never: str
) -> Iterator[Finding]:
    if at is None:
        yield warn(check, never)
        return
    age, said = datetime.now(UTC) - at, told % {"at": at.astimezone().strftime("%d.%m.%Y %H:%M")}
    if missing is not None and age > missing:
        yield fail(check, said)
    elif age > late:
        yield warn(check, said)
    else:
        yield ok(check, said)
