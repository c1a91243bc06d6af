"""The 30 districts of İzmir as shapes: read from the catalogue, flattened once, never fetched from anywhere."""

import csv
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Words, read_definition
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.catalogue.turkish import fold

DISTRICTS = 30
_MIDDLE_LATITUDE = math.radians(38.4)
_GRID = 0.004
_LEAST_RING = 4

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True)
class District:
    """One district: its code in `lists/district.csv`, its name, its outline and a point inside it.

    Coordinates are degrees with the longitude shortened for İzmir's latitude, so that the map is not stretched.
    """

    code: str
    name: str
    parts: tuple[tuple[Ring, ...], ...]
    label: Point


@dataclass(frozen=True)
class Geography:
    """The districts by code, and the line that must stand under every map of them."""

    districts: Mapping[str, District]
    credit: Words

    def __contains__(self, code: object) -> bool:
        return code in self.districts


def _flat(longitude: float, latitude: float) -> Point:
    """A corner on a grid of 400 m, a pixel on the page; neighbours keep the same corners, so no gap opens."""
    return (
        round(round(longitude * math.cos(_MIDDLE_LATITUDE) / _GRID) * _GRID, 4),
        round(round(latitude / _GRID) * _GRID, 4),
    )


def _ring(points: Iterable[Sequence[float]]) -> Ring:
    """The corners without those that fall on the one before."""
    flat = [_flat(point[0], point[1]) for point in points]
    return tuple(point for place, point in enumerate(flat) if place == 0 or point != flat[place - 1])


def _parts(geometry: Mapping[str, Any]) -> tuple[tuple[Ring, ...], ...]:
    """Outer ring and holes of each part; islets smaller than the grid are left out."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    parts = (tuple(ring for points in polygon if len(ring := _ring(points)) >= _LEAST_RING) for polygon in polygons)
    return tuple(part for part in parts if part)


def _districts(path: Path) -> Iterator[District]:
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        told = feature["properties"]
        yield District(
            code=fold(told["name"]),
            name=told["name"],
            parts=_parts(feature["geometry"]),
            label=_flat(told["label_lon"], told["label_lat"]),
        )


@lru_cache(maxsize=4)
def _read(folder: Path) -> Geography:
    path = folder / "geo" / "izmir_districts.geojson"
    try:
        districts = {district.code: district for district in _districts(path)}
        credit = read_definition(folder / "geo" / "credit.toml").words("boundaries")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CatalogueError(
            _("Harita çizilemedi: %(file)s okunamıyor. Katalog klasörünü yeniden kurun.") % {"file": path.name}
        ) from error
    if len(districts) != DISTRICTS:
        raise CatalogueError(
            _("Harita çizilemedi: %(file)s dosyasında %(count)d ilçe var, 30 olmalı.")
            % {"file": path.name, "count": len(districts)}
        )
    return Geography(districts, credit)


def geography(folder: Path | None = None) -> Geography:
    """The districts, read once. Raises CatalogueError when the file is missing or incomplete."""
    return _read(folder or catalogue_folder())


def area(codes: Sequence[str], folder: Path | None = None) -> District:
    """Districts put together as one shape, without the borders between them; one district as it is."""
    found = [geography(folder).districts[code] for code in codes]
    if len(found) == 1:
        return found[0]
    rings = [ring for district in found for part in district.parts for ring in part]
    return District("+".join(codes), " + ".join(each.name for each in found), (_outline(rings),), found[0].label)


def _outline(rings: Iterable[Ring]) -> tuple[Ring, ...]:
    """The rings around shapes that share corners: a border two of them share falls away."""
    edges = set[tuple[Point, Point]]()
    for ring in rings:
        for edge in zip(ring, (*ring[1:], ring[0]), strict=True):
            if edge[0] != edge[1]:
                edges ^= {min(edge, edge[::-1])}
    beside: dict[Point, list[Point]] = {}
    for start, end in sorted(edges):
        beside.setdefault(start, []).append(end)
        beside.setdefault(end, []).append(start)
    return tuple(_rings(beside))


def _rings(beside: dict[Point, list[Point]]) -> Iterator[Ring]:
    """Walks along the corners until every border is taken once."""
    for first in sorted(beside):
        while beside[first]:
            ring, here = [first], first
            while beside[here]:
                there = beside[here].pop()
                beside[there].remove(here)
                ring.append(there)
                here = there
            yield tuple(ring)


@lru_cache(maxsize=4)
def _women(folder: Path) -> Mapping[str, int]:
    path = folder / "geo" / "izmir_district_population.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {fold(row["name"]): int(row["women_2021"]) for row in csv.DictReader(file)}
    except (OSError, KeyError, ValueError) as error:
        raise CatalogueError(path.name) from error


def women(folder: Path | None = None) -> Mapping[str, int]:
    """Women living in each district, as published for 2021. Raises CatalogueError when the file is damaged."""
    return _women(folder or catalogue_folder())
