"""After a restore: a woman who was forgotten since that backup is forgotten in it too, without opening anything.

Her key is destroyed already, so nothing of hers opens; what an old database brings back are rows that would stand in
lists and open for nobody. Counts that were kept when she was forgotten are not in that database; nothing makes them up.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from omuz.casework.cases.models import Case
from omuz.casework.contacts.actions.forgetting import empty_again
from omuz.casework.rights.actions.erasure import empty_file, remove_records
from omuz.casework.rights.actions.minutes import Destroyed
from omuz.foundation.audit.actors import SYSTEM
from omuz.foundation.audit.chain import recorded
from omuz.foundation.tenancy.context import counting_rows, see_as
from omuz.foundation.vault.forgetting import forget, standing_of


@dataclass(frozen=True)
class Again:
    """What a restored centre had to be brought up to: contacts and files destroyed again, halves that are missing."""

    contacts: int
    files: int
    missing: int


def destroy_again(centre_id: UUID) -> Again:
    """Destroy in one centre what its destroyed keys belonged to, as the installation itself; one event, or none.

    Files hidden from somebody or kept to a list are reached too.
    """
    with transaction.atomic():
        see_as([centre_id])
        standing = standing_of(centre_id)
        if not standing.destroyed:
            return Again(0, 0, standing.missing)
        with counting_rows(), recorded(by=SYSTEM, event="destruction.repeated", centre=centre_id):
            contacts = empty_again(centre_id, standing.destroyed)
            rows = Case.objects.select_for_update(of=("self",)).select_related("data_key")
            files = list(rows.filter(centre_id=centre_id, data_key__in=standing.destroyed))
            keys = [each.data_key for each in files if each.data_key is not None]
            for each in files:
                remove_records(each, Destroyed())
            for each in files:
                empty_file(each, each.changed_by)
            forget([*contacts, *keys])
        return Again(len(contacts), len(files), standing.missing)
