"""What a contact hands over to a file, and when no file may grow out of it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from omuz.casework.cases.rules.presentation import (
    codes_of,
    from_contact,
    is_for_herself,
    is_minor,
    may_become_file,
    payload_of,
)
from omuz.casework.contacts.rules.answers import Answers

AT = datetime(2026, 11, 20, 10, 30, tzinfo=ZoneInfo("Europe/Istanbul"))


def _answers(**said: Any) -> Answers:
    return Answers(at=AT, channel="phone", **said)


def test_everything_she_said_is_taken_over_and_silence_is_not() -> None:
    said = _answers(kind="violence", district="konak", violence_types=("physical", "economic"), age_band="did_not_want")
    assert from_contact(said) == {
        "channel": "phone",
        "reason": "violence",
        "district": "konak",
        "violence_types": ["physical", "economic"],
        "age_band": "did_not_want",
    }


def test_what_nobody_said_reads_as_not_asked_and_never_as_no() -> None:
    payload = payload_of({"reason": ["not_asked"], "relation": ["not_asked"], "channel": [""]})
    assert payload == {}
    assert codes_of(payload, "reason") == codes_of(payload, "relation") == ("not_asked",)


def test_a_real_answer_drives_out_a_special_one() -> None:
    assert payload_of({"relation": ["unknown", "spouse"]}) == {"relation": ["spouse"]}


def test_only_an_urgent_notice_makes_a_presentation_urgent() -> None:
    assert from_contact(_answers(done=("urgent_notice",)))["urgent"] == "yes"
    assert "urgent" not in from_contact(_answers(done=("listened_informed",)))


@pytest.mark.parametrize("kind", ["whereabouts_enquiry", "harassment_call"])
def test_no_file_grows_out_of_a_call_about_a_woman_or_against_one(kind: str) -> None:
    assert not may_become_file(_answers(kind=kind))
    assert may_become_file(_answers(kind="legal_information"))


def test_no_file_is_opened_unasked_on_a_woman_who_did_not_come_herself() -> None:
    assert not is_for_herself(_answers(for_whom="neighbour"))
    assert is_for_herself(_answers(for_whom="herself"))


def test_a_girl_under_eighteen_is_seen_and_a_silent_age_is_not_taken_for_one() -> None:
    assert is_minor("under_15") and is_minor("age_15_17")
    assert not is_minor("age_18_24") and not is_minor("not_asked")
