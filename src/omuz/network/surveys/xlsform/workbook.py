"""The sheets of an uploaded workbook as plain text cells, read within bounds and by content, not by name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from omuz.network.surveys.xlsform import bounds
from omuz.network.surveys.xlsform.refusals import Refusal

SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
OLD, NEW = "xls", "xlsx"


class Unreadable(Exception):
    """The workbook cannot be read; `refusals` says why, where."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(str(refusals[0]))
        self.refusals = refusals


@dataclass
class Sheet:
    """One sheet: `headers` by place (None where empty); `rows` by header, empty ones kept so that numbers stay true."""

    name: str
    headers: list[str | None]
    rows: list[dict[str, str]] = field(default_factory=list)

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Rows that hold something, with the number the workbook shows."""
        return ((number, row) for number, row in enumerate(self.rows, start=2) if row)

    def header(self, *names: str) -> str:
        """The header as the author wrote it, of the first of these names there is; case and language part aside."""
        for name in names:
            for header in self.headers:
                if header and header.lower().partition("::")[0].strip() == name:
                    return header
        return ""


@dataclass
class Workbook:
    """Every sheet that means something to the standard, by its name in small letters."""

    kind: str
    sheets: dict[str, Sheet]
    names: tuple[str, ...]
    remarks: list[Refusal] = field(default_factory=list)

    def for_conversion(self) -> dict[str, object]:
        """The shape the reference converter takes."""
        told: dict[str, object] = {"sheet_names": list(self.names)}
        for name, sheet in self.sheets.items():
            told[name] = sheet.rows
            headers = [header for header in sheet.headers if header is not None]
            told[f"{name}_header"] = [dict.fromkeys(headers)] if headers else []
        return told


Cells = Iterable[list[str]]


def not_a_workbook() -> Refusal:
    """The sentence for whatever is no workbook."""
    return Refusal(_("Bu dosya bir Excel çalışma kitabı değil. Formu .xlsx ya da .xls olarak kaydedip yükleyin."))


def sheet_of(name: str, cells: Cells, left: int) -> Sheet:
    """A sheet from its rows of text; `left` is how many cells the workbook may still hold. Raises Unreadable."""
    rows = iter(cells)
    sheet = Sheet(name, _headers(name, next(rows, [])))
    empty = used = 0
    most = bounds.ROWS.get(name.lower(), bounds.OTHER_ROWS)
    for place, row in enumerate(rows, start=2):
        told = {header: text for header, text in zip(sheet.headers, row, strict=False) if header and text}
        empty = 0 if told else empty + 1
        if empty > bounds.EMPTY_ROWS:
            break
        used += len(told)
        if place > most + 1 or used > left:
            said = {"sheet": name, "most": most}
            raise Unreadable(Refusal(_("“%(sheet)s” sayfası çok uzun: en çok %(most)d satır okunur.") % said))
        sheet.rows.append(told)
    while sheet.rows and not sheet.rows[-1]:
        sheet.rows.pop()
    return sheet


def _headers(sheet: str, row: list[str]) -> list[str | None]:
    """The first row up to a run of empty columns. Raises Unreadable when two columns have one name."""
    headers: list[str | None] = []
    empty = 0
    for text in row:
        empty = 0 if text else empty + 1
        if empty > bounds.EMPTY_COLUMNS or len(headers) >= bounds.COLUMNS:
            break
        headers.append(" ".join(text.split()) or None)
    while headers and headers[-1] is None:
        headers.pop()
    twice = [header for header in dict.fromkeys(headers) if header and headers.count(header) > 1]
    if twice:
        raise Unreadable(*(_double(sheet, header, headers) for header in twice))
    return headers


def _double(sheet: str, header: str, headers: list[str | None]) -> Refusal:
    places = ", ".join(letters(place) for place, each in enumerate(headers) if each == header)
    told = {"header": header, "places": places}
    sentence = _(
        "“%(header)s” başlığı birden çok sütunda var (%(places)s). Birini silin ya da başlığına dilini ekleyin, "
        "örneğin “label::Türkçe (tr)”."
    )
    return Refusal(sentence % told, sheet, 1, header)


def letters(place: int) -> str:
    """The letters a workbook shows for a column: 0 is A, 26 is AA."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def meant(names: Iterable[str]) -> dict[str, str]:
    """Which sheet stands for which part of the standard; a lone sheet is the survey, whatever its name."""
    listed = list(names)
    found = {name: name.lower() for name in listed if name.lower() in SHEETS}
    return found or ({listed[0]: "survey"} if len(listed) == 1 else {})
