"""What interviews show on the page of a file, on the page of today, and to her."""

# ruff: noqa: ARG001  # every room answers the same calls

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.files import OpenedCase, open_to
from omuz.casework.cases.queries.panels import Entry, HerSection, Panel, TodayItem
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.interviews.models import Interview
from omuz.casework.interviews.queries.records import drafts_of, interviews_of
from omuz.casework.interviews.queries.shown import in_words, sections_of, title_for
from omuz.casework.interviews.queries.wording import title_of
from omuz.casework.interviews.rules.answers import NOBODY_SAID, YES, Answers, interpreter_unsafe
from omuz.casework.interviews.rules.questions import BY_NAME
from omuz.casework.interviews.rules.record import State
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

SHOWN = ("needs", "interpreter_language", "violence_types")
"""Answers of the last interview that stand on the page of the file."""


def panel(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> Panel | None:
    """Her requests in her order, what she needs to be able to come, and the interviews themselves."""
    found = interviews_of(opened)
    drafts = list(drafts_of(opened.case))
    names = names_of({*(each.row.made_by for each in found), *(each.changed_by for each in drafts)})
    last = found[-1].answers if found else None
    context = {
        "case": opened.case,
        "may_write": person.may("cases.write", opened.centre_id) and opened.case.paused_on is None,
        "other_worker": last is not None and last.one("other_worker") == YES,
        "drafts": [(each, names.get(each.changed_by, "")) for each in drafts],
        "interviews": [
            (each.row.id, each.answers.on, title_for(each.answers), names.get(each.row.made_by, ""))
            for each in reversed(found)
        ],
        "requests": _requests(last),
        "lines": _lines(last),
        "minor": last is not None and last.under_18,
        "unsafe_interpreter": last is not None and interpreter_unsafe(last),
    }
    return Panel(_("Görüşmeler"), "interviews/panel.html", context, order=20)


def _requests(last: Answers | None) -> list[str]:
    codes = last.said("requests") if last else NOBODY_SAID
    return [] if codes == NOBODY_SAID else [label_of("request", code) for code in codes]


def _lines(last: Answers | None) -> list[tuple[str, str]]:
    if last is None:
        return []
    return [
        (title_of(name), in_words(BY_NAME[name], last.said(name), detail=last.said("sexual_detail") != NOBODY_SAID))
        for name in SHOWN
        if last.said(name) != NOBODY_SAID
    ]


def entries(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[Entry]:
    """Each recorded interview on its day, with what she asked for."""
    return [
        Entry(
            on=each.answers.on,
            title=title_for(each.answers),
            text=", ".join(_requests(each.answers)),
            address=reverse("interviews:open", args=[each.row.id]),
            icon="chat",
            made_by=each.row.made_by,
        )
        for each in interviews_of(opened)
    ]


def today(person: Person, *, vault: OpenedVault, centre_id: UUID, day: date) -> list[TodayItem]:
    """Interviews somebody began and did not finish, hers first."""
    rows = Interview.objects.filter(open_to(person, "case__"), centre_id=centre_id, state=State.DRAFT.value)
    return [
        TodayItem(
            kind="interview_draft",
            code=row.case.code,
            case_id=row.case_id,
            title=_("Yarım kalan görüşme"),
            when=timezone.localdate(row.changed_at),
            address=reverse("interviews:open", args=[row.id]),
            mine=row.changed_by == person.staff_id,
            order=60,
        )
        for row in rows.select_related("case").order_by("-changed_at")
    ]


def told_to_her(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[HerSection]:
    """Everything an interview says, as she may read it: her own words and, under its own title, the worker's note."""
    sections = []
    for each in interviews_of(opened):
        lines: list[tuple[str, str]] = []
        for part in sections_of(each.said):
            if part.ranked:
                lines.append((part.title, " ".join(f"{place}. {text}" for place, text in enumerate(part.ranked, 1))))
            lines += part.lines
            if part.text:
                lines.append((part.title, part.text))
        sections.append(HerSection(f"{title_for(each.answers)}, {turkish.day(each.answers.on)}", tuple(lines)))
    return sections


def held(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[tuple[str, int]]:
    """How many interviews, earlier versions and unfinished ones the file holds."""
    rows = Interview.objects.filter(centre_id=opened.centre_id, case=opened.case)
    recorded = rows.filter(state=State.RECORDED.value)
    told = [
        (_("Görüşme"), recorded.count()),
        (_("Görüşmenin düzeltilmeden önceki hâli"), sum(row.versions.count() for row in recorded)),
        (_("Yarım kalan görüşme"), rows.filter(state=State.DRAFT.value).count()),
    ]
    return [(label, number) for label, number in told if number]
