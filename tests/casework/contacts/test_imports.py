"""A file is brought in whole or not at all, every row accounted for, and the same file again adds nothing."""

import io
import json
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.http import Http404
from django.utils import timezone

from omuz.casework.contacts.actions.exports import file_name
from omuz.casework.contacts.actions.imports import Count, Listener, import_contacts
from omuz.casework.contacts.actions.refusals import refused_text
from omuz.casework.contacts.actions.versions import said_of
from omuz.casework.contacts.facts import facts
from omuz.casework.contacts.models import Contact
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.catalogue.mappings import Mapping, Refused
from omuz.foundation.people.access import Refused as NotAllowed
from omuz.foundation.people.access import acting
from tests.casework.contacts.exporting import exported
from tests.cast import Cast

SAYINGS = "Tarih;Kanal;Konu;Not\n"


def _bring(cast: Cast, text: str | bytes, mapping: str = "basit_cetele", **options: Any) -> tuple[Count, list[Refused]]:
    refused: list[Refused] = []
    source = io.BytesIO(text.encode() if isinstance(text, str) else text)
    with acting(cast.nermin.person):
        count = import_contacts(
            by=cast.nermin.person,
            vault=cast.nermin.vault,
            centre_id=cast.konak.id,
            rows=Mapping.named(mapping).read(source),
            source=mapping,
            listener=Listener(refused=refused.append),
            **options,
        )
    return count, refused


def _notes(cast: Cast) -> list[str]:
    with acting(cast.nermin.person):
        return sorted(said_of(row, row.key(cast.nermin.vault)).note for row in Contact.objects.all())


def test_each_row_ends_as_a_contact_or_with_a_reason(cast: Cast) -> None:
    count, refused = _bring(
        cast, SAYINGS + "02.03.2026;tel;şiddet;bir\n31.02.2026;tel;;iki\n02.03.2026;telsiz;;üç\n;tel;;dört\n"
    )
    assert (count.read, count.added, count.known, count.refused) == (4, 1, 0, 3)
    assert [(row.line, row.problems[0].column) for row in refused] == [(3, "Tarih"), (4, "Kanal"), (5, "Tarih")]
    assert all(problem.what and problem.todo for row in refused for problem in row.problems)
    assert _notes(cast) == ["bir"]


