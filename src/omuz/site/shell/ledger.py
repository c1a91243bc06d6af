"""Turns plain rows into a table that reads like a ledger, with deliberate cells for what is kept back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from omuz.foundation.catalogue import turkish

FIGURES = frozenset({"number", "share", "day", "moment"})

WHY_KEPT_BACK: dict[str, Promise] = {
    "small": gettext_lazy("Küçük sayılar bir kadını tanıtabilir; bu yüzden gösterilmez."),
    "complementary": gettext_lazy("Bu sayı bilinseydi, gizlenen küçük sayı toplamdan çıkarılabilirdi."),
    "group": gettext_lazy("Bu grup bütünüyle gizlendi; büyüklüğü hakkında bir şey söylemez."),
    "held": gettext_lazy("Bu sayı bir süre verilmiyor; nedeni yayım defterindedir."),
    "centres": gettext_lazy("Bu sayının arkasında çok az merkez var; verilseydi o merkez okunurdu."),
    "partial": gettext_lazy("En az bir merkez bu sayıyı gizledi; toplam bu iki sayının arasındadır."),
}
OTHER_REASON = gettext_lazy("Gizlilik kuralı gereği gösterilmez.")


@dataclass(frozen=True)
class Drawn:
    """One cell as it is written: its text, and where it leads or why it is kept back."""

    text: str
    figures: bool = False
    url: str = ""
    badge: str | None = None
    reason: str = ""
    mark: str = ""


def drawn(value: Any, column: Mapping[str, Any], threshold: int) -> Drawn:
    """Write one value as its column wants it; `threshold` is the number below which cells are hidden."""
    kind = column.get("kind", "text")
    figures = kind in FIGURES
    if hasattr(value, "hidden") and hasattr(value, "value"):
        if value.hidden is not None:
            return Drawn(_kept_back(value, threshold), figures, reason=str(value.hidden))
        value = value.value
    if isinstance(value, Mapping):
        text = _written(value.get("text"), kind, column.get("decimals"))
        return Drawn(text, figures, url=value.get("url", ""), badge=value.get("badge"))
    return Drawn(_written(value, kind, column.get("decimals")), figures)


def _kept_back(cell: Any, threshold: int) -> str:
    """What stands in a hidden cell; a sum over centres says between which numbers it lies."""
    if cell.hidden == "small":
        return _("<%(n)s, gizlendi") % {"n": threshold}
    low, high = getattr(cell, "low", None), getattr(cell, "high", None)
    if cell.hidden != "partial" or low is None:
        return _("gizlendi")
    language = get_language() or "tr"
    if high is None:
        return _("en az %(low)s") % {"low": turkish.number(low, language=language)}
    return f"{turkish.number(low, language=language)}–{turkish.number(high, language=language)}"


def _written(value: Any, kind: str, decimals: int | None) -> str:
    language = get_language() or "tr"
    if value is None or value == "":
        return "–"
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    if isinstance(value, datetime) and kind == "moment":
        return turkish.moment(value)
    if isinstance(value, date):
        return turkish.day(value)
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and kind in FIGURES:
        if kind == "share":
            return turkish.share(value, decimals or 0, language)
        return turkish.number(value, decimals, language)
    return str(value)


class Ledger:
    """Columns, rows and total as they are drawn, and a note for each reason a cell is kept back."""

    def __init__(
        self,
        columns: Sequence[Mapping[str, Any]],
        rows: Iterable[Sequence[Any]],
        foot: Sequence[Any] | None,
        threshold: int,
    ) -> None:
        self.columns = [{**column, "figures": column.get("kind", "text") in FIGURES} for column in columns]
        self._marks: dict[str, str] = {}
        self._threshold = threshold
        self.rows = [self._row(row) for row in rows]
        self.foot = self._row(foot) if foot else []

    def _row(self, row: Sequence[Any]) -> list[Drawn]:
        return [
            self._marked(drawn(value, column, self._threshold)) for value, column in zip(row, self.columns, strict=True)
        ]

    def _marked(self, cell: Drawn) -> Drawn:
        if not cell.reason:
            return cell
        mark = self._marks.setdefault(cell.reason, "abcdefgh"[len(self._marks) % 8])
        return Drawn(cell.text, cell.figures, reason=cell.reason, mark=mark)

    @property
    def notes(self) -> list[tuple[str, Promise]]:
        """Each mark with the sentence that says why."""
        return [(mark, WHY_KEPT_BACK.get(reason, OTHER_REASON)) for reason, mark in self._marks.items()]
