"""Opening a round, inviting centres, moving a day, declining, reopening, closing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, Refused
from omuz.network.surveys.models import Answer, Invitation, QuestionnaireVersion, Round
from omuz.network.surveys.queries.rounds import standing_of
from omuz.network.surveys.rules.devices import new_word
from omuz.network.surveys.rules.rounds import OPEN, Standing

REASON_LENGTH = 300
_BEGUN = gettext_lazy("Bu merkez yazmaya başladı; daveti geri alınamaz. Turu kapatabilirsiniz.")


@dataclass(frozen=True)
class Guest:
    """Who is invited: a centre, for itself or for the organisation it answers for."""

    centre_id: UUID
    organisation_id: UUID | None = None


def open_round(
    *,
    by: Person,
    version: QuestionnaireVersion,
    title: str,
    opens_on: date,
    due_on: date,
    guests: Iterable[Guest],
    note: str = "",
    several: bool = False,
    kind: str = Round.Kind.SURVEY,
) -> Round:
    """Ask a published version of these centres between two days. Refused for one that is not published."""
    by.require("surveys.manage")
    if not version.frozen:
        raise Refused(_("Bu sürüm henüz yayımlanmadı; önce yayımlayın, sonra tur açın."))
    code = new_word()
    with recorded(by=by, event="round.opened", about=f"round:{code}"):
        made: Round = Round.objects.create(
            code=code,
            kind=kind,
            version=version,
            title=title.strip()[:160],
            note=note.strip()[:600],
            opens_on=opens_on,
            due_on=due_on,
            several=several,
            made_by=by.staff_id,
            made_at=timezone.now(),
        )
        _invite(by, made, guests)
    return made


def _invite(by: Person, asked: Round, guests: Iterable[Guest]) -> int:
    """Add those who are not invited yet; how many they were."""
    now = timezone.now()
    known = set(Invitation.objects.filter(round=asked).values_list("centre_id", "organisation_id"))
    new = [guest for guest in dict.fromkeys(guests) if (guest.centre_id, guest.organisation_id) not in known]
    Invitation.objects.bulk_create(
        Invitation(
            round=asked,
            centre_id=guest.centre_id,
            organisation_id=guest.organisation_id,
            invited_at=now,
            invited_by=by.staff_id,
        )
        for guest in new
    )
    return len(new)


def invite(*, by: Person, asked: Round, guests: Iterable[Guest]) -> int:
    """Invite more centres to a round; returns how many were new."""
    by.require("surveys.manage")
    with recorded(by=by, event="round.invited", about=f"round:{asked.code}"):
        return _invite(by, asked, guests)


def change_round(*, by: Person, asked: Round, title: str, note: str, due_on: date) -> Round:
    """Change the title, the note and the last day of a round; what it asks never changes."""
    by.require("surveys.manage")
    with recorded(by=by, event="round.changed", about=f"round:{asked.code}"):
        asked.title, asked.note, asked.due_on = title.strip()[:160], note.strip()[:600], due_on
        asked.save(update_fields=["title", "note", "due_on"])
    return asked


def close_round(*, by: Person, asked: Round, closed: bool = True) -> Round:
    """Close a round, or open a closed one again; what was written stays where it is."""
    by.require("surveys.manage")
    event = "round.closed" if closed else "round.opened_again"
    with recorded(by=by, event=event, about=f"round:{asked.code}"):
        asked.closed_at = timezone.now() if closed else None
        asked.save(update_fields=["closed_at"])
    return asked


def remind(*, by: Person, asked: Round) -> int:
    """Put the round in front of everybody who has not sent it yet; returns how many invitations that were."""
    by.require("surveys.manage")
    with recorded(by=by, event="round.reminded", about=f"round:{asked.code}"):
        waiting = [each for each in asked.invitations.all() if standing_of(each) in OPEN]
        Invitation.objects.filter(id__in=[each.id for each in waiting]).update(reminded_at=timezone.now())
    return len(waiting)


def change_due(*, by: Person, invitation: Invitation, due_on: date | None) -> Invitation:
    """Give one centre a last day of its own; None gives it back the round's."""
    by.require("surveys.manage")
    with recorded(by=by, event="round.due_changed", centre=invitation.centre_id, about=_about(invitation)):
        invitation.due_on = due_on
        invitation.save(update_fields=["due_on"])
    return invitation


def decline(*, by: Person, invitation: Invitation, reason: str) -> Invitation:
    """The centre will not answer, and says why; what it has written so far stays. Refused once it is sent or closed."""
    by.require("surveys.answer", invitation.centre_id)
    with recorded(by=by, event="round.declined", centre=invitation.centre_id, about=_about(invitation)):
        if standing_of(invitation) not in OPEN | {Standing.NOT_YET}:
            raise Refused(_("Bu davet kapanmış ya da yanıtlanmış; artık geri çevrilemez."))
        invitation.declined_at = timezone.now()
        invitation.declined_by = by.staff_id
        invitation.declined_reason = reason.strip()[:REASON_LENGTH]
        invitation.save(update_fields=["declined_at", "declined_by", "declined_reason"])
    return invitation


def reopen(*, by: Person, invitation: Invitation, reason: str, due_on: date | None = None) -> Invitation:
    """Let a centre that has sent or declined write again, with the reason it will read, and perhaps a new last day."""
    by.require("surveys.manage")
    with recorded(by=by, event="round.answers_reopened", centre=invitation.centre_id, about=_about(invitation)):
        invitation.reopened_at = timezone.now()
        invitation.reopened_by = by.staff_id
        invitation.reopened_reason = reason.strip()[:REASON_LENGTH]
        invitation.due_on = due_on or invitation.due_on
        invitation.save(update_fields=["reopened_at", "reopened_by", "reopened_reason", "due_on"])
    return invitation


def withdraw_invitation(*, by: Person, invitation: Invitation) -> None:
    """Take an invitation back while no form is begun under it. Refused afterwards."""
    by.require("surveys.manage")
    with recorded(by=by, event="round.uninvited", about=_about(invitation)):
        if invitation.progress or Answer.objects.filter(invitation=invitation).exists():
            raise Refused(_BEGUN)
        try:
            with transaction.atomic():
                invitation.delete()
                connection.check_constraints()
        except IntegrityError:
            # A form is begun that whoever manages here may not read.
            raise Refused(_BEGUN) from None


def _about(invitation: Invitation) -> str:
    return f"round:{invitation.round.code}"
