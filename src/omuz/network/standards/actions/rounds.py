"""The network's acts of a round: opening it, inviting, naming visitors, moving a day, reopening, closing."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.standards.actions.assessing import held_assessment
from omuz.network.standards.actions.refusals import NotNow, plain, written
from omuz.network.standards.models import Assessment, AssessmentRound, Standard
from omuz.network.standards.queries.network import medians_of
from omuz.network.standards.rules.steps import SELF_DONE, State


def open_round(
    *, by: Person, standard: Standard, title: str, year: int, opens_on: date, due_on: date, guests: Iterable[UUID]
) -> AssessmentRound:
    """Ask these centres to look at themselves by a published version between two days."""
    by.require("standards.rounds")
    if not standard.is_published:
        raise NotNow(_("Tur yalnız yayımlanmış bir sürümle açılır."))
    if due_on < opens_on:
        raise NotNow(_("Son gün açılış gününden önce olamaz; hiçbir şey kaydedilmedi."))
    with recorded(by=by, event="assessment.round_opened", about=f"standard:{standard.number}"):
        made: AssessmentRound = AssessmentRound.objects.create(
            standard=standard,
            title=written(title, _("Ad"))[:160],
            year=year,
            opens_on=opens_on,
            due_on=due_on,
            made_by=by.staff_id,
            made_at=timezone.now(),
        )
        Assessment.objects.bulk_create(
            Assessment(round=made, centre_id=centre_id, state=State.INVITED) for centre_id in dict.fromkeys(guests)
        )
    return made


def name_visitor(*, by: Person, assessment: Assessment, visitor_id: UUID, visit_on: date | None) -> Assessment:
    """Name the centre that visits, and the day; a centre never visits itself."""
    by.require("standards.rounds")
    if visitor_id == assessment.centre_id:
        raise NotNow(_("Bir merkez kendini ziyaret etmez; başka bir merkez seçin."))

    def fit(held: Assessment) -> None:
        # An editor reads no finding, so the row itself says that the visitor began.
        if held.visit_begun_at and held.visitor_id != visitor_id:
            raise NotNow(_("Ziyaret eden merkez yazmaya başlamış; artık değiştirilemez."))

    return _changed(by, assessment, "assessment.visitor_named", fit, visitor_id=visitor_id, visit_on=visit_on)


def change_due(*, by: Person, assessment: Assessment, due_on: date | None) -> Assessment:
    """Give one centre a last day of its own; None gives it back the round's."""
    by.require("standards.rounds")
    return _changed(by, assessment, "assessment.due_changed", None, due_on=due_on)


def reopen(*, by: Person, assessment: Assessment, reason: str, due_on: date | None = None) -> Assessment:
    """Let a centre that signed or declined write again, with the reason it will read; signatures are taken off."""
    by.require("standards.rounds")

    def fit(held: Assessment) -> None:
        if held.state not in SELF_DONE | {State.DECLINED}:
            raise NotNow(_("Bu değerlendirme zaten açık; hiçbir şey değişmedi."))

    signatures = ("worker_signed", "lead_signed", "visit_signed", "agreed", "agreed_visitor")
    off = {f"{name}_{what}": None for name in signatures for what in ("by", "at")}
    return _changed(
        by,
        assessment,
        "assessment.reopened",
        fit,
        state=State.WRITING,
        reopened_at=timezone.now(),
        reopened_by=by.staff_id,
        reopened_reason=written(reason, _("Gerekçe"))[:300],
        due_on=due_on or assessment.due_on,
        **off,
    )


def decline(*, by: Person, assessment: Assessment, reason: str) -> Assessment:
    """The centre will not take part this time and says why; what it wrote so far stays."""
    by.require("standards.sign", assessment.centre_id)
    plain(reason)
    words = written(reason, _("Gerekçe"))[:300]

    def fit(held: Assessment) -> None:
        if not held.is_written:
            raise NotNow(_("İmzalanmış ya da kapanmış bir değerlendirme geri çevrilmez."))

    return _changed(by, assessment, "assessment.declined", fit, state=State.DECLINED, declined_reason=words)


def _changed(
    by: Person, assessment: Assessment, event: str, fit: Callable[[Assessment], None] | None, **values: Any
) -> Assessment:
    """Write values into the locked row, once `fit` has found nothing that forbids it."""
    with recorded(by=by, event=event, centre=_chain(by, assessment), about=f"assessment:{assessment.id}"):
        held = held_assessment(assessment)
        if fit:
            fit(held)
        for name, value in values.items():
            setattr(held, name, value)
        held.save(update_fields=list(values))
    return held


def _chain(by: Person, assessment: Assessment) -> UUID | None:
    """The log it stands in: the centre's where she is of the centre, else the installation's."""
    return assessment.centre_id if assessment.centre_id in by.centres else None


def close_round(*, by: Person, asked: AssessmentRound) -> AssessmentRound:
    """Close a round and write down the network's medians, only where at least five centres stand behind one."""
    by.require("standards.rounds")
    # Only who may read every centre's levels can work the medians out; closed without them they would be lost.
    by.require("network.dashboard")
    with recorded(by=by, event="assessment.round_closed", about=f"round:{asked.id}"):
        held: AssessmentRound = AssessmentRound.objects.select_for_update().get(pk=asked.pk)
        if held.closed_on:
            raise NotNow(_("Bu tur zaten kapalı."))
        held.closed_on = timezone.localdate()
        held.medians = medians_of(by, held)
        held.save(update_fields=["closed_on", "medians"])
    return held
