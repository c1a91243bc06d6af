"""What the team shows on the page of a file and on the page of today, and what it tells her."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.files import OpenedCase, records_of
from omuz.casework.cases.queries.panels import Entry, HerSection, Panel, TodayItem
from omuz.casework.contacts.queries.exporting import waiting_exports
from omuz.casework.team.forms.words import LIST_STATES
from omuz.casework.team.models import Decision, Merge
from omuz.casework.team.queries.meetings import decisions_about, open_decisions
from omuz.casework.team.queries.merging import waiting_merges
from omuz.casework.team.queries.naming import doubles_of, unseen_searches
from omuz.casework.team.queries.reading import alarms
from omuz.casework.team.queries.team import unheld
from omuz.casework.team.queries.walls import declared_on, list_history, tie_of, waiting_glass
from omuz.casework.team.rules.meeting import DecisionState
from omuz.casework.team.rules.merging import MergeState
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.access import Person
from omuz.foundation.people.queries import names
from omuz.foundation.vault.opened import OpenedVault

MOST_DOUBLES = 3
"""Alike files named on the page of a file; the others stand on the page behind it."""


def panel(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> Panel:
    """Who may know of a file, what warns, what the team decided; a warning stands first."""
    tie = tie_of(opened)
    ties = [label_of("inside_tie", code) for code in tie[1].get("ties", ())] if tie else []
    listed = names(opened.case.only_for or ())
    doubles = [hit.code for hit in doubles_of(person, vault=vault, opened=opened)]
    decided = [
        {"what": what, "post": label_of("decision_post", row.post), "due_on": row.due_on}
        for row, _answers, what in decisions_about(opened)
        if row.state == DecisionState.OPEN
    ]
    context: dict[str, Any] = {
        "file": opened,
        "ties": ties,
        "restricted": opened.case.only_for is not None,
        "listed": sorted(listed.values(), key=turkish.sort_key),
        "doubles": [*doubles[:MOST_DOUBLES], "…"] if len(doubles) > MOST_DOUBLES else doubles,
        "waiting": records_of(opened.case, Merge).filter(state=MergeState.PROPOSED.value).exists(),
        "decided": decided,
    }
    return Panel(_("Ekip"), "team/panel.html", context, order=60, urgent=bool(ties))


def entries(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[Entry]:  # noqa: ARG001  # every room answers the same call
    """Decisions and changes of the file's walls on its timeline."""
    address = reverse("team:walls", args=[opened.id])
    found = [
        Entry(date.fromisoformat(answers["on"]), _("Ekip kararı"), what, "", "meeting", row.made_by)
        for row, answers, what in decisions_about(opened)
    ]
    found += [
        Entry(each.on, _("Adlı liste"), str(LIST_STATES[each.state]), address, "lock", each.by)
        for each in list_history(opened)
    ]
    found += [
        Entry(each.on, _("Çıkar çatışması bildirildi"), "", address, "eye-off", None) for each in declared_on(opened)
    ]
    return found


def today(person: Person, *, vault: OpenedVault, centre_id: UUID, day: date) -> list[TodayItem]:
    """Decisions that are due, requests and proposals that wait for a second person, what the coordinator has to see."""
    found = [
        TodayItem(
            kind="decision",
            code=each.code,
            case_id=each.case_id,
            title=_("Karar: %(post)s") % {"post": label_of("decision_post", each.post)},
            when=each.due_on,
            address=reverse("team:team") + "#decided",
            urgent=each.late(day),
            mine=each.worker_id in (None, person.staff_id),
            order=35,
        )
        for each in open_decisions(person, vault=vault, centre_id=centre_id, until=day)
    ]
    for glass in waiting_glass(person, vault=vault, centre_id=centre_id):
        address = reverse("team:glass-answer", args=[glass.row.id])
        found.append(_item("glass", _("Kısıtlı dosya isteği ikinci kişiyi bekliyor"), address, urgent=True))
    for case_id, code in waiting_merges(person, centre_id):
        address = reverse("team:merging", args=[case_id])
        found.append(TodayItem("merge", code, case_id, _("Birleştirme önerisine bakın"), None, address, order=50))
    number = unseen_searches(person, centre_id)
    if number:
        title = _("Bakılmamış isim araması: %(number)s") % {"number": number}
        found.append(_item("names", title, reverse("team:log")))
    for export in waiting_exports(person, centre_id, timezone.now()):
        address = reverse("contacts:export-answer", args=[export.id])
        found.append(_item("export", _("Temasların dosya olarak çıkarılması onayınızı bekliyor"), address, urgent=True))
    read = len(alarms(person, centre_id))
    if read:
        title = _("Alışılmadık okuma: %(number)s") % {"number": read}
        found.append(_item("reading", title, reverse("team:reading"), urgent=True))
    if person.may("cases.lead", centre_id):
        found += [
            TodayItem("unheld", code, case_id, _("Dosya sorumlusu atanmalı"), None, _case_address(case_id), order=45)
            for case_id, code in unheld(person, centre_id)
        ]
    return found


def _case_address(case_id: UUID) -> str:
    return reverse("team:walls", args=[case_id])


def _item(kind: str, title: str, address: str, *, urgent: bool = False) -> TodayItem:
    return TodayItem(kind, _("Ekip"), None, title, None, address, urgent=urgent, order=50)


def told_to_her(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[HerSection]:  # noqa: ARG001  # every room answers the same call
    """What the team decided, and whether her file is kept to a few."""
    lines = [(turkish.day(date.fromisoformat(answers["on"])), what) for _row, answers, what in decisions_about(opened)]
    sections = [HerSection(_("Ekibin kararları"), tuple(lines))] if lines else []
    if opened.case.only_for is not None:
        who = ", ".join(sorted(names(opened.case.only_for).values(), key=turkish.sort_key))
        sections.append(HerSection(_("Dosyanızı kimler görebilir"), ((_("Yalnız"), who),)))
    return sections


def held(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[tuple[str, int]]:  # noqa: ARG001  # every room answers the same call
    """How many decisions of the team the file holds."""
    return [(_("Ekip kararı"), records_of(opened.case, Decision).count())]
