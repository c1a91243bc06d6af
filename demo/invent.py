"""Invents contacts: the same seed, centre and day always give the same contacts."""

import calendar
import math
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

FOLDER = Path(__file__).resolve().parent
ISTANBUL = ZoneInfo("Europe/Istanbul")

_NOTES = [
    "Haklarını sordu; adım adım anlatıldı, kararın kendisine ait olduğu söylendi.",
    "Randevuya çocuğuyla gelecek; oyun köşesi hazır olsun.",
    "Sesini alçaltarak konuştu, uygun olunca kendisi arayacak.",
    "Daha önce başka bir yere başvurmuş, geri çevrildiğini söyledi.",
    "Kanıt gerekip gerekmediğini sordu; gerekmediği anlatıldı.",
]


@dataclass(frozen=True)
class DemoCentre:
    """A placeholder centre: code, district code (may be empty) and invented contacts a year."""

    code: str
    district: str
    yearly: int


@cache
def shares() -> dict[str, dict[str, Any]]:
    """The mixes of `shares.toml`; weights are relative."""
    return tomllib.loads((FOLDER / "shares.toml").read_text(encoding="utf-8"))


@cache
def network() -> dict[str, Any]:
    """Organisations, centres, people and returns of `network.toml`."""
    return tomllib.loads((FOLDER / "network.toml").read_text(encoding="utf-8"))


def _one(rng: random.Random, name: str) -> str:
    mix = shares()[name]
    return rng.choices(list(mix), weights=list(mix.values()))[0]


def _several(rng: random.Random, name: str) -> list[str]:
    chosen = [code for code, percent in shares()[name].items() if rng.random() * 100 < percent]
    return chosen or [_one(rng, name)]


def _how_many(rng: random.Random, expected: float) -> int:
    """A Poisson draw; `expected` is small, so counting multiplied chances is exact and quick."""
    limit, product, number = math.exp(-expected), rng.random(), 0
    while product > limit:
        product *= rng.random()
        number += 1
    return number


def _expected(centre: DemoCentre, day: date) -> float:
    week, months = shares()["weekday"]["weights"], shares()["month"]["weights"]
    in_year = 366 if calendar.isleap(day.year) else 365
    scale = (sum(week) / 7) * (sum(months) / 12)
    return float(centre.yearly / in_year * week[day.weekday()] * months[day.month - 1] / scale)


def _violence(rng: random.Random) -> dict[str, Any]:
    """What she told by herself; in a quarter of the contacts nobody asked, and silence stays silence."""
    told = rng.random()
    if told < 0.22:
        return {}
    if told < 0.25:
        return {"violence_types": ["did_not_want"]}
    relation = [_one(rng, "relation")]
    if relation == ["spouse"] and rng.random() < 0.07:
        relation.append("parent_in_law")
    return {
        "violence_types": _several(rng, "violence_types"),
        "relation": relation,
        "age_band": _one(rng, "age_band"),
    }


def _district(rng: random.Random, centre: DemoCentre) -> str:
    told = rng.random()
    if told < 0.10:
        return "not_asked"
    if told < 0.13:
        return "out_of_province"
    if centre.district and told < 0.86:
        return centre.district
    return _one(rng, "district")


def _contact(rng: random.Random, centre: DemoCentre, day: date) -> dict[str, Any]:
    kind = _one(rng, "kind")
    moment = datetime.combine(day, time(9, 0), ISTANBUL) + timedelta(minutes=rng.randrange(0, 8 * 60 + 15))
    answers: dict[str, Any] = {
        "occurred_at": moment,
        "channel": _one(rng, "channel"),
        "kind": kind,
        "hidden_number": "not_asked",
        "anonymous": "yes" if rng.random() < 0.19 else "no",
        "heard_from": _one(rng, "heard_from"),
        "district": _district(rng, centre),
        "minutes": rng.choice([5, 8, 10, 12, 15, 20, 25, 30, 40]),
    }
    if answers["channel"] == "phone":
        answers["hidden_number"] = "yes" if rng.random() < 0.12 else "no"
    if kind == "whereabouts_enquiry":
        return answers | {
            "for_whom": rng.choice(["relative", "institution", "does_not_know_her"]),
            "looking_for": _one(rng, "looking_for"), "done": ["listened_informed"], "district": "not_asked",
        }  # fmt: skip
    answers |= {"for_whom": _one(rng, "for_whom"), "done": _several(rng, "done")}
    if "directed_to_institution" in answers["done"]:
        answers["referred_to"] = sorted({_one(rng, "referred_to") for _ in range(rng.choice([1, 1, 2]))})
    if kind == "violence":
        answers |= _violence(rng)
    if rng.random() < 0.12:
        answers["note"] = rng.choice(_NOTES)
    return answers


def invented_contacts(seed: int, centre: DemoCentre, day: date) -> Iterator[dict[str, Any]]:
    """The contacts of one centre on one day: coded answers, `occurred_at`, sometimes a short `note`."""
    rng = random.Random(f"{seed}:{centre.code}:{day.isoformat()}")
    for _ in range(_how_many(rng, _expected(centre, day))):
        yield _contact(rng, centre, day)
