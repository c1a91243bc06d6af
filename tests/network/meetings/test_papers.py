"""The papers of a meeting say what they must, nothing of a person, and open in other people's programs."""

import io
import re
import zipfile
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import docx
import pytest
from django.utils import timezone
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader

from omuz.foundation.people.access import acting
from omuz.insight.papers.printed import as_pdf
from omuz.insight.papers.word import as_docx
from omuz.network.meetings.actions import decisions, minutes, rota
from omuz.network.meetings.documents import papers
from omuz.network.meetings.documents.calendar import as_calendar
from omuz.network.meetings.documents.tables import decisions_book
from omuz.network.meetings.models import Meeting
from omuz.network.meetings.queries.decisions import decisions as listed
from omuz.network.meetings.rules.standing import Outcome

if TYPE_CHECKING:
    from tests.network.meetings.houses import House

_NAMES = ("Elif", "Şahin", "Nermin", "Aksoy", "Ayşe", "Songül")


def _pdf_words(raw: bytes) -> str:
    assert raw.startswith(b"%PDF")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages).split())


def _docx_words(raw: bytes) -> str:
    word = docx.Document(io.BytesIO(raw))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return " ".join([*(line.text for line in word.paragraphs), *cells])


@pytest.fixture
def told(house: "House") -> Any:
    """A meeting with notes and a decision, then the next one, called."""
    row = house.held()
    with acting(house.elif_):
        item = row.items.filter(kind="topic").last()
        minutes.write_notes(by=house.elif_, meeting=row, notes={item.id: "Ortak çetele konuşuldu."})
    house.decided(due=row.on + timedelta(days=20))
    house.called(house.coming[0])
    return house


def test_an_invitation_says_when_where_what_and_what_is_still_open(told: "House") -> None:
    row = told.coming[0]
    with acting(told.elif_):
        paper = papers.invitation(Meeting.objects.select_related("host").get(pk=row.pk))
        both = _pdf_words(as_pdf(paper)), _docx_words(as_docx(paper))
    for words in both:
        for wanted in ("25.", "Bornova Belediyesi", "Konak kent konseyi salonu", "Metro, asansör", "10:00", "Gündem",
                       "Kart dağıtımı başlasın", "KDM koordinatörü"):  # fmt: skip
            assert wanted in words, wanted
        assert not [name for name in _NAMES if name in words]


def test_the_attendance_sheet_is_blank_but_for_institutions_and_says_where_it_stays(told: "House") -> None:
    with acting(told.elif_):
        paper = papers.attendance_sheet(told.meeting)
        words = _pdf_words(as_pdf(paper))
    grid = next(part for part in paper.parts if hasattr(part, "rows") and hasattr(part, "heads"))
    assert all(row[2:] == ["", "", ""] for row in grid.rows)
    assert "Karaburun Belediyesi" in words
    assert "ev sahibi kurumda kalır" in words


def test_the_evaluation_sheet_has_no_line_for_a_name(told: "House") -> None:
    with acting(told.elif_):
        words = _pdf_words(as_pdf(papers.evaluation_sheet(told.meeting)))
    assert "Adınızı, kurumunuzu yazmayın" in words
    assert "imza" not in words.lower()


def test_minutes_hold_institutions_notes_and_decisions_as_pdf_and_word(told: "House") -> None:
    row = Meeting.objects.select_related("host").get(pk=told.meeting.pk)
    with acting(told.elif_):
        paper = papers.minutes_of(row)
        both = _pdf_words(as_pdf(paper)), _docx_words(as_docx(paper))
    for words in both:
        for wanted in ("Gelen (1)", "Gelmeyen (1)", "21", "Ortak çetele konuşuldu.", "24/1", "Taslak", "Sıradaki"):
            assert wanted in words, wanted
        assert not [name for name in _NAMES if name in words]


def test_the_next_minutes_tell_what_became_of_earlier_decisions(told: "House") -> None:
    one = listed_one(told)
    with acting(told.elif_):
        decisions.say(by=told.elif_, decision=one, outcome=Outcome.RUNNING, on=timezone.localdate(), words="Basıldı")
        words = _pdf_words(as_pdf(papers.minutes_of(told.coming[0])))
    assert "sürüyor" in words
    assert "Basıldı" in words


def listed_one(house: "House") -> Any:
    with acting(house.elif_):
        return listed(timezone.localdate())[0].decision


