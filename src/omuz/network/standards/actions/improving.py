"""Steps that close a gap: opening one, ending it, looking at the criterion again on its day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.standards.actions.refusals import NotNow, plain, written
from omuz.network.standards.models import Assessment, Improvement
from omuz.network.standards.rules.levels import LEVELS


@dataclass(frozen=True)
class Step:
    """What is to be done: by which post, until when, with what means, named where in the municipality's plans."""

    what: str
    responsible: str
    until: date
    means: str = ""
    plan: str = ""
    equality: str = ""
    check_on: date | None = None


def open_step(
    *, by: Person, centre_id: UUID, code: str, step: Step, assessment: Assessment | None = None
) -> Improvement:
    """Open a step of improvement for one criterion; `check_on` is when it is looked at again, `until` if absent."""
    by.require("standards.assess", centre_id)
    plain(step.what, step.responsible, step.means)
    with recorded(by=by, event="improvement.opened", centre=centre_id, about=f"criterion:{code}"):
        made: Improvement = Improvement.objects.create(
            centre_id=centre_id,
            assessment=assessment,
            code=code,
            made_by=by.staff_id,
            made_at=timezone.now(),
            **_columns(step),
        )
    return made


def _columns(step: Step) -> dict[str, object]:
    return {
        "what": written(step.what, _("Ne yapılacak")),
        "responsible": written(step.responsible, _("Sorumlu görev"))[:120],
        "until": step.until,
        "means": step.means.strip()[:300],
        "plan": step.plan.strip()[:200],
        "equality": step.equality.strip()[:200],
        "check_on": step.check_on or step.until,
    }


def change_step(*, by: Person, row: Improvement, step: Step) -> Improvement:
    """Write an open step anew. Raises NotNow for one that is settled."""
    by.require("standards.assess", row.centre_id)
    plain(step.what, step.responsible, step.means)
    if row.state != Improvement.State.OPEN:
        raise NotNow(_("Bu adım kapanmış; yeni bir adım ekleyin."))
    with recorded(by=by, event="improvement.changed", centre=row.centre_id, about=f"criterion:{row.code}"):
        for name, value in _columns(step).items():
            setattr(row, name, value)
        row.save()
    return row


def settle_step(*, by: Person, row: Improvement, done: bool, outcome: str) -> Improvement:
    """End a step, done or dropped, with one sentence of what came of it."""
    by.require("standards.assess", row.centre_id)
    plain(outcome)
    if row.state != Improvement.State.OPEN:
        raise NotNow(_("Bu adım zaten kapanmış; hiçbir şey değişmedi."))
    with recorded(by=by, event="improvement.settled", centre=row.centre_id, about=f"criterion:{row.code}"):
        row.state = Improvement.State.DONE if done else Improvement.State.DROPPED
        row.outcome = written(outcome, _("Ne oldu"))
        row.save(update_fields=["state", "outcome"])
    return row


def recheck(
    *, by: Person, row: Improvement, level: str, on: date | None = None, again_on: date | None = None
) -> Improvement:
    """Look at the criterion again: the level it has now, and a further day where it is not yet there."""
    by.require("standards.assess", row.centre_id)
    if level not in LEVELS:
        raise NotNow(_("Ölçütün bugünkü düzeyini seçin."))
    with recorded(by=by, event="improvement.rechecked", centre=row.centre_id, about=f"criterion:{row.code}"):
        row.checked_level, row.checked_on = level, on or timezone.localdate()
        row.check_on = again_on
        row.save(update_fields=["checked_level", "checked_on", "check_on"])
    return row
