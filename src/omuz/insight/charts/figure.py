"""One protected table made into a figure: sentence, picture, table, and the answer to “nasıl sayıldı?”."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import number
from omuz.foundation.privacy.cells import Reason
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts import reading as words
from omuz.insight.charts.bars import bars, ordered
from omuz.insight.charts.columns import columns
from omuz.insight.charts.drawing import Drawing, svg
from omuz.insight.charts.maps import credit, district_map
from omuz.insight.charts.reading import Reading, Row
from omuz.insight.charts.sentences import Patterns, sentence
from omuz.insight.charts.specification import NARROW, WIDE, Paper
from omuz.insight.charts.strip import strip
from omuz.insight.charts.trend import chance_texts, read_trend, trend

Shape = Literal["bars", "columns", "share", "map", "number", "trend"]
SHAPES: Final[tuple[Shape, ...]] = tuple(shape for shape in get_args(Shape) if shape != "trend")
"""What one table may be drawn as; a trend takes several."""


@dataclass(frozen=True)
class Beside:
    """A further column of the table, by category: how many centres reported, for example."""

    label: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Figure:
    """What a page shows and a file holds of one protected table."""

    reading: Reading
    title: str
    shape: Shape
    notes: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()
    how: tuple[tuple[str, str], ...] = field(default=())

    @property
    def base(self) -> str:
        return self.reading.base

    @property
    def period(self) -> str:
        return self.reading.period

    @property
    def credit(self) -> str:
        return credit(self.reading.language) if self.shape == "map" else ""

    def drawing(self, paper: Paper) -> Drawing | None:
        """The picture on this paper; None for a figure that is only a number."""
        makers = {"bars": bars, "columns": columns, "share": strip, "map": district_map, "trend": trend}
        return makers[self.shape](self.reading, paper) if self.shape in makers else None

    def sheet(self) -> Paper:
        """The paper on which the picture travels alone, with its words on it."""
        below = (f"{self.base} · {self.period}", *self.notes)
        return Paper(WIDE, self.title, below, self.credit)

    def picture(self) -> SafeString:
        """The picture for a page, once for wide and once for narrow screens; the table beside it says the same."""
        sizes = (("any", WIDE),) if self.shape == "map" else (("wide", WIDE), ("narrow", NARROW))
        drawn = [(name, self.drawing(Paper(width))) for name, width in sizes]
        heard = _("%(title)s. Aynı sayılar tabloda da var.") % {"title": self.title}
        parts = [
            format_html(
                '<div class="picture-{}" role="img" aria-label="{}">{}</div>',
                name,
                heard,
                mark_safe(svg(drawing)),  # noqa: S308  # every element and attribute was chosen in drawing.py
            )
            for name, drawing in drawn
            if drawing is not None
        ]
        return SafeString("".join(parts))

    def table(self) -> tuple[list[dict[str, Any]], list[list[Any]], list[Any] | None]:
        """Columns, rows and total row as plain data for a page; hidden cells as cells that say why."""
        reading = self.reading
        heads: list[dict[str, Any]] = [{"label": words.heading(reading)}, {"label": _("Sayı"), "kind": "number"}]
        if reading.shares:
            heads.append({"label": _("Pay"), "kind": "number"})
        heads += [{"label": one.label, "kind": "number"} for one in self.beside]
        rows = [[row.label, *self._cells(row)] for row in self.rows()]
        total = reading.total
        foot = [self.total_label(), *self._cells(total)] if self.footed else None
        return heads, rows, foot

    @property
    def footed(self) -> bool:
        """Whether a total stands under the rows; quarters beside each other are not added up here."""
        return self.shape != "trend" and bool(self.reading.table.dimensions)

    def rows(self) -> list[Row]:
        """Rows in the order they are shown: time as it runs, everything else as in the picture."""
        in_order = self.shape in ("columns", "map", "trend")
        return list(self.reading.rows) if in_order else ordered(self.reading.rows)

    def total_label(self) -> str:
        """What the total counts: facts, each once, also where one fact stands in several rows."""
        return _("Toplam (bir temas birden çok satırda olabilir)") if self.reading.table.multi else _("Toplam")

    def _cells(self, row: Row) -> list[Any]:
        reading = self.reading
        cells: list[Any] = [{"text": words.value_text(row, reading)} if row.absent else row.cell]
        if reading.shares:
            cells.append({"text": words.share_text(row, reading.language)})
        cells += [{"text": one.texts.get(row.codes[-1] if row.codes else "", "")} for one in self.beside]
        return cells

    def for_page(self, downloads: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
        """Everything the page's figure block takes."""
        heads, rows, foot = self.table()
        return {
            "title": self.title,
            "base": self.base,
            "period": " · ".join((self.period, *self.notes)),
            "picture": self.picture(),
            "columns": heads,
            "rows": rows,
            "foot": foot,
            "how": list(self.how),
            "downloads": list(downloads),
            "credit": self.credit,
            "threshold": self.reading.threshold,
            "open": self.shape == "map",
        }


