"""Which directorates were heard: a focus group sat there and something of it was written down."""

from uuid import UUID

from omuz.network.coordination.models import FocusGroup, Workspace


def heard_units(workspace: Workspace) -> frozenset[UUID]:
    """Directorates of a workspace with a group that was held and has notes."""
    rows = FocusGroup.objects.filter(workspace=workspace, came__isnull=False, called_off_why="", noted=True)
    return frozenset(rows.values_list("unit_id", flat=True))
