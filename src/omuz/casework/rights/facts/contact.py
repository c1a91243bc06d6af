"""The call tally with the anonymous rows of contacts that were forgotten: figures stay what they were."""

from uuid import UUID

from omuz.casework.cases.facts import kept_rows
from omuz.casework.contacts import facts as tally
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts

KIND = tally.KIND


def facts(*, person: Person, vault: OpenedVault, centre_id: UUID, period: str | None = None) -> Facts:
    """Recorded and forgotten contacts of one centre as facts. Raises Http404, Refused and NotGranted."""
    person.require("figures.centre", centre_id)
    kept = kept_rows(KIND, vault=vault, centre_id=centre_id)
    return tally.facts(person=person, vault=vault, centre_id=centre_id, period=period, kept=kept)
