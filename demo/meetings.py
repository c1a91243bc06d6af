"""The invented network's meetings: twenty-four over two years, decisions followed on, a year ahead."""

import random
import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from demo.invent import network
from omuz.foundation.people.access import Person, acting
from omuz.network.directory.models import Partner
from omuz.network.meetings.actions import decisions, evaluation, institutions, minutes, preparing, rota
from omuz.network.meetings.models import AgendaItem, Institution, Meeting
from omuz.network.meetings.queries import rota as turns
from omuz.network.meetings.queries.decisions import carried_to
from omuz.network.meetings.rules.rota import meeting_day, month_after
from omuz.network.meetings.rules.standing import Outcome
from omuz.network.meetings.rules.words import QUESTIONS

HELD = 24
WEEK, WEEKDAY = 3, 2


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    with Path(__file__).with_name("meetings.toml").open("rb") as file:
        return tomllib.load(file)


def plant_meetings(elif_: Person, today: date) -> None:
    """Everything of this room, with the acts people use; the directory is planted before."""
    chance = random.Random(network()["seed"])
    with acting(elif_):
        members, guests = _institutions(elif_)
        hosts = [each for each in members if each.hosts]
        chance.shuffle(hosts)
        rota.plan(
            by=elif_,
            turns=[rota.Planned(on, hosts[place % len(hosts)]) for place, on in enumerate(_days_before(today))],
        )
        held = list(Meeting.objects.order_by("on"))
        for place, meeting in enumerate(held):
            _hold(elif_, meeting, place, members, guests, chance, today)
        _ahead(elif_, today, members, guests)


def _days_before(today: date) -> list[date]:
    """The last twenty-four meeting days that are over."""
    days = [meeting_day(month_after(today, -ahead), WEEK, WEEKDAY) for ahead in range(HELD + 1)]
    return sorted(day for day in days if day < today)[-HELD:]


def _institutions(by: Person) -> tuple[list[Institution], list[Institution]]:
    """Twenty-six municipalities, the association, and three guests of the directory."""
    institutions.take_in_directory(by=by)
    for name in _words()["without_centre"]:
        institutions.write_institution(
            by=by, name=f"{name} Belediyesi (örnek)", kind="district", member=True, hosts=True
        )
    guests = []
    for kind in _words()["guests"]:
        partner = Partner.objects.filter(kind=kind, closed=False).order_by("name").first()
        if partner is not None:
            guests.append(institutions.invite_partner(by=by, partner=partner))
    return list(Institution.objects.filter(member=True).order_by("name")), guests


def _prepared(by: Person, meeting: Meeting, place: int, members: Sequence[Any], guests: Sequence[Any]) -> Meeting:
    words = _words()
    details = preparing.Details(
        meeting.begins,
        meeting.ends,
        words["topics"][place % len(words["topics"])],
        words["places"][place % len(words["places"])],
        words["ways"][place % len(words["ways"])],
    )
    preparing.write_details(by=by, meeting=meeting, details=details)
    return preparing.call(by=by, meeting=meeting, institutions=[*members, *guests[place % 3 : place % 3 + 1]])


def _hold(
    by: Person, meeting: Meeting, place: int, members: Sequence[Any], guests: Sequence[Any], chance: random.Random,
    today: date,
) -> None:  # fmt: skip
    """One meeting of the past from the call to its closed minutes; the newest waits to be closed."""
    row = _prepared(by, meeting, place, members, guests)
    invited = list(row.invited.all())
    came = {
        each.id: "yes" if each.institution_id == row.host_id or chance.random() < 0.72 else "no" for each in invited
    }
    there = list(came.values()).count("yes")
    answers = {key: "coming" if present == "yes" else "not_coming" for key, present in came.items()}
    minutes.write_institutions(by=by, meeting=row, answers=answers, present=came, heads=there + chance.randint(4, 16))
    _followed(by, row, place, chance)
    items = list(row.items.filter(kind=AgendaItem.Kind.TOPIC))
    said = _words()["said"]
    minutes.write_notes(
        by=by, meeting=row, notes={item.id: said[(place + ahead) % len(said)] for ahead, item in enumerate(items[1:-1])}
    )
    _decided(by, row, place, items[-1], members, chance)
    _counted(by, row, there, chance)
    if place < HELD - 1 or row.on < today - timedelta(days=14):
        minutes.close_minutes(by=by, meeting=row)


def _followed(by: Person, meeting: Meeting, place: int, chance: random.Random) -> None:
    """What is said of the decisions that came along: most are done, some run on, a few are dropped."""
    for line in carried_to(meeting):
        due = line.decision.due
        luck = chance.random()
        if due is not None and due <= meeting.on and luck < 0.8:
            late = luck > 0.62
            on = meeting.on if late else min(due, meeting.on)
            _say(by, line.decision, Outcome.DONE, on, "Yapıldı; örneği ağ klasöründe.", meeting)
        elif luck > 0.96:
            _say(by, line.decision, Outcome.DROPPED, meeting.on, "Belediye bu yıl bütçe ayırmadı.", meeting)
        elif place % 2:
            _say(by, line.decision, Outcome.RUNNING, meeting.on, "Sürüyor; yazışma bekleniyor.", meeting)


def _say(by: Person, decision: Any, outcome: Outcome, on: date, words: str, meeting: Meeting) -> None:
    decisions.say(by=by, decision=decision, outcome=outcome, on=on, words=words, meeting=meeting)


def _decided(
    by: Person, meeting: Meeting, place: int, item: Any, members: Sequence[Any], chance: random.Random
) -> None:
    known = _words()["decision"]
    for ahead in range(2 + place % 2):
        told = known[(2 * place + ahead) % len(known)]
        owner = chance.choice(members) if told["post"] else None
        wording = decisions.Wording(
            told["what"],
            told["post"] or "Ağ koordinatörü",
            owner,
            meeting.on + timedelta(days=chance.choice((28, 56, 84))) if chance.random() < 0.9 else None,
            item,
        )
        decisions.take_decision(by=by, meeting=meeting, wording=wording)


def _counted(by: Person, meeting: Meeting, there: int, chance: random.Random) -> None:
    """The sheets counted the day after, as many for each question."""
    counts: dict[tuple[str, str], int] = {}
    for question in QUESTIONS:
        partly, no = chance.randint(2, 7), chance.randint(0, 2)
        counts |= {(question, "yes"): there + 4 - partly - no, (question, "partly"): partly, (question, "no"): no}
    evaluation.enter_sheets(by=by, meeting=meeting, counts=counts, today=meeting.on)


def _ahead(by: Person, today: date, members: Sequence[Any], guests: Sequence[Any]) -> None:
    """A year as the program proposes it, the next meeting called, two that changed turns."""
    hosts = {row.id: row for row in turns.hosts()}
    proposal = turns.turns(turns.proposal_start(today), week=WEEK, weekday=WEEKDAY)
    rota.plan(by=by, turns=[rota.Planned(turn.on, hosts[turn.host.id]) for turn in proposal])
    coming = turns.coming(today)
    _prepared(by, coming[0], HELD, members, guests)
    rota.swap(by=by, meeting=coming[3], other=coming[5], reason="Salon o ay onarımda; iki belediye anlaştı.")
