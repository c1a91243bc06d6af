"""A release as one XLSX workbook: a sheet a table, a sheet of method and versions; the same bytes every day."""

import io
import re
import zipfile
from datetime import datetime
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Font

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.privacy.cells import TOTAL
from omuz.insight.opendata.publication import ALL, Publication, Published
from omuz.insight.opendata.rows import FREE, STATUSES, Flat, rows

_BOLD: Final = Font(name="Calibri", bold=True)
_LONGEST: Final = 31
_NEVER: Final = (1980, 1, 1, 0, 0, 0)
_STAMP: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_NO_DAY: Final = datetime(1980, 1, 1)  # noqa: DTZ001  # a workbook knows no time zone, and this is no time
_TOTAL: Final = Words("Toplam", "Total")
_BESIDE: Final = (Words("Neden gizli", "Why hidden"), Words("En az", "Least"), Words("En çok", "Most"))


def workbook(publication: Publication, language: str = "tr") -> bytes:
    """The workbook in one language."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "Omuz"
    book.properties.title = publication.title.say(language)
    book.properties.created = book.properties.modified = _NO_DAY
    taken: set[str] = set()
    for published in publication.tables:
        _table(book.create_sheet(_name(published, language, taken)), published, language)
    _notes(book.create_sheet(Words("Yöntem", "Method").say(language)), publication, language)
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _name(published: Published, language: str, taken: set[str]) -> str:
    """A sheet's name: the table's title as far as a workbook takes it, once each."""
    base = re.sub(r"[\[\]:*?/\\']", " ", published.title.say(language))[:_LONGEST].strip() or published.code
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: _LONGEST - 4]} {number}"
    taken.add(name.casefold())
    return name


def _table(sheet: Any, published: Published, language: str) -> None:
    heads = [axis.title.say(language) for axis in published.axes]
    heads += [one.title.say(language) for one in published.measures]
    heads += [words.say(language) for words in _BESIDE]
    _row(sheet, 1, list(heads), bold=True)
    for place, flat in enumerate(rows(published), start=2):
        _row(sheet, place, _cells(published, flat, language), bold=ALL in flat.codes)
    sheet.freeze_panes = "A2"
    for column in sheet.iter_cols(max_row=40):
        longest = max(len(str(cell.value)) if cell.value is not None else 0 for cell in column)
        sheet.column_dimensions[column[0].column_letter].width = min(60, longest + 3)


def _cells(published: Published, flat: Flat, language: str) -> list[str | int | float | None]:
    labels: list[str | int | float | None] = [
        (_TOTAL if code == TOTAL else axis.label(code)).say(language)
        for axis, code in zip(published.axes, flat.key, strict=True)
    ]
    figures = [flat.figures[one.name] for one in published.measures]
    why = "" if flat.status == FREE else STATUSES[flat.status][language != "tr"]
    return [*labels, *figures, why, flat.low, flat.high]


def _notes(sheet: Any, publication: Publication, language: str) -> None:
    lines = [*about(publication, language)]
    for published in publication.tables:
        lines.append((published.title.say(language), published.meaning.say(language)))
        lines.append((Words("Payda", "Base").say(language), published.base.say(language)))
        lines.append((Words("Dikkat", "Caveat").say(language), published.caveat.say(language)))
    for place, line in enumerate(lines, start=1):
        _row(sheet, place, list(line))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 100


def about(publication: Publication, language: str) -> list[tuple[str, str]]:
    """What a reader needs before any figure: title, source, licence, versions."""
    named = [
        (Words("Başlık", "Title"), publication.title.say(language)),
        (Words("Açıklama", "Description"), publication.description.say(language)),
        (Words("Yayımlayan", "Publisher"), publication.publisher),
        (Words("Kaynak", "Source"), publication.source.say(language)),
        (Words("Kullanım koşulları", "Licence"), publication.licence.words.say(language)),
        (Words("Sürüm", "Version"), str(publication.version)),
        (Words("Değişen", "Change"), publication.change.say(language)),
    ]
    if publication.issued:
        named.append((Words("Yayım günü", "Issued"), publication.issued.isoformat()))
    named += [
        (Words(f"Sürüm {one.version}", f"Version {one.version}"), one.change.say(language))
        for one in reversed(publication.history)
    ]
    return [(name.say(language), text) for name, text in named]


def _row(sheet: Any, place: int, values: list[str | int | float | None], *, bold: bool = False) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(place, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        if bold:
            cell.font = _BOLD


def _timeless(written: bytes) -> bytes:
    """The same workbook without the moment it was made: archive and properties carry one fixed day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", content)
            entry = zipfile.ZipInfo(part.filename, _NEVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content)
    return out.getvalue()
