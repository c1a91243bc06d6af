"""The DOCX read back: every number, true styles, fields, described pictures, and nothing of a machine in it."""

import io
import re
from itertools import pairwise
from pathlib import Path
from tempfile import gettempdir
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table

from omuz.insight.reports.captions import captions
from omuz.insight.reports.parts import Figure, Listing, Numbered, Points, Prose, plain
from omuz.insight.reports.word import to_docx
from tests.insight.reports import expected
from tests.insight.reports.conftest import Made
from tests.insight.reports.invented import report, small

TAGS = {"tr": "tr-TR", "en": "en-GB"}


@pytest.fixture(scope="module")
def word(made: Made) -> WordDocument:
    return docx.Document(io.BytesIO(made.docx))


def _cells(table: Table) -> list[list[str]]:
    return [
        ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
        for row in table._tbl.iter(qn("w:tr"))
    ]


def _xml(content: bytes, name: str = "word/document.xml") -> str:
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def _instructions(word: WordDocument) -> list[str]:
    return [(one.text or "").strip() for one in word.element.body.iter(qn("w:instrText"))]


def test_every_cell_of_every_table_is_what_the_document_says(made: Made, word: WordDocument) -> None:
    wanted = list(expected.tables(made.document))
    assert len(wanted) > 12
    assert [_cells(table) for table in word.tables] == wanted


def test_both_papers_print_the_same_tables(made: Made, word: WordDocument) -> None:
    from tests.insight.reports.pdf_structure import structure

    def bare(tables: list[list[list[str]]]) -> list[list[list[str]]]:
        return [[[re.sub(r"[\s\u00ad\u200b\u2060]", "", words) for words in row] for row in table] for table in tables]

    pdf = [
        [[cell.text for cell in row.inside] for row in table.every("TR")]
        for table in structure(made.pdf).every("Table")
    ]
    assert bare(pdf) == bare([_cells(table) for table in word.tables])


def test_headings_are_headings(made: Made, word: WordDocument) -> None:
    told = [(one.style.name, one.text) for one in word.paragraphs if one.style and one.style.name.startswith("Heading")]
    wanted = [(f"Heading {section.level}", section.title) for section in expected.whole(made.document).sections]
    assert told == wanted


def test_captions_are_numbered_by_fields_and_say_the_titles(made: Made, word: WordDocument) -> None:
    whole = expected.whole(made.document)
    told = [one.text for one in word.paragraphs if one.style and one.style.name == "Caption"]
    turkish = made.document.language == "tr"
    names = {"figure": "Şekil" if turkish else "Figure", "table": "Tablo" if turkish else "Table"}
    wanted = [
        f"{names[captions(whole)[block.key].kind]} {captions(whole)[block.key].number}. {block.title}"
        for block in whole.blocks()
        if isinstance(block, Numbered)
    ]
    assert told == wanted
    counted = [one for one in _instructions(word) if one.startswith("SEQ ")]
    assert len(counted) == len(wanted)


def test_contents_figures_and_tables_are_fields_that_lead_somewhere(made: Made, word: WordDocument) -> None:
    asked = [one for one in _instructions(word) if one.startswith("TOC ")]
    assert len(asked) == 3
    marks = {one.get(qn("w:name")) for one in word.element.body.iter(qn("w:bookmarkStart"))}
    links = [one.get(qn("w:anchor")) for one in word.element.body.iter(qn("w:hyperlink"))]
    assert links
    assert set(links) <= marks
    listed = [one.text.rstrip() for one in word.paragraphs if one.style and one.style.name.startswith("toc ")]
    assert listed == [section.title for section in expected.whole(made.document).sections]


