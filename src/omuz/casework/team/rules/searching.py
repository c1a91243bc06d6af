"""Who may search for a name how often, and for which reason."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

MOST_AN_HOUR: Final = 10
MOST_A_DAY: Final = 30
SHORTEST: Final = 2
"""Letters of the shortest name that is looked for."""
LONGEST: Final = 80
WHY_MAX: Final = 200


class SearchProblem(StrEnum):
    """Why a name is not looked for."""

    TOO_SHORT = "search_too_short"
    NO_REASON = "search_no_reason"
    NAME_IN_REASON = "search_name_in_reason"
    TOO_MANY = "search_too_many"


def too_many(moments: list[datetime], now: datetime) -> bool:
    """Whether somebody who searched at `moments` has to wait."""
    hour, day = now - timedelta(hours=1), now - timedelta(days=1)
    return sum(each > hour for each in moments) >= MOST_AN_HOUR or sum(each > day for each in moments) >= MOST_A_DAY
