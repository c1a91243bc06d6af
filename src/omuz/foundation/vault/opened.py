"""Opened keys in memory, for one person and one session: what can seal, open, mark and sign."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from omuz.foundation.vault import crypto, shreds
from omuz.foundation.vault.crypto import Blob, Pair, Payload, SealBroken
from omuz.foundation.vault.models import DataKey

SealedRow: TypeAlias = tuple[Blob, UUID, Blob, UUID]
"""Wrapped data key, data key id, envelope, record id."""


class VaultClosed(Exception):
    """No opened key in this session; the unlock page opens it. The message is fit for the reader, `why` for us."""

    def __init__(self, sentence: str = "", *, why: str = "") -> None:
        super().__init__(sentence or _("Kayıtlar kapalı; hiçbir şey değişmedi. Parolanızla yeniden açın."))
        self.why = why


class NotGranted(VaultClosed, PermissionDenied):
    """Her keys are open, but the key of this centre is not among them; the message is fit for her."""


class KeyDamaged(NotGranted):
    """The key of this centre is granted to her, but its stored rows were changed; the message is fit for her."""


class OpenedKey:
    """The data key of one file or contact."""

    __slots__ = ("_cipher", "id")

    def __init__(self, datakey_id: UUID, key: bytes) -> None:
        self.id = datakey_id
        self._cipher = AESGCM(key)

    def seal(self, payload: Payload, *, table: str, record: UUID, field: str) -> bytes:
        """The envelope of `payload` for exactly this table, record and field; raises crypto.Unsealable."""
        nonce = crypto.new_nonce()
        place = crypto.envelope_place(table, field) + record.bytes
        return crypto.VERSION + nonce + self._cipher.encrypt(nonce, crypto.packed(payload), place)

    def open(self, blob: Blob, *, table: str, record: UUID, field: str) -> Any:
        """The payload (dict or str) of an envelope; raises SealBroken when it was not sealed for this place."""
        place = crypto.envelope_place(table, field) + record.bytes
        return crypto.unpacked(crypto.opened_by(self._cipher, bytes(blob), place))


@dataclass(frozen=True, repr=False)
class CentreSecrets:
    """What a holder of a centre's key holds: the key of each living generation, the signing key, the mark secret."""

    centre_id: UUID
    keys: Mapping[int, bytes]
    signing_key: bytes
    mark_secret: bytes
    letterboxes: tuple[bytes, ...] = ()
    """Private halves of the letterboxes of generations that are gone or going, newest first."""


_SPLIT = b"\x02"
"""First byte of a stored data key whose other half is a shred: then eight bytes of its place, and the sealed half."""


def _place_of_shred(wrapped: bytes) -> int:
    if wrapped[:1] != _SPLIT:
        raise SealBroken("unknown version of a data key")
    return int.from_bytes(wrapped[1:9], "big")


def _joined(half: bytes, shred: bytes) -> bytes:
    """Both halves of a data key in one; each alone is random."""
    return bytes(a ^ b for a, b in zip(half, shred, strict=True))


class _Places(dict[str, bytes]):
    """Field → the place of its envelopes in one table, named once for many rows."""

    def __init__(self, table: str) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, field: str) -> bytes:
        place = self[field] = crypto.envelope_place(self._table, field)
        return place


