"""The visit of another centre: its own levels, the conversation, the level both agree on, what stays disputed."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.standards.actions.assessing import held_assessment
from omuz.network.standards.actions.refusals import NotNow, plain, written
from omuz.network.standards.models import Assessment, Finding, Judgement, Talk
from omuz.network.standards.rules.levels import LEVELS, NOT_APPLICABLE
from omuz.network.standards.rules.steps import State

_LONG = 2000
_APPROVALS = ("agreed_by", "agreed_at", "agreed_visitor_by", "agreed_visitor_at")


def put_finding(*, by: Person, assessment: Assessment, code: str, level: str, comment: str) -> Finding:
    """The visiting centre writes its own level for one criterion; empty takes it back, U needs its reason."""
    visitor = _visitor(by, assessment)
    plain(comment)
    _require_level(level)
    if level == NOT_APPLICABLE and not comment.strip():
        raise NotNow(_("“Uygulanamaz” için gerekçe gerekir; ne gördüğünüzü yazıp yeniden kaydedin."))
    with recorded(by=by, event="assessment.visit_written", centre=visitor, about=f"criterion:{code}"):
        held = held_assessment(assessment)
        if held.state != State.SIGNED:
            raise NotNow(
                _("Ziyaret notu, merkez kendi değerlendirmesini imzaladıktan sonra ve siz imzalayana kadar yazılır.")
            )
        if held.visit_begun_at is None:
            held.visit_begun_at = timezone.now()
            held.save(update_fields=["visit_begun_at"])
        row = _finding(held, code)
        row.level, row.comment = level, comment.strip()[:_LONG]
        _stamp(row, by)
    return row


def _require_level(level: str) -> None:
    if level not in ("", *LEVELS):
        raise NotNow(_("Düzey 0, 1, 2, 3 ya da U olur; hiçbir şey kaydedilmedi."))


def _visitor(by: Person, assessment: Assessment) -> UUID:
    """The visiting centre; raises as `Person.require` for anybody else, NotNow for whoever is of the visited one."""
    if assessment.visitor_id is None:
        raise NotNow(_("Bu değerlendirme için ziyaret eden merkez belirlenmedi."))
    visitor: UUID = assessment.visitor_id
    by.require("standards.assess", visitor)
    if assessment.centre_id in by.centres:
        raise NotNow(_("Kimse kendi merkezini ziyaret etmez; burası kendi merkeziniz, ziyareti başka biri yazar."))
    if by.staff_id in (assessment.worker_signed_by, assessment.lead_signed_by):
        raise NotNow(_("Bu öz değerlendirmede sizin imzanız var; ziyareti başka biri yazar ve imzalar."))
    return visitor


def _finding(assessment: Assessment, code: str) -> Finding:
    if assessment.round.standard.text.find(code) is None:
        raise NotNow(_("Bu ölçüt bu sürümde yok; hiçbir şey kaydedilmedi."))
    row: Finding | None = Finding.objects.select_for_update().filter(assessment=assessment, code=code).first()
    if row is None:
        row = Finding(assessment=assessment, centre_id=assessment.centre_id, code=code)
        row.visitor_id = assessment.visitor_id  # type: ignore[assignment]  # there is a visitor wherever this is asked
    return row


def _stamp(row: Finding, by: Person) -> None:
    row.changed_by, row.changed_at = by.staff_id, timezone.now()
    row.save()


def sign_visit(*, by: Person, assessment: Assessment, now: datetime | None = None) -> Assessment:
    """The visiting centre signs what it saw; from here the two talk and agree, and nothing agreed before counts."""
    visitor = _visitor(by, assessment)
    with recorded(by=by, event="assessment.visit_signed", centre=visitor, about=f"assessment:{assessment.id}"):
        held = held_assessment(assessment)
        if held.state != State.SIGNED:
            raise NotNow(_("Bu ziyaret şimdi imzalanamaz; sayfayı yenileyin."))
        if not held.findings.exclude(level="").exists():
            raise NotNow(_("Henüz hiçbir ölçüt için düzey yazılmadı; ziyaret imzalanmadı."))
        # What two centres agreed on before a reopening was about other words than those that stand now.
        held.findings.update(agreed="", disagreement="")
        held.state = State.VISITED
        held.visit_signed_by, held.visit_signed_at = by.staff_id, now or timezone.now()
        held.save(update_fields=["state", "visit_signed_by", "visit_signed_at"])
    return held


def say(*, by: Person, assessment: Assessment, code: str, words: str, at: datetime | None = None) -> Talk:
    """One of the two centres says something to the other about a criterion; kept as it was said."""
    side = side_of(by, assessment)
    plain(words)
    if assessment.visitor_id is None or assessment.round.standard.text.find(code) is None:
        raise NotNow(_("Konuşma, ziyaret eden merkez belirlenince başlar."))
    with recorded(by=by, event="assessment.talked", centre=side, about=f"criterion:{code}"):
        made: Talk = Talk.objects.create(
            assessment=assessment,
            centre_id=assessment.centre_id,
            visitor_id=assessment.visitor_id,
            from_centre=side,
            code=code,
            words=written(words, _("Söz"))[:_LONG],
            staff_id=by.staff_id,
            made_at=at or timezone.now(),
        )
    return made


def side_of(by: Person, assessment: Assessment) -> UUID:
    """Her centre of the two: the visited one first; raises as `Person.require` when she is of neither."""
    if by.may("standards.assess", assessment.centre_id):
        own: UUID = assessment.centre_id
        return own
    return _visitor(by, assessment)


def agree(*, by: Person, assessment: Assessment, code: str, level: str, disagreement: str = "") -> Finding:
    """Write the level both agreed on in their talk, or the disagreement that stayed; either side may write it."""
    side = side_of(by, assessment)
    plain(disagreement)
    _require_level(level)
    if not level and not disagreement.strip():
        raise NotNow(_("Ortak bir düzey seçin ya da anlaşamadığınızı bir cümleyle yazın."))
    with recorded(by=by, event="assessment.level_agreed", centre=side, about=f"criterion:{code}"):
        held = held_assessment(assessment)
        if held.state != State.VISITED:
            raise NotNow(_("Ortak düzey, ziyaret imzalandıktan sonra ve iki merkez onaylayana kadar yazılır."))
        row = _finding(held, code)
        if level == NOT_APPLICABLE and not _reason_stands(held, row):
            raise NotNow(
                _("“Uygulanamaz” için gerekçe gerekir: iki merkezden biri öyle yazmış, nedenini de söylemiş olmalı.")
            )
        row.agreed, row.disagreement = level, disagreement.strip()[:_LONG]
        _stamp(row, by)
        # A word that changes afterwards takes both approvals off again.
        Assessment.objects.filter(pk=held.pk).update(**dict.fromkeys(_APPROVALS))
    return row


def _reason_stands(assessment: Assessment, row: Finding) -> bool:
    """Whether one of the two centres wrote why the criterion does not apply."""
    own = Judgement.objects.filter(assessment=assessment, code=row.code, level=NOT_APPLICABLE).exclude(reason="")
    return own.exists() or (row.level == NOT_APPLICABLE and bool(row.comment))


def approve(*, by: Person, assessment: Assessment) -> Assessment:
    """Approve the outcome for her side; with the second approval, another person's, the assessment is agreed.

    Raises NotNow while a differing criterion has neither an agreed level nor a disagreement.
    """
    side = side_of(by, assessment)
    with recorded(by=by, event="assessment.agreed", centre=side, about=f"assessment:{assessment.id}"):
        held = held_assessment(assessment)
        if held.state != State.VISITED:
            raise NotNow(_("Bu değerlendirme şimdi onaylanamaz; sayfayı yenileyin."))
        still = unsettled(held)
        if still:
            raise NotNow(_("Önce konuşulacak ölçütler: %(codes)s.") % {"codes": ", ".join(still)})
        mine, other = ("agreed", "agreed_visitor") if side == held.centre_id else ("agreed_visitor", "agreed")
        if getattr(held, f"{other}_by") == by.staff_id:
            raise NotNow(_("Öteki merkez adına siz onayladınız; ikinci onay başka birinden gelir."))
        setattr(held, f"{mine}_by", by.staff_id)
        setattr(held, f"{mine}_at", timezone.now())
        if held.agreed_by and held.agreed_visitor_by:
            held.state = State.AGREED
        held.save()
    return held


def unsettled(assessment: Assessment) -> list[str]:
    """Criteria where the two centres saw different levels and have written neither a level nor a disagreement."""
    own = dict(Judgement.objects.filter(assessment=assessment).values_list("code", "level"))
    seen = Finding.objects.filter(Q(agreed="") & Q(disagreement=""), assessment=assessment).exclude(level=F("agreed"))
    return sorted((row.code for row in seen if row.level != own.get(row.code, "")), key=_place)


def _place(code: str) -> tuple[str, int]:
    return (code[0], int(code[1:]))
