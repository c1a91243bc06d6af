"""Field devices of a centre, and the one behind a request."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.http import Http404

from omuz.foundation.people.access import Person, person_for
from omuz.foundation.people.models import Centre, Staff
from omuz.foundation.tenancy.context import see_as
from omuz.network.surveys.models import Device, Invitation
from omuz.network.surveys.queries.rounds import standing_of
from omuz.network.surveys.rules.devices import centre_code, fits
from omuz.network.surveys.rules.rounds import OPEN


@dataclass(frozen=True)
class DeviceActor:
    """A device as the log names it: its code stands where a sign-in name would."""

    device: Device
    staff_id: None = None

    @property
    def username(self) -> str:
        return self.device.code

    def role_in(self, centre_id: UUID | None) -> str:  # noqa: ARG002  # the protocol's name
        """Always the same word."""
        return "device"


def devices_of(person: Person) -> list[Device]:
    """Devices of her centres, or all of them for whoever manages; those in use first, then by name."""
    rows = Device.objects.all() if person.may("surveys.manage") else Device.objects.filter(centre_id__in=person.centres)
    return sorted(rows, key=lambda row: (row.revoked_at is not None, row.name.casefold()))


def device_of(person: Person, device_id: UUID) -> Device:
    """One device of hers; Http404 otherwise."""
    found = next((row for row in devices_of(person) if row.id == device_id), None)
    if found is None:
        raise Http404
    return found


def recognised(code: str, token: str) -> Device | None:
    """The device that signs in with this code and token, with the rows of its centre open; None opens nothing.

    A device works while whoever made it still may answer for that centre or manages for the network.
    """
    centre = Centre.objects.filter(code=centre_code(code)).first()
    if centre is None:
        return None
    see_as([centre.id])
    device: Device | None = Device.objects.filter(code=code.strip().lower(), revoked_at__isnull=True).first()
    if device is None or device.centre_id != centre.id or not fits(token, bytes(device.digest)) or not _vouched(device):
        see_as()
        return None
    # Questionnaires are read by whoever is signed in; the device reads them in the name of whoever made it.
    see_as([device.centre_id], staff=device.made_by)
    return device


def names_a_centre(code: str) -> bool:
    """Whether a device's code names a centre there is; guessing is counted for those only, the others open nothing."""
    return bool(Centre.objects.filter(code=centre_code(code)).exists())


def _vouched(device: Device) -> bool:
    maker = Staff.objects.filter(id=device.made_by, is_active=True).first()
    if maker is None:
        return False
    person = person_for(maker)
    return person.may("surveys.manage") or (
        device.centre_id in person.centres and person.may("surveys.answer", device.centre_id)
    )


def open_invitations(centre_id: UUID) -> list[Invitation]:
    """Invitations of a centre a device may answer today, one a round, by title."""
    meant = {row.round_id: row for row in reversed(_invitations(centre_id))}
    return sorted((row for row in meant.values() if standing_of(row) in OPEN), key=lambda row: row.round.title)


def invitation_for(centre_id: UUID, round_code: str) -> Invitation | None:
    """The invitation a device means by the code of a round, whatever its state."""
    return next(iter(_invitations(centre_id, round__code=round_code)), None)


def _invitations(centre_id: UUID, **narrowed: object) -> list[Invitation]:
    """A device knows rounds, not who they ask about: the centre's own invitation comes before those for others."""
    rows = Invitation.objects.filter(centre_id=centre_id, **narrowed)
    rows = rows.select_related("round__version__questionnaire").defer("round__version__workbook")
    return list(rows.order_by(F("organisation_id").asc(nulls_first=True), "id"))
