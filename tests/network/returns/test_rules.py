"""Quarters, standing and the written document, without database."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.foundation.privacy.cells import Dimension, RawTable, Reason
from omuz.foundation.privacy.gate import NETWORK, protect
from omuz.foundation.privacy.safe import digest_of
from omuz.network.returns.rules.document import (
    Answer,
    Document,
    Fault,
    ReturnRefused,
    read_file,
    read_text,
    to_sign,
    write_file,
)
from omuz.network.returns.rules.quarters import NotAQuarter, Quarter, Standing, quarters_until, standing

Q3 = Quarter(2026, 3)
TABLE = protect(
    RawTable(
        indicator="I05",
        version=1,
        dimensions=(Dimension("channel", ("phone", "email", "letter", "other")),),
        counts={("phone",): 41, ("email",): 12, ("letter",): 3, ("other",): 0},
        base="Bütün temaslar, “hepsi”",
        period="2026-Q3",
        grain="quarter",
        measure="share",
        share_over=("channel",),
        rows_used=56,
    ),
    NETWORK,
)
ANSWERS = {"jump/contacts_by_channel": Answer("campaign", 'Hat, tanıtıldı; "afiş" asıldı')}
DOCUMENT = Document("konak-1", Q3, 1, "quarterly/1", {"contacts_by_channel": json.loads(TABLE.to_json())}, ANSWERS)


def test_a_quarter_knows_its_months_neighbours_and_last_day() -> None:
    assert Q3.months == ("2026-07", "2026-08", "2026-09")
    assert (str(Quarter(2026, 1).before), str(Quarter(2026, 4).after)) == ("2025-Q4", "2027-Q1")
    assert [Quarter(2028, number).last_day.isoformat() for number in (1, 2, 3, 4)] == [
        *("2028-03-31", "2028-06-30", "2028-09-30", "2028-12-31")
    ]
    assert Quarter.of(date(2026, 11, 22)) == Quarter(2026, 4)
    assert [str(quarter) for quarter in quarters_until(Quarter(2026, 2), 3)] == ["2025-Q4", "2026-Q1", "2026-Q2"]


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_every_day_lies_in_exactly_one_quarter(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.before.last_day < day <= quarter.last_day
    assert Quarter.read(str(quarter)) == quarter
    assert f"{day.year}-{day.month:02}" in quarter.months


@pytest.mark.parametrize("text", ["2026-Q5", "2026-Q0", "2026Q3", "", "2026-Q3 ", "1999-Q1", "2026-q3", "２０２６-Q1"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(NotAQuarter):
        Quarter.read(text)


@pytest.mark.parametrize(
    ("received", "today", "wanted"),
    [
        (None, date(2026, 9, 30), Standing.RUNNING),
        (None, date(2026, 10, 1), Standing.AWAITED),
        (None, date(2026, 10, 20), Standing.AWAITED),
        (None, date(2026, 10, 21), Standing.MISSING),
        (date(2026, 10, 20), date(2026, 12, 1), Standing.RECEIVED),
        (date(2026, 10, 21), date(2026, 12, 1), Standing.LATE),
    ],
)
def test_a_return_is_due_twenty_days_after_the_quarter(received: date | None, today: date, wanted: Standing) -> None:
    assert standing(Q3, received, today, 20) is wanted


def test_a_document_is_written_one_way_only() -> None:
    text = DOCUMENT.text()
    assert read_text(text) == DOCUMENT
    assert read_text(json.dumps(json.loads(text), indent=3)).text() == text
    assert to_sign(text) == b"omuz-return/1\0" + text.encode()


def test_the_same_tables_are_the_same_whatever_the_version() -> None:
    assert DOCUMENT.says_the_same(replace(DOCUMENT, version=2, contents="quarterly/2"))
    assert not DOCUMENT.says_the_same(replace(DOCUMENT, tables={}))
    assert not DOCUMENT.says_the_same(replace(DOCUMENT, quarter=Q3.before))
    assert not DOCUMENT.says_the_same(replace(DOCUMENT, declined="safety"))
    assert DOCUMENT.says_the_same(replace(DOCUMENT, answers={}))


def test_a_return_of_the_first_form_is_read_for_ever() -> None:
    first = replace(DOCUMENT, answers={}, form="omuz-return/1")
    assert read_text(first.text()) == first
    told = {"return": first.told(), "digest": first.digest(), "signature": "73" * 64, "key": "6b" * 32}
    assert read_file(json.dumps(told, indent=1).encode()).document == first


def test_the_file_that_travels_is_sdmx_csv_with_a_code_for_every_hidden_number() -> None:
    rows = list(csv.DictReader(io.StringIO(write_file(DOCUMENT.text(), b"s" * 64, b"k" * 32).decode(), newline="")))
    assert list(rows[0])[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    told = {row["CHANNEL"]: (row["OBS_VALUE"], row["OBS_STATUS"], row["CONF_STATUS"]) for row in rows if row["PART"]}
    assert told == {
        "phone": ("41", "A", "F"),
        "email": ("", "Q", "D"),
        "letter": ("", "Q", "A"),
        "other": ("0", "A", "F"),
        "_T": ("56", "A", "F"),
    }


@pytest.mark.parametrize("why", list(Reason))
def test_every_reason_to_hide_comes_back_as_itself(why: Reason) -> None:
    """Held numbers share their sign with a group's, those of few centres with small ones."""
    told = json.loads(json.dumps(DOCUMENT.told()))
    (key,) = list(told["tables"])[:1]
    table = told["tables"][key]["table"]
    table["cells"][1] = {"key": table["cells"][1]["key"], "hidden": why.value, "low": 0, "high": None}
    told["tables"][key]["sha256"] = digest_of(table)
    document = read_text(json.dumps(told))
    assert read_file(write_file(document.text(), b"s" * 64, b"k" * 32)).document == document


