"""A paper as DOCX, to be edited on: true headings, true tables, and nothing about whose machine made it."""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from zipfile import ZipFile

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from omuz.foundation.catalogue.tables import packed
from omuz.insight.papers.parts import Grid, Heading, Named, Paper, Words

_INK: Final = RGBColor(0x2B, 0x24, 0x30)
_QUIET: Final = RGBColor(0x57, 0x4D, 0x5C)
_TAGS: Final = {"tr": "tr-TR", "en": "en-GB"}
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_DAY: Final = datetime(2000, 1, 1)  # noqa: DTZ001  # the property knows no zone, and this is no time
_PAGE: Final = (210, 297)
_MARGIN: Final = 20
_ABOUT_PROGRAM: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Omuz</Application></Properties>"
)


def as_docx(paper: Paper) -> bytes:
    """The paper as a Word document on A4; the same paper is the same bytes."""
    word = docx.Document()
    _dress(word, paper.language)
    width = _page(word, wide=paper.wide)
    _say(word, paper.speaks, quiet=True)
    word.add_heading(_clean(paper.title), level=1)
    for part in paper.parts:
        if isinstance(part, Heading):
            word.add_heading(_clean(part.words), level=2)
        elif isinstance(part, Words):
            _say(word, part.words, quiet=part.quiet)
        elif isinstance(part, Named):
            _named(word, part.rows)
        else:
            _grid(word, part, width)
    if paper.foot:
        _say(word, paper.foot, quiet=True)
    return _packed(word)


def _clean(words: str) -> str:
    return _NOT_XML.sub(" ", words)


def _say(word: WordDocument, words: str, *, quiet: bool = False) -> None:
    for line in _clean(words).split("\n"):
        said = word.add_paragraph().add_run(line)
        if quiet:
            said.font.color.rgb = _QUIET


def _named(word: WordDocument, rows: Sequence[tuple[str, str]]) -> None:
    for name, words in rows:
        line = word.add_paragraph()
        line.paragraph_format.space_after = Pt(2)
        line.add_run(_clean(f"{name}: ")).bold = True
        line.add_run(_clean(words))


def _grid(word: WordDocument, grid: Grid, width: float) -> None:
    table = word.add_table(rows=1, cols=len(grid.heads))
    table.style = "Table Grid"
    table.autofit = False
    for cell, head in zip(table.rows[0].cells, grid.heads, strict=True):
        cell.paragraphs[0].add_run(_clean(head)).bold = True
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for told in grid.rows:
        row = table.add_row()
        # A row stays whole where a page ends.
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if grid.tall:
            row.height = Mm(10.5)
        for cell, words in zip(row.cells, told, strict=True):
            cell.text = _clean(words)
    whole = sum(grid.widths)
    # Some programs go by the grid of the table and not by its cells.
    for column, part in zip(table.columns, grid.widths, strict=True):
        column.width = Mm(width * part / whole)
    for row in table.rows:
        for cell, part in zip(row.cells, grid.widths, strict=True):
            cell.width = Mm(width * part / whole)
            for line in cell.paragraphs:
                line.paragraph_format.space_after = Pt(1)
    word.add_paragraph()


def _page(word: WordDocument, *, wide: bool) -> float:
    """Set the page; the width between its margins in millimetres."""
    section = word.sections[0]
    across, down = reversed(_PAGE) if wide else _PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(across), Mm(down)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)
    return across - 2 * _MARGIN


def _dress(word: WordDocument, language: str) -> None:
    """Language and letters; headings in ink, not in the library's blue."""
    for one in word.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang")):
        one.set(qn("w:val"), _TAGS.get(language, language))
    for name, size, bold in (("Normal", 10.5, False), ("Heading 1", 17, True), ("Heading 2", 12, True)):
        style: Any = word.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = "Calibri", Pt(size), bold, _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
    told = word.core_properties
    told.title, told.author, told.last_modified_by = "Belge", "Omuz", "Omuz"
    told.comments, told.language = "", _TAGS.get(language, language)
    told.created = told.modified = _NO_DAY


def _packed(word: WordDocument) -> bytes:
    """The archive without the moment it was packed, and without the program its template came from."""
    relations = word.part.package.rels
    for name in [name for name, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[name]
    out = io.BytesIO()
    word.save(out)
    with ZipFile(out) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["docProps/app.xml"] = _ABOUT_PROGRAM.encode()
    return packed(files)
