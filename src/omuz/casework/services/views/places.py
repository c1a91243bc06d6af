"""Where the pages of this room lead, and what each page of a file shows around its own part."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from omuz.casework.cases.queries.files import OpenedCase, opened
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.services.models import CorrectedRecord
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest
from omuz.foundation.vault.session import vault_of


def at(name: str, *args: object) -> str:
    """The address of a page of this room."""
    return reverse(f"services:{name}", args=args)


def file_around(request: SignedInRequest, row: CorrectedRecord) -> OpenedCase:
    """The opened file of a record that was found for her already."""
    return opened(row.case, vault_of(request))


def shown(
    request: SignedInRequest, file: OpenedCase, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Draw a page of one file and write its one event: here, where her words are shown, a fault sent back as well."""
    told = {"file": file, "case": file.case, "file_url": at("file", file.id), **context}
    drawn = render(request, template, told, status=status)
    looked(by=request.person, event="service.read", centre=file.centre_id, about=f"case:{file.code}")
    return drawn


def names(people: set[UUID]) -> dict[UUID, str]:
    """Full names of members of staff."""
    return names_of(people)
