"""A centre with many data keys for the promises about renewing its key: planted, renewed, used meanwhile, killed."""

import multiprocessing
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from omuz.foundation.audit.chain import recorded
from omuz.foundation.tenancy.context import see_as
from omuz.foundation.vault import actions, renewal
from omuz.foundation.vault.crypto import SealBroken
from omuz.foundation.vault.keys import caught_up, open_with_password
from omuz.foundation.vault.models import DataKey, StaffKey
from omuz.foundation.vault.opened import OpenedVault, VaultClosed
from tests.foundation.vault.conftest import AYSE, KONAK, NERMIN, nermin, password_of

FORKED = multiprocessing.get_context("fork")
"""A process that is there at once: what is killed is the work, not the start of an interpreter."""
_AT_ONCE = 5_000


@contextmanager
def rows_open() -> Iterator[None]:
    """One transaction in which the rows of the centre are open, as one request has it."""
    with transaction.atomic():
        see_as([KONAK])
        yield


def opened(staff_id: UUID = NERMIN) -> OpenedVault:
    """Her vault, opened by her password."""
    return open_with_password(staff_id, password_of(staff_id))


def plant(number: int) -> None:
    """A centre with two holders and `number` data keys."""
    with rows_open():
        for staff_id in (AYSE, NERMIN):
            actions.create_staff_key(by=nermin, staff_id=staff_id, password=password_of(staff_id))
        actions.create_centre_key(by=nermin, centre_id=KONAK, holder_ids=[AYSE, NERMIN])
        centre = opened().centre(KONAK)
        for start in range(0, number, _AT_ONCE):
            made = [centre.new_wrapped_key() for _ in range(min(_AT_ONCE, number - start))]
            with recorded(by=nermin, event="sample.planted", centre=KONAK):
                rows = [(each, KONAK, centre.generation, wrapped) for each, wrapped, _opened in made]
                DataKey.objects.insert_many(("id", "centre_id", "generation", "wrapped"), rows)


def sum_of_keys(vault: OpenedVault, only: frozenset[UUID] | None = None) -> tuple[int, int, int]:
    """What the data keys themselves are: how many open, how many do not, and one number over those that do."""
    centre = vault.centre(KONAK)
    told, broken, total = 0, 0, 0
    rows = DataKey.objects.filter(centre_id=KONAK).values_list("id", "wrapped")
    for datakey_id, wrapped in rows.iterator(chunk_size=_AT_ONCE):
        if only is not None and datakey_id not in only:
            continue
        try:
            key = centre.data_key(datakey_id, wrapped)
        except SealBroken:
            broken += 1
            continue
        # The key never leaves its object; what it makes of a fixed text tells whether it is the same one.
        mark = key._cipher.encrypt(bytes(12), b"omuz", datakey_id.bytes)
        told, total = told + 1, total ^ int.from_bytes(sha256(mark).digest(), "big")
    return told, broken, total


def renew(most: int, steps: Any = None) -> None:
    """Begin a renewal or take up the one under way, to its end; each step is a transaction, told through `steps`."""
    with rows_open():
        if not renewal.progress_of(KONAK).going_on:
            renewal.begin(by=nermin, vault=opened(), centre_id=KONAK)
    going_on = True
    while going_on:
        if steps is not None:
            steps.release()
        with rows_open():
            vault = opened()
            going_on = renewal.go_on(by=nermin, vault=vault, centre_id=KONAK, most=most).going_on


@dataclass
class Work:
    """What a colleague did meanwhile: acts kept, envelopes read, and what she could not read."""

    acts: int = 0
    read: int = 0
    unreadable: int = 0
    closed: int = 0


def _turn(vault: OpenedVault, mine: list[tuple[UUID, bytes]], chance: random.Random, work: Work) -> OpenedVault:
    """One request: her row is looked at, a record is kept, five of hers are read."""
    renewals = StaffKey.objects.values_list("renewals", flat=True).get(staff_id=AYSE)
    if renewals != vault.renewals:
        vault = caught_up(vault, renewals)
    centre = vault.centre(KONAK)
    row, key = centre.new_data_key()
    with recorded(by=nermin, event="sample.planted", centre=KONAK):
        row.save(force_insert=True)
    mine.append((row.id, key.seal("söz", table="t", record=row.id, field="words")))
    work.acts += 1
    wanted = dict(chance.choices(mine, k=5))
    for each in DataKey.objects.filter(id__in=wanted):
        try:
            plain = centre.data_key(each.id, each.wrapped).open(
                wanted[each.id], table="t", record=each.id, field="words"
            )
            work.read += plain == "söz"
        except SealBroken:
            work.unreadable += 1
    return vault


def _work(stop: Any, told: Any, seed: int) -> None:
    connections.close_all()
    work, mine, chance = Work(), list[tuple[UUID, bytes]](), random.Random(seed)
    with rows_open():
        vault = opened(AYSE)
    while not stop.is_set():
        try:
            with rows_open():
                vault = _turn(vault, mine, chance, work)
        except VaultClosed:
            work.closed += 1
            with rows_open():
                vault = opened(AYSE)
    connections.close_all()
    told.send(work)


@contextmanager
def colleague(seed: int) -> Iterator[Work]:
    """Somebody works in a process of her own while the block runs; what came of it is filled in afterwards."""
    connections.close_all()
    stop, (here, there) = FORKED.Event(), FORKED.Pipe()
    process = FORKED.Process(target=_work, args=(stop, there, seed))
    process.start()
    work = Work()
    try:
        yield work
        stop.set()
        assert here.poll(60), "the colleague's process does not answer"
        work.__dict__.update(here.recv().__dict__)
    finally:
        stop.set()
        process.join(10)
        process.kill()


def killed_after(steps: int, pause: float, most: int) -> bool:
    """Renew in a process of its own and kill it some time after its `steps`-th step began; whether it had ended."""
    connections.close_all()
    told = FORKED.Semaphore(0)
    process = FORKED.Process(target=_renew_apart, args=(most, told))
    process.start()
    for _ in range(steps):
        while not told.acquire(timeout=0.05):
            if not process.is_alive():
                break
    process.join(pause)
    ended = process.exitcode is not None
    process.kill()
    process.join()
    return ended


def _renew_apart(most: int, told: Any) -> None:
    connections.close_all()
    renew(most, told)
    connections.close_all()
