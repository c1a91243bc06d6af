"""The centres as anybody may know them, district by district, and the nearest where a district has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.models import Centre
from omuz.insight.charts.geography import geography
from omuz.network.directory.models import PublicPart
from omuz.network.directory.rules.hours import read_hours
from omuz.network.leaflet.queries.words import Leaflet
from omuz.network.leaflet.rules import nearest, numbers_in, together


@dataclass(frozen=True)
class Place:
    """One centre in one language. A secret one has neither district nor way; `hours` stay as written where unread."""

    id: UUID
    code: str
    name: str
    district: str
    secret: bool
    numbers: tuple[tuple[str, str], ...]
    hours: tuple[str, ...]
    hours_as_written: str
    appointment: str
    spoken: tuple[str, ...]
    access: tuple[str, ...]
    way: str
    address: str


@dataclass(frozen=True)
class Area:
    """One district with its own centres, or with the nearest of others (`near`)."""

    code: str
    name: str
    places: tuple[Place, ...]
    near: bool


def places(told: Leaflet) -> tuple[Place, ...]:
    """Every published centre in alphabetical order; invented ones only in a demonstration."""
    parts: Mapping[UUID, PublicPart] = {row.centre_id: row for row in PublicPart.objects.all()}
    shown = [
        _place(centre, parts[centre.id], told)
        for centre in Centre.objects.all()
        if centre.id in parts and (settings.OMUZ_DEMO or not parts[centre.id].example)
    ]
    return tuple(sorted(shown, key=lambda place: sort_key(place.name)))


def _place(centre: Centre, public: PublicPart, told: Leaflet) -> Place:
    secret = public.confidential
    hours = read_hours(public.hours)
    return Place(
        id=centre.id,
        code=centre.code,
        name=centre.name,
        district="" if secret else centre.district,
        secret=secret,
        numbers=numbers_in(public.phone),
        hours=tuple(f"{_days(each.days, told.days)} {each.opens}–{each.closes}" for each in hours),
        hours_as_written="" if hours else public.hours,
        appointment=public.appointment,
        spoken=together(public.languages, told.spoken),
        access=together(public.access, told.access),
        way="" if secret else public.how_to_reach,
        address="" if secret else public.address,
    )


def _days(days: Sequence[int], names: Sequence[str]) -> str:
    """`Mon–Fri` for days in a row, else each by name."""
    if len(days) > 1 and list(days) == list(range(days[0], days[-1] + 1)):
        return f"{names[days[0]]}–{names[days[-1]]}"
    return ", ".join(names[day] for day in days)


def areas(shown: Sequence[Place]) -> tuple[Area, ...]:
    """The thirty districts in alphabetical order."""
    districts = geography().districts
    own: dict[str, list[Place]] = {}
    for place in shown:
        if place.district in districts:
            own.setdefault(place.district, []).append(place)
    points = {code: districts[code].label for code in own}
    found = []
    for code, district in districts.items():
        near = () if code in own else nearest(district.label, points)
        there = own.get(code) or [place for other in near for place in own[other]]
        found.append(Area(code, district.name, tuple(there), code not in own))
    return tuple(sorted(found, key=lambda area: sort_key(area.name)))


def elsewhere(shown: Sequence[Place]) -> tuple[Place, ...]:
    """Centres that belong to no district of the map, the secret ones among them: for everybody."""
    known = geography().districts
    return tuple(place for place in shown if place.district not in known)
