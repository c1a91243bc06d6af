"""Protected tables for the tests of drawings, made by the real gate from counts written down here."""

from collections.abc import Mapping
from typing import Any

from omuz.foundation.catalogue.lists import SPECIAL, code_list
from omuz.foundation.privacy.cells import TOTAL, Dimension, RawTable
from omuz.foundation.privacy.gate import NETWORK, combine, protect
from omuz.foundation.privacy.safe import SafeTable

CHANNELS = (*code_list("channel").codes, *SPECIAL)
DISTRICTS = (*code_list("district").codes, *SPECIAL)


def channels(period: str = "2026-Q3", **counts: int) -> SafeTable:
    """The channel mix (I05), whatever is not named being zero."""
    return protect(_channels(period, counts), NETWORK)


def _channels(period: str, counts: Mapping[str, int]) -> RawTable:
    return RawTable(
        indicator="I05",
        version=1,
        dimensions=(Dimension("channel", CHANNELS),),
        counts={(code,): count for code, count in counts.items()},
        base="Bütün temaslar",
        period=period,
        grain="quarter",
        measure="share",
        share_over=("channel",),
        rows_used=sum(counts.values()),
    )


def anonymous(part: int, whole: int, period: str = "2026-Q3") -> SafeTable:
    """The share of anonymous contacts (I06)."""
    raw = RawTable(
        indicator="I06",
        version=1,
        dimensions=(),
        counts={(): part},
        denominators={(): whole},
        base="Anonim olup olmadığı bilinen temaslar",
        period=period,
        grain="quarter",
        measure="share",
        rows_used=whole,
    )
    return protect(raw, NETWORK)


def months(quarter: str, *counts: int) -> SafeTable:
    """Contacts by month (I01) of one quarter."""
    first = (int(quarter[-1]) - 1) * 3 + 1
    codes = tuple(f"{quarter[:4]}-{first + place:02}" for place in range(3))
    return _count("month", codes, dict(zip(codes, counts, strict=True)), quarter, "month")


def districts(**counts: int) -> SafeTable:
    """Contacts by district (I01) of 2025."""
    return _count("district", DISTRICTS, counts, "2025", "year")


def _count(name: str, codes: tuple[str, ...], counts: Mapping[str, int], period: str, grain: Any) -> SafeTable:
    raw = RawTable(
        indicator="I01",
        version=1,
        dimensions=(Dimension(name, codes),),
        counts={(code,): count for code, count in counts.items()},
        base="",
        period=period,
        grain=grain,
        rows_used=sum(counts.values()),
    )
    return protect(raw, NETWORK)


def summed(*tables: SafeTable) -> SafeTable:
    """Tables of several centres, added up by the gate."""
    return combine(tables, NETWORK)


__all__ = ["CHANNELS", "DISTRICTS", "TOTAL", "anonymous", "channels", "districts", "months", "summed"]
