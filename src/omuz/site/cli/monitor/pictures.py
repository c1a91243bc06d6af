"""The charts of a release: protected tables drawn as everywhere else, with the words of the publication."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.privacy.cells import TOTAL, Cell
from omuz.insight.charts.downloads.pictures import to_svg
from omuz.insight.charts.figure import Figure, Shape, figure
from omuz.insight.charts.geography import geography
from omuz.insight.charts.reading import Reading, Row, share_span, span
from omuz.insight.indicators.periods import GRAINS
from omuz.insight.opendata.publication import Published
from omuz.site.words import language

_NONE: Final = Words("", "")
_MOST: Final = 30
"""So many rows a picture holds; the table beside it holds all."""


@dataclass(frozen=True)
class _Named(Reading):
    """A reading of a table no indicator stands behind: title and base in the publication's words."""

    words: Words = _NONE
    base_words: Words = _NONE

    @property
    def title(self) -> str:
        return self.words.say(self.language)

    @property
    def base(self) -> str:
        return (self.base_words if self.shares else self.words).say(self.language)


def picture_of_indicator(published: Published) -> bytes | None:
    """A table counted by an indicator as a picture; None where it has more than one dimension."""
    names = [dimension.name for dimension in published.table.dimensions]
    if len(names) != 1 or len(published.table.dimensions[0].categories) > _MOST + 5:
        return None
    shape: Shape = "columns" if names[0] in GRAINS else "bars"
    if names[0] == "district" and geography().districts.keys() <= set(published.table.dimensions[0].categories):
        shape = "map"
    return to_svg(figure(published.table, shape=shape))


def picture_of_totals(published: Published) -> bytes | None:
    """Totals as a picture: the largest categories over the whole time, or the years where there is nothing else."""
    table, time = published.table, published.time
    kept = [dimension for dimension in table.dimensions if dimension is not time] or list(table.dimensions)
    if len(kept) != 1 or table.multi:
        return None
    place = table.dimensions.index(kept[0])
    chosen = [
        cell
        for cell in table.cells
        if cell.key[place] != TOTAL and all(code == TOTAL for at, code in enumerate(cell.key) if at != place)
    ]
    rows = [_row(published, cell, published.axes[place].label, place) for cell in chosen]
    if kept[0] is not time:
        rows = sorted(rows, key=lambda row: (not row.known, -row.value.low))[:_MOST]
    total = _row(published, table.total, lambda _code: Words("Toplam", "Total"), place)
    return to_svg(_drawn(published, rows, total, "columns" if kept[0] is time else "bars"))


def _drawn(published: Published, rows: Sequence[Row], total: Row, shape: Shape) -> Figure:
    reading = _Named(
        (published.table,), language(), None, tuple(rows), total, words=published.title, base_words=published.base
    )
    return Figure(reading, published.title.say(language()), shape, (published.caveat.say(language()),))


def _row(published: Published, cell: Cell, labels: Callable[[str], Words], place: int) -> Row:
    table = published.table
    share = share_span(cell, table.denominator(cell.key)) if table.measure == "share" else None
    code = cell.key[place]
    return Row((code,), labels(code).say(language()), span(cell), share, cell.hidden)
