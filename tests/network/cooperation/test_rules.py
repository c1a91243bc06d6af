"""How protocols stand, which tie is closest, and what a note must not hold."""

from datetime import date

import pytest

from omuz.network.cooperation.rules import Standing, closest, standing, tells_of_somebody

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("signed", "ends", "stands"),
    [
        (date(2026, 1, 1), None, Standing.IN_FORCE),
        (date(2026, 1, 1), date(2027, 2, 22), Standing.IN_FORCE),
        (date(2026, 1, 1), date(2027, 2, 21), Standing.ENDS_SOON),
        (date(2026, 1, 1), TODAY, Standing.ENDS_SOON),
        (date(2026, 1, 1), date(2026, 11, 22), Standing.ENDED),
        (date(2026, 12, 1), date(2027, 1, 1), Standing.COMING),
    ],
)
def test_a_protocol_stands_by_its_days(signed: date, ends: date | None, stands: Standing) -> None:
    assert standing(signed, ends, TODAY) is stands


def test_the_closest_of_several_ties_counts_and_not_is_the_last() -> None:
    assert closest(["none", "personal", "regular"]) == "regular"
    assert closest(["none"]) == "none"
    assert closest([]) == ""


@pytest.mark.parametrize("text", ["12345678901", "0532 123 45 67", "ayse@ornek.invalid", "dosya KON-20261"])
def test_a_note_that_leads_to_a_person_is_seen(text: str) -> None:
    assert tells_of_somebody(text)


@pytest.mark.parametrize("text", ["", "Her ay toplantı", "0232 444 55 66", "6284 sayılı yasa", "2026 protokolü"])
def test_ordinary_notes_pass(text: str) -> None:
    assert not tells_of_somebody(text)
