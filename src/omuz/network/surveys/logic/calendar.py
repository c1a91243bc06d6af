"""Days and hours by plain arithmetic, the same in the browser: no time zone tables, one offset for one sitting."""

import re

_DAY = re.compile(r"^(\d{4,6})-(\d\d)-(\d\d)$", re.ASCII)
_MOMENT = re.compile(
    r"^(\d{4,6})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?$",
    re.ASCII,
)
_CLOCK = re.compile(r"^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?$", re.ASCII)
MILLISECONDS = 86_400_000
_FEBRUARY, _MONTHS = 2, 12
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days(year: int, month: int, day: int) -> int:
    """Days from 1 January 1970 to a day of the civil calendar."""
    year -= month <= _FEBRUARY
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (month + (-3 if month > _FEBRUARY else 9)) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


def civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number."""
    number += 719_468
    era = number // 146_097
    of_era = number - era * 146_097
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9  # noqa: PLR2004  # the year of this arithmetic starts in March
    return year_of_era + era * 400 + (month <= _FEBRUARY), month, of_year - (153 * shifted + 2) // 5 + 1


def _real(year: int, month: int, day: int) -> bool:
    if not 1 <= month <= _MONTHS:
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= day <= _LENGTHS[month - 1] + (leap and month == _FEBRUARY)


def _within(hour: str, minute: str, second: str | None, part: str | None) -> int | None:
    """Milliseconds after midnight; None for hours there are not."""
    told = int(hour), int(minute), int(second or 0)
    if told[0] > 23 or told[1] > 59 or told[2] > 59:  # noqa: PLR2004  # hours, minutes and seconds of a day
        return None
    return ((told[0] * 60 + told[1]) * 60 + told[2]) * 1000 + int(((part or "") + "000")[:3])


def _shift(zone: str | None, offset: int) -> int:
    """Minutes a written hour lies ahead of universal time; where none is written, the sitting's own."""
    if zone is None:
        return offset
    if zone == "Z":
        return 0
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    return -minutes if zone[0] == "-" else minutes


def moment(text: str, offset: int) -> tuple[int, int] | None:
    """Local day number and milliseconds after midnight of a day or a moment; None for anything else."""
    told = _DAY.match(text)
    if told:
        year, month, day = int(told[1]), int(told[2]), int(told[3])
        return (days(year, month, day), 0) if _real(year, month, day) else None
    told = _MOMENT.match(text)
    if told is None or not _real(int(told[1]), int(told[2]), int(told[3])):
        return None
    after = _within(told[4], told[5], told[6], told[7])
    if after is None:
        return None
    after += (offset - _shift(told[8], offset)) * 60_000
    return days(int(told[1]), int(told[2]), int(told[3])) + after // MILLISECONDS, after % MILLISECONDS


def clock(text: str) -> int | None:
    """Milliseconds after midnight of an hour as it is written; None for anything else."""
    told = _CLOCK.match(text)
    return None if told is None else _within(told[1], told[2], told[3], told[4])


def day_text(number: int) -> str:
    """A day number as 2026-11-22."""
    year, month, day = civil(number)
    return f"{year:04d}-{month:02d}-{day:02d}"


def moment_text(number: int, after: int, offset: int) -> str:
    """A local moment as 2026-11-22T10:00:00.000+03:00."""
    seconds, part = divmod(after, 1000)
    sign, minutes = ("-" if offset < 0 else "+"), abs(offset)
    hours = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{part:03d}"
    return f"{day_text(number)}T{hours}{sign}{minutes // 60:02d}:{minutes % 60:02d}"


def number_of(text: str, offset: int) -> float | None:
    """Days since 1 January 1970 of a day or moment, the part of a day of an hour; None for anything else."""
    found = moment(text, offset)
    if found is not None:
        return found[0] + found[1] / MILLISECONDS
    after = clock(text)
    return None if after is None else after / MILLISECONDS