def test_the_follow_up_sheet_is_the_same_on_paper_and_in_a_workbook(told: "House") -> None:
    with acting(told.elif_):
        lines = listed(timezone.localdate())
        words = _pdf_words(as_pdf(papers.follow_up_sheet(lines, "Kararlar")))
        rows = list(load_workbook(io.BytesIO(decisions_book(lines))).active.values)
    assert "24/1" in words
    assert rows[1][0] == "24/1"
    assert isinstance(rows[1][5], datetime), "a day is a day, not text"


def test_words_are_set_as_words_and_never_run(told: "House") -> None:
    with acting(told.elif_):
        item = told.meeting.items.first()
        minutes.write_notes(by=told.elif_, meeting=told.meeting, notes={item.id: '#panic("x") = *kalın* $1$'})
        words = _pdf_words(as_pdf(papers.minutes_of(told.meeting)))
    assert '#panic("x") = *kalın* $1$' in words


def test_papers_are_tagged_neutral_and_the_same_bytes_twice(told: "House") -> None:
    with acting(told.elif_):
        paper = papers.minutes_of(told.meeting)
    raw = as_pdf(paper)
    told_of = PdfReader(io.BytesIO(raw)).metadata
    assert told_of is not None and told_of.title == "Belge"
    assert b"StructTreeRoot" in raw
    assert as_docx(paper) == as_docx(paper)
    with zipfile.ZipFile(io.BytesIO(as_docx(paper))) as archive:
        assert b"Omuz" in archive.read("docProps/app.xml")
        assert "docProps/thumbnail.jpeg" not in archive.namelist()


def _lines(raw: bytes) -> list[str]:
    """Content lines unfolded, as RFC 5545 3.1 has them."""
    return re.sub(r"\r\n[ \t]", "", raw.decode()).split("\r\n")


def test_the_calendar_file_keeps_to_rfc_5545(told: "House") -> None:
    with acting(told.elif_):
        raw = as_calendar(Meeting.objects.select_related("host").order_by("on"))
    assert b"\n" not in raw.replace(b"\r\n", b""), "lines end with CRLF"
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75, "octets without the line break"
    lines = _lines(raw)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert [lines.count(f"BEGIN:{part}") for part in ("VEVENT", "VTIMEZONE")] == [3, 1]
    assert {"VERSION:2.0", "METHOD:PUBLISH"} <= set(lines)
    read: Any = Calendar.from_ical(raw)
    events = read.walk("VEVENT")
    assert all(each.get(name) is not None for each in events for name in ("UID", "DTSTAMP", "DTSTART", "DTEND"))
    assert len({str(each["UID"]) for each in events}) == 3
    assert {each["DTSTAMP"].dt.utcoffset() for each in events} == {timedelta(0)}
    assert {str(each["DTSTART"].params["TZID"]) for each in events} == {"Europe/Istanbul"}
    zones = {str(zone["TZID"]) for zone in read.walk("VTIMEZONE")}
    assert zones == {"Europe/Istanbul"}
    assert [str(each["STATUS"]) for each in events] == ["CONFIRMED", "CONFIRMED", "TENTATIVE"]
    for each, meeting in zip(events, Meeting.objects.order_by("on"), strict=True):
        assert each["DTSTART"].dt.strftime("%Y-%m-%d %H:%M %z") == f"{meeting.on} 10:00 +0300"
        assert str(each["SUMMARY"]) == f"{meeting.number}. ağ toplantısı"
    assert not re.search("ATTENDEE|ORGANIZER|mailto", raw.decode(), re.IGNORECASE)
    assert not read.errors and not any(each.errors for each in events)


def test_a_meeting_called_off_vanishes_from_calendars_with_a_later_sequence(told: "House") -> None:
    with acting(told.elif_):
        before: Any = Calendar.from_ical(as_calendar([Meeting.objects.get(pk=told.coming[0].pk)])).walk("VEVENT")[0]
        gone = rota.call_off(by=told.elif_, meeting=told.coming[0], reason="Sel")
        after: Any = Calendar.from_ical(as_calendar([gone])).walk("VEVENT")[0]
    assert (str(after["STATUS"]), after["UID"]) == ("CANCELLED", before["UID"])
    assert after["SEQUENCE"] > before["SEQUENCE"]
