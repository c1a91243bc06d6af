"""Figures of the police and the courts: with source and year, never zero for what is missing, never counted."""

import io
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from omuz.foundation.audit.chain import INSTALLATION
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.catalogue.external import external_sheet
from omuz.foundation.people.access import Refused, acting
from omuz.foundation.tenancy.context import see_as
from omuz.network.handbook.actions import enter, withdraw
from omuz.network.handbook.documents.tables import entries_in
from omuz.network.handbook.models import ExternalFigure
from omuz.network.handbook.queries.external import blocks, entries_by_place
from omuz.network.handbook.rules.external import Entry, NotAFigure, checked, contradictions
from tests.trust.racing import shown

if TYPE_CHECKING:
    from tests.cast import Cast

GOOD = {
    "code": "EIGE01",
    "part": "",
    "year": "2023",
    "area": "turkiye",
    "value": "1.234",
    "source": "Emniyet, yıllık",
    "note": "",
}
KILLED = Entry("EIGE09", "", 2023, "turkiye", 315, "Bakanlık açıklaması", "")


def test_the_sheet_has_eiges_thirteen_and_names_who_holds_each() -> None:
    sheet = external_sheet()
    assert list(sheet.figures) == [f"EIGE{number:02}" for number in range(1, 14)]
    held = [figure.holder.en for figure in sheet.figures.values()]
    assert sum("police" in words for words in held) == 9
    assert sum("justice" in words for words in held) == 4
    assert len(sheet.places) == 14  # orders are entered twice: applied for, granted


def test_a_figure_is_read_as_it_is_written_here() -> None:
    assert checked(GOOD, external_sheet(), 2026).value == 1234
    assert checked({**GOOD, "value": "12 500"}, external_sheet(), 2026).value == 12500
    assert checked({**GOOD, "value": "0"}, external_sheet(), 2026).value == 0


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"value": "%28"}, "value"),
        ({"value": "28,2"}, "value"),
        ({"value": "-3"}, "value"),
        ({"value": "12.34"}, "value"),
        ({"value": "999999999999"}, "value"),
        ({"value": ""}, "note"),
        ({"year": "1999"}, "year"),
        ({"year": "2027"}, "year"),
        ({"year": "23"}, "year"),
        ({"source": ""}, "source"),
        ({"code": "I01"}, "code"),
        ({"code": "EIGE10"}, "part"),
        ({"part": "granted"}, "part"),
        ({"area": "mars"}, "area"),
        ({"note": "x" * 501}, "note"),
    ],
)
def test_what_is_no_published_figure_is_refused(changed: dict[str, str], field: str) -> None:
    with pytest.raises(NotAFigure) as fault:
        checked({**GOOD, **changed}, external_sheet(), 2026)
    assert fault.value.field == field


def test_what_was_not_published_is_empty_with_its_reason_and_not_zero() -> None:
    entry = checked({**GOOD, "value": "", "note": "yayımlanmadı"}, external_sheet(), 2026)
    assert entry.value is None


def test_a_part_larger_than_its_whole_is_said_and_not_put_right() -> None:
    orders = [
        Entry("EIGE10", part, 2023, "turkiye", value, "Adalet", "") for part, value in (("applied", 5), ("granted", 7))
    ]
    with translation.override("tr"):
        assert len(contradictions(orders)) == 1
        assert "2023" in contradictions(orders)[0]
    assert contradictions([orders[0]]) == []
    later = [orders[0], Entry("EIGE10", "granted", 2024, "turkiye", 7, "Adalet", "")]
    assert contradictions(later) == []


@pytest.mark.django_db
def test_a_correction_is_a_new_row_and_the_newest_counts(cast: "Cast") -> None:
    with acting(cast.elif_.person):
        assert enter(by=cast.elif_.person, entries=[KILLED]) == 1
        assert enter(by=cast.elif_.person, entries=[KILLED]) == 0
        better = Entry("EIGE09", "", 2023, "turkiye", 317, "Bakanlık, düzeltilmiş", "")
        assert enter(by=cast.elif_.person, entries=[better]) == 1
        assert entries_by_place()[KILLED.place].value == 317
        assert ExternalFigure.objects.count() == 2
        withdraw(by=cast.elif_.person, place=KILLED.place)
        assert entries_by_place() == {}
        assert ExternalFigure.objects.count() == 3
        with pytest.raises(NotAFigure):
            withdraw(by=cast.elif_.person, place=KILLED.place)


@pytest.mark.django_db
def test_only_the_network_enters_and_everybody_reads(cast: "Cast") -> None:
    with acting(cast.elif_.person):
        enter(by=cast.elif_.person, entries=[KILLED])
    for who in (cast.ayse, cast.nermin, cast.derya, cast.can):
        with acting(who.person):
            assert blocks()[0].entered == 1
            with pytest.raises(Refused):
                enter(by=who.person, entries=[KILLED])
        assert who.client().get(reverse("handbook:external-new")).status_code == 403


