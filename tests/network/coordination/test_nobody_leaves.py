"""Names and contacts planted in every field of a workspace stand neither in the template nor in the hand-over pack."""

import io
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import models
from django.utils import timezone
from pypdf import PdfReader

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import acting
from omuz.insight.papers.printed import as_pdf
from omuz.insight.papers.word import as_docx
from omuz.network.coordination.actions import templates as copying
from omuz.network.coordination.documents.groups import consent_paper, guide_paper
from omuz.network.coordination.documents.handover import Pack
from omuz.network.coordination.models import (
    CardCount,
    Finding,
    Guide,
    JointSession,
    Lesson,
    Protocol,
    Step,
    Unit,
    UnitPage,
    UnitSheet,
    Workspace,
)
from omuz.network.coordination.queries.guide import frame
from omuz.network.coordination.queries.templates import content_of
from omuz.network.coordination.rules.shape import as_json, as_toml
from tests.network.coordination import groups
from tests.network.coordination.houses import House

PLANTED = ("Fatma", "Hatice", "Bozkurt", "Yıldırım", "111 22 33", "444 55 66", "ornek@", "D-1A2B3", "12345678901")
WORDS = (
    "Bunu Fatma bilir. Kutusu ornek@ornek.org, telefonu 0532 111 22 33. Santral 0232 444 55 66.\n"
    "Sayın Yıldırım’a sorun. Dün Bozkurt Bey geldi; dosyası D-1A2B3, kimliği 12345678901.\nhatice de bilir."
)
"""One text with a person behind each of its sentences."""
_KEPT = frozenset({"id", "key", "digest"})


def _plant(row: models.Model) -> None:
    """Put the words into every field that holds words."""
    for field in row._meta.concrete_fields:
        if isinstance(field, models.TextField | models.CharField) and not field.choices and field.name not in _KEPT:
            setattr(row, field.name, WORDS[: getattr(field, "max_length", None) or 2000])
    row.save()


@pytest.fixture
def planted(house: House) -> House:
    """Konak with everything a workspace can hold, and the words in all of it; the acts would refuse them."""
    rows = house.mapped()
    house.drafted(rows)
    house.committed()
    house.signed()
    groups.held(house, rows[0], notes=[("Vakit yok.", ["barrier_time"], True)])
    groups.drawn(house, rows[0], confirmed=True)
    now, space = timezone.now(), house.workspace
    with acting(house.elif_), recorded(by=house.elif_, event="workspace.planted"):
        Lesson.objects.create(workspace=space, on=house.today, text="x", for_whom="x")
        Finding.objects.create(workspace=space, theme="risk", words="x")
        JointSession.objects.create(workspace=space, on=house.today, words="x", made_at=now)
        CardCount.objects.create(unit=rows[0], quarter=f"{house.today.year}-Q1", handed=3, referred=1)
        asked = [{"code": each.code, "text": WORDS, "probe": WORDS} for each in frame().questions]
        Guide.objects.create(workspace=space, questions=asked, consent=WORDS, changed_at=now)
        for model in (Workspace, Unit, UnitPage, Protocol, Step, Lesson, Finding, JointSession, UnitSheet, Guide):
            for row in model._default_manager.all():
                _plant(row)
    return house


def _found(told: str) -> list[str]:
    lowered = told.casefold()
    return [each for each in PLANTED if each.casefold() in lowered]


def test_the_test_would_see_what_it_planted(planted: House) -> None:
    assert _found(WORDS) == list(PLANTED)
    with acting(planted.elif_):
        assert _found(Unit.objects.first().focal_contact)  # type: ignore[union-attr]  # the fixture made some


def test_no_person_and_no_contact_stands_in_the_template(planted: House) -> None:
    with acting(planted.elif_):
        template = copying.take_template(by=planted.elif_, workspace=planted.workspace, name="Konak modeli")
        content = content_of(template)
    for written in (as_toml(content), as_json(content)):
        assert _found(written.decode()) == []
    assert len(content.units) == 5 and len(content.actions) == 5


def test_no_person_and_no_contact_stands_in_the_hand_over_pack(planted: House) -> None:
    with acting(planted.elif_):
        made = Pack(planted.again(), planted.today)
        paper, book = made.paper(), made.workbook()
        papers = [paper, guide_paper(planted.workspace), consent_paper(planted.workspace)]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(paper))).pages]
    assert _found(" ".join(pages)) == []
    assert _found(_zipped(as_docx(paper))) == [] and _found(_zipped(book)) == []
    assert made.clean.places
    assert len(papers) == 3


def _zipped(raw: bytes) -> str:
    with ZipFile(io.BytesIO(raw)) as archive:
        return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_whatever_is_clean_stays_in_the_pack(house: House) -> None:
    rows = house.mapped()
    house.drafted(rows)
    house.committed()
    with acting(house.elif_):
        made = Pack(house.again(), house.today)
        told: Any = str([part.to_json() for part in made.paper().parts])
    assert made.clean.places == []
    for words in ("Müdür yardımcısı", "Kart noktası kurmak", "Başkanlık oluru 12", "Zabıta Müdürlüğü", "1. Amaç"):
        assert words in told
    assert "dahili 214" not in told


def test_days_stay_in_the_pack_and_leave_the_template() -> None:
    from omuz.network.coordination.rules.cleaning import without_traces

    words = "Olur 12.03.2026 günlü. Kart basıldı. 5 Mayıs günü Fatma geldi."
    assert without_traces(words).words == "Kart basıldı."
    assert without_traces(words, days=True).words == "Olur 12.03.2026 günlü. Kart basıldı."
    assert without_traces(words, days=True).left_out == 1
