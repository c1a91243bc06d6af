"""A chain of the log in the database, and ways to change it that whoever owns the tables has."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from omuz.foundation.audit.chain import START, TOLD, mark_of, seal_of

Statement = tuple[str, list[Any]]
_EVENTS = "audit_auditevent"
_COLUMNS = (*TOLD, "before", "seal")
_CHANGES = {
    "username": "'zeynep'", "at": "at + interval '1 minute'", "about": "about || 'x'", "event": "'thing.unseen'",
    "role": "'director'", "why": "'x'", "staff_id": "gen_random_uuid()", "seal": "sha256(seal)",
    "before": "sha256(before)",
}  # fmt: skip


def plant(cursor: Any, length: int) -> UUID:
    """A genuine chain of `length` links and its head, written as the program writes them but in one go."""
    chain, before, at = uuid4(), START, datetime(2026, 3, 2, 9, tzinfo=UTC)
    with cursor.copy(f"COPY {_EVENTS} ({', '.join(_COLUMNS)}) FROM STDIN") as copy:
        for seq in range(1, length + 1):
            told = (uuid4(), chain, seq, at + timedelta(seconds=seq), uuid4(), "ayse", "counsellor", "thing.seen",
                    f"thing:{seq}", "")  # fmt: skip
            seal = seal_of(before, told)
            copy.write_row((*told, before, seal))
            before = seal
    cursor.execute(
        "INSERT INTO audit_audithead (chain, seq, seal, mark, acts) VALUES (%s, %s, %s, %s, 0)",
        [chain, length, before, mark_of(chain, length, before)],
    )
    return chain


@dataclass(frozen=True)
class Tampering:
    """What is done to a chain, and what has to be said of it: the place and the word for it."""

    kind: str
    statements: tuple[Statement, ...]
    expected: frozenset[tuple[int, str]]


def _changed(chain: UUID, length: int, chance: random.Random) -> Tampering:
    place, column = chance.randint(1, length), chance.choice(sorted(_CHANGES))
    said = f"UPDATE {_EVENTS} SET {column} = {_CHANGES[column]} WHERE chain = %s AND seq = %s"
    return Tampering("changed", ((said, [chain, place]),), frozenset({(place, "changed")}))


def _removed(chain: UUID, length: int, chance: random.Random) -> Tampering:
    place = chance.randint(1, length)
    said = f"DELETE FROM {_EVENTS} WHERE chain = %s AND seq = %s"
    return Tampering(
        "removed", ((said, [chain, place]),), frozenset({(place, "cut" if place == length else "removed")})
    )


def _cut(chain: UUID, length: int, chance: random.Random) -> Tampering:
    last = chance.randint(0, length - 1)
    cut: Statement = (f"DELETE FROM {_EVENTS} WHERE chain = %s AND seq > %s", [chain, last])
    if not last or chance.random() < 0.5:
        return Tampering("cut", (cut,), frozenset({(last + 1, "cut")}))
    hidden = (
        f"UPDATE audit_audithead SET seq = %s, seal = (SELECT seal FROM {_EVENTS} WHERE chain = %s AND seq = %s)"
        " WHERE chain = %s"
    )
    return Tampering("cut", (cut, (hidden, [last, chain, last, chain])), frozenset({(last, "head")}))


def _reordered(chain: UUID, length: int, chance: random.Random) -> Tampering:
    one, other = sorted(chance.sample(range(1, length + 1), 2))
    move = f"UPDATE {_EVENTS} SET seq = %s WHERE chain = %s AND seq = %s"
    steps = ((move, [-1, chain, one]), (move, [one, chain, other]), (move, [other, chain, -1]))
    return Tampering("reordered", steps, frozenset({(one, "reordered"), (other, "reordered")}))


def _inserted(chain: UUID, length: int, chance: random.Random) -> Tampering:
    after = chance.randint(1, length)
    aside = (f"UPDATE {_EVENTS} SET seq = -seq - 1 WHERE chain = %s AND seq > %s", [chain, after])
    back = (f"UPDATE {_EVENTS} SET seq = -seq WHERE chain = %s AND seq < 0", [chain])
    forged = (
        f"INSERT INTO {_EVENTS} ({', '.join(_COLUMNS)}) SELECT gen_random_uuid(), chain, seq + 1, at, staff_id,"
        f" 'sahte', role, event, about, why, seal, sha256(seal) FROM {_EVENTS} WHERE chain = %s AND seq = %s"
    )
    return Tampering("inserted", (aside, back, (forged, [chain, after])), frozenset({(after + 1, "inserted")}))


KINDS: dict[str, Callable[[UUID, int, random.Random], Tampering]] = {
    "changed": _changed, "removed": _removed, "inserted": _inserted, "reordered": _reordered, "cut": _cut,
}  # fmt: skip
