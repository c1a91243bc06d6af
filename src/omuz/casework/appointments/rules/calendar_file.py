"""Writes a calendar file after RFC 5545: times and one neutral word, no person, no code, no place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

LINE_OCTETS: Final = 75
"""Octets of one line without its line break; a longer one is folded."""
BREAK: Final = "\r\n"
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True, slots=True)
class Event:
    """One visit as a calendar shows it: when, and after which change. Moments carry their zone."""

    id: UUID
    start: datetime
    end: datetime
    revision: int
    cancelled: bool = False


def calendar_text(events: Iterable[Event], *, title: str, name: str, made_at: datetime) -> str:
    """The whole file; `title` is the word every visit carries, `name` what the calendar is called.

    Lines end in CRLF and are at most 75 octets long, moments are written in UTC.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Takvim//Takvim 1.0//TR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for event in sorted(events, key=lambda each: (each.start, each.id)):
        lines += _event_lines(event, title, made_at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}{BREAK}" for line in lines for part in folded(line))


def _event_lines(event: Event, title: str, made_at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.id}",
        f"DTSTAMP:{utc(made_at)}",
        f"DTSTART:{utc(event.start)}",
        f"DTEND:{utc(event.end)}",
        f"SUMMARY:{escaped(title)}",
        f"SEQUENCE:{max(event.revision - 1, 0)}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        "CLASS:PRIVATE",
        f"TRANSP:{'TRANSPARENT' if event.cancelled else 'OPAQUE'}",
        "END:VEVENT",
    ]


def utc(moment: datetime) -> str:
    """A moment as 20261123T070000Z; raises ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a calendar moment needs its zone")
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Text as a calendar value: backslash, semicolon, comma and line break escaped, other controls left out."""
    kept = "".join(sign for sign in text if sign == "\n" or (ord(sign) >= ord(" ") and sign != "\x7f"))
    return kept.translate(_ESCAPED)


def folded(line: str) -> Iterator[str]:
    """A content line in pieces of at most 75 octets, the later ones begun by a blank; no letter is cut in two."""
    piece, octets = "", 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > LINE_OCTETS:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + sign, octets + size
    yield piece
