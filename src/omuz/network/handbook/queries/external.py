"""Figures of others as they stand: the newest entry of each place, years newest first."""

from collections.abc import Mapping
from dataclasses import dataclass

from omuz.foundation.catalogue.external import EIGE, ExternalFigure, ExternalSheet, external_sheet
from omuz.foundation.catalogue.lists import code_list
from omuz.network.handbook import models
from omuz.network.handbook.rules.external import Entry, Place


@dataclass(frozen=True)
class Line:
    """One place of the entry sheet in one year and area; `entry` None where nobody entered anything."""

    figure: ExternalFigure
    part: str
    entry: Entry | None

    @property
    def title(self) -> str:
        words = self.figure.parts.get(self.part)
        return f"{self.figure.title} · {words}" if words else str(self.figure.title)


@dataclass(frozen=True)
class Block:
    """Every line of one year and area."""

    year: int
    area: str
    lines: tuple[Line, ...]

    @property
    def place(self) -> str:
        return code_list("external_area").label(self.area)

    @property
    def entered(self) -> int:
        return sum(line.entry is not None for line in self.lines)


def entries_by_place() -> Mapping[Place, Entry]:
    """The newest entry of each place; places taken back are left out."""
    found: dict[Place, Entry] = {}
    for row in models.ExternalFigure.objects.filter(sheet=EIGE).order_by("entered_at"):
        entry = Entry(row.code, row.part, row.year, row.area, row.value, row.source, row.note)
        if row.withdrawn:
            found.pop(entry.place, None)
        else:
            found[entry.place] = entry
    return found


def blocks() -> list[Block]:
    """Every year and area somebody entered something for, newest year first."""
    sheet, known = external_sheet(), entries_by_place()
    pairs = sorted({(year, area) for _code, _part, year, area in known}, key=lambda pair: (-pair[0], pair[1]))
    return [Block(year, area, lines_of(sheet, known, year, area)) for year, area in pairs]


def lines_of(sheet: ExternalSheet, known: Mapping[Place, Entry], year: int, area: str) -> tuple[Line, ...]:
    """Every place of the sheet in one year and area, entered or not."""
    return tuple(Line(sheet.figures[code], part, known.get((code, part, year, area))) for code, part in sheet.places)