def test_a_refusal_to_send_travels_too() -> None:
    declined = replace(DOCUMENT, tables={}, answers={}, declined="safety")
    assert read_file(write_file(declined.text(), b"s" * 64, b"k" * 32)).document == declined


def test_a_file_comes_back_as_it_was_written() -> None:
    sealed = read_file(write_file(DOCUMENT.text(), b"s" * 64, b"k" * 32))
    assert (sealed.document, sealed.signature, sealed.key) == (DOCUMENT, b"s" * 64, b"k" * 32)


@given(st.integers(0, 4000), st.sampled_from(["flip", "drop", "add"]))
def test_no_single_change_of_a_file_is_read_as_another_return(place: int, change: str) -> None:
    raw = bytearray(write_file(DOCUMENT.text(), b"s" * 64, b"k" * 32))
    at = place % len(raw)
    if change == "flip":
        raw[at] ^= 0x01
    elif change == "drop":
        del raw[at]
    else:
        raw.insert(at, ord("7"))
    try:
        sealed = read_file(bytes(raw))
    except ReturnRefused:
        return
    # White space and the signature itself may differ; what was signed may not.
    assert sealed.document == DOCUMENT


@pytest.mark.parametrize(
    "change",
    [
        {"format": "omuz-return/3"},
        {"format": "omuz-return/1"},
        {"answers": []},
        {"answers": {"jump": {"reason": "campaign"}}},
        {"declined": None},
        {"version": 0},
        {"version": True},
        {"version": "1"},
        {"quarter": "2026-Q9"},
        {"tables": []},
        {"centre": 7},
        {"extra": 1},
    ],
)
def test_a_document_of_another_form_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ReturnRefused) as refused:
        read_text(json.dumps(DOCUMENT.told() | change))
    assert refused.value.fault is Fault.NOT_A_RETURN


def test_every_fault_has_its_sentence() -> None:
    from omuz.network.returns.actions.refusals import sentence

    said = [sentence(ReturnRefused(fault, "x")) for fault in Fault]
    assert len(set(said)) == len(Fault)
    assert all(text.endswith(".") for text in said)
