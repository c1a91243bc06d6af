"""What the register of trainings says beside a criterion of the standards: C4 and C5, for the centre's own people."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from omuz.foundation.catalogue import turkish
from omuz.foundation.people.access import Person
from omuz.network.standards.queries.measured import Measured
from omuz.network.training.queries.network import begun_lately, induced, refreshed
from omuz.network.training.queries.staff import workers_of
from omuz.network.training.queries.valid import taken_by
from omuz.network.training.rules import YEAR_DAYS


def beside_standard(_person: Person, centre_id: UUID, code: str, today: date) -> Measured | None:
    """The figure beside C4 or C5; None for another criterion, or where nobody works at the centre."""
    say = _SAID.get(code)
    return say(centre_id, today) if say else None


def _induction(centre_id: UUID, today: date) -> Measured | None:
    """Of those who began in the last twelve months, how many have had thirty hours."""
    team = begun_lately(workers_of(centre_id, today), today)
    enough = induced(team, taken_by(worker.staff_id for worker in team), today)
    return Measured(
        title=_("Son 12 ayda başlayanlardan 30 saat eğitim almış olan"),
        value=f"{len(enough)}/{len(team)}",
        base="",
        period=turkish.day(today),
        caveat=_("Bu merkezde son 12 ayda kimse başlamadı.") if not team else _("Eğitim kaydına yazılmış saatler."),
    )


def _refresher(centre_id: UUID, today: date) -> Measured | None:
    """How many of the workers had sixteen hours in the last twelve months."""
    team = workers_of(centre_id, today)
    if not team:
        return None
    rows = taken_by(worker.staff_id for worker in team)
    first = today - timedelta(days=YEAR_DAYS)
    enough = refreshed(team, rows, today)
    return Measured(
        title=_("Son 12 ayda en az 16 saat eğitim alan çalışan"),
        value=f"{len(enough)}/{len(team)}",
        base="",
        period=f"{turkish.day(first)} – {turkish.day(today)}",
        caveat=_("Eğitim kaydına yazılmış saatler; hesabı olmayan çalışan sayılmaz."),
    )


_SAID: dict[str, Callable[[UUID, date], Measured | None]] = {"C4": _induction, "C5": _refresher}
