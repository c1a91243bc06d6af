"""Tables of this room as rows for a file."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from omuz.foundation.catalogue.tables import Cell
from omuz.network.training.queries.catalogue import required_courses
from omuz.network.training.queries.network import CentreLine, WorkerLine
from omuz.network.training.rules import Standing

STANDINGS = {
    Standing.VALID: gettext_lazy("geçerli"),
    Standing.SOON: gettext_lazy("yakında yenilenecek"),
    Standing.ENDED: gettext_lazy("süresi doldu"),
    Standing.NEVER: gettext_lazy("alınmadı"),
}


def centre_table(lines: Sequence[WorkerLine]) -> list[list[Cell]]:
    """Head and one row a worker."""
    rows: list[list[Cell]] = [[_("Çalışan"), *(str(each.title) for each in required_courses()), _("Son 12 ayda saat")]]
    return rows + [
        [line.worker.name, *(str(STANDINGS[standing]) for _course, standing in line.standings), line.hours]
        for line in lines
    ]


def network_table(lines: Sequence[CentreLine]) -> list[list[Cell]]:
    """Head and one row a centre."""
    rows: list[list[Cell]] = [[_("Merkez"), _("Çalışan"), *(str(each.title) for each in required_courses())]]
    return rows + [[line.centre.name, line.workers, *line.holding] for line in lines]
