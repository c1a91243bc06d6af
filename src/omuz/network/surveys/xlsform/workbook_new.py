"""Reads .xlsx: a packed set of XML parts, measured and looked through before any of it is parsed."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from omuz.network.surveys.xlsform import bounds
from omuz.network.surveys.xlsform.refusals import Refusal
from omuz.network.surveys.xlsform.workbook import (
    NEW,
    Sheet,
    Unreadable,
    Workbook,
    letters,
    meant,
    not_a_workbook,
    sheet_of,
)

_DECLARATIONS = tuple(
    word.encode(coding) for word in ("<!DOCTYPE", "<!ENTITY") for coding in ("utf-8", "utf-16-le", "utf-16-be")
)

_AT_ONCE, _LONGEST = 1 << 20, 32

_EMPTY_FORMULA = re.compile(
    rb'<c r="([A-Z]+)(\d+)"[^>]*>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)


def read(content: bytes) -> Workbook:
    """The workbook. Raises Unreadable, whatever the bytes are."""
    _measured(content)
    try:
        return _read(content)
    except Unreadable:
        raise
    except Exception as error:  # a broken or hostile file may raise anything; the author gets a sentence
        raise Unreadable(_broken()) from error


def _broken() -> Refusal:
    return Refusal(_("Çalışma kitabı bozuk, okunamadı. Excel'de açıp yeniden kaydedin, sonra yükleyin."))


def _measured(content: bytes) -> None:
    """Refuse what would unpack to too much, and XML that declares entities. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if "xl/workbook.xml" not in {part.filename for part in parts}:
                raise Unreadable(not_a_workbook())
            if len(parts) > bounds.PARTS or sum(part.file_size for part in parts) > bounds.UNPACKED_BYTES:
                raise Unreadable(Refusal(_("Dosya açıldığında izin verilenden çok daha büyük; okunmadı.")))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and _declares(packed, part):
                    sentence = _("Dosyanın içinde bir formda bulunmaması gereken tanımlar (DTD) var; okunmadı.")
                    raise Unreadable(Refusal(sentence))
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(_broken()) from error
    except Exception as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(_broken()) from error


def _declares(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part declares anything, however far behind a remark; parts are measured before they are opened."""
    before = b""
    with packed.open(part) as stream:
        while read := stream.read(_AT_ONCE):
            if any(word in before + read for word in _DECLARATIONS):
                return True
            before = read[-_LONGEST:]
    return False


def _read(content: bytes) -> Workbook:
    from openpyxl import load_workbook

    packed = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        wanted = meant(packed.sheetnames)
        sheets, left = {}, bounds.CELLS
        for name, part in wanted.items():
            sheet = sheet_of(name, _rows(packed[name], name), left)
            left -= sum(len(row) for row in sheet.rows)
            _check_formulas(packed, sheet, content)
            sheets[part] = sheet
        book = Workbook(NEW, sheets, tuple(packed.sheetnames))
    finally:
        packed.close()
    return book


def _rows(sheet: Any, name: str) -> Iterator[list[str]]:
    from pyxform.xls2json_backends import xlsx_value_to_str

    for number, row in enumerate(sheet.iter_rows(max_col=bounds.COLUMNS), start=1):
        texts = []
        for cell in row:
            value = cell.value
            if value is None:
                texts.append("")
                continue
            if cell.data_type == "e":
                sentence = _("Hücrede bir Excel hatası var (%(value)s). Düzeltip yeniden yükleyin.")
                raise Unreadable(Refusal(sentence % {"value": value}, name, number, letters(cell.column - 1)))
            text = value.strip() if isinstance(value, str) else value
            texts.append(str(xlsx_value_to_str(text))[: bounds.CELL_LETTERS] if text != "" else "")
        yield texts


def _check_formulas(packed: Any, sheet: Sheet, content: bytes) -> None:
    """A formula is read by its kept result; one without a kept result would silently read as empty."""
    part = str(getattr(packed[sheet.name], "_worksheet_path", "")).lstrip("/")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        text = parts.read(part) if part in parts.namelist() else b""
    for found in _EMPTY_FORMULA.finditer(text):
        column, row = found[1].decode(), int(found[2])
        if row <= len(sheet.rows) + 1 and column in {letters(place) for place in range(len(sheet.headers))}:
            sentence = _("Hücredeki formülün sonucu kayıtlı değil. Formül yerine değerini yazın.")
            raise Unreadable(Refusal(sentence, sheet.name, row, column))
