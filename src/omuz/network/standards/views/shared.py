"""What several pages of this room need: today, back again, and a refusal told beside what was typed."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Organisation


def today() -> date:
    """The local day."""
    return timezone.localdate()


def back(name: str, *args: Any) -> HttpResponseBase:
    """Where a pressed button leads."""
    return redirect(f"standards:{name}", *args)


def organisations_of(person: Person) -> Iterable[UUID]:
    """Municipalities she may write for: her own as coordinator, all as the network's editor."""
    if person.edits_network:
        return list(Organisation.objects.values_list("id", flat=True))
    return [held.organisation_id for held in person.centres_where("standards.sign") if held.organisation_id]
