"""What centres say about a draft, criterion by criterion, and what the editor does with their proposals."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.standards.actions.refusals import NotNow, plain, written
from omuz.network.standards.actions.versions import held_draft, put_words
from omuz.network.standards.models import Remark, Standard
from omuz.network.standards.rules.content import LANGUAGES, WORDED

_LONGEST = 2000
VOICES = (Remark.Kind.SUPPORT, Remark.Kind.DISSENT)


def remark(
    *,
    by: Person,
    draft: Standard,
    code: str,
    kind: str,
    words: str = "",
    reason: str = "",
    part: str = "",
    about: Remark | None = None,
    centre_id: UUID | None = None,
) -> Remark:
    """Say something about one criterion of a draft, for a centre (`centre_id`) or for the network (None).

    A proposal names the `part` (`title.tr`) its words replace; support and dissent are `about` a proposal, or
    about the criterion as it stands, one voice a person; dissent gives its reason.
    """
    by.require("standards.comment", centre_id) if centre_id else by.require("standards.edit")
    if draft.is_published or draft.text.find(code) is None:
        raise NotNow(_("Bu ölçüt için artık söz alınmıyor; taslak yayımlanmış."))
    plain(words, reason)
    _require_said(kind, words, reason, part)
    with recorded(by=by, event="remark.made", centre=centre_id, about=f"criterion:{code}"):
        if kind in VOICES:
            _require_one_voice(by, draft, code, about)
        made: Remark = Remark.objects.create(
            standard=draft,
            code=code,
            kind=kind,
            part=part if kind == Remark.Kind.PROPOSAL else "",
            words=words.strip()[:_LONGEST],
            reason=reason.strip()[:_LONGEST],
            about=about,
            centre_id=centre_id,
            staff_id=by.staff_id,
            made_at=timezone.now(),
        )
    return made


def _require_said(kind: str, words: str, reason: str, part: str) -> None:
    """Raise NotNow for a remark without what its kind needs."""
    if kind == Remark.Kind.PROPOSAL:
        name, _dot, language = part.partition(".")
        if name not in WORDED or language not in LANGUAGES:
            raise NotNow(_("Hangi bölüm için öneri yazdığınızı seçin."))
        written(words, _("Önerilen yazı"))
    elif kind == Remark.Kind.COMMENT:
        written(words, _("Yorum"))
    elif kind == Remark.Kind.DISSENT:
        written(reason, _("Gerekçe"))


def _require_one_voice(by: Person, draft: Standard, code: str, about: Remark | None) -> None:
    """Raise NotNow once a proposal is settled, and for somebody who has said yes or no to the same words."""
    if about and Remark.objects.filter(pk=about.pk).exclude(outcome=Remark.Outcome.OPEN).exists():
        raise NotNow(_("Bu öneri sonuçlandı; artık destek ya da karşı oy alınmıyor."))
    if draft.remarks.filter(code=code, about=about, staff_id=by.staff_id, kind__in=VOICES).exists():
        raise NotNow(_("Destek ya da karşı olduğunuzu zaten söylediniz; ekleyeceğinizi yorum olarak yazın."))


def settle(*, by: Person, proposal: Remark, accept: bool, reason: str = "") -> Remark:
    """Take a proposal into the draft, or set it aside with a reason its author will read."""
    by.require("standards.edit")
    if not accept:
        written(reason, _("Gerekçe"))
    event = "remark.accepted" if accept else "remark.declined"
    with recorded(by=by, event=event, about=f"criterion:{proposal.code}"):
        row = held_draft(proposal.standard)
        held: Remark = Remark.objects.select_for_update().get(pk=proposal.pk)
        if held.kind != Remark.Kind.PROPOSAL or held.outcome:
            raise NotNow(_("Bu öneri zaten sonuçlanmış; hiçbir şey değişmedi."))
        if accept:
            put_words(row, held.code, {held.part: held.words})
        held.outcome = Remark.Outcome.ACCEPTED if accept else Remark.Outcome.DECLINED
        held.outcome_by, held.outcome_at = by.staff_id, timezone.now()
        held.outcome_reason = reason.strip()[:_LONGEST]
        held.save(update_fields=["outcome", "outcome_by", "outcome_at", "outcome_reason"])
    return held
