"""Giving a telephone or tablet a token of its own, and taking it back."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.network.surveys.models import Device
from omuz.network.surveys.rules.devices import digest_of, new_token, new_word


@dataclass(frozen=True)
class Made:
    """A device and its token, which is shown this once and kept nowhere."""

    device: Device
    token: str


def may_make(by: Person, centre_id: UUID) -> None:
    """Raise Http404 or Refused unless she may bind devices to that centre: its own people, or whoever manages."""
    if not by.may("surveys.manage"):
        by.require("surveys.answer", centre_id)


def make_device(*, by: Person, centre_id: UUID, name: str) -> Made:
    """Bind a device to a centre; the token opens the centre's open rounds and nothing else."""
    may_make(by, centre_id)
    centre = Centre.objects.filter(id=centre_id).first()
    if centre is None:
        raise Http404
    token = new_token()
    code = f"{centre.code}.{new_word()}"
    with recorded(by=by, event="device.made", centre=centre_id, about=f"device:{code}"):
        device: Device = Device.objects.create(
            centre_id=centre_id,
            code=code,
            name=name.strip()[:60],
            digest=digest_of(token),
            made_by=by.staff_id,
            made_at=timezone.now(),
        )
    return Made(device, token)


def revoke_device(*, by: Person, device: Device) -> Device:
    """From now on the device is answered like a stranger; what it sent stays. Revoking twice changes nothing."""
    may_make(by, device.centre_id)
    if device.revoked_at is not None:
        return device
    with recorded(by=by, event="device.revoked", centre=device.centre_id, about=f"device:{device.code}"):
        device.revoked_at = timezone.now()
        device.revoked_by = by.staff_id
        device.save(update_fields=["revoked_at", "revoked_by"])
    return device
