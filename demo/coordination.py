"""The invented pilot: a municipality with nine typical directorates, at work for a year and marked as an example."""

import tomllib
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from omuz.foundation.people.access import Person, acting
from omuz.foundation.people.models import Organisation
from omuz.network.coordination.actions import focus, learning, places, plan, protocols, units
from omuz.network.coordination.documents.papers import first_draft
from omuz.network.coordination.models import FocusNote, Unit, Workspace
from omuz.network.coordination.rules.states import State
from omuz.network.returns.rules.quarters import Quarter, quarters_until

BEGUN, SIGNED, TERM = 600, 390, 730
"""Days ago the work began and the protocol was signed; days the protocol runs."""


@lru_cache(maxsize=1)
def _told() -> dict[str, Any]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)


def plant_coordination(lead: Person, elif_: Person, town: Organisation, today: date) -> Workspace:
    """Everything of the pilot, with the acts its coordinator and the network use."""
    with acting(elif_):
        space = places.begin(by=elif_, municipality=town, on=_ago(today, BEGUN), typical=True)
    with acting(lead):
        _committed(lead, space, today)
        rows = _map(lead, space)
        places.reach(by=lead, workspace=space, on=_ago(today, 520), evidence_note="Müdürlük haritası toplantısı")
        _heard(lead, space, rows, today)
        places.reach(by=lead, workspace=space, on=_ago(today, 440), evidence_note="Beş odak grup")
        _planned(lead, space, rows, today)
        places.reach(by=lead, workspace=space, on=_ago(today, 405), evidence_note="Taslak müdürlüklerle okundu")
        _signed(lead, space, today)
        _moved(lead, rows, today)
        places.reach(by=lead, workspace=space, on=_ago(today, 385), evidence_note="İmza töreni, meclis salonu")
        _learnt(lead, space, rows, today)
    return space


def _ago(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _committed(by: Person, space: Workspace, today: date) -> None:
    details = places.Details(_told()["secretariat"], _ago(today, 565), _told()["commitment"])
    places.write_details(by=by, workspace=space, details=details)
    places.reach(by=by, workspace=space, on=_ago(today, 560), evidence_note="Başkanlık oluru")


def _map(by: Person, space: Workspace) -> dict[str, Unit]:
    told = {each["key"]: each for each in _told()["unit"]}
    made = units.take_in(by=by, workspace=space, keys=told)
    for number, row in enumerate(made):
        each = told[row.key]
        focal = units.Focal(row.name, each["focal"], f"dahili {2100 + number * 7}", each["deputy"], each["staff"])
        units.write_focal(by=by, unit=row, focal=focal)
    return {row.key: row for row in made}


def _heard(by: Person, space: Workspace, rows: dict[str, Unit], today: date) -> None:
    """A group in each directorate that is told of, with the same few notes: what was said in all of them."""
    ago = 500
    for each in _told()["unit"]:
        for level in each.get("groups", ()):
            ago -= 9
            _group(by, space, rows[each["key"]], level, _ago(today, ago))
    words = {each["theme"]: each["words"] for each in _told()["finding"]}
    focus.write_findings(by=by, workspace=space, words=words)


def _group(by: Person, space: Workspace, unit: Unit, level: str, on: date) -> None:
    told = focus.Plan(unit, level, on, 80, 8, "Derneğin kolaylaştırıcısı (örnek)", "Derneğin not tutanı (örnek)")
    group = focus.plan_group(by=by, workspace=space, plan=told)
    focus.hold_group(by=by, group=group, on=on, came=8 if level == "field" else 6)
    notes = _told()["note"]
    focus.write_notes(by=by, group=group, notes=[focus.Note(each["question"], each["words"]) for each in notes])
    codes = {each["words"]: each["codes"] for each in notes}
    kept = {row.id: codes[row.words] for row in FocusNote.objects.filter(group=group)}
    focus.code_notes(by=by, group=group, codes=kept, quotable=[])


def _planned(by: Person, space: Workspace, rows: dict[str, Unit], today: date) -> None:
    for each in _told()["unit"]:
        unit = rows[each["key"]]
        units.confirm_page(by=by, unit=unit, version=1, on=_ago(today, 420))
        for told in each["action"]:
            wording = plan.Wording(
                unit,
                told["what"],
                each["focal"],
                _ago(today, -told["begins"]),
                _ago(today, -told["ends"]),
                told["indicator"],
                told.get("means", ""),
                told.get("plan", ""),
                told.get("equality", ""),
            )
            plan.plan_step(by=by, workspace=space, wording=wording)
    draft = first_draft(space) | {"title": _told()["protocol"]}
    protocols.write_draft(by=by, workspace=space, draft=protocols.Draft(**draft))


def _signed(by: Person, space: Workspace, today: date) -> None:
    on = _ago(today, SIGNED)
    protocols.sign(by=by, workspace=space, term=protocols.Term(on, on, on + timedelta(days=TERM)))


def _moved(by: Person, rows: dict[str, Unit], today: date) -> None:
    """Each action as it stands today; a done one was done a few days before its last day."""
    for each in _told()["unit"]:
        for told in each["action"]:
            state = State(told["state"])
            if state is State.PLANNED:
                continue
            step = rows[each["key"]].steps.get(what=told["what"])
            done_on = _ago(today, -told["ends"] + 6) if state is State.DONE else None
            plan.move(by=by, step=step, state=state, why=told.get("why", ""), done_on=done_on)


def _learnt(by: Person, space: Workspace, rows: dict[str, Unit], today: date) -> None:
    quarters = quarters_until(Quarter.of(today).before, 4)
    for place, quarter in enumerate(quarters):
        counts = {rows[each["key"]].id: (each["cards"][place], each["referred"][place]) for each in _told()["unit"]}
        learning.count_cards(by=by, workspace=space, quarter=quarter, counts=counts)
    for each in _told()["lesson"]:
        on = _ago(today, each["ago"])
        learning.learn(by=by, workspace=space, on=on, text=each["text"], for_whom=each["for_whom"])
