"""One coded row a signed profile, for the indicators of this room; nothing in it is about a woman."""

from collections.abc import Iterable, Mapping

from omuz.insight.indicators.facts import Facts, Value
from omuz.network.profiles.rules.sheet import number_in

KIND = "centre_profile"
NORM = {"staff_by_title_social_worker": 2, "staff_by_title_psychologist": 2}
"""The four posts of the staffing norm a profile asks for: of its five the head is not, nor the two more of a line.

I43 says so in its caveat: it is a part of these four, never of the whole norm.
"""
_FULL = 100
_LEGAL = {"post": "yes", "hours": "yes", "bar_protocol": "yes", "volunteer": "yes", "none": "no"}
_ANSWERS = frozenset({"yes", "no", "partly", "unknown"})


def profile_row(centre: str, year: int, values: Mapping[str, str]) -> dict[str, Value]:
    """The row of one profile; a number that cannot be worked out is absent, an answer not given is not_asked."""
    services = values.get("services", "").split()
    return {
        "year": str(year),
        "centre": centre,
        "budget_line": _answer(values, "budget_line"),
        "crisis_protocol": _answer(values, "crisis"),
        "legal_support": _LEGAL.get(values.get("legal", ""), "not_asked"),
        "psychological_support": ("yes" if "psychological" in services else "no") if services else "not_asked",
        "persons_per_worker": _per_worker(values),
        "norm_filled": _norm_filled(values),
    }


def profile_facts(profiles: Iterable[tuple[str, int, Mapping[str, str]]]) -> Facts:
    """Rows of (centre code, year, question name → answer)."""
    return Facts.from_rows(KIND, [profile_row(*each) for each in profiles])


def _answer(values: Mapping[str, str], name: str) -> str:
    told = values.get(name, "")
    return told if told in _ANSWERS else "not_asked"


def _workers(values: Mapping[str, str]) -> dict[str, float] | None:
    """Social workers and psychologists; None where either number is missing, since missing is not zero."""
    told = {name: number_in(values.get(name, "")) for name in NORM}
    found = {name: number for name, number in told.items() if number is not None}
    return found if len(found) == len(NORM) else None


def _per_worker(values: Mapping[str, str]) -> float | None:
    persons, workers = number_in(values.get("volume_persons", "")), _workers(values)
    if persons is None or workers is None or not sum(workers.values()):
        return None
    return round(persons / sum(workers.values()), 1)


def _norm_filled(values: Mapping[str, str]) -> float | None:
    workers = _workers(values)
    if workers is None:
        return None
    return _FULL * sum(min(workers[name], wanted) for name, wanted in NORM.items()) / sum(NORM.values())
