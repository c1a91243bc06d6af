"""Writing down how a centre works with institutions, and the protocols behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.cooperation.models import Protocol, Tie
from omuz.network.cooperation.rules import NotKept, Way, tells_of_somebody


@dataclass(frozen=True)
class Told:
    """A protocol as it was typed."""

    title: str
    signed_on: date
    ends_on: date | None = None
    number: str = ""
    renews: bool = False
    covers: str = ""
    reference: str = ""


def write_ties(*, by: Person, centre_id: UUID, ways: Mapping[UUID, tuple[str, str]], today: date) -> int:
    """Institution → (way, note) for one centre; what is not named stays. How many changed; one event.

    Raises Http404, Refused and NotKept.
    """
    by.require("cooperation.write", centre_id)
    _plain(*(note for _way, note in ways.values()))
    with recorded(by=by, event="ties.written", centre=centre_id, about=f"centre:{centre_id}"):
        known = {row.partner_id: row for row in Tie.objects.select_for_update().filter(centre_id=centre_id)}
        return sum(
            _put(by, known.get(partner_id) or Tie(centre_id=centre_id, partner_id=partner_id), way, note, today)
            for partner_id, (way, note) in ways.items()
        )


def _put(by: Person, row: Tie, way: str, note: str, today: date) -> bool:
    new = row._state.adding
    said = note.strip()[:200]
    if not way:
        if not new:
            row.delete()
        return not new
    if not new and (row.way, row.note) == (way, said):
        return False
    if new or row.way != way:
        row.since = today
    row.way, row.note = Way(way).value, said
    row.changed_by, row.changed_at = by.staff_id, timezone.now()
    row.save(force_insert=new)
    return True


def write_protocol(
    *, by: Person, centre_id: UUID | None, partner_id: UUID, told: Told, row: Protocol | None = None
) -> Protocol:
    """Enter or change a protocol of a centre, or (without one) of the network. Raises Http404, Refused, NotKept."""
    _may(by, row.centre_id if row else centre_id)
    _plain(told.title, told.covers, told.reference)
    if not told.title.strip():
        raise NotKept(_("Protokolün adını yazın; hiçbir şey kaydedilmedi."))
    if told.ends_on and told.ends_on < told.signed_on:
        raise NotKept(_("Protokol imzalanmadan önce bitemez; hiçbir şey kaydedilmedi."))
    for same in () if row else _same(centre_id, partner_id, told):
        return same  # the button was pressed twice
    kept = row or Protocol(centre_id=centre_id)
    event = "protocol.changed" if row else "protocol.entered"
    with recorded(by=by, event=event, centre=kept.centre_id, about=f"protocol:{kept.id}"):
        kept.partner_id = partner_id
        kept.title, kept.number = told.title.strip()[:200], told.number.strip()[:60]
        kept.signed_on, kept.ends_on, kept.renews = told.signed_on, told.ends_on, told.renews
        kept.covers, kept.reference = told.covers.strip()[:400], told.reference.strip()[:300]
        kept.changed_by, kept.changed_at = by.staff_id, timezone.now()
        kept.save(force_insert=row is None)
    return kept


def _same(centre_id: UUID | None, partner_id: UUID, told: Told) -> list[Protocol]:
    given = {"title": told.title.strip()[:200], "signed_on": told.signed_on, "ends_on": told.ends_on}
    return list(Protocol.objects.filter(centre_id=centre_id, partner_id=partner_id, **given)[:1])


def remove_protocol(*, by: Person, row: Protocol) -> None:
    """Take a protocol off; the log keeps that it was there. Raises Http404 and Refused."""
    _may(by, row.centre_id)
    with recorded(by=by, event="protocol.removed", centre=row.centre_id, about=f"protocol:{row.id}"):
        row.delete()


def _may(by: Person, centre_id: UUID | None) -> None:
    if centre_id is None and not by.edits_network:
        raise Http404
    by.require("cooperation.write", centre_id)


def _plain(*texts: str) -> None:
    if any(map(tells_of_somebody, texts)):
        raise NotKept(
            _("Metinde bir kişiye götürebilecek numara, adres ya da kod var; burada yazılmaz. Hiçbir şey kaydedilmedi.")
        )
