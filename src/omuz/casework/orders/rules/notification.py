"""A duty to notify, weighed: its ground, what she was told and wanted, who decided, the least, and when.

There is no way here to notify anybody: what was decided is done by people, outside this program.
"""

from dataclasses import dataclass
from datetime import date

from omuz.casework.orders.rules.sealed import NOT_ASKED, Sealed
from omuz.casework.orders.rules.two import Agreement, Refusal

NOTIFY = "notify"


@dataclass(frozen=True, slots=True)
class Weighing(Sealed):
    """What two workers weighed on a day.

    `basis`, `least` hold codes; `told` how and `told_on` when she was told, `wish` what she wanted. `planned_on` is
    the day chosen for it, `done_on` the day somebody did it by hand; `first` and `second` are ids of the two.
    """

    on: date
    basis: tuple[str, ...] = ()
    told: str = NOT_ASKED
    told_on: date | None = None
    wish: str = NOT_ASKED
    decision: str = NOT_ASKED
    institution: str = NOT_ASKED
    least: tuple[str, ...] = ()
    planned_on: date | None = None
    first: str = ""
    second: str = ""
    agreed_on: date | None = None
    done_on: date | None = None

    @property
    def against_her_wish(self) -> bool:
        """It will be notified although she said no or not yet: her safety comes before the form."""
        return self.decision == NOTIFY and self.wish in ("does_not_want", "later", "undecided")

    @property
    def untold(self) -> bool:
        """It will be notified and she does not know it beforehand."""
        return self.decision == NOTIFY and self.told != "told_before"


def may_note_done(state: str, weighing: Weighing) -> Refusal | None:
    """Why it cannot be noted as done; None once two people agreed to notify."""
    if Agreement(state) is not Agreement.AGREED:
        return Refusal.NOT_AGREED
    return None if weighing.decision == NOTIFY else Refusal.NOTHING_TO_SEND
