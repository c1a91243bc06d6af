"""Where the pages of this room lead, and how a page says that somebody else wrote meanwhile."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from omuz.casework.cases.queries.files import OpenedCase, open_case
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest
from omuz.foundation.vault.session import vault_of


def page_of_case(case_id: UUID) -> str:
    """The address of a file's one page."""
    return reverse("desk:case", args=[case_id])


def opened_for(request: SignedInRequest, case_id: UUID, permission: str = "cases.write") -> OpenedCase:
    """The file a page of this room is about, opened; Http404 where she may not know of it."""
    return open_case(request.person, case_id, vault=vault_of(request), permission=permission)


def posted(request: SignedInRequest) -> QueryDict | None:
    """What was sent with a form; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def shown_part(
    request: SignedInRequest, file: OpenedCase, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page that shows a part of a file: drawn, and told to the log as one look."""
    told = {"file": file, "case": file.case, "back": page_of_case(file.id), **context}
    drawn = render(request, template, told, status=status)
    # Last of all: whoever writes in this centre waits from here until the answer is committed.
    looked(by=request.person, event="case.part_read", centre=file.centre_id, about=f"case:{file.code}")
    return drawn
