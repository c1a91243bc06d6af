"""What coordination can show for a programme: groups that sat, and stages municipalities came to."""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Refused, acting
from omuz.network.coordination.models import FocusGroup, StageReached, Unit
from omuz.network.coordination.queries.evidence import focus_groups, stages_reached

if TYPE_CHECKING:
    from tests.network.coordination.houses import House

pytestmark = pytest.mark.django_db


def _group(house: "House", days: int, **told: Any) -> None:
    with acting(house.elif_), recorded(by=house.elif_, event="focus_group.planned", about="example"):
        unit = Unit.objects.filter(workspace=house.workspace).first() or Unit.objects.create(
            workspace=house.workspace, key="parks", name="Park ve Bahçeler"
        )
        FocusGroup.objects.create(
            workspace=house.workspace, unit=unit, level="field", on=house.today + timedelta(days=days), minutes=90,
            seats=10, facilitator="KDM", note_taker="KDM", changed_at=timezone.now(), **told,
        )  # fmt: skip


def test_only_groups_that_sat_between_the_days_are_shown_one_each(house: "House") -> None:
    _group(house, -10, came=9)
    _group(house, -5)
    _group(house, -4, came=7, called_off_why="grev")
    _group(house, -400, came=8)
    with acting(house.elif_):
        found = list(focus_groups(house.elif_, house.today - timedelta(days=30), house.today))
    assert [(on, number) for _reference, _words, on, number in found] == [(house.today - timedelta(days=10), 1)]
    assert "Park ve Bahçeler" in found[0][1] or "Konak" in found[0][1]


def test_a_municipality_is_shown_once_with_its_newest_stage(house: "House") -> None:
    with acting(house.elif_), recorded(by=house.elif_, event="coordination.stage_reached", about="example"):
        for stage, days in ((1, 20), (2, 10)):
            StageReached.objects.create(
                id=uuid.uuid4(), workspace=house.workspace, stage=stage, on=house.today - timedelta(days=days),
                by=house.elif_.staff_id, made_at=timezone.now(),
            )  # fmt: skip
    with acting(house.elif_):
        found = list(stages_reached(house.elif_, house.today - timedelta(days=30), house.today))
    assert [(reference, number) for reference, _words, _on, number in found] == [(house.workspace.id, 1)]


def test_they_are_offered_on_the_page_of_a_promise(house: "House") -> None:
    from omuz.network.programmes import actions
    from omuz.network.programmes.queries.evidence import to_show
    from tests.network.programmes.test_report import ABOUT

    _group(house, -10, came=9)
    with acting(house.elif_):
        days = {"starts_on": house.today - timedelta(days=90), "ends_on": house.today}
        row = actions.write_programme(by=house.elif_, told={**ABOUT, **days})
        kinds = {each.kind for each in to_show(house.elif_, row, house.today)}
    assert "focus_group" in kinds


def test_who_does_not_read_coordination_is_shown_nothing(house: "House") -> None:
    can = house.cast.can.person
    for gives in (focus_groups, stages_reached):
        with acting(can), pytest.raises(Refused):
            list(gives(can, house.today, house.today))
