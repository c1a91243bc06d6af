"""What Word and LibreOffice ask of a DOCX before they open it without a word: parts, schema, links, fields, cells."""

import io
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from posixpath import normpath
from typing import Any
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import openxml_audit as audit
import pytest
from defusedxml.ElementTree import fromstring
from pypdf import PdfReader

from omuz.insight.reports.parts import Figure, Grid, Listing, Prose, plain
from omuz.insight.reports.word import to_docx
from tests.insight.charts.tables import channels
from tests.insight.reports import expected
from tests.insight.reports.conftest import Made
from tests.insight.reports.invented import small
from tests.insight.reports.invented_tables import LONG, staff

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
OFFICE = next((found for name in ("soffice", "libreoffice") if (found := shutil.which(name))), "")


@pytest.fixture(scope="module")
def parts(made: Made) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(made.docx)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def body(parts: dict[str, bytes]) -> Element:
    found: Element = fromstring(parts["word/document.xml"])
    return found


def _all(element: Element, name: str) -> list[Element]:
    return list(element.iter(W + name))


def _value(element: Element, name: str = "val") -> str:
    return element.get(W + name) or ""


def test_every_part_is_declared_and_every_relation_leads_to_one(parts: dict[str, bytes]) -> None:
    types = fromstring(parts["[Content_Types].xml"])
    named = {one.get("PartName", "").lstrip("/") for one in types if one.get("PartName")}
    endings = {one.get("Extension", "") for one in types if one.get("Extension")}
    assert named <= set(parts)
    assert all(name in named or name.rpartition(".")[2] in endings for name in parts if name[0] != "[")
    led = set()
    for name, content in parts.items():
        if not name.endswith(".rels"):
            continue
        home = Path(name).parent.parent
        identities = []
        for one in fromstring(content).iter(RELATION):
            assert one.get("TargetMode") != "External"
            target = one.get("Target", "")
            led.add(target.lstrip("/") if target.startswith("/") else normpath((home / target).as_posix()))
            identities.append(one.get("Id"))
        assert len(identities) == len(set(identities))
    assert led == {name for name in parts if not name.endswith(".rels") and name[0] != "["}


def test_nothing_but_the_report_is_in_it(parts: dict[str, bytes]) -> None:
    assert not [name for name in parts if re.search(r"(?i)thumbnail|stylesWithEffects|printer|custom|vba", name)]


def test_bookmarks_begin_once_end_once_and_are_what_links_and_fields_point_to(body: Element) -> None:
    starts, ends = _all(body, "bookmarkStart"), _all(body, "bookmarkEnd")
    identities, names = [_value(one, "id") for one in starts], [_value(one, "name") for one in starts]
    assert len(set(identities)) == len(identities) == len(ends)
    assert sorted(identities) == sorted(_value(one, "id") for one in ends)
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", name) for name in names)
    pointed = {_value(one, "anchor") for one in _all(body, "hyperlink")}
    asked = [(one.text or "").split() for one in _all(body, "instrText")]
    pointed |= {words[1] for words in asked if words[0] in ("REF", "PAGEREF")}
    assert len(pointed) > 20
    assert pointed <= set(names)


def test_fields_begin_say_what_they_are_and_end(parts: dict[str, bytes], body: Element) -> None:
    for root in (body, *(fromstring(parts[name]) for name in parts if re.match(r"word/footer\d", name))):
        depth = []
        for run in _all(root, "r"):
            for mark in run.findall(W + "fldChar"):
                kind = _value(mark, "fldCharType")
                if kind == "begin":
                    depth.append("begin")
                elif kind == "separate":
                    assert depth[-1] == "asked"
                    depth[-1] = "separate"
                else:
                    assert depth.pop() == "separate"
            if run.find(W + "instrText") is not None:
                assert depth[-1] == "begin"
                depth[-1] = "asked"
        assert depth == []


def test_every_figure_leads_to_how_it_was_counted_and_back(made: Made, body: Element) -> None:
    places = {_value(start, "name"): start for start in _all(body, "bookmarkStart")}
    counted = [block for block in expected.whole(made.document).blocks() if block.key != "ground.listing"]
    grounds = [name for name in places if name.startswith("_Ground")]
    there = {_value(one, "anchor") for one in _all(body, "hyperlink")}
    assert len(grounds) > 12
    assert set(grounds) <= there
    assert len([block for block in counted if isinstance(block, Figure | Grid)]) <= len(grounds)
    rows = [row for row in _all(body, "tr") if any(name in _names(row) for name in grounds)]
    back = [_value(link, "anchor") for row in rows for link in row.iter(W + "hyperlink")]
    assert len(set(back)) == len(grounds)
    assert all(target in places for target in back)


