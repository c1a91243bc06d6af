"""Facts anybody may look up as tables: who took part, what there is; nothing in them is hidden."""

from collections.abc import Mapping
from typing import Any, Final

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.privacy.cells import TOTAL, Dimension, Grain, Key, RawTable
from omuz.foundation.privacy.gate import PUBLIC, protect
from omuz.foundation.privacy.policy import PUBLIC_FACTS
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.reports.gathered import TableWords

COUNTED: Final = Words("Merkez", "Centres")


def _plain(key: str, year: int, base: str, grain: Grain = "year") -> dict[str, Any]:
    population = f"{PUBLIC_FACTS}{year}/{key}"
    return {"indicator": key, "version": 1, "base": base, "period": str(year), "grain": grain,
            "population": population}  # fmt: skip


def taken_part(key: str, year: int, part: int, whole: int, base: str = "merkez") -> SafeTable:
    """So many of so many."""
    raw = RawTable(**_plain(key, year, base), dimensions=(), counts={(): part}, denominators={(): whole},
                   measure="share")  # fmt: skip
    return protect(raw, PUBLIC)


def taken_part_by(
    key: str, year: int, name: str, told: Mapping[str, tuple[int, int]], base: str = "merkez", grain: Grain = "year"
) -> SafeTable:
    """The same by something, each with a whole of its own."""
    raw = RawTable(
        **_plain(key, year, base, grain), dimensions=(Dimension(name, tuple(told)),), measure="share",
        counts={(code,): part for code, (part, _whole) in told.items()},
        denominators={(code,): whole for code, (_part, whole) in told.items()},
    )  # fmt: skip
    return protect(raw, PUBLIC)


def there_are(key: str, year: int, name: str, told: Mapping[str, int], base: str = "merkez") -> SafeTable:
    """How many there are of each kind."""
    raw = RawTable(**_plain(key, year, base), dimensions=(Dimension(name, tuple(told)),),
                   counts={(code,): number for code, number in told.items()})  # fmt: skip
    return protect(raw, PUBLIC)


def rates(
    about: tuple[str, int], year: int, name: str, told: Mapping[str, tuple[int, float]], whole: float, base: str
) -> SafeTable:
    """A published rate of each area; behind each stand those who live there. `about`: indicator and its version."""
    medians: dict[Key, float] = {(code,): rate for code, (_behind, rate) in told.items()}
    medians[(TOTAL,)] = whole
    plain = _plain(about[0], year, base) | {"version": about[1]}
    raw = RawTable(
        **plain, dimensions=(Dimension(name, tuple(told)),), measure="median", medians=medians,
        counts={(code,): behind for code, (behind, _rate) in told.items()},
    )  # fmt: skip
    return protect(raw, PUBLIC)


def listed(name: str, codes: str = "") -> Mapping[str, Words]:
    """The words of a list of the catalogue by code."""
    return {entry.code: Words(entry.tr, entry.en) for entry in code_list(codes or name).entries}


def worded(
    name: str, title: Words, categories: Mapping[str, Words], base: Words, counted: Words = COUNTED, *,
    fractions: bool = False,
) -> TableWords:  # fmt: skip
    """Words for a table of one dimension."""
    return TableWords({name: title}, {name: dict(categories)}, base, counted, fractions)
