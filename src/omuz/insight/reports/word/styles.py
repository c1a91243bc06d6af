"""The look of the Word document: true styles, so that whoever edits it changes one and all follow."""

from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from omuz.insight.reports.word.elements import element

INK: Final = RGBColor(0x2B, 0x24, 0x30)
QUIET: Final = RGBColor(0x57, 0x4D, 0x5C)
PLUM: Final = RGBColor(0x5B, 0x2A, 0x5E)
FONT: Final = "Calibri"
TABLE: Final = "OmuzTable"
CHANGED: Final = "OmuzChanged"
REFERENCE: Final = "OmuzReference"
FILLS: Final = {
    "good": "E2EDE4", "partly": "FBF0DA", "gap": "F6E0DB", "unknown": "EFEAE6", "hidden": "F3ECE4",
}  # fmt: skip
TEXT_POINTS: Final = 481.0
"""Width of the text of an upright A4 page."""
_TAGS: Final = {"tr": "tr-TR", "en": "en-GB"}
_KNOWN: Final = (
    ("Normal", 10.5, False, INK, 0, 7),
    ("Title", 30, True, PLUM, 160, 8),
    ("Subtitle", 15, False, QUIET, 0, 30),
    ("Heading 1", 20, True, PLUM, 26, 10),
    ("Heading 2", 14, True, PLUM, 18, 6),
    ("Heading 3", 11.5, True, PLUM, 12, 4),
    ("Caption", 10.5, True, PLUM, 12, 4),
    ("Quote", 11, False, INK, 8, 2),
)
_OWN: Final = (
    ("Omuz Year", 34, True, RGBColor(0xB7, 0x79, 0x1F), 0, 24, ""),
    ("Omuz Quiet", 8.5, False, QUIET, 3, 12, ""),
    ("Omuz Contents Heading", 16, True, PLUM, 18, 8, ""),
    ("Omuz Box", 10, False, INK, 0, 0, "5B2A5E F4EBF4"),
    ("Omuz Notice", 10, False, INK, 0, 0, "B7791F FBF4E6"),
    ("Omuz Absent", 10, False, QUIET, 0, 0, "857A86 FBF8F4"),
    ("Omuz Card", 10, False, INK, 0, 0, "5B2A5E FBF8F4"),
    ("Omuz Space", 6, False, INK, 0, 4, ""),
    ("toc 1", 10.5, True, INK, 4, 2, ""),
    ("toc 2", 10.5, False, INK, 0, 2, ""),
    ("table of figures", 9.5, False, INK, 0, 2, ""),
)


def dress(word: WordDocument, language: str) -> None:
    """Set the document's language, its letters and every style it uses."""
    tag = _TAGS[language]
    defaults = word.styles.element.find(qn("w:docDefaults"))
    for one in defaults.iter(qn("w:lang")):
        one.set(qn("w:val"), tag)
        one.set(qn("w:eastAsia"), tag)
    settings = word.settings.element
    for one in settings.iter(qn("w:themeFontLang")):
        one.set(qn("w:val"), tag)
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")
    for one in settings.iter(qn("w:decimalSymbol")):
        one.set(qn("w:val"), "," if language == "tr" else ".")
    for name, size, bold, colour, before, after in _KNOWN:
        _shape(word.styles[name], size, bold, colour, before, after)
    for name, size, bold, colour, before, after, frame in _OWN:
        style: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=not name.startswith("Omuz"))
        style.base_style = word.styles["Normal"]
        _shape(style, size, bold, colour, before, after)
        if frame:
            _frame(style, *frame.split())
    _finish(word)


def _shape(style: Any, size: float, bold: bool, colour: RGBColor, before: int, after: int) -> None:
    font, lines = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic, font.color.rgb = FONT, Pt(size), bold, False, colour
    lines.space_before, lines.space_after, lines.line_spacing = Pt(before), Pt(after), 1.15
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    fonts.set(qn("w:cs"), FONT)


def _frame(style: Any, edge: str, fill: str) -> None:
    """A bar on the left and a tint, as of one block over several paragraphs."""
    paragraph = style.element.get_or_add_pPr()
    borders = element("w:pBdr")
    borders.append(element("w:left", val="single", sz="24", space="8", color=edge))
    shade = element("w:shd", val="clear", color="auto", fill=fill)
    for one in (borders, shade):
        paragraph.find(qn("w:spacing")).addprevious(one)
    indent = style.paragraph_format
    indent.left_indent = indent.right_indent = Pt(10)
    indent.keep_together = True


def _finish(word: WordDocument) -> None:
    """Lines that stay together, contents indented, the table and the two kinds of marked words."""
    for name in ("Caption", "Heading 1", "Heading 2", "Heading 3", "Omuz Contents Heading"):
        word.styles[name].paragraph_format.keep_with_next = True
    word.styles["toc 2"].paragraph_format.left_indent = Pt(14)
    for name in ("toc 1", "toc 2", "table of figures"):
        word.styles[name].paragraph_format.tab_stops.add_tab_stop(Pt(TEXT_POINTS), WD_TAB_ALIGNMENT.RIGHT)
    title = word.styles["Title"].element.find(qn("w:pPr"))
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)
    for xml in (_TABLE_XML, _CHANGED_XML, _REFERENCE_XML):
        word.styles.element.append(parse_xml(xml))


_TABLE_XML: Final = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}">
  <w:name w:val="Omuz Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
  <w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/></w:pPr>
  <w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>
  <w:tblPr><w:tblBorders>
    <w:top w:val="single" w:sz="10" w:space="0" w:color="5B2A5E"/>
    <w:bottom w:val="single" w:sz="8" w:space="0" w:color="574D5C"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="E5DBCF"/>
  </w:tblBorders><w:tblCellMar>
    <w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>
    <w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>
  </w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="5B2A5E"/></w:rPr><w:tcPr><w:tcBorders>
    <w:bottom w:val="single" w:sz="8" w:space="0" w:color="5B2A5E"/></w:tcBorders></w:tcPr></w:tblStylePr>
  <w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>
    <w:top w:val="single" w:sz="8" w:space="0" w:color="574D5C"/></w:tcBorders></w:tcPr></w:tblStylePr>
</w:style>"""
_CHANGED_XML: Final = f"""
<w:style {nsdecls("w")} w:type="character" w:customStyle="1" w:styleId="{CHANGED}">
  <w:name w:val="Omuz Changed"/><w:rPr><w:color w:val="8A5A12"/><w:sz w:val="18"/></w:rPr>
</w:style>"""
_REFERENCE_XML: Final = f"""
<w:style {nsdecls("w")} w:type="character" w:customStyle="1" w:styleId="{REFERENCE}">
  <w:name w:val="Omuz Reference"/><w:rPr><w:color w:val="5B2A5E"/></w:rPr>
</w:style>"""
