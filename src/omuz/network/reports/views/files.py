"""An edition as a file: PDF, Word, workbook, in both languages, under a name that says only the day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from omuz.foundation.people.access import Person
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.charts.downloads import neutral_name
from omuz.network.reports.models import Edition
from omuz.network.reports.queries import desk
from omuz.network.reports.queries.desk import LANGUAGES, Language
from omuz.network.reports.queries.editions import edition_for
from omuz.network.reports.views.shared import attempted


@dataclass(frozen=True)
class Kind:
    """One kind of file: what browsers call it, how it is made."""

    content_type: str
    make: Callable[[Person, Edition, Language], bytes]


KINDS: Final[Mapping[str, Kind]] = {
    "pdf": Kind("application/pdf", desk.pdf),
    "docx": Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", desk.docx),
    "xlsx": Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", desk.xlsx),
}


@page("reports.read")
def file(request: SignedInRequest, edition_id: UUID, language: str, kind: str) -> HttpResponseBase:
    """One file of an edition."""
    row = edition_for(request.person, edition_id)
    spoken = next((each for each in LANGUAGES if each == language), None)
    if kind not in KINDS or spoken is None:
        raise Http404
    made: list[bytes] = []
    if not attempted(request, lambda: made.append(KINDS[kind].make(request.person, row, spoken)), ""):
        return redirect("reports:edition", row.pk)
    answer = HttpResponse(made[0], content_type=KINDS[kind].content_type)
    answer["Content-Disposition"] = f'attachment; filename="{neutral_name(timezone.localdate(), kind)}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
