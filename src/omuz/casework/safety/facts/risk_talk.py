"""First interviews because of violence as coded rows: was risk talked about, what did the team do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from omuz.casework.cases.facts import Row, as_facts, kept_rows
from omuz.casework.cases.models import CaseRecord, Presentation
from omuz.casework.cases.queries.index import OpenedRecord, opened_records
from omuz.casework.cases.rules.presentation import codes_of
from omuz.casework.contacts.rules.answers import NOBODY_SAID, whole
from omuz.casework.interviews.models import Interview
from omuz.casework.interviews.rules.record import State as InterviewState
from omuz.casework.safety.models import RiskTalk, SafetyPlan, UrgentEntry
from omuz.casework.safety.rules.counting import Episode, Talked, episodes, met_same_day, plan_offered, talk_in
from omuz.casework.safety.rules.plan import PlanState
from omuz.casework.safety.rules.prompt import Level
from omuz.casework.safety.rules.talk import Talk, TalkState
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, period_codes

KIND = "risk_talk"
VIOLENCE = "violence"
ByFile = Mapping[UUID, list[OpenedRecord]]


def rows(*, person: Person, vault: OpenedVault, centre_id: UUID, case_id: UUID | None = None) -> list[Row]:
    """One row for each first interview of a presentation because of violence, or those of one file."""

    def of(model: type[CaseRecord], *states: str) -> ByFile:
        found: dict[UUID, list[OpenedRecord]] = defaultdict(list)
        for record in opened_records(model, person=person, vault=vault, centre_id=centre_id, counting=True):
            if (case_id is None or record.case_id == case_id) and (not states or record.state in states):
                found[record.case_id].append(record)
        return found

    came, interviews = of(Presentation), of(Interview, InterviewState.RECORDED)
    talks, plans = of(RiskTalk, TalkState.RECORDED), of(SafetyPlan, PlanState.WRITTEN)
    urgent, today = of(UrgentEntry), timezone.localdate()
    told: list[Row] = []
    for file, presentations in came.items():
        found = episodes([_day(each) for each in presentations], [_day(each) for each in interviews.get(file, ())])
        payloads = {_day(each): each.payload for each in presentations}
        for episode in found:
            spoken = _spoken(episode, interviews.get(file, ()))
            if not _violence(payloads[episode.came_on], spoken):
                continue
            talk = talk_in(episode, [_talked(each) for each in talks.get(file, ())])
            planned = [_day(each) for each in plans.get(file, ())]
            told.append(_row(episode, talk, payloads[episode.came_on], spoken, planned, urgent.get(file, ()), today))
    return told


def _day(record: OpenedRecord) -> date:
    return date.fromisoformat(record.payload["on"][:10])


def _talked(record: OpenedRecord) -> Talked:
    talk = Talk.from_payload(record.payload)
    return Talked(str(record.id), talk.on, talk.level.value, talk.plan_offered)


def _spoken(episode: Episode, interviews: Iterable[OpenedRecord]) -> Mapping[str, Any]:
    """The coded answers of the first interview of an episode."""
    return next((each.payload.get("codes", {}) for each in interviews if _day(each) == episode.interviewed_on), {})


def _types(payload: Mapping[str, Any], spoken: Mapping[str, Any]) -> tuple[str, ...]:
    later = tuple(spoken.get("violence_types", NOBODY_SAID))
    return whole(later) if later != NOBODY_SAID else codes_of(payload, "violence_types")


def _violence(payload: Mapping[str, Any], spoken: Mapping[str, Any]) -> bool:
    real = set(_types(payload, spoken)) - {"not_asked", "did_not_want", "unknown"}
    return codes_of(payload, "reason") == (VIOLENCE,) or bool(real)


def _row(
    episode: Episode,
    talk: Talked | None,
    payload: Mapping[str, Any],
    spoken: Mapping[str, Any],
    planned: list[date],
    urgent: Iterable[OpenedRecord],
    today: date,
) -> Row:
    month, quarter, year = period_codes(episode.interviewed_on)
    row: Row = {
        "month": month,
        "quarter": quarter,
        "year": year,
        "violence_types": _types(payload, spoken),
        "talked": "yes" if talk else "no",
    }
    if talk is None:
        return row
    row |= {"talk_level": talk.level, "plan_offered": plan_offered(talk, episode, planned)}
    if talk.level == Level.URGENT_TEAM:
        row["urgent_met_same_day"] = _met(talk, urgent, today)
    return row


def _met(talk: Talked, urgent: Iterable[OpenedRecord], today: date) -> str:
    """The entry that stood on the list because of this talk, or that stood there already on that day."""
    days = [
        (date.fromisoformat(each.payload["on"]), each.payload.get("met_on"), each.payload["talk"]) for each in urgent
    ]
    own = [each for each in days if each[2] == talk.id] or [each for each in days if each[0] <= talk.on]
    if not own:
        return "unknown"
    called_on, met_on, _talk = own[-1]
    return met_same_day(called_on, date.fromisoformat(met_on) if met_on else None, today=today)


def facts(*, person: Person, vault: OpenedVault, centre_id: UUID, period: str | None = None) -> Facts:
    """First interviews of one centre as facts, those of destroyed files with them.

    Raises Http404 outside her centres, Refused without the right to its figures, NotGranted without its key.
    """
    person.require("figures.centre", centre_id)
    told = rows(person=person, vault=vault, centre_id=centre_id)
    told += kept_rows(KIND, vault=vault, centre_id=centre_id)
    return as_facts(KIND, told, person=person, centre_id=centre_id, period=period)
