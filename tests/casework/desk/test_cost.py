"""What a page asks of the database and of the vault: counted, never timed, so that a page stays as cheap as it is."""

import re
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from omuz.casework.cases.models import Case, Presentation
from omuz.casework.cases.queries.files import open_case
from omuz.casework.cases.queries.reading import reading, rows_of
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from omuz.foundation.tenancy.present import present
from omuz.foundation.vault.opened import OpenedKey
from tests.casework.cases.files import opened_file
from tests.casework.contacts.conftest import recorded_by
from tests.casework.rights.whole import HERS, whole_file

__all__ = ["recorded_by"]

pytestmark = pytest.mark.django_db
TODAY, FILES, CONTACTS = reverse("desk:today"), reverse("cases:list") + "?g=t", reverse("contacts:list") + "?d=t"


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[Any, ...]]:
    """How often each envelope was opened: by table, record and field."""
    found: Counter[tuple[Any, ...]] = Counter()
    really = OpenedKey.open

    def counted(self: OpenedKey, blob: Any, *, table: str, record: Any, field: str) -> Any:
        found[table, record, field] += 1
        return really(self, blob, table=table, record=record, field=field)

    monkeypatch.setattr(OpenedKey, "open", counted)
    return found


def _asked(client: Any, path: str) -> list[str]:
    """The statements of one page, asked for a second time: what a session loads once is loaded."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return [each["sql"] for each in caught.captured_queries]


def test_a_files_page_opens_each_envelope_once(cast, openings) -> None:
    case = whole_file(cast)
    client = cast.ayse.client()
    openings.clear()
    text = client.get(reverse("desk:case", args=[case.id])).content.decode()
    assert HERS in text
    tables = {table for table, _record, _field in openings}
    assert len(tables) >= 8, "the page must tell of many rooms"
    assert [each for each, times in openings.items() if times > 1] == []


def test_a_files_page_reads_each_table_of_records_once_and_none_that_is_empty(cast) -> None:
    bare = opened_file(cast, presented={"channel": "phone"})
    asked = _asked(cast.ayse.client(), reverse("desk:case", args=[bare.id]))
    tables = Counter(found[1] for each in asked if (found := re.match(r'SELECT .* FROM "(\w+)"', each)))
    assert tables["cases_presentation"] == tables["cases_casestep"] == tables["cases_case"] == 1
    rooms = ("interviews", "safety", "consents", "services", "referrals", "orders", "appointments", "rights")
    assert [table for table in tables if table.startswith(rooms)] == []


def test_a_file_with_everything_is_one_look_and_few_statements(cast) -> None:
    case, client = whole_file(cast), cast.ayse.client()
    with acting(cast.ayse.person):
        before = AuditEvent.objects.filter(event="case.read").count()
    asked = _asked(client, reverse("desk:case", args=[case.id]))
    with acting(cast.ayse.person):
        assert AuditEvent.objects.filter(event="case.read").count() == before + 2
    tables = Counter(found[1] for each in asked if (found := re.match(r'SELECT .* FROM "(\w+)"', each)))
    twice = {table for table, times in tables.items() if times > 1}
    # Unfinished interviews are read beside the finished ones; names of colleagues by room; steps by referral.
    assert twice <= {"interviews_interview", "people_staff", "referrals_referralstep"}, twice


@pytest.mark.parametrize("path", [TODAY, FILES, CONTACTS])
def test_statements_do_not_grow_with_the_files_of_the_centre(cast, path) -> None:
    opened_file(cast, presented={"channel": "phone"})
    client = cast.nermin.client()
    before = len(_asked(client, path))
    for _number in range(4):
        opened_file(cast, presented={"channel": "phone"})
    assert len(_asked(client, path)) == before


def test_today_loads_no_row_of_files_nothing_waits_in(cast, monkeypatch) -> None:
    for _number in range(3):
        opened_file(cast, presented={"channel": "phone"})
    client, loaded = cast.nermin.client(), []
    assert client.get(TODAY).status_code == 200
    really = Case.from_db.__func__
    monkeypatch.setattr(Case, "from_db", classmethod(lambda cls, *told: loaded.append(told) or really(cls, *told)))
    assert client.get(TODAY).status_code == 200
    assert loaded == []


def test_what_a_reading_keeps_is_its_own_and_an_act_sees_everything(cast) -> None:
    case = opened_file(cast)
    person, vault = cast.ayse.person, cast.ayse.vault
    with acting(person):
        plain, read = open_case(person, case.id, vault=vault), reading(open_case(person, case.id, vault=vault))
        assert plain.case.kinds is None and plain.read is None
        known = rows_of(read, Presentation)
        assert rows_of(read, Presentation) is known
        assert rows_of(plain, Presentation) == known and rows_of(plain, Presentation) is not known
        assert open_case(person, case.id, vault=vault).read is None
        assert Case.kinds is None, "what one file has is never known of another"


def test_what_is_there_is_told_under_the_walls_of_the_transaction(cast) -> None:
    case = opened_file(cast, presented={"channel": "phone"})
    told = {"centre_id": cast.konak.id, "column": "case_id", "record_id": case.id}
    tables = ["cases_presentation", "safety_risktalk"]
    with acting(cast.ayse.person):
        assert present(tables, **told) == {"cases_presentation"}
        assert present([], **told) == frozenset()
    with acting(cast.zeynep.person):
        assert present(tables, **told) == frozenset()


def test_the_day_after_tomorrow_is_worked_out_anew(cast, recorded_by) -> None:
    from omuz.casework.rights.queries.due import due_in

    line = recorded_by(cast.ayse, kind="violence")
    person, vault = cast.nermin.person, cast.nermin.vault
    today = timezone.localdate()
    with acting(person):
        told = {"vault": vault, "centre_id": cast.konak.id}
        assert due_in(person, today=today, **told).contacts == ()
        later = due_in(person, today=today + timedelta(days=9_000), **told).contacts
        assert [each.code for each in later] == [line.code]
        assert due_in(person, today=today, **told).contacts == ()
