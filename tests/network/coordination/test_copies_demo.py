"""The invented copies stand at three stages, and each shows what it changed."""

from omuz.foundation.audit.actors import SYSTEM
from omuz.foundation.people.access import acting
from omuz.foundation.people.actions import places
from omuz.network.coordination.models import Copy, Workspace
from omuz.network.coordination.queries.copies import comparison
from omuz.network.coordination.rules.differences import Fate
from tests.cast import Cast


def test_three_copies_of_the_pilot_stand_at_three_stages(cast: Cast) -> None:
    from django.utils import timezone

    from demo.coordination import plant_coordination
    from demo.coordination_copies import TOWNS, plant_copies

    today = timezone.localdate()
    for name in TOWNS:
        if name != "Bornova":
            places.found_organisation(by=SYSTEM, kind="district", name=f"{name} Belediyesi (örnek)")
    plant_coordination(cast.nermin.person, cast.elif_.person, cast.town, today)
    plant_copies(cast.elif_.person, today)
    with acting(cast.elif_.person):
        stages = {
            row.municipality.name.split()[0]: row.stage for row in Workspace.objects.select_related("municipality")
        }
        assert [stages[name] for name in TOWNS] == [5, 3, 1]
        told = {
            row.workspace.municipality.name.split()[0]: comparison(row.workspace, row) for row in Copy.objects.all()
        }
        for name, fates in zip(TOWNS, (tuple(Fate), (Fate.CHANGED, Fate.ADDED), (Fate.DROPPED,)), strict=True):
            assert all(told[name].number(fate) for fate in fates), name
            assert told[name].number(Fate.KEPT) > 10


def _town(workspace: Workspace) -> str:
    return str(workspace.municipality.name.split()[0])
