"""What this room shows on the file's one page, on the page of today, to her, and in the statement of what is held."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.files import OpenedCase, open_to
from omuz.casework.cases.queries.panels import Entry, HerSection, Panel, TodayItem
from omuz.casework.cases.rules.steps import State
from omuz.casework.services.models import ProcessNote, ServiceRequest, ShelterRequest
from omuz.casework.services.queries import shown
from omuz.casework.services.queries.notes import may_write
from omuz.casework.services.queries.records import Services, services_of
from omuz.casework.services.queries.wanted import offered
from omuz.casework.services.queries.words import outcome_in_words, service_in_words, state_in_words
from omuz.casework.services.rules.requests import RequestState
from omuz.casework.services.rules.sessions import by_service
from omuz.casework.services.rules.shelter import ShelterState
from omuz.foundation.catalogue import turkish
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def panel(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> Panel | None:
    """Her requests in her order, what was given, and one press for each new request."""
    context = panel_context(person, vault=vault, opened=opened)
    urgent = any(each["each"].asked.outcome == "waiting" for each in context["shelters"])
    return Panel(_("İstekler ve hizmetler"), "services/panel.html", context, order=30, urgent=urgent)


def panel_context(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> dict[str, Any]:
    """The variables of the panel; also drawn alone after a press on it."""
    told, today = services_of(opened, vault=vault), timezone.localdate()
    return {
        "case_id": opened.id,
        "waiting": [shown.wish_lines(each, today) for each in told.waiting],
        "ended": [shown.wish_lines(each, today) for each in told.ended],
        "shelters": [shown.shelter_line(each) for each in told.shelters],
        "counters": shown.counter_lines(by_service(told.given)),
        "last": told.sessions[0].given.on if told.sessions else None,
        **offered(opened, told, today),
        "may_write": person.may("cases.write", opened.centre_id),
        "own_notes": may_write(person),
    }


def entries(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[Entry]:  # noqa: ARG001  # every room answers the same call
    """Requests, their ends, and sessions, for the timeline; a psychologist's own notes are in no timeline."""
    told = services_of(opened, vault=vault)
    return [*_asked(told), *_sessions(told), *_shelters(told)]


def _asked(told: Services) -> list[Entry]:
    found = []
    for each in told.wishes:
        service, address = service_in_words(each.wish.service), reverse("services:request", args=[each.row.id])
        asked = _("İstedi: %(service)s") % {"service": service}
        found.append(Entry(each.wish.on, asked, each.hers, address, "chat", each.row.made_by))
        if each.wish.settled_on and not each.waits and each.wish.service != "shelter":
            ended = f"{service}: {state_in_words(each.row.state)}"
            found.append(Entry(each.wish.settled_on, ended, each.missing, address, "check", each.row.changed_by))
    return found


def _sessions(told: Services) -> list[Entry]:
    return [
        Entry(
            each.given.on,
            service_in_words(each.given.service),
            shown.given_words(each.given, {})["text"],
            reverse("services:session", args=[each.row.id]),
            "person",
            each.row.made_by,
        )
        for each in told.sessions
    ]


def _shelters(told: Services) -> list[Entry]:
    return [
        Entry(
            each.asked.settled_on,
            outcome_in_words(each.asked.outcome),
            shown.shelter_line(each)["refused"],
            reverse("services:shelter", args=[each.row.id]),
            "shield",
            each.row.changed_by,
        )
        for each in told.shelters
        if each.asked.settled_on
    ]


def today(person: Person, *, vault: OpenedVault, centre_id: UUID, day: date) -> list[TodayItem]:  # noqa: ARG001  # every room answers the same call
    """Requests that wait too long and shelter requests without an answer, by code and without their kind."""
    person.require("cases.read", centre_id)
    found = _due(ShelterRequest, ShelterState.OPEN, person, centre_id, day)
    items = [_item(row, person, "services:shelter", _("Yanıtı beklenen acil istek"), urgent=True) for row in found]
    found = _due(ServiceRequest, RequestState.WAITING, person, centre_id, day)
    return items + [_item(row, person, "services:request", _("Uzun bekleyen istek"), urgent=False) for row in found]


def _due(model: Any, state: str, person: Person, centre_id: UUID, day: date) -> list[Any]:
    rows = model.objects.select_related("case").filter(
        open_to(person, "case__"), centre_id=centre_id, state=state, due_on__lte=day
    )
    plain = ("id", "due_on", "made_by", "case__code", "case__holder_id", "case__state", "case__centre_id")
    return list(rows.exclude(case__state=State.CLOSED.value).only(*plain).order_by("due_on", "case__code"))


def _item(row: Any, person: Person, name: str, title: str, *, urgent: bool) -> TodayItem:
    holder = row.case.holder_id or row.made_by
    return TodayItem(
        kind="services",
        code=row.case.code,
        case_id=row.case_id,
        title=title,
        when=row.due_on,
        address=reverse(name, args=[row.id]),
        urgent=urgent,
        mine=holder == person.staff_id,
        order=15 if urgent else 60,
    )


def told_to_her(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[HerSection]:  # noqa: ARG001  # every room answers the same call
    """What she asked for and what she was given, as she may read it; no psychologist's own note, no other woman."""
    told = services_of(opened, vault=vault)
    asked = tuple(_wish_told(each) for each in told.wishes)
    given = tuple(
        (turkish.day(each.given.on), " · ".join(part for part in _session_told(each) if part)) for each in told.sessions
    )
    safe = tuple(
        (turkish.day(each.asked.on), " · ".join(p for p in (outcome_in_words(each.asked.outcome), _reasons(each)) if p))
        for each in told.shelters
    )
    sections = ((_("İstedikleriniz"), asked), (_("Güvenli yer isteğiniz"), safe), (_("Görüşmeler, hizmetler"), given))
    return [HerSection(title, lines) for title, lines in sections if lines]


def _wish_told(each: Any) -> tuple[str, str]:
    reason = shown.wish_lines(each, each.wish.on)["reason"]
    parts = [turkish.day(each.wish.on), state_in_words(each.row.state), reason, each.missing, each.hers]
    return service_in_words(each.wish.service), " · ".join(part for part in parts if part)


def _session_told(each: Any) -> tuple[str, str, str]:
    return service_in_words(each.given.service), shown.given_words(each.given, {})["text"], each.note


def _reasons(each: Any) -> str:
    found: str = shown.shelter_line(each)["refused"]
    return found


def held(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[tuple[str, int]]:
    """What this room holds of her, by number; her own notes only where their author asks."""
    told = services_of(opened, vault=vault)
    own = ProcessNote.objects.filter(case=opened.case, made_by=person.staff_id).count()
    counts = [
        (_("Hizmet isteği"), len(told.wishes)),
        (_("Görüşme, hizmet"), len(told.sessions)),
        (_("Güvenli yer isteği"), len(told.shelters)),
    ]
    return counts + ([(_("Psikoloğun kendi notu"), own)] if own else [])
