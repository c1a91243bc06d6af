"""Risk talks of one file, opened; which word holds now; and when to talk again."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase, record_of, records_of
from omuz.casework.cases.queries.reading import read_once
from omuz.casework.safety.actions.talks import talk_of
from omuz.casework.safety.models import RiskTalk, RiskTrigger
from omuz.casework.safety.rules.prompt import Level
from omuz.casework.safety.rules.talk import Talk, TalkState
from omuz.casework.safety.rules.triggers import DropReason, TriggerKind, TriggerState
from omuz.foundation.people.access import Person


@dataclass(frozen=True, slots=True)
class OpenedTalk:
    """A recorded talk and what it says."""

    row: RiskTalk
    talk: Talk


@dataclass(frozen=True, slots=True)
class Reminder:
    """What calls for the next talk, opened; `due_on` stays known when it is settled."""

    row: RiskTrigger
    kind: TriggerKind
    due_on: date
    day: date
    note: str
    talked_on: date | None
    dropped: DropReason | None

    @property
    def open(self) -> bool:
        return str(self.row.state) == TriggerState.OPEN.value


def risk_talk_of(person: Person, talk_id: UUID, permission: str = "cases.read") -> RiskTalk:
    """A talk with its file; Http404 where she may not know of the file and for one that was thrown away."""
    row = record_of(person, RiskTalk, talk_id, permission=permission)
    if row.state == TalkState.DISCARDED:
        raise Http404
    return row


@read_once
def talks_of(file: OpenedCase) -> list[OpenedTalk]:
    """The recorded talks of a file, the latest talk first."""
    rows = records_of(file.case, RiskTalk).filter(state=TalkState.RECORDED.value)
    found = [OpenedTalk(row, talk_of(row, file.key)) for row in rows]
    return sorted(found, key=lambda each: (each.talk.on, each.row.made_at), reverse=True)


def talk_drafts_of(case: Case) -> "QuerySet[RiskTalk]":
    """Unfinished talks of a file, the latest first."""
    return records_of(case, RiskTalk).filter(state=TalkState.DRAFT.value).order_by("-changed_at")


def level_now(file: OpenedCase) -> Level | None:
    """The word that holds for this file now; None before the first talk."""
    talks = talks_of(file)
    return talks[0].talk.level if talks else None


def reminders_of(file: OpenedCase) -> list[Reminder]:
    """Everything that called or calls for a talk, the nearest day first."""
    found = [_reminder(row, file) for row in records_of(file.case, RiskTrigger)]
    return sorted(found, key=lambda each: (each.due_on, each.row.made_at))


def _reminder(row: RiskTrigger, file: OpenedCase) -> Reminder:
    told, words = row.opened(file.key, "answers"), row.opened(file.key, "words")
    return Reminder(
        row,
        TriggerKind(told["kind"]),
        date.fromisoformat(told["due"]),
        date.fromisoformat(told["day"]),
        words.get("note", ""),
        date.fromisoformat(told["talked_on"]) if "talked_on" in told else None,
        DropReason(told["dropped"]) if "dropped" in told else None,
    )
