"""Functions about places on the earth."""

import math
from itertools import pairwise

from omuz.network.surveys.logic import values
from omuz.network.surveys.logic.evaluation import FUNCTIONS, Place, value
from omuz.network.surveys.logic.values import NAN, Value
from omuz.network.surveys.xlsform.expressions import Tree

RADIUS = 6_378_100.0
"""Metres, as the programs of the standard take it."""
_FEWEST_CORNERS = 3
Point = tuple[float, float]


def _points(place: Place, given: tuple[Tree, ...]) -> list[Point] | None:
    """Latitude and longitude in radians, of a line of points or of several answers; None where one is no place."""
    told: list[str] = []
    for tree in given:
        found = value(tree, place)
        texts = [node.value for node in found] if isinstance(found, list) else [values.text(found)]
        told += [point for text in texts for point in text.split(";") if point.strip()]
    place.world.spend(len(told))
    points = []
    for each in told:
        parts = [values.number(part, 0) for part in each.split()]
        if len(parts) < 2 or any(math.isnan(part) for part in parts[:2]):  # noqa: PLR2004  # latitude and longitude
            return None
        points.append((math.radians(parts[0]), math.radians(parts[1])))
    return points


def _between(one: Point, other: Point) -> float:
    haversine = (
        math.sin((other[0] - one[0]) / 2) ** 2
        + math.cos(one[0]) * math.cos(other[0]) * math.sin((other[1] - one[1]) / 2) ** 2
    )
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(haversine)))


def _distance(place: Place, given: tuple[Tree, ...]) -> Value:
    points = _points(place, given)
    if points is None:
        return NAN
    metres = 0.0
    for one, other in pairwise(points):
        metres += _between(one, other)
    return math.floor(metres * 100 + 0.5) / 100


def _area(place: Place, given: tuple[Tree, ...]) -> Value:
    points = _points(place, given)
    if points is None:
        return NAN
    if len(points) < _FEWEST_CORNERS:
        return 0.0
    total = 0.0
    for at, one in enumerate(points):
        other = points[(at + 1) % len(points)]
        total += (other[1] - one[1]) * (2 + math.sin(one[0]) + math.sin(other[0]))
    return math.floor(abs(total * RADIUS * RADIUS / 2) * 100 + 0.5) / 100


FUNCTIONS |= {"distance": _distance, "area": _area}
