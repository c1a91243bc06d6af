"""Where the pages of this room lead, and how a paper leaves it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from omuz.casework.cases.queries.files import OpenedCase, open_case
from omuz.casework.cases.views.places import page_of_case
from omuz.casework.rights.documents.paper import Paper, set_paper
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest
from omuz.foundation.vault.session import vault_of


def at(name: str, *args: object) -> str:
    """The address of a page of this room."""
    return reverse(f"rights:{name}", args=args)


def opened_for(request: SignedInRequest, case_id: UUID, permission: str = "cases.read") -> OpenedCase:
    """The file a page is about, opened; Http404 where she may not know of it."""
    return open_case(request.person, case_id, vault=vault_of(request), permission=permission)


def shown(
    request: SignedInRequest,
    file: OpenedCase,
    template: str,
    context: Mapping[str, Any],
    *,
    event: str = "rights.page_read",
    status: int = 200,
) -> HttpResponse:
    """Draw a page of one file and write its one event, last of all."""
    told = {"file": file, "case": file.case, "case_url": page_of_case(file.id), "file_url": at("file", file.id)}
    drawn = render(request, template, {**told, **context}, status=status)
    looked(by=request.person, event=event, centre=file.centre_id, about=f"case:{file.code}")
    return drawn


def paper_answer(paper: Paper) -> HttpResponse:
    """A paper as a file whose name says nothing of what is inside."""
    name = f"belge-{timezone.localdate().isoformat()}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(set_paper(paper), content_type="application/pdf", headers=headers)
