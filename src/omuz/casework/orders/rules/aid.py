"""What Law 6284 lets a woman ask for in childcare and temporary aid, from the net minimum wage of the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from omuz.casework.orders.rules import days
from omuz.casework.orders.rules.law import Law
from omuz.casework.orders.rules.sealed import NOT_ASKED, Sealed

KURUS = Decimal("0.01")
MOST_PERSONS = 30


class AidKind(StrEnum):
    """What is asked for."""

    CHILDCARE = "childcare"
    TEMPORARY_AID = "temporary_aid"


class AidState(StrEnum):
    """Where a request stands for whoever looks at lists; the outcome itself is sealed."""

    OPEN = "open"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Wage:
    """The monthly net minimum wage from a day on, with where it is written."""

    valid_from: date
    monthly_net: Decimal
    source: str = ""


def wage_on(wages: Iterable[Wage], day: date) -> Wage | None:
    """The wage that holds on `day`; None where nobody has entered one. Of two from the same day the later entry."""
    held = [wage for wage in wages if wage.valid_from <= day]
    return max(enumerate(held), key=lambda placed: (placed[1].valid_from, placed[0]))[1] if held else None


@dataclass(frozen=True, slots=True)
class ChildcareLimit:
    """The longest time, and the most of a month's cost."""

    months: int
    monthly_most: Decimal
    ends_on: date


def childcare_limit(law: Law, wage: Wage, *, works: bool, start: date) -> ChildcareLimit:
    """The limit of childcare that starts on `start`; amounts are rounded down to the kuruş, being upper limits."""
    longest = law.on("childcare_longest_working" if works else "childcare_longest", start)
    most = wage.monthly_net * law.amount("childcare_part", start)
    return ChildcareLimit(int(longest.value), _down(most), days.after(start, longest))


def daily_aid_limit(law: Law, wage: Wage, *, persons: int, sheltered: bool, on: date) -> Decimal:
    """The most that may be paid a day for so many protected persons, herself included.

    Raises ValueError outside 1 to MOST_PERSONS. Rounded down to the kuruş, being an upper limit.
    """
    if not 1 <= persons <= MOST_PERSONS:
        raise ValueError(f"{persons} persons")
    one = wage.monthly_net / law.amount("aid_days_of_wage", on)
    raised = one * (1 + (persons - 1) * law.amount("aid_further_person", on))
    capped = min(raised, one * law.amount("aid_cap", on))
    return _down(capped * (law.amount("aid_with_shelter", on) if sheltered else 1))


def _down(amount: Decimal) -> Decimal:
    return amount.quantize(KURUS, rounding=ROUND_DOWN)


@dataclass(frozen=True, slots=True)
class Aid(Sealed):
    """One request for childcare or temporary aid: asked on a day, its outcome and its days as decided."""

    kind: AidKind
    on: date
    works: str = NOT_ASKED
    sheltered: str = NOT_ASKED
    persons: int | None = None
    outcome: str = "waiting"
    decided_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def state(self) -> AidState:
        return AidState.OPEN if self.outcome == "waiting" else AidState.SETTLED
