"""Somebody with the database's own password changes the log: each tampering is found and named."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections, transaction

from omuz.foundation.audit import verify
from omuz.foundation.audit.actors import SYSTEM
from omuz.foundation.audit.chain import looked, recorded
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.audit.verify import Break, chains, verified
from omuz.site.cli.audit import report

LENGTH = 6
FORGE = (
    "INSERT INTO audit_auditevent (id, chain, seq, at, staff_id, username, role, event, about, why, before, seal) "
    "SELECT gen_random_uuid(), chain, %s, at, staff_id, 'sahte', role, event, about, why, {before}, sha256('x') "
    "FROM audit_auditevent WHERE chain = %s AND seq = %s"
)

Tamper = Callable[[UUID], list[tuple[str, list[object]]]]


def _change(column: str, value: str) -> Tamper:
    return lambda chain: [(f"UPDATE audit_auditevent SET {column} = {value} WHERE chain = %s AND seq = 3", [chain])]


def _remove(seq: int) -> Tamper:
    return lambda chain: [("DELETE FROM audit_auditevent WHERE chain = %s AND seq = %s", [chain, seq])]


def _swap(chain: UUID) -> list[tuple[str, list[object]]]:
    place = "UPDATE audit_auditevent SET seq = %s WHERE chain = %s AND seq = %s"
    return [(place, [-1, chain, 2]), (place, [2, chain, 3]), (place, [3, chain, -1])]


def _insert_in_the_middle(chain: UUID) -> list[tuple[str, list[object]]]:
    shift = [
        ("UPDATE audit_auditevent SET seq = %s WHERE chain = %s AND seq = %s", [n + 1, chain, n]) for n in (6, 5, 4)
    ]
    return [*shift, (FORGE.format(before="seal"), [4, chain, 3])]


def _insert_at_the_end(chain: UUID) -> list[tuple[str, list[object]]]:
    return [(FORGE.format(before="seal"), [7, chain, 6])]


def _cut_and_hide(chain: UUID) -> list[tuple[str, list[object]]]:
    return [
        *_remove(6)(chain),
        (
            "UPDATE audit_audithead SET seq = 5, seal = (SELECT seal FROM audit_auditevent"
            " WHERE chain = audit_audithead.chain AND seq = 5) WHERE chain = %s",
            [chain],
        ),
    ]


def _drop_head(chain: UUID) -> list[tuple[str, list[object]]]:
    return [("DELETE FROM audit_audithead WHERE chain = %s", [chain])]


TAMPERINGS: dict[str, tuple[Tamper, list[tuple[int, str, bool]]]] = {
    "name changed": (_change("username", "'zeynep'"), [(3, "changed", True)]),
    "time changed": (_change("at", "at + interval '1 day'"), [(3, "changed", True)]),
    "time without end": (_change("at", "'infinity'"), [(3, "changed", True)]),
    "time of another age": (_change("at", "'0044-03-15 09:00 BC'"), [(3, "changed", True)]),
    "code changed": (_change("about", "'contact:baska'"), [(3, "changed", True)]),
    "seal changed": (_change("seal", "sha256('x')"), [(3, "changed", True)]),
    "first removed": (_remove(1), [(1, "removed", False)]),
    "middle removed": (_remove(3), [(3, "removed", False)]),
    "last removed": (_remove(6), [(6, "cut", False)]),
    "last removed and the end rewritten": (_cut_and_hide, [(5, "head", False)]),
    "two swapped": (_swap, [(2, "reordered", True), (3, "reordered", True)]),
    "one inserted in the middle": (
        _insert_in_the_middle,
        [(4, "inserted", True), (5, "reordered", True), (6, "reordered", True), (7, "reordered", True)],
    ),
    "one inserted at the end": (_insert_at_the_end, [(7, "inserted", True)]),
    "head removed": (_drop_head, [(6, "head", False)]),
}


@contextmanager
def _as_owner_without_guards() -> Iterator[None]:
    """What the owner of the tables can do who stops at nothing: triggers off, row-level security not forced."""
    tables = ("audit_auditevent", "audit_audithead")
    with connections["owner"].cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        yield
        cursor.execute("ALTER TABLE audit_auditevent ENABLE TRIGGER USER")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _chain() -> UUID:
    chain = uuid4()
    for number in range(LENGTH):
        with transaction.atomic():
            looked(by=SYSTEM, event="thing.seen", centre=chain, about=f"thing:{number}")
    return chain


def _told(breaks: tuple[Break, ...]) -> list[tuple[int, str, bool]]:
    return [(each.seq, each.what, each.row is not None) for each in breaks]


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_every_tampering_is_found_and_named_and_an_honest_chain_holds(capsys, tmp_path) -> None:
    honest = _chain()
    marked = {name: _chain() for name in TAMPERINGS}
    assert all(verified(chain).breaks == () for chain in (honest, *marked.values()))
    anchor = tmp_path / "not.txt"
    assert report(anchor) == 0
    with _as_owner_without_guards(), connections["owner"].cursor() as cursor:
        for name, (tamper, _expected) in TAMPERINGS.items():
            for statement, values in tamper(marked[name]):
                cursor.execute(statement, values)
    assert {name: _told(verified(chain).breaks) for name, chain in marked.items()} == {
        name: expected for name, (_tamper, expected) in TAMPERINGS.items()
    }
    assert verified(honest).breaks == ()
    assert verified(honest).count == LENGTH
    assert {honest, *marked.values()} <= set(chains())
    capsys.readouterr()
    assert report(None) == 1
    out = capsys.readouterr().out
    row = verified(marked["name changed"]).breaks[0].row
    assert f"3. olay: değiştirilmiş ({row})" in out
    for word in ("silinmiş", "yeri değiştirilmiş", "sonradan eklenmiş", "kesilmiş"):
        assert word in out


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_whole_chain_taken_away_is_found_by_the_note_kept_elsewhere(capsys, tmp_path) -> None:
    chain, anchor = _chain(), tmp_path / "not.txt"
    assert report(anchor) == 0
    with _as_owner_without_guards(), connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditevent WHERE chain = %s", [chain])
        cursor.execute("DELETE FROM audit_audithead WHERE chain = %s", [chain])
    capsys.readouterr()
    assert report(None) == 0
    assert report(anchor) == 1
    assert "kesilmiş" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_owner_role_reads_the_log_and_changes_none_of_it() -> None:
    chain = _chain()
    with pytest.raises(Exception, match="append-only"), connections["owner"].cursor() as cursor:
        cursor.execute("TRUNCATE audit_auditevent")
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditevent")
        assert cursor.rowcount == 0
    assert AuditEvent.objects.using("owner").filter(chain=chain).count() == LENGTH


@dataclass(frozen=True)
class _Odd:
    """Somebody whose name and role are the same odd text."""

    staff_id: UUID | None
    username: str

    def role_in(self, _centre_id: UUID | None) -> str:
        return self.username


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_whatever_an_event_tells_is_walked_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """The quick way spells the sealed text itself: it must be the text that was sealed, for every sign there is."""
    chain, moment = uuid4(), datetime(2026, 3, 2, 9, tzinfo=UTC)
    odd = ["", '"', "\\", "a\nb\tc\rd", "\x01\x1f\x7f", "şğüöçıİ", "\u2028\ufeff", "😀", "</script>", "%s {0}"]
    for number, text in enumerate(odd):
        who = _Odd(uuid4() if number % 2 else None, text)
        at = moment + timedelta(microseconds=number * 100_010)
        with recorded(by=who, event=f"thing.seen{text}", centre=chain, about=text, why=text, at=at):
            pass

    def doubted(*_: object) -> bool:
        raise AssertionError("the quick way did not know a link that was not touched")

    monkeypatch.setattr(verify._Seals, "holds", doubted)
    told = verified(chain)
    assert (told.count, told.breaks) == (len(odd), ())


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_what_is_added_during_a_walk_is_no_break() -> None:
    chain, late = _chain(), list[str]()

    def somebody_works(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        answer = execute(sql, *rest)
        if "audit_audithead" in sql and not late:
            late.append(sql)
            with transaction.atomic():
                looked(by=SYSTEM, event="thing.seen", centre=chain, about="thing:late")
        return answer

    with connections["owner"].execute_wrapper(somebody_works):
        told = verified(chain)
    assert late, "somebody worked between the note of the end and the links"
    assert (told.count, told.breaks) == (LENGTH, ())
    assert verified(chain).count == LENGTH + 1
