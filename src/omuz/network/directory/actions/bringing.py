"""Bringing institutions in from a file: all lines that are fit, in one act; blanks change nothing that is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.turkish import fold
from omuz.foundation.people.access import Person
from omuz.network.directory.actions.keeping import Moment, put
from omuz.network.directory.models import Partner, PublicPart, Service
from omuz.network.directory.rules.entry import Offered, PartnerEntry


@dataclass
class Brought:
    """What became of the lines."""

    new: int = 0
    changed: int = 0
    same: int = 0


def known_partner(entry: PartnerEntry) -> Partner | None:
    """The institution a line is about: by its id, else by kind, name and district."""
    found: Partner | None = Partner.objects.filter(id=entry.id).first() if entry.id else None
    if found:
        return found
    wanted = fold(entry.name), str(entry.facts.get("district", ""))
    alike: list[Partner] = [row for row in Partner.objects.filter(kind=entry.kind) if fold(row.name) == wanted[0]]
    exact = [row for row in alike if row.district == wanted[1]]
    return exact[0] if exact else (alike[0] if len(alike) == 1 and not wanted[1] else None)


def bring(
    *, by: Person, entries: Iterable[PartnerEntry], holds_from: date, centres: Mapping[UUID, Mapping[str, Any]] = {}
) -> Brought:
    """Write every entry, and public facts of known `centres`; one event. Raises Refused or Secret."""
    by.require("directory.edit")
    brought, moment = Brought(), Moment(holds_from)
    with recorded(by=by, event="directory.brought_in") as record:
        for entry in entries:
            row = known_partner(entry)
            new = row is None
            row = row or Partner(**({"id": entry.id} if entry.id else {}))
            changed = put(by, row, {**entry.facts, "kind": entry.kind, "name": entry.name}, moment)
            changed = _verified(row, entry.verified_on) or changed
            changed = sum(_offer(by, row, each, moment) for each in entry.services) > 0 or changed
            brought.new += new
            brought.changed += changed and not new
            brought.same += not changed
        for centre_id, facts in centres.items():
            public = PublicPart.objects.filter(centre_id=centre_id).first() or PublicPart(centre_id=centre_id)
            changed = put(by, public, facts, moment)
            brought.changed += changed
            brought.same += not changed
        record.about = f"rows:{brought.new + brought.changed + brought.same}"
    return brought


def _verified(row: Partner, on: date | None) -> bool:
    if on is None or (row.verified_on and row.verified_on >= on):
        return False
    row.verified_on = on
    row.save(update_fields=["verified_on"])
    return True


def _offer(by: Person, partner: Partner, told: Offered, moment: Moment) -> bool:
    rows = Service.objects.filter(partner=partner)
    row = rows.filter(id=told.id).first() if told.id else None
    alike = list(rows.filter(kind=told.kind))
    if not told.name and alike:
        return False
    name = told.name or code_list("service").label(told.kind, "tr")
    row = row or next((each for each in alike if fold(each.name) == fold(name)), None)
    row = row or Service(partner=partner, **({"id": told.id} if told.id else {}))
    return put(by, row, {**told.facts, "kind": told.kind, "name": name}, moment)