@pytest.mark.django_db
def test_a_figure_typed_in_is_shown_as_external_with_its_source(cast: "Cast") -> None:
    client: Any = cast.elif_.client()
    told = {
        "place": "EIGE10:granted",
        "year": "2023",
        "area": "izmir",
        "value": "1.500",
        "source": "Adalet istatistikleri",
        "note": "",
    }
    assert client.post(reverse("handbook:external-new"), told).status_code == 302
    page = cast.ayse.client().get(reverse("handbook:external")).content.decode()
    assert "dış kaynak" in page
    assert "1.500" in page
    assert "Adalet istatistikleri" in page
    assert "yazılmadı" in page
    with transaction.atomic():
        see_as([INSTALLATION])
        assert AuditEvent.objects.filter(event="external.entered").count() == 1


@pytest.mark.django_db
def test_a_figure_somebody_else_entered_is_shown_before_it_is_replaced(cast: "Cast") -> None:
    client: Any = cast.elif_.client()
    where = reverse("handbook:external-new")
    typed = {"place": "EIGE09:", "year": "2023", "area": "turkiye", "value": "318", "source": "Basın", "note": ""}
    blank = {**shown(client.get(where).content.decode(), "place"), **typed}
    with acting(cast.elif_.person):
        enter(by=cast.elif_.person, entries=[KILLED])
    told = client.post(where, blank)
    page = told.content.decode()
    assert told.status_code == 422 and "“315”" in page and KILLED.source in page
    assert 'value="318"' in page and "onun yerine geçer" in page
    again = shown(page, "place")
    other_year = client.post(where, {**again, "year": "2022"})
    assert other_year.status_code == 302, "nothing stands there; what she saw of another year is no matter"
    assert client.post(where, again).status_code == 302
    with acting(cast.elif_.person):
        found = entries_by_place()
    assert [found["EIGE09", "", year, "turkiye"].value for year in (2022, 2023)] == [318, 318]


@pytest.mark.django_db
def test_a_wrong_figure_is_not_kept_and_what_was_typed_stays(cast: "Cast") -> None:
    client: Any = cast.elif_.client()
    told = {"place": "EIGE01:", "year": "2023", "area": "turkiye", "value": "28,2", "source": "Araştırma", "note": ""}
    answer = client.post(reverse("handbook:external-new"), told)
    assert answer.status_code == 422
    assert "28,2" in answer.content.decode()
    with acting(cast.elif_.person):
        assert not ExternalFigure.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_sheet_goes_out_is_filled_and_comes_back(cast: "Cast", kind: str) -> None:
    client: Any = cast.elif_.client()
    sheet = client.get(reverse("handbook:external-file", args=[kind])).content
    if kind == "xlsx":
        book = load_workbook(io.BytesIO(sheet))
        heads = [cell.value for cell in book.active[1]]
        for number, row in enumerate(list(book.active.iter_rows(min_row=2))[:3]):
            row[heads.index("value")].value = 10 + number
            row[heads.index("source")].value = "Emniyet, yıllık"
        out = io.BytesIO()
        book.save(out)
        filled = out.getvalue()
    else:
        lines = sheet.decode("utf-8-sig").splitlines()
        value, source = (lines[0].split(";").index(name) for name in ("value", "source"))
        for number in (1, 2, 3):
            cells = lines[number].split(";")
            cells[value], cells[source] = str(10 + number), "Emniyet, yıllık"
            lines[number] = ";".join(cells)
        filled = "\r\n".join(lines).encode("utf-8-sig")
    answer = client.post(reverse("handbook:external-bring"), {"file": SimpleUploadedFile(f"a.{kind}", filled)})
    assert answer.status_code == 302, answer.content.decode()
    with acting(cast.elif_.person):
        assert len(entries_by_place()) == 3


@pytest.mark.django_db
def test_one_wrong_line_keeps_the_whole_sheet_out(cast: "Cast") -> None:
    client: Any = cast.elif_.client()
    text = "code;part;year;area;value;source;note\nEIGE01;;2023;turkiye;5;Emniyet;\nEIGE02;;2023;turkiye;yüz;Emniyet;\n"
    answer = client.post(reverse("handbook:external-bring"), {"file": SimpleUploadedFile("a.csv", text.encode())})
    assert answer.status_code == 422
    assert "3. satır" in answer.content.decode()
    with acting(cast.elif_.person):
        assert not ExternalFigure.objects.exists()


@pytest.mark.django_db
def test_a_cell_that_a_spreadsheet_would_run_leaves_as_text(cast: "Cast") -> None:
    with acting(cast.elif_.person):
        evil = Entry("EIGE09", "", 2023, "turkiye", 3, "=HYPERLINK(1)", "+1")
        enter(by=cast.elif_.person, entries=[evil])
    told = cast.ayse.client().get(reverse("handbook:external-file", args=["csv"])).content.decode("utf-8-sig")
    assert ";=HYPERLINK" not in told


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_begins_like_a_formula_comes_back_from_the_sheet_as_it_was(cast: "Cast", kind: str) -> None:
    entry = Entry("EIGE09", "", 2023, "turkiye", 3, "=HYPERLINK(1)", "+90 ve 'tırnak")
    client: Any = cast.elif_.client()
    with acting(cast.elif_.person):
        enter(by=cast.elif_.person, entries=[entry])
    told = client.get(reverse("handbook:external-file", args=[kind])).content
    taken, refused = entries_in(told, 2026)
    assert (taken, refused) == ([entry], [])
