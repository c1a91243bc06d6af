"""The second reader's identity check: trap by trap clean or refused with why; approval opens what may be opened."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.reports.content.identity_check import checklist, missing_answers
from omuz.network.exchange.actions.refusing import refuse_traces
from omuz.network.exchange.actions.writing import about
from omuz.network.exchange.models import CaseAnalysis, PublishedAnalysis, SecondReading
from omuz.network.exchange.queries.analyses import analysis_of, key_of, locked_analysis
from omuz.network.exchange.queries.template import template
from omuz.network.exchange.rules.analyses import NotNow, State, Typed, Visibility, may_read_second, until

_LONGEST_REASON = 300


def read_second(
    *,
    by: Person,
    vault: OpenedVault,
    analysis_id: UUID,
    revision: int,
    answers: Mapping[str, str],
    today: date | None = None,
) -> CaseAnalysis:
    """Answer every trap: an empty text is clean, any other is why it is refused.

    All clean approves exactly the words of `revision` and, where the centre chose so, opens them to the network;
    one refusal sends it back to be mended. Raises NotNow, and Refused for a trace in a reason.
    """
    known = analysis_of(by, analysis_id)
    reasons = {code: why.strip()[:_LONGEST_REASON] for code, why in answers.items()}
    _require_all(reasons)
    refuse_traces({code: [why] for code, why in reasons.items()})
    refused = {code: why for code, why in reasons.items() if why}
    key, day = key_of(known, vault), today or timezone.localdate()
    event = "analysis.refused" if refused else "analysis.approved"
    with recorded(by=by, event=event, centre=known.centre_id, about=about(known)):
        row = locked_analysis(by, analysis_id)
        _require_hers(row, by, revision)
        reading = SecondReading(
            centre_id=row.centre_id, analysis=row, revision=row.revision, approved=not refused,
            made_at=timezone.now(), made_by=by.staff_id,
        )  # fmt: skip
        reading.put(key, {"asked": [item.code for item in checklist()], "refused": refused})
        reading.save(force_insert=True)
        if refused:
            row.state = State.MEND
        else:
            _approve(row, Typed.from_payload(row.told(key)), day)
        row.save(force_update=True)
    return row


def _require_all(reasons: Mapping[str, str]) -> None:
    left = missing_answers(reasons, checklist())
    if left:
        titles = ", ".join(item.title.say() for item in left)
        raise NotNow(_("Okuma bitmedi; şunlar yanıtlanmadı: %(traps)s. Hiçbir şey yazılmadı.") % {"traps": titles})


def _require_hers(row: CaseAnalysis, by: Person, revision: int) -> None:
    if row.state != State.READING:
        raise NotNow(_("Bu analiz şu anda ikinci okumada değil; hiçbir şey yazılmadı."))
    if not may_read_second(by.staff_id, row.writers):
        raise NotNow(_("Yazanlardan biri ikinci okuyan olamaz; ekipten bir başkası okumalı."))
    if row.revision != revision:
        raise NotNow(_("Siz okurken metin değişti; hiçbir şey yazılmadı. Son hâlini okuyup yeniden yanıtlayın."))


def _approve(row: CaseAnalysis, typed: Typed, day: date) -> None:
    row.state, row.shown_on = State.SHOWN, day
    row.keep_until = until(day, row.months)
    if row.visibility == Visibility.NETWORK:
        fields = {code: typed.one(code).strip() for code in template().codes if typed.one(code).strip()}
        PublishedAnalysis.objects.create(
            centre_id=row.centre_id,
            analysis_id=row.id,
            code=row.code,
            title=fields.pop("title"),
            context=fields["context"],
            fields=fields,
            tags=sorted(set(typed.fields.get("tags", []))),
            shown_on=day,
            shown_until=row.keep_until,
        )


def withdraw(*, by: Person, analysis_id: UUID) -> CaseAnalysis:
    """Take it from where it is shown, at once: the network's copy is gone with this act. Raises NotNow."""
    known = analysis_of(by, analysis_id)
    with recorded(by=by, event="analysis.withdrawn", centre=known.centre_id, about=about(known)):
        row = locked_analysis(by, analysis_id)
        if row.state != State.SHOWN:
            raise NotNow(_("Bu analiz yayında değil; hiçbir şey değişmedi."))
        PublishedAnalysis.objects.filter(analysis_id=row.id, centre_id=row.centre_id).delete()
        row.state = State.WITHDRAWN
        row.save(force_update=True)
    return row
