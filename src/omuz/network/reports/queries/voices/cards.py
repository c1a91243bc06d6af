"""Consents to cards as pages show them, and the cards of the centres that agreed, as reports print them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import Http404

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.turkish import day, sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.insight.reports.gathered import Cards, Facts, Piece, Shown, piece_of
from omuz.network.directory.queries.entries import secret_centres
from omuz.network.reports.models import CardConsent
from omuz.network.reports.queries.voices.card_facts import CentreCard, card_of, line_of, pairs_of
from omuz.network.reports.rules.voices_cards import CHOSEN_AT_FIRST, LINES, lines_for, without_place

_TITLES: Final = {line.code: line.title for line in LINES}


@dataclass(frozen=True)
class Agreed:
    """A consent in force with what may be printed of it today."""

    row: CardConsent
    code: str
    name: str
    pieces: Mapping[str, Piece]

    @property
    def consent(self) -> Words:
        """When and by which role; no person is named."""
        on = day(self.row.given_on)
        return Words(f"Merkez koordinatörünün onayıyla, {on}", f"With the centre coordinator’s consent, {on}")


def own_centre(person: Person, centre_id: UUID) -> Centre:
    """A centre she may agree for; raises Http404 for any other."""
    person.require("reports.consent", centre_id)
    found: Centre | None = Centre.objects.select_related("organisation").filter(pk=centre_id).first()
    if found is None:
        raise Http404
    return found


def own_centres(person: Person) -> list[Centre]:
    """Centres she may agree for, by name."""
    ids = [held.centre_id for held in person.centres_where("reports.consent") if held.centre_id]
    return sorted(Centre.objects.filter(pk__in=ids), key=lambda each: sort_key(each.name))


def in_force(centre_id: UUID, year: int) -> CardConsent | None:
    """The consent that counts: not taken back, and not given before the place became confidential."""
    row = CardConsent.objects.filter(centre_id=centre_id, year=year, withdrawn_at__isnull=True).first()
    return row if row is not None and (row.secret or centre_id not in secret_centres()) else None


def overtaken(centre_id: UUID, year: int) -> CardConsent | None:
    """A consent that stopped counting because the place became confidential since."""
    row = CardConsent.objects.filter(centre_id=centre_id, year=year, withdrawn_at__isnull=True).first()
    return row if row is not None and not row.secret and centre_id in secret_centres() else None


def former_consents(centre_id: UUID) -> list[CardConsent]:
    """Consents of a centre, newest first, those taken back too."""
    return list(CardConsent.objects.filter(centre_id=centre_id))


@dataclass(frozen=True)
class Desk:
    """What the coordinator sees: the card with the lines she looks at, the consent in force, whether they differ."""

    card: CentreCard
    consent: CardConsent | None
    overtaken: bool
    changed: bool


def desk(centre: Centre, year: int, chosen: list[str] | None) -> Desk:
    """The page of a card; without a choice the lines agreed to, else those its public page shows already."""
    consent = in_force(centre.id, year)
    lines = chosen if chosen is not None else consent.lines if consent else sorted(CHOSEN_AT_FIRST)
    card = card_of(centre, year, lines)
    changed = consent is not None and consent.digest != card_of(centre, year, consent.lines).digest
    return Desk(card, consent, overtaken(centre.id, year) is not None, changed)


def choices(secret: bool) -> list[tuple[str, str]]:
    """Lines she may choose, in words of the reader’s language."""
    return [(line.code, line.title.say()) for line in lines_for(secret)]


def agreed_cards(year: int) -> list[Agreed]:
    """Consents in force for a year, by name; what tells a confidential place is left out once more."""
    secret = secret_centres()
    found = []
    for row in CardConsent.objects.filter(year=year, withdrawn_at__isnull=True):
        if row.centre_id in secret and not row.secret:
            continue
        pieces = {key: piece_of(told, key) for key, told in row.pieces["pieces"].items()}
        if row.centre_id in secret:
            pieces = {key: without_place(piece) for key, piece in pieces.items()}
        found.append(Agreed(row, row.pieces["code"], row.pieces["name"], pieces))
    return sorted(found, key=lambda each: sort_key(each.name))


def agreed_card(code: str, year: int) -> Agreed | None:
    """The card in force of one centre, by its code in documents or in the directory; None where it did not agree."""
    ids = set(Centre.objects.filter(code=code).values_list("id", flat=True))
    return next((each for each in agreed_cards(year) if each.code == code or each.row.centre_id in ids), None)


def cards_piece(year: int) -> Cards:
    """The cards of every centre that agreed."""
    return Cards(
        tuple(
            Shown(each.code, each.name, line_of(each.pieces), tuple(pairs_of(each.pieces)), each.consent)
            for each in agreed_cards(year)
        )
    )


def consent_piece(agreed: Agreed) -> Facts:
    """What a centre’s own card says of its consent."""
    row = agreed.row
    titles = [_TITLES[code] for code in row.lines if code in _TITLES]
    shown = Words(", ".join(each.tr for each in titles), ", ".join(each.en for each in titles))
    year = str(row.year)
    return Facts(
        (
            (Words("Onay", "Consent"), agreed.consent),
            (Words("Geçerli olduğu yıl", "Holds for the year"), Words(year, year)),
            (Words("Gösterilmesi kabul edilenler", "What it agreed to show"), shown),
        )
    )


@dataclass(frozen=True)
class Standing:
    """One centre in the network’s list: whether its card may be printed, and since when."""

    name: str
    consent: CardConsent | None
    overtaken: bool


def standings(year: int) -> list[Standing]:
    """Every centre with its consent for a year, by name; for the network coordinator."""
    secret = secret_centres()
    rows = {row.centre_id: row for row in CardConsent.objects.filter(year=year, withdrawn_at__isnull=True)}
    found = []
    for centre in Centre.objects.all():
        row = rows.get(centre.id)
        gone = row is not None and not row.secret and centre.id in secret
        found.append(Standing(centre.name, None if gone else row, gone))
    return sorted(found, key=lambda each: sort_key(each.name))
