"""Gathers what a report is made from, room by room, and holds every table against what was told before."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.refusals import Refused as NotTold
from omuz.insight.charts.reading import NotProtected
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.content.report_types import ReportType, report_type, sources
from omuz.insight.reports.content.source_keys import Source, WrongPiece, fits
from omuz.insight.reports.gathered import Piece
from omuz.insight.reports.parts import NotABlock
from omuz.insight.reports.snapshot import Snapshot
from omuz.network.reports.queries import own_pieces
from omuz.network.reports.queries.retold import ANSWERED, Telling, told_safely
from omuz.network.reports.rules.refusals import NotNow

OWN: Final = "edition"
"""The room this room is itself: what an edition says of its own making."""
_log = logging.getLogger(__name__)

Gives = Callable[[Person, Asked], Mapping[str, Piece]]


class NotGathered(NotNow):
    """A room failed or gave something wrong; nothing was begun or changed, and the sentence names the room."""


@dataclass(frozen=True)
class Gathering:
    """A snapshot and what has to be kept of it: `told` are tables told anew, `kept` sources left as told before."""

    snapshot: Snapshot
    told: tuple[Telling, ...]
    kept: tuple[str, ...]


def gather(person: Person, report: str, year: int, about: str = "") -> Snapshot:
    """Everything the rooms give for a report, protected against what was told before.

    Raises CatalogueError (file and line) for a broken type, NotGathered where a room gave something wrong.
    """
    return gathering(person, report, year, about).snapshot


def gathering(person: Person, report: str, year: int, about: str = "", former: Snapshot | None = None) -> Gathering:
    """The same, with what has to be kept of it; `former` is the published edition the changes are told from."""
    person.require("reports.build")
    kind, known = report_type(report), sources()
    pieces = _from_rooms(person, kind, known, year, about)
    with transaction.atomic():
        safe = told_safely(pieces, set(kind.sources), known, about)
    snapshot = Snapshot(report, year, timezone.localdate(), _in_order(kind, safe.pieces), about)
    own = own_pieces.pieces(kind, known, snapshot, former, safe.kept)
    whole = _in_order(kind, {**safe.pieces, **{key: piece for key, piece in own.items() if key in kind.sources}})
    return Gathering(replace(snapshot, pieces=whole), safe.told, safe.kept)


def _in_order(kind: ReportType, pieces: Mapping[str, Piece]) -> dict[str, Piece]:
    """The pieces in the order the report asks for them, so that the same pieces are the same snapshot."""
    return {key: pieces[key] for key in kind.sources if key in pieces}


def _from_rooms(
    person: Person, kind: ReportType, known: Mapping[str, Source], year: int, about: str
) -> dict[str, Piece]:
    wanted: dict[str, set[str]] = {}
    for key in kind.sources:
        room = known[key].room.code
        # How many answered is asked for in any case: by it a table is held against the one told before.
        wanted.setdefault(room, set()).update({key, f"{room}.{ANSWERED}"} & known.keys())
    found: dict[str, Piece] = {}
    for room, named in settings.REPORT_SOURCES.items():
        if room != OWN and room in wanted:
            asked = Asked(kind.code, year, frozenset(wanted[room]), about)
            for path in (named,) if isinstance(named, str) else named:
                found |= _from_room(person, path, asked, known)
    return found


def _from_room(person: Person, path: str, asked: Asked, known: Mapping[str, Source]) -> dict[str, Piece]:
    """What one room gives, looked at piece by piece; whatever it raises is told as one sentence."""
    room = known[next(iter(asked.keys))].room
    try:
        with transaction.atomic():
            gives: Gives = import_string(path)
            given = gives(person, asked)
        return {key: fits(known[key], given[key]) for key in sorted(asked.keys) if key in given}
    except (CatalogueError, NotNow):
        raise
    except (WrongPiece, NotProtected, NotABlock) as error:
        _log.exception("a room gave something else than its key promises")
        raise NotGathered(_wrong(room.title.say(), str(error))) from error
    except (PermissionDenied, Http404) as error:
        raise NotGathered(
            _("“%(room)s” verisi size açık değil; rapora başlanmadı, var olan baskılar olduğu gibi duruyor.")
            % {"room": room.title.say()}
        ) from error
    except NotTold as error:
        raise NotGathered(_wrong(room.title.say(), str(error))) from error
    except Exception as error:
        # Another room's fault, whatever it is, must end as a sentence: nothing of an edition was written yet.
        _log.exception("a room failed while a report was gathered")
        raise NotGathered(_wrong(room.title.say(), type(error).__name__)) from error


def _wrong(room: str, what: str) -> str:
    return _("“%(room)s” verisi toplanamadı (%(what)s); hiçbir baskı değişmedi. Bilgi işleme bu cümleyi gösterin.") % {
        "room": room,
        "what": what,
    }
