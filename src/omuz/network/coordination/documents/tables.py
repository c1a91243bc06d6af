"""The plan of action as a workbook, for whoever works on it in the office."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.tables import Cell, Sheet, as_workbook
from omuz.network.coordination.queries.plan import Line
from omuz.network.coordination.rules.words import STANDINGS


def plan_book(lines: Iterable[Line]) -> bytes:
    """One row an action; every text is text, every day a day."""
    rows: list[list[Cell]] = [
        [
            _("Eylem"),
            _("Müdürlük"),
            _("Sorumlu görev"),
            _("Başlama"),
            _("Bitiş"),
            _("Gösterge"),
            _("Kaynak, bütçe"),
            _("Stratejik plan maddesi"),
            _("Yerel eşitlik eylem planı maddesi"),
            _("Durum"),
            _("Tamamlandığı gün"),
            _("Geciktiği gün sayısı"),
            _("Neden, açıklama"),
        ]
    ]
    for line in lines:
        row = line.step
        rows.append(
            [
                row.what,
                row.unit.name,
                row.post,
                row.starts_on,
                row.ends_on,
                row.indicator,
                row.means,
                row.strategic_plan,
                row.equality_plan,
                str(STANDINGS[line.standing]),
                row.done_on,
                line.days_late or None,
                row.why,
            ]
        )
    return as_workbook([Sheet(_("Eylem planı"), rows)])
