"""Writing down an activity that took place, mending it, taking it off."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.traces import sign_of_case_paper
from omuz.foundation.people.access import Person
from omuz.network.outreach.models import Activity
from omuz.network.outreach.rules import MOST, NotKept

FIELDS: Final = ("on", "kind", "place", "what", "where", "reached", "estimated", "note")


def write(
    *, by: Person, centre_id: UUID, told: Mapping[str, Any], today: date, row: Activity | None = None
) -> Activity:
    """Enter an activity of a centre, or change one. Raises Http404, Refused, NotKept."""
    by.require("outreach.write", row.centre_id if row else centre_id)
    _check(told, today)
    kept = row or Activity(centre_id=centre_id)
    event = "outreach.changed" if row else "outreach.entered"
    with recorded(by=by, event=event, centre=kept.centre_id, about=f"outreach:{kept.id}"):
        for name in FIELDS:
            setattr(kept, name, told[name].strip() if isinstance(told[name], str) else told[name])
        kept.estimated = bool(kept.estimated and kept.reached is not None)
        kept.changed_by, kept.changed_at = by.staff_id, timezone.now()
        kept.save(force_insert=row is None)
    return kept


def remove(*, by: Person, row: Activity) -> None:
    """Take an activity off; the log keeps that it was there. Raises Http404 and Refused."""
    by.require("outreach.write", row.centre_id)
    with recorded(by=by, event="outreach.removed", centre=row.centre_id, about=f"outreach:{row.id}"):
        row.delete()


def _check(told: Mapping[str, Any], today: date) -> None:
    if told["on"] > today:
        raise NotKept(_("Faaliyet yapıldıktan sonra yazılır; gün ileri bir tarih. Hiçbir şey kaydedilmedi."))
    if not told["what"].strip():
        raise NotKept(_("Ne yapıldığını bir satırla yazın; hiçbir şey kaydedilmedi."))
    if told["kind"] not in code_list("outreach_kind") or told["place"] not in code_list("outreach_place"):
        raise NotKept(_("Faaliyetin türünü ve yerini listeden seçin; hiçbir şey kaydedilmedi."))
    if told["reached"] is not None and told["reached"] > MOST:
        raise NotKept(_("Bir faaliyette bu kadar kişiye ulaşılmaz; sayıya yeniden bakın. Hiçbir şey kaydedilmedi."))
    if any(sign_of_case_paper(told[name]) for name in ("what", "where", "note")):
        raise NotKept(
            _("Metinde bir kişiye götürebilecek numara, adres ya da kod var; burada yazılmaz. Hiçbir şey kaydedilmedi.")
        )
