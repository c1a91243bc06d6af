"""Three municipalities that began with the pilot's model, at different stages, each with changes of its own."""

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from omuz.foundation.people.access import Person, acting
from omuz.foundation.people.models import Organisation
from omuz.network.coordination.actions import focus, places, plan, protocols, sheets, units
from omuz.network.coordination.actions import templates as copying
from omuz.network.coordination.models import FocusGroup, FocusNote, Step, Unit, UnitPage, Workspace
from omuz.network.coordination.queries.guide import guide_of
from omuz.network.coordination.queries.templates import model_of
from omuz.network.coordination.rules.states import State

TOWNS = ("Karşıyaka", "Bornova", "Menemen")
"""In the order of how far they are: signed, heard, committed."""
_FACILITATOR = "İKDD, kolaylaştırıcı (örnek)"
_NOTES = "İKDD, not tutan (örnek)"


@lru_cache(maxsize=1)
def _told() -> dict[str, Any]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)


def plant_copies(elif_: Person, today: date) -> None:
    """A template of the pilot and three copies of it; nothing where there is no pilot."""
    with acting(elif_):
        pilot = Workspace.objects.select_related("municipality").filter(typical=True).order_by("begun_on").first()
        if pilot is None:
            return
        _sheets_of(elif_, pilot, today)
        name = model_of(pilot, "Dokuz müdürlüklü model (örnek)").content.name
        template = copying.take_template(by=elif_, workspace=pilot, name=name)
        for start, town, further in zip((330, 200, 60), _towns(), (_signed, _heard, _committed), strict=False):
            on = today - timedelta(days=start)
            begun = copying.begin_from(by=elif_, template=template, municipality=town, on=on, typical=True)
            further(elif_, begun, today)


def _towns() -> list[Organisation]:
    free = Organisation.objects.filter(coordination__isnull=True)
    return [row for name in TOWNS if (row := free.filter(name__startswith=name).first()) is not None]


def _sheets_of(by: Person, space: Workspace, today: date) -> None:
    """The pilot's sheets in the directorates that were heard, and its joint session."""
    rows = list(Unit.objects.filter(workspace=space, groups__came__isnull=False).distinct().order_by("order"))[:3]
    for unit in rows:
        _sheet(by, unit, today - timedelta(days=430))
    if rows:
        sheets.hold_joint_session(
            by=by,
            workspace=space,
            on=today - timedelta(days=425),
            present=[row.id for row in rows],
            words="Üç birim sayfalarını birlikte okudu; kart yerleri ve araç çağırma sırası ortaklaştırıldı.",
            validated=True,
        )


def _sheet(by: Person, unit: Unit, on: date, *, confirmed: bool = True) -> None:
    told = _told()["sheet"]
    given = [sheets.Proposed(**each) for each in told["action"]]
    sheet = sheets.draw_sheet(by=by, unit=unit, workflow=told["workflow"], actions=given)
    if confirmed:
        sheets.confirm_sheet(by=by, sheet=sheet, on=on, post="Müdür")


def _committed(by: Person, space: Workspace, today: date) -> None:
    """Stage 1; one directorate does not exist in this municipality."""
    _commit(by, space, today - timedelta(days=30))
    unit = space.units.order_by("-order").first()
    if unit is not None:
        for step in Step.objects.select_related("workspace").filter(unit=unit):
            plan.remove_step(by=by, step=step)
        units.remove_unit(by=by, unit=unit)


def _commit(by: Person, space: Workspace, on: date) -> None:
    post = space.secretariat_post or "Kadın ve Aile Hizmetleri Müdürü"
    details = places.Details(post, on, "Başkanlık oluru (örnek)")
    places.write_details(by=by, workspace=space, details=details)
    places.reach(by=by, workspace=space, on=on, evidence_note="Başkanlık oluru")


def _heard(by: Person, space: Workspace, today: date) -> None:
    """Stage 3: groups in three directorates, two pages changed, a unit of its own, a sheet that waits."""
    _commit(by, space, today - timedelta(days=170))
    own = units.add_own(by=by, workspace=space, name=_told()["changes"]["own"])
    units.write_focal(by=by, unit=own, focal=units.Focal(own.name, "Genel sekreter", "", "Sözcü"))
    places.reach(by=by, workspace=space, on=today - timedelta(days=140), evidence_note="Harita toplantısı")
    rows = list(space.units.order_by("order"))
    _groups(by, space, rows, today - timedelta(days=120))
    _own_words(by, rows[:2], "say")
    places.reach(by=by, workspace=space, on=today - timedelta(days=80), evidence_note="Üç odak grup")
    _sheet(by, rows[0], today, confirmed=False)


