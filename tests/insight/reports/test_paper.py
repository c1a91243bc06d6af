"""The PDF read back as a screen reader gets it: every number, every heading, every picture in words."""

import io
import json
import os
import subprocess
import sys
from hashlib import sha256

import pytest
from pypdf import PdfReader

from omuz.insight.reports.paper import to_pdf
from omuz.insight.reports.parts import Absent, Box, Figure, Listing, Numbered, Prose, Section, Tally, plain
from omuz.insight.reports.word import to_docx
from tests.insight.charts.tables import channels
from tests.insight.reports import expected
from tests.insight.reports.conftest import Made
from tests.insight.reports.invented import report, small
from tests.insight.reports.invented_tables import CENTRES
from tests.insight.reports.pdf_structure import Tagged, structure

SOFT = "\N{SOFT HYPHEN}"


def _plain(text: str) -> str:
    return " ".join(text.replace(SOFT, "").replace("\N{WORD JOINER}", "").replace("\N{ZERO WIDTH SPACE}", "").split())


def _cells(table: Tagged) -> list[list[str]]:
    return [[_plain(cell.text) for cell in row.inside] for row in table.every("TR")]


@pytest.fixture(scope="module")
def tree(made: Made) -> Tagged:
    return structure(made.pdf)


def _same(told: list[list[str]]) -> list[list[str]]:
    return [[_plain(words).replace(" ", "") for words in row] for row in told]


def test_every_cell_of_every_table_is_what_the_document_says(made: Made, tree: Tagged) -> None:
    printed = [_same(_cells(table)) for table in tree.every("Table")]
    wanted = [_same(table) for table in expected.tables(made.document)]
    assert len(wanted) > 12
    assert printed == wanted


def test_every_table_has_a_row_of_heads(tree: Tagged) -> None:
    for table in tree.every("Table"):
        head, *rest = table.every("TR")
        assert {cell.tag for cell in head.inside} == {"TH"}
        assert all(cell.text for cell in head.inside)
        assert all(cell.tag == "TD" for row in rest for cell in row.inside)


def test_every_picture_is_said_in_words(made: Made, tree: Tagged) -> None:
    figures = [block for block in made.document.blocks() if isinstance(block, Figure)]
    said = [one.alt for one in tree.every("Figure")]
    assert len(said) == len(figures)
    assert all(block.title in alt for block, alt in zip(figures, said, strict=True))


def test_headings_follow_the_sections_without_leaving_out_a_level(made: Made, tree: Tagged) -> None:
    told = [(one.tag, _plain(one.text)) for tag in ("H1", "H2") for one in tree.every(tag)]
    for section in expected.whole(made.document).sections:
        assert (f"H{section.level}", section.title) in told


def test_bookmarks_are_the_sections(made: Made) -> None:
    def titles(outline: list[object]) -> list[str]:
        return [title for one in outline for title in (titles(one) if isinstance(one, list) else [str(one["/Title"])])]

    wanted = [section.title for section in expected.whole(made.document).sections]
    assert titles(PdfReader(io.BytesIO(made.pdf)).outline) == wanted


def test_the_file_says_what_it_is_and_nothing_of_who_made_it(made: Made) -> None:
    reader = PdfReader(io.BytesIO(made.pdf))
    root = reader.trailer["/Root"]
    assert str(root["/Lang"]).startswith(made.document.language)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == made.document.title
    assert reader.metadata.author == made.document.publisher
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == made.document.dated
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert made.document.publisher in xmp


def test_every_page_but_the_cover_carries_its_number(made: Made) -> None:
    pages = PdfReader(io.BytesIO(made.pdf)).pages
    for place, page in enumerate(pages, start=1):
        assert (f"{place} / {len(pages)}" in page.extract_text()) == (place > 1)


def test_wide_tables_lie_across_the_page(made: Made) -> None:
    boxes = [page.mediabox for page in PdfReader(io.BytesIO(made.pdf)).pages]
    assert {box.width > box.height for box in boxes} == {True, False}


def test_the_same_document_is_the_same_bytes(made: Made) -> None:
    assert to_pdf(report(made.document.language)) == made.pdf


def test_text_that_looks_like_source_stays_text(made: Made, tree: Tagged) -> None:
    words = _plain(tree.text)
    assert "*yıldız*" in words
    assert "#set page(fill: red)" in words
    assert "<5 gibi" in words


@pytest.mark.parametrize(
    "words", ["#panic()", "\\", "$x", "<a>", "@b", "= c", "[d]", "\u202eters", "a\u0000b", "‘”«", "🌷"]
)
def test_no_words_break_the_setting(words: str) -> None:
    assert to_pdf(
        small(Prose("p", plain(words)), Listing("l", words, (words,), ((words,),)), Box("b", words, ((words, words),)))
    )


