"""The protocols of a workspace: the one in force, the draft, how long it still runs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from omuz.network.coordination.models import Protocol, Workspace
from omuz.network.coordination.queries.stages import in_force
from omuz.network.coordination.rules.states import SOON_DAYS


class Term(StrEnum):
    """How the protocol of a municipality stands on a day."""

    NONE = "none"
    DRAFT = "draft"
    RUNS = "runs"
    SOON = "soon"
    ENDED = "ended"


@dataclass(frozen=True)
class Standing:
    """Its term on a day, the protocol it is of, and the days left where it ends."""

    term: Term
    protocol: Protocol | None
    days_left: int | None = None


def term(workspace: Workspace, day: date) -> Standing:
    """The protocol in force first; else the newest signed one that ended; else the draft."""
    runs = in_force(workspace, day)
    if runs is not None:
        left = (runs.ends_on - day).days if runs.ends_on else None
        return Standing(Term.SOON if left is not None and left <= SOON_DAYS else Term.RUNS, runs, left)
    newest = Protocol.objects.filter(workspace=workspace, signed_on__isnull=False).first()
    if newest is not None:
        return Standing(Term.ENDED, newest)
    waiting = draft(workspace)
    return Standing(Term.DRAFT if waiting else Term.NONE, waiting)


def draft(workspace: Workspace) -> Protocol | None:
    """The protocol that waits for signature."""
    row = newest(workspace)
    return row if row is not None and row.signed_on is None else None


def newest(workspace: Workspace) -> Protocol | None:
    """The last protocol written, signed or not."""
    found: Protocol | None = Protocol.objects.filter(workspace=workspace).first()
    return found


def signed(workspace: Workspace) -> list[Protocol]:
    """Every signed protocol, the newest first."""
    return list(Protocol.objects.filter(workspace=workspace, signed_on__isnull=False))