class OpenedCentre:
    """The opened key of one centre."""

    def __init__(self, secrets: CentreSecrets) -> None:
        self.centre_id = secrets.centre_id
        self.generation = max(secrets.keys)
        self.secrets = secrets
        self._wrapping = {
            generation: AESGCM(crypto.derive(key, crypto.bound_to("centre/data-keys", secrets.centre_id)))
            for generation, key in secrets.keys.items()
        }
        self._place = crypto.bound_to("data-key", secrets.centre_id)

    def new_data_key(self) -> tuple[DataKey, OpenedKey]:
        """An unsaved DataKey row, to be written by the caller's own action, and the opened key that goes with it."""
        datakey_id, wrapped, opened = self.new_wrapped_key()
        row = DataKey(id=datakey_id, centre_id=self.centre_id, generation=self.generation, wrapped=wrapped)
        return row, opened

    def new_wrapped_key(self) -> tuple[UUID, bytes, OpenedKey]:
        """As `new_data_key` without the model instance, for rows written in bulk."""
        datakey_id = uuid4()
        key, wrapped = self._fresh(datakey_id)
        return datakey_id, wrapped, OpenedKey(datakey_id, key)

    def _fresh(self, datakey_id: UUID) -> tuple[bytes, bytes]:
        """A new data key and how it is stored: one half wrapped here, the other a shred outside the database."""
        slot, shred = shreds.take(self.centre_id)
        half, nonce, told = crypto.new_key(), crypto.new_nonce(), slot.to_bytes(8, "big")
        body = self._wrapping[self.generation].encrypt(nonce, half, self._place + datakey_id.bytes + told)
        return _joined(half, shred), _SPLIT + told + crypto.VERSION + nonce + body

    def data_key(self, datakey_id: UUID, wrapped: Blob) -> OpenedKey:
        """Open one data key; raises SealBroken when it is of another centre or row, ShredMissing when destroyed."""
        raw = bytes(wrapped)
        shred = shreds.shred_at(self.centre_id, _place_of_shred(raw))
        return OpenedKey(datakey_id, self._whole(raw, datakey_id, shred))

    def _whole(self, raw: bytes, datakey_id: UUID, shred: bytes) -> bytes:
        return _joined(self._unwrapped(raw[9:], self._place + datakey_id.bytes + raw[1:9]), shred)

    def _unwrapped(self, wrapped: bytes, place: bytes) -> bytes:
        newest, *older = sorted(self._wrapping, reverse=True)
        try:
            return crypto.opened_by(self._wrapping[newest], wrapped, place)
        except SealBroken:
            for generation in older:
                try:
                    return crypto.opened_by(self._wrapping[generation], wrapped, place)
                except SealBroken:
                    continue
            raise

    def open_many(self, rows: Iterable[SealedRow], *, table: str, field: str) -> Iterator[Any]:
        """The payloads of many envelopes of one table and field, in order, one at a time.

        Raises SealBroken at the first row that was not sealed for its place, ShredMissing at one that was destroyed.
        """
        place = crypto.envelope_place(table, field)
        last, cipher, book = None, None, shreds.Book(self.centre_id)
        for wrapped, datakey_id, blob, record in rows:
            if cipher is None or datakey_id != last:
                raw = bytes(wrapped)
                key = self._whole(raw, datakey_id, book.at(_place_of_shred(raw)))
                last, cipher = datakey_id, AESGCM(key)
            yield crypto.unpacked(crypto.opened_by(cipher, bytes(blob), place + record.bytes))

    def seal_many(
        self, records: Iterable[tuple[UUID, Mapping[str, Payload]]], *, table: str
    ) -> Iterator[tuple[UUID, bytes, dict[str, bytes]]]:
        """Seal many new records, each under a data key of its own, for rows written in bulk.

        Takes (record id, field → payload) and yields, in order, (data key id, wrapped data key, field → envelope).
        Raises crypto.Unsealable at the first payload that cannot be sealed.
        """
        places = _Places(table)
        for record, payloads in records:
            datakey_id = uuid4()
            key, wrapped = self._fresh(datakey_id)
            cipher, end, envelopes = AESGCM(key), record.bytes, {}
            for field, payload in payloads.items():
                nonce = crypto.new_nonce()
                body = cipher.encrypt(nonce, crypto.packed(payload), places[field] + end)
                envelopes[field] = crypto.VERSION + nonce + body
            yield datakey_id, wrapped, envelopes

    def mark(self, value: bytes) -> bytes:
        """32 bytes by which the centre knows an imported row again; says nothing to whoever lacks the key."""
        return crypto.mark_of(self.secrets.mark_secret, value)

    @property
    def letterbox(self) -> Pair:
        """The pair by which other centres write to this one; its public half stands in `CentreLetterbox`."""
        return self.letterboxes()[0]

    def letterboxes(self) -> list[Pair]:
        """The pair of every generation there was, newest first: a letter may have been on its way for long."""
        place = crypto.bound_to("centre/letterbox", self.centre_id)
        keys = self.secrets.keys
        living = [crypto.derive(keys[each], place) for each in sorted(keys, reverse=True)]
        return [crypto.pair_of(each) for each in dict.fromkeys((*living, *self.secrets.letterboxes))]

    def rewrapped(self, rows: Iterable[tuple[UUID, Blob]]) -> Iterator[tuple[UUID, bytes | None]]:
        """Data keys wrapped under the newest generation, themselves unchanged; None for one that is broken.

        Takes and yields (data key id, wrapped data key), in order. No shred is read: only the stored half moves.
        """
        newest, place = self._wrapping[self.generation], self._place
        for datakey_id, wrapped in rows:
            raw = bytes(wrapped)
            here = place + datakey_id.bytes + raw[1:9]
            try:
                half = self._unwrapped(raw[9:], here)
            except SealBroken:
                yield datakey_id, None
                continue
            nonce = crypto.new_nonce()
            yield datakey_id, raw[:9] + crypto.VERSION + nonce + newest.encrypt(nonce, half, here)

    def sign(self, message: bytes) -> bytes:
        """The centre's Ed25519 signature (64 bytes); `CentreKey.verify_public` checks it."""
        return crypto.signed(self.secrets.signing_key, message)


def session_pair_of(own: bytes) -> Pair:
    """The pair by which a renewed key reaches the open sessions of whoever has this own secret."""
    return crypto.pair_of(crypto.derive(own, crypto.bound_to("own/session")))


