"""The districts of İzmir as a plain picture on which a place is pointed at; nothing is fetched from anywhere."""

import math
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.insight.charts.geography import District, geography

_SHORTER = math.cos(math.radians(38.4))
"""Longitude is drawn shorter by this at the latitude of İzmir."""
_SCALE = 1000
_ROOM = 0.03


@dataclass(frozen=True)
class DistrictMap:
    """Outlines by name in a box; `west` and `north` are its corner in degrees, `scale` is units to a degree."""

    shapes: tuple[tuple[str, str], ...]
    width: int
    height: int
    west: str
    north: str
    scale: int
    shorter: str
    credit: str


def district_map() -> DistrictMap | None:
    """The picture; None where the catalogue has no outlines."""
    try:
        return _drawn("en" if get_language() == "en" else "tr")
    except CatalogueError:
        return None


@lru_cache(maxsize=2)
def _drawn(language: str) -> DistrictMap:
    told = geography()
    points = [point for each in told.districts.values() for part in each.parts for ring in part for point in ring]
    west, north = min(x for x, _y in points) - _ROOM, max(y for _x, y in points) + _ROOM
    east, south = max(x for x, _y in points) + _ROOM, min(y for _x, y in points) - _ROOM
    return DistrictMap(
        shapes=tuple((each.name, _outline(each, west, north)) for each in told.districts.values()),
        width=round((east - west) * _SCALE),
        height=round((north - south) * _SCALE),
        west=f"{west / _SHORTER:.6f}",
        north=f"{north:.6f}",
        scale=_SCALE,
        shorter=f"{_SHORTER:.6f}",
        credit=told.credit.say(language),
    )


def _outline(district: District, west: float, north: float) -> str:
    rings = [ring for part in district.parts for ring in part]
    return "".join(
        "M" + "L".join(f"{round((x - west) * _SCALE)} {round((north - y) * _SCALE)}" for x, y in ring) + "Z"
        for ring in rings
    )
