"""Directorates with the newest version of their page, and the versions before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import Promise

from omuz.network.coordination.models import Unit, UnitPage, Workspace
from omuz.network.coordination.queries.catalogue import TypicalPage, typical_page
from omuz.network.coordination.queries.heard import heard_units
from omuz.network.coordination.rules.words import PARTS


@dataclass(frozen=True)
class Line:
    """A directorate on the map: its newest page, whether a focus group was held there, how many actions it has."""

    unit: Unit
    page: UnitPage | None
    heard: bool
    steps: int


@dataclass(frozen=True)
class Part:
    """One part of a page with its sentences."""

    code: str
    title: Promise
    sentences: Sequence[str]


def map_of(workspace: Workspace) -> list[Line]:
    """The directorates in their order."""
    heard = heard_units(workspace)
    rows = Unit.objects.filter(workspace=workspace).prefetch_related("pages", "steps")
    return [Line(row, next(iter(row.pages.all()), None), row.id in heard, len(row.steps.all())) for row in rows]


def newest(unit: Unit) -> UnitPage | None:
    """The last version of its page."""
    found: UnitPage | None = UnitPage.objects.filter(unit=unit).first()
    return found


def typical(unit: Unit) -> TypicalPage | None:
    """The page of the catalogue it began with; None for a unit of its own."""
    return typical_page(unit.key)


def versions(unit: Unit) -> list[UnitPage]:
    """Every version, the newest first."""
    return list(UnitPage.objects.filter(unit=unit))


def version_of(unit: Unit, version: int) -> UnitPage:
    """One version; Http404 for none."""
    found: UnitPage | None = UnitPage.objects.filter(unit=unit, version=version).first()
    if found is None:
        raise Http404
    return found


def parts(page: UnitPage) -> list[Part]:
    """The five parts of a page, each as its sentences."""
    return [
        Part(code, title, [line.strip() for line in getattr(page, code).splitlines() if line.strip()])
        for code, title in PARTS.items()
    ]


def beside(unit: Unit, version: int) -> list[tuple[Promise, str, str]]:
    """Each part of an earlier version beside the newest."""
    old, new = version_of(unit, version), newest(unit)
    return [(title, getattr(old, code), getattr(new, code) if new else "") for code, title in PARTS.items()]