def test_every_field_that_begins_ends(word: WordDocument) -> None:
    kinds = [one.get(qn("w:fldCharType")) for one in word.element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 0


def test_a_quoted_number_is_a_cross_reference(made: Made, word: WordDocument) -> None:
    label = "Şekil 6" if made.document.language == "tr" else "Figure 6"
    (reference,) = [one for one in _instructions(word) if one.startswith("REF ")]
    mark = reference.split()[1]
    (start,) = [one for one in word.element.body.iter(qn("w:bookmarkStart")) if one.get(qn("w:name")) == mark]
    caption = "".join(text.text or "" for text in start.getparent().iter(qn("w:t")))
    assert caption.startswith(f"{label}. ")
    assert f"({label})" in word.element.body.xml.replace("\n", "") or label in "".join(
        one.text for one in word.paragraphs
    )


def test_nothing_asks_to_be_updated_when_the_document_is_opened(made: Made) -> None:
    assert "updateFields" not in _xml(made.docx, "word/settings.xml")
    assert "w:dirty" not in _xml(made.docx)


def test_heads_repeat_and_rows_are_not_parted(word: WordDocument) -> None:
    for table in word.tables:
        rows = list(table._tbl.iter(qn("w:tr")))
        assert rows[0].find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table.style is not None
        assert table.style.name == "Omuz Table"


def test_every_picture_is_said_in_words(made: Made, word: WordDocument) -> None:
    titles = [block.title for block in made.document.blocks() if isinstance(block, Figure)]
    said = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert len(said) == len(titles)
    assert all(title in alt for title, alt in zip(titles, said, strict=True))


def test_the_language_is_the_documents(made: Made) -> None:
    tag = TAGS[made.document.language]
    assert f'w:lang w:val="{tag}"' in _xml(made.docx, "word/styles.xml")
    assert f'w:themeFontLang w:val="{tag}"' in _xml(made.docx, "word/settings.xml")


def test_the_file_says_what_it_is_and_nothing_of_who_made_it(made: Made, word: WordDocument) -> None:
    told = word.core_properties
    assert (told.title, told.author, told.last_modified_by) == (
        made.document.title, made.document.publisher, made.document.publisher,
    )  # fmt: skip
    assert told.created is not None
    assert told.created.date() == made.document.dated
    assert told.comments == ""
    assert told.revision == made.document.edition
    with ZipFile(io.BytesIO(made.docx)) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        everything = b"".join(archive.read(name) for name in archive.namelist())
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
    for word_of_a_machine in (b"Macintosh", b"python-docx", str(Path.home()).encode() + b"/", gettempdir().encode()):
        assert word_of_a_machine not in everything


def test_wide_tables_lie_across_the_page_and_the_text_stands_upright_again(word: WordDocument) -> None:
    turned = [section.page_width > section.page_height for section in word.sections]
    assert True in turned
    assert turned[0] is False
    assert turned[-1] is False
    assert all(one != other for one, other in pairwise(turned))


def test_every_style_that_is_used_is_there(made: Made, word: WordDocument) -> None:
    ids = {style.style_id for style in word.styles}
    used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', _xml(made.docx)))
    assert used <= ids


def test_the_same_document_is_the_same_bytes(made: Made) -> None:
    assert to_docx(report(made.document.language)) == made.docx


def test_each_list_begins_with_one() -> None:
    told = small(
        Points("a", (plain("Bir")[0], plain("İki")[0]), ordered=True),
        Points("b", (plain("Yine bir")[0],), ordered=True),
    )
    word = docx.Document(io.BytesIO(to_docx(told)))
    numbers = [one.get(qn("w:val")) for one in word.element.body.iter(qn("w:numId"))]
    assert numbers[0] == numbers[1] != numbers[2]


@pytest.mark.parametrize("words", ["<w:p/>", "a & b", "a\x00\x0bb", "]]>", "“ş”", "🌷", "=1+1"])
def test_no_words_break_the_document(words: str) -> None:
    word = docx.Document(
        io.BytesIO(to_docx(small(Prose("p", plain(words)), Listing("l", words, (words,), ((words,),)))))
    )
    kept = re.sub(r"[\x00-\x08\x0b]", " ", words)
    assert kept in [one.text for one in word.paragraphs]
    assert [kept] in _cells(word.tables[0])
