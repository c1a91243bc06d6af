"""What several pages of this room need: today, back again, refusals, files with neutral names."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from omuz.foundation.people.access import Person
from omuz.insight.charts.downloads import neutral_name
from omuz.network.coordination.models import Workspace
from omuz.network.coordination.queries.workspaces import writes

UNPROCESSABLE = 422
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def today() -> date:
    """The local day."""
    return timezone.localdate()


def back(name: str, *args: Any) -> HttpResponseBase:
    """Where a pressed button leads."""
    return redirect(f"coordination:{name}", *args)


def told(request: HttpRequest, refusal: Exception) -> None:
    """Say a refusal on the next page."""
    messages.warning(request, str(refusal))


def done(request: HttpRequest, words: str) -> None:
    """Say on the next page that it is done."""
    messages.success(request, words)


def status(*forms: BaseForm) -> int:
    """422 where something typed was not taken."""
    return UNPROCESSABLE if any(form.errors for form in forms) else 200


def first_fault(form: BaseForm) -> str:
    """The first sentence a form complains with."""
    return next((str(message) for errors in form.errors.values() for message in errors), "")


def handed_out(content: bytes, ending: str) -> HttpResponse:
    """A file with a neutral name."""
    response = HttpResponse(content, content_type=TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="{neutral_name(today(), ending)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def frame(person: Person, workspace: Workspace, part: str) -> dict[str, Any]:
    """What every page of a workspace shows around its own: whose it is, whether she writes, which part this is."""
    return {"workspace": workspace, "writes": writes(person, workspace), "part": part}