def figure(
    table: object,
    patterns: Patterns | None = None,
    shape: Shape = "bars",
    *,
    notes: Sequence[str] = (),
    beside: Sequence[Beside] = (),
) -> Figure:
    """The figure of one protected table; raises NotProtected for anything the gate did not make."""
    return figure_of(words.read(table), patterns, shape, notes=notes, beside=beside)


def figure_of(
    reading: Reading,
    patterns: Patterns | None,
    shape: Shape,
    *,
    notes: Sequence[str] = (),
    beside: Sequence[Beside] = (),
) -> Figure:
    """The figure of what was already put into words, for tables that follow each other in time."""
    if shape == "map" and any(row.hidden is Reason.PARTIAL for row in reading.rows):
        notes = (*notes, _("Renkler en az sayıya göredir; tam aralık tablodadır."))
    if any(words.JOINED in row.codes[-1] for row in reading.rows if row.codes):
        notes = (*notes, _("Az kadının yaşadığı ilçeler komşusuyla tek alan olarak verildi."))
    return Figure(
        reading,
        sentence(reading, patterns or Patterns()),
        shape,
        tuple(notes),
        tuple(beside),
        tuple(explained(reading)),
    )


def trend_figure(
    told: Mapping[str, SafeTable | None],
    title: str,
    *,
    category: str = "",
    apart: Collection[str] = (),
    notes: Sequence[str] = (),
    beside: Sequence[Beside] = (),
) -> Figure:
    """One number period by period, each with the range chance leaves open. Raises NoSeries without any table.

    `apart` are periods drawn pale; the notes say why.
    """
    reading = read_trend(told, category, apart=apart)
    chance = Beside(_("Rastlantı payı"), chance_texts(reading))
    how = (
        (
            _("Rastlantı payı"),
            _(
                "Aynı koşullarda da sayı bir çeyrekten ötekine oynar. Açık renkli çizgi, yüzde 95 güvenle bu oynamanın"
                " sığdığı aralıktır; sayı küçükse geniştir."
            ),
        ),
        *explained(reading),
    )
    return Figure(reading, title, "trend", tuple(notes), (chance, *beside), how)


def explained(reading: Reading) -> list[tuple[str, str]]:
    """The answer to “nasıl sayıldı?”, line by line."""
    about, language = reading.about, reading.language
    told = [table.explain() for table in reading.tables]
    lines = []
    if about:
        lines += [
            (_("Ne sayıldı"), about.meaning.say(language)),
            (_("Payda"), about.denominator.say(language)),
            (_("Yanıtı olmayanlar"), about.unknown_handling() if reading.shares else _("Sayının içindedir.")),
            (_("Dikkat"), about.caveat.say(language)),
        ]
    lines += [
        (
            _("Tanım"),
            _("%(code)s, sürüm %(version)s") % {"code": reading.table.indicator, "version": reading.table.version},
        ),
        (_("Sayılan kayıt"), _rows_used([one.rows_used for one in told], language)),
        (_("Gizlenen hücre"), _hidden(reading, [one.hidden for one in told])),
    ]
    if any(one.combined_from > 1 for one in told):
        least, most = min(one.combined_from for one in told), max(one.combined_from for one in told)
        centres = str(least) if least == most else f"{least}–{most}"
        lines.append((_("Toplanan merkez"), _("%(centres)s merkezin bildirimi") % {"centres": centres}))
    if about:
        lines.append((_("Kaynak"), about.source))
    return lines


def _rows_used(counts: Sequence[int | None], language: str) -> str:
    if any(count is None for count in counts):
        return _("gizlendi")
    return number(sum(count or 0 for count in counts), 0, language)


_WHY: Final = {
    Reason.SMALL: lambda n: _("%(n)s küçük sayı") % {"n": n},
    Reason.COMPLEMENTARY: lambda n: _("%(n)s sayı, küçük sayı toplamdan çıkarılamasın diye") % {"n": n},
    Reason.GROUP: lambda n: _("%(n)s sayı, grubuyla birlikte") % {"n": n},
    Reason.PARTIAL: lambda n: _("%(n)s toplam, en az bir merkez gizlediği için iki sayı arasında") % {"n": n},
    Reason.HELD: lambda n: _("%(n)s sayı, bir süre verilmediği için") % {"n": n},
    Reason.CENTRES: lambda n: _("%(n)s sayı, arkasında çok az merkez olduğu için") % {"n": n},
}


def why_hidden(hidden: Sequence[Mapping[Reason, int]]) -> str:
    """How many cells were hidden and why, reason by reason; empty where none was."""
    sums = {reason: sum(one.get(reason, 0) for one in hidden) for reason in Reason}
    return ", ".join(_WHY[reason](count) for reason, count in sums.items() if count)


def _hidden(reading: Reading, hidden: Sequence[Mapping[Reason, int]]) -> str:
    """How many cells were hidden and why, and below which number the gate hides."""
    rule = _("Eşik %(threshold)s: daha küçük sayılar gösterilmez.") % {"threshold": reading.threshold}
    why = why_hidden(hidden)
    return f"{why}. {rule}" if why else _("Yok.") + " " + rule
