"""Reads every number back out of a PDF, a DOCX and a workbook, and compares them with the document they were made of.

`compared(document, pdf=…, docx=…, xlsx=…)` is all a test needs: how many numbers were compared, and a sentence for
each that differs.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, Final, Literal

import docx
import openpyxl
from django.utils.translation import override
from docx.oxml.ns import qn

from omuz.insight.reports.captions import captions, pieces, places_of
from omuz.insight.reports.grounds import grounded
from omuz.insight.reports.laid import Placed, laid, tally_text
from omuz.insight.reports.parts import (
    Absent,
    Block,
    Box,
    Card,
    Document,
    Missing,
    Numbered,
    Paragraph,
    Points,
    Prose,
    Tally,
    Voice,
)
from omuz.insight.reports.widths import fitted
from tests.insight.reports.pdf_structure import Tagged, structure

Form = Literal["pdf", "docx", "xlsx"]
Cells = list[list[str]]
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,/–-][0-9]+)*")
_VALUE: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_UNSEEN: Final = re.compile("[\\s\u00ad\u200b\u2060]+")
_LABEL: Final = re.compile(r"^(\S+[\s ][0-9]+)\. ")
_TEXTS: Final = frozenset("H1 H2 H3 P Span L BlockQuote Note Title".split())
_TALLIES: Final = {"tr": "Merkez sayıları", "en": "Numbers of centres"}


@dataclass(frozen=True)
class Printed:
    """A table of a file as it stands there: its label (`Tablo 5`, empty for one without a caption), heads first."""

    label: str
    cells: Cells


@dataclass(frozen=True)
class ReadBack:
    """A file read back: its tables in order, and the words around them in reading order."""

    tables: tuple[Printed, ...]
    words: tuple[str, ...] = ()

    def numbers(self) -> list[str]:
        """Every number of the file: those of the tables, then those of the words."""
        texts = [text for table in self.tables for row in table.cells for text in row]
        return [number for text in (*texts, *self.words) for number in _NUMBER.findall(text)]


@dataclass(frozen=True)
class Compared:
    """How many numbers of each file were held against the document, and what was not the same."""

    numbers: dict[str, int]
    differences: tuple[str, ...]


def read_numbers(content: bytes, form: Form) -> ReadBack:
    """The tables and words of a file."""
    return {"pdf": _read_pdf, "docx": _read_docx, "xlsx": _read_xlsx}[form](content)


def compared(document: Document, *, pdf: bytes = b"", docx: bytes = b"", xlsx: bytes = b"") -> Compared:
    """Every cell and every sentence with a number, file by file, against the document; files left out are not read."""
    numbers, differences = {}, []
    for form, content in (("pdf", pdf), ("docx", docx)):
        if content:
            read = read_numbers(content, form)  # type: ignore[arg-type]  # the two names are forms
            numbers[form] = len(read.numbers())
            differences += [f"{form}: {told}" for told in (*_tables(document, read), *_sentences(document, read))]
    if xlsx:
        read = read_numbers(xlsx, "xlsx")
        numbers["xlsx"] = len(read.numbers())
        differences += [f"xlsx: {told}" for told in _sheets(document, read)]
    return Compared(numbers, tuple(differences))


def squeezed(text: str) -> str:
    """Words without the spaces and hyphens that only the setting of lines brought in."""
    return _UNSEEN.sub("", text)


def _read_pdf(content: bytes) -> ReadBack:
    tables: list[Printed] = []
    words: list[str] = []
    label = ""
    for element in _standing(structure(content)):
        if element.tag == "Caption":
            found = _LABEL.match(element.text)
            label = found[1].replace("\N{NO-BREAK SPACE}", " ") if found else ""
        elif element.tag == "Table":
            tables.append(Printed(label, [[cell.text for cell in row.inside] for row in element.every("TR")]))
        elif element.tag in _TEXTS and element.text.strip():
            label = ""
            words.append(element.text)
    return ReadBack(tuple(tables), tuple(words))


def _standing(element: Tagged) -> Iterator[Tagged]:
    """Captions, tables, pictures and texts in reading order, none inside another but a caption in its table."""
    for one in element.inside:
        if one.tag in _TEXTS or one.tag in ("Caption", "Figure", "TOC"):
            yield one
        elif one.tag == "Table":
            yield from one.every("Caption")
            yield one
        else:
            yield from _standing(one)


def _read_docx(content: bytes) -> ReadBack:
    tables: list[Printed] = []
    words: list[str] = []
    label = ""
    for one in docx.Document(io.BytesIO(content)).element.body:
        if one.tag == qn("w:tbl"):
            rows = [[_words_of(cell) for cell in row.iter(qn("w:tc"))] for row in one.iter(qn("w:tr"))]
            tables.append(Printed(label, rows))
            continue
        text = _words_of(one)
        style = one.find(f".//{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) == "Caption":
            found = _LABEL.match(text)
            label = found[1] if found else ""
        elif text.strip():
            label = ""
            words.append(text)
    return ReadBack(tuple(tables), tuple(words))


def _words_of(element: Any) -> str:
    return "".join("\n" if one.tag == qn("w:br") else one.text or "" for one in element.iter(qn("w:t"), qn("w:br")))


def _read_xlsx(content: bytes) -> ReadBack:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheets = [
        Printed(sheet.title, [["" if cell is None else str(cell) for cell in row] for row in sheet.values])
        for sheet in book
    ]
    return ReadBack(tuple(sheets))


def _whole(document: Document) -> Document:
    return replace(document, sections=grounded(document))


def _tables(document: Document, read: ReadBack) -> Iterator[str]:
    """What differs between the tables a document asks for and those that stand in a file."""
    with override(document.language):
        wanted = list(_asked(_whole(document)))
    for asked, printed in zip_longest(wanted, read.tables):
        if asked is None or printed is None:
            yield f"{len(read.tables)} tables instead of {len(wanted)}"
            return
        if asked.label and asked.label != printed.label:
            yield f"{asked.label} stands as {printed.label or 'a table without a caption'}"
        yield from _cells(asked, printed)


def _cells(asked: Printed, printed: Printed) -> Iterator[str]:
    for line, (row, found) in enumerate(zip_longest(asked.cells, printed.cells, fillvalue=[])):
        for column, (words, there) in enumerate(zip_longest(row, found, fillvalue="")):
            if squeezed(words) != squeezed(there):
                yield f"{asked.label or asked.cells[0][0]}, row {line}, column {column}: {there!r} for {words!r}"


def _asked(document: Document) -> Iterator[Printed]:
    """Every table that has to stand on paper, wide ones in their parts, tallies that follow each other together."""
    known = captions(document)
    for section in document.sections:
        tallies: list[Tally] = []
        for block in section.blocks:
            if isinstance(block, Tally):
                tallies.append(block)
                continue
            yield from _tallied(tallies, document.language)
            tallies = []
            if isinstance(block, Numbered):
                told = laid(block, document.language)
                for part in fitted(told).parts:
                    heads = [told.heads[place] for place in part.columns]
                    rows = [[row[place].words for place in part.columns] for row in told.rows]
                    yield Printed(known[block.key].label, [heads, *rows])
        yield from _tallied(tallies, document.language)


def _tallied(tallies: Sequence[Tally], language: str) -> Iterator[Printed]:
    if tallies:
        heads = {"tr": ["Soru", "Merkez"], "en": ["Question", "Centre"]}[language]
        yield Printed("", [heads, *([one.label, tally_text(one, language)] for one in tallies)])


def _sentences(document: Document, read: ReadBack) -> Iterator[str]:
    """Paragraphs with a number in them that do not stand in a file, in their order."""
    there = squeezed(" ".join(read.words))
    at = 0
    with override(document.language):
        wanted = [squeezed(text) for text in _said(_whole(document)) if _NUMBER.search(text)]
    for text in wanted:
        found = there.find(text, at)
        if found < 0:
            yield f"not found, or not in its place: {text[:80]!r}"
        else:
            at = found + len(text)


def _said(document: Document) -> Iterator[str]:
    places, known = places_of(document), captions(document)

    def spans(paragraph: Paragraph) -> str:
        return "".join(words for words, _was, _to in pieces(paragraph, places, known) if not _was)

    for block in document.blocks():
        if isinstance(block, Prose | Points):
            paragraphs = block.paragraphs if isinstance(block, Prose) else block.items
            if not any(was for each in paragraphs for _words, was, _to in pieces(each, places, known)):
                yield from (spans(each) for each in paragraphs)
        else:
            yield from _framed(block)


def _framed(block: Block) -> Iterator[str]:
    if isinstance(block, Box):
        yield from (words for _name, words in block.facts)
    elif isinstance(block, Card):
        yield from (block.line, *(words for _name, words in block.facts), block.consent)
    elif isinstance(block, Voice):
        yield block.words
    elif isinstance(block, Absent | Missing):
        yield block.sentence


def _sheets(document: Document, read: ReadBack) -> Iterator[str]:
    """What differs between the blocks of a document and the sheets of its workbook: values as values."""
    found = {sheet.label: sheet.cells for sheet in read.tables}
    with override(document.language):
        whole = _whole(document)
        known = captions(whole)
        for block in whole.blocks():
            if isinstance(block, Numbered):
                label = known[block.key].label
                yield from _sheet(label, laid(block, document.language).rows, found.get(label, [[]])[1:])
        tallies = [block for block in whole.blocks() if isinstance(block, Tally)]
        label = _TALLIES[document.language]
        rows = tuple((Placed(one.label), Placed(tally_text(one, document.language))) for one in tallies)
        yield from _sheet(label, rows, [row[:2] for row in found.get(label, [[]])[1:]])


def _sheet(label: str, rows: Sequence[Sequence[Placed]], written: Cells) -> Iterator[str]:
    if len(rows) != len(written):
        yield f"{label}: {len(written)} rows instead of {len(rows)}"
        return
    for line, (row, there) in enumerate(zip(rows, written, strict=True), start=1):
        for cell, text in zip_longest(row, there):
            if cell is None or (text != cell.words and not _is(text, cell.value)):
                yield f"{label}, row {line}: {text!r} for {cell.words if cell else ''!r}"


def _is(text: str, value: float | None) -> bool:
    """Whether a cell of a workbook holds just this number."""
    return value is not None and bool(_VALUE.fullmatch(text)) and float(text) == value
