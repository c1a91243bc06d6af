"""What this room shows on the page of a file, in its timeline, on the page of today, and to her."""

# ruff: noqa: ARG001  # every room answers the same calls

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.queries.files import OpenedCase, open_to, records_of
from omuz.casework.cases.queries.panels import Entry, HerSection, Panel, TodayItem
from omuz.casework.cases.rules.steps import State
from omuz.casework.safety.models import RiskTalk, RiskTrigger, SafetyPlan
from omuz.casework.safety.queries.plans import versions_of
from omuz.casework.safety.queries.shown import action_words, level_shown, plan_lines, reminder_lines
from omuz.casework.safety.queries.talks import reminders_of, talks_of
from omuz.casework.safety.queries.urgent import meetings_of, urgent_entries, urgent_entry_of
from omuz.casework.safety.queries.words import COPY, level_words
from omuz.casework.safety.rules.plan import Copy, PlanState
from omuz.casework.safety.rules.talk import SHE_DID_NOT_WANT, TalkState
from omuz.casework.safety.rules.triggers import LOOK_AHEAD, TriggerState
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

MOST_TODAY = 200
FRESH = timedelta(days=14)
"""A talk that is due longer than this waits with everything else that is late; it would bury what came this week."""


def strip(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> str | None:
    """The words that hold for this file, for the strip on top; None before the first talk."""
    talks = talks_of(opened)
    if not talks:
        return None
    talk = talks[0].talk
    if talk.prompt.too_little_known and talk.level is talk.prompt.level and not talk.red_present:
        return str(_("Bilgi eksik; düşük risk denemez"))
    return level_words(talk.level)


def panel(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> Panel:
    """The word with its reasons, what is open in it, when to talk again, the plan that holds."""
    talks, versions, reminders = talks_of(opened), versions_of(opened), reminder_lines(reminders_of(opened))
    entry = urgent_entry_of(opened)
    context: dict[str, Any] = {
        "case": opened.case,
        "now": level_shown(talks[0].talk) if talks else None,
        "talk_id": talks[0].row.id if talks else None,
        "entry": entry,
        "next": reminders[0] if reminders else None,
        "plan": versions[-1] if versions else None,
        "may_write": person.may("cases.write", opened.centre_id),
    }
    return Panel(_("Güvenlik"), "safety/panel.html", context, place="side", order=10, urgent=entry is not None)


def entries(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[Entry]:
    """Talks, versions of the plan and meetings of the team in the timeline of the file."""
    told = [
        Entry(
            each.talk.on,
            _("Risk konuşuldu"),
            level_words(each.talk.level),
            reverse("safety:talk", args=[each.row.id]),
            "chat",
            each.row.made_by,
        )
        for each in talks_of(opened)
    ]
    for version in versions_of(opened):
        title = _("Güvenlik planı yazıldı") if version.number == 1 else _("Güvenlik planı yenilendi")
        address = reverse("safety:plan", args=[version.row.id])
        told.append(Entry(version.plan.on, title, "", address, "shield", version.row.made_by))
    address = reverse("safety:file", args=[opened.id])
    told += [
        Entry(met.on, _("Ekip acil görüştü"), met.decided, address, "person", met.by) for met in meetings_of(opened)
    ]
    return told


def today(person: Person, *, vault: OpenedVault, centre_id: UUID, day: date) -> list[TodayItem]:
    """Files the team is to meet about, talks that are due again, unfinished talks and plans of her own; codes only."""
    items = [
        TodayItem(
            "urgent",
            line.code,
            line.case_id,
            _("Ekip bugün görüşmeli"),
            line.due_on,
            reverse("safety:file", args=[line.case_id]),
            urgent=True,
            order=5,
        )
        for line in urgent_entries(person, vault, centre_id)
    ]
    return [*items, *_due(person, centre_id, day), *_unfinished(person, centre_id)]


def _due(person: Person, centre_id: UUID, day: date) -> list[TodayItem]:
    rows = RiskTrigger.objects.filter(
        open_to(person, "case__"),
        centre_id=centre_id,
        state=TriggerState.OPEN.value,
        due_on__lte=day + LOOK_AHEAD,
        case__paused_on__isnull=True,
    ).exclude(case__state=State.CLOSED.value)
    found: dict[UUID, TodayItem] = {}
    told = rows.order_by("due_on").values_list("case_id", "case__code", "case__holder_id", "due_on")
    for case_id, code, holder_id, due_on in told[:MOST_TODAY]:
        # A file stands once, by its nearest day.
        if case_id not in found:
            address = reverse("safety:file", args=[case_id])
            mine = holder_id in (None, person.staff_id)
            title = _("Yeniden konuşma zamanı")
            found[case_id] = TodayItem(
                "risk_talk",
                code,
                case_id,
                title,
                due_on,
                address,
                urgent=day - FRESH <= due_on < day,
                mine=mine,
                order=30,
            )
    return list(found.values())


def _unfinished(person: Person, centre_id: UUID) -> list[TodayItem]:
    """Her own drafts, the latest first."""
    found = []
    for model, name, title in (
        (RiskTalk, "safety:talk", _("Yarım kalan konuşma")),
        (SafetyPlan, "safety:plan", _("Yarım kalan plan")),
    ):
        rows = model.objects.filter(
            open_to(person, "case__"), centre_id=centre_id, state=TalkState.DRAFT.value, made_by=person.staff_id
        )
        for row_id, case_id, code in rows.order_by("-changed_at").values_list("id", "case_id", "case__code"):
            address = reverse(name, args=[row_id])
            found.append(TodayItem("draft", code, case_id, title, None, address, order=60))
    return found


def told_to_her(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[HerSection]:
    """Her plan, her words and what was agreed; never the word of the rule nor the worker's note."""
    sections = [HerSection(title, tuple(lines)) for title, lines in _her_plan(opened)]
    said = [
        (talk.talk.on.strftime("%d.%m.%Y"), talk.talk.her_words) for talk in talks_of(opened) if talk.talk.her_words
    ]
    if said:
        sections.append(HerSection(_("Kendi sözlerinizle"), tuple(said)))
    agreed = _agreed(opened)
    if agreed:
        sections.append(HerSection(_("Birlikte kararlaştırdıklarımız"), tuple(agreed)))
    return sections


def _her_plan(opened: OpenedCase) -> list[tuple[str, list[tuple[Any, str]]]]:
    versions = versions_of(opened)
    if not versions:
        return []
    plan = versions[-1].plan
    copy: list[tuple[Any, str]] = [(_("Kopya için kararınız"), str(COPY[Copy(plan.copy)]))]
    return [*[(title, list(lines)) for title, lines in plan_lines(plan)], (str(_("Güvenlik planınız")), copy)]


def _agreed(opened: OpenedCase) -> list[tuple[str, str]]:
    """What is done, by day, without saying about which factor."""
    found = []
    for each in talks_of(opened):
        codes = dict.fromkeys(
            code for chosen in each.talk.actions.values() for code in chosen if code != SHE_DID_NOT_WANT
        )
        if codes:
            found.append((f"{each.talk.on:%d.%m.%Y}", action_words(tuple(codes))))
    return found


def held(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[tuple[str, int]]:
    """How many talks and versions of the plan are kept about her."""
    talks = records_of(opened.case, RiskTalk).filter(state=TalkState.RECORDED.value).count()
    plans = records_of(opened.case, SafetyPlan).filter(state=PlanState.WRITTEN.value).count()
    return [(str(_("Risk konuşması")), talks), (str(_("Güvenlik planı sürümü")), plans)]
