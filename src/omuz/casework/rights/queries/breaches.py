"""Data breaches of a centre, opened; and how its data protection stands in the figures of a year."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from omuz.casework.rights.models import Breach
from omuz.casework.rights.rules.breaches import BreachStanding, breach_standing, last_moment
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.gate import CENTRE, protect
from omuz.foundation.privacy.safe import SafeTable
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.sources import facts_from_installation

INDICATORS = ("I60", "I60R", "I60B")
KIND = "data_protection"


@dataclass(frozen=True, slots=True)
class OpenedBreach:
    """One breach, opened."""

    row: Breach
    answers: dict[str, Any]
    words: dict[str, str]

    def standing(self, now: datetime) -> BreachStanding:
        """How the notice to the authority stands."""
        return breach_standing(self.row.found_at, self.row.authority_told_at, now)

    @property
    def until(self) -> datetime:
        return last_moment(self.row.found_at)


def breaches_in(person: Person, *, vault: OpenedVault, centre_id: UUID) -> list[OpenedBreach]:
    """Every breach of a centre, newest first. Raises Http404 and Refused."""
    person.require("cases.read", centre_id)
    rows = Breach.objects.filter(centre_id=centre_id).select_related("data_key").order_by("-found_at")
    return [_opened(row, vault) for row in rows]


def breach_of(person: Person, breach_id: UUID, *, vault: OpenedVault) -> OpenedBreach:
    """One breach of a centre of hers. Raises Http404 and Refused."""
    row = Breach.objects.select_related("data_key").filter(pk=breach_id, centre_id__in=person.centres).first()
    if row is None:
        raise Http404
    person.require("cases.read", row.centre_id)
    return _opened(row, vault)


def waiting_breaches(person: Person, centre_id: UUID) -> list[Breach]:
    """Breaches the authority was not told of yet, the oldest first; nothing of them is opened."""
    person.require("cases.read", centre_id)
    return list(Breach.objects.filter(centre_id=centre_id, authority_told_at__isnull=True).order_by("found_at"))


def _opened(row: Breach, vault: OpenedVault) -> OpenedBreach:
    key = vault.centre(row.centre_id).data_key(row.data_key.id, row.data_key.wrapped)
    return OpenedBreach(row, row.opened(key, "answers"), row.opened(key, "words"))


def health_years(person: Person, *, vault: OpenedVault, centre_id: UUID) -> list[str]:
    """Years there is something to count of, this one always; newest first."""
    found = facts_from_installation(KIND, person=person, vault=vault, centre_id=centre_id)
    years = {str(each) for each in found.distinct("year") if str(each).isdigit()}
    return sorted({str(timezone.localdate().year), *years}, reverse=True)


def health(person: Person, *, vault: OpenedVault, centre_id: UUID, year: str) -> list[SafeTable]:
    """I60, I60R and I60B of one year of a centre, each through the gate; nothing of what there was none of.

    Raises Http404, Refused and NotGranted.
    """
    found = facts_from_installation(KIND, person=person, vault=vault, centre_id=centre_id, period=year)
    if not len(found):
        return []
    of = f"data_protection/{centre_id}/{year}"
    raws = [count(indicator(code), found, period=year, population=f"{of}/{code}") for code in INDICATORS]
    return [protect(raw, CENTRE) for raw in raws if any((raw.denominators or raw.counts).values())]
