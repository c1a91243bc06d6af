"""The one page of a file."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse

from omuz.casework.cases.queries.files import OpenedCase, open_case
from omuz.casework.cases.queries.reading import reading
from omuz.casework.cases.queries.told import pseudonym_of
from omuz.casework.cases.queries.words import STATE_LOOKS, state_in_words
from omuz.casework.cases.rules.steps import OPEN, State
from omuz.casework.desk.queries.page import FIRST, Placed, drawn_entries, panels_of, strip_of, timeline_of, words_of
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of

WAYS = (
    ("interviews:new", "interview"),
    ("appointments:book", "book"),
    ("rights:show", "show"),
)
"""Pages of other rooms this page leads to, where this installation has them."""


def _said_of(file: OpenedCase) -> dict[str, Any]:
    return {
        "file": file,
        "case": file.case,
        "called": pseudonym_of(file),
        "state": state_in_words(file.case.state),
        "look": STATE_LOOKS.get(file.case.state, ""),
        "open": file.case.state in OPEN,
        "closed": file.case.state == State.CLOSED,
        "strip": strip_of(file),
    }


@page("cases.read")
def case(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """A file with everything the rooms tell of it, written as she may read it."""
    vault = vault_of(request)
    file = reading(open_case(request.person, case_id, vault=vault))
    entries = timeline_of(request.person, vault=vault, file=file)
    placed = panels_of(request.person, vault=vault, file=file)
    context = {
        **_said_of(file),
        "prompts": words_of(request.person, vault=vault, file=file),
        "entries": drawn_entries(entries[:FIRST]),
        "older": max(0, len(entries) - FIRST),
        "may_write": request.person.may("cases.write", file.centre_id),
        "ways": {name: _way(address, case_id) for address, name in WAYS},
        **{f"{place}_panels": [_drawn(request, each) for each in found] for place, found in placed.items()},
    }
    drawn = render(request, "desk/case.html", context)
    # Last of all: whoever writes in this centre waits from here until the answer is committed.
    looked(by=request.person, event="case.read", centre=file.centre_id, about=f"case:{file.code}")
    return drawn


def _drawn(request: SignedInRequest, placed: Placed) -> dict[str, Any]:
    panel = placed.panel
    html = render_to_string(panel.template, dict(panel.context), request=request)
    return {"room": placed.room, "title": panel.title, "urgent": panel.urgent, "html": html}


def _way(name: str, case_id: UUID) -> str:
    try:
        return reverse(name, args=[case_id])
    except NoReverseMatch:
        return ""


@page("cases.read")
def older(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """The whole timeline: in place where the page asks for it, else a page of its own."""
    vault = vault_of(request)
    file = reading(open_case(request.person, case_id, vault=vault))
    entries = drawn_entries(timeline_of(request.person, vault=vault, file=file))
    part = bool(request.headers.get("HX-Request"))
    template = "desk/parts/timeline.html" if part else "desk/timeline.html"
    drawn = render(request, template, {"case": file.case, "entries": entries, "older": 0})
    looked(by=request.person, event="case.part_read", centre=file.centre_id, about=f"case:{file.code}")
    return drawn