def _names(element: Element) -> set[str]:
    return {_value(one, "name") for one in element.iter(W + "bookmarkStart")}


def test_every_cell_ends_with_a_paragraph_and_every_row_fills_the_grid(body: Element) -> None:
    for table in _all(body, "tbl"):
        columns = len(_all(table, "gridCol"))
        widths = [int(_value(one, "w")) for one in _all(table, "gridCol")]
        assert min(widths) > 0
        for row in table.findall(W + "tr"):
            cells = row.findall(W + "tc")
            assert len(cells) == columns
            assert all(list(cell)[-1].tag == W + "p" for cell in cells)


def test_headings_are_said_and_never_jump_over_a_level(body: Element) -> None:
    levels = [0]
    for paragraph in body.findall(f".//{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found = re.fullmatch(r"Heading([1-9])", _value(style)) if style is not None else None
        if found:
            assert "".join(text.text or "" for text in _all(paragraph, "t")).strip()
            levels.append(int(found[1]))
    assert len(levels) > 10
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_pictures_have_numbers_of_their_own_and_words(body: Element) -> None:
    pictures = list(body.iter(DRAWN))
    assert pictures
    assert len({one.get("id") for one in pictures}) == len(pictures)
    assert all((one.get("descr") or "").strip() for one in pictures)


def test_entries_of_the_contents_have_a_place_for_their_page(body: Element) -> None:
    entries = [
        paragraph
        for paragraph in _all(body, "p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None
        and _value(style).lower().startswith(("toc", "tableoff"))
    ]
    assert len(entries) > 20
    for entry in entries:
        (link,) = _all(entry, "hyperlink")
        (asked,) = [one.text or "" for one in link.iter(W + "instrText")]
        assert asked.split()[:2] == ["PAGEREF", _value(link, "anchor")]


def test_the_schema_of_word_holds_and_word_is_expected_to_open_it(made: Made, tmp_path: Path) -> None:
    file = tmp_path / "belge.docx"
    file.write_bytes(made.docx)
    told = audit.OpenXmlValidator(file_format=audit.FileFormat.MICROSOFT_365, max_errors=20).validate(file)
    assert [str(error) for error in told.errors] == []
    assert audit.predict(told).prediction is audit.AppPrediction.OPENS_CLEAN


def test_the_schema_would_notice_a_cell_without_a_paragraph(tmp_path: Path) -> None:
    whole = to_docx(small(Listing("l", "Liste", ("Bir",), (("iki",),))))
    out = io.BytesIO()
    with ZipFile(io.BytesIO(whole)) as archive, ZipFile(out, "w") as spoilt:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "word/document.xml":
                content = re.sub(rb"(</w:tcPr>)<w:p>.*?</w:p>(</w:tc>)", rb"\1\2", content, flags=re.DOTALL)
            spoilt.writestr(name, content)
    file = tmp_path / "belge.docx"
    file.write_bytes(out.getvalue())
    assert audit.OpenXmlValidator(max_errors=20).validate(file).errors


@pytest.mark.skipif(not OFFICE, reason="Not run: no LibreOffice on this machine")
def test_libreoffice_opens_it_and_finds_every_heading(made: Made, tmp_path: Path) -> None:
    file = tmp_path / "belge.docx"
    file.write_bytes(made.docx)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    asked = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(asked, check=True, capture_output=True, timeout=180)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "belge.pdf").pages]
    words = re.sub(r"\s+", "", "".join(pages))
    assert len(pages) > 8
    for section in expected.whole(made.document).sections:
        assert re.sub(r"\s+", "", section.title) in words


@pytest.mark.parametrize(
    "blocks",
    [
        (Prose("p", plain("🌷 \u202eters \u0000 <w:p/>", "")),),
        (Listing("l", "Geniş", tuple(f"Sütun {n}" for n in range(30)), (("", *(LONG for _n in range(29))),)),),
        (Figure("f", LONG, channels(phone=9), chart="number"), Grid("g", "Çapraz", staff())),
    ],
    ids=["odd signs", "thirty columns", "numbers"],
)
def test_briefs_of_every_kind_open_too(blocks: tuple[Any, ...], tmp_path: Path) -> None:
    file = tmp_path / "belge.docx"
    file.write_bytes(to_docx(small(*blocks)))
    assert [str(error) for error in audit.OpenXmlValidator(max_errors=20).validate(file).errors] == []
