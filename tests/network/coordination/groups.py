"""Focus groups, sheets and copies for tests, made by the actions people use."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from omuz.foundation.people.access import acting
from omuz.network.coordination.actions import focus, sheets
from omuz.network.coordination.actions import templates as copying
from omuz.network.coordination.models import FocusNote, SheetAction
from tests.network.coordination.houses import House


def plan(unit: Any, level: str = "field", **changed: Any) -> focus.Plan:
    """A plan that keeps every rule."""
    told: dict[str, Any] = {
        "on": timezone.localdate() - timedelta(days=3),
        "minutes": 80,
        "seats": 8,
        "facilitator": "İKDD, eğitmen",
        "note_taker": "İKDD, not tutan",
    }
    return focus.Plan(unit=unit, level=level, **told | changed)


def planned(house: House, unit: Any, level: str = "field", **changed: Any) -> Any:
    """A group in the plan."""
    with acting(house.nermin):
        return focus.plan_group(by=house.nermin, workspace=house.workspace, plan=plan(unit, level, **changed))


def held(house: House, unit: Any, level: str = "field", came: int = 7, notes: Sequence[Any] = ()) -> Any:
    """A group that sat; `notes` are pairs of words and themes, quotable where a third says so."""
    group = planned(house, unit, level)
    with acting(house.nermin):
        focus.hold_group(by=house.nermin, group=group, on=group.on, came=came)
        if notes:
            given = [focus.Note("stops", each[0]) for each in notes]
            focus.write_notes(by=house.nermin, group=group, notes=given)
            rows = {row.words: row.id for row in FocusNote.objects.filter(group=group)}
            codes = {rows[each[0]]: each[1] for each in notes}
            quotable = [rows[each[0]] for each in notes if len(each) > 2]
            focus.code_notes(by=house.nermin, group=group, codes=codes, quotable=quotable)
    return group


def drawn(house: House, unit: Any, number: int = 2, *, confirmed: bool = False) -> Any:
    """A sheet with so many actions."""
    told = [sheets.Proposed(f"{n}. işi yapmak", "Şef", 3 if n % 2 else 12, "Yapıldı") for n in range(1, number + 1)]
    with acting(house.nermin):
        sheet = sheets.draw_sheet(by=house.nermin, unit=unit, workflow="Kart ver\nAra", actions=told)
        if confirmed:
            sheet = sheets.confirm_sheet(by=house.nermin, sheet=sheet, on=date(2026, 1, 5), post="Müdür")
    return sheet


def first_action(house: House, sheet: Any) -> Any:
    """The first action of a sheet."""
    with acting(house.nermin):
        return SheetAction.objects.select_related("sheet__unit", "sheet__workspace").get(sheet=sheet, place=1)


def copied(house: House, name: str = "Konak modeli") -> tuple[Any, Any]:
    """A template of Konak, and Bornova begun with it."""
    with acting(house.elif_):
        template = copying.take_template(by=house.elif_, workspace=house.workspace, name=name)
        begun = copying.begin_from(
            by=house.elif_, template=template, municipality=house.bornova, on=timezone.localdate()
        )
    return template, begun
