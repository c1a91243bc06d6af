"""What this room keeps."""

from omuz.network.coordination.models.focus import (
    Finding,
    FocusGroup,
    FocusNote,
    Guide,
    JointSession,
    SheetAction,
    UnitSheet,
)
from omuz.network.coordination.models.places import (
    CardCount,
    Lesson,
    Protocol,
    StageReached,
    Step,
    Unit,
    UnitPage,
    Workspace,
)
from omuz.network.coordination.models.templates import Copy, Template

__all__ = [
    "CardCount",
    "Copy",
    "Finding",
    "FocusGroup",
    "FocusNote",
    "Guide",
    "JointSession",
    "Lesson",
    "Protocol",
    "SheetAction",
    "StageReached",
    "Step",
    "Template",
    "Unit",
    "UnitPage",
    "UnitSheet",
    "Workspace",
]
