"""Somebody has looked at unusual reading: one act, by another person than whom it is about."""

from uuid import UUID

from django.http import Http404

from omuz.casework.team.queries.reading import SEEN, Alarm, alarms
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person


def mark_read_seen(*, by: Person, centre_id: UUID, about: str) -> Alarm:
    """Write that she has looked at one alarm, up to its last moment; Http404 where there is none for her."""
    by.require("cases.read", centre_id)
    found = next((each for each in alarms(by, centre_id) if each.about == about), None)
    if found is None:
        raise Http404
    with recorded(by=by, event=SEEN, centre=centre_id, about=found.about, why=found.last.isoformat()):
        return found
