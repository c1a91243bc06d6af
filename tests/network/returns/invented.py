"""A source of invented facts, named in FACT_SOURCES by these tests: real engine and real gate, no contacts to seal."""

import random
from typing import TYPE_CHECKING, Any
from uuid import UUID

from omuz.insight.indicators.facts import Facts, Value

if TYPE_CHECKING:
    from omuz.foundation.people.access import Person
    from omuz.foundation.vault.opened import OpenedVault

ROWS: dict[UUID, list[dict[str, Value]]] = {}
"""What each centre has recorded, as a test put it there."""


def facts(*, person: "Person", vault: "OpenedVault", centre_id: UUID, period: str | None = None) -> Facts:
    """The invented facts of one centre, behind the same right and the same key as recorded ones."""
    person.require("figures.centre", centre_id)
    vault.centre(centre_id)
    rows = [row for row in ROWS.get(centre_id, []) if period in (None, row["quarter"], row["year"])]
    return Facts.from_rows("contact", rows)


def contacts(
    number: int, quarter: str, *, seed: int = 1, district: str = "konak", **fixed: Any
) -> list[dict[str, Value]]:
    """`number` contacts spread over a quarter; `fixed` columns hold the same in each."""
    rng = random.Random(f"{seed}/{quarter}/{district}")
    year, first = quarter[:4], (int(quarter[-1]) - 1) * 3 + 1
    return [_contact(rng, year, first, quarter, district) | fixed for _ in range(number)]


def _contact(rng: random.Random, year: str, first: int, quarter: str, district: str) -> dict[str, Value]:
    violent = rng.random() < 0.55
    row: dict[str, Value] = {
        "year": year,
        "quarter": quarter,
        "month": f"{year}-{first + rng.randrange(3):02}",
        "channel": rng.choices(["phone", "face_to_face", "email", "message", "letter"], [69, 20, 8, 2, 1])[0],
        "for_whom": rng.choices(["herself", "relative", "friend"], [85, 10, 5])[0],
        "kind": "violence" if violent else rng.choice(["legal_information", "psychological_support"]),
        "anonymous": rng.choices(["yes", "no", "not_asked"], [25, 65, 10])[0],
        "district": district if rng.random() < 0.7 else rng.choice(["buca", "bornova", "urla", "karaburun"]),
    }
    if violent:
        row["violence_types"] = tuple(
            sorted(set(rng.choices(["physical", "psychological", "economic", "sexual"], k=2)))
        )
        row["relation"] = (rng.choices(["spouse", "ex_spouse", "partner", "father"], [60, 25, 10, 5])[0],)
    return row
