"""All a report may ask for (`sources.toml`): what each key gives, from which room, what is said if it is absent."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Words
from omuz.insight.charts.reading import NotProtected
from omuz.insight.reports.content.lines import Page, page_of
from omuz.insight.reports.gathered import KINDS, Piece, Table, kind_of

SCOPES = ("network", "centre", "municipality")
MEASURES = ("count", "share", "median")


@dataclass(frozen=True)
class Room:
    """Where sources come from, and what is said when one of them has nothing."""

    code: str
    title: Words
    absent: Words
    source: Words


@dataclass(frozen=True)
class Source:
    """One key. `gives` names the kind of piece; `measure` and `by` say which protected table is wanted.

    `of` names what it is made from: questions of a profile, indicators, fields of the directory.
    """

    key: str
    room: Room
    gives: str
    title: Words
    meaning: str
    measure: str
    by: tuple[str, ...]
    of: tuple[str, ...]
    scope: str
    absent: Words


def read_sources(text: str, name: str) -> Mapping[str, Source]:
    """Every key of the list in `text`, the file `name`. Raises CatalogueError with file and line."""
    page = page_of(text, name)
    page.text("code"), page.whole("version"), page.text("owner"), page.text("source")
    page.day("reviewed_on"), page.day("review_due")
    rooms = {room.code: room for room in map(_room, page.pages("room"))}
    found: dict[str, Source] = {}
    for each in page.pages("entry"):
        source = _source(each, rooms)
        if source.key in found:
            raise each.fault(_("“%(key)s” iki kez yazılmış") % {"key": source.key}, "key")
        found[source.key] = source
    page.finish()
    return found


def _room(page: Page) -> Room:
    room = Room(page.text("code"), page.words("title"), page.words("absent"), page.words("source"))
    page.finish()
    return room


def _source(page: Page, rooms: Mapping[str, Room]) -> Source:
    key = page.text("key")
    code = key.partition(".")[0]
    if code not in rooms:
        raise page.fault(_("“%(room)s” diye bir oda yok; adın başı odadır") % {"room": code}, "key")
    gives = page.choice("gives", KINDS)
    table = gives == "table"
    source = Source(
        key=key,
        room=rooms[code],
        gives=gives,
        title=page.words("title"),
        meaning=page.text("meaning", ""),
        measure=page.choice("measure", MEASURES, "share") if table else "",
        by=page.texts("by", ()) if table else (),
        of=page.texts("of", ()),
        scope=page.choice("scope", SCOPES, "network"),
        absent=page.words("absent") if page.has("absent") else rooms[code].absent,
    )
    page.finish()
    return source


class WrongPiece(TypeError):
    """A room gave something else than its key promises; a fault of the program, not of a text."""


def fits(source: Source, piece: object) -> Piece:
    """The piece itself; raises WrongPiece, or NotProtected for a table the gate did not make."""
    if not isinstance(piece, Piece):
        if source.gives == "table":
            raise NotProtected(f"{source.key}: only a protected table may be given, not {type(piece).__name__}")
        raise WrongPiece(f"{source.key}: {type(piece).__name__}")
    if kind_of(piece) != source.gives:
        raise WrongPiece(f"{source.key}: {kind_of(piece)}, not {source.gives}")
    if isinstance(piece, Table):
        table = piece.table
        names = tuple(dimension.name for dimension in table.dimensions)
        if table.measure != source.measure or names != source.by:
            raise WrongPiece(f"{source.key}: {table.measure} {names}, not {source.measure} {source.by}")
    return piece
