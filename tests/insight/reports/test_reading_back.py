"""PDF, DOCX and workbook of one document say the same numbers, and the comparison would notice if they did not."""

import re
from dataclasses import replace

import pytest

from omuz.insight.reports.annex import to_xlsx
from omuz.insight.reports.paper import to_pdf
from omuz.insight.reports.parts import Document, Grid, Prose, plain
from omuz.insight.reports.word import to_docx
from tests.insight.reports.conftest import Made
from tests.insight.reports.invented import report
from tests.insight.reports.invented_tables import waits
from tests.insight.reports.reading_back import compared, read_numbers


def test_every_number_of_every_file_is_the_documents(made: Made) -> None:
    told = compared(made.document, pdf=made.pdf, docx=made.docx, xlsx=to_xlsx(made.document))
    assert told.differences == ()
    assert min(told.numbers.values()) > 300


def _changed(document: Document) -> Document:
    """The document with one number another and one sentence another."""
    sections = []
    for section in document.sections:
        blocks = []
        for block in section.blocks:
            if block.key == "services.wait":
                assert isinstance(block, Grid)
                blocks.append(replace(block, table=waits(5.5)))
            elif block.key == "limits.text":
                blocks.append(Prose(block.key, plain("Burada 41 merkez var.")))
            else:
                blocks.append(block)
        sections.append(replace(section, blocks=tuple(blocks)))
    return replace(document, sections=tuple(sections))


def test_one_number_and_one_sentence_that_differ_are_named_in_every_file(made: Made) -> None:
    told = compared(_changed(made.document), pdf=made.pdf, docx=made.docx, xlsx=to_xlsx(made.document))
    named = " ".join(told.differences)
    for form in ("pdf", "docx", "xlsx"):
        assert re.search(rf"{form}: (Tablo|Table) 3, row 1.*'4[.,]5' for '5[.,]5'", named)
    for form in ("pdf", "docx"):
        assert f"{form}: not found, or not in its place: 'Burada41merkezvar.'" in told.differences


def test_a_table_too_few_is_named() -> None:
    short = report(sections=report().sections[:-4])
    told = compared(report(), pdf=to_pdf(short), docx=to_docx(short))
    assert any("tables instead of" in each for each in told.differences if each.startswith("pdf"))
    assert any("tables instead of" in each for each in told.differences if each.startswith("docx"))


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_file_tells_its_tables_under_their_captions(made: Made, form: str) -> None:
    content = made.pdf if form == "pdf" else made.docx
    labels = [table.label for table in read_numbers(content, form).tables]  # type: ignore[arg-type]  # two of three
    word = "Şekil" if made.document.language == "tr" else "Figure"
    assert [label for label in labels if label.startswith(word)] == [f"{word} {place}" for place in range(1, 7)]
    assert labels.count("") == 2
