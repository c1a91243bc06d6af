"""An appointment and a follow-up in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.appointments.forms.words import OUTCOMES, RESULTS, WAYS
from omuz.casework.appointments.rules.follow_up import Result, Try
from omuz.casework.appointments.rules.visit import NOT_ASKED, Outcome, Visit
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import label_of

Lines = list[tuple[str, str]]


def visit_lines(visit: Visit) -> Lines:
    """What was agreed, line by line; what nobody asked is not there."""
    told = [
        (_("Ne için"), "appointment_kind", visit.kind),
        (_("Çocukla"), "yes_no", visit.with_children),
        (_("Tercüman"), "yes_no", visit.interpreter),
        (_("Dil"), "interpreter_language", visit.interpreter_language),
        (_("Tercüman onu tanıyor mu?"), "yes_no", visit.interpreter_knows_her),
        (_("Görüşmek istediği ilçe"), "district", visit.other_district),
    ]
    lines = [(label, label_of(name, code)) for label, name, code in told if code != NOT_ASKED]
    if visit.access:
        lines.append((_("Kolaylaştıracaklar"), ", ".join(label_of("access_need", code) for code in visit.access)))
    confirmed = _("doğrulandı") if visit.confirmed else _("doğrulanmadı")
    lines.append((_("Doğrulama"), f"{WAYS.get(visit.confirm_by, visit.confirm_by)} · {confirmed}"))
    if visit.outcome:
        lines.append((_("Sonuç"), str(OUTCOMES[Outcome(visit.outcome)])))
    for was, _when in visit.moved:
        lines.append((_("Önceki saat"), turkish.moment(timezone.localtime(datetime.fromisoformat(was)))))
    return lines


def tries_in_words(payload: Mapping[str, Any]) -> Lines:
    """Each attempt: when, and how it ended."""
    tries = [Try.from_payload(each) for each in payload.get("tries", ())]
    return [
        (
            f"{turkish.moment(timezone.localtime(each.at))} · {WAYS.get(each.way, each.way)}",
            str(RESULTS[Result(each.result)]),
        )
        for each in tries
    ]
