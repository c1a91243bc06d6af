"""Bringing institutions in from a file: all lines that are fit, in one act; blanks change nothing that is known."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.turkish import fold
from omuz.foundation.people.access import Person
from omuz.network.directory.actions.keeping import Moment, once, put
from omuz.network.directory.models import Partner, PublicPart, Service
from omuz.network.directory.rules.entry import Offered, PartnerEntry
from omuz.network.directory.rules.places import Unkept


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
    """Write every entry, and public facts of known `centres`; one event. Raises Refused or Unkept."""
    by.require("directory.edit")
    brought, moment = Brought(), Moment(holds_from)
    with recorded(by=by, event="directory.brought_in") as record:
        for entry in entries:
            with _naming(entry.line):
                new, changed = _brought(by, entry, moment)
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


@contextmanager
def _naming(line: int) -> Iterator[None]:
    """A refusal of a line says which; the act ends with it, and nothing of the file is kept."""
    try:
        with once(Partner):
            yield
    except Unkept as refusal:
        raise type(refusal)(_("%(line)s. satır: %(why)s") % {"line": line, "why": refusal}) from refusal


def _brought(by: Person, entry: PartnerEntry, moment: Moment) -> tuple[bool, bool]:
    """Whether the institution of a line is new, and whether anything was said anew."""
    row = known_partner(entry)
    new = row is None
    row = row or Partner(**({"id": entry.id} if entry.id else {}))
    changed = put(by, row, {**entry.facts, "kind": entry.kind, "name": entry.name}, moment)
    changed = _verified(row, entry.verified_on) or changed
    changed = sum(_offer(by, row, each, moment) for each in entry.services) > 0 or changed
    return new, changed


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
