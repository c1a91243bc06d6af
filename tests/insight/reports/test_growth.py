"""A network of five hundred centres: what is done for its report grows with it and no faster, counted, never timed."""

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from pypdf import PdfReader

from omuz.foundation.catalogue.definitions import Words
from omuz.insight.reports.annex import to_xlsx
from omuz.insight.reports.content.composing import Edition, compose
from omuz.insight.reports.content.report_types import report_type, sources
from omuz.insight.reports.gathered import Cards, Names, Rows, Shown
from omuz.insight.reports.paper import to_pdf
from omuz.insight.reports.parts import Document, Numbered
from omuz.insight.reports.snapshot import Snapshot, read_snapshot
from tests.insight.reports.given import snapshot

KNOWN, NEEDS = sources(), report_type("needs")
EDITION = Edition(number=1, dated=date(2026, 11, 23), publisher="Uydurma Ağ", places={"network": "Uydurma Ağ"})


def _centre(place: int) -> Words:
    return Words(f"Uydurma Merkez {place}", f"Invented Centre {place}")


def _network(centres: int) -> Snapshot:
    """A year of so many centres: each in the lists of names and rows, each with a card."""
    whole = snapshot(NEEDS, KNOWN)
    hours = (Words("Saat", "Hours"), Words("09.00–17.00", "9 am to 5 pm"))
    consent = Words("Onay: sorumlu, 01.10.2026", "Consent: coordinator, 1 October 2026")
    pieces = dict(whole.pieces)
    pieces["directory.centre_list"] = Rows(
        (Words("Merkez", "Centre"), Words("İlçe", "District")),
        tuple((_centre(place), Words("Konak", "Konak")) for place in range(centres)),
    )
    pieces["profiles.missing"] = Names(tuple(_centre(place).tr for place in range(centres)))
    pieces["cards.centres"] = Cards(
        tuple(Shown(f"m-{place}", _centre(place).tr, _centre(place), (hours,), consent) for place in range(centres))
    )
    return replace(whole, pieces=pieces)


def _calls(work: Callable[[], Any]) -> int:
    """How many calls of Python functions a piece of work takes."""
    made = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal made
        made += event == "call"

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made


def _document(centres: int) -> Document:
    return compose(NEEDS, _network(centres), KNOWN, EDITION, "tr")


def _grows_no_faster(at: Callable[[int], int]) -> None:
    """Twice as many more centres cost no more than twice as much more, with a tenth to spare."""
    small, middle, large = at(125), at(250), at(500)
    assert small < middle < large
    assert large - middle <= 2 * (middle - small) * 1.1


def test_the_work_of_putting_a_report_together_is_linear_in_the_centres() -> None:
    _document(3)  # what is read once is read before anything is counted
    _grows_no_faster(lambda centres: _calls(lambda: _document(centres)))


def test_the_snapshot_grows_by_the_same_bytes_for_each_centre_and_is_read_back_linearly() -> None:
    _grows_no_faster(lambda centres: len(_network(centres).to_json()))
    texts = {centres: _network(centres).to_json() for centres in (3, 125, 250, 500)}
    read_snapshot(texts[3])
    _grows_no_faster(lambda centres: _calls(lambda: read_snapshot(texts[centres])))


def test_the_workbook_is_linear_and_the_number_of_tables_does_not_grow() -> None:
    documents = {centres: _document(centres) for centres in (3, 125, 250, 500)}
    to_xlsx(documents[3])
    _grows_no_faster(lambda centres: _calls(lambda: to_xlsx(documents[centres])))
    tables = {sum(isinstance(block, Numbered) for block in document.blocks()) for document in documents.values()}
    assert len(tables) == 1, "more rows, not more tables"


def test_the_pages_are_linear_in_the_centres() -> None:
    _grows_no_faster(lambda centres: len(PdfReader(io.BytesIO(to_pdf(_document(centres)))).pages))
