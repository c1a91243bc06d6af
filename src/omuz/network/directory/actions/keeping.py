"""Keeping an entry: facts that say something else now are written with the day they hold from and who said them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from omuz.foundation.audit.actors import Actor
from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.turkish import day
from omuz.foundation.people.access import Person
from omuz.network.directory.actions.secrecy import Facts, facts_in, forget_where, guarded, history_of
from omuz.network.directory.models import (
    ContactPost,
    Directorate,
    InternalPart,
    Kept,
    Municipality,
    Partner,
    PublicPart,
    Service,
)
from omuz.network.directory.rules.places import WHEREABOUTS, Conflict, Overtaken, Secret, Twice, differences
from omuz.network.directory.rules.words import LABELS

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
_UNIQUE_VIOLATION: Final = "23505"
_THERE: Final[dict[type[Kept], Promise]] = {
    Partner: gettext_lazy("Bu tür, ad ve ilçeyle bir kurum rehberde zaten var; hiçbir şey kaydedilmedi. Onu düzeltin."),
    Directorate: gettext_lazy("Bu adla bir müdürlük zaten var; hiçbir şey kaydedilmedi. Onu düzeltin."),
}
_THERE_ALREADY: Final = gettext_lazy(
    "Siz yazarken bir başkası aynı bilgiyi ekledi; sizinki kaydedilmedi. Sayfayı yenileyip onu düzeltin."
)
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
    """Write an entry, new or known; one event. Raises Conflict, Unkept, and what `require` raises.

    `revision` is the version she had before her; 0 for a new entry. Without a difference nothing is written.
    """
    require(by, row)
    new = row._state.adding
    about = f"{SUBJECTS[type(row)]}:{row.id}"
    with once(type(row)), recorded(by=by, event=_EVENTS[type(row)], centre=row.centre_id, about=about):
        if not new:
            row = type(row).objects.select_for_update().get(pk=row.pk)
            if row.revision != revision:
                raise Conflict
        put(by, row, facts, moment)
    return row


def put(by: Actor, row: Kept, facts: Facts, moment: Moment) -> bool:
    """Inside an act: change the row and append the facts; whether anything was said anew. Raises Secret, Overtaken."""
    new = row._state.adding
    facts = guarded(row, facts)
    said = differences({} if new else facts_in(row), facts, row.FACTS)
    if not said and not moment.verified and not new:
        return False
    for name, value in said.items():
        setattr(row, name, value)
    if not new:
        _refuse_overtaken(row, said, moment)
    row.revision += not new
    row.changed_at, row.changed_by = timezone.now(), by.staff_id
    if moment.verified:
        row.verified_on, row.verified_by = timezone.localdate(), by.staff_id
    row.save(force_insert=new)
    history_of(row).bulk_create([_said(by, row, name, value, moment) for name, value in said.items()])
    if getattr(row, "confidential", False):
        forget_where(row)
    return True


def verify(*, by: Actor, row: Kept) -> None:
    """Somebody asked and it is right today; one event."""
    require(by, row)
    with recorded(by=by, event=_VERIFIED[type(row)], centre=row.centre_id, about=f"{SUBJECTS[type(row)]}:{row.id}"):
        row.verified_on, row.verified_by = timezone.localdate(), by.staff_id
        row.save(update_fields=["verified_on", "verified_by"])


def _refuse_overtaken(row: Kept, said: Facts, moment: Moment) -> None:
    """A fact cannot begin to hold before what is known to hold from a later day on. Raises Overtaken.

    What a confidential place must not say any more is taken out of every day, so it is never overtaken.
    """
    secret = bool(getattr(row, "confidential", False))
    names = [name for name, value in said.items() if not (secret and name in (*WHEREABOUTS, "confidential"))]
    later = history_of(row).filter(subject_id=row.id, name__in=names, holds_from__gt=moment.holds_from)
    last = later.order_by("-holds_from").first()
    if last is not None:
        raise Overtaken(
            _("“%(what)s” için %(day)s gününden beri geçerli bir bilgi var; o günü ya da sonrasını yazın.")
            % {"what": LABELS[last.name], "day": day(last.holds_from)}
        )


@contextmanager
def once(model: type[Kept]) -> Iterator[None]:
    """Around an act: raises Twice where the database has such an entry already; nothing of the act was kept."""
    try:
        yield
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") != _UNIQUE_VIOLATION:
            raise
        raise Twice(str(_THERE.get(model, _THERE_ALREADY))) from error


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
