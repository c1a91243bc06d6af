"""Writing a form: begun, kept part by part by several people, sent, and opened to the network."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.http import Http404, QueryDict
from django.utils import timezone

from omuz.foundation.audit.actors import Actor
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.surveys import filling
from omuz.network.surveys.actions.attempts import Attempt, Posted, answered_by_hand, attempted
from omuz.network.surveys.instances import instance_of
from omuz.network.surveys.logic import Instance, Judged, blank, judge, submission
from omuz.network.surveys.models import Answer, AnswerPart, Invitation, Round
from omuz.network.surveys.queries.answers import answer_of, may_write
from omuz.network.surveys.queries.questionnaires import form_of_version
from omuz.network.surveys.queries.rounds import standing_of
from omuz.network.surveys.rules.merging import Clash, Seen
from omuz.network.surveys.rules.rounds import OPEN
from omuz.network.surveys.xlsform import Form


class Locked(Exception):
    """The answer is not open to writing: sent, declined, or its round is closed."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.state)
        self.answer = answer


class Unfinished(Exception):
    """The form does not allow this answer to be sent yet; `judged` says where and why."""

    def __init__(self, judged: Judged) -> None:
        super().__init__(f"{len(judged.faults)}")
        self.judged = judged


@dataclass
class Kept:
    """An answer after a save: the form filled as it stands now, and what somebody else wrote at the same time."""

    answer: Answer
    form: Form
    instance: Instance
    clashes: tuple[Clash, ...] = ()
    shows: frozenset[str] = frozenset()
    """Questions somebody else wrote meanwhile whose answer the page shows by now."""


def begin_answer(*, by: Person, invitation: Invitation) -> Answer:
    """The form to write under an invitation: the one that is begun, or a new one where several may be sent.

    Raises Http404 outside her centres and where the round takes no new form.
    """
    by.require("surveys.answer", invitation.centre_id)
    drafts = Answer.objects.filter(invitation=invitation).order_by("-number")
    wanted = drafts if not invitation.round.several else drafts.filter(state=Answer.State.DRAFT, begun_by=by.staff_id)
    found: Answer | None = wanted.first()
    if found is not None:
        return found
    if standing_of(invitation) not in OPEN:
        raise Http404
    form = form_of_version(invitation.round.version)
    try:
        with (
            transaction.atomic(),
            recorded(by=by, event="answer.begun", centre=invitation.centre_id, about=f"round:{invitation.round.code}"),
        ):
            return new_answer(by, invitation, blank(form, who=by.username))
    except IntegrityError:
        # Two people pressed the button at the same moment: the other one began it.
        return begin_answer(by=by, invitation=invitation)