def _signed(by: Person, space: Workspace, today: date) -> None:
    """Stage 5: pages, guide, protocol and plan changed in places, the protocol signed, the plan at work."""
    _commit(by, space, today - timedelta(days=300))
    places.reach(by=by, workspace=space, on=today - timedelta(days=270), evidence_note="Harita toplantısı")
    rows = list(space.units.order_by("order"))
    _own_guide(by, space)
    _groups(by, space, rows, today - timedelta(days=250))
    _own_words(by, rows[1:3], "refer")
    places.reach(by=by, workspace=space, on=today - timedelta(days=220), evidence_note="Üç odak grup")
    _confirmed(by, rows, today - timedelta(days=200))
    _plan(by, space, rows[1], today)
    _protocol(by, space)
    places.reach(by=by, workspace=space, on=today - timedelta(days=190), evidence_note="Taslak birimlerle okundu")
    on = today - timedelta(days=160)
    protocols.sign(by=by, workspace=space, term=protocols.Term(on, on, on + timedelta(days=730)))
    places.reach(by=by, workspace=space, on=on, evidence_note="İmza toplantısı")


def _groups(by: Person, space: Workspace, rows: Sequence[Unit], first: date) -> None:
    """Field staff in three directorates; the last of the groups is a small one."""
    for place, (unit, came) in enumerate(zip(rows[:3], (8, 7, 4), strict=False)):
        on = first + timedelta(days=7 * place)
        told = focus.Plan(unit, "field", on, 85, 8, _FACILITATOR, _NOTES)
        group = focus.plan_group(by=by, workspace=space, plan=told)
        focus.hold_group(by=by, group=group, on=on, came=came)
        _notes(by, group, _told()["note"][place::2])


def _notes(by: Person, group: FocusGroup, told: Sequence[dict[str, Any]]) -> None:
    focus.write_notes(by=by, group=group, notes=[focus.Note(each["question"], each["words"]) for each in told])
    codes = {each["words"]: each for each in told}
    rows = list(FocusNote.objects.filter(group=group))
    quotable = [row.id for row in rows if codes[row.words].get("quotable")]
    focus.code_notes(by=by, group=group, codes={row.id: codes[row.words]["codes"] for row in rows}, quotable=quotable)


def _own_words(by: Person, rows: Sequence[Unit], part: str) -> None:
    """One sentence of its own on a page."""
    for unit in rows:
        page = UnitPage.objects.filter(unit=unit).order_by("-version")[0]
        parts = {name: getattr(page, name) for name in UnitPage.PARTS}
        parts[part] += "\n" + _told()["changes"][part]
        units.write_page(by=by, unit=unit, parts=parts)


def _own_guide(by: Person, space: Workspace) -> None:
    guide = guide_of(space)
    asked = {each.code: (each.text, each.probe) for each in guide.questions}
    asked["stops"] = (_told()["changes"]["question"], asked["stops"][1])
    focus.write_guide(by=by, workspace=space, questions=asked, consent="\n".join(guide.consent))


def _confirmed(by: Person, rows: Sequence[Unit], on: date) -> None:
    for unit in rows:
        version = UnitPage.objects.filter(unit=unit).order_by("-version")[0].version
        units.confirm_page(by=by, unit=unit, version=version, on=on)


def _plan(by: Person, space: Workspace, unit: Unit, today: date) -> None:
    """Some actions done, some running, one dropped with its reason, one of its own."""
    rows = list(space.steps.select_related("workspace").order_by("ends_on"))
    for place, step in enumerate(rows):
        if place == len(rows) - 1:
            plan.move(by=by, step=step, state=State.DROPPED, why=_told()["changes"]["dropped"])
        elif step.starts_on <= today:
            done = place % 3 == 0
            on = min(step.ends_on, today) - timedelta(days=3)
            plan.move(by=by, step=step, state=State.DONE if done else State.STARTED, done_on=on if done else None)
    ends = today + timedelta(days=90)
    told = plan.Wording(unit, _told()["changes"]["added"], "Amir", today - timedelta(days=30), ends, "Verilen kart")
    plan.plan_step(by=by, workspace=space, wording=told)


def _protocol(by: Person, space: Workspace) -> None:
    row = space.protocols.first()
    if row is not None:
        words = row.text + "\nTaraflar yılda iki kez birlikte toplanır ve kart sayılarını okur."
        draft = protocols.Draft(row.title, row.parties, words)
        protocols.write_draft(by=by, workspace=space, draft=draft)
