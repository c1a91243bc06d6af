"""Requests and sessions in words, for pages, for the file's timeline and for her."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from omuz.casework.services.queries.records import OpenedSession, OpenedShelter, OpenedWish
from omuz.casework.services.queries.words import (
    LOOKS,
    REASONS_KEPT,
    outcome_in_words,
    service_in_words,
    state_in_words,
)
from omuz.casework.services.rules.requests import NOT_ASKED, RequestState, Wish, wait_days
from omuz.casework.services.rules.sessions import Counter, Form, Given
from omuz.casework.services.rules.shelter import ShelterAsked
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import label_of


def days_in_words(days: int) -> str:
    """A wait in words."""
    return ngettext("%(n)d gün", "%(n)d gün", days) % {"n": days} if days else _("aynı gün")


def minutes_in_words(minutes: int | None) -> str:
    """A length in words; empty where nobody noted it."""
    return "" if minutes is None else ngettext("%(n)d dakika", "%(n)d dakika", minutes) % {"n": minutes}


def wish_lines(each: OpenedWish, today: date) -> dict[str, Any]:
    """One request as pages show it."""
    wish, state = each.wish, str(each.row.state)
    waited = wait_days(wish.on, today) if each.waits else each.days
    return {
        "each": each,
        "service": service_in_words(wish.service),
        "state": state_in_words(state),
        "look": LOOKS.get(state, ""),
        "waited": "" if waited is None else days_in_words(waited),
        "reason": _said("unmet_reason", wish.unmet_reason),
    }


def session_line(each: OpenedSession, names: Mapping[UUID, str]) -> dict[str, Any]:
    """One session as pages show it."""
    return {"each": each, **given_words(each.given, names)}


def given_words(given: Given, names: Mapping[UUID, str]) -> dict[str, str]:
    """What was given, by whom, how and how long."""
    told = {
        "service": service_in_words(given.service),
        "worker": names.get(given.worker, "") if given.worker else "",
        "profession": _said("profession", given.profession),
        "channel": _said("channel", given.channel),
        "place": _said("accompaniment_place", given.place),
        "form": label_of("service_form", given.form) if given.form == Form.GROUP else "",
        "minutes": minutes_in_words(given.minutes),
    }
    names_first = (told["worker"] or told["profession"], told["form"], told["channel"], told["place"], told["minutes"])
    return {**told, "text": " · ".join(part for part in names_first if part)}


def _said(catalogue: str, code: str) -> str:
    return "" if code == NOT_ASKED else label_of(catalogue, code)


def shelter_line(each: OpenedShelter) -> dict[str, Any]:
    """One shelter request as pages show it; a place is never named."""
    return {
        "each": each,
        "outcome": outcome_in_words(each.asked.outcome),
        "look": LOOKS.get(each.asked.outcome, ""),
        "refused": ", ".join(label_of("shelter_refusal", code) for code in each.asked.refused),
    }


def counter_lines(counters: Mapping[str, Counter]) -> list[tuple[str, int, str]]:
    """Service, sessions and minutes in words."""
    return [
        (service_in_words(service), told.sessions, minutes_in_words(told.minutes or None))
        for service, told in counters.items()
    ]


def version_steps(versions: Sequence[Mapping[str, Any]], names: Mapping[UUID, str], words: Any) -> list[dict[str, str]]:
    """Earlier versions as a timeline, newest first; `words` puts one version into a sentence."""
    return [
        {
            "when": f"{turkish.moment(_local(each['at']))} · {names.get(UUID(each['by']), '')}",
            "title": str(REASONS_KEPT.get(each["reason"], _("Önceki hâli"))),
            "text": words(each),
            "icon": "edit",
        }
        for each in reversed(versions)
    ]


def _local(moment: str) -> datetime:
    return timezone.localtime(datetime.fromisoformat(moment))


def earlier_session(version: Mapping[str, Any]) -> str:
    """What an earlier version of a session said."""
    given = Given.from_payload(version["answers"])
    told = given_words(given, {})
    parts = (turkish.day(given.on), told["service"], told["text"], version["words"].get("note", ""))
    return " · ".join(part for part in parts if part)


def earlier_wish(version: Mapping[str, Any]) -> str:
    """What an earlier version of a request said."""
    wish = Wish.from_payload(version["answers"])
    words = version["words"]
    parts = [state_in_words(version["state"]), _said("unmet_reason", wish.unmet_reason), words.get("missing", "")]
    if wish.settled_on and version["state"] != RequestState.WAITING:
        parts.insert(1, turkish.day(wish.settled_on))
    return " · ".join(part for part in parts if part)


def earlier_shelter(version: Mapping[str, Any]) -> str:
    """What an earlier version of a shelter request said."""
    asked = ShelterAsked.from_payload(version["answers"])
    reasons = ", ".join(label_of("shelter_refusal", code) for code in asked.refused)
    return " · ".join(part for part in (outcome_in_words(asked.outcome), reasons) if part)


def people_in(*records: Sequence[OpenedWish | OpenedSession | OpenedShelter]) -> set[UUID]:
    """Everybody whose name a page of these records needs."""
    found: set[UUID] = set()
    for several in records:
        for each in several:
            found |= {each.row.made_by, each.row.changed_by, *(UUID(old["by"]) for old in each.versions)}
            if isinstance(each, OpenedSession) and each.given.worker:
                found.add(each.given.worker)
    return found
