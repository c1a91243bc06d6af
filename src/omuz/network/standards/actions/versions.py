"""Versions: taking the catalogue's draft in, opening the next, changing it, publishing it, adopting it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.standards.actions.refusals import NotNow, written
from omuz.network.standards.models import Adoption, Standard
from omuz.network.standards.queries.catalogue import catalogue_standard
from omuz.network.standards.rules.content import digest, reworded


def take_in(*, by: Person) -> Standard:
    """Publish the catalogue's draft v0 as the first version, frozen by its hash and marked as a draft."""
    by.require("standards.edit")
    if Standard.objects.filter(published_at__isnull=False).exists():
        raise NotNow(_("Ağın yayımlanmış bir sürümü zaten var; hiçbir şey değişmedi."))
    content = catalogue_standard()
    now = timezone.now()
    with recorded(by=by, event="standard.published", about="standard:0"):
        made: Standard = Standard.objects.create(
            number=0,
            content=content,
            sha256=digest(content),
            still_draft=True,
            opened_by=by.staff_id,
            opened_at=now,
            published_by=by.staff_id,
            published_at=now,
        )
    return made


def open_draft(*, by: Person, based_on: Standard) -> Standard:
    """Open the next version as a copy of the newest published one; one draft is open at a time."""
    by.require("standards.edit")
    if not based_on.is_published:
        raise NotNow(_("Taslak yalnız yayımlanmış bir sürümden açılır."))
    with recorded(by=by, event="standard.draft_opened", about=f"standard:{based_on.number}"):
        # The published row is held so that two people do not open two drafts at once.
        Standard.objects.select_for_update().get(pk=based_on.pk)
        if Standard.objects.filter(published_at__isnull=True).exists():
            raise NotNow(_("Açık bir taslak var; önce onu yayımlayın ya da onun üzerinde çalışın."))
        if Standard.objects.filter(number__gt=based_on.number).exists():
            raise NotNow(_("Taslak yalnız son sürümden açılır; bu eski bir sürüm. Son sürümün sayfasından açın."))
        made: Standard = Standard.objects.create(
            content=based_on.content,
            sha256=based_on.sha256,
            based_on=based_on,
            opened_by=by.staff_id,
            opened_at=timezone.now(),
        )
    return made


def change_criterion(*, by: Person, draft: Standard, code: str, changes: Mapping[str, Any], revision: int) -> Standard:
    """Write other words, weight or mark of one criterion into a draft. Raises NotNow when somebody was quicker."""
    by.require("standards.edit")
    with recorded(by=by, event="standard.draft_changed", about=f"criterion:{code}"):
        row = held_draft(draft)
        if row.revision != revision:
            raise NotNow(_("Taslağı bu arada başkası değiştirdi; yazdığınız duruyor. Karşılaştırıp yeniden kaydedin."))
        put_words(row, code, changes)
    return row


def held_draft(draft: Standard) -> Standard:
    """The draft, locked for this act; raises NotNow when it was published meanwhile."""
    row: Standard = Standard.objects.select_for_update().get(pk=draft.pk)
    if row.is_published:
        raise NotNow(_("Bu sürüm yayımlanmış; metni değişmez. Yeni bir taslak açın."))
    return row


def put_words(row: Standard, code: str, changes: Mapping[str, Any]) -> None:
    """Inside an act: lay the changes into the draft and count them."""
    row.content = reworded(row.content, code, changes)
    row.sha256 = digest(row.content)
    row.revision += 1
    row.save(update_fields=["content", "sha256", "revision"])


def publish(*, by: Person, draft: Standard, still_draft: bool) -> Standard:
    """Freeze a draft under the next number; `still_draft` keeps the word “draft” on every page of it."""
    by.require("standards.edit")
    with recorded(by=by, event="standard.published", about=f"standard:{draft.id}"):
        row = held_draft(draft)
        if row.based_on and row.sha256 == row.based_on.sha256:
            raise NotNow(_("Taslakta hiçbir değişiklik yok; yayımlanacak bir şey bulunamadı."))
        highest = Standard.objects.aggregate(highest=Max("number"))["highest"]
        row.number = 0 if highest is None else highest + 1
        row.still_draft = still_draft
        row.published_by, row.published_at = by.staff_id, timezone.now()
        row.save()
    return row


def adopt(
    *, by: Person, standard: Standard, organisation_id: UUID, body: str, decided_on: date, number: str
) -> Adoption:
    """Note that a municipality took a published version as its own, with the day and number of the decision.

    A centre's coordinator notes it for her own municipality, the network for any.
    """
    centre_id = _centre_for(by, organisation_id)
    if not standard.is_published:
        raise NotNow(_("Yalnız yayımlanmış bir sürüm kabul edilebilir."))
    if Adoption.objects.filter(standard=standard, organisation_id=organisation_id).exists():
        raise NotNow(_("Bu kurumun bu sürüm için kararı zaten yazılı."))
    with recorded(by=by, event="standard.adopted", centre=centre_id, about=f"standard:{standard.number}"):
        made: Adoption = Adoption.objects.create(
            standard=standard,
            organisation_id=organisation_id,
            centre_id=centre_id,
            body=body,
            decided_on=decided_on,
            number=written(number, _("Karar sayısı"))[:60],
            made_by=by.staff_id,
            made_at=timezone.now(),
        )
    return made


def _centre_for(by: Person, organisation_id: UUID) -> UUID | None:
    """The centre in whose name she writes for a municipality; None for the network. Raises as `Person.require`."""
    own = [held for held in by.centres_where("standards.sign") if held.organisation_id == organisation_id]
    if own:
        return own[0].centre_id
    by.require("standards.edit")
    return None


writes_for = _centre_for
"""The same rule for documents of a municipality."""
