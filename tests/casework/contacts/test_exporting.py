"""Contacts leave as a file only by two people, once, within a day, and marked."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from omuz.casework.contacts.actions.exports import CannotExport, answer_export, ask_export, take_export
from omuz.casework.contacts.models import ContactExport
from omuz.casework.contacts.rules.exporting import ExportProblem, ExportState, may_answer, may_take
from omuz.foundation.audit.guard import current
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting

pytestmark = pytest.mark.django_db


def asked(cast: Any, why: str = "yıl sonu") -> ContactExport:
    with acting(cast.nermin.person):
        return ask_export(by=cast.nermin.person, centre_id=cast.konak.id, why=why, notes=False)


def test_nothing_goes_out_before_a_second_person_approved(cast: Any) -> None:
    row, nermin = asked(cast), cast.nermin
    with acting(nermin.person), pytest.raises(CannotExport) as waiting:
        take_export(by=nermin.person, vault=nermin.vault, export_id=row.id)
    assert waiting.value.problem is ExportProblem.NOT_OPEN
    with acting(nermin.person), pytest.raises(CannotExport) as own:
        answer_export(by=nermin.person, export_id=row.id, approve=True)
    assert own.value.problem is ExportProblem.SAME_PERSON


def test_the_file_is_taken_once_and_by_nobody_else(cast: Any) -> None:
    row, nermin = asked(cast), cast.nermin
    with acting(cast.ayse.person):
        answer_export(by=cast.ayse.person, export_id=row.id, approve=True)
        with pytest.raises(Refused):
            take_export(by=cast.ayse.person, vault=cast.ayse.vault, export_id=row.id)
    with acting(nermin.person):
        assert take_export(by=nermin.person, vault=nermin.vault, export_id=row.id).startswith(b"PK")
        with pytest.raises(CannotExport):
            take_export(by=nermin.person, vault=nermin.vault, export_id=row.id)
        events = AuditEvent.objects.filter(event__startswith="contacts.export").order_by("seq")
        assert [(each.event, each.username) for each in events] == [
            ("contacts.export_asked", "nermin"),
            ("contacts.export_approved", "ayse"),
            ("contacts.exported", "nermin"),
        ]
        assert all(row.number in each.about for each in events)


def test_a_refused_request_and_a_request_of_another_centre_open_nothing(cast: Any) -> None:
    row = asked(cast)
    with acting(cast.zeynep.person), pytest.raises(Http404):
        answer_export(by=cast.zeynep.person, export_id=row.id, approve=True)
    with acting(cast.ayse.person):
        answer_export(by=cast.ayse.person, export_id=row.id, approve=False)
    with acting(cast.nermin.person), pytest.raises(CannotExport):
        take_export(by=cast.nermin.person, vault=cast.nermin.vault, export_id=row.id)


def test_a_request_lapses_after_a_day_and_so_does_an_approval(cast: Any) -> None:
    now = timezone.now()
    nermin, ayse = cast.nermin.staff.pk, cast.ayse.staff.pk
    day = timedelta(hours=24)
    assert may_answer(ExportState.ASKED, now - day, nermin, ayse, now) is ExportProblem.NOT_OPEN
    assert may_answer(ExportState.ASKED, now - day / 2, nermin, ayse, now) is None
    assert may_take(ExportState.APPROVED, now - day, now) is ExportProblem.NOT_OPEN
    assert may_take(ExportState.APPROVED, now - day / 2, now) is None
    assert current.get() is None


def test_the_second_person_is_told_on_her_page_of_today_and_reads_why(cast: Any) -> None:
    row = asked(cast, why="belediyenin yıl sonu denetimi")
    address = reverse("contacts:export-answer", args=[row.id])
    client = cast.ayse.client()
    assert address in client.get(reverse("desk:today")).content.decode()
    assert "belediyenin yıl sonu denetimi" in client.get(address).content.decode()
    assert address not in cast.nermin.client().get(reverse("desk:today")).content.decode()
    assert cast.zeynep.client().get(address).status_code == 404
    assert client.post(address, {"onayla": "1"}).status_code == 302
    page = cast.nermin.client().get(reverse("contacts:export")).content.decode()
    assert reverse("contacts:export-file", args=[row.id]) in page
