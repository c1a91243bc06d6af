"""Keeping an entry: facts that say something else now are written with the day they hold from and who said them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.actors import Actor
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.directory.models import (
    ContactPost,
    Directorate,
    FactVersion,
    InternalFactVersion,
    InternalPart,
    Kept,
    Municipality,
    Partner,
    PublicPart,
    Service,
)
from omuz.network.directory.rules.places import WHEREABOUTS, Conflict, Secret, differences, gives_away, is_secret

Facts = Mapping[str, Any]

SUBJECTS: dict[type[Kept], str] = {
    Municipality: "municipality",
    Directorate: "directorate",
    PublicPart: "centre",
    InternalPart: "internal",
    Partner: "institution",
    Service: "service",
    ContactPost: "contact_post",
}
_EVENTS = {
    Municipality: "municipality.kept",
    Directorate: "directorate.kept",
    PublicPart: "centre_page.kept",
    InternalPart: "centre_internal.kept",
    Partner: "partner.kept",
    Service: "offer.kept",
    ContactPost: "contact_post.kept",
}
_VERIFIED = {PublicPart: "centre_page.verified", Partner: "partner.verified", Municipality: "municipality.verified"}


@dataclass(frozen=True)
class Moment:
    """From which day the facts hold, and whether somebody made sure of them today."""

    holds_from: date
    verified: bool = False


def require(by: Actor, row: Kept) -> None:
    """Raise Http404 or Refused unless she may write this entry: her own centre's, or the network's."""
    if not isinstance(by, Person):
        return
    if isinstance(row, InternalPart) and row.centre_id not in by.centres:
        by.require("directory.write", row.centre_id)
        raise Secret(_("Merkezin iç bölümünü yalnız merkezin kendisi yazar; hiçbir şey değiştirilmedi."))
    if row.centre_id:
        by.require("directory.write", row.centre_id)
    else:
        by.require("directory.edit")


def keep(*, by: Actor, row: Kept, facts: Facts, moment: Moment, revision: int = 0) -> Kept:
    """Write an entry, new or known; one event. Raises Conflict, Secret, and what `require` raises.

    `revision` is the version she had before her; 0 for a new entry. Without a difference nothing is written.
    """
    require(by, row)
    new = row._state.adding
    with recorded(by=by, event=_EVENTS[type(row)], centre=row.centre_id, about=f"{SUBJECTS[type(row)]}:{row.id}"):
        if not new:
            row = type(row).objects.select_for_update().get(pk=row.pk)
            if row.revision != revision:
                raise Conflict
        put(by, row, facts, moment)
    return row


def put(by: Actor, row: Kept, facts: Facts, moment: Moment) -> bool:
    """Inside an act: change the row and append the facts; whether anything was said anew. Raises Secret."""
    new = row._state.adding
    facts = _guarded(row, facts)
    before = {} if new else {name: getattr(row, name) for name in row.FACTS}
    said = differences(before, facts, row.FACTS)
    if not said and not moment.verified and not new:
        return False
    for name, value in said.items():
        setattr(row, name, value)
    row.revision += not new
    row.changed_at, row.changed_by = timezone.now(), by.staff_id
    if moment.verified:
        row.verified_on, row.verified_by = timezone.localdate(), by.staff_id
    row.save(force_insert=new)
    if getattr(row, "confidential", False):
        _forget_where(row)
    history_of(row).bulk_create([_said(by, row, name, value, moment) for name, value in said.items()])
    return True


def verify(*, by: Actor, row: Kept) -> None:
    """Somebody asked and it is right today; one event."""
    require(by, row)
    with recorded(by=by, event=_VERIFIED[type(row)], centre=row.centre_id, about=f"{SUBJECTS[type(row)]}:{row.id}"):
        row.verified_on, row.verified_by = timezone.localdate(), by.staff_id
        row.save(update_fields=["verified_on", "verified_by"])


def history_of(row: Kept) -> QuerySet[Any]:
    """Where what is said of such an entry is kept: a centre's internal part apart."""
    model = InternalFactVersion if isinstance(row, InternalPart) else FactVersion
    return model.objects.all()


def _guarded(row: Kept, facts: Facts) -> Facts:
    """The facts, those of a secret place without any that tells where it is. Raises Secret for words that do."""
    owner = row.partner if isinstance(row, Service | ContactPost) else None
    told = {**{name: getattr(row, name) for name in row.FACTS}, **facts}
    kind = str(told.get("kind", "")) if isinstance(row, Partner) else ""
    own = isinstance(row, PublicPart | Partner) and is_secret(kind, bool(told.get("confidential")))
    if not own and not (owner and owner.confidential):
        return facts
    if own:
        # Ticking "confidential" empties what was known; writing a new address into such an entry is refused.
        emptied = {name: "" for name in WHEREABOUTS if name in row.FACTS and not facts.get(name)}
        facts = {**facts, "confidential": True, **emptied}
    if gives_away(facts):
        raise Secret(_("Yeri gizli bir yerin adresi hiçbir yere yazılmaz; hiçbir şey kaydedilmedi."))
    return facts


def _forget_where(row: Kept) -> None:
    """Take every address of a place that is secret now out of its history."""
    FactVersion.objects.filter(subject_id=row.id, name__in=WHEREABOUTS, value__isnull=False).exclude(value="").update(
        value=None
    )


def _said(by: Actor, row: Kept, name: str, value: Any, moment: Moment) -> Any:
    return history_of(row).model(
        centre_id=row.centre_id,
        subject=SUBJECTS[type(row)],
        subject_id=row.id,
        name=name,
        value=value,
        holds_from=moment.holds_from,
        said_at=timezone.now(),
        said_by=by.staff_id,
    )


def starting(model: type[Kept], *, row_id: UUID | None = None, **owned: Any) -> Kept:
    """An unsaved entry of its owner."""
    return model(**({"id": row_id} if row_id else {}), **owned)
