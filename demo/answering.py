"""Fills in a form as a centre would, with the actions people use, on a day that lies behind."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.surveys.actions.answers import new_answer, note_progress, send
from omuz.network.surveys.logic import Instance, blank, judge, submission
from omuz.network.surveys.models import Answer, Invitation
from omuz.network.surveys.xlsform import Form


def written(lead: Person, invitation: Invitation, form: Form, said: Mapping[str, str], when: datetime | None) -> Answer:
    """The form filled with `said` (path below the root → answer) and sent at `when`; None leaves it being written.

    Raises ValueError where the form refuses an answer: the demonstration would not be what it says.
    """
    instance = blank(form, who=lead.username)
    for path, text in said.items():
        instance.put(f"{form.path}/{path}", text)
    event = "answer.submitted" if when else "answer.begun"
    with recorded(by=lead, event=event, centre=invitation.centre_id, about=f"round:{invitation.round.code}"):
        answer = new_answer(lead, invitation, instance)
        note_progress(invitation, form, judge(form, instance, browser=True))
        if when:
            _sent(lead, answer, form, instance, when)
    return answer


def _sent(lead: Person, answer: Answer, form: Form, instance: Instance, when: datetime) -> None:
    judged = judge(form, instance, browser=True)
    if judged.faults:
        raise ValueError(f"{judged.faults[0].path}: {judged.faults[0].message}")
    send(lead, answer, submission(form, instance, now=when))
    answer.begun_at = when - timedelta(minutes=25)
    answer.submitted_at = answer.changed_at = answer.invitation.submitted_at = when
    answer.save(update_fields=["begun_at", "submitted_at", "changed_at"])
    answer.invitation.save(update_fields=["submitted_at"])
