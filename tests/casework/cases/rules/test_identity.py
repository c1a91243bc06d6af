"""Who she is, kept for a purpose and until a day."""

from datetime import date, timedelta

import pytest

from omuz.casework.cases.rules.identity import LONGEST, Entry, Fault, entries_of, faults_of, next_expiry

TODAY = date(2026, 11, 22)


def _entry(expires_on: date, name: str = "a") -> Entry:
    return Entry(name, "name", "…", "dava dilekçesi", expires_on, TODAY)


def test_an_entry_goes_the_day_after_its_last_day() -> None:
    assert not _entry(TODAY).expired(TODAY)
    assert _entry(TODAY - timedelta(days=1)).expired(TODAY)


@pytest.mark.parametrize(
    ("value", "purpose", "day", "fault"),
    [
        ("", "dilekçe", TODAY, Fault.NO_VALUE),
        ("x", "  ", TODAY, Fault.NO_PURPOSE),
        ("x", "dilekçe", TODAY - timedelta(days=1), Fault.DAY_PAST),
        ("x", "dilekçe", TODAY + LONGEST + timedelta(days=1), Fault.DAY_TOO_FAR),
    ],
)
def test_an_entry_needs_a_value_a_purpose_and_a_day_within_a_year(
    value: str, purpose: str, day: date, fault: Fault
) -> None:
    assert faults_of(value, purpose, day, today=TODAY) == (fault,)


def test_a_whole_entry_is_kept_as_it_is_and_the_first_to_go_comes_first() -> None:
    late, soon = _entry(TODAY + timedelta(days=9), "late"), _entry(TODAY + timedelta(days=2), "soon")
    kept = {"entries": [late.to_payload(), soon.to_payload()]}
    assert entries_of(kept) == (soon, late)
    assert next_expiry(entries_of(kept)) == soon.expires_on
    assert next_expiry(()) is None
    assert faults_of("x", "dilekçe", TODAY + LONGEST, today=TODAY) == ()
