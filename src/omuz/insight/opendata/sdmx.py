"""SDMX-CSV 2.0: concept and code identifiers only, with observation and confidentiality status."""

import re
from typing import Final

from omuz.foundation.catalogue.lists import UNKNOWN
from omuz.foundation.catalogue.tables import EXCHANGE, Cell, as_csv
from omuz.foundation.privacy.cells import TOTAL
from omuz.insight.opendata.publication import NotPublishable, Publication, Published
from omuz.insight.opendata.rows import FREE, Flat, rows

STRUCTURE: Final = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
TIME: Final = "TIME_PERIOD"
NORMAL: Final = "A"
SUPPRESSED: Final = "Q"
NOTHING: Final = "M"
"""CL_OBS_STATUS: a normal value; a missing value, suppressed; a missing value that cannot exist."""
_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_\-]*")
_YEARS: Final = re.compile(r"([0-9]{4})\s*[–-]\s*([0-9]{4})")


def sdmx_csv(publication: Publication, published: Published) -> bytes:
    """One observation a line and measure; a total over time carries the whole time as ISO range.

    Raises NotPublishable where a name cannot be an SDMX identifier.
    """
    time = published.time
    names = [dimension.name for dimension in published.table.dimensions]
    whole = period_of(published.table.period)
    plain, dated = dimensions_of(published)
    columns = [identifier(name.upper()) for name in plain]
    lines: list[list[Cell]] = [[
        *STRUCTURE, *columns, "MEASURE", *([TIME] if dated else []), "OBS_VALUE", "OBS_STATUS", "CONF_STATUS",
    ]]  # fmt: skip
    told = ["dataflow", dataflow(publication, published), "I"]
    for flat in rows(published):
        codes = dict(zip(names, flat.codes, strict=True))
        when = [_when(flat, names, time.name if time else "", whole)] if dated else []
        for measure in published.measures:
            value = flat.figures[measure.name]
            lines.append(
                [
                    *told,
                    *(codes[name] for name in plain),
                    measure.name.upper(),
                    *when,
                    value,
                    _observed(value, flat.statuses[measure.name]),
                    flat.statuses[measure.name],
                ]
            )
    return as_csv(lines, EXCHANGE)


def dimensions_of(published: Published) -> tuple[list[str], bool]:
    """The dimensions written as columns of codes, in order, and whether there is one of time beside them."""
    time = published.time
    names = [dimension.name for dimension in published.table.dimensions]
    dated = bool(period_of(published.table.period)) and (time is None or UNKNOWN not in time.categories)
    return [name for name in names if not dated or time is None or name != time.name], dated


def dataflow(publication: Publication, published: Published) -> str:
    """The identifier of a table's dataflow: agency, dataset and table, version."""
    return f"{identifier(publication.agency)}:{flow_name(publication, published)}({version_of(publication)})"


def flow_name(publication: Publication, published: Published) -> str:
    """What a table's dataflow and its structure are called."""
    return identifier(f"{publication.code}_{published.code}".upper())


def version_of(publication: Publication) -> str:
    """A version as SDMX counts them."""
    return f"{publication.version}.0.0"


def period_of(period: str) -> str:
    """A table's period in SDMX's words: `2026`, `2026-Q3`, `2026-07`, or a range of years; empty when unknown."""
    if found := _YEARS.fullmatch(period):
        first, last = int(found[1]), int(found[2])
        return f"{first}-01-01/P{last - first + 1}Y"
    return "" if period == UNKNOWN else period


def _observed(value: int | float | None, status: str) -> str:
    if status != FREE:
        return SUPPRESSED
    return NOTHING if value is None else NORMAL


def _when(flat: Flat, names: list[str], time: str, whole: str) -> str:
    if not time:
        return whole
    code = flat.key[names.index(time)]
    return whole if code == TOTAL else code


def identifier(name: str) -> str:
    """The name itself; raises NotPublishable where SDMX would not take it."""
    if not _ID.fullmatch(name):
        raise NotPublishable(f"{name!r} is no SDMX identifier")
    return name
