"""What this room shows on the page of a file, on the page of today, and to her."""

# ruff: noqa: ARG001  # every room answers the same calls

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.files import OpenedCase, records_of, visible_cases
from omuz.casework.cases.queries.panels import Entry, HerSection, Panel, TodayItem
from omuz.casework.consents.models import Consent, ConsentOverride
from omuz.casework.consents.queries.given import Given, consents_of, overrides_of
from omuz.casework.consents.queries.wording import group_label
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def panel(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> Panel | None:
    """What stands today, by recipient, and exceptions that wait for a second person."""
    today_is = timezone.localdate()
    given = consents_of(opened)
    standing: dict[str, list[str]] = {}
    for each in given:
        if each.stands and each.said.until >= today_is:
            standing.setdefault(each.recipient.name, []).append(group_label(each.said.group))
    waiting = [each for each in overrides_of(opened) if each.state == "asked"]
    context = {
        "case_id": opened.id,
        "standing": [(name, list(dict.fromkeys(groups))) for name, groups in standing.items()],
        "any": bool(given),
        "waiting": waiting,
    }
    return Panel(_("Onaylar"), "consents/panel.html", context, order=45, urgent=bool(waiting))


def entries(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[Entry]:
    """Answers of one day to one recipient in one line; each withdrawal and each exception in its own."""
    found: list[Entry] = []
    together: dict[tuple[date, str, bool, UUID], list[str]] = {}
    for each in consents_of(opened):
        place = (each.said.given_on, each.recipient.name, each.said.yes, each.made_by)
        together.setdefault(place, []).append(group_label(each.said.group))
        if each.said.withdrawn_on is not None:
            title = _("%(to)s: onayını geri aldı") % {"to": each.recipient.name}
            found.append(Entry(each.said.withdrawn_on, title, group_label(each.said.group), icon="undo"))
    for (on, name, yes, by), groups in together.items():
        title = (_("%(to)s: onay verdi") if yes else _("%(to)s: hayır dedi")) % {"to": name}
        found.append(Entry(on, title, ", ".join(dict.fromkeys(groups)), icon="check" if yes else "close", made_by=by))
    for override in overrides_of(opened):
        address = reverse("consents:override", args=[override.id])
        title = _("%(to)s: onaysız paylaşım istisnası") % {"to": override.recipient.name}
        found.append(Entry(override.on, title, "", address, "alert", override.asked_by))
    return found


def today(person: Person, *, vault: OpenedVault, centre_id: UUID, day: date) -> list[TodayItem]:
    """Exceptions that wait for a second person; for the coordinator also those nobody has reviewed."""
    rows = ConsentOverride.objects.filter(case__in=visible_cases(person, centre_id)).select_related("case")
    found = [
        TodayItem(
            "exception", row.case.code, row.case_id, _("Onaysız paylaşım için ikinci kişi bekleniyor"), row.made_at,
            reverse("consents:override", args=[row.id]), urgent=True, mine=row.made_by != person.staff_id, order=12,
        )
        for row in rows.filter(state="asked").order_by("made_at")
    ]  # fmt: skip
    if person.may("cases.lead", centre_id):
        found += [
            TodayItem(
                "exception_review", row.case.code, row.case_id, _("İstisna gözden geçirilmedi"), row.agreed_at,
                reverse("consents:review"), order=60,
            )
            for row in rows.filter(state="agreed", reviewed_at__isnull=True).order_by("agreed_at")
        ]  # fmt: skip
    return found


def told_to_her(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[HerSection]:
    """Every yes, no and withdrawal as she said it, and every time something was passed on without her yes."""
    lines = [(_title(each), _text(each)) for each in consents_of(opened)]
    sections = [HerSection(_("Paylaşım için verdiğiniz yanıtlar"), tuple(lines))] if lines else []
    excepted = [
        (
            f"{turkish.day(each.on)} · {each.recipient.name}",
            f"{', '.join(group_label(group) for group in each.groups)}: {each.reason}",
        )
        for each in overrides_of(opened)
        if each.state == "agreed"
    ]
    if excepted:
        sections.append(HerSection(_("Onayınız olmadan, iki kişinin kararıyla söylenenler"), tuple(excepted)))
    return sections


def _title(each: Given) -> str:
    return f"{turkish.day(each.said.given_on)} · {each.recipient.name}"


def _text(each: Given) -> str:
    told = [group_label(each.said.group), _("evet") if each.said.yes else _("hayır"), label_of("consent_how", each.how)]
    if each.said.withdrawn_on is not None:
        told.append(_("geri alındı: %(day)s") % {"day": turkish.day(each.said.withdrawn_on)})
    elif each.said.yes:
        told.append(_("%(day)s gününe kadar") % {"day": turkish.day(each.said.until)})
    return " · ".join(told)


def held(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[tuple[str, int]]:
    """How much of it is kept."""
    number = records_of(opened.case, Consent).count()
    return [(_("Paylaşım onayı"), number)] if number else []
