"""The PDF before a checker of PDF/UA-1 that others made: what a machine can decide of the standard holds.

The checker (`page-validation`, its rules after the Matterhorn Protocol, run by its makers against the test files of
veraPDF) needs no Java and no network. What the protocol leaves to people it cannot decide: whether the order of
reading makes sense, whether words say what a picture shows, whether colour alone says anything. Those are held by
`test_paper.py` (order, words of pictures, heads of tables) and by looking at the pages.
"""

import io
from collections.abc import Callable
from typing import Any

import page
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from omuz.insight.reports.paper import to_pdf
from omuz.insight.reports.parts import Figure, Grid, Listing, Prose, plain
from tests.insight.charts.tables import channels
from tests.insight.reports.conftest import Made
from tests.insight.reports.invented import report, small
from tests.insight.reports.invented_tables import CENTRES, LONG, staff

_LEAST_RULES = 90


def _checked(pdf: bytes) -> Any:
    return page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)


def _faults(pdf: bytes) -> list[str]:
    return [f"{fault.rule_id}: {fault.message}" for fault in _checked(pdf).failures]


def test_the_whole_report_is_pdf_ua(made: Made) -> None:
    told = _checked(made.pdf)
    assert _faults(made.pdf) == []
    assert told.is_compliant
    assert told.rules.total >= _LEAST_RULES
    assert told.document.page_count > 10


@pytest.mark.parametrize(
    "blocks",
    [
        (Prose("p", plain("Yalnız söz.")),),
        (Listing("l", "Geniş", tuple(f"Sütun {n}" for n in range(30)), (tuple(str(n) for n in range(30)),) * 3),),
        (Listing("l", "Uzun", ("Merkez", "Yıl"), tuple((name, "2026") for name in CENTRES) * 18),),
        (Figure("f", LONG, channels(phone=9), chart="number"),),
        (Figure("f", "Çubuk", channels(phone=412)), Grid("g", "Çapraz", staff())),
    ],
    ids=["words", "thirty columns", "four hundred rows", "a number", "chart and grid"],
)
def test_briefs_of_every_kind_are_pdf_ua(blocks: tuple[Any, ...]) -> None:
    assert _faults(to_pdf(small(*blocks))) == []


def _first(element: Any, tag: str) -> DictionaryObject | None:
    """The first element of the structure with this tag."""
    found = element.get_object()
    if isinstance(found, DictionaryObject):
        if found.get("/S") == tag:
            return found
        found = found.get("/K", [])
        found = found.get_object() if hasattr(found, "get_object") else found
    for kid in found if isinstance(found, list) else [found]:
        inner = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(inner, DictionaryObject | list) and (deeper := _first(inner, tag)) is not None:
            return deeper
    return None


def _without_title(root: DictionaryObject) -> None:
    del root["/ViewerPreferences"]


def _without_language(root: DictionaryObject) -> None:
    del root["/Lang"]


def _unmarked(root: DictionaryObject) -> None:
    del root["/MarkInfo"]


def _without_metadata(root: DictionaryObject) -> None:
    del root["/Metadata"]


def _without_alternative(root: DictionaryObject) -> None:
    figure = _first(root["/StructTreeRoot"], "/Figure")
    assert figure is not None
    del figure["/Alt"]


def _unknown_tag(root: DictionaryObject) -> None:
    table = _first(root["/StructTreeRoot"], "/Table")
    assert table is not None
    table[NameObject("/S")] = NameObject("/Uydurma")


def _wrong_heading(root: DictionaryObject) -> None:
    heading = _first(root["/StructTreeRoot"], "/H1")
    assert heading is not None
    heading[NameObject("/S")] = NameObject("/H4")
    heading[NameObject("/T")] = TextStringObject("")


@pytest.mark.parametrize(
    "spoil",
    [
        _without_title, _without_language, _unmarked, _without_metadata, _without_alternative, _unknown_tag,
        _wrong_heading,
    ],
)  # fmt: skip
def test_the_checker_notices_what_is_spoilt(spoil: Callable[[DictionaryObject], None]) -> None:
    pdf = to_pdf(report(sections=report().sections[3:5]))
    assert _faults(pdf) == []
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    spoil(writer.root_object)
    out = io.BytesIO()
    writer.write(out)
    assert not _checked(out.getvalue()).is_compliant
