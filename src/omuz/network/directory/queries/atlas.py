"""The map of İzmir's districts as links: shaded by centres per 50,000 women, the number of centres written inside."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from omuz.insight.charts.geography import District, geography
from omuz.network.directory.queries.coverage import Coverage, DistrictLine

WIDTH: Final = 480
STEPS: Final = ((0.0, "none"), (0.5, "some"), (1.0, "near"))
"""Below each limit (the first: exactly none) the shade; from one centre per 50,000 women on: met."""


@dataclass(frozen=True)
class Shape:
    """One district as it is drawn: outline, shade, where its number stands, and where a click leads."""

    line: DistrictLine
    path: str
    shade: str
    x: float
    y: float
    address: str


@dataclass(frozen=True)
class Atlas:
    """Thirty shapes on a sheet of `width` × `height`, and the line that must stand under them."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    credit: str


def shade(rate: float) -> str:
    """The shade of a rate of I44."""
    if rate == 0:
        return STEPS[0][1]
    return next((name for limit, name in STEPS[1:] if rate < limit), "met")


def atlas(told: Coverage, address: Callable[[DistrictLine], str], language: str) -> Atlas:
    """Every district once, in alphabetical order; `address` says where a district leads."""
    shapes = geography().districts
    points = [point for each in shapes.values() for part in each.parts for ring in part for point in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, top = min(y for _, y in points), max(y for _, y in points)
    scale = WIDTH / (right - left)

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return round((point[0] - left) * scale, 1), round((top - point[1]) * scale, 1)

    drawn = []
    for line in told.lines:
        x, y = at(shapes[line.code].label)
        drawn.append(Shape(line, _path(shapes[line.code], at), shade(line.rate), x, y, address(line)))
    return Atlas(WIDTH, round((top - low) * scale), tuple(drawn), geography().credit.say(language))


def _path(district: District, at: Callable[[tuple[float, float]], tuple[float, float]]) -> str:
    rings = [ring for part in district.parts for ring in part]
    return "".join("M" + "L".join(f"{x},{y}" for x, y in map(at, ring)) + "Z" for ring in rings)
