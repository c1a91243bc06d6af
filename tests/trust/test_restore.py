"""R5, R8, R9, S23: damage is noticed, backups come back as they were, tables go forward and back, the log tells all."""

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

import pytest
from django.db import connections, transaction
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.executor import MigrationExecutor

from omuz.casework.contacts.models import Contact
from omuz.foundation.audit.verify import verified
from omuz.foundation.people.access import acting
from omuz.foundation.vault.crypto import SealBroken
from omuz.foundation.vault.models import DataKey
from omuz.site.backup.errors import BackupTrouble
from tests.trust import restored, tampered
from tests.trust.measured import served_seconds
from tests.trust.promised import Line

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
Times, Told = Callable[..., int], Callable[[Line], None]
LENGTH = 12
BAR_SPEED = 100_000


def _flips(raw: bytes, number: int, chance: random.Random) -> Iterator[bytes]:
    """`raw` with one bit changed at each of `number` random places."""
    changed = bytearray(raw)
    for _ in range(number):
        place, bit = chance.randrange(len(raw)), 1 << chance.randrange(8)
        changed[place] ^= bit
        yield bytes(changed)
        changed[place] ^= bit


def _noticed(opening: Callable[[bytes], object], changed: Iterator[bytes], *kinds: type[Exception]) -> int:
    count = 0
    for raw in changed:
        try:
            opening(raw)
        except kinds:
            count += 1
    return count


def test_one_changed_byte_is_noticed_in_a_backup_in_the_halves_and_in_a_sealed_row(
    database_server: Any, tmp_path: Any, times: Times, seed: int, promised: Told
) -> None:
    kept, number, chance = restored.keep(database_server, tmp_path), times(1_000, least=150), random.Random(seed)

    def backup(raw: bytes) -> None:
        for _note, content in kept.reader(raw).notes():
            b"".join(content())

    backup(kept.raw)
    found = _noticed(backup, _flips(kept.raw, number, chance), BackupTrouble)
    size = f"{len(kept.raw) / 1e6:.1f} MB"
    promised(Line("R5", f"one bit changed in a backup of {size}", number, found, "each noticed", "0 silent"))
    assert restored.halves_open(kept.halves) > 0
    found = _noticed(restored.halves_open, _flips(kept.halves, number, chance), BackupTrouble)
    promised(Line("R5", "one bit changed in the copy of the halves", number, found, "each noticed", "0 silent"))
    with acting(kept.cast.ayse.person):
        row = Contact.objects.filter(centre_id=kept.cast.konak.id).first()
        key_row = DataKey.objects.get(id=row.data_key_id)
        centre = kept.cast.ayse.vault.centre(kept.cast.konak.id)
    place = {"table": "contacts_contact", "record": row.id, "field": "answers"}
    key = centre.data_key(key_row.id, key_row.wrapped)
    assert key.open(row.answers, **place)
    found = _noticed(lambda raw: key.open(raw, **place), _flips(bytes(row.answers), number, chance), SealBroken)
    keys = _flips(bytes(key_row.wrapped), number, chance)
    found += _noticed(lambda raw: centre.data_key(key_row.id, raw), keys, SealBroken)
    promised(
        Line("R5", "one bit changed in a sealed row or its stored key", 2 * number, found, "each noticed", "0 silent")
    )


def test_a_backup_laid_into_an_empty_database_has_every_row_and_digest(
    database_server: Any, tmp_path: Any, times: Times, promised: Told
) -> None:
    kept, number = restored.keep(database_server, tmp_path), times(100, least=1)
    equal, seconds = 0, []
    for _ in range(number):
        began = time.perf_counter()
        with restored.laid_elsewhere(database_server, kept) as (_server, found):
            seconds.append(time.perf_counter() - began)
            equal += found == kept.sums
    rows = sum(each.rows for each in kept.sums.values())
    promised(
        Line(
            "R8", f"backups of {len(kept.sums)} tables and {rows} rows restored into an empty database", number, equal,
            f"count and digest of every table equal; median {median(seconds):.1f} s, slowest {max(seconds):.1f} s",
            "every digest equal",
        )
    )  # fmt: skip


def _own_way_back(executor: MigrationExecutor, app: str) -> tuple[str, str] | None:
    """The earliest migration of an app that can be returned to without undoing another app's."""
    own = sorted(key for key in executor.loader.graph.nodes if key[0] == app)
    for target in own[:-1]:
        plan = executor.migration_plan([target])
        if plan and {migration.app_label for migration, _backwards in plan} == {app}:
            return target
    return None


