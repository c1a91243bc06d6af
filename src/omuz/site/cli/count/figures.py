"""Figures ready to be written: from a protected table, or from a raw one where the file is published data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from omuz.foundation.privacy.cells import TOTAL, Cell, Key, RawTable, Reason
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import FIELD, Indicator
from omuz.insight.indicators.raw import base_at, figure_at, filled
from omuz.site.words import _


@dataclass(frozen=True)
class Figure:
    """One line: the codes it stands for, the count, what it is a share of, or why it is hidden."""

    codes: Mapping[str, str]
    count: int | None
    base: int | None = None
    median: float | None = None
    hidden: str = ""

    @property
    def share(self) -> float | None:
        """The count as a fraction of its base; None where either is hidden or the base is empty."""
        return None if self.count is None or not self.base else self.count / self.base


@dataclass(frozen=True)
class Sheet:
    """The figures of one indicator with everything that is printed beside them."""

    indicator: Indicator
    dimensions: tuple[str, ...]
    measure: str
    figures: tuple[Figure, ...]
    total: int | None
    rows_used: int | None
    period: str
    base: str
    raw: bool
    threshold: int | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)

    def title_of(self, dimension: str) -> str:
        """The heading of a column."""
        return _("Soru") if dimension == FIELD else self.indicator.kind.columns[dimension].title.say()

    def label_of(self, dimension: str, code: str) -> str:
        """Words for a code; a question is named by its heading."""
        columns = self.indicator.kind.columns
        return columns[code].title.say() if dimension == FIELD else columns[dimension].label(code)

    def notes(self) -> Iterator[tuple[str, str]]:
        """What a reader must know before using the figures: name and text."""
        about = self.indicator
        yield _("Gösterge"), f"{about.code} {about.title} ({_('sürüm')} {about.version})"
        yield _("Anlamı"), about.meaning.say()
        yield _("Birim"), about.unit.say()
        yield _("Payda"), self.base
        yield _("Verilmeyen yanıtlar"), self._unknown()
        yield _("Dönem"), _("kaynakta tarih yok") if self.period == "unknown" else self.period
        if self.total is not None:
            yield _("Toplam"), str(self.total)
        if self.rows_used is not None:
            yield _("Sayılan satır"), str(self.rows_used)
        if any(about.kind.columns[name].several for name in self.dimensions if name != FIELD):
            yield (
                _("Çoklu yanıt"),
                _("Bir temas birden çok satırda sayılabilir; satırların toplamı temas sayısı değildir."),
            )
        yield _("Uyarı"), about.caveat.say()
        yield _("Koruma"), self._protection()
        yield _("Kaynak"), about.source

    def _unknown(self) -> str:
        said = self.indicator.unknown_handling()
        gone = {code: number for code, number in self.left_out.items() if number}
        if not gone:
            return said
        columns = self.indicator.kind.columns
        counted = ", ".join(f"{columns[self.indicator.judged].label(code)} {number}" for code, number in gone.items())
        return _("%(said)s Dışarıda kalan: %(counted)s.") % {"said": said, "counted": counted}

    def _protection(self) -> str:
        if self.raw:
            return _("Yok (--raw): yalnızca yayımlanmış veri için.")
        hidden = sum(1 for figure in self.figures if figure.hidden)
        said = _("Eşik %(threshold)d; gizlenen hücre: %(hidden)d.") % {"threshold": self.threshold, "hidden": hidden}
        reasons = dict.fromkeys(figure.hidden for figure in self.figures if figure.hidden)
        return " ".join([said, *(f"{hidden_sign(reason)} {self.hidden_words(reason)}." for reason in reasons)])

    def hidden_words(self, reason: str) -> str:
        """Why a cell is hidden, for the reader of a table."""
        words = {
            Reason.SMALL: _("sayı eşiğin altında"),
            Reason.COMPLEMENTARY: _("başka bir gizli sayı hesaplanmasın diye gizli"),
            Reason.GROUP: _("grubuyla birlikte gizli"),
            Reason.PARTIAL: _("en az bir merkezin gizlediği sayı"),
            Reason.HELD: _("bir süre verilmeyen sayı"),
            Reason.CENTRES: _("arkasında çok az merkez olan sayı"),
        }
        return words[Reason(reason)]


def raw_sheet(indicator: Indicator, table: RawTable, left_out: Mapping[str, int]) -> Sheet:
    """Figures of an unprotected table, without the categories that stay empty throughout."""
    names = [dimension.name for dimension in table.dimensions]

    def figure(key: Key) -> Figure:
        return Figure(
            codes=dict(zip(names, key, strict=True)),
            count=figure_at(table, key),
            base=base_at(table, key) if table.measure == "share" else None,
            median=table.medians.get(key),
        )

    return Sheet(
        indicator=indicator,
        dimensions=tuple(names),
        measure=table.measure,
        figures=tuple(figure(key) for key in filled(table)),
        total=figure_at(table, (TOTAL,) * len(names)) if table.measure == "count" else None,
        rows_used=table.rows_used,
        period=table.period,
        base=base_words(indicator, table.base),
        raw=True,
        left_out=left_out,
    )


def base_words(indicator: Indicator, base: str) -> str:
    """The denominator in the reader's language; tables carry it in Turkish."""
    within = getattr(indicator.measure, "within", {})
    known = (indicator.denominator, *within.values())
    return next((words.say() for words in known if words.tr == base), base)


def protected_sheet(indicator: Indicator, table: SafeTable) -> Sheet:
    """Figures as the gate lets them out: every cell of the table without its totals."""
    names = [dimension.name for dimension in table.dimensions]

    def figure(cell: Cell) -> Figure:
        base = table.denominator(cell.key).value if table.measure == "share" else None
        return Figure(
            codes=dict(zip(names, cell.key, strict=True)),
            count=cell.value,
            base=base,
            median=cell.median,
            hidden=cell.hidden.value if cell.hidden else "",
        )

    return Sheet(
        indicator=indicator,
        dimensions=tuple(names),
        measure=table.measure,
        figures=tuple(figure(cell) for cell in table.cells if TOTAL not in cell.key),
        total=table.total.value if table.measure == "count" else None,
        rows_used=table.rows_used,
        period=table.period,
        base=base_words(indicator, table.base),
        raw=False,
        threshold=table.policy.threshold,
    )


def hidden_sign(reason: str) -> str:
    """What stands in the place of a hidden number."""
    return {Reason.SMALL: "(*)", Reason.COMPLEMENTARY: "(**)"}.get(Reason(reason), "(***)")
