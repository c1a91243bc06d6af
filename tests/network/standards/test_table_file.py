"""A centre's own assessment as a file: as the office opens it, and with nothing in it that runs."""

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from omuz.foundation.people.access import acting
from omuz.network.standards.actions import assessing

if TYPE_CHECKING:
    from tests.network.standards.houses import House

pytestmark = pytest.mark.django_db
EVIL = "=HYPERLINK(1)"


@pytest.fixture
def files(house: "House") -> dict[str, bytes]:
    """Both files of an assessment in which somebody commented with what a spreadsheet would run."""
    row, ayse = house.assessment(house.cast.konak, house.cast.ayse), house.cast.ayse
    with acting(ayse.person):
        assessing.keep(by=ayse.person, assessment=row, changes={"A1": {"level": "2", "comment": EVIL}}, seen={})
    client: Any = ayse.client()
    return {kind: client.get(reverse("standards:export", args=[row.id, kind])).content for kind in ("csv", "xlsx")}


def test_a_table_has_semicolons_and_a_mark_and_nothing_in_it_runs(files: dict[str, bytes]) -> None:
    assert files["csv"].startswith(b"\xef\xbb\xbf")
    text = files["csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert {len(row) for row in rows} == {13}
    assert (rows[1][0], rows[1][4], rows[1][9]) == ("A1", "2", f"'{EVIL}")


def test_a_workbook_holds_the_text_itself_and_levels_as_numbers(files: dict[str, bytes]) -> None:
    sheet = load_workbook(io.BytesIO(files["xlsx"])).active
    assert sheet is not None
    (_code, _title, weight, _critical, own, *_rest) = cells = next(iter(sheet.iter_rows(min_row=2)))
    assert (cells[9].value, cells[9].data_type) == (EVIL, "s")
    assert (weight.data_type, own.value) == ("n", 2)
    assert (sheet.freeze_panes, sheet["A1"].font.b) == ("A2", True)
