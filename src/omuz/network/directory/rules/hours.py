"""Opening hours as people write them, and the same as days and times where they can be read."""

import re
from dataclasses import dataclass
from typing import Final

from omuz.foundation.catalogue.turkish import fold

BYDAY: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NAMES: Final = (
    ("pzt", "pazartesi", "mon", "monday"), ("sal", "sali", "tue", "tuesday"),
    ("car", "carsamba", "wed", "wednesday"), ("per", "persembe", "thu", "thursday"), ("cum", "cuma", "fri", "friday"),
    ("cmt", "cumartesi", "sat", "saturday"), ("paz", "pazar", "sun", "sunday"),
)  # fmt: skip
_DAY: Final = {name: place for place, names in enumerate(_NAMES) for name in names}
_SHORT: Final = ("Pzt", "Sal", "Çar", "Per", "Cum", "Cmt", "Paz")
_GROUPS: Final = {"hafta ici": range(5), "her gun": range(7), "hafta sonu": range(5, 7)}
_TIMES = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})")


@dataclass(frozen=True)
class Opening:
    """The same hours on some days; days count from Monday as 0, times are `09:00`."""

    days: tuple[int, ...]
    opens: str
    closes: str

    @property
    def byday(self) -> str:
        return ",".join(BYDAY[day] for day in self.days)


def read_hours(text: str) -> tuple[Opening, ...]:
    """Days and times of `Pzt–Cum 09:00–17:00; Cmt 10:00–13:00`; empty where it cannot be read whole."""
    openings = []
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        times = _TIMES.search(part)
        days = _days(part[: times.start()]) if times else ()
        if not times or not days or part[times.end() :].strip():
            return ()
        first, last = f"{int(times[1]):02}:{times[2]}", f"{int(times[3]):02}:{times[4]}"
        if first >= last or last > "24:00":
            return ()
        openings.append(Opening(days, first, last))
    return tuple(openings)


def _days(text: str) -> tuple[int, ...]:
    whole = fold(text)
    if whole in _GROUPS:
        return tuple(_GROUPS[whole])
    found: list[int] = []
    for part in text.split(","):
        ends = [_DAY.get(fold(end)) for end in re.split(r"[-–—]", part)]
        if not ends or None in ends or len(ends) > 2:  # noqa: PLR2004  # a span has two ends
            return ()
        found += range(ends[0] or 0, (ends[-1] or 0) + 1)
    return tuple(sorted(set(found)))


def said_hours(byday: str, opens: str, closes: str) -> str:
    """Days and times of a schedule of another system in our words: `Pzt–Cum 09:00–17:00`."""
    days = [BYDAY.index(code) for code in byday.split(",") if code in BYDAY]
    if not days or not opens or not closes:
        return ""
    if len(days) > 1 and days == list(range(days[0], days[-1] + 1)):
        named = f"{_SHORT[days[0]]}–{_SHORT[days[-1]]}"
    else:
        named = ", ".join(_SHORT[day] for day in days)
    return f"{named} {opens[:5]}–{closes[:5]}"
