"""A document as DOCX: true styles, fields, editable tables, described pictures; the same document is the same bytes."""

import io
from dataclasses import replace
from datetime import datetime, time
from typing import Any, Final
from zipfile import ZipFile

import docx
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm, Pt

from omuz.foundation.catalogue.tables import packed
from omuz.foundation.catalogue.turkish import day
from omuz.insight.reports.captions import is_short
from omuz.insight.reports.grounds import grounded, leading
from omuz.insight.reports.parts import Document
from omuz.insight.reports.word.body import Writer, write_sections
from omuz.insight.reports.word.elements import clean, field, field_end, field_start, link, run, tab
from omuz.insight.reports.word.styles import dress

_TAGS: Final = {"tr": "tr-TR", "en": "en-GB"}
_ABOUT_PROGRAM: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Omuz</Application></Properties>"
)
_LEFT_OUT: Final = ("/thumbnail", "/stylesWithEffects", "/customXml")
_GROUPS: Final = 8
_LONGEST: Final = 255
"""Letters a property of a document may have."""
_DEPTH: Final = 2
"""Levels of headings in the contents."""


def to_docx(document: Document) -> bytes:
    """The report as a Word document on A4."""
    with override(document.language):
        whole = replace(document, sections=grounded(document))
        word = docx.Document()
        dress(word, whole.language)
        writer = Writer(word, whole, leading(document), short=is_short(document))
        _page(word, whole)
        _cover(writer)
        if not is_short(document):
            _contents(writer)
        write_sections(writer)
        _properties(word, whole)
        _bare(word)
        return _timeless(word)


def _page(word: WordDocument, document: Document) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(22), Mm(23)
    section.different_first_page_header_footer = not is_short(document)
    words = [document.publisher, str(document.year), *([_draft()] if document.draft else [])]
    line = section.footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    parts = [run(" · ".join(words) + "   "), *field("PAGE", "1"), run(" / "), *field("NUMPAGES", "1")]
    for one in parts:
        line._p.append(one)


def _draft() -> str:
    return _("Taslak: henüz imzalanmadı")


def _cover(writer: Writer) -> None:
    document = writer.document
    writer.say(document.publisher, "Omuz Quiet")
    title = writer.say(document.title, "Title")
    if writer.short:
        title.paragraph_format.space_before = Pt(6)
    if document.subtitle:
        writer.say(document.subtitle, "Subtitle")
    writer.say(str(document.year), "Omuz Year")
    if document.draft:
        writer.say(_draft(), "Omuz Notice")
    told = _("%(number)s. baskı · %(day)s") % {"number": document.edition, "day": day(document.dated)}
    digest = document.snapshot
    parted = " ".join(digest[place : place + _GROUPS] for place in range(0, len(digest), _GROUPS))
    writer.facts(
        (("", told), (_("Verinin özeti (SHA-256)"), parted), *(("", line) for line in document.imprint)), "Omuz Quiet"
    )
    if not writer.short:
        writer.paragraph().add_run().add_break(WD_BREAK.PAGE)


def _contents(writer: Writer) -> None:
    """Contents, figures and tables as fields that are filled already: nothing asks to be updated when it is opened.

    Only a program that breaks the lines knows the pages, and a wrong number is worse than none: on the screen an
    entry is a link, and its number stands empty until the document is printed or the field updated (F9).
    """
    level, headings = 0, []
    for place, section in enumerate(writer.document.sections):
        level = min(section.level, level + 1)
        headings.append((f"_Toc{8000 + place}", section.title, level))
    shown = [(mark, words, f"toc {depth}") for mark, words, depth in headings if depth <= _DEPTH]
    _listed(writer, _("İçindekiler"), 'TOC \\o "1-2" \\h \\z \\u', shown)
    for kind, title in (("figure", _("Şekiller")), ("table", _("Tablolar"))):
        found = [(key, one) for key, one in writer.captions.items() if one.kind == kind]
        titles = {block.key: getattr(block, "title", "") for block in writer.document.blocks()}
        entries = [(writer.marks[key], f"{one.label}. {titles[key]}", "table of figures") for key, one in found]
        if found:
            _listed(writer, title, f'TOC \\h \\z \\c "{found[0][1].word}"', entries)
    writer.paragraph().add_run().add_break(WD_BREAK.PAGE)


def _listed(writer: Writer, title: str, instruction: str, entries: list[tuple[str, str, str]]) -> None:
    writer.say(title, "Omuz Contents Heading")
    for place, (mark, words, style) in enumerate(entries):
        line: Any = writer.paragraph(style)._p
        if place == 0:
            for one in field_start(instruction):
                line.append(one)
        line.append(link(mark, run(words), tab(), *field(f"PAGEREF {mark} \\h", "")))
        if place == len(entries) - 1:
            line.append(field_end())


def _properties(word: WordDocument, document: Document) -> None:
    """Who published it and when; nothing about whose machine it was made on."""
    told = word.core_properties
    moment = datetime.combine(document.dated, time(12))
    told.title, told.subject = clean(document.title)[:_LONGEST], clean(document.subtitle)[:_LONGEST]
    told.author = told.last_modified_by = clean(document.publisher)[:_LONGEST]
    told.language = _TAGS[document.language]
    told.created = told.modified = moment
    told.revision, told.comments, told.keywords, told.category = document.edition, "", "", ""


def _bare(word: WordDocument) -> None:
    """Drop what the library's template brings along and is none of the report's: Word would write it anew."""
    for relations in (word.part.package.rels, word.part.rels):
        for name in [name for name, one in relations.items() if one.reltype.endswith(_LEFT_OUT)]:
            del relations[name]


def _timeless(word: WordDocument) -> bytes:
    """The archive without the moment it was packed, and without the program its template came from."""
    out = io.BytesIO()
    word.save(out)
    with ZipFile(out) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["docProps/app.xml"] = _ABOUT_PROGRAM.encode()
    return packed(files)


__all__ = ["to_docx"]
