"""The address book: institutions written, confirmed, brought in from a file; cards of centres elsewhere."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.referrals.models import Institution, LetterboxCard
from omuz.casework.referrals.queries.book import card_of, institution_of, kinds
from omuz.casework.referrals.rules.book import SHELTERS, Refused, rows_of
from omuz.casework.referrals.rules.parcels import Card, read_card, signed_part, written_card
from omuz.foundation.audit.chain import looked, recorded
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.foundation.vault.opened import OpenedVault
from omuz.foundation.vault.queries import letterbox_of


class AlreadyThere(ValueError):
    """The address book has this institution already."""


class OwnCard(ValueError):
    """The card is the centre's own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An institution as it is written; a shelter's address is dropped, whatever was typed."""

    kind: str
    name: str
    phone: str = ""
    address: str = ""
    confidential: bool = False
    closed: bool = False

    @property
    def secret(self) -> bool:
        """Whether its place is secret."""
        return self.confidential or self.kind in SHELTERS


def write_institution(*, by: Person, centre_id: UUID, entry: Entry, verified_on: date | None) -> Institution:
    """A new entry. Raises AlreadyThere."""
    by.require("cases.write", centre_id)
    row = Institution(centre_id=centre_id, revision=0)
    try:
        with recorded(by=by, event="institution.written", centre=centre_id, about=f"institution:{row.id}"):
            _put(row, entry, by)
            row.verified_on = verified_on
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise AlreadyThere(entry.name) from twice
    return row


def change_institution(*, by: Person, institution_id: UUID, revision: int, entry: Entry) -> Institution:
    """Correct an entry; consents bound to it stay. Raises Conflict, AlreadyThere."""
    found = institution_of(by, institution_id, "cases.write")
    about = f"institution:{found.id}"
    try:
        with recorded(by=by, event="institution.changed", centre=found.centre_id, about=about):
            row = _locked(found.id, found.centre_id)
            if row.revision != revision:
                raise Conflict(row)
            _put(row, entry, by)
            row.save(force_update=True)
    except IntegrityError as twice:
        raise AlreadyThere(entry.name) from twice
    return row


def confirm_institution(*, by: Person, institution_id: UUID, on: date) -> Institution:
    """Somebody telephoned: what stands here is right today."""
    found = institution_of(by, institution_id, "cases.write")
    with recorded(by=by, event="institution.confirmed", centre=found.centre_id, about=f"institution:{found.id}"):
        row = _locked(found.id, found.centre_id)
        row.verified_on, row.changed_by, row.changed_at = on, by.staff_id, timezone.now()
        row.revision += 1
        row.save(force_update=True)
    return row


def _locked(institution_id: UUID, centre_id: UUID) -> Institution:
    row: Institution | None = (
        Institution.objects.select_for_update().filter(id=institution_id, centre_id=centre_id).first()
    )
    if row is None:
        raise Http404
    return row


def _put(row: Institution, entry: Entry, by: Person) -> None:
    row.kind, row.name, row.phone, row.closed = entry.kind, entry.name.strip(), entry.phone.strip(), entry.closed
    row.confidential = entry.secret
    row.public_address = "" if entry.secret else entry.address.strip()
    row.revision += 1
    row.changed_at, row.changed_by = timezone.now(), by.staff_id


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file of institutions brought: new ones, known ones, lines that could not be taken."""

    added: int
    known: int
    refused: tuple[Refused, ...]


def bring_institutions(*, by: Person, centre_id: UUID, text: str) -> Brought:
    """Add the institutions of a CSV file; those already in the address book are left as they are."""
    by.require("cases.write", centre_id)
    rows, refused = rows_of(text, kinds())
    with recorded(by=by, event="institutions.imported", centre=centre_id):
        have = set(Institution.objects.filter(centre_id=centre_id).values_list("kind", "name"))
        added = 0
        for told in rows:
            if (told.kind, told.name) in have:
                continue
            have.add((told.kind, told.name))
            row = Institution(centre_id=centre_id, revision=0)
            _put(row, Entry(told.kind, told.name, told.phone, told.address), by)
            row.verified_on = told.verified_on
            row.save(force_insert=True)
            added += 1
    return Brought(added, len(rows) - added, tuple(refused))


def own_card(*, by: Person, vault: OpenedVault, centre_id: UUID) -> tuple[Card, bytes]:
    """This centre's own card, to be handed to centres elsewhere, and the file it travels in."""
    by.require("cases.read", centre_id)
    opened, box = vault.centre(centre_id), letterbox_of(centre_id)
    if box is None:
        raise Http404
    name = Centre.objects.filter(id=centre_id).values_list("name", flat=True).first() or ""
    card = Card(centre_id, name, "", bytes(box.public), bytes(box.verify_public))
    return card, written_card(card, opened.sign(signed_part(card)))


def hand_out_card(*, by: Person, vault: OpenedVault, centre_id: UUID) -> bytes:
    """The file of the centre's own card; the look is written down."""
    _card, raw = own_card(by=by, vault=vault, centre_id=centre_id)
    looked(by=by, event="letterbox.card_taken", centre=centre_id)
    return raw


def bring_card(*, by: Person, centre_id: UUID, raw: bytes) -> LetterboxCard:
    """Keep the card of a centre elsewhere; nothing can be sent there until its fingerprint was read aloud.

    Raises NoCard for another kind of file or a changed one, OwnCard for one's own.
    """
    by.require("cases.write", centre_id)
    card = read_card(raw)
    if card.centre_id == centre_id:
        raise OwnCard
    known: LetterboxCard | None = LetterboxCard.objects.filter(
        centre_id=centre_id, their_centre_id=card.centre_id, verify_public=card.verify_public, public=card.public
    ).first()
    if known is not None:
        return known
    row = LetterboxCard(
        centre_id=centre_id, their_centre_id=card.centre_id, name=card.name, phone=card.phone[:40],
        public=card.public, verify_public=card.verify_public,
    )  # fmt: skip
    with (
        recorded(by=by, event="letterbox.card_brought", centre=centre_id, about=f"card:{row.id}"),
        transaction.atomic(),
    ):
        row.save(force_insert=True)
    return row


def confirm_card(*, by: Person, card_id: UUID) -> LetterboxCard:
    """Two people read the fingerprint to each other over the telephone: letters may go there now."""
    row = card_of(by, card_id)
    by.require("cases.write", row.centre_id)
    with recorded(by=by, event="letterbox.card_confirmed", centre=row.centre_id, about=f"card:{row.id}"):
        row.confirmed_by, row.confirmed_at = by.staff_id, timezone.now()
        row.save(force_update=True)
    return row


def drop_card(*, by: Person, card_id: UUID) -> None:
    """Trust a card no longer; nothing more is sent there."""
    row = card_of(by, card_id)
    by.require("cases.write", row.centre_id)
    with recorded(by=by, event="letterbox.card_dropped", centre=row.centre_id, about=f"card:{row.id}"):
        row.delete()


def fingerprint_of(row: LetterboxCard) -> str:
    """The digits two people read to each other."""
    return Card(row.their_centre_id, row.name, row.phone, bytes(row.public), bytes(row.verify_public)).fingerprint