def new_answer(by: Actor, invitation: Invitation, instance: Instance, *, instance_id: str = "") -> Answer:
    """A row for a filled form, inside the caller's act."""
    now = timezone.now()
    rows = Answer.objects.filter(invitation=invitation)
    number = (rows.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    answer = Answer(
        invitation=invitation,
        centre_id=invitation.centre_id,
        version=invitation.round.version,
        number=number,
        instance_id=instance_id or f"uuid:{uuid4()}",
        instance=instance.xml().decode(),
        begun_at=now,
        begun_by=by.staff_id,
        changed_at=now,
        changed_by=by.staff_id,
    )
    answer.save(force_insert=True)
    return answer


def keep_answer(
    *, by: Person, answer_id: UUID, section: str, data: Posted, seen: Seen, changed: Collection[str] | None = None
) -> Kept:
    """Keep what a page sends of one section; what nobody else has touched since the page was drawn is taken.

    `changed` names the fields a page without the rest sends; absent, the whole section is in `data`. Questions
    two people wrote come back as clashes and stay as they were kept. Writes nothing, not even an event, when
    nothing changed. Raises Locked, Http404 outside her centres, KeyError for a section the form does not have.
    """
    answer = answer_of(by, answer_id)
    by.require("surveys.answer", answer.centre_id)
    if not may_write(answer):
        raise Locked(answer)

    def typed(form: Form, instance: Instance, told: Posted, names: Collection[str] | None) -> None:
        filling.typed(form, instance, filling.section_of(form, section), told, names)

    attempt = attempted(answer, typed, data, seen, changed)
    if not attempt.changes:
        return Kept(answer, attempt.form, attempt.instance, attempt.clashes, attempt.shows)
    with recorded(by=by, event="answer.kept", centre=answer.centre_id, about=_about(answer)):
        answer = answer_of(by, answer_id, for_update=True)
        if not may_write(answer):
            raise Locked(answer)
        attempt = attempted(answer, typed, data, seen, changed)
        _write(by, answer, attempt, section, seen.page)
    return Kept(answer, attempt.form, attempt.instance, attempt.clashes, attempt.shows)


def settle_clashes(*, by: Person, answer_id: UUID, section: str, wanted: Mapping[str, str], seen: Seen) -> Kept:
    """Write what she decided where two people had written: path → her text. Raises as `keep_answer` does."""
    answer = answer_of(by, answer_id)
    by.require("surveys.answer", answer.centre_id)

    def typed(form: Form, instance: Instance, _told: Posted, _names: Collection[str] | None) -> None:
        for path, text in wanted.items():
            if not answered_by_hand(form, path):
                raise KeyError(path)
            instance.put(path, text)

    with recorded(by=by, event="answer.clash_settled", centre=answer.centre_id, about=_about(answer)):
        answer = answer_of(by, answer_id, for_update=True)
        if not may_write(answer):
            raise Locked(answer)
        attempt = attempted(answer, typed, QueryDict(), seen, None)
        _write(by, answer, attempt, section, seen.page)
    return Kept(answer, attempt.form, attempt.instance, attempt.clashes, attempt.shows)


def _write(by: Actor, answer: Answer, attempt: Attempt, section: str, page: str) -> None:
    now = timezone.now()
    judged = judge(attempt.form, attempt.instance, browser=True)
    answer.revision += 1
    answer.state = Answer.State.DRAFT
    # What was opened to the network were the answers as they had been sent; these are others.
    answer.published_at = answer.published_by = None
    answer.instance = attempt.instance.xml().decode()
    answer.changed_at, answer.changed_by = now, by.staff_id
    answer.save(force_update=True)
    AnswerPart.objects.create(
        centre_id=answer.centre_id,
        answer=answer,
        revision=answer.revision,
        section=section[:200],
        page=page[:40],
        staff_id=by.staff_id,
        at=now,
        changes={path: list(pair) for path, pair in attempt.changes.items()},
        moved=list(attempt.moved),
    )
    note_progress(answer.invitation, attempt.form, judged)


def note_progress(invitation: Invitation, form: Form, judged: Judged) -> None:
    """Count the sections of a form for whoever follows the round; part of the caller's act."""
    progress = {}
    for section in filling.shown(form, judged):
        counted = filling.progress(form, judged, section)
        progress[section.key] = [counted.answered, counted.asked]
    invitation.progress = progress
    invitation.save(update_fields=["progress"])


def submit_answer(*, by: Person, answer_id: UUID) -> Answer:
    """Send a form: judged by its own rules, what no longer applies left out. Raises Unfinished, Locked, Http404."""
    answer = answer_of(by, answer_id)
    by.require("surveys.answer", answer.centre_id)
    with recorded(by=by, event="answer.submitted", centre=answer.centre_id, about=_about(answer)):
        answer = answer_of(by, answer_id, for_update=True)
        if not may_write(answer):
            raise Locked(answer)
        form, instance = form_of_version(answer.version), instance_of(answer)
        judged = judge(form, instance, browser=True)
        if judged.faults:
            raise Unfinished(judged)
        note_progress(answer.invitation, form, judged)
        send(by, answer, submission(form, instance))
    return answer


def send(by: Actor, answer: Answer, xml: bytes) -> None:
    """Note an answer as sent with its final XML; part of the caller's act."""
    now = timezone.now()
    answer.instance = xml.decode()
    answer.state = Answer.State.SUBMITTED
    answer.revision += 1
    answer.submitted_at = answer.changed_at = now
    answer.submitted_by = answer.changed_by = by.staff_id
    answer.save(force_update=True)
    answer.invitation.submitted_at = now
    answer.invitation.save(update_fields=["submitted_at"])


def publish_answer(*, by: Person, answer_id: UUID, published: bool = True) -> Answer:
    """Open a sent answer to everybody in the network, or close it again; the coordinator of the centre decides."""
    answer = answer_of(by, answer_id)
    # Signing for the centre is what this is; the permission to sign its profile is the same right.
    by.require("profiles.sign", answer.centre_id)
    # Of a profile only the questions marked public are ever opened, by signing it; the whole of it stays inside.
    if answer.state != Answer.State.SUBMITTED or answer.invitation.round.kind == Round.Kind.PROFILE:
        raise Locked(answer)
    event = "answer.published" if published else "answer.withdrawn"
    with recorded(by=by, event=event, centre=answer.centre_id, about=_about(answer)):
        answer.published_at = timezone.now() if published else None
        answer.published_by = by.staff_id if published else None
        answer.save(update_fields=["published_at", "published_by"])
    return answer


def _about(answer: Answer) -> str:
    return f"round:{answer.invitation.round.code}/{answer.number}"
