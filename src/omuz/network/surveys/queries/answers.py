"""One answer: who may open it, who wrote what, and what its centre said the last time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Staff
from omuz.network.surveys.instances import values_of
from omuz.network.surveys.models import Answer, AnswerPart, Invitation
from omuz.network.surveys.queries.rounds import standing_of
from omuz.network.surveys.queries.words import in_words
from omuz.network.surveys.rules.merging import Part
from omuz.network.surveys.rules.rounds import OPEN


def answer_of(person: Person, answer_id: UUID, *, for_update: bool = False) -> Answer:
    """An answer this transaction may read; Http404 otherwise. The rows say who may: her centre, the network, or
    everybody once it is published."""
    rows = Answer.objects.select_related("version__questionnaire", "invitation__round__version", "device")
    rows = rows.defer("version__workbook", "invitation__round__version__workbook")
    if for_update:
        rows = rows.select_for_update(of=("self",)).filter(centre_id__in=person.centres)
    found: Answer | None = rows.filter(id=answer_id).first()
    if found is None:
        raise Http404
    return found


def answers_under(invitation: Invitation) -> list[Answer]:
    """The forms written under an invitation, in their order, without what is in them."""
    return list(Answer.objects.filter(invitation=invitation).defer("instance").order_by("number"))


def may_write(answer: Answer) -> bool:
    """Whether the answer is open to its centre now: a draft of an open round, or one that was reopened."""
    if standing_of(answer.invitation) not in OPEN:
        return False
    reopened = answer.invitation.reopened_at
    submitted = answer.submitted_at
    return answer.state == Answer.State.DRAFT or bool(submitted and reopened and reopened > submitted)


def parts_after(answer: Answer, revision: int) -> list[Part]:
    """The saves of an answer after a revision, oldest first."""
    rows = AnswerPart.objects.filter(answer=answer, revision__gt=revision).order_by("revision")
    return [
        Part(
            row.revision,
            row.page,
            row.staff_id,
            row.at,
            {path: (before, after) for path, (before, after) in row.changes.items()},
            tuple(row.moved),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Writer:
    """Somebody who wrote in a section, and when last."""

    name: str
    at: datetime


def writers(answer: Answer) -> dict[str, list[Writer]]:
    """Section → who wrote there, last first; the names are those of members of staff."""
    last: dict[tuple[str, UUID | None], datetime] = {}
    for section, staff_id, at in AnswerPart.objects.filter(answer=answer).values_list("section", "staff_id", "at"):
        place = (section, staff_id)
        last[place] = max(at, last.get(place, at))
    names = names_of(staff_id for _section, staff_id in last)
    told: dict[str, list[Writer]] = {}
    for (section, staff_id), at in sorted(last.items(), key=lambda item: item[1], reverse=True):
        told.setdefault(section, []).append(Writer(names.get(staff_id, "") if staff_id else "", at))
    return told


def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of members of staff by id."""
    wanted = {each for each in ids if each is not None}
    return dict(Staff.objects.filter(id__in=wanted).values_list("id", "full_name"))


def previous_answer(invitation: Invitation) -> Answer | None:
    """What the same centre last submitted to the same questionnaire in an earlier round, if anything."""
    rows = Answer.objects.filter(
        centre_id=invitation.centre_id,
        invitation__organisation_id=invitation.organisation_id,
        version__questionnaire=invitation.round.version.questionnaire,
        state=Answer.State.SUBMITTED,
    ).exclude(invitation=invitation)
    found: Answer | None = (
        rows.select_related("version", "invitation__round").defer("version__workbook").order_by("-submitted_at").first()
    )
    return found


def previous_words(invitation: Invitation, language: str) -> Mapping[str, str]:
    """Path → what the centre answered there the last time, in words."""
    last = previous_answer(invitation)
    if last is None:
        return {}
    from omuz.network.surveys.queries.questionnaires import form_of_version

    form = form_of_version(last.version)
    return {path: in_words(form, path, text, language) for path, text in values_of(last).items() if text}