def test_a_missing_centre_an_empty_section_and_a_changed_sentence_are_shown(tree: Tagged) -> None:
    words = _plain(tree.text)
    assert "Bir merkez bu tura katılmadı" in words
    assert "Menemen Kadın Danışma Merkezi" in words
    assert "Bütçe sorularını beşten az merkez yanıtladı" in words
    assert "16/21" in words


def test_a_quoted_number_leads_to_where_it_stands(made: Made, tree: Tagged) -> None:
    label = "Şekil 6" if made.document.language == "tr" else "Figure 6"
    assert any(label == _plain(link.text) for link in tree.every("Link"))


def test_a_draft_says_so_on_every_page() -> None:
    reader = PdfReader(io.BytesIO(to_pdf(small(Absent("a", "Yok."), draft=True))))
    assert all("Taslak" in page.extract_text() for page in reader.pages)


def test_a_heading_that_jumps_over_a_level_is_set_one_below_the_last() -> None:
    sections = (Section("a", "Bir", (), 1), Section("b", "İki", (), 3))
    assert [one.text for one in structure(to_pdf(report(sections=sections))).every("H2")][-1:] == ["İki"]


def test_a_report_of_many_centres_is_set_too() -> None:
    rows = tuple((f"{name} {number}", str(number)) for number in range(20) for name in CENTRES)
    tree = structure(to_pdf(small(Listing("l", "Liste", ("Merkez", "Yıl"), rows))))
    (table,) = (one for one in tree.every("Table"))
    assert len(list(table.every("TR"))) == len(rows) + 1


def test_a_figure_without_a_picture_is_its_table() -> None:
    tree = structure(to_pdf(small(Figure("f", "Toplam", channels(phone=9), chart="number"))))
    assert [_same(_cells(one)) for one in tree.every("Table")] == [
        _same(one) for one in expected.tables(small(Figure("f", "Toplam", channels(phone=9), chart="number")))
    ]
    assert json.dumps([one.alt for one in tree.every("Figure")])


_ELSEWHERE = """
import sys, django
django.setup()
from hashlib import sha256
from omuz.insight.reports.paper import to_pdf
from omuz.insight.reports.word import to_docx
from tests.insight.reports.invented import report
print(sha256(to_pdf(report())).hexdigest(), sha256(to_docx(report())).hexdigest())
"""


def test_another_process_in_another_place_makes_the_same_bytes() -> None:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tokyo",
        "LANG": "C",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    made = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE], capture_output=True, text=True, env=environment, check=True
    )
    here = [sha256(to_pdf(report())).hexdigest(), sha256(to_docx(report())).hexdigest()]
    assert made.stdout.split() == here


def _links(pdf: bytes) -> list[tuple[int, str, int]]:
    """Page, what the link says to who listens, page it leads to."""
    reader = PdfReader(io.BytesIO(pdf))
    places = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, start=1)
              if page.indirect_reference}  # fmt: skip
    found = []
    for number, page in enumerate(reader.pages, start=1):
        for one in page.get("/Annots", []):
            link = one.get_object()
            target = link["/Dest"].get_object()
            if isinstance(target, list):
                found.append((number, str(link.get("/Contents", "")), places[target[0].idnum]))
    return found


def test_every_figure_leads_to_how_it_was_counted_and_back(made: Made) -> None:
    asked = [block for block in made.document.blocks() if isinstance(block, Numbered | Tally)]
    reader = PdfReader(io.BytesIO(made.pdf))
    title = expected.whole(made.document).sections[-1].title
    begins = next(number for number, page in enumerate(reader.pages, start=1)
                  if number > 2 and title in page.extract_text().splitlines())  # fmt: skip
    forth = [(page, to) for page, _said, to in _links(made.pdf) if 2 < page < begins <= to]
    back = [(page, to) for page, _said, to in _links(made.pdf) if page >= begins > to]
    assert len(forth) == len(asked)
    assert len(back) >= len(asked)
    # The way there begins under a figure, the way back ends at its caption, at most on the page before.
    assert all(any(0 <= page - place <= 1 for _page, place in back) for page, _to in forth)


def test_the_page_on_which_it_was_counted_is_said_for_who_reads_on_paper(made: Made, tree: Tagged) -> None:
    pages = len(PdfReader(io.BytesIO(made.pdf)).pages)
    said = [link.text for link in tree.every("Link") if link.text.startswith("Nasıl sayıldı: sayfa ")]
    numbered = [block for block in made.document.blocks() if isinstance(block, Numbered)]
    if made.document.language == "tr":
        assert len(said) == len(numbered)
        assert all(pages - 2 <= int(one.rpartition(" ")[2]) <= pages for one in said)
