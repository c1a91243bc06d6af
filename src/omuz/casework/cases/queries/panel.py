"""What this room shows on the page of a file, on the page of today, and to her."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.queries import shown
from omuz.casework.cases.queries.children import path_of
from omuz.casework.cases.queries.file_index import FileLine, opened_files
from omuz.casework.cases.queries.files import OpenedCase, safe_contact_of
from omuz.casework.cases.queries.panels import Entry, HerSection, Panel, TodayItem
from omuz.casework.cases.queries.told import (
    Came,
    Stepped,
    holders_of,
    is_minor,
    presentations_of,
    steps_of,
)
from omuz.casework.cases.queries.words import KINDS
from omuz.casework.cases.rules.child import left_to_do
from omuz.casework.cases.rules.closing import review_is_open
from omuz.casework.cases.rules.identity import entries_of
from omuz.casework.cases.rules.presentation import is_minor as band_of_minor
from omuz.casework.cases.rules.steps import OPEN
from omuz.casework.contacts.forms.shown import safe_lines
from omuz.casework.contacts.queries.records import names_of
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

JUST_HANDED = timedelta(days=7)
"""How long a file given by a colleague stands on the page of today."""
_ICONS = {"closed": "check", "reopened": "undo", "contact": "folder"}


def panel(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> Panel | None:  # noqa: ARG001  # every room is asked alike
    """What she is called and needs, each time she came, what is kept of who she is and until when."""
    today = timezone.localdate()
    entries = entries_of(opened.identity)
    minor = is_minor(opened)
    context = {
        "case_id": opened.id,
        "lines": shown.about_lines(opened),
        "identity": shown.identity_lines(opened, today),
        "expired": sum(entry.expired(today) for entry in entries),
        "minor": minor,
        "left": len(left_to_do(opened.answers.get("child", {}))) if minor else 0,
        "review": review_is_open(opened.answers),
        "kept_code": opened.answers.get("kept_code"),
        "may_write": person.may("cases.write", opened.centre_id),
    }
    urgent = bool(context["review"] or context["left"])
    return Panel(_("Dosya"), "cases/panel.html", context, place="side", order=10, urgent=urgent)


def entries(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[Entry]:  # noqa: ARG001  # every room is asked alike
    """Presentations, steps, changes of hands and refused callers, for the timeline."""
    hands = holders_of(opened)
    names = names_of({each for held in hands for each in (held.before, held.after) if each})
    found = [
        Entry(came.on, _("Başvuru"), shown.came_in_words(came), _contact(came.contact_id), "person", came.made_by)
        for came in presentations_of(opened)
    ]
    found += [
        Entry(
            step.on, shown.state_in_words(step.state), shown.step_in_words(step),
            icon=_ICONS.get(step.state, "forward"), made_by=step.made_by,
        )
        for step in steps_of(opened)[1:]
    ]  # fmt: skip
    found += [
        Entry(held.on, shown.hands_title(held.why), shown.held_in_words(held, names), icon="person", made_by=held.by)
        for held in hands
    ]
    refused = opened.answers.get("refused_callers", ())
    found += [Entry(date.fromisoformat(on), _("Biri kodla aradı, sözü bilemedi"), icon="alert") for on in refused]
    return found


def _contact(contact_id: UUID | None) -> str:
    return reverse("contacts:open", args=[contact_id]) if contact_id else ""


def today(person: Person, *, vault: OpenedVault, centre_id: UUID, day: date) -> list[TodayItem]:
    """Files where something of this room waits; by code, without a word about her."""
    found: list[TodayItem] = []
    leads = person.may("cases.lead", centre_id)
    for line in opened_files(person, vault=vault, centre_id=centre_id):
        found.extend(_waiting(line, person, leads=leads, day=day))
    return found


def _waiting(line: FileLine, person: Person, *, leads: bool, day: date) -> Iterator[TodayItem]:
    answers, mine = line.answers, line.holder_id == person.staff_id
    until = answers.get("identity_until")
    if until and date.fromisoformat(until) < day and (mine or leads):
        yield _item("identity", line, _("Saklama süresi doldu; silinmeyi bekliyor"), "cases:identity", mine, order=70)
    if "review" in answers and review_is_open(answers):
        yield _item("review", line, _("Ekip değerlendirmesi bekliyor"), "cases:review", leads, urgent=True, order=20)
    if line.state not in OPEN:
        return
    minor = band_of_minor(str(answers.get("age_band", ""))) or "child" in answers
    if minor and left_to_do(answers.get("child", {})) and (mine or leads):
        yield _item("path", line, _("Tamamlanmamış adımlar var"), "cases:child", mine, urgent=True, order=10)
    if mine and _just_handed(answers.get("holders", ()), person, day):
        yield _item("handed", line, _("Size devredildi"), "desk:case", True, order=30)
    if line.holder_id is None and leads:
        yield _item("holder", line, _("Dosyayı tutan kimse yok"), "cases:holder", True, order=40)


def _just_handed(hands: Sequence[Mapping[str, str]], person: Person, day: date) -> bool:
    """Whether a colleague gave her this file within the last days; one she took herself she knows of."""
    last = hands[-1] if hands else {}
    given = last.get("to") == str(person.staff_id) and last.get("by") != str(person.staff_id)
    return given and day - date.fromisoformat(last["on"]) <= JUST_HANDED


def _item(
    kind: str, line: FileLine, title: str, name: str, mine: bool, *, urgent: bool = False, order: int
) -> TodayItem:
    address = reverse(name, args=[line.id])
    return TodayItem(kind, line.code, line.id, title, None, address, urgent=urgent, mine=mine, order=order)


def told_to_her(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[HerSection]:  # noqa: ARG001  # every room is asked alike
    """What the file itself says, as she may read it.

    A girl's own part is not in it, unless her best interest was weighed and a parent may read along: this print may
    be asked for by whoever came with her. Her own part has a page of its own, for her.
    """
    sections = [HerSection(_("Size nasıl sesleniyoruz, ne gerekiyor"), tuple(shown.about_lines(opened)))]
    sections.append(HerSection(_("Size nasıl ulaşıyoruz"), tuple(safe_lines(safe_contact_of(opened)))))
    sections.append(HerSection(_("Kimlik bilgisi"), tuple(_identity_for_her(opened))))
    sections += [_came(came) for came in presentations_of(opened)]
    steps = tuple((f"{step.on:%d.%m.%Y}", _step(step)) for step in steps_of(opened))
    sections.append(HerSection(_("Dosyanızın adımları"), steps))
    sections += _path_for_her(opened)
    return [section for section in sections if section.lines]


def _came(came: Came) -> HerSection:
    title = _("Geldiğiniz gün: %(day)s") % {"day": f"{came.on:%d.%m.%Y}"}
    note = came.words.get("note", "")
    return HerSection(
        title, (*shown.presented_lines(came.answers), *([(_("Sizin sözlerinizle"), note)] if note else []))
    )


def _step(step: Stepped) -> str:
    return " · ".join(part for part in (shown.state_in_words(step.state), shown.step_in_words(step)) if part)


def _identity_for_her(opened: OpenedCase) -> shown.Lines:
    now = timezone.localdate()
    return [
        (str(KINDS.get(entry.kind, entry.kind)), f"{entry.value} · {entry.purpose} · {entry.expires_on:%d.%m.%Y}")
        for entry in entries_of(opened.identity)
        if not entry.expired(now)
    ]


def _path_for_her(opened: OpenedCase) -> list[HerSection]:
    path = path_of(opened)
    if path is None:
        return []
    lines = [(_("Görüşünüz"), path.view)] if path.view else []
    if path.own_part and path.best_interest.allows:
        lines.append((_("Sizin bölümünüz"), path.own_part))
    return [HerSection(_("Görüşünüz ve kararlarınız"), tuple(lines))]


def held(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[tuple[str, int]]:  # noqa: ARG001  # every room is asked alike
    """How much of each kind this room holds of her."""
    told = [
        (_("Başvuru"), len(presentations_of(opened))),
        (_("Adım"), len(steps_of(opened))),
        (_("Kimlik bilgisi"), len(entries_of(opened.identity))),
        (_("Güvenli iletişim bilgisi"), 0 if safe_contact_of(opened).empty else 1),
        (_("Anlaşılan söz"), 1 if opened.identity.get("phrase") else 0),
    ]
    return [(label, number) for label, number in told if number]
