"""What the law says of coercive detention when an order is broken: information for her, never a calculation on him."""

from dataclasses import dataclass
from datetime import date

from omuz.casework.orders.rules.law import Law, Parameter


@dataclass(frozen=True, slots=True)
class Detention:
    """The span in days for this breach, and the most in total (a month value); `repeated` after the first breach."""

    least: Parameter
    most: Parameter
    total: Parameter
    repeated: bool


def detention(law: Law, breaches: int, on: date) -> Detention:
    """What a judge may order for the last of so many breaches of one order; raises ValueError for none."""
    if breaches < 1:
        raise ValueError("no breach")
    which = "repeat" if breaches > 1 else "first"
    least, most = law.on(f"detention_{which}_least", on), law.on(f"detention_{which}_most", on)
    return Detention(least, most, law.on("detention_total_most", on), repeated=breaches > 1)
