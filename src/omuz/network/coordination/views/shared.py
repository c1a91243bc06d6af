"""What several pages of this room need: today, back again, refusals, files with neutral names."""

from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from omuz.foundation.people.access import Person
from omuz.network.coordination.models import Workspace
from omuz.network.coordination.queries.workspaces import writes


def today() -> date:
    """The local day."""
    return timezone.localdate()


def back(name: str, *args: Any) -> HttpResponseBase:
    """Where a pressed button leads."""
    return redirect(f"coordination:{name}", *args)


def frame(person: Person, workspace: Workspace, part: str) -> dict[str, Any]:
    """What every page of a workspace shows around its own: whose it is, whether she writes, which part this is."""
    return {"workspace": workspace, "writes": writes(person, workspace), "part": part}
