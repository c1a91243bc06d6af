"""What the records of a centre say of a quarter now: the tables that were sent where nothing changed, else new ones."""

import json
from typing import Any
from uuid import UUID

from omuz.foundation.people.access import Person
from omuz.foundation.privacy.safe import SafeTable
from omuz.foundation.vault.opened import OpenedVault
from omuz.network.returns.models import CentreReturn
from omuz.network.returns.queries.counted import Proven, counted_tables
from omuz.network.returns.queries.earlier import Earlier, left_before
from omuz.network.returns.queries.own import newest_sent
from omuz.network.returns.rules.quarters import Quarter


def tables_now(
    person: Person, vault: OpenedVault, centre_id: UUID, quarter: Quarter
) -> tuple[dict[str, SafeTable], CentreReturn | None, dict[str, Any]]:
    """The tables of a quarter as it stands, the sent return that says the very same, where there is one, and the proof.

    The same counts protected beside another past may hide other cells; therefore they are first protected as they
    were when they left, and only what differs is protected against it. Raises as `counted_tables`.
    """
    before = left_before(person, centre_id, quarter)
    sent = newest_sent(centre_id, quarter, with_numbers=True)
    if sent is not None and sent.sent_at is not None:
        then = before.until(sent.sent_at)
        if then.open_quarters == before.open_quarters:
            tables, proof = _counted(person, vault, centre_id, quarter, then)
            told = {key: json.loads(table.to_json()) for key, table in tables.items()}
            if told == dict(sent.document.tables):
                return tables, sent, proof
    tables, proof = _counted(person, vault, centre_id, quarter, before)
    return tables, None, proof


def _counted(person: Person, vault: OpenedVault, centre_id: UUID, quarter: Quarter, before: Earlier) -> Proven:
    return counted_tables(
        person,
        vault=vault,
        centre_id=centre_id,
        quarter=quarter,
        earlier=before.documents,
        with_year=not before.open_quarters,
    )
