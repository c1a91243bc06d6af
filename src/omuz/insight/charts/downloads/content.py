"""What every file of a figure holds, in one order: head, rows, total, notes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from omuz.foundation.privacy.cells import Reason
from omuz.insight.charts import reading as words
from omuz.insight.charts.figure import Figure
from omuz.insight.charts.reading import NotProtected, Row


@dataclass(frozen=True)
class Line:
    """One row of a file: its label, the exact number or None, the share in percent or None, and the words instead."""

    label: str
    value: int | None
    value_words: str
    share: float | None
    share_words: str
    low: int | None
    high: int | None
    why: str
    beside: tuple[str, ...]


def checked(figure: object) -> Figure:
    """The figure itself; raises NotProtected for anything else, so that no table reaches a file past the gate."""
    if not isinstance(figure, Figure):
        raise NotProtected(f"only a figure of a SafeTable is written to a file, not {type(figure).__name__}")
    for table in figure.reading.tables:
        words.protected(table)
    return figure


def heads(figure: Figure) -> list[str]:
    """Titles of the columns."""
    shares = [_("Pay (%)")] if figure.reading.shares else []
    bounds = [_("En az"), _("En çok")] if _bounded(figure) else []
    return [
        words.heading(figure.reading),
        _("Sayı"),
        *bounds,
        *shares,
        *(one.label for one in figure.beside),
        _("Neden gizli"),
    ]


def _bounded(figure: Figure) -> bool:
    rows = (*figure.reading.rows, figure.reading.total)
    return any(row.hidden is Reason.PARTIAL for row in rows)


def lines(figure: Figure) -> list[Line]:
    """Rows, then the total where there is one."""
    found = [_line(figure, row, row.label) for row in figure.rows()]
    if figure.footed:
        found.append(_line(figure, figure.reading.total, figure.total_label()))
    return found


def _line(figure: Figure, row: Row, label: str) -> Line:
    reading = figure.reading
    exact = row.known and row.value.exact
    share = row.share if exact and row.share is not None and row.share.exact else None
    partial = row.hidden is Reason.PARTIAL
    code = row.codes[-1] if row.codes else ""
    return Line(
        label=label,
        value=int(row.value.low) if exact else None,
        value_words=words.value_text(row, reading),
        share=round(float(share.low) * 100, 1) if share else None,
        share_words=words.share_text(row, reading.language) if row.known else "",
        low=int(row.value.low) if partial else None,
        high=int(row.value.high) if partial and row.value.high is not None else None,
        why=_why(row),
        beside=tuple(one.texts.get(code, "") for one in figure.beside),
    )


def _why(row: Row) -> str:
    told = {
        Reason.SMALL: _("küçük sayı"),
        Reason.COMPLEMENTARY: _("küçük sayı toplamdan çıkarılamasın diye"),
        Reason.GROUP: _("grubuyla birlikte gizlendi"),
        Reason.PARTIAL: _("en az bir merkez gizledi"),
        Reason.HELD: _("bir süre verilmiyor"),
        Reason.CENTRES: _("arkasında çok az merkez var"),
    }
    return _("bildirim yok") if row.absent else told.get(row.hidden, "") if row.hidden else ""


def cells(figure: Figure, line: Line) -> list[str | int | float | None]:
    """One line as the cells under `heads`: numbers as numbers, everything else as words."""
    found: list[str | int | float | None] = [line.label, line.value if line.value is not None else line.value_words]
    if _bounded(figure):
        found += [line.value if line.low is None else line.low, line.value if line.low is None else line.high]
    if figure.reading.shares:
        found.append(line.share if line.share is not None else line.share_words)
    return [*found, *line.beside, line.why]


def notes(figure: Figure) -> list[tuple[str, str]]:
    """What has to travel with the numbers: sentence, base, period, how it was counted, credit."""
    told = [
        (_("Başlık"), figure.title),
        (_("Taban"), figure.base),
        (_("Dönem"), figure.period),
        *figure.how,
        *((_("Not"), note) for note in figure.notes),
    ]
    return [*told, (_("Harita"), figure.credit)] if figure.credit else told
