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
        [line.worker.name, *(str(STANDINGS[standing]) for _course, standing, _until in line.standings), line.hours]
        for line in lines
    ]


def network_ledger(lines: Sequence[CentreLine]) -> dict[str, list[object]]:
    """The same for the page: how many of how many; a dash where no worker has an account here."""
    heads = [*(str(each.title) for each in required_courses()), _("C5: 16 saat"), _("C4: başlayanda 30 saat")]
    columns: list[object] = [
        {"label": _("Merkez"), "kind": "text"},
        {"label": _("Çalışan"), "kind": "number"},
        *({"label": head, "kind": "text"} for head in heads),
    ]
    return {"columns": columns, "rows": [_row(line) for line in lines]}


def _row(line: CentreLine) -> list[object]:
    told = [*((number, line.workers) for number in (*line.holding, line.refreshed)), (line.induced, line.begun)]
    parts = [f"{number}/{base}" if base else "–" for number, base in told]
    return [line.centre.name, line.workers or "–", *parts]


def network_table(lines: Sequence[CentreLine]) -> list[list[Cell]]:
    """Head and one row a centre."""
    heads = [_("C5: son 12 ayda 16 saat"), _("Son 12 ayda başlayan"), _("C4: başlayanlardan 30 saat")]
    rows: list[list[Cell]] = [[_("Merkez"), _("Çalışan"), *(str(each.title) for each in required_courses()), *heads]]
    return rows + [
        [line.centre.name, line.workers, *line.holding, line.refreshed, line.begun, line.induced] for line in lines
    ]
