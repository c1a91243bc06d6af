"""Opened keys in memory, for one person and one session: what can seal, open, mark and sign."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from omuz.foundation.vault import crypto
from omuz.foundation.vault.crypto import Blob, Payload, SealBroken
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
        datakey_id, key, nonce = uuid4(), crypto.new_key(), crypto.new_nonce()
        body = self._wrapping[self.generation].encrypt(nonce, key, self._place + datakey_id.bytes)
        return datakey_id, crypto.VERSION + nonce + body, OpenedKey(datakey_id, key)

    def data_key(self, datakey_id: UUID, wrapped: Blob) -> OpenedKey:
        """Open one data key; raises SealBroken when it belongs to another centre or row."""
        return OpenedKey(datakey_id, self._unwrapped(bytes(wrapped), self._place + datakey_id.bytes))

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

        Raises SealBroken at the first row that was not sealed for its place.
        """
        place = crypto.envelope_place(table, field)
        last, cipher = None, None
        for wrapped, datakey_id, blob, record in rows:
            if cipher is None or datakey_id != last:
                key = self._unwrapped(bytes(wrapped), self._place + datakey_id.bytes)
                last, cipher = datakey_id, AESGCM(key)
            yield crypto.unpacked(crypto.opened_by(cipher, bytes(blob), place + record.bytes))

    def seal_many(
        self, records: Iterable[tuple[UUID, Mapping[str, Payload]]], *, table: str
    ) -> Iterator[tuple[UUID, bytes, dict[str, bytes]]]:
        """Seal many new records, each under a data key of its own, for rows written in bulk.

        Takes (record id, field → payload) and yields, in order, (data key id, wrapped data key, field → envelope).
        Raises crypto.Unsealable at the first payload that cannot be sealed.
        """
        wrapping, places = self._wrapping[self.generation], _Places(table)
        for record, payloads in records:
            datakey_id, key, nonce = uuid4(), crypto.new_key(), crypto.new_nonce()
            wrapped = crypto.VERSION + nonce + wrapping.encrypt(nonce, key, self._place + datakey_id.bytes)
            cipher, end, envelopes = AESGCM(key), record.bytes, {}
            for field, payload in payloads.items():
                nonce = crypto.new_nonce()
                body = cipher.encrypt(nonce, crypto.packed(payload), places[field] + end)
                envelopes[field] = crypto.VERSION + nonce + body
            yield datakey_id, wrapped, envelopes

    def mark(self, value: bytes) -> bytes:
        """32 bytes by which the centre knows an imported row again; says nothing to whoever lacks the key."""
        return crypto.mark_of(self.secrets.mark_secret, value)

    def sign(self, message: bytes) -> bytes:
        """The centre's Ed25519 signature (64 bytes); `CentreKey.verify_public` checks it."""
        return crypto.signed(self.secrets.signing_key, message)


class OpenedVault:
    """Every centre's key that one person opened; lives in memory for one request or command."""

    def __init__(
        self,
        staff_id: UUID,
        centres: Iterable[CentreSecrets],
        *,
        epoch: int = 0,
        damaged: Iterable[UUID] = (),
    ) -> None:
        self.staff_id = staff_id
        self.epoch = epoch
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

    def to_bytes(self) -> bytes:
        """The opened keys as bytes, only to be sealed at once by `session`."""
        told = {
            "staff": self.staff_id.hex,
            "epoch": self.epoch,
            "damaged": [centre.hex for centre in sorted(self.damaged)],
            "centres": [
                [
                    secrets.centre_id.hex,
                    {str(generation): key.hex() for generation, key in secrets.keys.items()},
                    secrets.signing_key.hex(),
                    secrets.mark_secret.hex(),
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
            )
            for centre, keys, signing, mark in told["centres"]
        ]
        return cls(
            UUID(told["staff"]),
            centres,
            epoch=told["epoch"],
            damaged=[UUID(centre) for centre in told["damaged"]],
        )
