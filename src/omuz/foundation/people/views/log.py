"""Who looked at what: the log of her centre, in sentences, names and never content."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import INSTALLATION
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.audit.queries import Page, Wanted, events, staff_in
from omuz.foundation.audit.sentences import sentence
from omuz.foundation.people.forms import LogFilter
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.queries import keys_are_held, names
from omuz.foundation.people.rules import Role
from omuz.foundation.people.words import LEAVING_WORDS, ROLE_TITLES
from omuz.foundation.vault.session import vault_of


@page("audit.read")
def log(request: SignedInRequest) -> HttpResponseBase:
    """The log of her centres whose key she holds: a post alone, which IT can give, shows no code and no number.

    Where nothing is sealed the log names no woman's code, and her post is enough.
    """
    centres = request.person.centres
    logs = centres & vault_of(request).centres if keys_are_held() else centres
    return _log(request, _Chains(request.person.staff_id, logs))


@page("installation.run")
def installation_log(request: SignedInRequest) -> HttpResponseBase:
    """The log of the installation itself: accounts outside centres, organisations, refused sign-ins of nobody."""
    return _log(request, _Chains(request.person.staff_id, frozenset({INSTALLATION})))


@dataclass(frozen=True)
class _Chains:
    """The chains one page reads, and for whom."""

    staff_id: UUID
    logs: frozenset[UUID]


def _log(request: SignedInRequest, chains: _Chains) -> HttpResponseBase:
    people = staff_in(chains)
    known = names(staff_id for staff_id, _name in people)
    choices = sorted(
        ((str(staff_id), known.get(staff_id, name)) for staff_id, name in people), key=lambda each: each[1]
    )
    form = LogFilter(request.GET or None, people=choices)
    wanted = Wanted(before=request.GET.get("once", ""))
    if form.is_valid():
        told = form.cleaned_data
        wanted = replace(
            wanted, staff_id=UUID(told["person"]) if told["person"] else None, kind=told["kind"], day=told["day"]
        )
    found = events(chains, wanted)
    told = {"form": form, "lines": _lines(found), "older": _older(request, found), "first": not wanted.before}
    return render(request, "people/log.html", told)


def _older(request: SignedInRequest, found: Page) -> str:
    kept = {key: str(value) for key, value in request.GET.items() if key in {"person", "kind", "day"} and value}
    return f"?{urlencode({**kept, 'once': found.older})}" if found.older else ""


def _lines(found: Page) -> list[dict[str, Any]]:
    known = names(
        {each.staff_id for each in found.events if each.staff_id} | set(filter(None, map(_staff, found.events)))
    )
    return [
        {
            "at": each.at,
            "who": _who(each, known),
            "role": ", ".join(_role(code) for code in each.role.split(",") if code),
            "what": sentence(each.event),
            "about": _about(each, known),
            "code": _staff(each) is None,
            "why": _why(each),
        }
        for each in found.events
    ]


def _who(event: AuditEvent, known: dict[UUID, str]) -> str:
    if event.staff_id:
        return known.get(event.staff_id, event.username)
    if event.event == "session.refused":
        subject = _staff(event)
        return known.get(subject, "") if subject else _("Bilinmeyen bir ad")
    return _("Omuz")


def _role(code: str) -> str:
    return str(ROLE_TITLES[Role(code)]) if code in set(Role) else _("kurulum")


def _staff(event: AuditEvent) -> UUID | None:
    for word in event.about.split():
        kind, _colon, key = word.partition(":")
        if kind == "staff":
            try:
                return UUID(key)
            except ValueError:
                return None
    return None


def _why(event: AuditEvent) -> Any:
    if event.why in LEAVING_WORDS:
        return LEAVING_WORDS[event.why]
    if event.why in set(Role):
        return ROLE_TITLES[Role(event.why)]
    return event.why if event.event.startswith("contact") else ""


def _about(event: AuditEvent, known: dict[UUID, str]) -> str:
    subject = _staff(event)
    if event.event == "session.refused" or subject == event.staff_id:
        return ""
    if subject:
        return known.get(subject, "")
    kind, _colon, key = event.about.partition(":")
    return key if kind in {"contact", "case", "visit", "return", "file", "code"} else ""
