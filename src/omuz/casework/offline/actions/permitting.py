"""A coordinator lets her centre write while the line is cut, or no longer."""

from uuid import UUID

from django.utils import timezone

from omuz.casework.offline.actions.computers import end
from omuz.casework.offline.models import OfflineCentre, OfflineDevice
from omuz.casework.offline.rules import HOURS, Ended
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person


def permit(*, by: Person, centre_id: UUID, allowed: bool, hours: int) -> OfflineCentre:
    """Allow it for `hours`, or end it and make what lies on the centre's computers unreadable.

    Raises ValueError for hours that cannot be chosen, Http404 and Refused as `Person.require`.
    """
    by.require("offline.allow", centre_id)
    if hours not in HOURS:
        raise ValueError(hours)
    event = "offline.allowed" if allowed else "offline.stopped"
    with recorded(by=by, event=event, centre=centre_id, about=f"hours:{hours}" if allowed else ""):
        found = OfflineCentre.objects.select_for_update().filter(centre_id=centre_id).first()
        centre: OfflineCentre = found or OfflineCentre(centre_id=centre_id)
        centre.allowed, centre.hours = allowed, hours
        centre.changed_at, centre.changed_by = timezone.now(), by.staff_id
        centre.save()
        if not allowed:
            rows = OfflineDevice.objects.select_for_update(of=("self",)).select_related("data_key")
            end(rows.filter(centre_id=centre_id, ended_at__isnull=True), Ended.NOT_ALLOWED)
    return centre
