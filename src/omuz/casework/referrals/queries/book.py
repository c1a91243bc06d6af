"""To whom something may be passed on: the centre's own institutions, the installation's centres, cards of others."""

from uuid import UUID

from django.http import Http404

from omuz.casework.consents.rules.recipients import CARD, CENTRE, INSTITUTION, Recipient
from omuz.casework.referrals.models import Institution, LetterboxCard
from omuz.casework.referrals.rules.book import fits, kinds_by_words
from omuz.casework.referrals.rules.payload import Sender
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import code_list, label_of
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.foundation.vault.queries import letterbox_of

OTHER_CENTRE = "other_counselling_centre"
"""The kind of a counselling centre in the list of institutions."""
MOST_SHOWN = 40


def institutions(person: Person, centre_id: UUID, query: str = "", *, closed: bool = False) -> list[Institution]:
    """The centre's address book in Turkish alphabetical order, narrowed by words of the name or the kind."""
    person.require("cases.read", centre_id)
    rows = Institution.objects.filter(centre_id=centre_id)
    if not closed:
        rows = rows.filter(closed=False)
    found = [row for row in rows if fits(query, row.name, kind_label(row.kind))]
    return sorted(found, key=lambda row: turkish.sort_key(row.name))


def institution_of(person: Person, institution_id: UUID, permission: str = "cases.read") -> Institution:
    """One entry; Http404 outside her centres."""
    row: Institution | None = Institution.objects.filter(id=institution_id, centre_id__in=person.centres).first()
    if row is None:
        raise Http404
    person.require(permission, row.centre_id)
    return row


def kind_label(kind: str) -> str:
    """Words for a kind of institution."""
    return label_of("institution", kind)


def kinds() -> dict[str, str]:
    """Folded words of every kind, in both languages, to its code."""
    return kinds_by_words([(entry.code, entry.tr, entry.en) for entry in code_list("institution")])


def recipients(person: Person, centre_id: UUID, query: str = "") -> list[Recipient]:
    """Everybody something may be passed on to, centres first; narrowed by words of the name or the kind."""
    person.require("cases.read", centre_id)
    found = [each for each in _centres(centre_id) + _cards(centre_id) if fits(query, each.name, kind_label(each.kind))]
    found += [of_institution(row) for row in institutions(person, centre_id, query)]
    return found[:MOST_SHOWN]


def of_institution(row: Institution) -> Recipient:
    """An institution as a recipient."""
    return Recipient(INSTITUTION, row.id, row.kind, row.name)


def _centres(centre_id: UUID) -> list[Recipient]:
    rows = Centre.objects.exclude(id=centre_id)
    named = sorted(rows, key=lambda row: turkish.sort_key(row.name))
    return [Recipient(CENTRE, row.id, OTHER_CENTRE, row.name) for row in named if letterbox_of(row.id)]


def _cards(centre_id: UUID) -> list[Recipient]:
    rows = LetterboxCard.objects.filter(centre_id=centre_id, confirmed_at__isnull=False).order_by("name")
    return [Recipient(CARD, row.id, OTHER_CENTRE, row.name) for row in rows]


def recipient_of(person: Person, centre_id: UUID, key: str) -> Recipient:
    """The recipient with this key as the address book has it now; Http404 when there is none."""
    shape, _sign, text = key.partition(":")
    try:
        wanted = UUID(text)
    except ValueError:
        raise Http404 from None
    if shape == INSTITUTION:
        row = institution_of(person, wanted)
        if row.centre_id != centre_id:
            raise Http404
        return of_institution(row)
    known = _centres(centre_id) if shape == CENTRE else _cards(centre_id) if shape == CARD else []
    found = next((each for each in known if each.id == wanted), None)
    if found is None:
        raise Http404
    return found


def cards_of(person: Person, centre_id: UUID) -> list[LetterboxCard]:
    """Cards of centres elsewhere that were brought in, by name."""
    person.require("cases.read", centre_id)
    return list(LetterboxCard.objects.filter(centre_id=centre_id).order_by("name", "id"))


def card_of(person: Person, card_id: UUID) -> LetterboxCard:
    """One card; Http404 outside her centres."""
    row: LetterboxCard | None = LetterboxCard.objects.filter(id=card_id, centre_id__in=person.centres).first()
    if row is None:
        raise Http404
    return row


def sender_of(centre_id: UUID, *, quiet: bool = False) -> Sender:
    """The centre by its name; `quiet` gives only its organisation's, for a letter she carries herself."""
    centre = Centre.objects.select_related("organisation").get(id=centre_id)
    return Sender(centre.organisation.name if quiet else centre.name)


def centre_name(centre_id: UUID) -> str:
    """The name of a centre of this installation."""
    return Centre.objects.filter(id=centre_id).values_list("name", flat=True).first() or ""


def confidential_names(centre_id: UUID) -> list[str]:
    """Names of places whose whereabouts are secret."""
    return list(Institution.objects.filter(centre_id=centre_id, confidential=True).values_list("name", flat=True))
