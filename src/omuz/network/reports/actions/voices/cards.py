"""A centre’s consent to its card: to exactly what it saw, for one year; taken back by its coordinator."""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.network.reports.actions.refusals import NotNow, fitting, plain
from omuz.network.reports.models import CardConsent
from omuz.network.reports.queries.voices.card_facts import card_of


def agree(*, by: Person, centre: Centre, year: int, lines: Collection[str], seen: str) -> CardConsent:
    """Agree that the card with these lines is printed for a year; `seen` is the digest of the card she looked at.

    Raises NotNow where the card is no longer the one she saw, or shows nothing.
    """
    by.require("reports.consent", centre.id)
    card = card_of(centre, year, lines)
    if not card.lines:
        raise NotNow(_("Kartta hiç satır seçilmedi; en az bir satır seçin ya da onay vermeyin."))
    if card.digest != seen:
        raise NotNow(_("Kart siz bakarken değişti; onay kaydedilmedi. Aşağıdaki hâline bakıp yeniden onaylayın."))
    with recorded(by=by, event="card.consented", centre=centre.id, about=f"year:{year}"):
        _withdraw(by, centre.id, year, "")
        made: CardConsent = CardConsent.objects.create(
            centre_id=centre.id,
            year=year,
            lines=list(card.lines),
            pieces=card.payload,
            digest=card.digest,
            secret=card.secret,
            given_by=by.staff_id,
            given_on=timezone.localdate(),
            given_at=timezone.now(),
        )
    return made


def take_back(*, by: Person, centre_id: UUID, year: int, why: str = "") -> None:
    """Take the consent back; the card is in no edition published after this. Raises NotNow where there is none."""
    by.require("reports.consent", centre_id)
    plain(why)
    with recorded(by=by, event="card.taken_back", centre=centre_id, about=f"year:{year}"):
        if not _withdraw(by, centre_id, year, fitting(why.strip(), 300)):
            raise NotNow(_("Bu yıl için verilmiş bir onay yok; hiçbir şey değişmedi."))


def _withdraw(by: Person, centre_id: UUID, year: int, why: str) -> bool:
    rows = CardConsent.objects.select_for_update().filter(centre_id=centre_id, year=year, withdrawn_at__isnull=True)
    held = rows.first()
    if held is None:
        return False
    held.withdrawn_by, held.withdrawn_at, held.withdrawn_why = by.staff_id, timezone.now(), why
    held.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    return True
