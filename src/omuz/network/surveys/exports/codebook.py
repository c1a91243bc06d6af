"""The codebook of an export in DDI-Codebook 2.5: what each column asks, of whom, and what its values mean."""

from collections import Counter
from typing import Any

from lxml import etree

from omuz.foundation.catalogue.tables.cells import Cell, kept
from omuz.network.surveys.exports.columns import Column
from omuz.network.surveys.exports.tables import Table

NAMESPACE = "ddi:codebook:2_5"
_NAMES: dict[Any, str] = {None: NAMESPACE}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TEXTS = frozenset({"text", "code"})


def as_ddi(tables: list[Table], *, title: str, number: str, version: str, language: str) -> bytes:
    """The codebook as XML; counts are those of the export it stands beside, and no day stands in it."""
    book = etree.Element("codeBook", {"version": "2.5"}, nsmap=_NAMES)
    book.set(_LANG, language)
    study = _under(book, "stdyDscr")
    titles = _under(_under(study, "citation"), "titlStmt")
    _under(titles, "titl", title)
    _under(titles, "IDNo", number)
    statement = _under(study.find("citation"), "verStmt")
    _under(statement, "version", version)
    for place, table in enumerate(tables, 1):
        file = _under(book, "fileDscr", ID=f"F{place}")
        text = _under(file, "fileTxt")
        _under(text, "fileName", table.shape.name)
        sizes = _under(text, "dimensns")
        _under(sizes, "caseQnty", str(len(table.rows)))
        _under(sizes, "varQnty", str(len(table.columns)))
    data = _under(book, "dataDscr")
    for place, table in enumerate(tables, 1):
        for at, column in enumerate(table.columns, 1):
            _variable(data, column, [row[at - 1] for row in table.rows], f"F{place}", f"F{place}V{at}")
    found: bytes = etree.tostring(book, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return found


def _under(parent: etree._Element | None, tag: str, text: str = "", /, **attributes: str) -> etree._Element:
    if parent is None:
        raise ValueError(tag)
    element = etree.SubElement(parent, tag, attributes)
    if text:
        element.text = kept(text)
    return element


def _variable(data: etree._Element, column: Column, cells: list[Cell], file: str, number: str) -> None:
    counted = "contin" if column.kind in {"number", "day", "time", "moment"} else "discrete"
    var = _under(data, "var", ID=number, name=column.name, files=file, intrvl=counted)
    _under(var, "labl", column.label)
    if column.question:
        _under(_under(var, "qstn"), "qstnLit", column.label.rsplit(": ", 1)[0] if column.choice else column.label)
    if any(code.missing for code in column.codes) and column.kind == "code":
        invalid = _under(var, "invalrng")
        for code in column.codes:
            if code.missing:
                _under(invalid, "item", VALUE=code.value)
    if column.universe:
        _under(var, "universe", column.universe)
    if column.kind == "code":
        _categories(var, column, Counter(str(cell) for cell in cells if cell is not None))
    elif column.kind == "chosen":
        chosen = Counter(cell for cell in cells if cell is not None)
        for value in (0, 1):
            category = _under(var, "catgry")
            _under(category, "catValu", str(value))
            _under(category, "catStat", str(chosen[value]), type="freq")
    _under(var, "varFormat", type="character" if column.kind in _TEXTS else "numeric")


def _categories(var: etree._Element, column: Column, found: Counter[str]) -> None:
    for code in column.codes:
        category = _under(var, "catgry", **({"missing": "Y"} if code.missing else {}))
        _under(category, "catValu", code.value)
        _under(category, "labl", code.label)
        _under(category, "catStat", str(found[code.value]), type="freq")
