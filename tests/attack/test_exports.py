"""Files taken out: nothing in them runs, nothing in their names speaks."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from tests.attack.conftest import NOW, House, recorded
from tests.casework.contacts.exporting import exported_by_pages

FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x\")",
            " =1", "\u200b=1", "；=1", "＝1+1", "'=1")  # fmt: skip


def _cells(content: bytes) -> list[Any]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row]


def test_no_cell_of_a_workbook_of_contacts_is_a_formula(house: House) -> None:
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.audit.chain import recorded as act
    from omuz.foundation.people.access import acting
    from omuz.foundation.people.models import Staff

    for formula in FORMULAS:
        recorded(house.cast.ayse, note=formula)
    with acting(house.cast.nermin.person), act(by=SYSTEM, event="staff.renamed"):
        Staff.objects.filter(pk=house.cast.ayse.staff.pk).update(full_name="=HYPERLINK(1)")
    answer = exported_by_pages(house["nermin"], house["ayse"], why="deneme", notes="on")
    assert answer.status_code == 200
    cells = _cells(answer.getvalue())
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}
    written = {str(cell.value).strip() for cell in cells}
    assert {"=1+1", "@SUM(A1)", "=HYPERLINK(1)"} <= written
    assert answer["Content-Disposition"] == f'attachment; filename="belge-{NOW:%Y-%m-%d}.xlsx"'


def test_the_file_of_refused_rows_runs_nothing() -> None:
    from omuz.casework.contacts.actions.refusals import refused_text
    from omuz.foundation.catalogue.mappings import Problem, Refused

    text = refused_text([Refused(2, (Problem(formula, formula, formula, formula),)) for formula in FORMULAS])
    for row in csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row), row


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_of_a_figure_runs_whatever_a_centre_is_called(house: House, kind: str) -> None:
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.audit.chain import recorded as act
    from omuz.foundation.people.models import Centre

    with act(by=SYSTEM, event="centre.renamed"):
        Centre.objects.update(name="=HYPERLINK(1)")
    client = house["elif_"].client()
    content = client.get(
        reverse("returns:dashboard-file", args=["contacts_by_month", kind]), {"donem": "2026-Q2"}
    ).getvalue()
    if kind == "xlsx":
        assert {cell.data_type for cell in _cells(content)} <= {"s", "n", "d", "inlineStr"}
        return
    text = content.decode("utf-8-sig")
    for delimiter in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row), row
