"""The register of a municipality's own documents: writing one down, changing it, taking it off."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.standards.actions.refusals import NotNow, plain, written
from omuz.network.standards.actions.versions import writes_for
from omuz.network.standards.models import PolicyDocument


@dataclass(frozen=True)
class Told:
    """A document: kind, title, day and number of the decision, period, where to find it, chapters it speaks to.

    `chapters` maps a chapter's letter to the place in the document; `actions` and `funded` count, for a local
    equality plan, the actions that concern the centre and those with money behind them.
    """

    kind: str
    title: str
    decided_on: date | None = None
    number: str = ""
    period_from: int | None = None
    period_to: int | None = None
    reference: str = ""
    link: str = ""
    chapters: Mapping[str, str] = field(default_factory=dict)
    actions: int | None = None
    funded: int | None = None


def write_document(
    *, by: Person, organisation_id: UUID, told: Told, row: PolicyDocument | None = None
) -> PolicyDocument:
    """Enter a document of a municipality, or change one; a coordinator for her own, the network for any."""
    centre_id = writes_for(by, organisation_id)
    plain(told.title, told.reference)
    if told.period_from and told.period_to and told.period_to < told.period_from:
        raise NotNow(_("Dönemin sonu başından önce olamaz; hiçbir şey kaydedilmedi."))
    if (told.funded or 0) > (told.actions or 0):
        raise NotNow(_("Bütçesi olan eylem, eylem sayısından çok olamaz; hiçbir şey kaydedilmedi."))
    event = "policy.changed" if row else "policy.entered"
    with recorded(by=by, event=event, centre=centre_id, about=f"organisation:{organisation_id}"):
        kept = row or PolicyDocument(organisation_id=organisation_id, centre_id=centre_id)
        kept.kind, kept.title = told.kind, written(told.title, _("Belgenin adı"))[:200]
        kept.decided_on, kept.number = told.decided_on, told.number.strip()[:60]
        kept.period_from, kept.period_to = told.period_from, told.period_to
        kept.reference, kept.link = told.reference.strip()[:300], told.link.strip()[:300]
        kept.chapters = {code: place.strip()[:120] for code, place in told.chapters.items() if place.strip()}
        kept.actions, kept.funded = told.actions, told.funded
        kept.changed_by, kept.changed_at = by.staff_id, timezone.now()
        kept.save()
    return kept


def remove_document(*, by: Person, row: PolicyDocument) -> None:
    """Take a document off the register; the log keeps that it was there."""
    centre_id = writes_for(by, row.organisation_id)
    with recorded(by=by, event="policy.removed", centre=centre_id, about=f"organisation:{row.organisation_id}"):
        row.delete()
