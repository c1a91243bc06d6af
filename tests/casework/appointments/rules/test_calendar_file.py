"""The calendar file read by a strict reader of RFC 5545, written here so that the writer cannot excuse itself."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omuz.casework.appointments.rules.calendar_file import Event, calendar_text, escaped, folded, utc

TEN = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
_NAME = re.compile(r"[A-Z][A-Z0-9-]*")
_UTC = re.compile(r"\d{8}T\d{6}Z")


def read_strictly(raw: bytes) -> dict[str, list[tuple[str, str]]]:
    """Properties of the calendar and of its events in order; raises AssertionError where the format is broken."""
    text = raw.decode("utf-8")
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    lines = text.split("\r\n")[:-1]
    assert all(len(line.encode()) <= 75 for line in lines)
    whole: list[str] = []
    for line in lines:
        if line.startswith((" ", "\t")):
            whole[-1] += line[1:]
        else:
            assert line
            whole.append(line)
    calendar: dict[str, list[tuple[str, str]]] = {"": []}
    where = []
    for line in whole:
        head, colon, value = line.partition(":")
        assert colon
        name = head.split(";")[0]
        assert _NAME.fullmatch(name), name
        if name == "BEGIN":
            where.append(value)
            if value == "VEVENT":
                calendar[f"event {len(calendar)}"] = []
        elif name == "END":
            assert where.pop() == value
        else:
            place = list(calendar)[-1] if where == ["VCALENDAR", "VEVENT"] else ""
            calendar[place].append((name, value))
    assert not where
    return calendar


def unescaped(value: str) -> str:
    """A text value as it was before; raises AssertionError at a sign that should have been escaped."""
    out, place = "", 0
    while place < len(value):
        sign = value[place]
        if sign == "\\":
            assert value[place + 1] in "\\;,nN"
            out += {"n": "\n", "N": "\n"}.get(value[place + 1], value[place + 1])
            place += 2
        else:
            assert sign not in ";,\n"
            out += sign
            place += 1
    return out


def event(**changes: object) -> Event:
    told: dict[str, object] = {
        "id": UUID(int=7), "start": TEN, "end": TEN + timedelta(hours=1), "revision": 1,
    }  # fmt: skip
    return Event(**{**told, **changes})  # type: ignore[arg-type]  # a test's own mixture


def test_a_calendar_holds_what_the_format_demands_once_each() -> None:
    told = read_strictly(calendar_text([event()], title="Randevu", name="Takvim", made_at=TEN).encode())
    head = dict(told[""])
    assert (head["VERSION"], head["CALSCALE"], head["METHOD"]) == ("2.0", "GREGORIAN", "PUBLISH")
    assert head["PRODID"]
    names = [name for name, _value in told["event 1"]]
    assert len(names) == len(set(names))
    body = dict(told["event 1"])
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(body)
    assert (body["DTSTART"], body["DTEND"]) == ("20261123T070000Z", "20261123T080000Z"), "Istanbul is three hours ahead"
    assert all(_UTC.fullmatch(body[name]) for name in ("DTSTAMP", "DTSTART", "DTEND"))


def test_an_empty_calendar_is_one_too() -> None:
    assert list(read_strictly(calendar_text([], title="Randevu", name="Takvim", made_at=TEN).encode())) == [""]


def test_a_change_raises_the_sequence_and_a_cancellation_is_told() -> None:
    told = read_strictly(
        calendar_text([event(revision=3, cancelled=True)], title="Randevu", name="Takvim", made_at=TEN).encode()
    )
    body = dict(told["event 1"])
    assert (body["SEQUENCE"], body["STATUS"], body["TRANSP"]) == ("2", "CANCELLED", "TRANSPARENT")


def test_events_come_in_order_and_each_has_its_own_name() -> None:
    later, earlier = (
        event(id=uuid4(), start=TEN + timedelta(days=1), end=TEN + timedelta(days=1, hours=1)),
        event(id=uuid4()),
    )
    told = read_strictly(calendar_text([later, earlier], title="Randevu", name="Takvim", made_at=TEN).encode())
    starts = [dict(told[f"event {place}"])["DTSTART"] for place in (1, 2)]
    assert starts == sorted(starts)
    assert len({dict(told[f"event {place}"])["UID"] for place in (1, 2)}) == 2


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        utc(datetime(2026, 11, 23, 10, 0))  # noqa: DTZ001  # that is the point
    assert utc(datetime(2026, 11, 23, 10, 0, tzinfo=UTC)) == "20261123T100000Z"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_survives_the_format(text: str) -> None:
    raw = calendar_text([event()], title=text, name=text, made_at=TEN).encode()
    told = read_strictly(raw)
    plain = "".join(sign for sign in text if sign == "\n" or (ord(sign) >= 32 and sign != "\x7f"))
    assert unescaped(dict(told["event 1"])["SUMMARY"]) == plain
    assert unescaped(dict(told[""])["X-WR-CALNAME"]) == plain


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300))
def test_folding_loses_no_letter_and_no_line_is_too_long(text: str) -> None:
    pieces = list(folded(text))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == text
    assert all(piece.startswith(" ") for piece in pieces[1:])


def test_signs_that_mean_something_are_escaped() -> None:
    assert escaped("a;b,c\\d\ne") == "a\\;b\\,c\\\\d\\ne"
