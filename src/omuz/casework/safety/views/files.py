"""The page of one file about safety: the word that holds and why, reminders, talks, versions of the plan."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from omuz.casework.cases.queries.files import OpenedCase, open_case
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.safety.forms.reasons import MetForm, ReminderForm
from omuz.casework.safety.queries.plans import plan_drafts_of, versions_of
from omuz.casework.safety.queries.shown import LOOKS, level_shown, reminder_lines
from omuz.casework.safety.queries.talks import OpenedTalk, reminders_of, talk_drafts_of, talks_of
from omuz.casework.safety.queries.urgent import meetings_of, urgent_entry_of
from omuz.casework.safety.queries.words import level_words
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def one(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Everything about safety of one file."""
    file = open_case(request.person, case_id, vault=vault_of(request))
    return shown(request, file)


def shown(request: SignedInRequest, file: OpenedCase, status: int = 200, **more: Any) -> HttpResponse:
    """Draw the page; a form sent back with a fault shows her words as well, so the look is written here."""
    looked(by=request.person, event="safety.read", centre=file.centre_id, about=f"case:{file.code}")
    talks, versions, entry = talks_of(file), versions_of(file), urgent_entry_of(file)
    names = names_of({*(each.row.made_by for each in talks), *(each.row.made_by for each in versions)})
    context = {
        "case": file.case,
        "now": level_shown(talks[0].talk) if talks else None,
        "talk_id": talks[0].row.id if talks else None,
        "entry": entry,
        "met_form": MetForm() if entry else None,
        "meetings": meetings_of(file),
        "talks": [talk_line(each, names) for each in talks],
        "talk_drafts": talk_drafts_of(file.case),
        "reminders": reminder_lines(reminders_of(file)),
        "reminder_form": ReminderForm(),
        "versions": [(each, names.get(each.row.made_by, "")) for each in reversed(versions)],
        "plan_drafts": plan_drafts_of(file.case),
        "may_write": request.person.may("cases.write", file.centre_id),
        **more,
    }
    return render(request, "safety/file.html", context, status=status)


def talk_line(each: OpenedTalk, names: dict[UUID, str]) -> dict[str, Any]:
    """One talk in a list."""
    return {
        "id": each.row.id,
        "on": each.talk.on,
        "words": level_words(each.talk.level),
        "look": LOOKS[each.talk.level],
        "who": names.get(each.row.made_by, ""),
        "open": not each.talk.complete,
    }
