"""One computer: switched on by her with her password, opened again while she is signed in, ended for good."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.offline.models import OfflineCentre, OfflineDevice
from omuz.casework.offline.rules import Ended
from omuz.foundation.audit.chain import looked, recorded
from omuz.foundation.people.access import Person, Refused
from omuz.foundation.vault.forgetting import forget
from omuz.foundation.vault.opened import OpenedVault

WRITE = "contacts.record"
HALF_BYTES = 32


class NotAllowed(Refused):
    """The centre does not allow it, or this computer was ended; the sentence is fit for her."""


@dataclass(frozen=True, slots=True)
class Half:
    """The half of a computer's key that is with the centre: 32 bytes, for the memory of one page only."""

    device: OfflineDevice
    half: bytes


def allowed_hours(centre_id: UUID) -> int:
    """How many hours an entry may lie at a centre; 0 where it is not allowed."""
    row = OfflineCentre.objects.filter(centre_id=centre_id, allowed=True).first()
    return row.hours if row else 0


def switch_on(*, by: Person, vault: OpenedVault, centre_id: UUID, machine: str) -> Half:
    """Begin a computer; her password was proven by the caller. Raises NotAllowed where her centre does not want it."""
    by.require(WRITE, centre_id)
    if not allowed_hours(centre_id):
        raise NotAllowed(_("Merkeziniz hat kesikken yazmaya izin vermemiş. Koordinatörünüz açabilir."))
    half = secrets.token_bytes(HALF_BYTES)
    with recorded(by=by, event="offline.switched_on", centre=centre_id) as record:
        row, key = vault.centre(centre_id).new_data_key()
        row.save(force_insert=True)
        device = OfflineDevice(
            centre_id=centre_id, staff_id=by.staff_id, machine=machine, on_at=timezone.now(), data_key=row
        )
        device.put(key, half=half.hex())
        device.save(force_insert=True)
        record.about = f"device:{device.id}"
    return Half(device, half)


def own_device(by: Person, device_id: UUID, *, locked: bool = False) -> OfflineDevice:
    """Her computer, still on; `locked`: held until the transaction ends.

    Raises Http404 when it is not hers, NotAllowed when it was ended or the centre does not allow it any more.
    """
    rows = OfflineDevice.objects.select_related("data_key")
    if locked:
        rows = rows.select_for_update(of=("self",))
    device: OfflineDevice | None = rows.filter(id=device_id, centre_id__in=by.centres, staff_id=by.staff_id).first()
    if device is None:
        raise Http404
    by.require(WRITE, device.centre_id)
    if device.ended_at is not None or not allowed_hours(device.centre_id):
        raise NotAllowed(_("Bu bilgisayarda hat kesikken yazma kapatıldı; üzerindeki bekleyen yazılar okunamaz."))
    return device


def half_of(*, by: Person, vault: OpenedVault, device_id: UUID) -> Half:
    """The half of her own computer's key, for the page that is open now. Raises as `own_device`."""
    device = own_device(by, device_id)
    half = bytes.fromhex(device.opened(device.key(vault), "half"))
    looked(by=by, event="offline.unlocked", centre=device.centre_id, about=f"device:{device.id}")
    return Half(device, half)


def end(devices: Iterable[OfflineDevice], why: Ended) -> int:
    """Inside the caller's record: destroy the halves of these computers; returns how many."""
    now, count, keys = timezone.now(), 0, []
    for device in devices:
        if device.data_key is not None:
            keys.append(device.data_key)
        device.ended_at, device.ended_why, device.data_key = now, why.value, None
        device.save(force_update=True)
        count += 1
    forget(keys)
    return count


def switch_off(*, by: Person, device_id: UUID, why: Ended = Ended.SWITCHED_OFF) -> None:
    """End her own computer; does nothing when it is ended already. Raises Http404 when it is not hers."""
    rows = OfflineDevice.objects.filter(id=device_id, centre_id__in=by.centres, staff_id=by.staff_id)
    device: OfflineDevice | None = rows.select_related("data_key").first()
    if device is None:
        raise Http404
    if device.ended_at is None:
        about = f"device:{device.id}"
        with recorded(by=by, event="offline.switched_off", centre=device.centre_id, about=about, why=why.value):
            end([device], why)


def withdraw(*, by: Person, device_id: UUID) -> None:
    """The coordinator ends somebody's computer. Raises Http404 outside her centres, Refused inside them."""
    rows = OfflineDevice.objects.filter(id=device_id, centre_id__in=by.centres).select_related("data_key")
    device: OfflineDevice | None = rows.first()
    if device is None:
        raise Http404
    by.require("offline.allow", device.centre_id)
    if device.ended_at is None:
        about = f"device:{device.id}"
        with recorded(by=by, event="offline.withdrawn", centre=device.centre_id, about=about):
            end([device], Ended.WITHDRAWN)


def note_expired(*, by: Person, device_id: UUID, count: int) -> None:
    """Her computer tells how many entries it destroyed because nobody sent them in time; 0 writes nothing."""
    if count > 0:
        device = own_device(by, device_id)
        about = f"device:{device.id} entries:{count}"
        with recorded(by=by, event="offline.expired", centre=device.centre_id, about=about):
            device.expired += count
            device.save(force_update=True)
