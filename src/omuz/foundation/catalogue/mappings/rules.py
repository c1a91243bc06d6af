"""The few ways a field can be filled from a row: words, yes/no columns, numbers into bands, a day."""

from collections.abc import Mapping as Table
from dataclasses import dataclass
from datetime import date
from re import Pattern
from typing import Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.lists import NOT_ASKED, SPECIAL, UNKNOWN
from omuz.foundation.catalogue.mappings.words import day_of, number, say_date, word

REFUSE: Final = "refuse"
"""In a mapping: such a row goes to the error file instead of getting a code."""

Answer = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row was refused: the column and value at fault, what is wrong, what to do."""

    column: str
    value: str
    what: str
    todo: str


@dataclass(frozen=True)
class Source:
    """The column a field is read from: its possible names, and whether the file may lack it."""

    names: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True)
class Coded:
    """A column of words; `codes` maps each folded word to a code, several may stand in one cell."""

    field: str
    source: Source
    codes: Table[str, str]
    empty: str
    otherwise: str
    separator: str
    several: bool

    @property
    def sources(self) -> tuple[Source, ...]:
        return (self.source,)

    def answer(self, cell: str) -> Answer | Problem:
        """The code for a cell, or a tuple of codes where the field takes several."""
        parts = cell.split(self.separator) if self.separator else [cell]
        codes: list[str] = []
        for part in filter(None, (part.strip() for part in parts)):
            code = self.codes.get(word(part), self.otherwise)
            if code == REFUSE:
                return Problem(
                    self.source.names[0],
                    part,
                    _("Bu değerin karşılığı yok."),
                    _("Değeri düzeltin ya da eşlemeye yazın: [field.%(field)s.values].") % {"field": self.field},
                )
            codes.append(code)
        if not codes:
            if self.empty == REFUSE:
                return Problem(self.source.names[0], cell, _("Bu hücre boş olamaz."), _("Değeri yazın."))
            codes = [self.empty]
        return _several(codes) if self.several else codes[0]


@dataclass(frozen=True)
class Bands:
    """A column of numbers; each band is a code with its first number and the first number after it."""

    field: str
    source: Source
    bands: tuple[tuple[str, float, float], ...]
    codes: Table[str, str]
    empty: str
    outside: str

    @property
    def sources(self) -> tuple[Source, ...]:
        return (self.source,)

    def answer(self, cell: str) -> Answer | Problem:
        """The code of the band a number falls in; words of `codes` may stand in its place."""
        column = self.source.names[0]
        if not cell.strip():
            return (
                self.empty
                if self.empty != REFUSE
                else Problem(column, cell, _("Bu hücre boş olamaz."), _("Sayıyı yazın."))
            )
        if code := self.codes.get(word(cell)):
            return code
        value = number(cell)
        if value is None:
            return Problem(column, cell, _("Burada sayı olmalı."), _("Sayıyı rakamla yazın ya da hücreyi boşaltın."))
        for code, first, after in self.bands:
            if first <= value < after:
                return code
        if self.outside != REFUSE:
            return self.outside
        return Problem(
            column, cell, _("Bu sayı hiçbir aralığa girmiyor."), _("Sayıyı düzeltin ya da hücreyi boşaltın.")
        )


@dataclass(frozen=True)
class Flags:
    """Several yes/no columns that fill one field of several answers."""

    field: str
    sources: tuple[Source, ...]
    flag_codes: tuple[str, ...]
    words: Table[str, str]
    empty: str
    none: str

    def answer(self, cells: tuple[str, ...]) -> Answer | Problem:
        """The codes of all columns that say yes.

        Where none does, the least knowing answer stands: one unknown outweighs not asked, and both
        outweigh no; `none` is the answer where every column says no.
        """
        yes: list[str] = []
        other: set[str] = set()
        for source, code, cell in zip(self.sources, self.flag_codes, cells, strict=True):
            meaning = self.words.get(word(cell)) if cell.strip() else self.empty
            if meaning is None or meaning == REFUSE:
                return Problem(
                    source.names[0],
                    cell,
                    _("Burada evet ya da hayır anlamına gelen bir değer olmalı."),
                    _("Değeri düzeltin ya da eşlemeye yazın: [field.%(field)s].") % {"field": self.field},
                )
            if meaning == "yes":
                yes.append(code)
            elif meaning != "no":
                other.add(meaning)
        if yes:
            return tuple(dict.fromkeys(yes))
        for special in (UNKNOWN, "did_not_want", NOT_ASKED):
            if special in other:
                return (special,)
        return (self.none,)


@dataclass(frozen=True)
class Day:
    """The column with the day of the contact."""

    source: Source
    forms: tuple[str, ...]
    patterns: tuple[Pattern[str], ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        return (self.source,)

    def answer(self, cell: str) -> date | Problem:
        """The day; workbooks yield days as YYYY-MM-DD, which is therefore always understood."""
        day = day_of(cell, self.patterns)
        if day is not None:
            return day
        return Problem(
            self.source.names[0],
            cell,
            _("Gün okunamadı.") if cell.strip() else _("Gün yazılmamış."),
            _("Günü %(form)s biçiminde yazın.") % {"form": say_date(self.forms[0])},
        )


@dataclass(frozen=True)
class Text:
    """A column of free words, kept as they are."""

    source: Source

    @property
    def sources(self) -> tuple[Source, ...]:
        return (self.source,)

    def answer(self, cell: str) -> str:
        return cell.strip()


Rule = Coded | Bands | Flags


def _several(codes: list[str]) -> tuple[str, ...]:
    """Codes once each; a special answer stands only where there is no other."""
    once = tuple(dict.fromkeys(codes))
    told = tuple(code for code in once if code not in SPECIAL)
    return told or once[:1]
