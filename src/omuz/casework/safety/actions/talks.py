"""A risk talk: recorded, added to, its word raised with one press or lowered with a written reason."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from omuz.casework.cases.actions.writing import new_record, step_taken
from omuz.casework.cases.queries.files import OpenedCase, locked_record, open_case, opened, record_of
from omuz.casework.cases.rules.steps import State
from omuz.casework.safety.actions.drafts import WRITE, Conflict, Draft, NotNow, already, locked_draft
from omuz.casework.safety.actions.reminders import answer_triggers
from omuz.casework.safety.actions.urgent import put_on_list
from omuz.casework.safety.models import RiskTalk
from omuz.casework.safety.rules.factors import Factor
from omuz.casework.safety.rules.prompt import Level, LowerProblem, problem_of_lowering
from omuz.casework.safety.rules.talk import (
    Change,
    LowerReason,
    Talk,
    TalkProblem,
    TalkState,
    faults_of,
    one_way,
    whole,
)
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedKey, OpenedVault

LEAD = "cases.lead"


class NotLowered(Exception):
    """The word stays as it is; `problem` says why."""

    def __init__(self, problem: LowerProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class NotCalmer(Exception):
    """A recorded talk cannot be made calmer; a new talk can be recorded."""


def talk_of(row: RiskTalk, key: OpenedKey) -> Talk:
    """What a recorded talk says now."""
    return Talk.from_payload(row.opened(key, "answers"), row.opened(key, "words"))


def record_talk(
    *,
    by: Person,
    vault: OpenedVault,
    case_id: UUID,
    talk: Talk,
    talk_id: UUID | None = None,
    revision: int = 0,
    page: str = "",
) -> RiskTalk:
    """Record a risk talk, from its draft when `talk_id` has one; what is still open in it hinders nothing.

    What was due is answered by it, the next is due in three months, and an urgent word puts the file on the team's
    list the same day. A second press on the same page changes nothing. Raises Conflict and NotNow as drafts do,
    Http404 where she may not know of the file.
    """
    file = open_case(by, case_id, vault=vault, permission=WRITE)
    record_id = talk_id or uuid4()
    before = already(RiskTalk, case_id=case_id, record_id=record_id, key=file.key, page=page)
    if before is not None:
        return before
    drafted = RiskTalk.objects.filter(id=record_id, case_id=case_id).exists()
    with recorded(by=by, event="risk_talk.recorded", centre=file.centre_id, about=f"case:{file.code}"):
        if drafted:
            held = Draft(case_id, record_id, revision, {}, page)
            row = locked_draft(RiskTalk, by=by, key=file.key, record_id=record_id, draft=held)
            row.touch(by)
        else:
            row = new_record(RiskTalk, file, by=by, id=record_id)
        row.state = TalkState.RECORDED.value
        said = whole(talk)
        _put(row, file.key, said, page=page)
        row.save(force_insert=not drafted, force_update=drafted)
        answer_triggers(file, by=by, talked_on=said.on)
        _call_team(file, by, said.level, on=said.on, talk_id=row.id)
        if file.case.state == State.FIRST_INTERVIEW:
            step_taken(file, State.ASSESSMENT, by=by, on=said.on)
    return row


def _put(row: RiskTalk, key: OpenedKey, talk: Talk, earlier: list[object] | None = None, page: str = "") -> None:
    answers = talk.to_payload()
    if page:
        answers["page"] = page
    if earlier:
        answers["earlier"] = earlier
    row.put(key, answers=answers, words=talk.to_words())


def _call_team(file: OpenedCase, by: Person, level: Level, *, on: date, talk_id: UUID) -> None:
    if level is Level.URGENT_TEAM:
        put_on_list(file, by=by, on=on, talk_id=talk_id)


def add_to_talk(*, by: Person, vault: OpenedVault, talk_id: UUID, talk: Talk, revision: int, on: date) -> RiskTalk:
    """Add to a recorded talk or correct it; the answers it had before stay, sealed. It cannot be made calmer.

    Raises NotCalmer, Conflict when somebody changed it since `revision`, NotNow for a draft.
    """
    row, file = _found(by, vault, talk_id)
    with recorded(by=by, event="risk_talk.added_to", centre=file.centre_id, about=f"case:{file.code}"):
        row, before = _locked(by, file, talk_id, revision)
        said = whole(replace(talk, on=before.on, changes=before.changes))
        if TalkProblem.CALMER_THAN_BEFORE in faults_of(said, today=on, before=before):
            raise NotCalmer
        if said.changes and said.prompt.level.above(before.prompt.level) and said.prompt.level.above(before.level):
            raised = Change(on, str(by.staff_id), said.prompt.level, "answers_added")
            said = replace(said, changes=(*said.changes, raised))
        _save(row, file, by, said, on=on)
    return row


def act_on_factors(
    *, by: Person, vault: OpenedVault, talk_id: UUID, actions: Mapping[Factor, tuple[str, ...]], revision: int, on: date
) -> RiskTalk:
    """Write what is done about factors of a recorded talk, or that she did not want anything done."""
    _row, file = _found(by, vault, talk_id)
    with recorded(by=by, event="risk_talk.actions_written", centre=file.centre_id, about=f"case:{file.code}"):
        row, before = _locked(by, file, talk_id, revision)
        told = {**before.actions, **{factor: one_way(codes) for factor, codes in actions.items()}}
        _save(row, file, by, whole(replace(before, actions=told)), on=on)
    return row


def raise_level(
    *, by: Person, vault: OpenedVault, talk_id: UUID, then: Level, on: date, revision: int | None = None
) -> RiskTalk:
    """Raise the word of a talk, with one press and no reason asked. Raises NotNow when it is not higher."""
    _row, file = _found(by, vault, talk_id)
    with recorded(by=by, event="risk.raised", centre=file.centre_id, about=f"case:{file.code}"):
        row, before = _locked(by, file, talk_id, revision)
        if not then.above(before.level):
            raise NotNow(row)
        change = Change(on, str(by.staff_id), then, "raised")
        _save(row, file, by, replace(before, changes=(*before.changes, change)), on=on)
    return row


def lower_level(
    *,
    by: Person,
    vault: OpenedVault,
    talk_id: UUID,
    then: Level,
    reason: LowerReason,
    words: str,
    on: date,
    revision: int | None = None,
) -> RiskTalk:
    """Lower the word of a talk: below the rule's word only the coordinator may, and never against her own fear.

    Raises NotLowered with what forbids it. The code of the reason is logged, the words stay sealed.
    """
    row, file = _found(by, vault, talk_id)
    about = f"case:{file.code}"
    _refuse_lowering(by, talk_of(row, file.key), then, words, file.centre_id)
    with recorded(by=by, event="risk.lowered", centre=file.centre_id, about=about, why=reason.value):
        row, before = _locked(by, file, talk_id, revision)
        _refuse_lowering(by, before, then, words, file.centre_id)
        change = Change(on, str(by.staff_id), then, reason.value, words.strip())
        _save(row, file, by, replace(before, changes=(*before.changes, change)), on=on)
    return row


def _refuse_lowering(by: Person, talk: Talk, then: Level, words: str, centre_id: UUID) -> None:
    problem = problem_of_lowering(
        computed=talk.prompt.level,
        now=talk.level,
        then=then,
        fear=talk.fear,
        leads=by.may(LEAD, centre_id),
        words=words,
    )
    if problem is not None:
        raise NotLowered(problem)


def _found(by: Person, vault: OpenedVault, talk_id: UUID) -> tuple[RiskTalk, OpenedCase]:
    row = record_of(by, RiskTalk, talk_id, permission=WRITE)
    if row.state != TalkState.RECORDED:
        raise NotNow(row)
    return row, opened(row.case, vault)


def _locked(by: Person, file: OpenedCase, talk_id: UUID, revision: int | None) -> tuple[RiskTalk, Talk]:
    row = locked_record(by, RiskTalk, talk_id, permission=WRITE)
    if revision is not None and row.revision != revision:
        raise Conflict(row)
    return row, talk_of(row, file.key)


def _save(row: RiskTalk, file: OpenedCase, by: Person, talk: Talk, *, on: date) -> None:
    """Seal the talk as it is now, the answers it had before inside it, and call the team when it asks for that."""
    before = row.opened(file.key, "answers")
    earlier = [*before.get("earlier", []), {name: told for name, told in before.items() if name != "earlier"}]
    was = talk_of(row, file.key).level
    row.touch(by)
    _put(row, file.key, talk, earlier)
    row.save(force_update=True)
    if talk.level.above(was):
        _call_team(file, by, talk.level, on=on, talk_id=row.id)
