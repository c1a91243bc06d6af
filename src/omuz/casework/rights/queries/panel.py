"""What this room shows on the page of a file, on the page of today, and to her."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.models import CaseRecord
from omuz.casework.cases.queries.files import OpenedCase, records_of
from omuz.casework.cases.queries.panels import Entry, HerSection, Panel, TodayItem
from omuz.casework.cases.queries.reading import rows_of
from omuz.casework.rights.models import KeepingWish, NoticeGiven, RightsRequest
from omuz.casework.rights.queries.breaches import waiting_breaches
from omuz.casework.rights.queries.due import due_in, is_late
from omuz.casework.rights.queries.register import notices_given, open_requests, requests_of, told_of
from omuz.casework.rights.queries.statement import ends_on
from omuz.casework.rights.rules.asking import is_urgent
from omuz.casework.rights.rules.breaches import last_moment
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def panel(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> Panel | None:  # noqa: ARG001  # every room answers the same call
    """Whether she was told about her data, what she asked that waits, and the way to her rights."""
    today = timezone.localdate()
    waiting = [each for each in requests_of(opened) if each.open]
    given = notices_given(opened)
    context = {
        "case_id": opened.id,
        "code": opened.code,
        "given": turkish.day(date.fromisoformat(given[0]["on"])) if given else "",
        "waiting": [(each.id, label_of("rights_request_kind", each.kind), each.due_on) for each in waiting],
        "paused_on": opened.case.paused_on,
        "ends_on": ends_on(opened, today),
        "may_write": person.may("cases.write", opened.centre_id),
    }
    urgent = bool(opened.case.paused_on) or any(is_urgent(each.due_on, today) for each in waiting if each.due_on)
    return Panel(_("Hakları"), "rights/panel.html", context, order=90, urgent=urgent)


def entries(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[Entry]:  # noqa: ARG001  # every room answers the same call
    """Requests, notices, pauses and wishes about keeping, for the timeline."""
    found = [
        Entry(
            each.on, label_of("rights_request_kind", each.kind), label_of("rights_request_outcome", each.outcome)
            if each.outcome else "", reverse("rights:request", args=[each.id]), "shield", each.made_by,
        )
        for each in requests_of(opened)
    ]  # fmt: skip
    for row, answers in _told(opened, NoticeGiven):
        how = label_of("given_how", answers["how"])
        found.append(Entry(date.fromisoformat(answers["on"]), _("Aydınlatma"), how, icon="info", made_by=row.made_by))
    for wish, answers in _told(opened, KeepingWish):
        until = turkish.day(date.fromisoformat(answers["until"]))
        kind = label_of("rights_request_kind", answers["kind"])
        found.append(Entry(date.fromisoformat(answers["on"]), kind, until, icon="clock", made_by=wish.made_by))
    return found


def _told(opened: OpenedCase, model: type[CaseRecord]) -> list[tuple[Any, dict[str, Any]]]:
    return list(zip(rows_of(opened, model), reversed(told_of(opened, model)), strict=True))


def today(person: Person, *, vault: OpenedVault, centre_id: UUID, day: date) -> list[TodayItem]:
    """Requests that wait for their answer, by their last day; for the coordinator also a round that is late."""
    found = [
        TodayItem(
            kind="rights_request",
            code=row.case.code,
            case_id=row.case_id,
            title=_("Talebinin yanıtı bekliyor"),
            when=row.due_on,
            address=reverse("rights:request", args=[row.id]),
            urgent=bool(row.due_on and is_urgent(row.due_on, day)),
            mine=person.staff_id in (row.made_by, row.case.holder_id),
            order=30,
        )
        for row in open_requests(person, centre_id)
    ]
    return found + _breaches(person, centre_id) + _rounds(person, vault, centre_id, day)


def _breaches(person: Person, centre_id: UUID) -> list[TodayItem]:
    """Breaches the authority was not told of: hours count, whoever is there sees it."""
    title = _("Veri ihlali Kurula bildirilmedi")
    return [
        TodayItem(
            "breach", "", None, title, timezone.localtime(last_moment(row.found_at)).date(),
            reverse("rights:breach", args=[row.id]), urgent=True,
        )
        for row in waiting_breaches(person, centre_id)
    ]  # fmt: skip


def _rounds(person: Person, vault: OpenedVault, centre_id: UUID, day: date) -> list[TodayItem]:
    if not person.may("rights.destroy", centre_id):
        return []
    due = due_in(person, vault=vault, centre_id=centre_id, today=day)
    if not is_late(due, centre_id, day):
        return []
    title = _("Saklama süresi dolanlar imza bekliyor")
    return [TodayItem("destruction", str(due.number), None, title, due.oldest, reverse("rights:due"), urgent=True)]


def told_to_her(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[HerSection]:  # noqa: ARG001  # every room answers the same call
    """What she asked about her own record, in her words, and what she was told."""
    lines: list[tuple[str, str]] = []
    for each in requests_of(opened):
        lines.append((turkish.day(each.on), label_of("rights_request_kind", each.kind)))
        if each.words.get("asked"):
            lines.append((_("Sizin sözlerinizle"), each.words["asked"]))
        if each.words.get("answered"):
            lines.append((_("Yanıtımız"), each.words["answered"]))
    return [HerSection(_("Kaydınızla ilgili istedikleriniz"), tuple(lines))]


def held(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[tuple[str, int]]:  # noqa: ARG001  # every room answers the same call
    """How much of each kind this room holds of her."""
    told = [
        (_("Hak talebi"), records_of(opened.case, RightsRequest).count()),
        (_("Aydınlatma kaydı"), len(notices_given(opened))),
        (_("Saklama isteği"), len(told_of(opened, KeepingWish))),
    ]
    return [(label, number) for label, number in told if number]
