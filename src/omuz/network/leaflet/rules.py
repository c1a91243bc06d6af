"""Which centre is nearest, and what an anonymous answer may hold."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

Point = tuple[float, float]

NEAREST: Final = 2
"""How many centres of other districts are named where a district has none."""
LIMITS: Final[Mapping[str, int]] = {"hour": 40, "day": 120, "centre": 30}
"""Answers taken in an hour, in a day, and of one centre in a day, whoever sends them: nobody is watched for it."""
TRAP: Final = "web"
"""A field nobody sees and programs fill in."""
RIPE_SECONDS: Final = 2
"""Nobody reads three questions faster."""
STALE_SECONDS: Final = 14 * 86400
AGREE: Final = ("yes", "partly", "no")
SAFETY: Final = ("safer", "same", "less_safe")
QUESTIONS: Final[Mapping[str, tuple[str, ...]]] = {"listened": AGREE, "own_decision": AGREE, "safety": SAFETY}
NOT_ASKED: Final = "not_asked"


def nearest(here: Point, others: Mapping[str, Point], count: int = NEAREST) -> tuple[str, ...]:
    """Codes of the `count` places nearest to `here`, nearest first; points are degrees on one flat map."""
    return tuple(sorted(others, key=lambda code: (_apart(here, others[code]), code))[:count])


def _apart(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def answers_of(told: Mapping[str, str]) -> dict[str, str]:
    """The three answers of a form as codes; what is no code of its question was not answered."""
    return {name: told.get(name, "") if told.get(name, "") in codes else "" for name, codes in QUESTIONS.items()}


def heard_and_own(listened: str, own_decision: str) -> str:
    """Both sentences agreed to, one of them not, or not known; as I38 defines it."""
    given = [answer for answer in (listened, own_decision) if answer]
    if any(answer != "yes" for answer in given):
        return "no"
    return "yes" if len(given) == 2 else NOT_ASKED  # noqa: PLR2004  # both of the two


def quarter_of(day: date) -> str:
    """The quarter of a day as a code, `2026-Q4`."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def numbers_in(phone: str) -> tuple[tuple[str, str], ...]:
    """(as it is read, as a telephone dials it) of each number of a line such as `0232 000 00 00 / 183`."""
    parts = (part.strip() for part in phone.split("/"))
    return tuple((part, _dialled(part)) for part in parts if _dialled(part))


def _dialled(part: str) -> str:
    digits = "".join(each for each in part if each.isdigit())
    return f"+{digits}" if part.startswith("+") else digits


def together(codes: Iterable[str], words: Mapping[str, str]) -> tuple[str, ...]:
    """Words of codes in the order of the catalogue; a code without words is left out."""
    known = set(codes)
    return tuple(said for code, said in words.items() if code in known)
