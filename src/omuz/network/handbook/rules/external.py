"""When a figure of others may be entered, and which entries contradict each other."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.external import ExternalSheet, external_sheet
from omuz.foundation.catalogue.lists import code_list, in_turkish
from omuz.foundation.catalogue.turkish import number

FIRST_YEAR: Final = 2000
GREATEST: Final = 100_000_000
LONGEST_SOURCE: Final = 300
LONGEST_NOTE: Final = 500
_SHORTEST_SOURCE: Final = 4
_GROUPED: Final = re.compile(r"\d{1,3}(?:[.  ]\d{3})+|\d+")

Place = tuple[str, str, int, str]
"""Code, part, year, area: at most one entry counts for each."""


class NotAFigure(ValueError):
    """This cannot be entered; nothing was kept, and the message says what to put right. `field` names where."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Entry:
    """One figure as it will be kept; `value` None where the publisher gave none."""

    code: str
    part: str
    year: int
    area: str
    value: int | None
    source: str
    note: str

    @property
    def place(self) -> Place:
        return self.code, self.part, self.year, self.area


def checked(told: Mapping[str, str], sheet: ExternalSheet, this_year: int) -> Entry:
    """An entry made of texts by the names of its parts. Raises NotAFigure."""
    text = {name: " ".join((told.get(name) or "").split()) for name in Entry.__dataclass_fields__}
    figure = sheet.figures.get(text["code"])
    if figure is None:
        raise NotAFigure("code", _("“%(code)s” bu çizelgede yok.") % {"code": text["code"] or "–"})
    if text["part"] not in (tuple(figure.parts) or ("",)):
        known = ", ".join(figure.parts) or "–"
        raise NotAFigure(
            "part", _("%(code)s için bölüm şunlardan biri olmalı: %(known)s.") % {"code": figure.code, "known": known}
        )
    if text["area"] not in code_list("external_area"):
        raise NotAFigure("area", _("Yer Türkiye ya da İzmir olmalı."))
    if not re.fullmatch(r"\d{4}", text["year"]) or not FIRST_YEAR <= int(text["year"]) <= this_year:
        raise NotAFigure(
            "year", _("Yıl %(first)s ile %(last)s arasında olmalı.") % {"first": FIRST_YEAR, "last": this_year}
        )
    value = _value(text["value"])
    if len(text["source"]) < _SHORTEST_SOURCE or len(text["source"]) > LONGEST_SOURCE:
        raise NotAFigure("source", _("Kaynağı yazın: kim yayımladı, hangi belge; en çok 300 harf."))
    if len(text["note"]) > LONGEST_NOTE:
        raise NotAFigure("note", _("Not en çok 500 harf olabilir."))
    if value is None and not text["note"]:
        raise NotAFigure(
            "note", _("Sayı yoksa nedenini nota yazın (örneğin “yayımlanmadı”). Boş, sıfır demek değildir.")
        )
    return Entry(figure.code, text["part"], int(text["year"]), text["area"], value, text["source"], text["note"])


def _value(text: str) -> int | None:
    if not text:
        return None
    if not _GROUPED.fullmatch(text):
        raise NotAFigure(
            "value", _("“%(text)s” tam bir sayı değil; oran ve virgüllü sayı yazılmaz.") % {"text": text[:20]}
        )
    value = int(re.sub(r"\D", "", text))
    if value > GREATEST:
        raise NotAFigure("value", _("Sayı çok büyük; bir hane fazla yazılmış olabilir."))
    return value


_AT_MOST: Final = (
    (("EIGE10", "granted"), ("EIGE10", "applied")),
    (("EIGE13", ""), ("EIGE12", "")),
    *(((f"EIGE0{number}", ""), ("EIGE01", "")) for number in (4, 5, 6, 7)),
)
"""Pairs of which the first counts some of the second."""


def contradictions(entries: Iterable[Entry]) -> list[str]:
    """One sentence for each pair of one year and area in which a part is larger than its whole. Nothing is changed."""
    known = {entry.place: entry.value for entry in entries}
    language = "tr" if in_turkish() else "en"
    found = []
    for year, area in sorted({(year, area) for _code, _part, year, area in known}):
        for less, more in _AT_MOST:
            part, whole = known.get((*less, year, area)), known.get((*more, year, area))
            if part is not None and whole is not None and part > whole:
                found.append(
                    _("%(year)s, %(area)s: %(less)s (%(part)s), %(more)s (%(whole)s) içinde olmalıydı; kaynağa bakın.")
                    % {
                        "year": year,
                        "area": code_list("external_area").label(area),
                        "less": _named(less),
                        "part": number(part, 0, language),
                        "more": _named(more),
                        "whole": number(whole, 0, language),
                    }
                )
    return found


def _named(place: tuple[str, str]) -> str:
    code, part = place
    words = external_sheet().figures[code].parts.get(part)
    return f"{code} {words}" if words else code