def _back_and_forth(server: Any, name: str, app: str) -> str:
    """Take one app's tables back and forward again with their rows; what came of it: kept, irreversible, lost."""
    executor = MigrationExecutor(connections["owner"])
    target = _own_way_back(executor, app)
    if target is None:
        return "bound"
    newest, now = executor.loader.graph.leaf_nodes(app), restored.columns_of(server, name)
    before = restored.sums_of(server, name, now)
    try:
        executor.migrate([target])
    except IrreversibleError:
        return "irreversible"
    shared = restored.common(now, restored.columns_of(server, name))
    shared.pop("django_migrations", None)
    there = restored.sums_of(server, name, shared)
    executor = MigrationExecutor(connections["owner"])
    executor.migrate(newest)
    same = there == restored.sums_of(server, name, shared)
    after = restored.sums_of(server, name, now)
    rows_stay = all(before[each].rows == after[each].rows for each in now if each != "django_migrations")
    return "kept" if same and rows_stay and now == restored.columns_of(server, name) else "lost"


def _rooms_with_a_past() -> list[str]:
    """Our own rooms whose tables were changed since they were made; the keys first."""
    nodes = MigrationExecutor(connections["owner"]).loader.graph.nodes
    many = Counter(app for (app, _name), made in nodes.items() if type(made).__module__.startswith("omuz."))
    return sorted((app for app in many if many[app] > 1), key=lambda app: (app != "vault", app))


def test_tables_with_rows_go_back_and_forward_again_and_lose_nothing(
    database_server: Any, tmp_path: Any, times: Times, promised: Told
) -> None:
    kept = restored.keep(database_server, tmp_path)
    ours = _rooms_with_a_past()
    told: Counter[str] = Counter()
    with restored.laid_elsewhere(database_server, kept) as (server, _found):
        server.use()
        for app in ours[: times(len(ours))]:
            told[_back_and_forth(database_server, server.owner["NAME"], app)] += 1
    tried = told["kept"] + told["lost"]
    rest = f"{told['irreversible']} have no way back, {told['bound']} are bound to another's"
    promised(
        Line(
            "R9", "rooms whose tables, with rows, went back to their earliest shape and forward again",
            tried, told["kept"], f"every shared column equal; {rest}", "every digest equal",
            "there is one release in the making: between released versions nothing can be tried yet",
        )
    )  # fmt: skip
    assert told["lost"] == 0


@contextmanager
def _owner_who_stops_at_nothing() -> Iterator[Any]:
    """The owner's cursor with triggers off and row-level security not forced; everything is undone after the block."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        for table in ("audit_auditevent", "audit_audithead"):
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        yield cursor
        transaction.set_rollback(True, using="owner")


def test_ten_thousand_tamperings_with_the_log_are_found_and_named(times: Times, seed: int, promised: Told) -> None:
    number, chance, found = times(10_000, least=100), random.Random(seed), Counter[str]()
    tried: Counter[str] = Counter()
    with _owner_who_stops_at_nothing() as cursor:
        chain = tampered.plant(cursor, LENGTH)
        assert verified(chain).breaks == ()
        for _ in range(number):
            kind = chance.choice(sorted(tampered.KINDS))
            each = tampered.KINDS[kind](chain, LENGTH, chance)
            mark = transaction.savepoint(using="owner")
            for statement, values in each.statements:
                cursor.execute(statement, values)
            named = {(broken.seq, broken.what) for broken in verified(chain).breaks}
            tried[kind] += 1
            found[kind] += each.expected <= named
            transaction.savepoint_rollback(mark, using="owner")
        assert verified(chain).breaks == ()
    figure = ", ".join(f"{kind} {found[kind]} of {tried[kind]}" for kind in sorted(tried))
    promised(
        Line(
            "S23", "tamperings with the log by the tables' owner", number, found.total(), figure, "each found and named"
        )
    )


def test_the_log_is_walked_quickly(times: Times, promised: Told) -> None:
    number = times(300_000, least=3_000)
    with _owner_who_stops_at_nothing() as cursor:
        chain = tampered.plant(cursor, number)
        began, busy, served = time.perf_counter(), time.process_time(), served_seconds(connections["owner"])
        told = verified(chain)
        seconds, own = time.perf_counter() - began, time.process_time() - busy
        both = own + served_seconds(connections["owner"]) - served
    assert (told.count, told.breaks) == (number, ())
    speed = number / both
    short = "" if speed >= BAR_SPEED else f"{BAR_SPEED / speed:.1f} times slower than the bar"
    promised(
        Line(
            "S23", "entries of the log walked, each seal computed anew", number, number,
            f"{speed:,.0f} entries a second of processor time, the database's share counted ({number / own:,.0f} of the"
            f" program's alone); by the clock {number / seconds:,.0f} a second at load {os.getloadavg()[0]:.0f} on"
            f" {os.cpu_count()} cores", "≥ 100,000 a second of processor time", short,
        )
    )  # fmt: skip
