"""Recommendations: drawn from gaps, written by people, decided with the meeting’s decision, followed a year later."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.reports.actions.refusals import NotNow, fitting, plain, said
from omuz.network.reports.models import Recommendation
from omuz.network.reports.rules.voices_drafts import Drafted
from omuz.network.reports.rules.voices_marks import Sign, marks
from omuz.network.reports.rules.voices_proposals import proposals

_LENGTHS: Mapping[str, int] = {
    "post_tr": 160, "post_en": 160, "what_tr": 600, "what_en": 600, "means_tr": 300, "means_en": 300,
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What a recommendation says: who (a kind of organisation and a post), what, until when, with what means."""

    who: str
    post_tr: str
    what_tr: str
    means_tr: str
    until: date
    post_en: str = ""
    what_en: str = ""
    means_en: str = ""
    gap: str = ""


def draw(*, by: Person, year: int, drafts: Iterable[Drafted]) -> int:
    """Keep a draft for every gap that has no recommendation of that year yet; the number of drafts made.

    What people wrote, changed or rejected stays as it is: a gap is drawn once a year.
    """
    by.require("reports.write")
    there = frozenset(Recommendation.objects.filter(year=year).exclude(gap="").values_list("gap", flat=True))
    wanted = [draft for draft in drafts if draft.gap not in there]
    if not wanted:
        return 0
    with recorded(by=by, event="recommendation.drawn", about=f"year:{year}"):
        Recommendation.objects.bulk_create(_row(by, year, draft) for draft in wanted)
    return len(wanted)


def _row(by: Person, year: int, draft: Drafted) -> Recommendation:
    proposal = draft.proposal
    return Recommendation(
        year=year,
        gap=draft.gap,
        reason={"tr": draft.reason.tr, "en": draft.reason.en, "figure": draft.figure},
        who=proposal.who,
        post_tr=proposal.post.tr,
        post_en=proposal.post.en,
        what_tr=draft.what.tr,
        what_en=draft.what.en,
        means_tr=proposal.means.tr,
        means_en=proposal.means.en,
        until=proposal.until(year),
        drawn=True,
        made_by=by.staff_id,
        made_at=timezone.now(),
    )


def write(*, by: Person, year: int, told: Told) -> Recommendation:
    """Write a recommendation of one’s own. Raises NotNow for an empty, too long or personal text."""
    by.require("reports.write")
    columns = _columns(told)
    with recorded(by=by, event="recommendation.written", about=f"year:{year}"):
        made: Recommendation = Recommendation.objects.create(
            year=year, made_by=by.staff_id, made_at=timezone.now(), **columns
        )
    return made


def change(*, by: Person, row: Recommendation, told: Told, seen: int) -> Recommendation:
    """Write a draft anew. Raises NotNow for a decided one, and where somebody changed it since version `seen`."""
    by.require("reports.write")
    columns = _columns(told)
    with recorded(by=by, event="recommendation.changed", about=f"recommendation:{row.id}"):
        held = _held(row)
        _require_draft(held)
        if held.revision != seen:
            raise NotNow(
                _("Öneriyi siz yazarken bir başkası değiştirdi; sizinki kaydedilmedi. Sayfayı açıp yeniden yazın.")
            )
        for name, value in columns.items():
            setattr(held, name, value)
        held.revision += 1
        held.save()
    return held


def _held(row: Recommendation) -> Recommendation:
    found: Recommendation = Recommendation.objects.select_for_update().get(pk=row.pk)
    return found


def _require_draft(row: Recommendation) -> None:
    if row.state != Recommendation.State.DRAFT:
        raise NotNow(_("Bu öneri için karar verilmiş; metni artık değişmez. Gerekiyorsa yeni bir öneri yazın."))


def _columns(told: Told) -> dict[str, Any]:
    """The fields as they will be kept; raises NotNow."""
    texts = {name: getattr(told, name).strip() for name in _LENGTHS}
    plain(*texts.values())
    if told.who not in proposals().who:
        raise NotNow(_("Önerinin kime yazıldığını seçin."))
    for name, what in (("post_tr", _("Birim ya da görev")), ("what_tr", _("Ne yapılacak")), ("means_tr", _("Neyle"))):
        said(texts[name], what, _LENGTHS[name])
    for name, longest in _LENGTHS.items():
        fitting(texts[name], longest)
    for name in ("post_tr", "post_en"):
        if any(mark.about == Sign.NAME for mark in marks(texts[name], ())):
            raise NotNow(_("Öneride kişi adı yazılmaz; birimi ya da görevi yazın. Hiçbir şey kaydedilmedi."))
    return {**{field.name: getattr(told, field.name) for field in fields(Told)}, **texts}


def decide(
    *, by: Person, row: Recommendation, accept: bool, decision: str = "", on: date | None = None, why: str = ""
) -> Recommendation:
    """Accept with the reference of the meeting’s decision, or reject with a reason; on the day it was decided."""
    by.require("reports.build")
    day = on or timezone.localdate()
    plain(decision, why)
    if day > timezone.localdate():
        raise NotNow(_("Karar günü ileride olamaz; kararın verildiği günü yazın."))
    reference = said(decision, _("Toplantı ve karar"), 200) if accept else fitting(decision.strip(), 200)
    reason = fitting(why.strip(), 300) if accept else said(why, _("Neden"), 300)
    event = "recommendation.accepted" if accept else "recommendation.rejected"
    with recorded(by=by, event=event, about=f"recommendation:{row.id}"):
        held = _held(row)
        _require_draft(held)
        held.state = Recommendation.State.ACCEPTED if accept else Recommendation.State.REJECTED
        held.decided_by, held.decided_role, held.decided_on = by.staff_id, by.role_in(None), day
        held.decision, held.decided_why = reference, reason
        held.revision += 1
        held.save()
    return held


def follow(*, by: Person, row: Recommendation, progress: str, why: str) -> Recommendation:
    """Say what became of an accepted recommendation, with a sentence that next year’s report shows."""
    by.require("reports.build")
    if progress not in Recommendation.Progress.values:
        raise NotNow(_("Önerinin sonucunu seçin: yapıldı, sürüyor ya da bırakıldı."))
    plain(why)
    reason = said(why, _("Ne oldu"), 400)
    with recorded(by=by, event="recommendation.followed", about=f"recommendation:{row.id}"):
        held = _held(row)
        if held.state != Recommendation.State.ACCEPTED:
            raise NotNow(_("Yalnız kabul edilmiş önerinin sonucu yazılır."))
        held.progress, held.progress_why = progress, reason
        held.progress_by, held.progress_on = by.staff_id, timezone.localdate()
        held.save(update_fields=["progress", "progress_why", "progress_by", "progress_on"])
    return held
