"""Decisions: taken with a post and a day, and what is said of them until they are done or dropped."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, Refused
from omuz.foundation.people.models import Centre
from omuz.network.meetings.actions.held import act_on, refuse_closed
from omuz.network.meetings.actions.preparing import post_only
from omuz.network.meetings.models import AgendaItem, Decision, FollowUp, Institution, Meeting
from omuz.network.meetings.rules.standing import Outcome
from omuz.network.standards.actions.refusals import NotNow, plain, written


@dataclass(frozen=True)
class Wording:
    """A decision as it was typed; `owner` None is the network's coordination itself."""

    what: str
    owner_post: str
    owner: Institution | None = None
    due: date | None = None
    item: AgendaItem | None = None


def take_decision(*, by: Person, meeting: Meeting, wording: Wording) -> Decision:
    """Write a decision into open minutes; numbered within its meeting."""
    with act_on(by, meeting, "network_decision.taken") as held:
        _refuse_early(held, wording)
        last = held.decisions.aggregate(last=Max("number"))["last"] or 0
        made = Decision(meeting=held, number=last + 1, made_by=by.staff_id, made_at=timezone.now())
        _worded(made, wording)
    return made


def change_decision(*, by: Person, decision: Decision, wording: Wording) -> Decision:
    """Word a decision anew while its minutes are open."""
    with act_on(by, decision.meeting, "network_decision.changed") as held:
        _refuse_early(held, wording)
        row: Decision = Decision.objects.get(pk=decision.pk)
        _worded(row, wording)
    return row


def withdraw_decision(*, by: Person, decision: Decision) -> None:
    """Take a decision out of open minutes; not once something was said of it."""
    with act_on(by, decision.meeting, "network_decision.withdrawn") as held:
        refuse_closed(held)
        if decision.follow_ups.exists():
            raise NotNow(_("Bu kararın takibine yazılmış; silinmez, “vazgeçildi” diye kapatılır."))
        Decision.objects.filter(pk=decision.pk).delete()


def _refuse_early(meeting: Meeting, wording: Wording) -> None:
    refuse_closed(meeting)
    if meeting.on > timezone.localdate():
        raise NotNow(_("Karar toplantı gününden önce yazılmaz; hiçbir şey kaydedilmedi."))
    if wording.due is not None and wording.due < meeting.on:
        raise NotNow(_("Kararın günü toplantıdan önce olamaz; hiçbir şey kaydedilmedi."))
    if wording.item is not None and wording.item.meeting_id != meeting.id:
        raise NotNow(_("Bu gündem maddesi başka bir toplantının; hiçbir şey kaydedilmedi."))


def _worded(row: Decision, wording: Wording) -> None:
    plain(wording.what)
    row.what = written(wording.what, _("Karar"))[:600]
    row.owner, row.item, row.due = wording.owner, wording.item, wording.due
    row.owner_post = post_only(wording.owner_post, _("Sorumlu görev"))
    row.save()


def say(
    *, by: Person, decision: Decision, outcome: Outcome, on: date, words: str = "", meeting: Meeting | None = None
) -> FollowUp:
    """Say what became of a decision: the network of any, a coordinator of those of her own municipality.

    Raises NotNow for a day before the decision or after today, and where it is dropped without a reason.
    """
    by.require("meetings.settle")
    centre_id = None if by.may("meetings.keep") else centre_for(by, decision)
    if centre_id is None and not by.may("meetings.keep"):
        raise Refused(_("Bu karar başka bir kurumun işi; yapıldığını o kurumun koordinatörü ya da ağ yazar."))
    plain(words)
    if not decision.meeting.on <= on <= timezone.localdate():
        raise NotNow(_("Gün, kararın alındığı günle bugün arasında olmalı; hiçbir şey kaydedilmedi."))
    if outcome == Outcome.DROPPED and not words.strip():
        raise NotNow(_("Vazgeçilen kararın nedenini bir cümleyle yazın; hiçbir şey kaydedilmedi."))
    last: FollowUp | None = decision.follow_ups.order_by("on", "made_at").last()
    told = (outcome.value, on, words.strip()[:600], centre_id)
    if last is not None and (last.outcome, last.on, last.words, last.centre_id) == told:
        return last  # the button was pressed twice
    about = f"network_decision:{decision.id}"
    with recorded(by=by, event="network_decision.followed_up", centre=centre_id, about=about):
        made: FollowUp = FollowUp.objects.create(
            decision=decision,
            meeting=meeting,
            centre_id=centre_id,
            outcome=outcome,
            on=on,
            words=words.strip()[:600],
            made_by=by.staff_id,
            made_at=timezone.now(),
        )
    return made


def centre_for(by: Person, decision: Decision) -> UUID | None:
    """Her centre whose municipality or association has to carry the decision out; None for another's."""
    if decision.owner is None or decision.owner.organisation_id is None:
        return None
    own = [held.centre_id for held in by.centres_where("meetings.settle") if held.centre_id]
    found: UUID | None = (
        Centre.objects.filter(pk__in=own, organisation_id=decision.owner.organisation_id)
        .order_by("code")
        .values_list("id", flat=True)
        .first()
    )
    return found
