"""The closing report of the demonstration's programme: everything in it came out of the other rooms."""

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import pytest

from tests.demo.test_reports import LANGUAGES, Planted, planted

if TYPE_CHECKING:
    from omuz.network.reports.models import Edition

__all__ = ["planted"]
DAY = date(2026, 11, 23)
ROOMS = ("programme", "meetings", "training")


@pytest.fixture
def edition(planted: Planted) -> "Edition":
    (found,) = planted.editions("programme_closing")
    return found


def test_it_is_published_about_the_programme_with_every_piece_its_rooms_give(edition: "Edition") -> None:
    from omuz.insight.reports.content.report_types import report_type
    from omuz.network.reports.queries.desk import snapshot_of

    pieces = snapshot_of(edition).pieces
    wanted = {key for key in report_type("programme_closing").sources if key.partition(".")[0] in ROOMS}
    assert wanted - set(pieces) == set()
    assert edition.is_published
    assert edition.places["donor_en"] == "Example Fund"


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_files_carry_what_was_reached_and_what_was_given_up(
    planted: Planted,
    edition: "Edition",
    language: Literal["tr", "en"],
) -> None:
    import io

    from docx import Document as Word
    from pypdf import PdfReader

    book = PdfReader(io.BytesIO(planted.file(edition, "pdf", language)))
    paper = " ".join(" ".join(page.extract_text() for page in book.pages).split())
    tables = Word(io.BytesIO(planted.file(edition, "docx", language))).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    told = {"tr": ("vazgeçildi", "henüz sahibi yok", "148.550,00"), "en": ("given up", "nobody yet", "148,550.00")}
    cells = " ".join(cell for row in rows for cell in row)
    for words in told[language]:
        assert words in paper
        assert words in cells


def test_what_was_reached_is_what_the_rooms_hold(planted: Planted, edition: "Edition") -> None:
    from omuz.foundation.people.access import acting
    from omuz.network.meetings.models import Meeting
    from omuz.network.reports.queries.desk import snapshot_of

    told: Any = snapshot_of(edition).pieces["programme.results"]
    reached = next(row[4].tr for row in told.rows if row[0].tr.startswith("2.2 "))
    with acting(planted.people["elif"]):
        held = Meeting.objects.filter(closed_at__isnull=False, on__range=(date(2024, 11, 1), date(2026, 10, 31)))
        assert reached == str(held.count())
