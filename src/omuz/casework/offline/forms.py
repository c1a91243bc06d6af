"""What a browser sends, read field by field; what is malformed is refused as a whole, in one sentence."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from omuz.casework.contacts.forms.tally import TallyForm
from omuz.casework.interviews.forms.interview import InterviewForm
from omuz.casework.interviews.rules.answers import Said
from omuz.casework.offline.actions import Entry
from omuz.casework.offline.rules import HOURS, HOURS_AT_FIRST, LONGEST, MOST_FIELDS, Edit, Kind, Values

MOST_VALUES = 60


class Unreadable(ValueError):
    """What arrived is not what our page sends."""


class PermitForm(forms.Form):
    """Whether a centre writes while the line is cut, and for how many hours it may lie."""

    hours = forms.TypedChoiceField(
        label=_("Yazılan, bilgisayarda en çok ne kadar bekleyebilir?"),
        choices=[(each, _("%(hours)s saat") % {"hours": each}) for each in HOURS],
        coerce=int,
        initial=HOURS_AT_FIRST,
        widget=forms.RadioSelect,
    )


def uuid_of(text: object) -> UUID:
    """The UUID in a value from outside; raises Unreadable."""
    try:
        return UUID(str(text))
    except ValueError as error:
        raise Unreadable("id") from error


def _values(told: object) -> Values:
    if not isinstance(told, list) or len(told) > MOST_VALUES or not all(isinstance(each, str) for each in told):
        raise Unreadable("values")
    return tuple(each[:LONGEST].replace("\x00", "") for each in told)


def _edits(told: object, names: frozenset[str]) -> dict[str, Edit]:
    if not isinstance(told, dict) or len(told) > MOST_FIELDS:
        raise Unreadable("edits")
    read = {}
    for name, each in told.items():
        if name in names:
            if not isinstance(each, dict):
                raise Unreadable("edit")
            read[name] = Edit(_values(each.get("was", [])), _values(each.get("now", [])))
    return read


def _moment(told: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(told))
    except ValueError as error:
        raise Unreadable("written_at") from error
    if moment.tzinfo is None:
        raise Unreadable("written_at")
    return moment


def posted_fields(fields: Mapping[str, Values | list[str]]) -> QueryDict:
    """Fields as a form takes them."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, list(values))
    return data


def entry_of(body: bytes) -> Entry:
    """The entry in the body of a delivery. Raises Unreadable.

    A contact she finished is taken as recorded where the rules accept it; else it stays a draft, with every word.
    """
    try:
        told: Any = json.loads(body)
        kind = Kind(told["kind"])
        told["id"], told["device"]
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable("body") from error
    names = TallyForm.names() if kind is Kind.TALLY else InterviewForm.names()
    edits = _edits(told.get("edits", {}), names)
    said = None
    if kind is Kind.TALLY and told.get("finished") is True:
        form = TallyForm(posted_fields({name: edit.now for name, edit in edits.items()}))
        said = form.said if form.is_valid() else None
    interview = told.get("interview")
    return Entry(
        id=uuid_of(told["id"]),
        device_id=uuid_of(told["device"]),
        kind=kind,
        written_at=_moment(told.get("written_at")),
        edits=edits,
        said=said,
        interview_id=uuid_of(interview) if interview else None,
        code=str(told.get("code", ""))[:40],
    )


def corrected_with(stands: Mapping[str, Values], mine: Mapping[str, Values]) -> Said | None:
    """A recorded interview with some of its fields as they were written elsewhere; None where the rules refuse it."""
    form = InterviewForm(posted_fields({**stands, **mine}))
    return form.said if form.is_valid() else None