def test_a_day_that_has_not_come_is_refused(cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    count, refused = _bring(cast, SAYINGS + f"{tomorrow:%d.%m.%Y};tel;;\n01.01.1907;tel;;\n")
    assert (count.added, len(refused)) == (0, 2)


def test_identical_rows_of_one_file_are_each_kept_and_the_file_again_adds_nothing(cast: Cast) -> None:
    text = SAYINGS + "02.03.2026;tel;şiddet;\n" * 3 + "03.03.2026;tel;;\n"
    assert _bring(cast, text)[0].added == 4
    again, _refused = _bring(cast, text)
    assert (again.read, again.added, again.known) == (4, 0, 4)


def test_the_same_rows_in_another_order_under_other_columns_are_known(cast: Cast) -> None:
    _bring(cast, "Tarih;Kanal;Konu\n02.03.2026;tel;şiddet\n03.03.2026;geldi;iş\n")
    again, _refused = _bring(cast, "Konu;Tarih;Nasıl ulaştı\niş;03/03/2026;yüzyüze\nşiddet;02-03-2026;telefonla\n")
    assert (again.added, again.known) == (0, 2)


def test_a_dry_run_writes_nothing_and_tells_what_would_happen(cast: Cast) -> None:
    count, _refused = _bring(cast, SAYINGS + "02.03.2026;tel;;\n02.03.2026;x;;\n", dry_run=True)
    assert (count.read, count.added, count.refused) == (2, 1, 1)
    with acting(cast.nermin.person):
        assert not Contact.objects.exists()
        assert not AuditEvent.objects.filter(event="contacts.imported").exists()


def test_a_run_is_one_event(cast: Cast) -> None:
    _bring(cast, SAYINGS + "02.03.2026;tel;;\n" * 5)
    with acting(cast.nermin.person):
        event = AuditEvent.objects.get(event="contacts.imported")
    assert (event.about, event.why, event.username) == ("rows:5", "basit_cetele", "nermin")


def test_a_run_that_is_stopped_leaves_nothing(cast: Cast) -> None:
    class Stop(Exception):
        """She pressed cancel."""

    def stop(count: Count) -> None:
        if count.added:
            raise Stop

    rows = Mapping.named("basit_cetele").read(io.BytesIO((SAYINGS + "02.03.2026;tel;;\n" * 1500).encode()))
    with acting(cast.nermin.person):
        with pytest.raises(Stop):
            import_contacts(
                by=cast.nermin.person, vault=cast.nermin.vault, centre_id=cast.konak.id, rows=rows, source="x",
                listener=Listener(told=stop),
            )  # fmt: skip
        assert not Contact.objects.exists()
        assert not AuditEvent.objects.filter(event="contacts.imported").exists()


def test_a_counsellor_and_other_centres_may_not_import(cast: Cast) -> None:
    for member, error in ((cast.ayse, NotAllowed), (cast.zeynep, Http404), (cast.can, Http404)):
        with acting(member.person), pytest.raises(error):
            import_contacts(by=member.person, vault=cast.nermin.vault, centre_id=cast.konak.id, rows=[], source="x")


def test_refused_rows_open_harmlessly_in_a_spreadsheet(cast: Cast) -> None:
    _count, refused = _bring(cast, "Tarih;Kanal\n=1+1;tel\n02.03.2026;@SUM(A1)\n")
    text = refused_text(refused)
    assert text.startswith("\ufeff")
    assert "'=1+1" in text
    assert "'@SUM(A1)" in text


def test_imported_contacts_are_counted(cast: Cast) -> None:
    _bring(cast, SAYINGS + "02.03.2026;tel;şiddet;\n" * 2 + "09.04.2026;geldi;iş;\n")
    with acting(cast.ayse.person):
        told = facts(person=cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id)
        assert len(told) == 3
        assert told.distinct("month") == {"2026-03", "2026-04"}
        march = facts(person=cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id, period="2026-03")
        assert len(march) == 2


def test_an_export_read_again_gives_the_same_answers(cast: Cast, recorded_by: Callable[..., Contact]) -> None:
    recorded_by(
        cast.ayse, kind="violence", done=("listened_informed", "appointment"), violence_types=("physical", "digital"),
        district="konak", anonymous="did_not_want", note="=Şiir gibi; İIıiğ",
    )  # fmt: skip
    book = exported(cast)
    (row,) = list(Mapping.named("omuz_xlsx").read(io.BytesIO(book)))
    assert not isinstance(row, Refused)
    assert row.occurred_on is not None
    assert row.occurred_on.isoformat() == "2026-11-23"
    assert row.answers["done"] == ("listened_informed", "appointment")
    assert row.answers["violence_types"] == ("physical", "digital")
    assert (row.answers["district"], row.answers["anonymous"]) == ("konak", "did_not_want")
    assert row.note == "=Şiir gibi; İIıiğ"


@pytest.mark.parametrize("text", ["=1+1", "+90", "-1", "@x", "\tx", "Ğğ"])
def test_a_cell_that_begins_like_a_formula_stays_text(
    cast: Cast, recorded_by: Callable[..., Contact], text: str
) -> None:
    recorded_by(cast.ayse, note=text)
    book = exported(cast)
    sheet = openpyxl.load_workbook(io.BytesIO(book)).active
    assert sheet is not None
    notes = [cell.value for cell in sheet[1]].index("Not")
    cell = sheet[2][notes]
    assert (cell.value, cell.data_type) == (text, "s")


def test_an_export_leaves_its_reason_in_the_log_and_notes_stay_unless_asked_for(
    cast: Cast, recorded_by: Callable[..., Contact]
) -> None:
    recorded_by(cast.ayse, note="kalsın")
    book = exported(cast, why="yıl sonu", notes=False)
    with acting(cast.nermin.person):
        event = AuditEvent.objects.get(event="contacts.exported")
    assert event.why == "yıl sonu"
    assert re.fullmatch(r"export:Ç-[0-9A-F]{8} rows:1", event.about)
    read = openpyxl.load_workbook(io.BytesIO(book))
    sheet = read.active
    assert sheet is not None
    mark = next(cell.value for cell in sheet[2] if str(cell.value).startswith("Ç-"))
    assert mark in sheet.oddFooter.center.text
    number, taker, second, _moment = mark.split(" · ")
    assert (taker, second) == ("Nermin Aksoy", "Ayşe Demir")
    assert event.about == f"export:{number} rows:1"
    assert sheet is not None
    assert "Not" not in [cell.value for cell in sheet[1]]
    assert file_name(timezone.localdate()).startswith("belge-")


@pytest.mark.parametrize(("year", "rows"), [("2020", 29_706), ("2021", 25_301)])
def test_published_helpline_records_are_all_accounted_for(cast: Cast, shared_data: Path, year: str, rows: int) -> None:
    content = (shared_data / "linea144" / f"linea144-{year}.csv").read_bytes()
    first, _refused = _bring(cast, content, "linea144")
    assert first.read == rows
    assert first.added + first.refused == rows
    again, _refused = _bring(cast, content, "linea144")
    assert (again.added, again.known, again.refused) == (0, first.added, first.refused)


@pytest.fixture
def short_file(shared_data: Path, tmp_path: Path) -> Path:
    """The first 4,000 published rows."""
    with (shared_data / "linea144" / "linea144-2020.csv").open(encoding="utf-8-sig") as source:
        kept = [next(source) for _line in range(4_001)]
    path = tmp_path / "kayit.csv"
    path.write_text("".join(kept), encoding="utf-8")
    return path


_CHILD = """
import json, sys
import django
django.setup()
from pathlib import Path
from omuz.casework.contacts.actions.imports import Listener, import_contacts
from omuz.foundation.catalogue.mappings import Mapping
from omuz.foundation.people.access import acting, person_of
from omuz.foundation.vault.keys import open_with_password
person = person_of("nermin")
with acting(person):
    vault = open_with_password(person.staff_id, sys.argv[2])
    (centre_id,) = person.centres
    print("begun", flush=True)
    rows = Mapping.named("linea144").read(Path(sys.argv[1]))
    told = Listener(told=lambda c: print(c.read, flush=True))
    count = import_contacts(by=person, vault=vault, centre_id=centre_id, source="linea144", rows=rows, listener=told)
print(json.dumps([count.read, count.added, count.known, count.refused]))
"""


@pytest.fixture
def import_process(
    database_environment: dict[str, str], short_file: Path
) -> Iterator[Callable[[], "subprocess.Popen[str]"]]:
    """Starts a real process that imports the short file."""
    from tests.cast import PASSWORD

    begun: list[subprocess.Popen[str]] = []

    def begin() -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(short_file), PASSWORD],
            env=database_environment, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        begun.append(process)
        return process

    yield begin
    for process in begun:
        if process.poll() is None:
            process.kill()
            process.communicate()


@pytest.mark.django_db(transaction=True)
def test_killed_at_random_moments_and_run_again_it_ends_in_the_same_state(
    settings: Any, import_process: Callable[[], "subprocess.Popen[str]"]
) -> None:
    from tests.cast import assemble

    cast = assemble()
    chance = random.Random(144)
    for _kill in range(10):
        process = import_process()
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(chance.uniform(0, 0.6))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.communicate()
        with acting(cast.nermin.person):
            left = Contact.objects.count()
        assert left in (0, 4_000)
    finished = import_process()
    out, _err = finished.communicate()
    assert json.loads(out.splitlines()[-1])[0] == 4_000
    with acting(cast.nermin.person):
        assert Contact.objects.count() == 4_000
        assert AuditEvent.objects.filter(event="contacts.imported", about="rows:4000").count() == 1