class OpenedVault:
    """Every centre's key that one person opened; lives in memory for one request or command."""

    def __init__(
        self,
        staff_id: UUID,
        centres: Iterable[CentreSecrets],
        *,
        epoch: int = 0,
        renewals: int = 0,
        damaged: Iterable[UUID] = (),
        own: bytes = b"",
    ) -> None:
        self.staff_id = staff_id
        self.epoch = epoch
        self.renewals = renewals
        self._own = own
        # The session's drawer in `index`; empty outside a session, where nothing is kept between two calls.
        self.opening = ""
        self.damaged = frozenset(damaged)
        self._secrets = {secrets.centre_id: secrets for secrets in centres}
        self._opened: dict[UUID, OpenedCentre] = {}

    @property
    def centres(self) -> frozenset[UUID]:
        return frozenset(self._secrets)

    def centre(self, centre_id: UUID) -> OpenedCentre:
        """The opened key of one centre; raises NotGranted with a sentence for the reader."""
        if centre_id in self.damaged:
            raise KeyDamaged(
                _(
                    "Bu merkezin saklanan anahtarı değişmiş ya da bozulmuş; hiçbir kayıt açılmadı ve değiştirilmedi."
                    " Hemen merkez koordinatörünüze haber verin."
                )
            )
        if centre_id not in self._secrets:
            raise NotGranted(
                _(
                    "Bu merkezin anahtarı size henüz verilmedi ya da geri alındı. Anahtarı olan bir çalışma"
                    " arkadaşınızdan isteyin; verdiğinde ekranı kilitleyip parolanızla yeniden açın."
                )
            )
        if centre_id not in self._opened:
            self._opened[centre_id] = OpenedCentre(self._secrets[centre_id])
        return self._opened[centre_id]

    def own_key(self, record_id: UUID) -> OpenedKey:
        """A key only this member of staff can ever have, for one record: her private half is behind her password.

        Lost for good when her key pair is replaced after a forgotten password. Raises VaultClosed where it is absent.
        """
        if not self._own:
            raise VaultClosed(why="her own secret was not opened")
        return OpenedKey(record_id, crypto.derive(self._own, crypto.bound_to("own/record", record_id)))

    @property
    def session_pair(self) -> Pair:
        """The pair by which a renewed key reaches this session; raises VaultClosed where her own secret is absent."""
        if not self._own:
            raise VaultClosed(why="her own secret was not opened")
        return session_pair_of(self._own)

    def with_renewed(self, given: Iterable[CentreSecrets], damaged: Iterable[UUID], renewals: int) -> "OpenedVault":
        """The same vault with what was given since: newer generations beside those that were open already."""
        secrets = dict(self._secrets)
        for each in given:
            if each.centre_id in secrets:
                secrets[each.centre_id] = replace(each, keys={**secrets[each.centre_id].keys, **each.keys})
        named = {"epoch": self.epoch, "renewals": renewals}
        fresh = OpenedVault(self.staff_id, secrets.values(), damaged={*self.damaged, *damaged}, own=self._own, **named)
        fresh.opening = self.opening
        return fresh

    def newest(self, centre_id: UUID) -> int:
        """The newest generation of a centre's key in this vault; 0 where none is."""
        found = self._secrets.get(centre_id)
        return max(found.keys) if found else 0

    def to_bytes(self) -> bytes:
        """The opened keys as bytes, only to be sealed at once by `session`."""
        told = {
            "staff": self.staff_id.hex,
            "epoch": self.epoch,
            "renewals": self.renewals,
            "own": self._own.hex(),
            "damaged": [centre.hex for centre in sorted(self.damaged)],
            "centres": [
                [
                    secrets.centre_id.hex,
                    {str(generation): key.hex() for generation, key in secrets.keys.items()},
                    secrets.signing_key.hex(),
                    secrets.mark_secret.hex(),
                    [each.hex() for each in secrets.letterboxes],
                ]
                for secrets in self._secrets.values()
            ],
        }
        return json.dumps(told, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> "OpenedVault":
        told = json.loads(raw)
        centres = [
            CentreSecrets(
                centre_id=UUID(centre),
                keys={int(generation): bytes.fromhex(key) for generation, key in keys.items()},
                signing_key=bytes.fromhex(signing),
                mark_secret=bytes.fromhex(mark),
                letterboxes=tuple(bytes.fromhex(each) for letters in letterboxes for each in letters),
            )
            # A session from before an upgrade tells no letterboxes.
            for centre, keys, signing, mark, *letterboxes in told["centres"]
        ]
        return cls(
            UUID(told["staff"]),
            centres,
            epoch=told["epoch"],
            renewals=told.get("renewals", 0),
            own=bytes.fromhex(told["own"]),
            damaged=[UUID(centre) for centre in told["damaged"]],
        )
